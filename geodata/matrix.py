"""Travel seconds and metres between places. Pure: NumPy only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.errors import InvalidMatrix

UNREACHABLE = -1
"""Stands in a matrix where no road leads; never 0, never a big number that looks real."""

MAX_DURATION_S = 14 * 24 * 3600
MAX_DISTANCE_M = 20_000_000

IntMatrix = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TravelMatrix:
    """Travel between places for one profile, checked at birth and read-only afterwards.

    durations_s: (n, n) int32, seconds, row is origin; `UNREACHABLE` where no road leads.
    distances_m: (n, n) int32, metres along the same path.
    estimated: (n, n) bool, whether any part of the path is a guess (an off-road last leg, a
    straight line).
    shortened: how many direct ways were replaced by quicker ones over other places.
    """

    profile: str
    engine: str
    place_ids: tuple[str, ...]
    durations_s: IntMatrix
    distances_m: IntMatrix
    estimated: npt.NDArray[np.bool_]
    shortened: int = 0

    def __post_init__(self) -> None:
        n = len(self.place_ids)
        if len(set(self.place_ids)) != n:
            raise InvalidMatrix("a place stands twice in the matrix", profile=self.profile)
        for name, array, limit in (
            ("durations_s", self.durations_s, MAX_DURATION_S),
            ("distances_m", self.distances_m, MAX_DISTANCE_M),
        ):
            _check_numbers(name, array, n, limit, self.place_ids)
        if self.estimated.shape != (n, n) or self.estimated.dtype != np.bool_:
            raise InvalidMatrix("estimated must be an (n, n) bool array", profile=self.profile)
        if not np.array_equal(self.durations_s == UNREACHABLE, self.distances_m == UNREACHABLE):
            raise InvalidMatrix(
                "durations and distances disagree on what is unreachable", profile=self.profile
            )
        self.durations_s.setflags(write=False)
        self.distances_m.setflags(write=False)
        self.estimated.setflags(write=False)

    def index(self) -> dict[str, int]:
        """Row and column of each place."""
        return {place: i for i, place in enumerate(self.place_ids)}

    def take(self, place_ids: Sequence[str]) -> "TravelMatrix":
        """The same travel for these places only, in this order."""
        index = self.index()
        missing = [place for place in place_ids if place not in index]
        if missing:
            raise InvalidMatrix("places missing from the matrix", places=", ".join(missing[:5]))
        rows = np.array([index[place] for place in place_ids], dtype=np.intp)
        grid = np.ix_(rows, rows)
        return TravelMatrix(
            profile=self.profile,
            engine=self.engine,
            place_ids=tuple(place_ids),
            durations_s=np.ascontiguousarray(self.durations_s[grid]),
            distances_m=np.ascontiguousarray(self.distances_m[grid]),
            estimated=np.ascontiguousarray(self.estimated[grid]),
            shortened=self.shortened,
        )

    def digest(self) -> str:
        """SHA-256 over profile, places and all three arrays: equal travel, equal digest."""
        sha = hashlib.sha256()
        for text in (self.profile, self.engine, *self.place_ids):
            sha.update(text.encode() + b"\0")
        for array in (self.durations_s, self.distances_m, self.estimated):
            sha.update(np.ascontiguousarray(array).tobytes())
        return sha.hexdigest()


def _check_numbers(
    name: str, array: IntMatrix, n: int, limit: int, place_ids: tuple[str, ...]
) -> None:
    if array.shape != (n, n) or array.dtype != np.int32:
        raise InvalidMatrix(f"{name} must be an (n, n) int32 array", shape=str(array.shape))
    if n == 0:
        return
    bad = np.argwhere((array < UNREACHABLE) | (array > limit))
    if len(bad):
        origin, destination = (place_ids[int(i)] for i in bad[0])
        raise InvalidMatrix(
            f"{name} outside 0..{limit}", origin=origin, destination=destination, count=len(bad)
        )
    if np.any(np.diagonal(array) != 0):
        raise InvalidMatrix(f"{name} must be 0 on its diagonal")
