"""SKILL: a unit serves what it carries, where the place offers what the service needs."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Bools


def carried(names: Names) -> Bools:
    """(U, S): whether a unit carries a service."""
    mask = np.zeros((len(names.unit), len(names.service)), dtype=np.bool_)
    for i, unit in enumerate(names.request.units):
        for counters in unit.services:
            mask[i, names.service[counters.service_code]] = True
    return mask


def offers(names: Names) -> Bools:
    """(P, S): whether a place has what a service needs; False at bases and lodgings."""
    mask = np.zeros((len(names.place_codes), len(names.service)), dtype=np.bool_)
    for place, stop_place in names.stop_places.items():
        offered = set(stop_place.offers)
        for s, service in enumerate(names.request.services):
            mask[place, s] = offered.issuperset(service.site_needs)
    return mask
