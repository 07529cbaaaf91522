"""Travel without roads: straight lines stretched by a detour factor. Every value is estimated.

Factors and speeds by terrain are planning values: detours of 1.2-1.4 are usual between places on
road networks in plains, more in mountains.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.crs import lonlat_of, projection_for
from geodata.errors import UnknownProfile
from geodata.matrix import MAX_DURATION_S, UNREACHABLE, IntMatrix, TravelMatrix
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from geodata.travel.barriers import Barrier

_PROFILE = re.compile(r"[a-z0-9_]+/[a-z0-9_]+(\+[0-9a-f]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """How much longer than a straight line the way is, and how fast it is driven."""

    detour_factor: float
    speed_kmh: float


TERRAINS: Mapping[str, Terrain] = {
    "flat": Terrain(detour_factor=1.3, speed_kmh=45.0),
    "hilly": Terrain(detour_factor=1.45, speed_kmh=38.0),
    "mountain": Terrain(detour_factor=1.6, speed_kmh=30.0),
}


class StraightLineEngine:
    """Straight lines for every profile of the form "class/state", or only for those named.

    It knows no roads, so it takes no notice of closures that a state names.
    """

    name = "straight_line/1"

    def __init__(
        self, terrain: Terrain = TERRAINS["mountain"], *, profiles: Collection[str] | None = None
    ) -> None:
        self._terrain = terrain
        self._profiles = None if profiles is None else frozenset(profiles)

    def digest(self) -> str:
        """SHA-256 over engine and terrain."""
        text = f"{self.name} {self._terrain.detour_factor!r} {self._terrain.speed_kmh!r}"
        return hashlib.sha256(text.encode()).hexdigest()

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places; raises `UnknownProfile`.

        Each way takes one second more than its length says: rounded up alone, three places on one
        line could miss the triangle inequality by a rounding error.
        """
        self._check(profile)
        lonlat = lonlat_of(tuple(places.values()))
        metres = projection_for(lonlat).to_metres(lonlat) if len(lonlat) else lonlat
        apart = metres[:, None, :] - metres[None, :, :]
        length_m = np.hypot(apart[..., 0], apart[..., 1]) * self._terrain.detour_factor
        seconds = np.ceil(length_m * 3.6 / self._terrain.speed_kmh) + 1
        same = (lonlat[:, None, :] == lonlat[None, :, :]).all(axis=-1)
        seconds[same] = 0
        reached = seconds <= MAX_DURATION_S
        return TravelMatrix(
            profile=profile,
            engine=self.name,
            place_ids=tuple(places),
            durations_s=_whole(seconds, reached),
            distances_m=_whole(np.rint(length_m), reached),
            estimated=reached & ~np.eye(len(lonlat), dtype=bool),
        )

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The straight line; raises `UnknownProfile`."""
        self._check(profile)
        return (origin, destination)

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """Straight lines of many legs; raises `UnknownProfile`."""
        self._check(profile)
        return tuple(pairs)

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """None is known: straight lines lead everywhere within a day's drive."""
        self._check(profile)
        return {}

    def last_legs(self, places: Mapping[str, Location], profile: str) -> Mapping[str, LastLeg]:
        """None is known of; raises `UnknownProfile`."""
        self._check(profile)
        return {}

    def _check(self, profile: str) -> None:
        known = (
            bool(_PROFILE.fullmatch(profile))
            if self._profiles is None
            else profile in self._profiles
        )
        if not known:
            raise UnknownProfile(
                f"no travel for profile {profile!r}",
                profile=profile,
                known=", ".join(sorted(self._profiles or ())) or "class/state",
            )


def _whole(values: np.ndarray, reached: np.ndarray) -> IntMatrix:
    return np.where(reached, values, UNREACHABLE).astype(np.int32)
