"""Exact pricing never says less than any real tour is worth, whatever the prices."""

import random
from collections.abc import Iterator

import numpy as np
import pytest

from planner.domain.params import SolveParams
from planner.optimiser.bound import Prover
from planner.optimiser.compile import compile_problem
from planner.optimiser.complete import fits
from planner.optimiser.exact_pass import Exact, KnownTrips, exact_pass
from planner.optimiser.generate import Ground, Pool, price_all
from planner.optimiser.links import Duals, Links, Objective, Prices, number, points_only, to_prices
from planner.optimiser.master import Column, all_rights
from planner.optimiser.materialise import materialise
from planner.optimiser.names import name_all
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import Problem
from planner.optimiser.rules.travel import matrices
from planner.optimiser.stop import Budget
from planner.optimiser.tour import Tour
from tests.strategies import Shape, random_request, random_travel

SHARING = ("covers", "loads", "nights", "packages", "staff", "gaps", "lunch")
PRICES = 4
COUNTED = SolveParams(cpu_s=30, wall_s=300, reproducible=True, max_rounds=40)


def problem_of(seed: int) -> Problem:
    """Where stops share villages, staff is scarce, loads run out and trips take days."""
    rng = random.Random(seed)
    shape = Shape(
        villages=rng.randint(2, 5),
        units=2,
        services=rng.randint(1, 3),
        days=rng.randint(1, 4),
        features=frozenset(f for f in SHARING if rng.random() < 0.8),
    )
    request = random_request(seed, shape)
    names = name_all(request)
    return compile_problem(names, matrices(names, random_travel(request, seed)))


def left_of(column: Column, objective: Objective, links: Links, duals: Duals) -> float:
    """What a tour is worth at some prices."""
    paid = sum(float(duals.limits[row]) * amount for row, amount in column.uses)
    earned = sum(float(duals.credits[row]) * amount for row, amount in column.supplies)
    return objective.of(column.tour, links) - paid + earned


def assert_none_worth_more(seed: int) -> int:
    """How many tours were held against exact pricing."""
    problem = problem_of(seed)
    if not problem.may_serve.any():
        return 0
    links, objective = number(problem), points_only(problem)
    pool = Pool(links=links)
    ground = Ground.of(links, Pricer(problem), all_rights(links))
    prover = Prover(ground=ground, pool=pool, objective=objective, least=0.0)
    prover.price(Budget(params=COUNTED).allow(share=1.0, rounds=1.0))
    if prover.duals is None:
        return 0
    rng = np.random.default_rng(seed)
    asked: list[tuple[Duals, KnownTrips]] = []
    for _ in range(PRICES):
        duals = Duals(
            limits=prover.duals.limits * rng.choice([0.0, 0.4, 0.9, 1.0], len(links.limits)),
            credits=prover.duals.credits,
            levels=prover.duals.levels,
        )
        asked.append((duals, KnownTrips()))
        found = exact_pass(ground, objective, duals, 0.0, asked[-1][1], lambda: True)
        assert found is not None
        prices = to_prices(links, objective, duals)
        for tour in (*price_all(ground, prices, wide=True), *real_ones(ground, found, prices)):
            pool.column(tour)
    for column in pool.columns.values():
        tour = column.tour
        for duals, known in asked:
            best = known.best[tour.unit][2][tour.days[0].day][len(tour.days) - 1]
            assert left_of(column, objective, links, duals) <= best + 1e-6
    return len(asked) * len(pool.columns)


def real_ones(ground: Ground, found: Exact, prices: Prices) -> Iterator[Tour]:
    """What exact pricing found, as real tours: unlike heuristic ones they stop where others did."""
    for path in found.paths:
        tour = materialise(
            ground.problem, path, prices, ground.servable, ground.people, repeat=False
        )
        if tour is not None and fits(ground.problem, tour):
            yield tour


@pytest.mark.parametrize("seed", range(10))
def test_no_tour_is_worth_more_than_exact_pricing_says(seed: int) -> None:
    assert assert_none_worth_more(seed)


@pytest.mark.slow
def test_no_tour_of_many_problems_is_worth_more() -> None:
    assert sum(assert_none_worth_more(seed) for seed in range(1000, 1400)) > 10_000
