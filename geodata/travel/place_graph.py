"""The road network with places tied in: the graph that shortest paths run on.

Nodes are numbered places first, then each place's meeting point with the road, then junctions, then
points at which a closure begins or ends.
Durations are whole milliseconds, so that sums are exact and never depend on their order.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from geodata.crs import Floats, distance_m, projection_for
from geodata.roads.network import RoadNetwork
from geodata.roads.snap import SnapIndex, Snapped
from geodata.roads.speeds import OffRoad
from geodata.roads.stretches import NOWHERE, TOUCH_M, Stretches
from geodata.roads.weights import Mask, Weights

EXACT_WITHIN_M = 100.0
"""A place this near to a road counts as lying on it: its last metres are no guess."""

DIRECT_LIMIT_M = 5_000.0
"""Places this near to each other are also reached from one another off the roads."""

LENGTH_UNITS = 2**26
"""Decimetres that fit beside milliseconds in one weight: 6,700 km; 2**27 ms are 37 hours."""

STRAIGHT = -1
"""Stands as the network arc of a link that follows none."""

Ints = npt.NDArray[np.int64]


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
    snapped = index.snap(place_lonlat, limit_m=off_road.limit_m)
    cut_arc, cut_share = _cuts(closed, usable)
    stations = _Stations(network, usable, snapped, cut_arc, cut_share)
    straight = _straight_links(place_lonlat, snapped, off_road, network.off_road_factor)
    node_lonlat = np.concatenate(
        [
            place_lonlat,
            snapped.lonlat,
            network.node_lonlat,
            _points_at(network, cut_arc, cut_share),
        ]
    )
    if closed.closed_m:
        straight = _take(straight, _open_ways(straight, node_lonlat, snapped, closed))
    links, keys = _quickest(
        _concatenate([stations.links(weights, closed), straight]), len(node_lonlat)
    )
    size = len(node_lonlat)
    both = links.duration_ms * LENGTH_UNITS + np.rint(links.length_m * 10).astype(np.int64)
    return PlaceGraph(
        places=len(place_lonlat),
        node_lonlat=node_lonlat,
        links=links,
        keys=keys,
        weights=csr_array((both.astype(np.float64), (links.start, links.end)), shape=(size, size)),
    )


def _cuts(closed: Stretches, usable: Mask) -> tuple[Ints, Floats]:
    arc, share = closed.cuts()
    taken = usable[arc]
    return arc[taken], share[taken]


class _Stations:
    """What lies along each usable arc: its start, meeting points and cuts in order, its end."""

    def __init__(
        self,
        network: RoadNetwork,
        usable: Mask,
        snapped: Snapped,
        cut_arc: Ints,
        cut_share: Floats,
    ) -> None:
        self._network = network
        places, junctions = len(snapped.arc), len(network.node_lonlat)
        on_road = np.flatnonzero(snapped.arc >= 0)
        arcs = np.flatnonzero(usable)
        cuts = np.arange(len(cut_arc)) + 2 * places + junctions
        arc = np.concatenate([arcs, snapped.arc[on_road], cut_arc, arcs])
        share = np.concatenate(
            [np.zeros(len(arcs)), snapped.along[on_road], cut_share, np.ones(len(arcs))]
        )
        rank = np.repeat([0, 1, 2], [len(arcs), len(on_road) + len(cuts), len(arcs)])
        node = np.concatenate(
            [
                network.arc_from[arcs] + 2 * places,
                on_road + places,
                cuts,
                network.arc_to[arcs] + 2 * places,
            ]
        ).astype(np.int64)
        order = np.lexsort((node, share, rank, arc))
        self._arc, self._share, self._node = arc[order], share[order], node[order]

    def links(self, weights: Weights, closed: Stretches) -> Links:
        """Every piece between two stations, one link for each way it may be driven."""
        same = self._arc[:-1] == self._arc[1:]
        piece = self._arc[:-1][same]
        start, end = self._node[:-1][same], self._node[1:][same]
        from_share, to_share = self._share[:-1][same], self._share[1:][same]
        left = closed.factor_at(piece, (from_share + to_share) / 2)
        length_m = self._network.length_m[piece] * (to_share - from_share)
        ways = []
        for kmh, a, b, from_, to in (
            (weights.forward_kmh, start, end, from_share, to_share),
            (weights.backward_kmh, end, start, to_share, from_share),
        ):
            kmh_left = kmh[piece] * left
            driven = kmh_left > 0
            ways.append(
                Links(
                    start=a[driven],
                    end=b[driven],
                    duration_ms=_duration_ms(length_m[driven], kmh_left[driven]),
                    length_m=length_m[driven],
                    estimated=self._network.is_connector[piece][driven],
                    arc=piece[driven],
                    from_share=from_[driven],
                    to_share=to[driven],
                )
            )
        return _concatenate(ways)


def _points_at(network: RoadNetwork, arc: Ints, share: Floats) -> Floats:
    """(k, 2) degrees at shares of the lines of arcs."""
    points = np.zeros((len(arc), 2))
    for i, (one, along) in enumerate(zip(arc, share, strict=True)):
        shape = network.arc_shape(int(one))
        at_m = np.concatenate([[0.0], np.cumsum(distance_m(shape[:-1], shape[1:]))])
        points[i] = [np.interp(along * at_m[-1], at_m, shape[:, axis]) for axis in (0, 1)]
    return points


def _straight_links(
    place_lonlat: Floats, snapped: Snapped, off_road: OffRoad, factor: float
) -> Links:
    """Ways off the roads: from places to their meeting points, and between places that are near."""
    place = np.flatnonzero(snapped.arc >= 0)
    off_m = snapped.off_m[place]
    a, b, apart_m = _near_pairs(place_lonlat, off_road)
    start = np.concatenate([place, a])
    end = np.concatenate([place + len(snapped.arc), b])
    length_m = np.concatenate([off_m, apart_m]) * factor
    guessed = np.concatenate([off_m > EXACT_WITHIN_M, np.ones(len(a), dtype=bool)])
    return Links(
        start=np.concatenate([start, end]),
        end=np.concatenate([end, start]),
        duration_ms=np.tile(_duration_ms(length_m, np.full(len(start), off_road.speed_kmh)), 2),
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


def _open_ways(links: Links, node_lonlat: Floats, snapped: Snapped, closed: Stretches) -> Mask:
    """(k,) straight links that no closed stretch keeps from being used."""
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
    return is_open


def _duration_ms(length_m: Floats, speed_kmh: Floats) -> Ints:
    """Whole milliseconds, at least 1: a sparse graph takes 0 for no link at all."""
    return np.maximum(np.rint(length_m * 3600.0 / speed_kmh), 1.0).astype(np.int64)


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
