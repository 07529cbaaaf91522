"""What the use cases need from the world; adapters are chosen in `planner.bootstrap`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from geodata.matrix import TravelMatrix
from geodata.places import Location
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a search stands: value and bound in points of tier 3 (None while unknown)."""

    value: int | None
    bound: int | None
    people_served: int
    rounds: int
    cpu_s: float
    wall_s: float
    phase: str = ""

    @property
    def gap(self) -> float | None:
        """Share of the bound that the value is short of."""
        if self.value is None or self.bound is None or self.bound <= 0:
            return None
        return (self.bound - self.value) / self.bound


class Solver(Protocol):
    """Makes a plan; raises `SolverFailed` when the child that searches dies."""

    def __call__(
        self,
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        params: SolveParams,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Plan:
        """Solve; `should_stop` asked at least once a second: stop and keep the best so far."""
        ...


class TravelTimes(Protocol):
    """Travel between places for a profile ("vehicle class/road state")."""

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places."""
        ...

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The line of one leg, for maps."""
        ...


class Clock(Protocol):
    """What time it is; tests bring their own."""

    def now(self) -> datetime:
        """The present moment, with offset."""
        ...
