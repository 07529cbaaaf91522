"""A week planned anew: what people were told is kept, or changed within a budget."""

import dataclasses
from datetime import timedelta

import pytest

from planner.assess.changes import changed_visits
from planner.assess.check import check_plan
from planner.domain.calendar import UnsuitableDay
from planner.domain.demand import Announced, VisitState
from planner.domain.errors import TooManyChanges
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.domain.rules import TermCode
from planner.optimiser.compile import compile_problem
from planner.optimiser.decode import decode
from planner.optimiser.names import name_all
from planner.optimiser.process import solve_in_child
from planner.optimiser.retell import retell
from planner.optimiser.solution import make_solution
from planner.optimiser.solve import solve
from planner.optimiser.terms import terms_of
from planner.usecases.replanning import announced_of, planned_anew
from tests.builders import (
    MONDAY,
    V1,
    V3,
    V4,
    a_plan,
    a_record,
    a_request,
    a_route,
    a_travel,
    a_trip,
)

COUNTED = SolveParams(reproducible=True, max_rounds=5, cpu_s=20.0)


def points(request: PlanRequest, plan: Plan) -> dict[TermCode, int]:
    found = {term.code: term.points for term in plan.terms}
    assert found == {term.code: term.points for term in terms_of(request, plan.trips)}
    verdict = check_plan(request, a_travel(request), plan)
    assert verdict.is_clean, verdict.violations
    return found


def two_stops(request: PlanRequest, start_day: int = 0) -> Plan:
    travel = a_travel(request)
    route = a_route(
        request, travel, "U2", start_day,
        [(V1, "short", {(V1, "health"): 9}), (V3, "short", {(V3, "health"): 9})],
    )  # fmt: skip
    return a_plan(request, travel, [a_trip(route)])


def told(request: PlanRequest, **changes: object) -> tuple[Announced, Announced]:
    first, second = announced_of(two_stops(request))
    return first, dataclasses.replace(second, **changes)


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 0),
        ({"date": MONDAY + timedelta(days=1)}, 1),
        ({"unit_code": "U1"}, 1),
        ({"unit_code": "gone"}, 1),
        ({"place_code": V4}, 1),
        ({"place_code": None, "start_s": None}, 0),
        ({"village_code": V4}, 1),
        ({"date": MONDAY + timedelta(days=30)}, 0),
    ],
)
def test_a_visit_is_changed_when_it_is_not_as_it_was_told(changes, count) -> None:
    request = a_request()
    request = dataclasses.replace(request, announced=told(request, **changes))
    plan = two_stops(request)
    assert len(changed_visits(request, plan)) == count
    assert points(request, plan)[TermCode.CHANGES] == -500 * count


@pytest.mark.parametrize(("moved_s", "count"), [(3600, 0), (-3600, 0), (3601, 1), (-3601, 1)])
def test_an_hour_is_no_change_and_a_second_more_is_one(moved_s: int, count: int) -> None:
    request = a_request()
    start = announced_of(two_stops(request))[1].start_s or 0
    request = dataclasses.replace(request, announced=told(request, start_s=start + moved_s))
    assert points(request, two_stops(request))[TermCode.CHANGES] == -500 * count


def test_a_change_tells_what_comes_instead() -> None:
    request = a_request()
    later = {"date": MONDAY + timedelta(days=2)}
    request = dataclasses.replace(request, announced=told(request, **later))
    (changed,) = changed_visits(request, two_stops(request))
    assert changed.told.date == MONDAY + timedelta(days=2)
    assert changed.short_notice
    assert [(new.date, new.unit_code, new.place_code) for new in changed.instead] == [
        (MONDAY, "U2", V3)
    ]


@pytest.mark.parametrize(
    ("planned_on", "near"), [(-3, 1), (-5, 0), (0, 1)], ids=["thursday", "tuesday", "monday"]
)
def test_only_visits_at_short_notice_count_against_the_budget(planned_on: int, near: int) -> None:
    """Told for Thursday: seven days before is Friday of the week before."""
    request = a_request()
    visits = told(request, date=MONDAY + timedelta(days=3))
    request = dataclasses.replace(
        request, announced=visits, planned_on=MONDAY + timedelta(days=planned_on), change_budget=0
    )
    plan = two_stops(request)
    assert sum(change.short_notice for change in changed_visits(request, plan)) == near
    rules = {v.rule.value for v in check_plan(request, a_travel(request), plan).violations}
    assert rules == ({"changes"} if near else set())


