"""The whole table of breakers, and the rich case in which every one of them has something to break.

`rich_case()` is one province with everything that the rules speak of: nights, lunch, loads, scarce
staff, pins, a holiday, a market day, a place without a pen, one without a hall; a caravan that
nobody comes to, an announced visit that is made and one that comes a day later.
"""

from datetime import timedelta

from planner.domain.calendar import Holiday, Horizon, UnsuitableDay
from planner.domain.demand import Announced, Facility, Pin, VisitState
from planner.domain.policy import Policy
from planner.domain.units import Counters, VehicleClass
from tests.breaking import form, people, stops, sums, told, tour
from tests.breaking.case import BREAKERS, Breaker, Case
from tests.builders import (
    HOUR,
    MONDAY,
    V1,
    V2,
    V3,
    V4,
    a_base,
    a_caravan,
    a_demand,
    a_location,
    a_lodging,
    a_lunch,
    a_package,
    a_plan,
    a_record,
    a_request,
    a_route,
    a_service,
    a_service_request,
    a_staff,
    a_stop_place,
    a_travel,
    a_trip,
    a_unit,
    a_village,
)

__all__ = [
    "BREAKERS",
    "Breaker",
    "Case",
    "form",
    "people",
    "rich_case",
    "stops",
    "sums",
    "told",
    "tour",
]


def rich_case() -> Case:
    """A valid plan of three trips (one with a night away) in a province with every rule."""
    villages = (
        a_village(V1, location=a_location(98.02, 19.30), need_weight=1.5),
        a_village(V2, location=a_location(98.02, 19.3045)),
        a_village(V3, location=a_location(97.97, 19.39)),
        a_village(V4, location=a_location(98.21, 19.30)),
    )
    no_pen = tuple(f for f in Facility if f is not Facility.LIVESTOCK_PEN)
    request = a_request(
        horizon=Horizon(start=MONDAY, days=7),
        villages=villages,
        stop_places=(
            a_stop_place(villages[0], covers=(V2,)),
            a_stop_place(villages[1], offers=no_pen),
            a_stop_place(villages[2], package_codes=("short", "full_day")),
            a_stop_place(villages[3]),
        ),
        bases=(a_base("B1"), a_base("B2", location=a_location(98.30, 19.30))),
        lodgings=(a_lodging("L1", location=a_location(98.18, 19.31)),),
        units=(
            a_unit(
                "U1",
                lunch=a_lunch(),
                max_nights=1,
                night_cap=9,
                max_load=60,
                cost_per_night_baht=240,
                services=(
                    Counters(service_code="id_card", counters=2),
                    Counters(service_code="health", counters=1),
                ),
            ),
            a_unit(
                "U2",
                vehicle_class=VehicleClass.PICKUP_4WD,
                cost_per_day_baht=1200,
                days_off=(MONDAY + timedelta(days=3),),
                services=(
                    Counters(service_code="health", counters=2),
                    Counters(service_code="vet", counters=1),
                ),
            ),
        ),
        services=(
            a_service("id_card", load_per_person=1, max_visits=2, min_gap_days=2),
            a_service(
                "health",
                seconds_per_person=600,
                interval_days=30,
                min_gap_days=7,
                staff_code="dentist",
            ),
            a_service(
                "vet", interval_days=90, min_gap_days=20, site_needs=(Facility.LIVESTOCK_PEN,)
            ),
        ),
        packages=(
            a_package("short"),
            a_package("full_day", open_s=5 * HOUR, serving_s=4 * HOUR, includes_lunch=True),
        ),
        demands=tuple(
            a_demand(v.code, s, 12) for v in villages for s in ("id_card", "health", "vet")
        ),
        history=(
            a_record(V1, "id_card", MONDAY - timedelta(days=400)),
            a_record(V1, "health", MONDAY - timedelta(days=28)),
            a_record(V1, "vet", MONDAY - timedelta(days=10)),
            a_record(V2, "health", MONDAY - timedelta(days=31)),
            a_record(V2, "id_card", MONDAY - timedelta(days=100)),
            a_record(V3, "id_card", MONDAY - timedelta(days=200)),
            a_record(V4, "health", MONDAY + timedelta(days=30), state=VisitState.PUBLISHED),
            a_record(V4, "vet", MONDAY - timedelta(days=60)),
        ),
        requests=(a_service_request(V3, "health"),),
        staff=(a_staff("dentist", available=(2, 1, 2, 1, 1, 0, 0)),),
        pins=(
            Pin(village_code=V4, unit_code="U2"),
            Pin(village_code=V2, on_date=MONDAY),
            Pin(village_code=V1, unit_code="U2"),
            Pin(village_code=V3, service_code="vet", forbid=True),
            Pin(village_code=V4, on_date=MONDAY + timedelta(days=4), forbid=True),
        ),
        holidays=(Holiday(date=MONDAY + timedelta(days=4), name_th="วันหยุด", name_en="Holiday"),),
        announced=(
            Announced(
                village_code=V4, service_code="vet", date=MONDAY + timedelta(days=1), unit_code="U2"
            ),
            Announced(
                village_code=V4, service_code="health", date=MONDAY, unit_code="U2", place_code=V4
            ),
        ),
        caravans=(a_caravan(dates=(MONDAY,)),),
        policy=Policy(equity_floor=0.9),
        unsuitable_days=(
            UnsuitableDay(village_code=V3, date=MONDAY + timedelta(days=3), reason="งานบวช"),
        ),
    )
    travel = a_travel(request, estimated=[("B1", V3), (V3, "B1")])
    trips = (
        a_trip(
            a_route(
                request, travel, "U1", 0,
                [
                    (V1, "short", {(V1, "id_card"): 9, (V2, "health"): 10}),
                    (V3, "short", {(V3, "id_card"): 12}),
                ],
                end="L1",
            ),
            a_route(
                request, travel, "U1", 1, [(V4, "full_day", {(V4, "id_card"): 12})], start="L1"
            ),
        ),
        a_trip(a_route(request, travel, "U2", 0, [(V4, "short", {(V4, "health"): 12})])),
        a_trip(a_route(request, travel, "U2", 2, [(V4, "short", {(V4, "vet"): 7})])),
    )  # fmt: skip
    return Case(request, travel, a_plan(request, travel, trips))
