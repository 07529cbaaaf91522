"""Locked days in planning anew: they stay to the second, and the search plans around them.

The search gets a smaller problem: no shift for a unit on its locked days, no rows that locked
visits serve, less staff and money. What it finds and the locked trips together are then judged as
one plan of the whole request, like any other.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from geodata.matrix import TravelMatrix
from planner.assess.money import plan_baht
from planner.domain.boards import DayLock
from planner.domain.demand import ScarceStaff
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, Route, Trip
from planner.domain.request import PlanRequest
from planner.domain.units import MobileUnit
from planner.ports import Progress, Solver
from planner.usecases.handmade import accounted

Row = tuple[str, str]


def pack_locks(locks: tuple[DayLock, ...]) -> str:
    """Locks as one text, for a run's wish."""
    return ";".join(f"{lock.date.isoformat()} {lock.unit_code}" for lock in locks)


def unpack_locks(text: str) -> tuple[DayLock, ...]:
    """What `pack_locks` wrote."""
    parts = (one.split(" ", 1) for one in text.split(";") if one)
    return tuple(DayLock(unit_code=unit, date=date.fromisoformat(day)) for day, unit in parts)


def locked_trips(plan: Plan, request: PlanRequest, locks: tuple[DayLock, ...]) -> tuple[Trip, ...]:
    """Trips with a locked day; a trip of several days stays whole."""
    return tuple(
        trip
        for trip in plan.trips
        if any(_lock_of(request, route) in locks for route in trip.routes)
    )


def around_locks(solver: Solver, base: Plan, locks: tuple[DayLock, ...]) -> Solver:
    """A solver that leaves the locked days as they are in the base plan."""

    def solve(
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        params: SolveParams,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Plan:
        kept = locked_trips(base, request, locks)
        rest = the_rest(request, kept, locks)

        def tell(progress: Progress) -> None:
            if on_progress is not None:
                plan = None if progress.plan is None else _joined(progress.plan, kept)
                on_progress(replace(progress, plan=plan))

        found = solver(rest, travel, params, on_progress=tell, should_stop=should_stop)
        return accounted(request, travel, _joined(found, kept))

    return solve


def the_rest(
    request: PlanRequest, kept: tuple[Trip, ...], locks: tuple[DayLock, ...]
) -> PlanRequest:
    """The request without what locked days do already, and without those days."""
    routes = [route for trip in kept for route in trip.routes]
    days = {(lock.unit_code, lock.date) for lock in locks}
    days |= {(route.unit_code, request.horizon.date_of(route.day)) for route in routes}
    served = {
        (serving.village_code, serving.service_code)
        for route in routes
        for stop in route.stops
        for serving in stop.servings
    }
    return replace(
        request,
        units=tuple(_less(unit, request, kept, days) for unit in request.units),
        demands=tuple(d for d in request.demands if (d.village_code, d.service_code) not in served),
        requests=tuple(
            r for r in request.requests if (r.village_code, r.service_code) not in served
        ),
        staff=tuple(_staff_left(staff, request, routes) for staff in request.staff),
        announced=tuple(a for a in request.announced if (a.unit_code, a.date) not in days),
        earlier=tuple(trip for trip in request.earlier if not _is_among(trip, request, days)),
        caravans=tuple(
            c
            for c in request.caravans
            if not any((unit, when) in days for unit in c.unit_codes for when in c.dates)
        ),
        budget_baht=_money_left(request, kept),
    )


def _joined(plan: Plan, kept: tuple[Trip, ...]) -> Plan:
    """One plan of both; nothing is proven of the whole by what was proven of the rest."""
    trips = sorted((*plan.trips, *kept), key=lambda trip: (trip.unit_code, trip.routes[0].day))
    return replace(plan, trips=tuple(trips), bounds=(), provenance=None)


def _lock_of(request: PlanRequest, route: Route) -> DayLock:
    return DayLock(unit_code=route.unit_code, date=request.horizon.date_of(route.day))


def _is_among(trip: Trip, request: PlanRequest, days: set[tuple[str, date]]) -> bool:
    return any((r.unit_code, request.horizon.date_of(r.day)) in days for r in trip.routes)


def _less(
    unit: MobileUnit, request: PlanRequest, kept: tuple[Trip, ...], days: set[tuple[str, date]]
) -> MobileUnit:
    off = {when for code, when in days if code == unit.code}
    nights = sum(len(trip.nights) for trip in kept if trip.unit_code == unit.code)
    cap = None if unit.night_cap is None else max(0, unit.night_cap - nights)
    return replace(unit, days_off=tuple(sorted({*unit.days_off, *off})), night_cap=cap)


def _staff_left(staff: ScarceStaff, request: PlanRequest, routes: list[Route]) -> ScarceStaff:
    """What locked days leave of a weekday's staff; the busiest of several weeks counts."""
    needing = {s.code for s in request.services if s.staff_code == staff.code}
    riding = Counter(
        route.day
        for route in routes
        if any(s.service_code in needing for stop in route.stops for s in stop.servings)
    )
    busiest = [0] * 7
    for day, count in riding.items():
        weekday = request.horizon.date_of(day).weekday()
        busiest[weekday] = max(busiest[weekday], count)
    left = [max(0, n - taken) for n, taken in zip(staff.available, busiest, strict=True)]
    return replace(staff, available=(left[0], left[1], left[2], left[3], left[4], left[5], left[6]))


def _money_left(request: PlanRequest, kept: tuple[Trip, ...]) -> int | None:
    if request.budget_baht is None:
        return None
    alone = Plan(
        province_code=request.province_code,
        start=request.horizon.start,
        days=request.horizon.days,
        trips=kept,
        unplanned=(),
        terms=(),
    )
    return max(0, request.budget_baht - plan_baht(request, alone))
