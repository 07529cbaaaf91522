"""Small domain objects for tests: every builder gives something valid, overrides change one thing.

`a_request()` is a tiny province: 4 villages, 2 units, 2 services, 2 packages, 5 days from Monday
2026-11-30. Plans are put together by `a_route`, `a_trip` and `a_plan`, which do the arithmetic of
time, terms and unplanned rows by the definitions of `planner.domain.rules`, with no code of the
optimiser or the checker.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from geodata.matrix import UNREACHABLE, TravelMatrix
from geodata.places import Location, Village
from planner.domain.calendar import DAY_S, ClockWindow, Horizon
from planner.domain.demand import (
    Demand,
    Package,
    ScarceStaff,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
)
from planner.domain.params import SolveParams
from planner.domain.plan import (
    Leg,
    Plan,
    Provenance,
    Reason,
    Route,
    Serving,
    SolveStatus,
    Stop,
    StopCause,
    StopKind,
    Term,
    Trip,
    Unplanned,
)
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows, is_required
from planner.domain.rules import TIER_OF, TermCode
from planner.domain.units import (
    Base,
    Counters,
    Lodging,
    Lunch,
    MobileUnit,
    VehicleClass,
)

MONDAY = date(2026, 11, 30)
HOUR = 3600
METRES_PER_DEGREE = 111_195.0
V1, V2, V3, V4 = "58010101", "58010102", "58010201", "58020101"

Row = tuple[str, str]
Visit = tuple[str, str, Mapping[Row, int]]
"""(place, package, {row: people}): one visit of a route."""


def a_location(lon: float = 97.97, lat: float = 19.30) -> Location:
    return Location(lon=lon, lat=lat)


def a_village(code: str = V1, **overrides: Any) -> Village:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": f"บ้านทดสอบ {code[-4:]}",
        "name_en": f"Ban Test {code[-4:]}",
        "location": a_location(),
        "population": 300,
    }
    return Village(**{**fields, **overrides})


def a_base(code: str = "B1", **overrides: Any) -> Base:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": "ศาลากลางจังหวัด",
        "name_en": "Province Hall",
        "location": a_location(),
    }
    return Base(**{**fields, **overrides})


def a_lodging(code: str = "L1", **overrides: Any) -> Lodging:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": "บ้านพักข้าราชการ",
        "name_en": "Officials' lodging",
        "location": a_location(98.15, 19.30),
        "cost_per_night_baht": 300,
    }
    return Lodging(**{**fields, **overrides})


def a_lunch(**overrides: Any) -> Lunch:
    fields = {"duration_s": HOUR, "earliest_s": 11 * HOUR, "latest_s": 13 * HOUR}
    return Lunch(**{**fields, **overrides})


def a_unit(code: str = "U1", **overrides: Any) -> MobileUnit:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": f"หน่วยบริการเคลื่อนที่ {code}",
        "name_en": f"Mobile unit {code}",
        "province_code": "58",
        "base_code": "B1",
        "vehicle_class": VehicleClass.VAN,
        "services": (
            Counters(service_code="id_card", counters=2),
            Counters(service_code="health", counters=1),
        ),
    }
    return MobileUnit(**{**fields, **overrides})


def a_service(code: str = "id_card", **overrides: Any) -> Service:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": f"บริการ {code}",
        "name_en": f"Service {code}",
        "agency_th": "กรมการปกครอง",
        "agency_en": "Department of Provincial Administration",
        "seconds_per_person": 900,
        "interval_days": 360,
        "sla_working_days": 15,
    }
    return Service(**{**fields, **overrides})


def a_package(code: str = "short", **overrides: Any) -> Package:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": f"ชุดเวลา {code}",
        "name_en": f"Package {code}",
        "open_s": 2 * HOUR,
        "serving_s": 2 * HOUR - 900,
    }
    return Package(**{**fields, **overrides})


def a_stop_place(village: Village | None = None, **overrides: Any) -> StopPlace:
    village = village or a_village()
    fields: dict[str, Any] = {
        "code": village.code,
        "village_code": village.code,
        "name_th": f"วัด{village.name_th}",
        "name_en": f"Temple of {village.name_en}",
        "location": village.location,
    }
    return StopPlace(**{**fields, **overrides})


def a_staff(code: str = "dentist", **overrides: Any) -> ScarceStaff:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": "ทันตแพทย์",
        "name_en": "Dentist",
        "available": (1, 1, 1, 1, 1, 0, 0),
    }
    return ScarceStaff(**{**fields, **overrides})


def a_demand(village_code: str = V1, service_code: str = "id_card", people: int = 20) -> Demand:
    return Demand(village_code=village_code, service_code=service_code, people=people)


def a_record(village_code: str, service_code: str, when: date, **overrides: Any) -> VisitRecord:
    return VisitRecord(village_code=village_code, service_code=service_code, date=when, **overrides)


def a_service_request(
    village_code: str = V1, service_code: str = "id_card", **overrides: Any
) -> ServiceRequest:
    fields: dict[str, Any] = {
        "code": f"R-{village_code}-{service_code}",
        "village_code": village_code,
        "service_code": service_code,
        "people": 10,
        "filed_on": MONDAY - timedelta(days=10),
        "due_on": MONDAY + timedelta(days=2),
    }
    return ServiceRequest(**{**fields, **overrides})


def _tiny_villages() -> tuple[Village, ...]:
    """The second is 500 m from the first, the third 10 km and the fourth 25 km from base B1."""
    return (
        a_village(V1, location=a_location(98.02, 19.30)),
        a_village(V2, location=a_location(98.02, 19.3045)),
        a_village(V3, location=a_location(97.97, 19.39)),
        a_village(V4, location=a_location(98.21, 19.30)),
    )


def _tiny_places(villages: Sequence[Village]) -> tuple[StopPlace, ...]:
    """One place a village; the first also covers the second."""
    places = [a_stop_place(village) for village in villages]
    if len(villages) > 1:
        places[0] = dataclasses.replace(places[0], covers=(villages[1].code,))
    return tuple(places)


def a_request(**overrides: Any) -> PlanRequest:
    """A tiny request; what depends on an overridden field follows it (places follow villages)."""
    villages = overrides.get("villages", _tiny_villages())
    services = overrides.get(
        "services",
        (
            a_service("id_card"),
            a_service("health", seconds_per_person=600, interval_days=30, min_gap_days=7),
        ),
    )
    start = overrides.get("horizon", Horizon(start=MONDAY)).start
    carried = tuple(Counters(service_code=s.code, counters=1) for s in services)
    unit_2 = {
        "services": (Counters(service_code=services[-1].code, counters=2),),
        "vehicle_class": VehicleClass.PICKUP_4WD,
        "cost_per_day_baht": 1200,
    }
    fields: dict[str, Any] = {
        "province_code": "58",
        "horizon": Horizon(start=MONDAY, days=5),
        "villages": villages,
        "stop_places": _tiny_places(villages),
        "bases": (a_base("B1"),),
        "units": (a_unit("U1", services=carried, lunch=a_lunch()), a_unit("U2", **unit_2)),
        "services": services,
        "packages": (
            a_package("short"),
            a_package("full_day", open_s=5 * HOUR, serving_s=4 * HOUR, includes_lunch=True),
        ),
        "demands": tuple(a_demand(v.code, s.code) for v in villages for s in services),
        "history": tuple(
            a_record(
                v.code,
                s.code,
                start - timedelta(days=s.interval_days * (6 + i * 2 + j) // 10 + 1),
            )
            for i, v in enumerate(villages[:4])
            for j, s in enumerate(services[:4])
        ),
    }
    return PlanRequest(**{**fields, **overrides})


def places_of(request: PlanRequest) -> dict[str, Location]:
    """Locations of the places that matrices must know, in the order of `place_codes()`."""
    placed: dict[str, Location] = {}
    for place in (*request.bases, *request.lodgings, *request.stop_places):
        if place.location is not None:
            placed[place.code] = place.location
    return {code: placed[code] for code in request.place_codes()}


def a_matrix(
    request: PlanRequest,
    profile: str = "van/dry",
    *,
    speed_kmh: float = 40.0,
    cut: Iterable[tuple[str, str]] = (),
    estimated: Iterable[tuple[str, str]] = (),
) -> TravelMatrix:
    """Straight lines on a plane, seconds and metres rounded up (keeps the triangle inequality).

    `cut` names (origin, destination) pairs that no road joins, `estimated` those that are guesses.
    """
    places = places_of(request)
    codes = tuple(places)
    lat_0 = math.radians(sum(p.lat for p in places.values()) / len(places)) if places else 0.0
    xy = np.array(
        [(p.lon * math.cos(lat_0), p.lat) for p in places.values()], dtype=np.float64
    ).reshape(-1, 2)
    metres = np.sqrt(((xy[:, None, :] - xy[None, :, :]) ** 2).sum(axis=2)) * METRES_PER_DEGREE
    durations = np.ceil(metres / (speed_kmh / 3.6)).astype(np.int32)
    distances = np.ceil(metres).astype(np.int32)
    flags = np.zeros(durations.shape, dtype=np.bool_)
    index = {code: i for i, code in enumerate(codes)}
    for a, b in cut:
        durations[index[a], index[b]] = distances[index[a], index[b]] = UNREACHABLE
    for a, b in estimated:
        flags[index[a], index[b]] = True
    return TravelMatrix(
        profile=profile,
        engine="straight_line_test",
        place_ids=codes,
        durations_s=durations,
        distances_m=distances,
        estimated=flags,
    )


def a_travel(request: PlanRequest, **options: Any) -> dict[str, TravelMatrix]:
    """One matrix for each profile of the request; options are those of `a_matrix`."""
    return {profile: a_matrix(request, profile, **options) for profile in request.profiles()}


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


def small_trips(request: PlanRequest, travel: Mapping[str, TravelMatrix]) -> tuple[Trip, ...]:
    """Three trips for the tiny request, put together by hand."""
    return (
        a_trip(
            a_route(
                request, travel, "U1", 0,
                [
                    (V1, "short", {(V1, "id_card"): 7, (V2, "health"): 10}),
                    (V3, "short", {(V3, "id_card"): 5}),
                ],
            )
        ),
        a_trip(a_route(request, travel, "U1", 1, [(V4, "full_day", {(V4, "id_card"): 16})])),
        a_trip(
            a_route(request, travel, "U2", 2, [(V4, "short", {(V4, "health"): 20})]),
        ),
    )  # fmt: skip


def a_plan(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    trips: Sequence[Trip] | None = None,
    **overrides: Any,
) -> Plan:
    """The plan of these trips (those of `small_trips` if none), with what follows from them."""
    chosen = tuple(small_trips(request, travel) if trips is None else trips)
    fields: dict[str, Any] = {
        "province_code": request.province_code,
        "start": request.horizon.start,
        "days": request.horizon.days,
        "trips": chosen,
        "unplanned": unplanned_of(request, chosen),
        "terms": terms_of(request, chosen),
    }
    return Plan(**{**fields, **overrides})


def a_provenance(**overrides: Any) -> Provenance:
    fields: dict[str, Any] = {
        "request_digest": "a" * 64,
        "travel_digests": {"van/dry": "b" * 64},
        "policy_version": "2026-1",
        "params": SolveParams(),
        "versions": {"planner": "0.1.0"},
        "status": SolveStatus.FEASIBLE,
        "stop_cause": StopCause.CPU_TIME,
        "rounds": 7,
        "cpu_s": 12.5,
        "wall_s": 13.25,
    }
    return Provenance(**{**fields, **overrides})


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
            points[TermCode.LATE_REQUEST] -= policy.weight_late_request * missed
        elif is_required(row, request):
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
    return tuple(Term(code=code, tier=TIER_OF[code], points=points[code]) for code in TermCode)


def half_up(number: float) -> int:
    return math.floor(number + 0.5)


def a_window(start_hour: float, end_hour: float) -> ClockWindow:
    return ClockWindow(start_s=round(start_hour * HOUR), end_s=round(end_hour * HOUR))
