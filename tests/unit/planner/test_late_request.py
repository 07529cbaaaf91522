"""LATE_REQUEST counts people served in time: on or before the day an office was promised."""

import dataclasses
from datetime import timedelta

import pytest

from planner.assess.check import check_plan
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rules import TermCode
from planner.optimiser.solve import solve
from planner.optimiser.terms import terms_of
from tests.builders import (
    MONDAY,
    V1,
    V3,
    V4,
    a_plan,
    a_request,
    a_route,
    a_service_request,
    a_travel,
    a_trip,
)

COUNTED = SolveParams(reproducible=True, max_rounds=5, cpu_s=20.0)


def asked(due_day: int, village: str = V3) -> PlanRequest:
    """Health asked for in a village of twenty people, due on a day of the horizon or before."""
    due = MONDAY + timedelta(days=due_day)
    filed = min(due, MONDAY - timedelta(days=1))
    request = a_service_request(village, "health", filed_on=filed, due_on=due)
    return a_request(requests=(request,), history=())


def points(request: PlanRequest, plan: Plan) -> dict[TermCode, int]:
    found = {term.code: term.points for term in plan.terms}
    assert found == {term.code: term.points for term in terms_of(request, plan.trips)}
    assert check_plan(request, a_travel(request), plan).is_clean
    return found


def served_on(request: PlanRequest, day: int) -> Plan:
    """Eleven of the twenty, on one day."""
    travel = a_travel(request)
    route = a_route(request, travel, "U2", day, [(V3, "short", {(V3, "health"): 11})])
    return a_plan(request, travel, [a_trip(route)])


@pytest.mark.parametrize(
    ("due_day", "served_day", "missed"),
    [(2, 1, 9), (2, 2, 9), (2, 3, 20), (-3, 4, 9), (4, 4, 9)],
    ids=["before", "on_the_day", "after", "long_gone", "last_day"],
)
def test_people_count_as_served_in_time_up_to_the_day(due_day, served_day, missed) -> None:
    request = asked(due_day)
    found = points(request, served_on(request, served_day))
    assert found[TermCode.LATE_REQUEST] == -3 * missed


def test_late_is_better_than_never() -> None:
    request = asked(1)
    late = points(request, served_on(request, 3))
    never = points(request, a_plan(request, a_travel(request), []))
    assert late[TermCode.LATE_REQUEST] == never[TermCode.LATE_REQUEST]
    assert late[TermCode.OVERDUE] == never[TermCode.OVERDUE] + 11


def test_a_promise_for_a_later_week_is_none_of_this_one() -> None:
    request = asked(5)
    assert points(request, served_on(request, 1))[TermCode.LATE_REQUEST] == 0


@pytest.mark.parametrize("due_day", [0, 1, 3])
def test_the_search_serves_it_in_time(due_day: int) -> None:
    """One unit on slow roads, one village a day: only what is due says which comes first."""
    request = asked(due_day, V4)
    request = dataclasses.replace(request, units=request.units[1:])
    travel = a_travel(request, speed_kmh=15.0)
    plan = solve(request, travel, COUNTED)
    days = [r.day for r, _, s in plan.servings() if s.village_code == V4]
    assert days
    assert max(days) <= due_day
    assert check_plan(request, travel, plan).is_clean


def test_a_row_visited_twice_is_in_time_by_the_people_of_each_visit() -> None:
    request = asked(1, V1)
    services = tuple(
        dataclasses.replace(s, max_visits=2, min_gap_days=2) if s.code == "health" else s
        for s in request.services
    )
    request = dataclasses.replace(request, services=services)
    travel = a_travel(request)
    trips = [
        a_trip(a_route(request, travel, "U2", day, [(V1, "short", {(V1, "health"): people})]))
        for day, people in ((1, 5), (3, 15))
    ]
    found = points(request, a_plan(request, travel, trips))
    assert found[TermCode.LATE_REQUEST] == -3 * 15
    plan = solve(request, travel, COUNTED)
    assert check_plan(request, travel, plan).is_clean
    in_time = sum(
        s.people
        for r, _, s in plan.servings()
        if (s.village_code, s.service_code) == (V1, "health") and r.day <= 1
    )
    late = {term.code: term.points for term in plan.terms}[TermCode.LATE_REQUEST]
    assert late == -3 * (20 - in_time)
