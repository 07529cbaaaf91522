"""Stopping rules: CPU time, wall time, counts, or somebody asking; whichever comes first."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from planner.domain.params import SolveParams
from planner.domain.plan import StopCause


def _never() -> bool:
    return False


@dataclass(slots=True, kw_only=True)
class Budget:
    """What a search may still use; counts from when it was made, or from `cpu_start_s`.

    In reproducible mode time only guards: `GUARD` times the limits, and nothing asks the clock how
    to share its work.
    """

    params: SolveParams
    asked: Callable[[], bool] = _never
    cpu_start_s: float = field(default_factory=time.process_time)
    wall_start_s: float = field(default_factory=time.monotonic)
    rounds: int = 0

    @property
    def cpu_s(self) -> float:
        """CPU seconds used so far."""
        return time.process_time() - self.cpu_start_s

    @property
    def wall_s(self) -> float:
        """Wall seconds used so far."""
        return time.monotonic() - self.wall_start_s

    @property
    def left_s(self) -> float:
        """Seconds until the nearer limit of time; never negative."""
        left = min(self.params.cpu_s - self.cpu_s, self.params.wall_s - self.wall_s)
        return max(0.0, left)

    @property
    def share_used(self) -> float:
        """How much of the nearer limit of time is used, 0 to 1."""
        used = max(self.cpu_s / self.params.cpu_s, self.wall_s / self.params.wall_s)
        return min(1.0, used)

    def spent(self) -> StopCause | None:
        """Why the search must end now; None while it may go on."""
        if self.asked():
            return StopCause.ASKED
        if self.rounds >= self.params.max_rounds:
            return StopCause.ROUNDS
        if self.cpu_s >= self.params.cpu_s:
            return StopCause.CPU_TIME
        if self.wall_s >= self.params.wall_s:
            return StopCause.WALL_TIME
        return None
