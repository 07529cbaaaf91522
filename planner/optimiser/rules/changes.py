"""CHANGES: announced visits changed at short notice are within the request's budget.

To the master it is a level: of the near visits so many must be kept.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.problem import Problem
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]


def near(problem: Problem) -> Floats:
    """(N,): 1 for each announced visit that the budget counts, 0 for others."""
    return problem.book.told.near.astype(np.float64)


def wanted(problem: Problem) -> int:
    """How many near visits a plan must keep; 0 where any number will do."""
    return problem.book.told.wanted


def kept_near(problem: Problem, kept: set[int]) -> int:
    """How many of the announced visits that a plan keeps are near."""
    return sum(bool(problem.book.told.near[n]) for n in kept)


def supplied(tour: Tour) -> tuple[int, ...]:
    """The announced visits that a tour keeps."""
    return tour.kept
