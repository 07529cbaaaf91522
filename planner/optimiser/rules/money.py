"""MONEY: a plan's baht, of days, kilometres and nights, are at most what there is."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Ints, Longs, Problem


def leg_matrix(distances_m: Ints, cost_per_km_baht: float) -> Longs:
    """Baht of every leg, each rounded for itself."""
    return np.floor(cost_per_km_baht * distances_m.astype(np.float64) / 1000 + 0.5).astype(np.int64)


def days(names: Names) -> Longs:
    """(U,): baht of a route, however short."""
    return np.array([u.cost_per_day_baht for u in names.request.units], dtype=np.int64)


def nights(names: Names) -> Longs:
    """(U, P): baht of a night at a place; 0 where none may be spent."""
    request = names.request
    table = np.zeros((len(names.unit), len(names.place_codes)), dtype=np.int64)
    for u, unit in enumerate(request.units):
        for base in request.bases:
            table[u, names.place[base.code]] = unit.cost_per_night_baht
        for lodging in request.lodgings:
            baht = unit.cost_per_night_baht + lodging.cost_per_night_baht
            table[u, names.place[lodging.code]] = baht
    return table


def budget(names: Names) -> int:
    """Baht there are, -1 for no limit."""
    given = names.request.budget_baht
    return NEVER if given is None else given


def rights(problem: Problem) -> Longs:
    """(1,): what there is, as the master's one row; none without a budget."""
    return np.array([problem.budget] if problem.budget != NEVER else [], dtype=np.int64)
