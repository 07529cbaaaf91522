"""NIGHTS: spent at a base or a lodging, at most so many in a trip."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints, Longs
from planner.optimiser.values.nights import night_points


def limits(names: Names) -> Ints:
    """(U,): nights of a trip."""
    return np.array([u.max_nights for u in names.request.units], dtype=np.int32)


def costs(names: Names) -> Longs:
    """(U, P): points of a night at a place, -1 where none may be spent."""
    request = names.request
    table = np.full((len(names.unit), len(names.place_codes)), NEVER, dtype=np.int64)
    for u, unit in enumerate(request.units):
        for base in request.bases:
            table[u, names.place[base.code]] = night_points(unit, 0, request.policy)
        for lodging in request.lodgings:
            baht = lodging.cost_per_night_baht
            table[u, names.place[lodging.code]] = night_points(unit, baht, request.policy)
    return table