def test_a_visit_that_is_planned_anew_does_not_block_itself() -> None:
    """Health has a gap of seven days: the announced Wednesday would close the whole week."""
    record = a_record(V1, "health", MONDAY + timedelta(days=2), state=VisitState.PUBLISHED)
    request = a_request(history=(record,))
    visit = Announced(village_code=V1, service_code="health", date=record.date, unit_code="U2")
    anew = dataclasses.replace(request, announced=(visit,))
    dates = {row.key: row.visit_dates for row in demand_rows(anew)}
    assert dates[V1, "health"] == ()
    plan = a_plan(
        anew,
        a_travel(anew),
        [a_trip(a_route(anew, a_travel(anew), "U2", 2, [(V1, "short", {(V1, "health"): 9})]))],
    )
    assert check_plan(anew, a_travel(anew), plan).is_clean
    before = check_plan(request, a_travel(request), plan).violations
    assert "min_gap" in {violation.rule.value for violation in before}


def first_plan() -> tuple[PlanRequest, Plan]:
    request = a_request()
    return request, solve(request, a_travel(request), COUNTED)


def test_with_no_change_allowed_everything_stands() -> None:
    request, plan = first_plan()
    anew = planned_anew(request, plan, planned_on=MONDAY, change_budget=0)
    again = solve(anew, a_travel(anew), dataclasses.replace(COUNTED, seed=7))
    assert changed_visits(anew, again) == ()
    assert points(anew, again)[TermCode.CHANGES] == 0
    assert again.value >= plan.value


def test_a_lost_unit_changes_its_own_visits_and_no_more_than_allowed() -> None:
    request, plan = first_plan()
    smaller = dataclasses.replace(request, units=request.units[1:])
    own = sum(told.unit_code == "U1" for told in announced_of(plan))
    assert own, "the tiny plan uses the first unit"
    anew = planned_anew(smaller, plan, planned_on=MONDAY, change_budget=own)
    again = solve(anew, a_travel(anew), COUNTED)
    assert len(changed_visits(anew, again)) == own
    points(anew, again)


def test_a_budget_that_nothing_meets_is_an_error_with_the_least() -> None:
    request, plan = first_plan()
    smaller = dataclasses.replace(request, units=request.units[1:])
    own = sum(told.unit_code == "U1" for told in announced_of(plan))
    anew = planned_anew(smaller, plan, planned_on=MONDAY, change_budget=own - 1)
    with pytest.raises(TooManyChanges) as caught:
        solve_in_child(anew, a_travel(anew), dataclasses.replace(COUNTED, max_rounds=60))
    assert caught.value.facts == {"allowed": own - 1, "needed": own, "least": own}


def test_without_a_budget_the_price_decides() -> None:
    request, plan = first_plan()
    dear = dataclasses.replace(request.policy, points_per_change=1_000_000)
    told = planned_anew(request, plan, planned_on=MONDAY, change_budget=None)
    kept = solve(dataclasses.replace(told, policy=dear), a_travel(told), COUNTED)
    assert changed_visits(told, kept) == ()
    free = dataclasses.replace(request.policy, points_per_change=0)
    moved = tuple(
        dataclasses.replace(visit, unit_code="U1" if visit.unit_code == "U2" else "U2")
        for visit in told.announced
    )
    wild = dataclasses.replace(told, announced=moved, policy=free)
    assert points(wild, solve(wild, a_travel(wild), COUNTED))[TermCode.CHANGES] == 0


NO_TIME = SolveParams(cpu_s=0.1, wall_s=60.0)


def test_without_time_to_search_the_earlier_trips_stand() -> None:
    request, plan = first_plan()
    anew = planned_anew(request, plan, planned_on=MONDAY, change_budget=0)
    again = solve(anew, a_travel(anew), NO_TIME)
    assert changed_visits(anew, again) == ()
    assert points(anew, again)[TermCode.CHANGES] == 0


def test_what_can_no_longer_be_is_left_out_of_the_start() -> None:
    """The place of a stop is shut, another village has fewer people, a unit is gone."""
    request, plan = first_plan()
    served = {s.village_code for _, _, s in plan.servings()}
    shut, fewer = sorted(served)[:2]
    day = next(r.day for r, _, s in plan.servings() if s.village_code == shut)
    smaller = dataclasses.replace(
        request,
        unsuitable_days=(UnsuitableDay(village_code=shut, date=request.horizon.date_of(day)),),
        demands=tuple(
            dataclasses.replace(d, people=1) if d.village_code == fewer else d
            for d in request.demands
        ),
    )
    anew = planned_anew(smaller, plan, planned_on=MONDAY, change_budget=None)
    names = name_all(anew)
    problem = compile_problem(names, a_travel(anew))
    tours = retell(names, problem, anew.earlier)
    assert tours
    started = decode(names, problem, a_travel(anew), make_solution(problem, tours))
    points(anew, started)
    gone = {(c.told.village_code, c.told.date) for c in changed_visits(anew, started)}
    assert (shut, request.horizon.date_of(day)) in gone
