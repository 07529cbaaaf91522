"""Places tied into a hierarchy: sums between all of them, and the line of one leg."""

from functools import cached_property
from itertools import pairwise

import numpy as np

from geodata.crs import Floats
from geodata.places import Location
from geodata.roads.network import RoadNetwork
from geodata.roads.stretches import Stretches
from geodata.travel.geometry import inner_points, line_of
from geodata.travel.hierarchy import Hierarchy
from geodata.travel.hierarchy_kernel import NO_WAY, Sums, customise
from geodata.travel.place_graph import EXACT_WITHIN_M, open_links, straight_links
from geodata.travel.road_graph import Ground
from geodata.travel.stations import Ints, Pieces, Stations, cuts_of, duration_ms, packed
from geodata.travel.ties_kernel import (
    FROM_END,
    FROM_START,
    TO_END,
    TO_START,
    Chains,
    Labels,
    along,
    beside,
    close,
    drive,
    join,
    label_places,
)

Ways = tuple[Ints, Ints]
"""(m,) weights of arcs, forward and backward."""


def arc_weights(network: RoadNetwork, ground: Ground) -> Ways:
    """The weights of whole arcs for a vehicle class in a season, `NO_WAY` where not allowed."""
    return (
        _weights(network.length_m, np.where(ground.usable, ground.weights.forward_kmh, np.nan)),
        _weights(network.length_m, np.where(ground.usable, ground.weights.backward_kmh, np.nan)),
    )


def _weights(length_m: Floats, kmh: Floats) -> Ints:
    result = np.full(len(length_m), NO_WAY, dtype=np.int64)
    driven = kmh > 0
    result[driven] = packed(duration_ms(length_m[driven], kmh[driven]), length_m[driven])
    return result


class Tied:
    """(p, 2) places in degrees, without repeats, on the roads of one day.

    All sums are (p, p), milliseconds x `LENGTH_UNITS` + decimetres, row is origin; `NO_WAY` where
    no way leads. They are those of a search on the place graph, to the last digit.
    """

    def __init__(
        self,
        network: RoadNetwork,
        hierarchy: Hierarchy,
        ground: Ground,
        whole: Ways,
        lonlat: Floats,
        closed: Stretches,
    ) -> None:
        self._network, self._hierarchy, self._whole = network, hierarchy, whole
        self._lonlat = lonlat
        off_road = ground.off_road
        self._snapped = snapped = ground.index.snap(lonlat, limit_m=off_road.reach_m)
        straight = open_links(
            straight_links(lonlat, snapped, off_road, network.off_road_factor),
            np.concatenate([lonlat, snapped.lonlat]), snapped, closed,
        )  # fmt: skip
        count = len(lonlat)
        weights = packed(straight.duration_ms, straight.length_m)
        ties = (straight.start < count) & (straight.end >= count)
        self._access = np.full(count, NO_WAY, dtype=np.int64)
        self._access[straight.start[ties]] = weights[ties]
        between = (straight.start < count) & (straight.end < count)
        self._direct = straight.start[between], straight.end[between], weights[between]
        touched = np.zeros(len(ground.usable), dtype=bool)
        touched[snapped.arc[snapped.arc >= 0]] = True
        touched[closed.arc] = True
        touched &= ground.usable
        stations = Stations(network, touched, snapped, *cuts_of(closed, touched))
        self._pieces = stations.pieces(ground.weights, closed)

    @cached_property
    def sums(self) -> Ints:
        """All ways, over the roads and off them."""
        sums = self._first.copy()
        if len(self._over):
            close(sums, self._over)
        return _bounded(sums)

    @cached_property
    def sure_sums(self) -> Ints:
        """Ways without a guess: no connector, and no more than a little way off the road."""
        access = np.where(self._snapped.off_m <= EXACT_WITHIN_M, self._access, NO_WAY)
        is_guess = self._network.is_connector
        if not is_guess.any():
            sums = self._roads.copy()
            sums[access == NO_WAY] = NO_WAY
            sums[:, access == NO_WAY] = NO_WAY
        else:
            forward, backward = (np.where(is_guess, NO_WAY, way) for way in self._whole)
            pieces = self._pieces
            chains = _chains(pieces, len(access), np.where(pieces.estimated, np.nan, 1.0))
            sums = _Search(self._hierarchy, self._network, self._snapped.arc, chains,
                           (forward, backward), access).sums()  # fmt: skip
        np.fill_diagonal(sums, 0)
        return _bounded(sums)

    @cached_property
    def _search(self) -> "_Search":
        chains = _chains(self._pieces, len(self._access), np.ones(len(self._pieces.arc)))
        forward, backward = (way.copy() for way in self._whole)
        return _Search(self._hierarchy, self._network, self._snapped.arc, chains,
                       (forward, backward), self._access)  # fmt: skip

    @cached_property
    def _roads(self) -> Ints:
        """Over the roads alone."""
        return self._search.sums()

    @cached_property
    def _first(self) -> Ints:
        """Over the roads alone, or straight from one place to the other."""
        sums = self._roads.copy()
        start, end, weights = self._direct
        np.minimum.at(sums, (start, end), weights)
        np.fill_diagonal(sums, 0)
        return sums

    @cached_property
    def _over(self) -> Ints:
        """The places between which the straight way is better: only there do ways change."""
        start, end, weights = self._direct
        better = weights < self._roads[start, end]
        return np.unique(np.concatenate([start[better], end[better]]))

    def line(
        self, origin: int, destination: int, ends: tuple[Location, Location]
    ) -> tuple[Location, ...]:
        """The line of a leg, empty when no way leads there."""
        if self.sums[origin, destination] >= NO_WAY:
            return ()
        stops = self._stops(origin, destination)
        parts = [self._lonlat[[origin]]]
        for a, b in pairwise(stops):
            if self._first[a, b] == self._roads[a, b]:
                parts.append(self._road_line(a, b))
            parts.append(self._lonlat[[b]])
        return line_of(np.concatenate(parts), ends)

    def _stops(self, a: int, b: int) -> list[int]:
        """The places that a way passes between which it is straight or all road."""
        if a == b:
            return [a, b]
        if self.sums[a, b] == self._first[a, b]:
            return [a, b]
        over = self._over[(self._over != a) & (self._over != b)]
        fits = self.sums[a, over] + self.sums[over, b] == self.sums[a, b]
        k = int(over[np.flatnonzero(fits)[0]])
        return [*self._stops(a, k)[:-1], *self._stops(k, b)]

    def _road_line(self, a: int, b: int) -> Floats:
        """(k, 2) degrees from one place's meeting point to another's."""
        snapped, network = self._snapped, self._network
        parts = [snapped.lonlat[[a]]]
        for arc, from_share, to_share in self._search.pieces(a, b, snapped.along):
            parts.append(inner_points(network, arc, from_share, to_share))
            if to_share in (0.0, 1.0):
                node = network.arc_from[arc] if to_share == 0.0 else network.arc_to[arc]
                parts.append(network.node_lonlat[[node]])
        return np.concatenate([*parts, snapped.lonlat[[b]]])


