"""Routes and trips put together by hand, and what follows from them, by the definitions alone.

`a_route` does the arithmetic of time; `terms_of` and `unplanned_of` that of the plan. Nothing here
is code of the optimiser or the checker. `tests.builders` hands all of it on.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.plan import (
    Leg,
    Reason,
    Route,
    Serving,
    Stop,
    StopKind,
    Term,
    Trip,
    Unplanned,
)
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows, is_required
from planner.domain.rules import TIER_OF, TermCode
from planner.domain.units import MobileUnit
from tests.told import changed_of, missing_of

HOUR = 3600

Row = tuple[str, str]
Visit = tuple[str, str, Mapping[Row, int]]
"""(place, package, {row: people}): one visit of a route."""


def unit_named(request: PlanRequest, code: str) -> MobileUnit:
    return next(unit for unit in request.units if unit.code == code)


def a_leg(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    unit: MobileUnit,
    day: int,
    origin: str,
    destination: str,
    depart_s: int,
) -> Leg:
    """The leg as the matrix of the unit's profile that day gives it."""
    matrix = travel[request.profile_of(unit, day)]
    i, j = matrix.place_ids.index(origin), matrix.place_ids.index(destination)
    return Leg(
        from_code=origin,
        to_code=destination,
        depart_s=depart_s,
        duration_s=int(matrix.durations_s[i, j]),
        distance_m=int(matrix.distances_m[i, j]),
        estimated=bool(matrix.estimated[i, j]),
    )


def a_route(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    unit: MobileUnit | str,
    day: int,
    visits: Sequence[Visit] = (),
    *,
    start: str | None = None,
    end: str | None = None,
    depart_s: int | None = None,
) -> Route:
    """A route that does everything as early as it can, with lunch where it is due and fits.

    `start` and `end` are place codes, the unit's base when not given; `depart_s` counts from the
    day's midnight, the start of the shift when not given. Nothing is judged here: a route that
    comes home too late is returned all the same.
    """
    if isinstance(unit, str):
        unit = unit_named(request, unit)
    shift = unit.shift_on(request.horizon.date_of(day))
    if depart_s is None:
        depart_s = shift.window.start_s if shift else 8 * HOUR
    ends = (start or unit.base_code, end or unit.base_code)
    plain = _walk(request, travel, unit, day, visits, ends, depart_s, None)
    if unit.lunch is None or not needs_lunch_stop(request, unit, plain):
        return plain
    tried = [
        _walk(request, travel, unit, day, visits, ends, depart_s, position)
        for position in range(2 * len(visits))
    ]
    latest_s = day * DAY_S + unit.lunch.latest_s
    in_time = [
        route
        for route in tried
        if all(s.start_s <= latest_s for s in route.stops if s.kind is StopKind.LUNCH)
    ]
    return min(in_time, key=lambda route: route.return_s, default=plain)


def needs_lunch_stop(request: PlanRequest, unit: MobileUnit, route: Route) -> bool:
    """Whether the lunch rule asks this route for a lunch stop that no package replaces."""
    if unit.lunch is None:
        return False
    first = route.day * DAY_S + unit.lunch.earliest_s
    last = route.day * DAY_S + unit.lunch.latest_s + unit.lunch.duration_s
    if route.depart_s > first or route.return_s < last:
        return False
    meals = {p.code for p in request.packages if p.includes_lunch}
    return not any(
        stop.package_code in meals
        and min(stop.end_s, last) - max(stop.start_s, first) >= unit.lunch.duration_s
        for stop in route.visits
    )


