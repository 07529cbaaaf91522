"""From a place to the nearest usable road: a point on an arc's line, not only a junction."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from geodata.crs import Floats, projection_for
from geodata.roads.graph import RoadNetwork
from geodata.roads.speeds import ROAD_CLASSES, SpeedTable
from geodata.roads.weights import Mask, main_piece, weights_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapped:
    """Where places meet the roads.

    arc: (n,) arc of the network, -1 for a place beyond the limit. along: (n,) share of that arc's
    line, 0 at its start. lonlat: (n, 2) degrees of the meeting point. off_m: (n,) straight metres
    from the place to it, infinite beyond the limit.
    """

    arc: npt.NDArray[np.int64]
    along: Floats
    lonlat: Floats
    off_m: Floats


def usable_arcs(network: RoadNetwork, classes: "frozenset[str]") -> Mask:
    """(m,) arcs of these road classes that hang together: the piece with the most kilometres.

    Features of arcs are left aside; one-way arcs count as such.
    """
    table = SpeedTable(roads={"any": dict.fromkeys(classes, 1.0)})
    return main_piece(network, weights_of(network, table, "any"))


class SnapIndex:
    """Nearest-road lookup over some arcs of a network; connectors are never snapped to."""

    def __init__(self, network: RoadNetwork, usable: Mask) -> None:
        self._projection = projection_for(network.node_lonlat)
        metres = self._projection.to_metres(network.shape_lonlat)
        arc_of_point = np.repeat(np.arange(len(network.arc_from)), np.diff(network.shape_start))
        takes = usable & ~network.is_connector
        first = np.flatnonzero((arc_of_point[:-1] == arc_of_point[1:]) & takes[arc_of_point[:-1]])
        self._arc = arc_of_point[first]
        self._segments = shapely.linestrings(np.stack([metres[first], metres[first + 1]], axis=1))
        self._length_m = shapely.length(self._segments)
        self._arc_length_m = np.bincount(
            self._arc, weights=self._length_m, minlength=len(network.arc_from)
        )
        # Segments of an arc lie one after another, so a running sum gives where each begins.
        before = np.concatenate([[0.0], np.cumsum(self._length_m)[:-1]]) if len(first) else first
        opens = np.concatenate([[True], np.diff(self._arc) != 0]) if len(first) else first
        self._begins_m = before - np.maximum.accumulate(np.where(opens, before, 0.0))
        self._tree = shapely.STRtree(self._segments)

    def snap(self, lonlat: Floats, *, limit_m: float = np.inf) -> Snapped:
        """The nearest point of the roads for each of (n, 2) degrees, within a straight limit."""
        count = len(lonlat)
        arc = np.full(count, -1, dtype=np.int64)
        along, off_m, meeting = np.zeros(count), np.full(count, np.inf), lonlat.copy()
        if count and len(self._segments):
            points = shapely.points(self._projection.to_metres(lonlat))
            pairs, distances_m = self._tree.query_nearest(
                points, return_distance=True, all_matches=False
            )
            near = distances_m <= limit_m
            which, segment = pairs[:, near]
            at_m = shapely.line_locate_point(self._segments[segment], points[which])
            arc[which] = self._arc[segment]
            whole_m = np.maximum(self._arc_length_m[arc[which]], 1e-9)
            along[which] = np.clip((self._begins_m[segment] + at_m) / whole_m, 0.0, 1.0)
            off_m[which] = distances_m[near]
            foot = shapely.get_coordinates(
                shapely.line_interpolate_point(self._segments[segment], at_m)
            )
            meeting[which] = self._projection.to_degrees(foot)
        return Snapped(arc=arc, along=along, lonlat=meeting, off_m=off_m)


def distance_to_road_m(network: RoadNetwork, lonlat: Floats) -> Floats:
    """(n,) straight metres from (n, 2) degrees to the nearest road of the main network."""
    index = SnapIndex(network, usable_arcs(network, frozenset(ROAD_CLASSES) - {"path"}))
    return index.snap(lonlat).off_m
