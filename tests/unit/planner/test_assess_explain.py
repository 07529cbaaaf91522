"""Structural reasons: each by a small example, never wrong, and complete where that can be seen."""

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.explain import Explainer, explain_unplanned, structural_reason
from planner.domain.calendar import Holiday, Horizon, UnsuitableDay
from planner.domain.demand import Facility, Pin, VisitState
from planner.domain.plan import Reason
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows
from planner.domain.units import Counters, Shift, VehicleClass
from tests.builders import (
    HOUR,
    MONDAY,
    V1,
    V3,
    V4,
    a_base,
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
    a_travel,
    a_trip,
    a_unit,
    a_window,
)
from tests.naive import Naive, naive_plan
from tests.strategies import (
    SEEDS,
    plan_requests,
    problems,
    random_request,
    random_travel,
)

Travel = Mapping[str, TravelMatrix]


def row_of(request: PlanRequest, village: str = V4, service: str = "id_card") -> DemandRow:
    return next(row for row in demand_rows(request) if row.key == (village, service))


def why(request: PlanRequest, village: str = V4, *, travel: Travel | None = None) -> Any:
    travel = a_travel(request) if travel is None else travel
    return structural_reason(request, travel, row_of(request, village))


def one_unit(**overrides: Any) -> dict[str, Any]:
    """One unit with ID cards: 25 km (2,267 s) from the fourth village, 8:00 to 17:30."""
    fields = {"services": (Counters(service_code="id_card", counters=1),), **overrides}
    return {"units": (a_unit("U1", **fields),)}


def test_a_row_that_could_be_served_has_no_structural_reason() -> None:
    assert all(why(a_request(**one_unit()), village) is None for village in (V1, V3, V4))


def test_no_unit_carries_it() -> None:
    request = a_request(**one_unit(services=(Counters(service_code="health", counters=1),)))
    assert why(request) == (Reason.NO_UNIT, {"units": 1})


def test_no_unit_can_load_what_one_person_needs() -> None:
    services = (a_service("id_card", load_per_person=5), a_service("health"))
    assert why(a_request(services=services, **one_unit(max_load=5))) is None
    found = why(a_request(services=services, **one_unit(max_load=4)))
    assert found[0] is Reason.NO_UNIT


def without_point(covered: bool) -> PlanRequest:
    request = a_request(**one_unit())
    places = [dataclasses.replace(p, location=None) if p.code == V4 else p
              for p in request.stop_places]  # fmt: skip
    if covered:
        places[2] = dataclasses.replace(places[2], covers=(V4,))
    return a_request(stop_places=tuple(places), **one_unit())


def test_nobody_knows_where_it_is() -> None:
    assert why(without_point(covered=False)) == (Reason.NO_POINT, {"places": 1})
    assert why(without_point(covered=True)) is None


def test_no_stop_place_at_all() -> None:
    request = a_request(**one_unit())
    few = a_request(stop_places=request.stop_places[:3], **one_unit())
    assert why(few) == (Reason.NO_POINT, {"places": 0})


def test_no_place_offers_what_the_service_needs() -> None:
    needs = (Facility.HALL, Facility.MAINS_POWER, Facility.REGISTER_LINE)
    services = (a_service("id_card", site_needs=needs), a_service("health"))
    request = a_request(services=services, **one_unit())
    places = [
        dataclasses.replace(p, offers=(Facility.HALL,)) if p.code == V4 else p
        for p in request.stop_places
    ]
    poor = a_request(services=services, stop_places=tuple(places), **one_unit())
    assert why(poor) == (Reason.SITE_NEEDS, {"facilities": "mains_power, register_line"})
    assert why(poor, V3) is None
    places[0] = dataclasses.replace(places[0], covers=(V4,))
    assert why(a_request(services=services, stop_places=tuple(places), **one_unit())) is None


def test_every_day_is_closed_for_a_reason_that_is_counted() -> None:
    day = timedelta(days=1)
    request = a_request(
        horizon=Horizon(start=MONDAY, days=7),
        services=(a_service("id_card", staff_code="s"), a_service("health")),
        staff=(a_staff("s", available=(9, 9, 9, 0, 9, 9, 9)),),
        holidays=(Holiday(date=MONDAY, name_th="หยุด", name_en="Off"),),
        unsuitable_days=tuple(
            UnsuitableDay(village_code=V4, date=MONDAY + d * day) for d in (0, 1, 2)
        ),
        **one_unit(days_off=(MONDAY + 4 * day,)),
    )
    assert why(request) == (
        Reason.CLOSED,
        {
            "days": 7,
            "holidays": 1,
            "unsuitable_days": 2,
            "days_without_staff": 1,
            "days_without_shift": 3,
        },
    )
    assert why(request, V3) is None


