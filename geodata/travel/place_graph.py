"""The road network with places tied in: the graph that shortest paths run on.

Nodes are numbered places first, then each place's meeting point with the road, then junctions, then
points at which a closure begins or ends.
Durations are whole milliseconds, so that sums are exact and never depend on their order.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from geodata.crs import Floats, projection_for
from geodata.roads.network import RoadNetwork
from geodata.roads.snap import SnapIndex, Snapped
from geodata.roads.speeds import OffRoad
from geodata.roads.stretches import NOWHERE, TOUCH_M, Stretches
from geodata.roads.weights import Mask, Weights
from geodata.travel.stations import (
    Ints,
    Pieces,
    Stations,
    cuts_of,
    duration_ms,
    packed,
    points_at,
)

EXACT_WITHIN_M = 100.0
"""A place this near to a road counts as lying on it: its last metres are no guess."""

DIRECT_LIMIT_M = 5_000.0
"""Places this near to each other are also reached from one another off the roads."""

STRAIGHT = -1
"""Stands as the network arc of a link that follows none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Links of the graph, each one way; arrays of one length.

    start, end: nodes. duration_ms: whole. length_m: metres. estimated: bool. arc: the network's arc
    it is a piece of, or `STRAIGHT`; from_share and to_share: which piece, in driving order.
    """

    start: Ints
    end: Ints
    duration_ms: Ints
    length_m: Floats
    estimated: Mask
    arc: Ints
    from_share: Floats
    to_share: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceGraph:
    """A graph over places, their meeting points with the road, and junctions.

    node_lonlat: (n, 2) degrees. keys: sorted start x n + end of `links`, for lookup. weights:
    (n, n) sparse, of every link its milliseconds x `LENGTH_UNITS` + decimetres, so that one search
    finds the quickest path, the shorter of equally quick ones, and both sums. A double holds them
    exactly up to 37 hours; beyond, metres may be off by a few.
    """

    places: int
    node_lonlat: Floats
    links: Links
    keys: Ints
    weights: csr_array

    @property
    def first_junction(self) -> int:
        """The number of the first node that is a junction of the network."""
        return 2 * self.places

    def exact_weights(self) -> csr_array:
        """The weights of links that are no guess."""
        sure = ~self.links.estimated
        kept = (self.weights.data[sure], (self.links.start[sure], self.links.end[sure]))
        return csr_array(kept, shape=self.weights.shape)

    def links_between(self, a: Ints, b: Ints) -> Ints:
        """The index in `links` of each link from a node to a neighbour."""
        found: Ints = np.searchsorted(self.keys, a * len(self.node_lonlat) + b)
        return found


def build_place_graph(
    network: RoadNetwork,
    index: SnapIndex,
    usable: Mask,
    weights: Weights,
    off_road: OffRoad,
    place_lonlat: Floats,
    closed: Stretches = NOWHERE,
) -> PlaceGraph:
    """Tie places, (p, 2) degrees without repeats, into the usable arcs of a network.

    A place that meets the roads on a closed stretch has no way at all, and no straight way crosses
    one: nobody knows whether the paths of a village lead round a landslide.
    """
    snapped = index.snap(place_lonlat, limit_m=off_road.reach_m)
    cut_arc, cut_share = cuts_of(closed, usable)
    stations = Stations(network, usable, snapped, cut_arc, cut_share)
    straight = straight_links(place_lonlat, snapped, off_road, network.off_road_factor)
    node_lonlat = np.concatenate(
        [
            place_lonlat,
            snapped.lonlat,
            network.node_lonlat,
            points_at(network, cut_arc, cut_share),
        ]
    )
    straight = open_links(straight, node_lonlat, snapped, closed)
    links, keys = _quickest(
        _concatenate([_links(stations.pieces(weights, closed)), straight]), len(node_lonlat)
    )
    size = len(node_lonlat)
    both = packed(links.duration_ms, links.length_m)
    return PlaceGraph(
        places=len(place_lonlat),
        node_lonlat=node_lonlat,
        links=links,
        keys=keys,
        weights=csr_array((both.astype(np.float64), (links.start, links.end)), shape=(size, size)),
    )


def straight_links(
    place_lonlat: Floats, snapped: Snapped, off_road: OffRoad, factor: float
) -> Links:
    """Ways off the roads: from places to their meeting points, and between places that are near."""
    place = np.flatnonzero(snapped.arc >= 0)
    off_m = snapped.off_m[place]
    a, b, apart_m = _near_pairs(place_lonlat, off_road)
    start = np.concatenate([place, a])
    end = np.concatenate([place + len(snapped.arc), b])
    length_m = np.concatenate([off_m, apart_m]) * factor
    speed_kmh = np.concatenate([off_road.speeds_kmh(off_m), np.full(len(a), off_road.speed_kmh)])
    guessed = np.concatenate([off_m > EXACT_WITHIN_M, np.ones(len(a), dtype=bool)])
    return Links(
        start=np.concatenate([start, end]),
        end=np.concatenate([end, start]),
        duration_ms=np.tile(duration_ms(length_m, speed_kmh), 2),
        length_m=np.tile(length_m, 2),
        estimated=np.tile(guessed, 2),
        arc=np.full(2 * len(start), STRAIGHT, dtype=np.int64),
        from_share=np.zeros(2 * len(start)),
        to_share=np.ones(2 * len(start)),
    )


def _near_pairs(place_lonlat: Floats, off_road: OffRoad) -> tuple[Ints, Ints, Floats]:
    """Pairs of places near each other, and how far apart they are, straight."""
    if len(place_lonlat) < 2:
        nobody = np.zeros(0, dtype=np.int64)
        return nobody, nobody, np.zeros(0)
    metres = projection_for(place_lonlat).to_metres(place_lonlat)
    limit_m = min(DIRECT_LIMIT_M, off_road.limit_m)
    pairs = KDTree(metres).query_pairs(limit_m, output_type="ndarray").reshape(-1, 2)
    a, b = pairs.astype(np.int64).T
    return a, b, np.hypot(*(metres[a] - metres[b]).T)


def open_links(links: Links, node_lonlat: Floats, snapped: Snapped, closed: Stretches) -> Links:
    """The straight links that no closed stretch keeps from being used."""
    if not closed.closed_m:
        return links
    projection = closed.projection or projection_for(node_lonlat)
    places = len(snapped.arc)
    meeting = shapely.points(projection.to_metres(snapped.lonlat))
    shut = np.zeros(len(node_lonlat), dtype=bool)
    node_m = projection.to_metres(node_lonlat[: 2 * places])
    start_m, end_m = node_m[links.start], node_m[links.end]
    low, high = np.minimum(start_m, end_m), np.maximum(start_m, end_m)
    is_open = np.ones(len(links.start), dtype=bool)
    for shape in closed.closed_m:
        shapely.prepare(shape)
        shut[:places] |= shapely.dwithin(shape, meeting, TOUCH_M)
        west, south, east, north = shapely.bounds(shape)
        near = ((low <= (east, north)) & (high >= (west, south))).all(axis=1)
        some = np.flatnonzero(near & is_open)
        ways = shapely.linestrings(np.stack([start_m[some], end_m[some]], axis=1))
        is_open[some[shapely.intersects(shape, ways)]] = False
    shut[:places] &= snapped.arc >= 0
    for end in (links.start, links.end):
        is_open &= ~shut[np.where(end < places, end, end - places)]
    return _take(links, is_open)


def _links(pieces: Pieces) -> Links:
    """One link for each way that a piece may be driven, forward ones first."""
    ways = []
    for kmh, a, b, from_, to in (
        (pieces.forward_kmh, pieces.start, pieces.end, pieces.from_share, pieces.to_share),
        (pieces.backward_kmh, pieces.end, pieces.start, pieces.to_share, pieces.from_share),
    ):
        driven = kmh > 0
        ways.append(
            Links(
                start=a[driven],
                end=b[driven],
                duration_ms=duration_ms(pieces.length_m[driven], kmh[driven]),
                length_m=pieces.length_m[driven],
                estimated=pieces.estimated[driven],
                arc=pieces.arc[driven],
                from_share=from_[driven],
                to_share=to[driven],
            )
        )
    return _concatenate(ways)


_FIELDS = (
    "start", "end", "duration_ms", "length_m", "estimated", "arc", "from_share", "to_share",
)  # fmt: skip


def _concatenate(parts: list[Links]) -> Links:
    return Links(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in _FIELDS})


def _take(links: Links, which: Mask) -> Links:
    return Links(**{name: getattr(links, name)[which] for name in _FIELDS})


def _quickest(links: Links, nodes: int) -> tuple[Links, Ints]:
    """Sorted by start and end; the quickest of parallel links: a sparse array would add them."""
    keys = links.start * nodes + links.end
    order = np.lexsort((links.length_m, links.duration_ms, keys))
    keys = keys[order]
    kept = np.concatenate([[True], np.diff(keys) != 0]) if len(keys) else np.zeros(0, dtype=bool)
    kept &= (links.start != links.end)[order]
    order = order[kept]
    return Links(**{name: getattr(links, name)[order] for name in _FIELDS}), keys[kept]
