"""PlanRequest: whole at birth, and its demand rows."""

import dataclasses
from datetime import date, timedelta

import pytest

from planner.domain.calendar import Holiday, Horizon, UnsuitableDay
from planner.domain.demand import Pin, VisitState
from planner.domain.errors import InvalidDocument
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData, request_for
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from tests.builders import (
    MONDAY,
    V1,
    V2,
    V3,
    V4,
    a_base,
    a_caravan,
    a_demand,
    a_lodging,
    a_record,
    a_request,
    a_service,
    a_service_request,
    a_stop_place,
    a_unit,
    a_village,
)


def faults_of(**overrides: object) -> set[tuple[str, str]]:
    with pytest.raises(InvalidDocument) as caught:
        a_request(**overrides)
    return {(fault.field, fault.code) for fault in caught.value.faults}


def test_codes_that_nobody_knows_are_all_told() -> None:
    request = a_request()
    found = faults_of(
        units=(a_unit("U1", base_code="B7"), a_unit("U1")),
        services=(a_service("id_card", staff_code="dentist"), a_service("health")),
        pins=(Pin(village_code="58999999", unit_code="U5", service_code="vet"),),
        history=(a_record(V1, "vet", MONDAY),),
        requests=(a_service_request("58999998"),),
        unsuitable_days=(UnsuitableDay(village_code="58999997", date=MONDAY),),
        caravans=(a_caravan(place_code="P7", package_code="night"),),
        stop_places=(
            *request.stop_places,
            a_stop_place(code="P9", village_code="58999996", covers=(V1, "58999995")),
        ),
    )
    assert found == {
        ("units[0].base_code", "unknown"),
        ("units[1]", "duplicate"),
        ("services[0].staff_code", "unknown"),
        ("pins[0].village_code", "unknown"),
        ("pins[0].unit_code", "unknown"),
        ("pins[0].service_code", "unknown"),
        ("history[0].service_code", "unknown"),
        ("requests[0].village_code", "unknown"),
        ("unsuitable_days[0].village_code", "unknown"),
        ("caravans[0].place_code", "unknown"),
        ("caravans[0].package_code", "unknown"),
        ("stop_places[4].village_code", "unknown"),
        ("stop_places[4].covers", "unknown"),
    }


def test_places_of_all_kinds_share_one_name_space() -> None:
    assert faults_of(lodgings=(a_lodging("B1"),)) == {("lodgings[0].code", "duplicate")}
    assert faults_of(bases=(a_base("B1"), a_base(V1))) == {("stop_places[0].code", "duplicate")}


def test_another_province_has_no_place_in_a_request() -> None:
    request = a_request()
    stranger = a_village("50010101")
    assert faults_of(villages=(*request.villages, stranger), stop_places=request.stop_places) == {
        ("villages[4].code", "other_province")
    }
    units = (a_unit("U1", province_code="50"), *request.units[1:])
    assert faults_of(units=units) == {("units[0].province_code", "other_province")}


def test_road_states_are_one_a_day_and_dry_when_not_given() -> None:
    assert a_request().road_states == ("dry",) * 5
    assert faults_of(road_states=("dry", "wet")) == {("road_states", "one_per_day")}


def test_profiles_are_vehicle_class_and_road_state() -> None:
    request = a_request(road_states=("dry", "wet", "dry", "dry", "dry"))
    assert request.profile_of(request.units[1], 1) == "pickup_4wd/wet"
    assert request.profiles() == ("pickup_4wd/dry", "pickup_4wd/wet", "van/dry", "van/wet")


def test_matrices_know_bases_lodgings_and_located_places_in_this_order() -> None:
    request = a_request(lodgings=(a_lodging("L1"),))
    places = (*request.stop_places, a_stop_place(code="nowhere", location=None))
    assert a_request(lodgings=(a_lodging("L1"),), stop_places=places).place_codes() == (
        "B1", "L1", V1, V2, V3, V4,
    )  # fmt: skip


def test_holidays_stop_units_unless_they_work() -> None:
    tuesday = MONDAY + timedelta(days=1)
    free = Holiday(date=tuesday, name_th="วันหยุด", name_en="Holiday")
    assert [a_request(holidays=(free,)).works_on(d) for d in (0, 1)] == [True, False]
    works = dataclasses.replace(free, units_work=True)
    assert a_request(holidays=(works,)).works_on(1)
    assert not a_request(holidays=(works, free)).works_on(1)


def row_of(request: PlanRequest, village: str, service: str = "id_card") -> DemandRow:
    return next(row for row in demand_rows(request) if row.key == (village, service))


