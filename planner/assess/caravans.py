"""How caravans are held by a plan, and what is owed where units are missing.

Written from `planner.domain.rules.TermCode.CARAVAN`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.calendar import DAY_S, Holiday
from planner.domain.demand import Caravan, ServiceRequest
from planner.domain.plan import Plan, Route
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.domain.units import MobileUnit

WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaravanHeld:
    """A caravan in a plan: the date it is held (None: not at all), who is there, who is missing."""

    caravan: Caravan
    date: date | None
    present: tuple[str, ...]
    missing: tuple[str, ...]


def caravans_held(request: PlanRequest, plan: Plan) -> tuple[CaravanHeld, ...]:
    """Every caravan with a date in the horizon; of dates as good as each other the first."""
    routes: dict[int, list[Route]] = defaultdict(list)
    for route in plan.routes:
        routes[route.day].append(route)
    return tuple(
        _held(caravan, request, routes)
        for caravan in request.caravans
        if any(map(request.horizon.holds, caravan.dates))
    )


def _held(
    caravan: Caravan, request: PlanRequest, routes: Mapping[int, Iterable[Route]]
) -> CaravanHeld:
    best: tuple[str, ...] = ()
    held_on: date | None = None
    for when in sorted(filter(request.horizon.holds, caravan.dates)):
        there = _there(caravan, routes.get(request.horizon.day_of(when), ()))
        if len(there) >= caravan.least_units and len(there) > len(best):
            best, held_on = there, when
    missing = tuple(code for code in caravan.unit_codes if code not in best)
    return CaravanHeld(caravan=caravan, date=held_on, present=best, missing=missing)


def _there(caravan: Caravan, routes: Iterable[Route]) -> tuple[str, ...]:
    units = {
        route.unit_code
        for route in routes
        for stop in route.visits
        if (stop.place_code, stop.package_code) == (caravan.place_code, caravan.package_code)
        and stop.start_s == route.day * DAY_S + caravan.opens_s
    }
    return tuple(code for code in caravan.unit_codes if code in units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What a missing unit of a caravan leaves owed: a request, for the people still not served."""

    caravan_code: str
    unit_codes: tuple[str, ...]
    request: ServiceRequest


def debts_of(
    request: PlanRequest, plan: Plan, *, absent: Iterable[MobileUnit] = ()
) -> tuple[Debt, ...]:
    """The requests that missing units of caravans become.

    For each service that a missing unit carries, and each village that the caravan's place reaches
    (its own first): the people of that row whom the plan leaves out, if any, filed on the day of
    the caravan (its last date, when it is not held), due on the caravan's `due_on` or as many
    working days later as the service promises. A row owed by two caravans is owed by the first.
    `absent` are units that the request does without: what they carry is owed too.
    """
    left = {row.key: row.people for row in demand_rows(request)}
    for _, _, serving in plan.servings():
        key = (serving.village_code, serving.service_code)
        left[key] = left.get(key, 0) - serving.people
    debts: list[Debt] = []
    for held in caravans_held(request, plan):
        for debt in _debts(request, held, left, (*request.units, *absent)):
            debts.append(debt)
            left[debt.request.village_code, debt.request.service_code] = 0
    return tuple(debts)


def _debts(
    request: PlanRequest,
    held: CaravanHeld,
    left: Mapping[tuple[str, str], int],
    units: Iterable[MobileUnit],
) -> Iterable[Debt]:
    caravan = held.caravan
    place = next(p for p in request.stop_places if p.code == caravan.place_code)
    filed = held.date or max(filter(request.horizon.holds, caravan.dates))
    owing: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        for counters in unit.services if unit.code in held.missing else ():
            owing[counters.service_code].append(unit.code)
    for village in (place.village_code, *place.covers):
        for service in request.services:
            people = left.get((village, service.code), 0)
            if service.code not in owing or people <= 0:
                continue
            promised = working_days_after(filed, service.sla_working_days, request.holidays)
            yield Debt(
                caravan_code=caravan.code,
                unit_codes=tuple(owing[service.code]),
                request=ServiceRequest(
                    code=f"{caravan.code}-{village}-{service.code}",
                    village_code=village,
                    service_code=service.code,
                    people=people,
                    filed_on=filed,
                    due_on=max(filed, caravan.due_on or promised),
                ),
            )


def working_days_after(when: date, days: int, holidays: Iterable[Holiday]) -> date:
    """The date so many working days later; Saturdays, Sundays and holidays are none."""
    closed = {holiday.date for holiday in holidays}
    while days > 0:
        when += timedelta(days=1)
        if when.weekday() not in WEEKEND and when not in closed:
            days -= 1
    return when
