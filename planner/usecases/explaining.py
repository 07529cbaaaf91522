"""Why a row is left out, shown: what requiring it would take, and the first later week it fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geodata.matrix import TravelMatrix
from planner.assess.explain import Explainer, explain_unplanned
from planner.assess.metrics import due_rows
from planner.domain.calendar import Horizon
from planner.domain.errors import NotFound
from planner.domain.forced import LaterWeek
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, Reason, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.ports import Forcer, Progress, Store
from planner.usecases.plans import request_of_week
from planner.usecases.travel import EngineOf, travel_for

EXPLAIN_SHARE = 0.25
"""CPU time for the most pressing rows of a plan, as a share of its search's."""
LATER_WEEKS = 13
"""A quarter: how far ahead a week is looked for that could hold a row."""

Key = tuple[str, str]
Travel = Mapping[str, TravelMatrix]
WeekOf = Callable[[date], tuple[PlanRequest, Travel]]
"""The problem of the week that begins on a Monday, with its travel."""


def most_pressing(request: PlanRequest, plan: Plan, count: int) -> tuple[Unplanned, ...]:
    """Left-out rows that are due, the most pressing first: promised, overdue, then by people.

    Rows of which some people are served come after those that nobody comes for, and those that
    no plan could hold after those that one could.
    """
    due = due_rows(request)
    urgency = {row.key: row.urgency for row in demand_rows(request)}
    served = {(s.village_code, s.service_code) for _, _, s in plan.servings()}

    def order(entry: Unplanned) -> tuple[object, ...]:
        key = (entry.village_code, entry.service_code)
        overdue = -min(4.0, urgency.get(key, 0.0)) * entry.people
        return (
            key in served,
            not entry.required,
            entry.due_on is None,
            entry.due_on or date.max,
            entry.reason is not Reason.CAPACITY,
            overdue,
            key,
        )

    rows = [entry for entry in plan.unplanned if (entry.village_code, entry.service_code) in due]
    return tuple(sorted(rows, key=order)[:count])


def forcible(plan: Plan, entries: tuple[Unplanned, ...]) -> tuple[Key, ...]:
    """Those of these entries that can be forced: nobody is served, and only capacity is wanting."""
    served = {(s.village_code, s.service_code) for _, _, s in plan.servings()}
    keys = [(e.village_code, e.service_code) for e in entries if e.reason is Reason.CAPACITY]
    return tuple(key for key in keys if key not in served)


def explain_pressing(
    forcer: Forcer,
    request: PlanRequest,
    travel: Travel,
    plan: Plan,
    params: SolveParams,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The plan with its most pressing left-out rows forced, or the better plan that this found.

    Structural reasons must be filled in already; they are in what is returned. Uses at most
    `EXPLAIN_SHARE` of the search's CPU time.
    """
    pressing = most_pressing(request, plan, len(plan.unplanned))
    rows = forcible(plan, pressing)[: params.explain]
    if not rows:
        return plan
    own = replace(
        params,
        cpu_s=max(0.1, EXPLAIN_SHARE * params.cpu_s),
        wall_s=max(0.1, EXPLAIN_SHARE * params.wall_s),
        workers=1,
    )
    found = forcer(
        request, travel, plan, rows, own, on_progress=on_progress, should_stop=should_stop
    )
    return explain_unplanned(request, travel, found)


def with_later_weeks(
    request: PlanRequest, plan: Plan, week_of: WeekOf, *, only: frozenset[Key], weeks: int
) -> Plan:
    """The plan with `later` filled in for these rows where no day of its own suits.

    A week suits when nothing structural keeps the row out of it; weeks are looked at one after
    another until every row has one.
    """
    waiting = {
        (entry.village_code, entry.service_code)
        for entry in plan.unplanned
        if (entry.village_code, entry.service_code) in only and _needs_later(entry)
    }
    found: dict[Key, LaterWeek] = {}
    first = request.horizon.start + timedelta(days=request.horizon.days)
    first += timedelta(days=-first.weekday() % 7)
    for number in range(weeks):
        if not waiting:
            break
        start = first + timedelta(weeks=number)
        later, travel = week_of(start)
        later = replace(later, units=request.units)
        explainer = Explainer(request=later, travel=travel)
        for row in demand_rows(later):
            if row.key in waiting:
                why = explainer.reason(row)
                if why is None or why[0] is Reason.NOT_DUE:
                    found[row.key] = LaterWeek(start=start, weeks=number + 1)
        waiting -= found.keys()
    found |= {key: LaterWeek(start=None, weeks=weeks) for key in waiting}
    return replace(
        plan,
        unplanned=tuple(
            replace(e, later=found.get((e.village_code, e.service_code), e.later))
            for e in plan.unplanned
        ),
    )


def _needs_later(entry: Unplanned) -> bool:
    if entry.reason is Reason.CAPACITY:
        return entry.forced is None or entry.forced.earliest_on is None
    return entry.reason is not Reason.NOT_DUE


def weeks_of(store: Store, engine_of: EngineOf, province_code: str) -> WeekOf:
    """Later weeks as the store knows them now."""

    def week_of(start: date) -> tuple[PlanRequest, Travel]:
        request = request_of_week(store, province_code, Horizon(start=start))
        return request, travel_for(engine_of(province_code), request)

    return week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A village's left-out rows explained: `plan` has them, and is another one when better."""

    plan: Plan
    entries: tuple[Unplanned, ...]
    is_better: bool


def explain_village(
    forcer: Forcer,
    request: PlanRequest,
    travel: Travel,
    plan: Plan,
    week_of: WeekOf,
    *,
    village_code: str,
    service_code: str | None,
    params: SolveParams,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Explained:
    """Why a village's rows (or one of them) are left out of a plan, day by day.

    `params` limit the search that forces them; raises `NotFound` for a village, or a service of
    it, that the plan's request does not know.
    """
    rows = [row for row in demand_rows(request) if row.village_code == village_code]
    keys = frozenset(row.key for row in rows if service_code in (None, row.service_code))
    if not keys:
        name = village_code if service_code is None else f"{village_code}/{service_code}"
        raise NotFound("no such demand in this plan", kind="demand", id=name)
    asked = tuple(e for e in plan.unplanned if (e.village_code, e.service_code) in keys)
    wanted = forcible(plan, asked)
    found = plan
    if wanted:
        found = forcer(
            request, travel, plan, wanted, params,
            each_day=True, on_progress=on_progress, should_stop=should_stop,
        )  # fmt: skip
        if found.trips != plan.trips:
            found = explain_unplanned(request, travel, found)
    found = with_later_weeks(request, found, week_of, only=keys, weeks=LATER_WEEKS)
    return Explained(
        plan=found,
        entries=tuple(e for e in found.unplanned if (e.village_code, e.service_code) in keys),
        is_better=found.trips != plan.trips,
    )
