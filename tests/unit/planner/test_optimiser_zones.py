"""Zones: every unit is in one, neighbours together; a zone's search leaves the others alone."""

import random
from itertools import pairwise

import numpy as np

from planner.optimiser.compile import compile_problem
from planner.optimiser.construct import construct
from planner.optimiser.links import promises_first
from planner.optimiser.names import name_all
from planner.optimiser.problem import Problem
from planner.optimiser.ruin import Roads, Ruiner
from planner.optimiser.solution import make_solution
from planner.optimiser.zones import UNIT_DAYS, UNZONED, sites_of, unit_days, zones_of
from tests.benchmarks.weeks import week


def a_problem(size: int) -> Problem:
    made = week(size, "medium", 101)
    return compile_problem(name_all(made.request), made.travel)


def test_a_small_problem_is_one_zone_with_every_place() -> None:
    problem = a_problem(100)
    assert unit_days(problem) <= UNZONED
    (units,) = zones_of(problem, random.Random(1))
    assert units == frozenset(range(problem.units))
    sites = Roads.of(problem).sites
    assert np.array_equal(sites_of(problem, units, sites), sites)


def test_zones_share_out_units_and_places() -> None:
    problem = a_problem(1500)
    assert unit_days(problem) > UNZONED
    zones = zones_of(problem, random.Random(1))
    assert len(zones) > 1
    assert sorted(unit for zone in zones for unit in zone) == list(range(problem.units))
    sizes = [sum(problem.works(u, d) for u in zone for d in range(problem.days)) for zone in zones]
    assert all(UNIT_DAYS <= size < 2 * UNIT_DAYS for size in sizes)
    sites = Roads.of(problem).sites
    places = [set(sites_of(problem, zone, sites).tolist()) for zone in zones]
    assert set.union(*places) == set(sites.tolist())
    assert any(one != another for one, another in pairwise(places))


def test_a_zone_takes_nothing_from_those_who_stand_still() -> None:
    problem = a_problem(200)
    start = construct(problem)
    some = frozenset([0])
    objective = promises_first(problem, 1.0)
    ruiner = Ruiner(problem, objective, start, Roads.of(problem), some)
    looks = iter([0.0, 0.5, None])
    ruiner.run(1, 1.0, lambda: next(looks))
    found = make_solution(problem, ruiner.tours())
    assert found.value > start.value
    still = [tour for tour in start.tours if tour.unit not in some]
    assert [tour for tour in found.tours if tour.unit not in some] == still
    served = np.zeros(problem.rows, dtype=np.int64)
    for tour in found.tours:
        for row, people, _ in tour.visits():
            served[row] += people
    assert (served <= problem.row_people).all()