def test_rows_are_sorted_and_those_without_people_left_out() -> None:
    request = a_request(demands=(a_demand(V3), a_demand(V1, people=0), a_demand(V2, "health")))
    assert [row.key for row in demand_rows(request)] == [(V2, "health"), (V3, "id_card")]


def test_a_request_raises_the_people_and_makes_a_row_where_there_was_none() -> None:
    request = a_request(
        demands=(a_demand(V1, people=8), a_demand(V2, people=30)),
        requests=(
            a_service_request(V1, people=12),
            a_service_request(V2, people=5, code="R2"),
            a_service_request(V4, "health", people=3, code="R3"),
        ),
    )
    people = {row.key: row.people for row in demand_rows(request)}
    assert people == {(V1, "id_card"): 12, (V2, "id_card"): 30, (V4, "health"): 3}


def test_the_earliest_due_date_counts() -> None:
    request = a_request(
        requests=(
            a_service_request(due_on=MONDAY + timedelta(days=20)),
            a_service_request(code="R2", due_on=MONDAY + timedelta(days=3)),
        )
    )
    assert row_of(request, V1).due_on == MONDAY + timedelta(days=3)
    assert row_of(request, V2).due_on is None


def test_elapsed_days_count_from_the_last_visit_before_the_horizon() -> None:
    request = a_request(
        history=(
            a_record(V1, "id_card", MONDAY - timedelta(days=90)),
            a_record(V1, "id_card", MONDAY - timedelta(days=400)),
            a_record(V1, "id_card", MONDAY + timedelta(days=2), state=VisitState.PUBLISHED),
        )
    )
    row = row_of(request, V1)
    assert row.elapsed_days == 90
    assert not row.never_visited
    assert row.urgency == 90 / 360
    assert row.visit_dates == (date(2025, 10, 26), date(2026, 9, 1), date(2026, 12, 2))


def test_a_village_never_visited_counts_as_two_intervals() -> None:
    row = row_of(a_request(history=()), V4, "health")
    assert row.never_visited
    assert (row.elapsed_days, row.urgency) == (60, 2.0)
    patient = a_request(history=(), policy=Policy(never_visited_factor=0.6))
    assert row_of(patient, V4, "health").elapsed_days == 18


@pytest.mark.parametrize(
    ("ago", "due", "required"),
    [
        (539, None, False),
        (540, None, True),
        (10, MONDAY + timedelta(days=4), True),
        (10, MONDAY + timedelta(days=5), False),
        (10, MONDAY - timedelta(days=5), True),
    ],
)
def test_required_rows_are_long_overdue_or_promised(
    ago: int, due: date | None, required: bool
) -> None:
    request = a_request(
        history=(a_record(V1, "id_card", MONDAY - timedelta(days=ago)),),
        requests=(a_service_request(due_on=due),) if due else (),
    )
    assert is_required(row_of(request, V1), request) is required


def test_a_province_makes_the_request_of_a_week() -> None:
    tiny = a_request()
    data = ProvinceData(
        province_code="58",
        name_th="แม่ฮ่องสอน",
        name_en="Mae Hong Son",
        villages=tiny.villages,
        stop_places=tiny.stop_places,
        bases=tiny.bases,
        units=tiny.units,
        services=tiny.services,
        packages=tiny.packages,
        demands=tiny.demands,
        history=tiny.history,
        requests=(
            a_service_request(code="R1", filed_on=MONDAY + timedelta(days=4), due_on=date.max),
            a_service_request(code="R2", filed_on=MONDAY + timedelta(days=5), due_on=date.max),
        ),
        holidays=tuple(
            Holiday(date=MONDAY + timedelta(days=d), name_th="วันหยุด", name_en="Holiday")
            for d in (-1, 0, 4, 5)
        ),
        unsuitable_days=tuple(
            UnsuitableDay(village_code=V1, date=MONDAY + timedelta(days=d)) for d in (-7, 2)
        ),
    )
    request = request_for(data, Horizon(start=MONDAY, days=5), pins=(Pin(village_code=V1),))
    assert [r.code for r in request.requests] == ["R1"]
    assert [request.horizon.day_of(h.date) for h in request.holidays] == [0, 4]
    assert [request.horizon.day_of(d.date) for d in request.unsuitable_days] == [2]
    assert request.pins == (Pin(village_code=V1),)
    assert dataclasses.replace(
        request, requests=(), holidays=(), unsuitable_days=(), pins=()
    ) == dataclasses.replace(tiny, requests=())
