"""TRIP: a trip starts and ends at its unit's base; one route per unit and day."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints, Longs, Problem
from planner.optimiser.tour import Tour


def bases(names: Names) -> Ints:
    """(U,): the place a unit starts from and comes home to."""
    return np.array([names.place[u.base_code] for u in names.request.units], dtype=np.int32)


def limits(problem: Problem) -> Longs:
    """(U x D,): one route for each unit and day."""
    return np.ones(problem.units * problem.days, dtype=np.int64)


def taken(problem: Problem, tour: Tour) -> list[int]:
    """The unit-days of a tour."""
    return [tour.unit * problem.days + day.day for day in tour.days]
