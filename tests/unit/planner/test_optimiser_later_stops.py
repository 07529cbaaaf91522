"""What the later of two stops at one place may add: a trip serves a row once."""

import numpy as np
import pytest

from planner.optimiser.overlap_kernel import EARLIER, LATER, RANKS, STRENGTHS, marginal_worths

GAIN = 10.0
SHORT, LONG = 6, 9
"""People that the two packages have counters for."""


def added(people: int, rank: int, staffed: bool = False) -> tuple[float, float]:
    """What the short and the long package add at a place of one row after a stop so strong.

    `staffed`: the row's service needs scarce staff.
    """
    one = np.zeros(1, dtype=np.int32)
    options = np.array([0, 1], dtype=np.int32)
    whole = np.zeros((STRENGTHS, 1), dtype=np.bool_)
    whole[: 1 + RANKS] = staffed
    marginal = np.empty((STRENGTHS, 1, 2))
    marginal_worths(
        0, one, options, np.array([0, 0], dtype=np.int32), options,
        np.array([0, 2], dtype=np.int32), np.array([[RANKS - 1, RANKS]], dtype=np.int8),
        np.array([[SHORT], [LONG]], dtype=np.int32), np.ones((1, 1), dtype=np.bool_), whole,
        one, 1, np.array([0, 1], dtype=np.int32), one, np.array([0, 1], dtype=np.int32), one,
        np.array([EARLIER | LATER], dtype=np.int32), np.zeros((1, 1), dtype=np.int32),
        np.array([people], dtype=np.int64), np.array([[GAIN]]), np.zeros((1, 1)),
        np.ones((1, 1), dtype=np.bool_), np.ones(1, dtype=np.bool_),
        np.array([0, 1, 2], dtype=np.int32), marginal,
    )  # fmt: skip
    short, long = marginal[rank, 0].tolist()
    return short, long


def test_after_a_stop_that_may_have_been_short_the_long_one_adds_what_it_has_more() -> None:
    assert added(people=30, rank=0) == (0.0, GAIN * (LONG - SHORT))
    assert added(people=7, rank=0) == (0.0, GAIN)


def test_after_a_long_stop_nothing_is_added() -> None:
    assert added(people=30, rank=RANKS) == (0.0, 0.0)


@pytest.mark.parametrize("rank", [0, RANKS])
def test_a_stop_without_known_staff_may_have_served_nobody_who_needs_it(rank: int) -> None:
    assert added(people=30, rank=rank, staffed=True) == (GAIN * SHORT, GAIN * LONG)


def test_after_a_long_stop_with_all_staff_nothing_is_added() -> None:
    assert added(people=30, rank=2 * RANKS, staffed=True) == (0.0, 0.0)
