"""MAX_VISITS: a row is visited so many times in a plan, once in a trip."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints, Problem
from planner.optimiser.tour import Tour


def limits(names: Names) -> Ints:
    """(R,): most visits of each row."""
    services = names.request.services
    return np.array(
        [services[names.service[row.service_code]].max_visits for row in names.rows],
        dtype=np.int32,
    )


def rights(problem: Problem) -> Ints:
    """(R,): visits of each row in the master."""
    return problem.row_visits


def taken(tour: Tour) -> list[int]:
    """The rows a tour visits, one entry a visit."""
    return [row for row, _, _ in tour.visits()]
