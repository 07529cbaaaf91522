"""What the plans of several weeks mean together: who comes next when, which promises will break."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.assess.metrics import measure_whole
from planner.assess.money import plan_baht
from planner.domain.demand import ServiceRequest
from planner.domain.plan import Plan, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSum:
    """One week of a quarter. `rows_overdue` wait past their interval when the week ends.

    `rows_broken` are required rows (promised or long overdue) that it leaves out, wholly or partly.
    """

    start: date
    plan_id: str
    is_published: bool
    people: int
    villages: int
    rows_overdue: int
    rows_broken: int
    distance_m: int
    baht: int
    gap: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVisit:
    """A row's next visit, None where no week of the quarter has one.

    `last_on` is the last visit before the quarter, None for never. `intervals_at_end` is how many
    wanted intervals will have passed since the last visit when the quarter ends.
    """

    village_code: str
    service_code: str
    people: int
    last_on: date | None
    next_on: date | None
    unit_code: str | None
    intervals_at_end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A request that falls due before the quarter ends: how many of its people are served by then.

    `done_on` is the day on which everybody has been served, late or not; None if not in the
    quarter.
    """

    request_code: str
    village_code: str
    service_code: str
    due_on: date
    people: int
    people_in_time: int
    done_on: date | None

    @property
    def will_break(self) -> bool:
        """Whether somebody is not served in time."""
        return self.people_in_time < self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """Several weeks planned one after another; promises that will break come first."""

    start: date
    weeks: tuple[WeekSum, ...]
    visits: tuple[NextVisit, ...]
    promises: tuple[Promise, ...]

    @property
    def end(self) -> date:
        """The first day after the last week."""
        return self.weeks[-1].start + timedelta(weeks=1)

    @property
    def rows_overdue(self) -> int:
        """Rows past their interval when the quarter ends, as its last week counts them."""
        return self.weeks[-1].rows_overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWeek:
    """A week's plan and what it was made from."""

    plan_id: str
    is_published: bool
    request: PlanRequest
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """So many people of a row whom a week's plan serves, on a date, by a unit."""

    village_code: str
    service_code: str
    on: date
    unit_code: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    """What a quarter needs to know of a week; small, where request and plan are not.

    `left` are the rows that the week had to serve and leaves out, wholly or partly, with reasons.
    """

    sum: WeekSum
    visits: tuple[PlannedVisit, ...]
    left: tuple[Unplanned, ...]


Coming = dict[tuple[str, str], list[PlannedVisit]]


def facts_of(week: PlannedWeek) -> WeekFacts:
    """The facts of one week."""
    return WeekFacts(
        sum=sum_week(week),
        visits=tuple(
            PlannedVisit(
                village_code=serving.village_code,
                service_code=serving.service_code,
                on=week.plan.start + timedelta(days=route.day),
                unit_code=route.unit_code,
                people=serving.people,
            )
            for route, _, serving in week.plan.servings()
        ),
        left=tuple(
            entry for entry in week.plan.unplanned if entry.required or entry.due_on is not None
        ),
    )


def sum_week(week: PlannedWeek) -> WeekSum:
    """The figures of one week."""
    whole = measure_whole(week.request, week.plan)
    return WeekSum(
        start=week.plan.start,
        plan_id=week.plan_id,
        is_published=week.is_published,
        people=whole.people_served,
        villages=whole.villages_visited,
        rows_overdue=whole.rows_overdue,
        rows_broken=sum(entry.required for entry in week.plan.unplanned),
        distance_m=sum(route.distance_m for route in week.plan.routes),
        baht=plan_baht(week.request, week.plan),
        gap=week.plan.gap,
    )


def sum_quarter(weeks: Sequence[PlannedWeek], requests: Iterable[ServiceRequest]) -> Quarter:
    """The weeks together; `requests` are those open when the quarter begins, in their full size."""
    return sum_facts(weeks[0].request, [facts_of(week) for week in weeks], requests)


def sum_facts(
    request: PlanRequest, weeks: Sequence[WeekFacts], requests: Iterable[ServiceRequest]
) -> Quarter:
    """The same from facts of weeks that follow each other; `request` is that of the first."""
    start = weeks[0].sum.start
    end = weeks[-1].sum.start + timedelta(weeks=1)
    coming: Coming = {}
    for week in weeks:
        for visit in week.visits:
            coming.setdefault((visit.village_code, visit.service_code), []).append(visit)
    for found in coming.values():
        found.sort(key=lambda visit: visit.on)
    promises = _promises(coming, requests, end)
    return Quarter(
        start=start,
        weeks=tuple(week.sum for week in weeks),
        visits=tuple(_visits(request, coming, end)),
        promises=tuple(sorted(promises, key=lambda p: (not p.will_break, p.due_on))),
    )


def _visits(request: PlanRequest, coming: Coming, end: date) -> Iterable[NextVisit]:
    start = request.horizon.start
    for row in demand_rows(request):
        found = coming.get(row.key, [])
        before = [when for when in row.visit_dates if when < start]
        last = max(before, default=None)
        since = (end - found[-1].on).days if found else row.elapsed_days + (end - start).days
        yield NextVisit(
            village_code=row.village_code,
            service_code=row.service_code,
            people=row.people,
            last_on=last,
            next_on=found[0].on if found else None,
            unit_code=found[0].unit_code if found else None,
            intervals_at_end=round(since / row.interval_days, 3),
        )


def _promises(coming: Coming, requests: Iterable[ServiceRequest], end: date) -> Iterable[Promise]:
    """Requests of one row share its visits, those that are due first come first."""
    used: dict[tuple[str, str, int], int] = {}
    for request in sorted(requests, key=lambda one: (one.due_on, one.code)):
        if request.due_on >= end:
            continue
        key = (request.village_code, request.service_code)
        served = in_time = 0
        done_on: date | None = None
        for i, visit in enumerate(coming.get(key, [])):
            left = visit.people - used.get((*key, i), 0)
            if visit.on < request.filed_on or left <= 0 or served == request.people:
                continue
            taken = min(left, request.people - served)
            used[*key, i] = used.get((*key, i), 0) + taken
            served += taken
            in_time += taken if visit.on <= request.due_on else 0
            done_on = visit.on if served == request.people else None
        yield Promise(
            request_code=request.code,
            village_code=request.village_code,
            service_code=request.service_code,
            due_on=request.due_on,
            people=request.people,
            people_in_time=in_time,
            done_on=done_on,
        )
