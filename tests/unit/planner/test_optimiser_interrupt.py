"""Long steps in C++ code, and the closing of large matrices, end when they are asked to."""

import random
import time
from dataclasses import replace
from threading import Event

import numpy as np
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from geodata.matrix import TravelMatrix
from planner.domain.params import SolveParams
from planner.optimiser.compile import compile_problem
from planner.optimiser.interrupt import ended_when
from planner.optimiser.names import name_all
from planner.optimiser.problem import Problem
from planner.optimiser.relax import relaxed, relaxing_s
from planner.optimiser.stop import Budget
from tests.benchmarks.weeks import week

QUICK_S = 30.0
"""The machine may be busy. Uninterrupted, the integer master takes twice as long."""


def test_an_integer_master_ends_when_asked() -> None:
    rng, model = random.Random(3), cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(600)]
    for _ in range(400):
        some = rng.sample(chosen, 30)
        model.add(sum(rng.randint(1, 99) * one for one in some) <= 700)
    model.maximize(sum(rng.randint(1, 999) * one for one in chosen))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 60.0
    began_s = time.monotonic()
    with ended_when(lambda: time.monotonic() > began_s + 0.3, solver.stop_search):
        solver.solve(model)
    assert time.monotonic() - began_s < QUICK_S


def test_an_lp_ends_when_asked_and_can_be_taken_up_again() -> None:
    rng, solver = random.Random(1), pywraplp.Solver.CreateSolver("GLOP")
    solver.Objective().SetMaximization()
    rows = [solver.Constraint(-solver.infinity(), rng.randint(1, 5)) for _ in range(1500)]
    for _ in range(6000):
        column = solver.NumVar(0, solver.infinity(), "")
        solver.Objective().SetCoefficient(column, rng.random())
        for row in rng.sample(rows, 6):
            row.SetCoefficient(column, rng.random())
    began_s = time.monotonic()
    with ended_when(lambda: time.monotonic() > began_s + 0.1, solver.InterruptSolve):
        status = solver.Solve()
    assert status != pywraplp.Solver.OPTIMAL
    solver.SetTimeLimit(200)
    assert solver.Solve() != pywraplp.Solver.ABNORMAL


def test_nothing_is_ended_that_need_not_be() -> None:
    ended = Event()
    with ended_when(lambda: False, ended.set):
        time.sleep(0.25)
    assert not ended.is_set()


def test_what_runs_ends_when_somebody_asks_or_the_time_is_over() -> None:
    asked = Event()
    counted = Budget(params=SolveParams(reproducible=True), asked=asked.is_set)
    assert not counted.effort(0.1).should_end()
    asked.set()
    assert counted.effort(0.1).should_end()
    spent = Budget(params=SolveParams(cpu_s=0.1), cpu_start_s=time.process_time() - 1.0)
    assert spent.effort(0.1).should_end()


def test_roads_that_no_way_round_shortens_stay_as_they_are() -> None:
    problem = a_problem(straight=True)
    made = relaxed(problem)
    assert made is not None
    assert np.array_equal(made.problem.durations, problem.durations)


def test_roads_with_short_cuts_are_closed_over_them() -> None:
    problem = a_problem(straight=False)
    made = relaxed(problem)
    assert made is not None
    for seconds, given in zip(made.problem.durations, problem.durations, strict=True):
        for a, b, c in np.ndindex(*(problem.places,) * 3):
            if seconds[a, b] >= 0 <= seconds[b, c]:
                assert 0 <= seconds[a, c] <= seconds[a, b] + seconds[b, c]
        assert (seconds[given >= 0] <= given[given >= 0]).all()
    assert (made.problem.durations != problem.durations).any()


def test_relaxing_ends_when_asked_and_tells_beforehand_what_it_takes() -> None:
    problem = a_problem(straight=True)
    assert relaxed(problem, lambda: False) is None
    assert 0.0 < relaxing_s(problem) < 0.01


def a_problem(*, straight: bool) -> Problem:
    """A small problem whose travel keeps the triangle inequality, or does not."""
    made = week(20, "long", 101)
    travel = made.travel if straight else {p: crooked(m) for p, m in made.travel.items()}
    return compile_problem(name_all(made.request), travel)


def crooked(matrix: TravelMatrix) -> TravelMatrix:
    """The same travel, but every third leg takes five times as long."""
    durations = matrix.durations_s.copy()
    durations.reshape(-1)[::3] *= 5
    np.fill_diagonal(durations, 0)
    return replace(matrix, durations_s=durations)
