"""DEMAND: people served of a row in the whole plan are at most its people."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints, Problem


def people(names: Names) -> Ints:
    """(R,): people of each row."""
    return np.array([row.people for row in names.rows], dtype=np.int32)


def repeated(problem: Problem) -> Ints:
    """(R,): a number for each row that may be visited more than once, -1 for others.

    One visit never serves more than the row's people; only several visits together can.
    """
    numbers = np.full(problem.rows, NEVER, dtype=np.int32)
    again = np.flatnonzero(problem.row_visits > 1)
    numbers[again] = np.arange(len(again), dtype=np.int32)
    return numbers
