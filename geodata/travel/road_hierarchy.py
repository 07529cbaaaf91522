"""The road graph's answers by a contraction hierarchy: the same to the last digit, far quicker.

A matrix takes one customising of the shortcuts and, for every pair, the least sum over the
junctions that both have above them; see `geodata.travel.hierarchy_kernel`.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from geodata.crs import Floats
from geodata.matrix import MAX_DURATION_S, TravelMatrix
from geodata.places import Location
from geodata.roads.closures import Closure, season_of
from geodata.roads.network import RoadNetwork
from geodata.roads.speeds import SpeedTable
from geodata.travel.hierarchy import Hierarchy, build_hierarchy
from geodata.travel.road_graph import RoadGraphEngine, distinct, matrix_of
from geodata.travel.stations import LENGTH_UNITS, Ints
from geodata.travel.tied import Tied, Ways, arc_weights

_LIMIT = MAX_DURATION_S * 1000 * LENGTH_UNITS


class RoadHierarchyEngine(RoadGraphEngine):
    """As `RoadGraphEngine`; `folder` keeps the order of a large network between processes."""

    name = "road_hierarchy/1"

    def __init__(
        self,
        network: RoadNetwork,
        *,
        speeds: SpeedTable | None = None,
        closures: Iterable[Closure] = (),
        folder: Path | None = None,
    ) -> None:
        super().__init__(network, speeds=speeds, closures=closures)
        self._folder = folder
        self._hierarchy: Hierarchy | None = None
        self._whole: dict[str, Ways] = {}

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places; raises `UnknownProfile`.

        Estimated is every path over an off-road leg of more than 100 m, a direct way between two
        places or a guessed connector.
        """
        lonlat, place = distinct(tuple(places.values()))
        tied = self.tie(lonlat, profile)
        return matrix_of(
            profile,
            self.name,
            (tuple(places), place),
            _parted(tied.sums),
            _parted(tied.sure_sums),
        )

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """The lines of many legs at once, each as `geometry` gives it.

        As in a matrix, a way off the roads may lead through other places of the same question.
        """
        lonlat, place = distinct(tuple(point for pair in pairs for point in pair))
        tied = self.tie(lonlat, profile)
        return tuple(
            tied.line(int(place[2 * i]), int(place[2 * i + 1]), pair)
            for i, pair in enumerate(pairs)
        )

    def tie(self, lonlat: Floats, profile: str) -> Tied:
        """(p, 2) places without repeats on the roads of a profile; raises `UnknownProfile`."""
        season = season_of(profile)
        ground = self.ground_of(season)
        closed = self.stretches_of(profile)
        if self._hierarchy is None:
            self._hierarchy = build_hierarchy(self._network, self._folder)
        if season not in self._whole:
            self._whole[season] = arc_weights(self._network, ground)
        return Tied(self._network, self._hierarchy, ground, self._whole[season], lonlat, closed)


def _parted(sums: Ints) -> tuple[Floats, Floats]:
    """Milliseconds and metres, infinite where no way leads or it takes too long."""
    reached = sums <= _LIMIT
    milliseconds = np.where(reached, sums // LENGTH_UNITS, np.inf)
    metres = np.where(reached, sums % LENGTH_UNITS / 10, np.inf)
    return milliseconds, metres
