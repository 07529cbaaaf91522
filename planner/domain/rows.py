"""Demand rows: what a (village, service) pair means on day 0 of a horizon."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from planner.domain.demand import VisitRecord, VisitState
from planner.domain.request import PlanRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """One village's need of one service, with its clock.

    `people` is the larger of the demand and of the open requests. `elapsed_days` counts from the
    last visit done or published before the horizon to day 0; `never_visited` rows count as
    `never_visited_factor` intervals. `due_on` is the earliest due date of an open request.
    `visit_dates` are all recorded dates, past and published, for the minimum gap; but for visits
    published in the horizon that the request announces: those are being planned anew.
    """

    village_code: str
    service_code: str
    people: int
    interval_days: int
    elapsed_days: int
    never_visited: bool
    due_on: date | None
    visit_dates: tuple[date, ...]

    @property
    def key(self) -> tuple[str, str]:
        """(village, service): the row's name."""
        return (self.village_code, self.service_code)

    @property
    def urgency(self) -> float:
        """Elapsed days over wanted interval: 1.0 is due today."""
        return self.elapsed_days / self.interval_days


def demand_rows(request: PlanRequest) -> tuple[DemandRow, ...]:
    """The rows of a request, sorted by village then service; rows without people are left out."""
    services = {s.code: s for s in request.services}
    people: dict[tuple[str, str], int] = {}
    due: dict[tuple[str, str], date] = {}
    for demand in request.demands:
        people[demand.village_code, demand.service_code] = demand.people
    for asked in request.requests:
        key = (asked.village_code, asked.service_code)
        people[key] = max(people.get(key, 0), asked.people)
        due[key] = min(due.get(key, asked.due_on), asked.due_on)
    visits: dict[tuple[str, str], list[date]] = defaultdict(list)
    anew = {(told.village_code, told.service_code, told.date) for told in request.announced}
    for record in request.history:
        if not _is_planned_anew(record, request, anew):
            visits[record.village_code, record.service_code].append(record.date)
    start = request.horizon.start
    rows = []
    for key in sorted(key for key, count in people.items() if count > 0):
        interval = services[key[1]].interval_days
        before = [when for when in visits[key] if when < start]
        elapsed = (
            (start - max(before)).days
            if before
            else round(request.policy.never_visited_factor * interval)
        )
        rows.append(
            DemandRow(
                village_code=key[0],
                service_code=key[1],
                people=people[key],
                interval_days=interval,
                elapsed_days=elapsed,
                never_visited=not before,
                due_on=due.get(key),
                visit_dates=tuple(sorted(visits[key])),
            )
        )
    return tuple(rows)


def _is_planned_anew(
    record: VisitRecord, request: PlanRequest, anew: set[tuple[str, str, date]]
) -> bool:
    key = (record.village_code, record.service_code, record.date)
    published = record.state is VisitState.PUBLISHED and request.horizon.holds(record.date)
    return published and key in anew


def is_required(row: DemandRow, request: PlanRequest) -> bool:
    """Whether a row must be served if it can be: long overdue, or promised within the horizon."""
    last_day = request.horizon.date_of(request.horizon.days - 1)
    promised = row.due_on is not None and row.due_on <= last_day
    return promised or row.urgency >= request.policy.required_from
