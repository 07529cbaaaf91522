"""Kilometres in baht: tier 3, -."""

import math

import numpy as np

from planner.domain.plan import Leg
from planner.domain.policy import Policy
from planner.domain.units import MobileUnit
from planner.optimiser.problem import Ints, Longs


def leg_points(leg: Leg, unit: MobileUnit, policy: Policy) -> int:
    """Points one leg costs."""
    per_km = policy.points_per_baht * unit.cost_per_km_baht
    return math.floor(per_km * leg.distance_m / 1000 + 0.5)


def leg_matrix(distances_m: Ints, cost_per_km_baht: float, policy: Policy) -> Longs:
    """The same for every leg at once."""
    per_km = policy.points_per_baht * cost_per_km_baht
    return np.floor(per_km * distances_m.astype(np.float64) / 1000 + 0.5).astype(np.int64)
