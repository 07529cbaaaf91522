"""Where closures lie on a network: stretches of arcs, from one share of the line to another."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from geodata.crs import Floats, Projection, lonlat_of, projection_for
from geodata.roads.closures import Closure, ClosureKind
from geodata.roads.graph import RoadNetwork

Ints = npt.NDArray[np.int64]

TOUCH_M = 1.0
"""A straight way that comes this near to a closed stretch is closed with it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretches:
    """Pieces of arcs whose speed changes; arrays of one length.

    arc: arcs of the network. start, end: shares of the arc's line, start < end. factor: share of
    the speed that is left, 0 when closed. closed_m: shapes in metres that no straight way crosses,
    in the flat metres of `projection`.
    """

    arc: Ints
    start: Floats
    end: Floats
    factor: Floats
    closed_m: tuple[shapely.Geometry, ...] = ()
    projection: Projection | None = None

    def factor_at(self, arc: Ints, share: Floats) -> Floats:
        """(k,) product of the factors over the points at these shares of arcs, sorted by arc."""
        result = np.ones(len(arc))
        first = np.searchsorted(arc, self.arc, side="left")
        last = np.searchsorted(arc, self.arc, side="right")
        for i in np.flatnonzero(first < last):
            piece = slice(int(first[i]), int(last[i]))
            inside = (share[piece] > self.start[i]) & (share[piece] < self.end[i])
            result[piece][inside] *= self.factor[i]
        return result

    def cuts(self) -> tuple[Ints, Floats]:
        """Arcs and shares at which stretches begin or end inside an arc."""
        arc, share = np.tile(self.arc, 2), np.concatenate([self.start, self.end])
        inside = (share > 0) & (share < 1)
        return arc[inside], share[inside]


NOWHERE = Stretches(
    arc=np.zeros(0, dtype=np.int64), start=np.zeros(0), end=np.zeros(0), factor=np.zeros(0)
)


class ClosureIndex:
    """Finds the stretches of closures on one network."""

    def __init__(self, network: RoadNetwork) -> None:
        self._projection = projection_for(network.node_lonlat)
        metres = self._projection.to_metres(network.shape_lonlat)
        arcs = np.arange(len(network.arc_from))
        self._lines = shapely.linestrings(
            metres, indices=np.repeat(arcs, np.diff(network.shape_start))
        )
        self._length_m = shapely.length(self._lines)
        self._tree = shapely.STRtree(self._lines)
        self._arcs_of: dict[str, list[int]] = {}
        for arc, number in enumerate(network.numbers):
            if number:
                self._arcs_of.setdefault(number, []).append(arc)

    def numbers(self) -> frozenset[str]:
        """The road numbers that a closure may name."""
        return frozenset(self._arcs_of)

    def stretches(self, closures: Iterable[Closure]) -> Stretches:
        """The stretches of all these closures, each with its own factor."""
        found: list[tuple[int, float, float, float]] = []
        closed: list[shapely.Geometry] = []
        for closure in closures:
            factor = closure.factor if closure.kind is ClosureKind.SLOW else 0.0
            whole = [
                arc for number in closure.road_numbers for arc in self._arcs_of.get(number, ())
            ]
            found.extend((arc, 0.0, 1.0, factor) for arc in whole)
            shapes = [self._lines[arc] for arc in whole]
            for area in self._areas(closure):
                found.extend((arc, *span, factor) for arc, span in self._inside(area))
                shapes.append(area)
            if factor == 0.0 and shapes:
                closed.append(shapely.union_all(shapes))
        return Stretches(**_columns(found), closed_m=tuple(closed), projection=self._projection)

    def _areas(self, closure: Closure) -> list[shapely.Geometry]:
        """Outline and spot of a closure, in metres."""
        areas = []
        if closure.polygon:
            ring = shapely.Polygon(self._projection.to_metres(lonlat_of(closure.polygon)))
            areas.append(shapely.make_valid(ring))
        if closure.point is not None:
            spot = self._projection.to_metres(lonlat_of((closure.point,)))
            areas.append(shapely.Point(spot[0]).buffer(closure.radius_m))
        return areas

    def _inside(self, area: shapely.Geometry) -> list[tuple[int, tuple[float, float]]]:
        """(arc, shares) of every piece of line within an area."""
        spans = []
        for arc in map(int, np.sort(self._tree.query(area, predicate="intersects"))):
            line, length_m = self._lines[arc], max(float(self._length_m[arc]), 1e-9)
            for piece in shapely.get_parts(shapely.intersection(line, area)):
                ends = shapely.get_coordinates(piece)[[0, -1]]
                at_m = np.sort(shapely.line_locate_point(line, shapely.points(ends)))
                at_m = _widened(line, piece, at_m)
                if at_m[1] > at_m[0]:
                    share = np.clip(at_m / length_m, 0.0, 1.0)
                    spans.append((arc, (float(share[0]), float(share[1]))))
        return spans


def _widened(line: shapely.Geometry, piece: shapely.Geometry, at_m: Floats) -> Floats:
    """A piece that touches its own end (a loop) reaches as far as it is long."""
    is_loop = shapely.length(piece) > 2 * (at_m[1] - at_m[0]) + TOUCH_M
    return np.array([0.0, shapely.length(line)]) if is_loop else at_m


def _columns(found: list[tuple[int, float, float, float]]) -> dict[str, np.ndarray]:
    table = np.array(found, dtype=np.float64).reshape(-1, 4)
    return {
        "arc": table[:, 0].astype(np.int64),
        "start": table[:, 1],
        "end": table[:, 2],
        "factor": table[:, 3],
    }