def test_no_road_leads_there_and_who_could_get_there_is_named() -> None:
    request = a_request(**one_unit())
    travel = a_travel(request, cut=[(p, V4) for p in ("B1", V1, "58010102", V3)])
    other = a_request(**one_unit(vehicle_class=VehicleClass.PICKUP_4WD))
    found = why(request, travel={**travel, **a_travel(other)})
    assert found == (
        Reason.UNREACHABLE,
        {
            "place_code": V4,
            "base_code": "B1",
            "profiles": "van/dry",
            "reachable_with": "pickup_4wd/dry",
        },
    )
    assert why(request, travel=travel)[1]["reachable_with"] == ""


def test_a_way_round_by_another_stop_counts_as_a_way() -> None:
    request = a_request(**one_unit())
    assert why(request, travel=a_travel(request, cut=[("B1", V4), (V4, "B1")])) is None


def test_no_way_back_is_no_way() -> None:
    request = a_request(**one_unit())
    travel = a_travel(request, cut=[(V4, p) for p in ("B1", V1, "58010102", V3)])
    assert why(request, travel=travel)[0] is Reason.UNREACHABLE


def test_without_a_matrix_nothing_is_claimed() -> None:
    request = a_request(**one_unit())
    assert why(request, travel={}) is None


def test_a_road_that_is_closed_on_wet_days_only_closes_those() -> None:
    states = ("wet", "wet", "wet", "wet", "dry")
    request = a_request(road_states=states, **one_unit())
    travel = {
        **a_travel(request, cut=[(p, V4) for p in ("B1", V1, "58010102", V3)]),
        "van/dry": a_travel(a_request(**one_unit()))["van/dry"],
    }
    assert why(request, travel=travel) is None
    friday_off = a_request(road_states=states, **one_unit(days_off=(MONDAY + timedelta(days=4),)))
    found = why(friday_off, travel=travel)
    assert found[0] is Reason.UNREACHABLE
    assert found[1]["profiles"] == "van/wet"


def short_shift(minutes: int, **more: Any) -> dict[str, Any]:
    window = a_window(8, 8 + minutes / 60)
    shifts = tuple(Shift(weekday=d, window=window) for d in range(5))
    return one_unit(shifts=shifts, **more)


def test_the_way_is_longer_than_the_shift() -> None:
    """2,267 s out and as much back, 30 min to set up, 2 h open, 15 min to pack: 14,434 s."""
    assert why(a_request(**short_shift(241))) is None
    found = why(a_request(**short_shift(240)))
    assert found == (
        Reason.TOO_FAR,
        {
            "limit": "shift",
            "needed_s": 14_434,
            "available_s": 14_400,
            "drive_s": 4534,
            "unit_code": "U1",
            "place_code": V4,
            "base_code": "B1",
        },
    )


def test_the_drive_is_longer_than_allowed() -> None:
    assert why(a_request(**one_unit(max_drive_s=4534))) is None
    reason, facts = why(a_request(**one_unit(max_drive_s=4533)))
    assert reason is Reason.TOO_FAR
    assert (facts["limit"], facts["needed_s"], facts["available_s"]) == ("drive", 4534, 4533)


def test_the_place_closes_before_a_visit_could_end() -> None:
    """Ready at 9:07:47 at the earliest; two hours later the place must still be open."""

    def closing(hour: float) -> PlanRequest:
        request = a_request(**one_unit())
        places = tuple(
            dataclasses.replace(p, windows=(a_window(6, 8), a_window(9, hour)))
            for p in request.stop_places
        )
        return a_request(stop_places=places, **one_unit())

    assert why(closing(11.2)) is None
    reason, facts = why(closing(11.1))
    assert (reason, facts["limit"], facts["needed_s"]) == (Reason.TOO_FAR, "window", 7200)
    assert facts["available_s"] == 40_000 - 32_867 - 40


def test_a_place_without_windows_is_never_open() -> None:
    request = a_request(**one_unit())
    places = tuple(dataclasses.replace(p, windows=()) for p in request.stop_places)
    assert why(a_request(stop_places=places, **one_unit()))[1]["limit"] == "window"


def test_no_opening_is_long_enough_for_one_person() -> None:
    services = (a_service("id_card", seconds_per_person=15_000), a_service("health"))
    request = a_request(services=services, **one_unit())
    assert why(request)[1] | {"drive_s": 0} == {
        "limit": "package",
        "needed_s": 15_000,
        "available_s": 14_400,
        "drive_s": 0,
        "unit_code": "U1",
        "place_code": V4,
        "base_code": "B1",
    }
    two = one_unit(services=(Counters(service_code="id_card", counters=2),))
    assert why(a_request(services=services, **two)) is None


