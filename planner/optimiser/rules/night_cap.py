"""NIGHT_CAP: a unit's nights in the whole plan."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints, Problem
from planner.optimiser.tour import Tour


def caps(names: Names) -> Ints:
    """(U,): most nights in the horizon, -1 for no cap."""
    return np.array(
        [NEVER if u.night_cap is None else u.night_cap for u in names.request.units],
        dtype=np.int32,
    )


def rights(problem: Problem) -> Ints:
    """(U,): nights of each unit in the master; without a cap as many as there are days."""
    return np.where(problem.night_cap == NEVER, problem.days, problem.night_cap)


def taken(problem: Problem, tour: Tour) -> list[tuple[int, int]]:
    """(unit, nights) that a tour uses of a cap."""
    nights = len(tour.days) - 1
    return [(tour.unit, nights)] if nights and problem.night_cap[tour.unit] != NEVER else []
