"""What a unit costs for each day out: tier 3, -."""

import math

from planner.domain.policy import Policy
from planner.domain.units import MobileUnit


def route_points(unit: MobileUnit, policy: Policy) -> int:
    """Points one route costs, however short."""
    return math.floor(policy.points_per_baht * unit.cost_per_day_baht + 0.5)