def test_the_unit_that_lacks_least_is_named() -> None:
    units = (
        a_unit("U1", max_drive_s=600),
        a_unit("U2", max_drive_s=4000),
        a_unit("U3", max_drive_s=3000, base_code="B2"),
    )
    bases = (a_base("B1"), a_base("B2", location=a_location(97.96)))
    assert why(a_request(units=units, bases=bases))[1]["unit_code"] == "U2"


def test_nights_bring_a_far_village_near() -> None:
    away = {"max_drive_s": 2400}
    assert why(a_request(**one_unit(**away)))[0] is Reason.TOO_FAR
    lodging = (a_lodging("L1", location=a_location(98.18)),)
    assert why(a_request(lodgings=lodging, **one_unit(**away)))[0] is Reason.TOO_FAR
    assert why(a_request(lodgings=lodging, **one_unit(max_nights=1, **away))) is None
    one_day = Horizon(start=MONDAY, days=1)
    short = a_request(lodgings=lodging, horizon=one_day, **one_unit(max_nights=1, **away))
    assert why(short)[0] is Reason.TOO_FAR


def test_there_is_time_for_the_visit_but_none_for_lunch() -> None:
    """Out 38 min, 30 min set up, 5 h open, 15 min pack, back 38 min: 7 h 1 min of 7 h 30 min."""
    packages = (a_package("long", open_s=5 * HOUR),)
    meal = a_lunch(earliest_s=11 * HOUR, latest_s=12 * HOUR)
    hungry = a_request(packages=packages, **short_shift(450, lunch=meal))
    reason, facts = why(hungry)
    assert (reason, facts["limit"]) == (Reason.TOO_FAR, "lunch")
    fed = (dataclasses.replace(packages[0], includes_lunch=True),)
    assert why(a_request(packages=fed, **short_shift(450, lunch=meal))) is None
    assert why(a_request(packages=packages, **short_shift(450))) is None
    late = a_lunch(earliest_s=11 * HOUR, latest_s=15 * HOUR)
    assert why(a_request(packages=packages, **short_shift(450, lunch=late))) is None
    assert why(a_request(packages=packages, **short_shift(600, lunch=meal)))[1]["limit"] == "lunch"
    after = a_lunch(earliest_s=11 * HOUR, latest_s=29 * HOUR // 2)
    assert why(a_request(packages=packages, **short_shift(600, lunch=after))) is None


def test_visited_too_recently() -> None:
    services = (a_service("id_card", min_gap_days=30), a_service("health"))
    history = (a_record(V4, "id_card", MONDAY - timedelta(days=20)),)
    request = a_request(services=services, history=history, **one_unit())
    assert why(request) == (
        Reason.TOO_SOON,
        {"visited_on": "2026-11-10", "min_gap_days": 30, "allowed_from": "2026-12-10"},
    )
    longer = Horizon(start=MONDAY, days=11)
    later = a_request(services=services, history=history, horizon=longer, **one_unit())
    assert why(later)[0] is Reason.NOT_DUE


def test_too_soon_before_a_published_visit() -> None:
    services = (a_service("id_card", min_gap_days=30), a_service("health"))
    history = (
        a_record(V4, "id_card", MONDAY - timedelta(days=300)),
        a_record(V4, "id_card", MONDAY + timedelta(days=10), state=VisitState.PUBLISHED),
        a_record(V4, "id_card", MONDAY + timedelta(days=50), state=VisitState.PUBLISHED),
    )
    reason, facts = why(a_request(services=services, history=history, **one_unit()))
    assert reason is Reason.TOO_SOON
    assert facts["visited_on"] == "2026-12-10"
    assert facts["allowed_from"] == "2027-02-18"


def test_ruled_out_by_people() -> None:
    pins = tuple(
        Pin(village_code=V4, on_date=MONDAY + timedelta(days=d), forbid=True) for d in range(5)
    )
    assert why(a_request(pins=pins, **one_unit())) == (Reason.FORBIDDEN, {"pins": 5})
    assert why(a_request(pins=pins[:4], **one_unit())) is None
    other = (Pin(village_code=V4, service_code="health", forbid=True), Pin(village_code=V4))
    assert why(a_request(pins=other, **one_unit())) is None
    unit = (Pin(village_code=V4, unit_code="U1", forbid=True),)
    assert why(a_request(pins=unit, **one_unit()))[0] is Reason.FORBIDDEN
    assert why(a_request(pins=unit, units=(*one_unit()["units"], a_unit("U2")))) is None


def test_not_due_yet() -> None:
    history = (a_record(V4, "id_card", MONDAY - timedelta(days=100)),)
    assert why(a_request(history=history, **one_unit())) == (
        Reason.NOT_DUE,
        {"elapsed_days": 100, "interval_days": 360, "due_on": "2027-02-18"},
    )
    asked = (a_service_request(V4),)
    assert why(a_request(history=history, requests=asked, **one_unit())) is None
    eager = Policy(due_from=0.25)
    assert why(a_request(history=history, policy=eager, **one_unit())) is None


def test_what_cannot_be_done_is_said_before_what_is_not_due() -> None:
    history = (a_record(V4, "id_card", MONDAY - timedelta(days=100)),)
    request = a_request(history=history, **one_unit(max_drive_s=60))
    assert why(request)[0] is Reason.TOO_FAR


def test_a_plan_gets_its_structural_reasons_and_keeps_everything_else() -> None:
    request = a_request(**one_unit(max_drive_s=4000))
    travel = a_travel(request)
    trip = a_trip(a_route(request, travel, "U1", 0, [(V1, "short", {(V1, "id_card"): 2})]))
    plan = a_plan(request, travel, [trip])
    explained = explain_unplanned(request, travel, plan)
    reasons = {(e.village_code, e.service_code): e.reason for e in explained.unplanned}
    assert reasons[V1, "id_card"] is Reason.CAPACITY, "partly served: it was possible"
    assert reasons[V3, "id_card"] is Reason.CAPACITY
    assert reasons[V4, "id_card"] is Reason.TOO_FAR
    assert reasons[V1, "health"] is Reason.NO_UNIT
    assert check_plan(request, travel, explained).is_clean
    plain = tuple(
        dataclasses.replace(e, reason=Reason.CAPACITY, facts={}) for e in explained.unplanned
    )
    assert dataclasses.replace(explained, unplanned=plain) == plan


def test_an_unplanned_row_that_is_none_is_left_as_it_is() -> None:
    request = a_request()
    travel = a_travel(request)
    plan = a_plan(request, travel)
    ghost = dataclasses.replace(plan.unplanned[0], village_code="58999999")
    odd = dataclasses.replace(plan, unplanned=(ghost,))
    assert explain_unplanned(request, travel, odd) == odd


@given(problems(), SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_plan_serves_is_never_called_impossible(
    problem: tuple[PlanRequest, Travel], seed: int
) -> None:
    assert_sound(*problem, seed)


@pytest.mark.slow
def test_what_a_plan_serves_is_never_called_impossible_in_2000_random_problems() -> None:
    for seed in range(2000):
        request = random_request(seed)
        assert_sound(request, random_travel(request, seed, cut=0.6 * (seed % 2)), seed)


def assert_sound(request: PlanRequest, travel: Travel, seed: int) -> None:
    """Every row that some valid plan serves is possible, or just not due."""
    explainer = Explainer(request=request, travel=travel)
    reasons = {row.key: explainer.reason(row) for row in demand_rows(request)}
    for _, _, serving in naive_plan(request, travel, seed).servings():
        found = reasons[serving.village_code, serving.service_code]
        assert found is None or found[0] is Reason.NOT_DUE


@given(plan_requests(), SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_without_nights_and_lunch_what_is_called_possible_is_possible(
    request_: PlanRequest, seed: int
) -> None:
    units = tuple(dataclasses.replace(u, lunch=None, max_nights=0) for u in request_.units)
    request = dataclasses.replace(request_, units=units)
    travel = random_travel(request, seed, cut=0.5, longest_s=2 * HOUR)
    explainer = Explainer(request=request, travel=travel)
    for row in demand_rows(request):
        reason = explainer.reason(row)
        is_possible = reason is None or reason[0] is Reason.NOT_DUE
        assert is_possible == can_serve_alone(request, travel, row), (row, reason)


def can_serve_alone(request: PlanRequest, travel: Travel, row: DemandRow) -> bool:
    """Whether one visit on one day can serve somebody of this row, by trying them all."""
    naive = Naive(request, travel, 0)
    naive.rows = (row,)
    return any(
        naive.may_serve(unit, day, place, row)
        and naive.servings(unit, day, place, package, set(), unit.max_load).get(row.key, 0) > 0
        and naive.fits(
            unit, day, unit.base_code, unit.base_code, [(place.code, package.code, {row.key: 1})]
        )
        for unit in request.units
        for day in range(request.horizon.days)
        for place in request.stop_places
        if place.location is not None
        for package in naive.packages_at(place)
    )
