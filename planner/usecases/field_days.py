"""What a field team looks at first: the routes of the days ahead, and visits not told of yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.field import VisitKey
from planner.domain.field_state import Standing
from planner.domain.plan import Route
from planner.domain.runs import PlanState, StoredPlan
from planner.ports import Clock, Reader, Store
from planner.usecases.field import field_view
from planner.usecases.village_views import today_of

DAYS_AHEAD = 7
DAYS_BACK = 14
MOST_PLANS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAhead:
    """A route of a published plan on its date."""

    on: date
    route: Route
    plan: StoredPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A published plan lately carried out: visits of past days without a report of how they went.

    `waiting` counts the reports on its days that a person must decide on.
    """

    plan: StoredPlan
    visits: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDays:
    """Routes by date and unit from `today` on, and plans with something left to tell."""

    today: date
    ahead: tuple[RouteAhead, ...]
    untold: tuple[Untold, ...]


def field_days(store: Store, clock: Clock, province_codes: Iterable[str]) -> FieldDays:
    """The published routes of a week, counted from today or from the first day with a route."""
    today = today_of(clock)
    ahead: list[RouteAhead] = []
    untold: list[Untold] = []
    with store.reading() as reader:
        for code in province_codes:
            for stored in _lately_or_coming(reader, code, today):
                ahead += [one for one in _dated(stored) if one.on >= today]
                if stored.plan.start <= today:
                    untold.append(_untold(reader, stored, today))
    ahead.sort(key=lambda one: (one.on, one.plan.summary.province_code, one.route.unit_code))
    last = ahead[0].on + timedelta(days=DAYS_AHEAD) if ahead else today
    return FieldDays(
        today=today,
        ahead=tuple(one for one in ahead if one.on < last),
        untold=tuple(one for one in untold if one.visits or one.waiting),
    )


def _lately_or_coming(reader: Reader, code: str, today: date) -> list[StoredPlan]:
    """Published plans of the last two weeks and those to come, the first ones first."""
    since = today - timedelta(days=DAYS_BACK)
    found = reader.plans(province_code=code, state=PlanState.PUBLISHED, limit=MOST_PLANS)
    near = [one for one in found if one.start + timedelta(days=one.days) > since]
    return [reader.plan(one.id) for one in sorted(near, key=lambda one: one.start)]


def _dated(stored: StoredPlan) -> list[RouteAhead]:
    start = stored.plan.start
    return [
        RouteAhead(on=start + timedelta(days=route.day), route=route, plan=stored)
        for route in stored.plan.routes
    ]


def _untold(reader: Reader, stored: StoredPlan, today: date) -> Untold:
    plan = stored.plan
    last = plan.start + timedelta(days=plan.days - 1)
    state = field_view(reader, plan.province_code, since=plan.start, until=last).state
    keys = [
        VisitKey(on_date=one.on, unit_code=one.route.unit_code, place_code=stop.place_code)
        for one in _dated(stored)
        if one.on < today
        for stop in one.route.visits
    ]
    told = {key for key, outcome in state.visits.items() if outcome.is_told}
    return Untold(
        plan=stored,
        visits=sum(key not in told for key in keys),
        waiting=sum(one is Standing.WAITING for one in state.standings.values()),
    )
