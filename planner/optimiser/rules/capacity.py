"""CAPACITY: people of a service at one visit are at most what its package and counters allow."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints


def capacity(names: Names) -> Ints:
    """(U, K, S): people one visit can serve."""
    request = names.request
    table = np.zeros((len(names.unit), len(names.package), len(names.service)), dtype=np.int32)
    for u, unit in enumerate(request.units):
        for carried in unit.services:
            s = names.service[carried.service_code]
            seconds = request.services[s].seconds_per_person
            for k, package in enumerate(request.packages):
                table[u, k, s] = package.capacity(carried.counters, seconds)
    return table
