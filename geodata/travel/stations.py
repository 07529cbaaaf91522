"""What lies along arcs: places' meeting points and the ends of closures, and the pieces between.

Durations are whole milliseconds, so that sums are exact and never depend on their order. Duration
and length of a piece stand in one whole number, milliseconds x `LENGTH_UNITS` + decimetres: its
least sum is the quickest way, the shorter of equally quick ones, and holds both sums.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.crs import Floats, distance_m
from geodata.roads.network import RoadNetwork
from geodata.roads.snap import Snapped
from geodata.roads.stretches import Stretches
from geodata.roads.weights import Mask, Weights

LENGTH_UNITS = 2**26
"""Decimetres that fit beside milliseconds in one weight: 6,700 km; 2**27 ms are 37 hours."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """Pieces of arcs from one station to the next, arc after arc; arrays of one length.

    arc: the network's. start, end: nodes, numbered as in a place graph. from_share, to_share: which
    piece of the arc's line. forward_kmh, backward_kmh: NaN or 0 where not allowed. estimated: bool.
    """

    arc: Ints
    start: Ints
    end: Ints
    from_share: Floats
    to_share: Floats
    length_m: Floats
    forward_kmh: Floats
    backward_kmh: Floats
    estimated: Mask


class Stations:
    """What lies along each usable arc: its start, meeting points and cuts in order, its end.

    Nodes are numbered places first, then each place's meeting point with the road, then junctions,
    then cuts.
    """

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

    def pieces(self, weights: Weights, closed: Stretches) -> Pieces:
        """Every piece between two stations."""
        same = self._arc[:-1] == self._arc[1:]
        arc = self._arc[:-1][same]
        from_share, to_share = self._share[:-1][same], self._share[1:][same]
        left = closed.factor_at(arc, (from_share + to_share) / 2)
        return Pieces(
            arc=arc,
            start=self._node[:-1][same],
            end=self._node[1:][same],
            from_share=from_share,
            to_share=to_share,
            length_m=self._network.length_m[arc] * (to_share - from_share),
            forward_kmh=weights.forward_kmh[arc] * left,
            backward_kmh=weights.backward_kmh[arc] * left,
            estimated=self._network.is_connector[arc],
        )


def cuts_of(closed: Stretches, usable: Mask) -> tuple[Ints, Floats]:
    """Usable arcs and the shares of their lines at which closures begin or end."""
    arc, share = closed.cuts()
    taken = usable[arc]
    return arc[taken], share[taken]


def points_at(network: RoadNetwork, arc: Ints, share: Floats) -> Floats:
    """(k, 2) degrees at shares of the lines of arcs."""
    points = np.zeros((len(arc), 2))
    for i, (one, along) in enumerate(zip(arc, share, strict=True)):
        shape = network.arc_shape(int(one))
        at_m = np.concatenate([[0.0], np.cumsum(distance_m(shape[:-1], shape[1:]))])
        points[i] = [np.interp(along * at_m[-1], at_m, shape[:, axis]) for axis in (0, 1)]
    return points


def duration_ms(length_m: Floats, speed_kmh: Floats) -> Ints:
    """Whole milliseconds, at least 1: a sparse graph takes 0 for no link at all."""
    return np.maximum(np.rint(length_m * 3600.0 / speed_kmh), 1.0).astype(np.int64)


def packed(duration_ms: Ints, length_m: Floats) -> Ints:
    """Duration and length in one whole number each."""
    return duration_ms * LENGTH_UNITS + np.rint(length_m * 10).astype(np.int64)
