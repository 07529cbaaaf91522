"""Tiny problems against brute force: clean, never above the optimum or the bound, mostly equal.

The large form is `python -m tests.benchmarks.small`, 200 problems of each kind.
"""

import pytest

from planner.domain.params import SolveParams
from tests.benchmarks.exact import best_value
from tests.benchmarks.exact_whole import Best
from tests.benchmarks.extract import core_of
from tests.benchmarks.small import Outcome, outcome_here, whole_week
from tests.benchmarks.weeks import small_week

BRIEF = SolveParams(cpu_s=2.0, wall_s=60.0)


def core_outcome(seed: int) -> Outcome:
    made = small_week(seed)
    best = best_value(core_of(made.request, made.travel))
    return outcome_here(made, Best(promises=0, value=best, trips=0), BRIEF)


def whole_outcome(seed: int) -> Outcome:
    made, best = whole_week(seed)
    assert best is not None
    return outcome_here(made, best, BRIEF)


@pytest.mark.parametrize("seed", [101, 102, 103, 104, 105, 106])
def test_a_tiny_core_week_is_solved_to_the_optimum(seed):
    found = core_outcome(seed)
    assert found.faults == []
    assert found.is_equal


@pytest.mark.parametrize("seed", [4, 16, 19, 27, 41, 44, 65, 92])
def test_a_tiny_whole_week_is_never_above_what_is_possible(seed):
    found = whole_outcome(seed)
    assert found.faults == []
    assert found.short <= 1.0


@pytest.mark.slow
def test_a_hundred_tiny_core_weeks():
    found = [core_outcome(seed) for seed in range(201, 301)]
    assert [o.faults for o in found if o.faults] == []
    assert sum(o.is_equal for o in found) >= 95
    assert max(o.short for o in found) <= 1.0
