"""STAFF: units that serve something needing scarce staff on a day are at most as many as it has."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints, Problem
from planner.optimiser.tour import Tour


def staff_of(names: Names) -> Ints:
    """(S,): the scarce staff a service needs, -1 for none."""
    return np.array(
        [
            NEVER if service.staff_code is None else names.staff[service.staff_code]
            for service in names.request.services
        ],
        dtype=np.int32,
    )


def available(names: Names) -> Ints:
    """(Q, D): how many of each scarce staff there are."""
    request = names.request
    table = np.zeros((len(request.staff), names.days), dtype=np.int32)
    for q, staff in enumerate(request.staff):
        for day in range(names.days):
            table[q, day] = staff.on(request.horizon.date_of(day))
    return table


def rights(problem: Problem) -> Ints:
    """(Q x D,): how many of each staff there are on each day."""
    return problem.staff.reshape(-1)


def taken(problem: Problem, tour: Tour) -> list[int]:
    """The staff-days a tour uses."""
    return [kind * problem.days + day for kind, day in tour.staff]