def _chains(pieces: Pieces, places: int, left: Floats) -> Chains:
    """The pieces with their weights; left: share of the speed that is left, NaN for none."""
    start = pieces.start - places
    return Chains(
        pieces.arc,
        np.where((start >= 0) & (start < places), start, -1),
        _weights(pieces.length_m, pieces.forward_kmh * left),
        _weights(pieces.length_m, pieces.backward_kmh * left),
    )


def _bounded(sums: Ints) -> Ints:
    return np.minimum(sums, NO_WAY)


class _Search:
    """Places on one set of weights: shortcuts customised, places labelled."""

    def __init__(
        self,
        hierarchy: Hierarchy,
        network: RoadNetwork,
        arc: Ints,
        chains: Chains,
        ways: Ways,
        access: Ints,
    ) -> None:
        self._hierarchy, self._network = hierarchy, network
        self._arc, self._chains, self._access = arc, chains, access
        self._ends = along(chains, len(arc), *ways)
        self._weights: Sums = customise(hierarchy.shape, hierarchy.edges, hierarchy.is_up, *ways)
        start, end = (
            np.where(arc >= 0, hierarchy.rank[nodes[arc]], -1).astype(np.int64)
            for nodes in (network.arc_from, network.arc_to)
        )
        self._labels: Labels = label_places(
            hierarchy.shape, self._weights, self._ends, start, end, access
        )

    def sums(self) -> Ints:
        """Between all places, over the roads."""
        sums = self._beside()
        join(self._labels, sums)
        return sums

    def _beside(self) -> Ints:
        """Between places on the same arc, along it."""
        sums = np.full((len(self._arc),) * 2, NO_WAY, dtype=np.int64)
        beside(self._chains, self._access, sums)
        return sums

    def pieces(self, a: int, b: int, shares: Floats) -> list[tuple[int, float, float]]:
        """The pieces of arcs from one place's meeting point to another's."""
        arc_a, arc_b = int(self._arc[a]), int(self._arc[b])
        entered, arcs, total = drive(self._hierarchy.shape, self._weights, self._labels, a, b)
        if arc_a == arc_b and self._beside()[a, b] <= total:
            return [(arc_a, float(shares[a]), float(shares[b]))]
        rank, network = self._hierarchy.rank, self._network
        found = [(arc_a, float(shares[a]), self._left_at(a, entered, (TO_START, TO_END)))]
        last = entered
        for arc in arcs:
            forward = last == rank[network.arc_from[arc]]
            found.append((arc, 0.0, 1.0) if forward else (arc, 1.0, 0.0))
            last = rank[network.arc_to[arc] if forward else network.arc_from[arc]]
        return [
            *found,
            (arc_b, self._left_at(b, int(last), (FROM_START, FROM_END)), float(shares[b])),
        ]

    def _left_at(self, place: int, rank: int, columns: tuple[int, int]) -> float:
        """The end of a place's arc, as a share of its line, that lies at a rank."""
        arc = self._arc[place]
        ranks = self._hierarchy.rank
        start, end = ranks[self._network.arc_from[arc]], ranks[self._network.arc_to[arc]]
        if start == end:
            return 0.0 if self._ends[place, columns[0]] <= self._ends[place, columns[1]] else 1.0
        return 0.0 if start == rank else 1.0
