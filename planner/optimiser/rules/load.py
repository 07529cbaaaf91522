"""LOAD: consumables used on a trip are at most the unit's load."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Longs


def per_person(names: Names) -> Longs:
    """(S,): consumables one person takes."""
    return np.array([s.load_per_person for s in names.request.services], dtype=np.int64)


def limits(names: Names) -> Longs:
    """(U,): what a unit can carry, -1 for no limit."""
    return np.array(
        [NEVER if u.max_load is None else u.max_load for u in names.request.units], dtype=np.int64
    )
