"""What a plan changes of the visits that people were told of, and who must be told anew.

Written from `planner.domain.rules.TermCode.CHANGES` and `planner.domain.rules.Rule.CHANGES`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.calendar import DAY_S
from planner.domain.demand import Announced
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rules import MOVED_S


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """When a row is visited instead; `start_s` counts from that date's midnight."""

    date: date
    unit_code: str
    place_code: str
    start_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedVisit:
    """An announced visit that does not stand, and the visits of its row that the plan has."""

    told: Announced
    short_notice: bool
    instead: tuple[NewVisit, ...]


def changed_visits(request: PlanRequest, plan: Plan) -> tuple[ChangedVisit, ...]:
    """The announced visits of the horizon that the plan changes, by date, village and service."""
    visits = list(_visits(request, plan))
    changed = [
        ChangedVisit(
            told=told,
            short_notice=is_short_notice(told, request),
            instead=tuple(new for key, new in visits if key == _row(told)),
        )
        for told in request.announced
        if request.horizon.holds(told.date) and not _is_kept(told, visits)
    ]
    return tuple(sorted(changed, key=lambda c: (c.told.date, *_row(c.told), c.told.unit_code)))


def is_short_notice(told: Announced, request: PlanRequest) -> bool:
    """Whether a visit is so near that the change budget counts it."""
    today = request.planned_on or request.horizon.start
    return told.date < today + timedelta(days=request.policy.notice_days)


Visit = tuple[tuple[str, str], NewVisit]


def _visits(request: PlanRequest, plan: Plan) -> Iterator[Visit]:
    for route, stop, serving in plan.servings():
        if 0 <= route.day < request.horizon.days:
            new = NewVisit(
                date=request.horizon.date_of(route.day),
                unit_code=route.unit_code,
                place_code=stop.place_code,
                start_s=stop.start_s - route.day * DAY_S,
            )
            yield (serving.village_code, serving.service_code), new


def _row(told: Announced) -> tuple[str, str]:
    return told.village_code, told.service_code


def _is_kept(told: Announced, visits: Iterable[Visit]) -> bool:
    return any(
        key == _row(told)
        and (new.date, new.unit_code) == (told.date, told.unit_code)
        and told.place_code in (None, new.place_code)
        and (told.start_s is None or abs(new.start_s - told.start_s) <= MOVED_S)
        for key, new in visits
    )
