"""DRIVE_LIMIT: driving on a route is at most what the unit allows."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints


def limits(names: Names) -> Ints:
    """(U,): seconds a day."""
    return np.array([u.max_drive_s for u in names.request.units], dtype=np.int32)
