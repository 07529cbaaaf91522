"""SHIFT: a route lies inside its unit's shift; none on days off and holidays."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints


def shifts(names: Names) -> Ints:
    """(U, D, 2): start and end after midnight, -1 where the unit does not work."""
    request = names.request
    table = np.full((len(names.unit), names.days, 2), NEVER, dtype=np.int32)
    for day in range(names.days):
        if not request.works_on(day):
            continue
        for u, unit in enumerate(request.units):
            shift = unit.shift_on(request.horizon.date_of(day))
            if shift is not None:
                table[u, day] = shift.window.start_s, shift.window.end_s
    return table
