"""Two plans side by side."""

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given, settings

from geodata.matrix import TravelMatrix
from planner.assess.compare import Change, ChangeKind, compare_plans
from planner.domain.calendar import Horizon
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.words import Language, say
from tests.builders import HOUR, MONDAY, V1, V3, V4, a_plan, a_request, a_route, a_travel, a_trip
from tests.naive import naive_plan
from tests.strategies import problems

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)


def plan_of(*visits: tuple[str, int, str, int], depart_s: int = 8 * HOUR) -> Plan:
    """One trip for each (unit, day, village, people), all for health."""
    return a_plan(
        REQUEST,
        TRAVEL,
        [
            a_trip(
                a_route(
                    REQUEST, TRAVEL, unit, day, [(village, "short", {(village, "health"): people})],
                    depart_s=depart_s,
                )
            )
            for unit, day, village, people in visits
        ],
    )  # fmt: skip


def only(before: Plan, after: Plan) -> Change:
    (change,) = compare_plans(before, after)
    return change


def test_a_plan_does_not_differ_from_itself() -> None:
    plan = plan_of(("U1", 0, V1, 5), ("U2", 1, V4, 9))
    assert compare_plans(plan, plan) == ()


def test_added_and_dropped() -> None:
    less, more = plan_of(("U1", 0, V1, 5)), plan_of(("U1", 0, V1, 5), ("U2", 1, V4, 9))
    added = only(less, more)
    assert (added.kind, added.village_code, added.service_code) == (ChangeKind.ADDED, V4, "health")
    assert added.before is None
    assert added.after is not None
    assert (added.after.date, added.after.unit_code) == (MONDAY + timedelta(days=1), "U2")
    assert added.people == 9
    dropped = only(more, less)
    assert (dropped.kind, dropped.before, dropped.after) == (
        ChangeKind.DROPPED, added.after, None,
    )  # fmt: skip
    assert dropped.people == -9


@pytest.mark.parametrize("moved", [("U1", 3, V1, 5), ("U2", 0, V1, 5), ("U2", 3, V1, 7)])
def test_another_day_or_unit_is_a_move(moved: tuple[str, int, str, int]) -> None:
    change = only(plan_of(("U1", 0, V1, 5)), plan_of(moved))
    assert change.kind is ChangeKind.MOVED
    assert change.people == moved[3] - 5


@pytest.mark.parametrize(("later_s", "kind"), [(3600, None), (3601, ChangeKind.MOVED)])
def test_another_hour_is_a_move_when_it_is_more_than_an_hour(
    later_s: int, kind: ChangeKind | None
) -> None:
    early, late = plan_of(("U1", 0, V1, 5)), plan_of(("U1", 0, V1, 5), depart_s=8 * HOUR + later_s)
    assert [change.kind for change in compare_plans(early, late)] == ([kind] if kind else [])
    assert [change.kind for change in compare_plans(late, early)] == ([kind] if kind else [])


def test_other_people_at_the_same_visit() -> None:
    change = only(plan_of(("U1", 0, V1, 5)), plan_of(("U1", 0, V1, 3)))
    assert (change.kind, change.people) == (ChangeKind.PEOPLE, -2)


def test_of_several_visits_those_of_the_same_day_belong_together() -> None:
    before = plan_of(("U1", 0, V3, 5), ("U1", 3, V3, 5))
    after = plan_of(("U1", 3, V3, 5), ("U1", 4, V3, 5))
    change = only(before, after)
    assert change.kind is ChangeKind.MOVED
    assert change.before is not None
    assert change.after is not None
    assert (change.before.date, change.after.date) == (MONDAY, MONDAY + timedelta(days=4))
    fewer = compare_plans(before, plan_of(("U1", 3, V3, 5)))
    assert [c.kind for c in fewer] == [ChangeKind.DROPPED]


def test_plans_of_different_weeks_are_compared_by_date() -> None:
    later = a_request(horizon=Horizon(start=MONDAY + timedelta(days=1), days=5))
    route = a_route(later, TRAVEL, "U1", 0, [(V1, "short", {(V1, "health"): 5})])
    shifted = a_plan(later, TRAVEL, [a_trip(route)])
    assert compare_plans(plan_of(("U1", 1, V1, 5)), shifted) == ()


def test_every_kind_of_change_has_words() -> None:
    for kind in ChangeKind:
        assert say(f"change_{kind.value}", Language.TH) != say(f"change_{kind.value}", Language.EN)


@given(problems())
@settings(max_examples=30, deadline=None)
def test_people_gained_are_the_difference_and_the_way_back_undoes_it(
    problem: tuple[PlanRequest, dict[str, TravelMatrix]],
) -> None:
    request, travel = problem
    one, other = naive_plan(request, travel, 1), naive_plan(request, travel, 2)
    there, back = compare_plans(one, other), compare_plans(other, one)
    unchanged = one.people_served + sum(change.people for change in there)
    assert unchanged == other.people_served
    assert sum(c.people for c in there) == -sum(c.people for c in back)
    assert len(there) == len(back)
    assert {c.kind for c in there if c.before and c.after} == {
        c.kind for c in back if c.before and c.after
    }
    assert compare_plans(one, dataclasses.replace(one, unplanned=())) == ()
