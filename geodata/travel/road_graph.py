"""Travel times on a local road graph: exact shortest paths, quickest first, by scipy.

A place is tied to the nearest usable road by a straight leg at off-road speed, stretched by a
detour factor; two places near each other are tied directly as well. A path may lead through other
places of the same question, so durations keep the triangle inequality; seconds are rounded up,
which keeps it too.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.crs import Floats, lonlat_of
from geodata.errors import UnknownProfile
from geodata.matrix import MAX_DURATION_S, UNREACHABLE, TravelMatrix
from geodata.places import Location
from geodata.roads.closures import MARK, Closure, closures_by_mark, season_of
from geodata.roads.last_legs import LastLeg
from geodata.roads.network import RoadNetwork
from geodata.roads.snap import SnapIndex
from geodata.roads.speeds import LOWEST_SPEED_KMH, OffRoad, SpeedTable
from geodata.roads.stretches import NOWHERE, ClosureIndex, Stretches
from geodata.roads.weights import Mask, Weights, main_piece, weights_of
from geodata.travel.barriers import Barrier
from geodata.travel.geometry import path_line
from geodata.travel.place_graph import PlaceGraph, build_place_graph
from geodata.travel.stations import LENGTH_UNITS, Ints
from geodata.travel.why import find_barriers

_CELLS_AT_ONCE = 2_000_000
"""Origins times nodes of one search: about 60 bytes each."""

_NO_LINE: tuple[Location, ...] = ()


class RoadGraphEngine:
    """Quickest paths on a road network, for every profile of its speed table.

    A profile may name the closures of a day besides ("van/wet+3f0a91c24b7e"): any set of the
    engine's `closures` that is in force on some day, as `state_name` calls it.
    """

    name = "road_graph/1"

    def __init__(
        self,
        network: RoadNetwork,
        *,
        speeds: SpeedTable | None = None,
        closures: Iterable[Closure] = (),
    ) -> None:
        self._network = network
        self._speeds = network.speeds if speeds is None else speeds
        self._closures = closures_by_mark(closures)
        self._ground: dict[str, Ground] = {}
        self._indexes: dict[bytes, SnapIndex] = {}
        self._closure_index: ClosureIndex | None = None

    def profiles(self) -> tuple[str, ...]:
        """Every profile this engine knows, without closures."""
        return self._speeds.profiles()

    def digest(self) -> str:
        """SHA-256 over engine, network and speeds: equal answers, equal digest.

        Closures are no part of it: a profile that they change names them itself.
        """
        parts = (self.name, self._network.digest(), *self._speeds.rows())
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places; raises `UnknownProfile`.

        Estimated is every path over an off-road leg of more than 100 m, a direct way between two
        places or a guessed connector.
        """
        lonlat, place = distinct(tuple(places.values()))
        graph = self._graph(lonlat, profile)
        count = len(lonlat)
        duration_ms, length_m = np.empty((count, count)), np.empty((count, count))
        sure_ms, sure_m = np.full((count, count), np.inf), np.full((count, count), np.inf)
        exact = graph.exact_weights()
        # Only a place that a sure link leaves has a way that is no guess.
        has_sure = np.flatnonzero(np.diff(exact.indptr)[:count])
        for origins in _batches(count, len(graph.node_lonlat)):
            duration_ms[origins], length_m[origins] = _sums(graph.weights, origins, count)
        for batch in _batches(len(has_sure), len(graph.node_lonlat)):
            origins = has_sure[batch]
            sure_ms[origins], sure_m[origins] = _sums(exact, origins, count)
        return matrix_of(
            profile, self.name, (tuple(places), place), (duration_ms, length_m), (sure_ms, sure_m)
        )

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The line of one leg, from origin to destination; empty when no road leads there."""
        return self.geometries([(origin, destination)], profile)[0]

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """The lines of many legs at once, each as `geometry` gives it.

        As in a matrix, a way off the roads may lead through other places of the same question.
        """
        lonlat, place = distinct(tuple(point for pair in pairs for point in pair))
        graph = self._graph(lonlat, profile)
        start, end = place[0::2], place[1::2]
        lines: list[tuple[Location, ...]] = [_NO_LINE] * len(pairs)
        for origins in _batches(len(lonlat), len(graph.node_lonlat)):
            asked = np.flatnonzero(np.isin(start, origins))
            wanted = np.unique(start[asked])
            if not len(wanted):
                continue
            whole_ms, before = _search(graph, wanted)
            for i in map(int, asked):
                row = int(np.searchsorted(wanted, start[i]))
                if np.isfinite(whole_ms[row, end[i]]):
                    nodes = _walk(before[row], int(start[i]), int(end[i]))
                    lines[i] = path_line(self._network, graph, nodes, pairs[i])
        return tuple(lines)

    @property
    def network(self) -> RoadNetwork:
        """The roads it answers on."""
        return self._network

    @property
    def speeds(self) -> SpeedTable:
        """The speeds it answers with."""
        return self._speeds

    def relaxed(self, speeds: SpeedTable, closures: Iterable[Closure] = ()) -> "RoadGraphEngine":
        """An engine on the same roads with other speeds and closures."""
        other = RoadGraphEngine(self._network, speeds=speeds, closures=closures)
        other._closure_index = self._closure_index
        if speeds is self._speeds:
            other._ground = self._ground
        return other

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """Why each place that cannot be reached from `origin` cannot; raises `UnknownProfile`."""
        return find_barriers(self, origin, places, profile)

    def last_legs(self, places: Mapping[str, Location], profile: str) -> dict[str, LastLeg]:
        """How the crew gets to the places that the vehicle does not; raises `UnknownProfile`."""
        ground = self.ground_of(season_of(profile))
        off_road = ground.off_road
        off_m = ground.index.snap(lonlat_of(tuple(places.values())), limit_m=off_road.reach_m).off_m
        ways = {code: off_road.last_leg(float(m)) for code, m in zip(places, off_m, strict=True)}
        return {code: leg for code, leg in ways.items() if leg is not None}

    def durations_from(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, int]:
        """Seconds from one of the places to every place that can be reached, itself included."""
        lonlat, place = distinct(tuple(places.values()))
        graph = self._graph(lonlat, profile)
        row = list(places).index(origin)
        whole_ms, _ = _search(graph, place[row : row + 1])
        duration_s = np.ceil(whole_ms[0, place] / 1000)
        return {
            code: int(seconds)
            for code, seconds in zip(places, duration_s, strict=True)
            if np.isfinite(seconds)
        }

    def graph_of(self, places: Mapping[str, Location], profile: str) -> PlaceGraph:
        """The graph with these places tied in, each point once; raises `UnknownProfile`."""
        return self._graph(distinct(tuple(places.values()))[0], profile)

    def spread(self, origin: Location, profile: str) -> tuple[PlaceGraph, Floats]:
        """The graph with one place tied in, and milliseconds from it to every node, or infinite."""
        graph = self._graph(lonlat_of((origin,)), profile)
        whole_ms, _ = _search(graph, np.zeros(1, dtype=np.int64))
        return graph, whole_ms[0]

    def closures_of(self, profile: str) -> tuple[Closure, ...]:
        """The closures that a profile names, of those that concern its vehicle class.

        Raises `UnknownProfile` when it names others than the engine was told of.
        """
        season, mark, digest = profile.partition(MARK)
        if not mark:
            return ()
        if digest not in self._closures:
            raise UnknownProfile(
                f"no closures for profile {profile!r}",
                profile=profile,
                known=", ".join(f"{season}{MARK}{known}" for known in sorted(self._closures)),
            )
        vehicle_class = season.partition("/")[0]
        return tuple(c for c in self._closures[digest] if c.is_for(vehicle_class))

    def stretches_of(self, profile: str) -> Stretches:
        """Where the closures of a profile lie; raises `UnknownProfile`."""
        closures = self.closures_of(profile)
        if not closures:
            return NOWHERE
        if self._closure_index is None:
            self._closure_index = ClosureIndex(self._network)
        return self._closure_index.stretches(closures)

    def _graph(self, lonlat: Floats, profile: str) -> PlaceGraph:
        ground = self.ground_of(season_of(profile))
        return build_place_graph(
            self._network,
            ground.index,
            ground.usable,
            ground.weights,
            ground.off_road,
            lonlat,
            self.stretches_of(profile),
        )

    def ground_of(self, season: str) -> "Ground":
        """What a vehicle class may use in a season, worked out once."""
        if season not in self._ground:
            weights = weights_of(self._network, self._speeds, season)
            usable = main_piece(self._network, weights)
            key = np.packbits(usable).tobytes()
            if key not in self._indexes:
                self._indexes[key] = SnapIndex(self._network, usable)
            nowhere = OffRoad(speed_kmh=LOWEST_SPEED_KMH, limit_m=0.0)
            self._ground[season] = Ground(
                weights=weights,
                usable=usable,
                index=self._indexes[key],
                off_road=self._speeds.off_road.get(season, nowhere),
            )
        return self._ground[season]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """A vehicle class in a season: speeds, the arcs it may use, and how places meet them."""

    weights: Weights
    usable: Mask
    index: SnapIndex
    off_road: OffRoad


def distinct(places: Sequence[Location]) -> tuple[Floats, Ints]:
    """Distinct points, (n, 2) degrees, and for each place which of them it is."""
    points, which = np.unique(lonlat_of(tuple(places)), axis=0, return_inverse=True)
    return points, which.reshape(-1).astype(np.int64)


def matrix_of(
    profile: str,
    engine: str,
    places: tuple[tuple[str, ...], Ints],
    sums: tuple[Floats, Floats],
    sure: tuple[Floats, Floats],
) -> TravelMatrix:
    """A matrix from (n, n) milliseconds and metres between points, infinite where no way leads.

    `sure` are those without guesses; places: their names and the point of each.
    """
    duration_ms, length_m = sums
    estimated = duration_ms < sure[0]
    length_m = np.where(estimated, length_m, sure[1])
    np.fill_diagonal(estimated, False)
    np.fill_diagonal(length_m, 0.0)
    reached = np.isfinite(duration_ms)
    seconds = np.full(reached.shape, UNREACHABLE, dtype=np.int32)
    seconds[reached] = np.ceil(duration_ms[reached] / 1000)
    metres = np.full(reached.shape, UNREACHABLE, dtype=np.int32)
    metres[reached] = np.rint(length_m[reached])
    grid = np.ix_(places[1], places[1])
    return TravelMatrix(
        profile=profile,
        engine=engine,
        place_ids=places[0],
        durations_s=seconds[grid],
        distances_m=metres[grid],
        estimated=(estimated & reached)[grid],
    )


def _batches(origins: int, nodes: int) -> Iterator[Ints]:
    """Origins in batches that keep the arrays of one search within memory."""
    size = max(1, _CELLS_AT_ONCE // max(nodes, 1))
    for first in range(0, origins, size):
        yield np.arange(first, min(first + size, origins), dtype=np.int64)


_LIMIT = float(MAX_DURATION_S) * 1000 * LENGTH_UNITS


def _search(graph: PlaceGraph, origins: Ints) -> tuple[Floats, npt.NDArray[np.int32]]:
    """(k, n) milliseconds from each origin, infinite where no road leads; (k, n) node before."""
    whole, before = dijkstra(graph.weights, indices=origins, return_predecessors=True, limit=_LIMIT)
    return np.floor(whole / LENGTH_UNITS), before


def _sums(weights: csr_array, origins: Ints, places: int) -> tuple[Floats, Floats]:
    """(k, places) milliseconds and metres from each origin; infinite where no road leads."""
    whole = dijkstra(weights, indices=origins, limit=_LIMIT)[:, :places]
    reached = np.isfinite(whole)
    milliseconds = np.floor(whole / LENGTH_UNITS)
    metres = np.full(whole.shape, np.inf)
    metres[reached] = (whole[reached] - milliseconds[reached] * LENGTH_UNITS) / 10
    return milliseconds, metres


def _walk(before: npt.NDArray[np.int32], start: int, end: int) -> list[int]:
    """Nodes of a path, from its start to its end."""
    nodes = [end]
    while nodes[-1] != start:
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]
