"""Equity, money and nights on any small request: clean plans, true bounds, more is not less."""

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.money import plan_baht
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, SolveStatus
from planner.domain.request import PlanRequest
from planner.optimiser.solve import solve
from planner.optimiser.stop import MOST_TRIED, Budget
from tests.builders import baht_of
from tests.strategies import SEEDS, Shape, random_request, random_shape, random_travel

ENOUGH = SolveParams(reproducible=True, max_rounds=30, cpu_s=10.0)
TIERS = frozenset({"equity", "history", "money", "night_caps", "nights", "pins", "requests"})
SLOWLY = HealthCheck.too_slow


def a_problem(seed: int) -> tuple[PlanRequest, dict[str, TravelMatrix]]:
    """A random request in which every tier, the budget and the cap on nights have a say."""
    shape: Shape = random_shape(seed)
    shape = dataclasses.replace(
        shape,
        villages=min(4, shape.villages),
        units=min(2, shape.units),
        days=min(4, shape.days),
        features=shape.features | TIERS,
    )
    request = random_request(seed, shape)
    return request, random_travel(request, seed)


def points(plan: Plan, tier: int) -> int:
    return sum(term.points for term in plan.terms if term.tier == tier)


def proven(request: PlanRequest, travel: Mapping[str, TravelMatrix]) -> Plan | None:
    """The plan, if no plan is better."""
    plan = solve(request, travel, ENOUGH)
    assert check_plan(request, travel, plan).violations == ()
    done = plan.provenance is not None and plan.provenance.status is SolveStatus.OPTIMAL
    return plan if done else None


@given(SEEDS, st.sampled_from([MOST_TRIED, 0]))
@settings(max_examples=8, deadline=None, suppress_health_check=[SLOWLY])
def test_plans_keep_every_rule_and_never_pass_a_bound(seed: int, most_tried: int) -> None:
    request, travel = a_problem(seed)
    plan = solve(request, travel, ENOUGH, budget=Budget(params=ENOUGH, most_tried=most_tried))
    verdict = check_plan(request, travel, plan)
    assert verdict.violations == ()
    assert verdict.value == plan.value
    for bound in plan.bounds:
        assert points(plan, bound.tier) <= bound.points
    spent = baht_of(request, plan.trips)
    assert spent == plan_baht(request, plan)
    assert request.budget_baht is None or spent <= request.budget_baht


@given(SEEDS, st.sampled_from(("equity_tolerance", "promise_tolerance")))
@settings(max_examples=3, deadline=None, suppress_health_check=[SLOWLY])
def test_what_a_tier_may_give_up_is_never_lost_below(seed: int, tolerance: str) -> None:
    request, travel = a_problem(seed)
    strict = dataclasses.replace(request.policy, equity_tolerance=0.0, promise_tolerance=0.0)
    loose = dataclasses.replace(strict, **{tolerance: 0.3})
    plans = [
        proven(dataclasses.replace(request, policy=policy), travel) for policy in (strict, loose)
    ]
    if plans[0] is None or plans[1] is None:
        return
    first, second = plans
    if tolerance == "equity_tolerance":
        assert points(second, 1) == points(first, 1)
        assert second.equity >= first.equity - 3000
        assert second.value >= first.value
    else:
        assert (second.equity, second.value) >= (first.equity, first.value)


@given(SEEDS)
@settings(max_examples=3, deadline=None, suppress_health_check=[SLOWLY])
def test_a_cap_of_no_nights_is_the_same_as_no_nights_on_any_trip(seed: int) -> None:
    request, travel = a_problem(seed)
    capped = tuple(dataclasses.replace(u, night_cap=0) for u in request.units)
    at_home = tuple(dataclasses.replace(u, night_cap=None, max_nights=0) for u in request.units)
    plans = [proven(dataclasses.replace(request, units=u), travel) for u in (capped, at_home)]
    if plans[0] is None or plans[1] is None:
        return
    assert [points(plans[0], tier) for tier in (1, 2, 3)] == [
        points(plans[1], tier) for tier in (1, 2, 3)
    ]


@given(SEEDS)
@settings(max_examples=3, deadline=None, suppress_health_check=[SLOWLY])
def test_a_budget_of_what_the_best_plan_costs_changes_nothing(seed: int) -> None:
    request, travel = a_problem(seed)
    free = proven(dataclasses.replace(request, budget_baht=None), travel)
    if free is None:
        return
    exact = dataclasses.replace(request, budget_baht=plan_baht(request, free))
    same = proven(exact, travel)
    if same is not None and request.policy.promise_tolerance == 0.0:
        assert [points(same, tier) for tier in (1, 2)] == [points(free, tier) for tier in (1, 2)]
        assert same.value == free.value


@pytest.mark.slow
def test_500_random_requests_keep_every_rule_and_never_pass_a_bound() -> None:
    for seed in range(500):
        request, travel = a_problem(seed)
        budget = Budget(params=ENOUGH, most_tried=MOST_TRIED * (seed % 2))
        plan = solve(request, travel, ENOUGH, budget=budget)
        assert check_plan(request, travel, plan).violations == (), seed
        assert all(points(plan, bound.tier) <= bound.points for bound in plan.bounds), seed
