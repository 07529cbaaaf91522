"""The core model as plain arrays: what every competitor can state. NumPy only: peers pay for it.

Rows are served whole or not at all, on any unit-day that may serve them; the value is prize minus
driving. `tests.benchmarks.extract` takes the arrays from a request.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Route = list[int]
"""Clients of one unit-day in the order they are visited."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoreWeek:
    """m clients (rows that can be served) and k unit-days; times in seconds after midnight.

    drive_s, drive_points, drive_m: (n, n), row is origin, between all places of the request.
    client_place, prize, visit_s, earliest_s, latest_s: (m,); `latest_s` is the latest start.
    base, shift_start_s, shift_end_s, max_drive_s, unit, day: (k,). allowed: (k, m) bool.
    """

    drive_s: Ints
    drive_points: Ints
    drive_m: Ints
    client_place: Ints
    prize: Ints
    visit_s: Ints
    earliest_s: Ints
    latest_s: Ints
    base: Ints
    shift_start_s: Ints
    shift_end_s: Ints
    unit: Ints
    day: Ints
    allowed: npt.NDArray[np.bool_]

    @property
    def clients(self) -> int:
        """How many rows can be served."""
        return len(self.prize)

    @property
    def unit_days(self) -> int:
        """How many unit-days there are."""
        return len(self.base)

    def write(self, path: Path) -> None:
        """Store as npz."""
        np.savez(path, **{f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def read(cls, path: Path) -> "CoreWeek":
        """Load what `write` stored."""
        with np.load(path) as arrays:
            return cls(**{f.name: arrays[f.name] for f in fields(cls)})


def value_of(core: CoreWeek, routes: Sequence[Route]) -> int:
    """Points of a set of routes, one per unit-day; says nothing of feasibility."""
    total = 0
    for k, route in enumerate(routes):
        if route:
            places = [core.base[k], *(core.client_place[c] for c in route), core.base[k]]
            total += int(sum(core.prize[c] for c in route))
            total -= int(sum(core.drive_points[a, b] for a, b in pairwise(places)))
    return total


def end_s(core: CoreWeek, k: int, route: Route) -> int | None:
    """When the unit is back if it leaves at shift start and never idles; None if it cannot be."""
    now, here = int(core.shift_start_s[k]), core.base[k]
    for c in route:
        if not core.allowed[k, c]:
            return None
        now = max(now + int(core.drive_s[here, core.client_place[c]]), int(core.earliest_s[c]))
        if now > core.latest_s[c]:
            return None
        now += int(core.visit_s[c])
        here = core.client_place[c]
    now += int(core.drive_s[here, core.base[k]])
    return now if now <= core.shift_end_s[k] else None


def prune(core: CoreWeek, routes: Sequence[Route]) -> list[Route]:
    """Drop visits that cost more than they bring, for peers that cannot weigh the two."""
    pruned = []
    for k, given in enumerate(routes):
        route = list(given)
        while route:
            gains = [_gain_of_dropping(core, k, route, i) for i in range(len(route))]
            best = int(np.argmax(gains))
            if gains[best] <= 0:
                break
            del route[best]
        pruned.append(route)
    return pruned


def _gain_of_dropping(core: CoreWeek, k: int, route: Route, i: int) -> int:
    places = [core.base[k], *(core.client_place[c] for c in route), core.base[k]]
    before, here, after = places[i], places[i + 1], places[i + 2]
    points = core.drive_points
    detour = (
        points[before, here]
        + points[here, after]
        - (0 if before == after else points[before, after])
    )
    return int(detour - core.prize[route[i]])
