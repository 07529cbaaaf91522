"""Tiny problems against brute force: clean, never above the optimum or the bound, mostly equal.

The large form is `python -m tests.benchmarks.small`, 200 problems of each kind. Each is solved as
the tiny problem it is, and by the search that larger ones need.
"""

import pytest

from planner.domain.params import SolveParams
from planner.optimiser.stop import MOST_TRIED
from tests.benchmarks.exact import best_value
from tests.benchmarks.exact_whole import Best
from tests.benchmarks.extract import core_of
from tests.benchmarks.small import Outcome, outcome_here, whole_week
from tests.benchmarks.weeks import small_week

BOTH_WAYS = pytest.mark.parametrize("most_tried", [MOST_TRIED, 0])
BRIEF = SolveParams(cpu_s=2.0, wall_s=60.0)


def core_outcome(seed: int, most_tried: int = MOST_TRIED) -> Outcome:
    made = small_week(seed)
    best = best_value(core_of(made.request, made.travel))
    return outcome_here(made, Best(promises=0, value=best, trips=0), BRIEF, most_tried)


def whole_outcome(seed: int, most_tried: int = MOST_TRIED) -> Outcome:
    made, best = whole_week(seed)
    assert best is not None
    return outcome_here(made, best, BRIEF, most_tried)


@BOTH_WAYS
@pytest.mark.parametrize("seed", [101, 102, 103, 104, 105, 106])
def test_a_tiny_core_week_is_solved_to_the_optimum(seed, most_tried):
    found = core_outcome(seed, most_tried)
    assert found.faults == []
    assert found.is_equal


@BOTH_WAYS
@pytest.mark.parametrize("seed", [4, 16, 19, 27, 41, 44, 65, 92])
def test_a_tiny_whole_week_is_never_above_what_is_possible(seed, most_tried):
    found = whole_outcome(seed, most_tried)
    assert found.faults == []
    assert found.short <= 1.0


@pytest.mark.parametrize("seed", [9065, 9169, 9346])
def test_stops_share_out_people_as_the_optimum_does(seed):
    """What no column does: a stop serves part of a row, or two stops at a place share rows out."""
    found = whole_outcome(seed)
    assert found.faults == []
    assert found.is_equal
    assert found.bound == found.value


@pytest.mark.slow
def test_a_hundred_tiny_core_weeks():
    found = [core_outcome(seed, 0) for seed in range(201, 301)]
    assert [o.faults for o in found if o.faults] == []
    assert sum(o.is_equal for o in found) >= 95
    assert max(o.short for o in found) <= 1.0