def _walk(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    unit: MobileUnit,
    day: int,
    visits: Sequence[Visit],
    ends: tuple[str, str],
    depart_s: int,
    lunch_at: int | None,
) -> Route:
    """Drive, set up, open, pack, drive on. Lunch before (2k) or after (2k + 1) visit k."""
    places = {p.code: p for p in request.stop_places}
    packages = {p.code: p for p in request.packages}
    midnight = day * DAY_S
    clock = first = midnight + depart_s
    here = ends[0]
    stops: list[Stop] = []
    legs: list[Leg] = []

    def drive(to: str) -> None:
        nonlocal clock, here
        legs.append(a_leg(request, travel, unit, day, here, to, clock))
        clock += legs[-1].duration_s
        here = to

    def eat() -> None:
        nonlocal clock
        assert unit.lunch is not None
        begin = max(clock, midnight + unit.lunch.earliest_s)
        stops.append(
            Stop(
                kind=StopKind.LUNCH,
                place_code=here,
                arrive_s=clock,
                start_s=begin,
                end_s=begin + unit.lunch.duration_s,
                leave_s=begin + unit.lunch.duration_s,
            )
        )
        clock = stops[-1].leave_s

    for k, (place_code, package_code, people) in enumerate(visits):
        drive(place_code)
        if lunch_at == 2 * k:
            eat()
            drive(place_code)
        package = packages[package_code]
        ready = clock + unit.setup_s
        starts = [
            max(ready, midnight + w.start_s)
            for w in places[place_code].windows
            if max(ready, midnight + w.start_s) + package.open_s <= midnight + w.end_s
        ]
        begin = min(starts, default=ready)
        stops.append(
            Stop(
                place_code=place_code,
                arrive_s=clock,
                start_s=begin,
                end_s=begin + package.open_s,
                leave_s=begin + package.open_s + unit.packing_s,
                package_code=package_code,
                servings=tuple(
                    Serving(village_code=v, service_code=s, people=n)
                    for (v, s), n in people.items()
                ),
            )
        )
        clock = stops[-1].leave_s
        if lunch_at == 2 * k + 1:
            drive(place_code)
            eat()
    drive(ends[1])
    return Route(
        unit_code=unit.code,
        day=day,
        start_code=ends[0],
        end_code=ends[1],
        depart_s=first,
        return_s=clock,
        stops=tuple(stops),
        legs=tuple(legs),
    )


def a_trip(*routes: Route) -> Trip:
    return Trip(unit_code=routes[0].unit_code, routes=routes)


def served_of(trips: Iterable[Trip]) -> Counter[Row]:
    """People served by row."""
    served: Counter[Row] = Counter()
    for trip in trips:
        for route in trip.routes:
            for stop in route.stops:
                for serving in stop.servings:
                    served[serving.village_code, serving.service_code] += serving.people
    return served


def unplanned_of(request: PlanRequest, trips: Iterable[Trip]) -> tuple[Unplanned, ...]:
    """Every row, or the rest of one, that these trips leave out."""
    served = served_of(trips)
    return tuple(
        Unplanned(
            village_code=row.village_code,
            service_code=row.service_code,
            people=row.people - served[row.key],
            reason=Reason.CAPACITY,
            required=is_required(row, request),
            due_on=row.due_on,
        )
        for row in demand_rows(request)
        if served[row.key] < row.people
    )


def _served_by(request: PlanRequest, trips: Iterable[Trip], key: Row, due: date) -> int:
    """People of a row served by a date; by the plan's end when it has gone by before day 0."""
    return sum(
        serving.people
        for trip in trips
        for route in trip.routes
        if due < request.horizon.start or request.horizon.date_of(route.day) <= due
        for stop in route.stops
        for serving in stop.servings
        if (serving.village_code, serving.service_code) == key
    )


