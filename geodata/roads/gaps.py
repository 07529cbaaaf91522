"""Joins roads that end a little short of another road: their last metres carry no number.

A gap is a dead end whose nearest other line passes within `max_gap_m`, although the way between the
two along the roads is at least `DETOUR_FACTOR` times as long; or, when the nearest line is near by
road too, one that another line passes to which no road leads at all. The dead end is joined to it
by a straight arc that is flagged as a connector.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.crs import Floats, projection_for
from geodata.roads.waypoints import RoadDrawing

MAX_GAP_M = 2000.0
DETOUR_FACTOR = 3.0
CONNECTOR_LINE = -1
"""Stands as the line of an arc that joins a gap."""

_SAME_POINT_M = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """Straight arcs between nodes; node_lonlat: (n, 2) degrees, arcs: (m, 2) nodes.

    lines: (m,) index of each arc's drawing, `CONNECTOR_LINE` for one that joins a gap.
    """

    node_lonlat: Floats
    arcs: npt.NDArray[np.int64]
    lines: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A dead end (node) and the point of an arc nearest to it; `along` is 0 at the arc's start."""

    node: int
    arc: int
    along: float
    gap_m: float


def join_gaps(drawings: tuple[RoadDrawing, ...], *, max_gap_m: float = MAX_GAP_M) -> Drawn:
    """Lines as nodes and arcs, equal coordinate text as one node, gaps joined."""
    drawn = _draw(drawings)
    return _join(drawn, list(find_gaps(drawn, max_gap_m))) if max_gap_m > 0 else drawn


def _draw(drawings: tuple[RoadDrawing, ...]) -> Drawn:
    nodes: dict[str, int] = {}
    lonlat: list[tuple[float, float]] = []
    arcs: list[tuple[int, int]] = []
    lines: list[int] = []
    for line, drawing in enumerate(drawings):
        path = []
        for point in drawing.waypoints:
            if point.key not in nodes:
                nodes[point.key] = len(lonlat)
                lonlat.append((point.lon, point.lat))
            path.append(nodes[point.key])
        steps = [(a, b) for a, b in pairwise(path) if a != b]
        arcs.extend(steps)
        lines.extend([line] * len(steps))
    return Drawn(
        node_lonlat=np.array(lonlat, dtype=np.float64).reshape(-1, 2),
        arcs=np.array(arcs, dtype=np.int64).reshape(-1, 2),
        lines=np.array(lines, dtype=np.int64),
    )


def find_gaps(drawn: Drawn, max_gap_m: float = MAX_GAP_M) -> Iterator[Gap]:
    """At most one gap for each dead end: the nearest line that is far along the roads."""
    metres = projection_for(drawn.node_lonlat).to_metres(drawn.node_lonlat)
    segments = shapely.linestrings(metres[drawn.arcs])
    length_m = shapely.length(segments)
    degree = np.bincount(drawn.arcs.ravel(), minlength=len(metres))
    dead_ends = np.flatnonzero(degree == 1)
    if not len(dead_ends):
        return
    own_line = {
        int(node): int(line)
        for ends, line in zip(drawn.arcs, drawn.lines, strict=True)
        for node in ends
    }
    tree = shapely.STRtree(segments)
    graph = _graph(drawn.arcs, length_m, len(metres))
    reach_m = dijkstra(
        graph, directed=False, indices=dead_ends, limit=DETOUR_FACTOR * max_gap_m + 1
    )
    points = shapely.points(metres[dead_ends])
    for i, node in enumerate(dead_ends):
        near = tree.query(points[i], predicate="dwithin", distance=max_gap_m)
        near = near[drawn.lines[near] != own_line[int(node)]]
        gap_m = shapely.distance(segments[near], points[i])
        along_m = shapely.line_locate_point(segments[near], points[i])
        start, end = drawn.arcs[near].T
        by_road_m = np.minimum(
            reach_m[i, start] + along_m, reach_m[i, end] + length_m[near] - along_m
        )
        far = by_road_m >= np.maximum(DETOUR_FACTOR * gap_m, _SAME_POINT_M)
        order = np.argsort(gap_m, kind="stable")
        joins = [k for place, k in enumerate(order) if _is_gap(far[k], by_road_m[k], place)]
        if joins:
            arc = int(near[joins[0]])
            along = float(along_m[joins[0]] / length_m[arc]) if length_m[arc] else 0.0
            yield Gap(node=int(node), arc=arc, along=along, gap_m=float(gap_m[joins[0]]))


def _is_gap(is_far: bool, by_road_m: float, place: int) -> bool:
    """The nearest line when it is far by road; another only when no road leads there."""
    return bool(is_far) if place == 0 else not np.isfinite(by_road_m)


def _graph(arcs: npt.NDArray[np.int64], length_m: Floats, nodes: int) -> csr_array:
    """Lengths between nodes; the shortest of parallel arcs, which a sparse array would add up."""
    order = np.lexsort((length_m, arcs.max(axis=1), arcs.min(axis=1)))
    low, high = np.sort(arcs[order], axis=1).T
    first = np.ones(len(order), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    values = np.maximum(length_m[order][first], 1e-6)
    return csr_array((values, (low[first], high[first])), shape=(nodes, nodes))


def _join(drawn: Drawn, gaps: list[Gap]) -> Drawn:
    """Split the arcs that gaps lead to, and add the connectors."""
    lonlat = [*map(tuple, drawn.node_lonlat)]
    cuts: dict[int, list[tuple[float, int]]] = {}
    connectors: list[tuple[int, int]] = []
    for gap in gaps:
        foot = _foot(drawn, gap)
        if foot is None:
            foot = len(lonlat)
            start, end = drawn.node_lonlat[drawn.arcs[gap.arc]]
            lonlat.append(tuple(start + gap.along * (end - start)))
            cuts.setdefault(gap.arc, []).append((gap.along, foot))
        connectors.append((gap.node, foot))
    arcs: list[tuple[int, int]] = []
    lines: list[int] = []
    for arc, ((start, end), line) in enumerate(zip(drawn.arcs, drawn.lines, strict=True)):
        path = [int(start), *(node for _, node in sorted(cuts.get(arc, ()))), int(end)]
        arcs.extend(pairwise(path))
        lines.extend([int(line)] * (len(path) - 1))
    return Drawn(
        node_lonlat=np.array(lonlat, dtype=np.float64).reshape(-1, 2),
        arcs=np.array([*arcs, *connectors], dtype=np.int64).reshape(-1, 2),
        lines=np.array([*lines, *([CONNECTOR_LINE] * len(connectors))], dtype=np.int64),
    )


def _foot(drawn: Drawn, gap: Gap) -> int | None:
    """The arc's end node when the gap leads to it."""
    start, end = drawn.arcs[gap.arc]
    return int(start) if gap.along <= 0.0 else int(end) if gap.along >= 1.0 else None
