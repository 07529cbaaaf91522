"""Whatever was planned and told: planning it anew is clean, within its budget, and says so.

Caravans, announced visits and due dates are also features of every random request elsewhere.
"""

import dataclasses
import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings

from geodata.matrix import TravelMatrix
from planner.assess.caravans import caravans_held, debts_of
from planner.assess.changes import changed_visits
from planner.assess.check import check_plan
from planner.domain.calendar import UnsuitableDay
from planner.domain.errors import TooManyChanges
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.optimiser.compile import compile_problem
from planner.optimiser.decode import decode
from planner.optimiser.names import name_all
from planner.optimiser.retell import retell
from planner.optimiser.solution import make_solution
from planner.optimiser.solve import solve
from planner.usecases.replanning import planned_anew
from tests.naive import naive_plan
from tests.strategies import SEEDS, problems, random_request, random_travel

Travel = Mapping[str, TravelMatrix]
BRIEF = SolveParams(reproducible=True, max_rounds=2, cpu_s=5.0)


def spoilt(request: PlanRequest, rng: random.Random) -> PlanRequest:
    """The same week after something happened: a unit gone, a market day, fewer people."""
    units = request.units
    if len(units) > 1 and rng.random() < 0.5:
        units = tuple(unit for unit in units if unit is not rng.choice(units)) or units[:1]
    codes = {unit.code for unit in units}
    days = tuple(
        UnsuitableDay(village_code=village.code, date=request.horizon.start)
        for village in request.villages
        if rng.random() < 0.2
    )
    return dataclasses.replace(
        request,
        units=units,
        pins=tuple(pin for pin in request.pins if pin.unit_code in (None, *codes)),
        unsuitable_days=(*request.unsuitable_days, *days),
        demands=tuple(
            dataclasses.replace(d, people=rng.choice((0, 1, d.people))) for d in request.demands
        ),
    )


def assert_clean(request: PlanRequest, travel: Travel, plan: Plan) -> None:
    verdict = check_plan(request, travel, plan)
    assert verdict.violations == ()
    assert verdict.value == plan.value
    for bound in plan.bounds:
        worth = sum(term.points for term in plan.terms if term.tier == bound.tier)
        assert worth <= bound.points


def assert_planned_anew(request: PlanRequest, travel: Travel, seed: int) -> None:
    """Nothing changes when nothing may and nothing must; else no more than is allowed."""
    told = naive_plan(request, travel, seed)
    same = planned_anew(request, told, planned_on=request.horizon.start, change_budget=0)
    again = solve(same, travel, BRIEF)
    assert_clean(same, travel, again)
    assert changed_visits(same, again) == ()
    rng = random.Random(seed)
    after = planned_anew(
        spoilt(request, rng), told,
        planned_on=request.horizon.start, change_budget=rng.choice((None, 0, 2, 5)),
    )  # fmt: skip
    assert_retold(after, travel)
    try:
        anew = solve(after, travel, BRIEF)
    except TooManyChanges as error:
        facts = {name: int(str(number)) for name, number in error.facts.items()}
        assert after.change_budget == facts["allowed"] < facts["needed"]
        assert facts["least"] <= facts["needed"]
        return
    assert_clean(after, travel, anew)
    near = sum(change.short_notice for change in changed_visits(after, anew))
    assert after.change_budget is None or near <= after.change_budget


def assert_retold(request: PlanRequest, travel: Travel) -> None:
    """The start that is made of earlier trips is a plan that keeps every rule but the budget."""
    names = name_all(request)
    problem = compile_problem(names, travel)
    tours = retell(names, problem, request.earlier)
    plan = decode(names, problem, travel, make_solution(problem, tours))
    assert_clean(dataclasses.replace(request, change_budget=None), travel, plan)


@given(problems(), SEEDS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_week_planned_anew_changes_no_more_than_it_may(
    problem: tuple[PlanRequest, Travel], seed: int
) -> None:
    request, travel = problem
    assert_planned_anew(dataclasses.replace(request, budget_baht=None), travel, seed)


def test_a_day_that_was_emptied_on_the_way_keeps_its_driving_limit() -> None:
    """The first stop put back on a day between two beds counts the drive that it lengthens."""
    seed = 173
    request = dataclasses.replace(random_request(seed), budget_baht=None)
    assert_planned_anew(request, random_travel(request, seed, cut=0.3), seed)


@pytest.mark.slow
def test_300_random_weeks_planned_anew() -> None:
    for seed in range(300):
        request = dataclasses.replace(random_request(seed), budget_baht=None)
        assert_planned_anew(request, random_travel(request, seed, cut=0.3 * (seed % 2)), seed)


@given(problems(), SEEDS)
@settings(max_examples=40, deadline=None)
def test_what_caravans_leave_owed_is_what_they_missed(
    problem: tuple[PlanRequest, Travel], seed: int
) -> None:
    request, travel = problem
    plan = naive_plan(request, travel, seed)
    rows = {row.key: row for row in demand_rows(request)}
    served = dict.fromkeys(rows, 0)
    for _, _, serving in plan.servings():
        served[serving.village_code, serving.service_code] += serving.people
    missing = {held.caravan.code: set(held.missing) for held in caravans_held(request, plan)}
    for debt in debts_of(request, plan):
        key = (debt.request.village_code, debt.request.service_code)
        assert set(debt.unit_codes) <= missing[debt.caravan_code]
        assert debt.request.people == rows[key].people - served[key] > 0
        assert debt.request.filed_on <= debt.request.due_on