def terms_of(request: PlanRequest, trips: Iterable[Trip]) -> tuple[Term, ...]:
    """The terms of the objective, worked out from `TermCode` and nothing else."""
    trips = tuple(trips)
    policy = request.policy
    served = served_of(trips)
    points: Counter[TermCode] = Counter()
    last_date = request.horizon.date_of(request.horizon.days - 1)
    weights = {village.code: village.need_weight for village in request.villages}
    for row in demand_rows(request):
        done = served[row.key]
        missed = max(0, row.people - done)
        if is_required(row, request) and row.due_on is not None and row.due_on <= last_date:
            by_then = _served_by(request, trips, row.key, row.due_on)
            late = max(0, row.people - by_then)
            points[TermCode.LATE_REQUEST] -= policy.weight_late_request * late
        if is_required(row, request):
            points[TermCode.OVERDUE] -= policy.weight_overdue * missed
        u = row.elapsed_days / row.interval_days
        if u >= policy.due_from:
            worth = policy.prize_per_person * weights[row.village_code]
            points[TermCode.PRIZE] += half_up(worth * min(policy.urgency_cap, u * u)) * done
    for pin in request.pins:
        kept = any(
            serving.village_code == pin.village_code
            and pin.service_code in (None, serving.service_code)
            and pin.on_date in (None, request.horizon.date_of(route.day))
            and pin.unit_code in (None, route.unit_code)
            for trip in trips
            for route in trip.routes
            for stop in route.stops
            for serving in stop.servings
        )
        if not pin.forbid and not kept:
            points[TermCode.BROKEN_PIN] -= policy.weight_pin
    points[TermCode.EQUITY] = equity_of(request, served)
    lodging = {n.code: n.cost_per_night_baht for n in request.lodgings}
    for trip in trips:
        unit = unit_named(request, trip.unit_code)
        for place in trip.nights:
            baht = unit.cost_per_night_baht + lodging.get(place, 0)
            points[TermCode.NIGHTS] -= half_up(policy.points_per_baht * baht)
        for route in trip.routes:
            points[TermCode.UNIT_DAYS] -= half_up(policy.points_per_baht * unit.cost_per_day_baht)
            for leg in route.legs:
                points[TermCode.DRIVING] -= half_up(
                    policy.points_per_drive_hour * leg.duration_s / 3600
                )
                points[TermCode.KILOMETRES] -= half_up(
                    policy.points_per_baht * unit.cost_per_km_baht * leg.distance_m / 1000
                )
    points[TermCode.CARAVAN] = -policy.weight_caravan * missing_of(request, trips)
    points[TermCode.CHANGES] = -policy.points_per_change * len(changed_of(request, trips))
    return tuple(Term(code=code, tier=TIER_OF[code], points=points[code]) for code in TermCode)


def equity_of(request: PlanRequest, served: Mapping[Row, int]) -> int:
    """The lowest share of any district, row by row in fractions, at most the floor."""
    rows = demand_rows(request)
    shares = [Fraction(half_up(10_000 * request.policy.equity_floor))]
    days_ago: dict[Row, list[int]] = {}
    for record in request.history:
        ago = (request.horizon.start - record.date).days
        key = (record.village_code, record.service_code)
        days_ago.setdefault(key, []).extend([ago] * record.people)
    for district in sorted({row.village_code[:4] for row in rows}):
        due = met = 0
        for row in rows:
            if not row.village_code.startswith(district):
                continue
            came = sum(1 <= age <= 365 for age in days_ago.get(row.key, ()))
            due_now = row.urgency >= request.policy.due_from or is_required(row, request)
            rounds = math.floor(Fraction(row.people * 365, max(7, row.interval_days)))
            due += max(rounds, came + row.people if due_now else came)
            met += came + (served.get(row.key, 0) if due_now else 0)
        if due:
            shares.append(Fraction(10_000 * met, due))
    return math.floor(min(shares))


def baht_of(request: PlanRequest, trips: Iterable[Trip]) -> int:
    """What trips cost, worked out from `Rule.MONEY` and nothing else."""
    lodging = {n.code: n.cost_per_night_baht for n in request.lodgings}
    baht = 0
    for trip in trips:
        unit = unit_named(request, trip.unit_code)
        baht += sum(unit.cost_per_night_baht + lodging.get(bed, 0) for bed in trip.nights)
        baht += unit.cost_per_day_baht * len(trip.routes)
        for route in trip.routes:
            for leg in route.legs:
                baht += half_up(unit.cost_per_km_baht * leg.distance_m / 1000)
    return baht


def half_up(number: float) -> int:
    return math.floor(number + 0.5)
