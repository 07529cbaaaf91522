"""What nights away cost, crew and lodging: tier 3, -."""

import math

from planner.domain.policy import Policy
from planner.domain.units import MobileUnit


def night_points(unit: MobileUnit, lodging_baht: int, policy: Policy) -> int:
    """Points one night costs; a base costs no lodging."""
    baht = unit.cost_per_night_baht + lodging_baht
    return math.floor(policy.points_per_baht * baht + 0.5)
