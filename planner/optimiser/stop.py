"""Stopping rules: CPU time, wall time, counts, or somebody asking; whichever comes first."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from geodata.jit import COMPILING
from planner.domain.params import SolveParams
from planner.domain.plan import StopCause
from planner.optimiser.integer import Effort

GUARD = 20.0
"""In reproducible mode time only guards, so many times the limits away."""
WORK_A_SHARE = 40.0
"""CP-SAT's deterministic time for a whole budget, in reproducible mode."""

LEAST_STEP_S = 0.5
"""A step in C++ code has so many wall seconds even when the time is over."""

MOST_TRIED = 6_000
"""Sequences of stops tried before a problem is not tiny; about a quarter of a second."""
COUNTED_CHUNKS = 200
"""Chunks of ruin and recreate for a whole budget, in reproducible mode."""

Cooling = Callable[[], float | None]
"""Asked before each chunk: how far the cooling is, 0 to 1; None for no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one phase may use. Called before each round, which it counts.

    `now` only looks whether the round that has begun may go on: where rounds are counted, the last
    one is done to its end.
    """

    now: Callable[[], bool]
    count: Callable[[], bool]

    def __call__(self) -> bool:
        """Whether another round may begin."""
        return self.count()


def looking(may_go_on: Callable[[], bool]) -> Callable[[], bool]:
    """The same question without counting a round."""
    return may_go_on.now if isinstance(may_go_on, Allowance) else may_go_on


def _nothing() -> None:
    return None


@dataclass(slots=True, kw_only=True)
class Budget:
    """What a search may still use; counts from when it was made, or from the starts given.

    `most_tried` sequences of stops may be tried to solve a tiny problem whole; 0 never does.
    """

    params: SolveParams
    asked: Callable[[], bool] = bool
    cpu_start_s: float = field(default_factory=time.process_time)
    wall_start_s: float = field(default_factory=time.monotonic)
    rounds: int = 0
    most_tried: int = MOST_TRIED
    _compiled_cpu_s: float = field(default_factory=lambda: COMPILING.cpu_s)
    _compiled_wall_s: float = field(default_factory=lambda: COMPILING.wall_s)

    @property
    def cpu_s(self) -> float:
        """CPU seconds used so far."""
        return time.process_time() - self.cpu_start_s

    @property
    def wall_s(self) -> float:
        """Wall seconds used so far."""
        return time.monotonic() - self.wall_start_s

    @property
    def searched_cpu_s(self) -> float:
        """CPU seconds used so far, without those of compiling kernels."""
        return self.cpu_s - (COMPILING.cpu_s - self._compiled_cpu_s)

    @property
    def searched_wall_s(self) -> float:
        """Wall seconds used so far, without those of compiling kernels."""
        return self.wall_s - (COMPILING.wall_s - self._compiled_wall_s)

    @property
    def share_used(self) -> float:
        """How much of the nearer limit of time is used; 1 is all of it."""
        guard = GUARD if self.params.reproducible else 1.0
        params = self.params
        used = max(self.searched_cpu_s / params.cpu_s, self.searched_wall_s / params.wall_s)
        return used / guard

    def left_wall_s(self) -> float:
        """Wall seconds until the nearer limit of time, as busy as the machine has been so far.

        What one step in C++ code may take that only knows wall time; inf in reproducible mode.
        """
        if self.params.reproducible:
            return math.inf
        busy = max(1.0, self.searched_wall_s / max(0.1, self.searched_cpu_s))
        by_cpu = (self.params.cpu_s - self.searched_cpu_s) * busy
        return max(LEAST_STEP_S, min(by_cpu, self.params.wall_s - self.searched_wall_s))

    def is_over(self) -> bool:
        """Whether what runs now must end at once: somebody asked, or the time is over."""
        return self.asked() or self.share_used >= 1.0

    def spent(self) -> StopCause | None:
        """Why the search must end now; None while it may go on."""
        guard = GUARD if self.params.reproducible else 1.0
        if self.asked():
            return StopCause.ASKED
        if self.params.reproducible and self.rounds >= self.params.max_rounds:
            return StopCause.ROUNDS
        if self.searched_cpu_s >= guard * self.params.cpu_s:
            return StopCause.CPU_TIME
        if self.searched_wall_s >= guard * self.params.wall_s:
            return StopCause.WALL_TIME
        return None

    def allow(
        self, *, share: float, rounds: float, on_round: Callable[[], None] = _nothing
    ) -> Allowance:
        """Until `share` of the time is used, or in reproducible mode of the rounds; counts them."""
        last_round = self.params.max_rounds * rounds

        def now() -> bool:
            if self.is_over():
                return False
            return self.params.reproducible or self.share_used < share

        def count() -> bool:
            on_round()
            if not now() or self.spent() is not None:
                return False
            if self.params.reproducible and self.rounds >= last_round:
                return False
            self.rounds += 1
            return True

        return Allowance(now=now, count=count)

    def allow_part(self, *, share: float, rounds: int) -> Allowance:
        """For one step among many: this share of the whole time, or so many rounds, uncounted."""
        start, done = self.share_used, 0

        def now() -> bool:
            if self.is_over():
                return False
            return done < rounds if self.params.reproducible else self.share_used < start + share

        def count() -> bool:
            nonlocal done
            done += 1
            return now()

        return Allowance(now=now, count=count)

    def allow_cooling(self, *, share: float) -> Cooling:
        """How much of a share of the time is used, 0 to 1; None when it is over."""
        start, chunks, done = self.share_used, max(1, round(share * COUNTED_CHUNKS)), 0

        def cooled() -> float | None:
            nonlocal done
            done += 1
            used = done / chunks if self.params.reproducible else (self.share_used - start) / share
            return None if used >= 1.0 or self.is_over() else used

        return cooled

    def effort(self, share: float) -> Effort:
        """What an integer master may take: this share of the whole, and never past the end."""
        seed = self.params.seed
        if self.params.reproducible:
            work = share * WORK_A_SHARE
            return Effort(seconds=None, work=work, seed=seed, should_end=self.is_over)
        limit = min(self.params.cpu_s, self.params.wall_s)
        left = (1.0 - self.share_used) * limit
        seconds = max(0.05, min(share * limit, left))
        return Effort(seconds=seconds, work=0.0, seed=seed, should_end=self.is_over)
