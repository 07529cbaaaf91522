"""A routing problem as VROOM states it, checked at birth of each of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.domain.errors import PlannerError

Ints = npt.NDArray[np.int64]
Window = tuple[int, int]
"""First and last second, both included."""


class UnsupportedProblem(PlannerError, ValueError):
    """A part of the problem that is wrong or not supported; carries the `field`."""

    code = "vroom_unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task at a place: `windows` are when its service may start, none given: any time."""

    id: int
    place: int
    service_s: int = 0
    skills: frozenset[int] = frozenset()
    priority: int = 0
    windows: tuple[Window, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle; a `start` or `end` of None lies wherever its first or last job is."""

    id: int
    profile: str
    start: int | None
    end: int | None
    skills: frozenset[int] = frozenset()
    window: Window | None = None
    description: str | None = None

    def can_do(self, job: Job) -> bool:
        """Whether it has every skill that a job needs."""
        return job.skills <= self.skills


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoutingProblem:
    """Jobs, vehicles, and (n, n) seconds, perhaps metres, by profile; row is origin."""

    jobs: tuple[Job, ...]
    vehicles: tuple[Vehicle, ...]
    durations_s: Mapping[str, Ints]
    distances_m: Mapping[str, Ints]

    def leg_s(self, profile: str, origin: int | None, destination: int | None) -> int:
        """Seconds of a leg; none where the vehicle may start or end anywhere."""
        if origin is None or destination is None:
            return 0
        return int(self.durations_s[profile][origin, destination])

    def leg_m(self, profile: str, origin: int | None, destination: int | None) -> int:
        """Metres of a leg, 0 where none are known."""
        if origin is None or destination is None or profile not in self.distances_m:
            return 0
        return int(self.distances_m[profile][origin, destination])
