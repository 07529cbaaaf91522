"""Small domain objects for tests: every builder gives something valid, overrides change one thing.

`a_request()` is a tiny province: 4 villages, 2 units, 2 services, 2 packages, 5 days from Monday
2026-11-30. Plans are put together by `a_route`, `a_trip` and `a_plan`, which do the arithmetic of
time, terms and unplanned rows by the definitions of `planner.domain.rules`, with no code of the
optimiser or the checker.
"""

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from geodata.matrix import UNREACHABLE, TravelMatrix
from geodata.places import Location, Village
from planner.domain.calendar import ClockWindow, Horizon
from planner.domain.demand import (
    Caravan,
    Demand,
    Package,
    ScarceStaff,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
)
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.params import SolveParams
from planner.domain.plan import (
    Plan,
    Provenance,
    SolveStatus,
    StopCause,
    Trip,
)
from planner.domain.request import PlanRequest
from planner.domain.units import (
    Base,
    Counters,
    Lodging,
    Lunch,
    MobileUnit,
    VehicleClass,
)
from tests.planned import (  # noqa: F401 - handed on to the tests
    HOUR,
    Row,
    Visit,
    a_leg,
    a_route,
    a_trip,
    baht_of,
    half_up,
    needs_lunch_stop,
    served_of,
    terms_of,
    unit_named,
    unplanned_of,
)

MONDAY = date(2026, 11, 30)
METRES_PER_DEGREE = 111_195.0
V1, V2, V3, V4 = "58010101", "58010102", "58010201", "58020101"


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


def a_fixed_point(code: str = "F1", **overrides: Any) -> FixedServicePoint:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": "สำนักทะเบียนอำเภอ",
        "name_en": "District registration office",
        "location": Location(lon=97.97, lat=19.30),
        "service_codes": ("id_card",),
    }
    return FixedServicePoint(**{**fields, **overrides})


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


def a_caravan(code: str = "C1", **overrides: Any) -> Caravan:
    fields: dict[str, Any] = {
        "code": code,
        "name_th": "คาราวานบริการ",
        "name_en": "Caravan",
        "place_code": V1,
        "package_code": "short",
        "dates": (MONDAY + timedelta(days=1),),
        "opens_s": 9 * HOUR,
        "unit_codes": ("U1", "U2"),
    }
    return Caravan(**{**fields, **overrides})


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


def a_window(start_hour: float, end_hour: float) -> ClockWindow:
    return ClockWindow(start_s=round(start_hour * HOUR), end_s=round(end_hour * HOUR))
