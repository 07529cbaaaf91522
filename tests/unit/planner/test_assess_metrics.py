"""Figures of a plan, by hand, and sums that must always come out."""

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.matrix import TravelMatrix
from geodata.places import PointQuality
from planner.assess.metrics import Coverage, gini, measure
from planner.domain.request import PlanRequest
from tests.breaking.table import rich_case
from tests.builders import (
    MONDAY,
    V1,
    V4,
    a_demand,
    a_plan,
    a_record,
    a_request,
    a_route,
    a_service,
    a_travel,
    a_trip,
    a_village,
)
from tests.naive import naive_plan
from tests.strategies import problems


def a_small_week() -> tuple[PlanRequest, Coverage, dict[str, Coverage]]:
    """Three villages of two districts, one service wanted every 100 days, 5 days planned.

    Waits at the end of the week: 55, 105 (served this week), 205 days, and never (200 + 5).
    """
    villages = (
        a_village("58010101"),
        a_village("58010102", point_quality=PointQuality.APPROXIMATE),
        a_village("58020101"),
        a_village("58020102", location=None),
    )
    request = a_request(
        villages=villages,
        services=(a_service("id_card", interval_days=100),),
        demands=tuple(
            a_demand(v.code, people=n) for v, n in zip(villages, (10, 20, 30, 40), strict=True)
        ),
        history=tuple(
            a_record(v.code, "id_card", MONDAY - timedelta(days=ago))
            for v, ago in zip(villages, (40, 100, 200), strict=False)
        ),
    )
    travel = a_travel(request)
    visit = ("58010102", "full_day", {("58010102", "id_card"): 12})
    trip = a_trip(a_route(request, travel, "U1", 2, [visit]))
    found = measure(request, a_plan(request, travel, [trip]))
    return request, found.whole, found.districts


def test_coverage_of_the_province_by_hand() -> None:
    _, whole, _ = a_small_week()
    assert whole == Coverage(
        villages=4,
        villages_visited=1,
        villages_approximate=1,
        villages_unlocated=1,
        people_due=90,
        people_due_served=12,
        people_served=12,
        rows_due=3,
        rows_overdue=2,
        worst_wait=2.05,
        gini_overdue=pytest.approx(0.5),
    )
    assert whole.share_served == pytest.approx(12 / 90)


def test_coverage_by_district_by_hand() -> None:
    _, _, districts = a_small_week()
    assert list(districts) == ["5801", "5802"]
    first, second = districts.values()
    assert (first.people_due, first.people_served, first.rows_overdue) == (20, 12, 0)
    assert (first.worst_wait, first.gini_overdue) == (0.45, 0.0)
    assert (second.people_due, second.people_served, second.rows_overdue) == (70, 0, 2)
    assert (second.villages_unlocated, second.villages_approximate) == (1, 0)


def test_nobody_due_is_all_served() -> None:
    request = a_request(demands=())
    found = measure(request, a_plan(request, a_travel(request), ()))
    assert found.whole.share_served == 1.0
    assert found.whole.worst_wait == 0.0


def test_work_of_each_unit_by_hand() -> None:
    case = rich_case()
    first, second = measure(case.request, case.plan).units
    routes = case.plan.trips[0].routes
    assert first.unit_code == "U1"
    assert (first.days, first.nights, first.visits, first.people) == (2, 1, 3, 43)
    assert first.work_s == sum(r.return_s - r.depart_s for r in routes)
    assert first.drive_s == sum(leg.duration_s for r in routes for leg in r.legs)
    assert (second.days, second.nights, second.visits, second.people) == (2, 0, 2, 19)
    both = measure(case.request, case.plan)
    assert both.distance_m == first.distance_m + second.distance_m
    assert both.drive_s == first.drive_s + second.drive_s
    assert both.work_s == first.work_s + second.work_s


def test_a_unit_that_stays_at_base_is_named_with_zeros() -> None:
    request = a_request()
    found = measure(request, a_plan(request, a_travel(request), ()))
    assert [unit.unit_code for unit in found.units] == ["U1", "U2"]
    assert all(not any(dataclasses.astuple(unit)[1:]) for unit in found.units)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], 0.0),
        ([0, 0, 0], 0.0),
        ([5, 5, 5, 5], 0.0),
        ([0, 0, 0, 8], 0.75),
        ([1, 3], 0.25),
        ([1, 2, 3, 4], 0.25),
    ],
)
def test_gini_by_hand(amounts: list[int], expected: float) -> None:
    assert gini(amounts) == pytest.approx(expected)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(1, 9))
def test_gini_knows_no_order_and_no_unit(amounts: list[int], factor: int) -> None:
    value = gini(amounts)
    assert -1e-12 <= value < 1.0
    assert gini(sorted(amounts, reverse=True)) == pytest.approx(value)
    assert gini([factor * a for a in amounts]) == pytest.approx(value)


@given(problems())
@settings(max_examples=40, deadline=None)
def test_districts_add_up_to_the_province(
    problem: tuple[PlanRequest, dict[str, TravelMatrix]],
) -> None:
    request, travel = problem
    plan = naive_plan(request, travel)
    found = measure(request, plan)
    for name in (
        "villages", "villages_visited", "villages_approximate", "villages_unlocated",
        "people_due", "people_due_served", "people_served", "rows_due", "rows_overdue",
    ):  # fmt: skip
        parts = sum(getattr(part, name) for part in found.districts.values())
        assert getattr(found.whole, name) == parts
    assert found.whole.people_served == plan.people_served
    assert found.whole.people_served == sum(unit.people for unit in found.units)
    worst = max((part.worst_wait for part in found.districts.values()), default=0.0)
    assert found.whole.worst_wait == worst


def test_the_codes_of_the_kit_are_of_two_districts() -> None:
    assert {V1[:4], V4[:4]} == set(measure(a_request(), rich_case().plan).districts)
