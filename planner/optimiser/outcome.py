"""How a search ended: its best solution, what ended it, and what was proven of every plan."""

import math
from dataclasses import dataclass

from planner.domain.plan import Bound, StopCause
from planner.optimiser.problem import Problem
from planner.optimiser.solution import Solution
from planner.optimiser.tiers import most_promises


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a search ended; `proven` when no plan is better in any tier.

    `most_kept` is how many announced visits any plan keeps of those that the change budget counts,
    as far as it wants them.
    """

    solution: Solution
    bounds: tuple[Bound, ...]
    cause: StopCause
    proven: bool
    most_kept: int = 0


def bounds_of(problem: Problem, promises: float, equity: float, value: float) -> tuple[Bound, ...]:
    """The proven bounds as points of each tier, inf for none; tier 1 counts down from all kept."""
    bounds = []
    most = most_promises(problem)
    if math.isfinite(promises) and most:
        bounds.append(Bound(tier=1, points=min(0, math.floor(promises) - most)))
    if math.isfinite(equity) and problem.equity_floor:
        bounds.append(Bound(tier=2, points=math.floor(equity)))
    if math.isfinite(value):
        bounds.append(Bound(tier=3, points=math.floor(value)))
    return tuple(bounds)
