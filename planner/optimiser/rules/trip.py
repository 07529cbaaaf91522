"""TRIP: a trip starts and ends at its unit's base; one route per unit and day."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints


def bases(names: Names) -> Ints:
    """(U,): the place a unit starts from and comes home to."""
    return np.array([names.place[u.base_code] for u in names.request.units], dtype=np.int32)
