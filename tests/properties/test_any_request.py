"""What holds for any request: plans are clean, order is irrelevant, less of a plan is clean."""

import dataclasses
import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.explain import Explainer, explain_unplanned
from planner.assess.metrics import measure
from planner.domain.calendar import DAY_S, ClockWindow
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, Reason
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.domain.rules import TermCode
from planner.optimiser.solve import solve
from planner.optimiser.stop import MOST_TRIED, Budget
from tests.builders import a_plan
from tests.naive import naive_plan
from tests.strategies import SEEDS, problems, random_request, random_travel

Travel = Mapping[str, TravelMatrix]
Problem = tuple[PlanRequest, Travel]
BRIEF = SolveParams(reproducible=True, max_rounds=2, cpu_s=5.0)
SLOW_SOLVER = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_a_good_plan(request: PlanRequest, travel: Travel, most_tried: int = MOST_TRIED) -> None:
    """Clean, worth what it says, and nothing that it serves is called impossible."""
    budget = Budget(params=BRIEF, most_tried=most_tried)
    plan = explain_unplanned(request, travel, solve(request, travel, BRIEF, budget=budget))
    verdict = check_plan(request, travel, plan)
    assert verdict.violations == ()
    assert verdict.value == plan.value
    explainer = Explainer(request=request, travel=travel)
    rows = {row.key: row for row in demand_rows(request)}
    for _, _, serving in plan.servings():
        reason = explainer.reason(rows[serving.village_code, serving.service_code])
        assert reason is None or reason[0] is Reason.NOT_DUE
    if not plan.trips:
        told = [term.points for term in plan.terms if term.code is TermCode.CHANGES]
        assert verdict.value == sum(told)


@given(problems(), st.sampled_from([MOST_TRIED, 0]))
@SLOW_SOLVER
def test_the_optimiser_makes_a_clean_plan_of_any_request(problem: Problem, most_tried: int) -> None:
    assert_a_good_plan(*problem, most_tried)


@pytest.mark.slow
def test_the_optimiser_makes_clean_plans_of_1000_random_requests() -> None:
    for seed in range(1000):
        request = random_request(seed)
        assert_a_good_plan(
            request, random_travel(request, seed, cut=0.3 * (seed % 2)), MOST_TRIED * (seed % 3)
        )


def shuffled(request: PlanRequest, seed: int) -> PlanRequest:
    """The same request with every list in another order, but what a place covers."""
    rng = random.Random(seed)

    def mixed(name: str) -> tuple[object, ...]:
        things = list(getattr(request, name))
        rng.shuffle(things)
        return tuple(things)

    names = (
        "villages", "stop_places", "bases", "units", "services", "packages", "demands", "history",
        "requests", "lodgings", "staff", "pins", "holidays", "unsuitable_days", "caravans",
        "announced",
    )  # fmt: skip
    return dataclasses.replace(request, **{name: mixed(name) for name in names})


@given(problems(), SEEDS)
@settings(max_examples=40, deadline=None)
def test_the_order_of_input_is_irrelevant_to_judging(problem: Problem, seed: int) -> None:
    request, travel = problem
    other = shuffled(request, seed)
    plan = naive_plan(request, travel, seed)
    assert check_plan(other, travel, plan) == check_plan(request, travel, plan)
    assert measure(other, plan).districts == measure(request, plan).districts
    reasons = {key: found[0] for key, found in structural(request, travel).items()}
    assert {key: found[0] for key, found in structural(other, travel).items()} == reasons


def structural(
    request: PlanRequest, travel: Travel
) -> dict[tuple[str, str], tuple[Reason, object]]:
    explainer = Explainer(request=request, travel=travel)
    found = {row.key: explainer.reason(row) for row in demand_rows(request)}
    return {key: reason for key, reason in found.items() if reason is not None}


@given(problems(), SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_clean_plan_stays_clean_with_fewer_trips(problem: Problem, seed: int) -> None:
    request, travel = problem
    plan = naive_plan(request, travel, seed)
    for i in range(len(plan.trips)):
        fewer: Plan = a_plan(request, travel, (*plan.trips[:i], *plan.trips[i + 1 :]))
        assert check_plan(request, travel, fewer).is_clean


@given(problems())
@settings(max_examples=40, deadline=None)
def test_more_hours_and_no_limits_never_make_a_row_impossible(problem: Problem) -> None:
    request, travel = problem
    all_day = ClockWindow(start_s=0, end_s=DAY_S)
    eased = dataclasses.replace(
        request,
        units=tuple(
            dataclasses.replace(
                unit,
                shifts=tuple(dataclasses.replace(s, window=all_day) for s in unit.shifts),
                lunch=None,
                max_drive_s=DAY_S,
                max_load=None,
            )
            for unit in request.units
        ),
        pins=(),
    )
    before, after = structural(request, travel), structural(eased, travel)
    assert after.keys() <= before.keys() | {
        key for key, (reason, _) in after.items() if reason is Reason.NOT_DUE
    }
