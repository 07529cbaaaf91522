"""What is kept of a tier while the next is solved, and plans that cost too much."""

import dataclasses

import numpy as np

from planner.domain.policy import Policy
from planner.optimiser.compile import compile_problem
from planner.optimiser.complete import within_budget
from planner.optimiser.construct import construct
from planner.optimiser.links import number
from planner.optimiser.master import make_column
from planner.optimiser.names import name_all
from planner.optimiser.solution import Solution, make_solution
from planner.optimiser.tiers import (
    Tiers,
    equity_levels,
    equity_stretch,
    promise_level,
)
from tests.builders import a_plan, a_request, a_travel
from tests.planned import baht_of


def a_problem(**overrides):
    request = a_request(**overrides)
    return compile_problem(name_all(request), a_travel(request))


def a_solution(promises=0, equity=0, value=0):
    return Solution(tours=(), promises=promises, value=value, people=0, equity=equity)


FAIR = Policy(equity_floor=0.6, promise_tolerance=0.1, equity_tolerance=0.02)


def test_without_tolerance_more_of_a_tier_is_always_better():
    tiers = Tiers(problem=a_problem(policy=Policy(equity_floor=0.6)))
    first = a_solution(promises=100, equity=4000, value=50)
    tiers.settle_promises(first)
    tiers.settle_equity(first)
    ranked = [
        a_solution(promises=200, equity=3999, value=900),
        a_solution(promises=99, equity=4000, value=900),
        a_solution(promises=100, equity=4000, value=60),
        a_solution(promises=100, equity=4001, value=10),
        a_solution(promises=101, equity=4000, value=0),
    ]
    assert sorted(ranked, key=tiers.rank) == ranked


def test_within_its_tolerance_a_tier_gives_way_to_the_next():
    tiers = Tiers(problem=a_problem(policy=FAIR))
    first = a_solution(promises=100, equity=4000, value=50)
    assert tiers.promises_first
    tiers.settle_promises(first)
    tiers.settle_equity(first)
    assert (tiers.promises, tiers.equity) == (90, 3800)
    assert not tiers.promises_first
    assert tiers.enough_promises(100) == 90
    assert tiers.enough_equity(4000) == 3800
    richer = a_solution(promises=90, equity=3800, value=51)
    assert tiers.rank(richer) > tiers.rank(first)
    assert tiers.rank(a_solution(promises=89, equity=3800, value=99)) < tiers.rank(first)
    assert tiers.rank(a_solution(promises=90, equity=3799, value=99)) < tiers.rank(first)


def test_a_level_counts_what_a_tour_brings_as_the_solution_does():
    problem = a_problem(policy=FAIR)
    links = number(problem)
    solution = construct(problem)
    columns = [make_column(links, tour) for tour in solution.tours]
    promised = promise_level(links, 7)
    assert promised.floor.tolist() == [7.0]
    assert sum(float(promised.of(c.tour)[0]) for c in columns) == solution.promises
    shares = equity_levels(links, solution.equity)
    brought = sum((shares.of(c.tour) for c in columns), np.zeros(len(shares)))
    assert (brought >= shares.floor).all(), "the solution keeps its own level"
    higher = equity_levels(links, solution.equity + 1)
    reached = solution.equity >= problem.equity_floor
    assert reached or not (brought >= higher.floor).all(), "and no higher one"
    assert (shares.lowered(brought).floor <= 0).all()
    both = promised.with_more(equity_stretch(links))
    assert len(both) == 1 + len(problem.district_due)
    assert (both.most, both.scale) == (6000, 10_000)
    assert both.stretch.tolist() == [0.0, *(problem.district_due / 10_000).tolist()]


def test_tours_that_bring_least_for_a_baht_go_until_there_is_enough_money():
    request = a_request(budget_baht=10**9)
    problem = compile_problem(name_all(request), a_travel(request))
    whole = construct(problem)
    assert whole.baht > 0
    assert within_budget(problem, whole.tours) == whole.tours
    poor = dataclasses.replace(problem, budget=whole.baht - 1)
    left = within_budget(poor, whole.tours)
    assert 0 < len(left) == len(whole.tours) - 1
    assert make_solution(poor, left).baht < whole.baht
    assert within_budget(dataclasses.replace(problem, budget=0), whole.tours) == ()
    assert construct(dataclasses.replace(problem, budget=0)).tours == ()


def test_the_search_counts_the_same_baht_as_a_plan_written_down():
    request = a_request(budget_baht=10**9)
    travel = a_travel(request)
    problem = compile_problem(name_all(request), travel)
    plan = a_plan(request, travel)
    free = compile_problem(name_all(dataclasses.replace(request, budget_baht=None)), travel)
    assert baht_of(request, plan.trips) > 0
    assert construct(free).baht == 0, "without a budget nobody counts"
    assert len(free.leg_baht) == 0
    assert problem.leg_baht.shape == problem.leg_cost.shape
