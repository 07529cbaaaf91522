"""How soon a unit can be somewhere and back, as a lower bound: what no tour can beat.

Used only to say that something is impossible, so every doubt counts in favour of possible: other
stops on the way may shorten a way that is longer than its parts, nights may be spent at any base or
lodging, lunch takes no time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geodata.matrix import UNREACHABLE, TravelMatrix
from planner.domain.request import PlanRequest
from planner.domain.units import MobileUnit

Seconds = npt.NDArray[np.int64]

FAR = 2**40
"""Seconds of a way that does not exist; any sum with it stays far above every real one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Least seconds to a place and back from it, on one day of one unit; `FAR` where none leads."""

    out_s: int
    back_s: int

    @property
    def is_open(self) -> bool:
        """Whether there is a way in both directions."""
        return self.out_s < FAR and self.back_s < FAR


@dataclass(slots=True)
class Reach:
    """Ways of a request's units, worked out once for each profile and end."""

    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    _index: dict[str, dict[str, int]] = field(default_factory=dict)
    _ways: dict[tuple[str, str, bool], tuple[Seconds, Seconds]] = field(default_factory=dict)

    def way(self, unit: MobileUnit, profile: str, place_code: str) -> Way | None:
        """The way of a unit to a place; None where the matrix does not tell."""
        index = self.index(profile)
        if index is None or place_code not in index or unit.base_code not in index:
            return None
        key = (profile, unit.base_code, unit.max_nights > 0)
        if key not in self._ways:
            self._ways[key] = self._both_ways(unit, profile, index)
        out, back = self._ways[key]
        i = index[place_code]
        return Way(out_s=int(out[i]), back_s=int(back[i]))

    def is_joined(self, profile: str, base_code: str, place_code: str) -> bool:
        """Whether a profile's roads lead directly from a base to a place."""
        index = self.index(profile) or {}
        if base_code not in index or place_code not in index:
            return False
        durations = self.travel[profile].durations_s
        return bool(durations[index[base_code], index[place_code]] != UNREACHABLE)

    def index(self, profile: str) -> dict[str, int] | None:
        """Row of each place in the matrix of a profile; None without such a matrix."""
        if profile not in self.travel:
            return None
        if profile not in self._index:
            self._index[profile] = self.travel[profile].index()
        return self._index[profile]

    def _both_ways(
        self, unit: MobileUnit, profile: str, index: Mapping[str, int]
    ) -> tuple[Seconds, Seconds]:
        ends = {unit.base_code}
        if unit.max_nights > 0 and self.request.horizon.days > 1:
            ends |= {b.code for b in self.request.bases} | {n.code for n in self.request.lodgings}
        rows = [index[code] for code in sorted(ends) if code in index]
        durations = self.travel[profile].durations_s
        return least_seconds(durations, rows), least_seconds(durations.T, rows)


def least_seconds(durations_s: npt.NDArray[np.int32], sources: list[int]) -> Seconds:
    """Least seconds from the nearest of some sources to every place, over any places between.

    Dijkstra over the full (n, n) matrix; `FAR` where no way leads.
    """
    n = len(durations_s)
    best = np.full(n, FAR, dtype=np.int64)
    best[sources] = 0
    waiting = np.ones(n, dtype=np.bool_)
    for _ in range(n):
        i = int(np.argmin(np.where(waiting, best, FAR + 1)))
        if best[i] >= FAR:
            break
        waiting[i] = False
        row = durations_s[i]
        onward = np.where(row == UNREACHABLE, FAR, best[i] + row)
        np.minimum(best, onward, out=best)
    return best
