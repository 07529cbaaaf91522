"""The road network with places tied in: the graph that shortest paths run on.

Nodes are numbered places first, then each place's meeting point with the road, then junctions.
Durations are whole milliseconds, so that sums are exact and never depend on their order.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from geodata.crs import Floats, projection_for
from geodata.roads.network import RoadNetwork
from geodata.roads.snap import Mask, SnapIndex, Snapped
from geodata.roads.speeds import ROAD_CLASSES, OffRoad

EXACT_WITHIN_M = 100.0
"""A place this near to a road counts as lying on it: its last metres are no guess."""

DIRECT_LIMIT_M = 5_000.0
"""Places this near to each other are also reached from one another off the roads."""

STRAIGHT = -1
"""Stands as the network arc of a link that follows none."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Links of the graph, each both ways; arrays of one length.

    start, end: nodes, start < end. duration_ms: whole. length_m: metres. estimated: bool.
    arc: the network's arc it is a piece of, or `STRAIGHT`; from_share and to_share: which piece.
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

    node_lonlat: (n, 2) degrees. keys: sorted start x n + end of `links`, for lookup.
    """

    places: int
    node_lonlat: Floats
    links: Links
    keys: Ints
    durations_ms: csr_array

    @property
    def first_junction(self) -> int:
        """The number of the first node that is a junction of the network."""
        return 2 * self.places

    def links_between(self, a: Ints, b: Ints) -> Ints:
        """The index in `links` of each pair of neighbouring nodes."""
        wanted = np.minimum(a, b) * len(self.node_lonlat) + np.maximum(a, b)
        found: Ints = np.searchsorted(self.keys, wanted)
        return found


def build_place_graph(
    network: RoadNetwork,
    index: SnapIndex,
    usable: Mask,
    speeds_kmh: "dict[str, float]",
    off_road: OffRoad,
    place_lonlat: Floats,
) -> PlaceGraph:
    """Tie places, (p, 2) degrees without repeats, into the usable arcs of a network."""
    snapped = index.snap(place_lonlat, limit_m=off_road.limit_m)
    places = len(place_lonlat)
    class_kmh = np.array([speeds_kmh.get(name, np.nan) for name in ROAD_CLASSES])
    parts = [
        _road_links(network, usable, snapped, class_kmh[network.road_class], 2 * places),
        _off_road_links(snapped, off_road, network.off_road_factor),
        _direct_links(place_lonlat, off_road, network.off_road_factor),
    ]
    node_lonlat = np.concatenate([place_lonlat, snapped.lonlat, network.node_lonlat])
    links, keys = _quickest(_concatenate(parts), len(node_lonlat))
    both_ways = (
        np.tile(links.duration_ms.astype(np.float64), 2),
        (np.concatenate([links.start, links.end]), np.concatenate([links.end, links.start])),
    )
    size = len(node_lonlat)
    return PlaceGraph(
        places=places,
        node_lonlat=node_lonlat,
        links=links,
        keys=keys,
        durations_ms=csr_array(both_ways, shape=(size, size)),
    )


def _road_links(
    network: RoadNetwork, usable: Mask, snapped: Snapped, arc_kmh: Floats, first_junction: int
) -> Links:
    """Every usable arc, cut at the meeting points that lie on it."""
    on_road = np.flatnonzero(snapped.arc >= 0)
    arcs = np.flatnonzero(usable)
    # The stations along each arc: its start, the meeting points in order, its end.
    arc = np.concatenate([arcs, snapped.arc[on_road], arcs])
    share = np.concatenate([np.zeros(len(arcs)), snapped.along[on_road], np.ones(len(arcs))])
    rank = np.repeat([0, 1, 2], [len(arcs), len(on_road), len(arcs)])
    node = np.concatenate(
        [
            network.arc_from[arcs] + first_junction,
            on_road + len(snapped.arc),
            network.arc_to[arcs] + first_junction,
        ]
    ).astype(np.int64)
    order = np.lexsort((node, share, rank, arc))
    arc, share, node = arc[order], share[order], node[order]
    same = arc[:-1] == arc[1:]
    start, end, piece = node[:-1][same], node[1:][same], arc[:-1][same]
    from_share, to_share = share[:-1][same], share[1:][same]
    length_m = network.length_m[piece] * (to_share - from_share)
    return Links(
        start=start,
        end=end,
        duration_ms=_duration_ms(length_m, arc_kmh[piece]),
        length_m=length_m,
        estimated=network.is_connector[piece],
        arc=piece,
        from_share=from_share,
        to_share=to_share,
    )


def _off_road_links(snapped: Snapped, off_road: OffRoad, factor: float) -> Links:
    place = np.flatnonzero(snapped.arc >= 0)
    off_m = snapped.off_m[place]
    return _straight_links(
        place, place + len(snapped.arc), off_m * factor, off_road, off_m > EXACT_WITHIN_M
    )


def _direct_links(place_lonlat: Floats, off_road: OffRoad, factor: float) -> Links:
    if len(place_lonlat) < 2:
        nobody = np.zeros(0, dtype=np.int64)
        return _straight_links(nobody, nobody, np.zeros(0), off_road, np.zeros(0, dtype=bool))
    metres = projection_for(place_lonlat).to_metres(place_lonlat)
    limit_m = min(DIRECT_LIMIT_M, off_road.limit_m)
    pairs = KDTree(metres).query_pairs(limit_m, output_type="ndarray").reshape(-1, 2)
    a, b = pairs.astype(np.int64).T
    length_m = np.hypot(*(metres[a] - metres[b]).T) * factor
    return _straight_links(a, b, length_m, off_road, np.ones(len(a), dtype=bool))


def _straight_links(
    start: Ints, end: Ints, length_m: Floats, off_road: OffRoad, estimated: Mask
) -> Links:
    return Links(
        start=start,
        end=end,
        duration_ms=_duration_ms(length_m, np.full(len(start), off_road.speed_kmh)),
        length_m=length_m,
        estimated=estimated,
        arc=np.full(len(start), STRAIGHT, dtype=np.int64),
        from_share=np.zeros(len(start)),
        to_share=np.ones(len(start)),
    )


def _duration_ms(length_m: Floats, speed_kmh: Floats) -> Ints:
    """Whole milliseconds, at least 1: a sparse graph takes 0 for no link at all."""
    return np.maximum(np.rint(length_m * 3600.0 / speed_kmh), 1.0).astype(np.int64)


_FIELDS = (
    "start", "end", "duration_ms", "length_m", "estimated", "arc", "from_share", "to_share",
)  # fmt: skip


def _concatenate(parts: list[Links]) -> Links:
    return Links(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in _FIELDS})


def _quickest(links: Links, nodes: int) -> tuple[Links, Ints]:
    """Lower node first; of parallel links the quickest, which a sparse array would add up."""
    turned = links.start > links.end
    low, high = np.minimum(links.start, links.end), np.maximum(links.start, links.end)
    order = np.lexsort((links.length_m, links.duration_ms, high, low))
    keys = (low * nodes + high)[order]
    kept = np.concatenate([[True], np.diff(keys) != 0]) if len(keys) else np.zeros(0, dtype=bool)
    kept &= low[order] != high[order]
    order = order[kept]
    columns = {name: getattr(links, name)[order] for name in _FIELDS}
    turned = turned[order]
    columns["start"], columns["end"] = low[order], high[order]
    from_share, to_share = columns["from_share"], columns["to_share"]
    columns["from_share"] = np.where(turned, to_share, from_share)
    columns["to_share"] = np.where(turned, from_share, to_share)
    return Links(**columns), keys[kept]
