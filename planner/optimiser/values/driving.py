"""Time on the road: tier 3, -."""

import math

import numpy as np

from planner.domain.plan import Leg
from planner.domain.policy import Policy
from planner.optimiser.problem import Ints, Longs


def leg_points(leg: Leg, policy: Policy) -> int:
    """Points one leg costs."""
    return math.floor(policy.points_per_drive_hour * leg.duration_s / 3600 + 0.5)


def leg_matrix(durations_s: Ints, policy: Policy) -> Longs:
    """The same for every leg at once."""
    points = policy.points_per_drive_hour * durations_s.astype(np.float64) / 3600
    return np.floor(points + 0.5).astype(np.int64)
