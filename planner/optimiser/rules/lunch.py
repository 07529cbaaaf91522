"""LUNCH: a route out over midday holds a meal, or a package in which the crew eats."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints


def lunches(names: Names) -> Ints:
    """(U, 3): duration, earliest and latest start; duration -1 for a unit without a lunch."""
    table = np.full((len(names.unit), 3), NEVER, dtype=np.int32)
    for u, unit in enumerate(names.request.units):
        if unit.lunch is not None:
            table[u] = unit.lunch.duration_s, unit.lunch.earliest_s, unit.lunch.latest_s
    return table
