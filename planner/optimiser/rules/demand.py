"""DEMAND: people served of a row in the whole plan are at most its people."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints


def people(names: Names) -> Ints:
    """(R,): people of each row."""
    return np.array([row.people for row in names.rows], dtype=np.int32)
