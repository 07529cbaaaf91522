"""Made-up ground: a mountain province of market towns, valleys, side roads and passes.

Towns (the bases) are joined by highways; from each town valleys run out, and villages lie along the
valleys or up a side road. Driving uphill is slower, so matrices are not symmetric.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree

KM2_PER_VILLAGE = 45.0
"""Sparser than Mae Hong Son (12,700 km2, 415 villages): not every village is due every week."""

HIGHWAY_KMH, VALLEY_KMH, SIDE_KMH, PASS_KMH = 55.0, 38.0, 22.0, 28.0
UPHILL = 1.15

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """Places in km east and north of a corner (bases first), and travel between them."""

    xy_km: Reals
    bases: int
    durations_s: Reals
    distances_m: Reals


class _Roads:
    """Nodes in km and two-way arcs with their own speed each way, grown one by one."""

    def __init__(self) -> None:
        self.xy: list[tuple[float, float]] = []
        self.arcs: list[tuple[int, int, float, float]] = []

    def node(self, x: float, y: float) -> int:
        self.xy.append((x, y))
        return len(self.xy) - 1

    def join(self, low: int, high: int, kmh: float, winding: float, climb: float = 1.0) -> None:
        """A road; driving towards `high` takes `climb` times as long."""
        (ax, ay), (bx, by) = self.xy[low], self.xy[high]
        metres = max(50.0, math.hypot(ax - bx, ay - by) * winding * 1000)
        seconds = metres / (kmh / 3.6)
        self.arcs += [(low, high, seconds * climb, metres), (high, low, seconds, metres)]


def ground_of(villages: int, bases: int, rng: np.random.Generator) -> Ground:
    """A province with so many villages, and travel along its fastest roads."""
    side = math.sqrt(villages * KM2_PER_VILLAGE)
    roads = _Roads()
    towns = [roads.node(x, y) for x, y in _spread(bases, side, rng)]
    _highways(roads, towns, rng)
    valleys = [
        _valley(roads, town, angle, side, bases, rng) for town in towns for angle in _angles(rng)
    ]
    _passes(roads, valleys, side, rng)
    homes = _homes(roads, valleys, villages, rng)
    seconds, metres = _shortest(roads, [*towns, *homes])
    return Ground(
        xy_km=np.array([roads.xy[i] for i in [*towns, *homes]]),
        bases=bases, durations_s=seconds, distances_m=metres,
    )  # fmt: skip


def _spread(count: int, side: float, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Towns, each the farthest of 12 random points from those before it."""
    points = [tuple(rng.uniform(0.25, 0.75, 2) * side)]
    while len(points) < count:
        tries = rng.uniform(0.05, 0.95, (12, 2)) * side
        apart = [min(math.dist(t, p) for p in points) for t in tries]
        points.append(tuple(tries[int(np.argmax(apart))]))
    return [(float(x), float(y)) for x, y in points]


def _highways(roads: _Roads, towns: list[int], rng: np.random.Generator) -> None:
    n = len(towns)
    apart = np.array([[math.dist(roads.xy[a], roads.xy[b]) for b in towns] for a in towns])
    tree = minimum_spanning_tree(apart).tocoo()
    pairs = {(int(a), int(b)) for a, b in zip(tree.row, tree.col, strict=True)}
    for a in range(n):
        for b in range(a + 1, n):
            if rng.random() < 0.25 * (apart[a, b] < 1.5 * np.median(apart)):
                pairs.add((a, b))
    for a, b in sorted(pairs):
        roads.join(towns[a], towns[b], HIGHWAY_KMH, rng.uniform(1.2, 1.5))


def _angles(rng: np.random.Generator) -> list[float]:
    count = int(rng.integers(3, 6))
    first = rng.uniform(0, 2 * math.pi)
    return [first + 2 * math.pi * (i + rng.uniform(-0.25, 0.25)) / count for i in range(count)]


def _valley(
    roads: _Roads, town: int, angle: float, side: float, bases: int, rng: np.random.Generator
) -> list[int]:
    """Nodes along one valley, every 1.5-3 km, bending as it climbs; it stops at the border."""
    length = rng.uniform(0.35, 0.75) * side / math.sqrt(bases)
    nodes, (x, y), gone = [town], roads.xy[town], 0.0
    while gone < length:
        step = rng.uniform(1.5, 3.0)
        angle += rng.normal(0.0, 0.25)
        x, y = x + step * math.cos(angle), y + step * math.sin(angle)
        if not (0 <= x <= side and 0 <= y <= side):
            break
        node = roads.node(x, y)
        roads.join(nodes[-1], node, VALLEY_KMH, 1.25, UPHILL)
        nodes.append(node)
        gone += step
    return nodes


def _passes(roads: _Roads, valleys: list[list[int]], side: float, rng: np.random.Generator) -> None:
    """Now and then a slow road joins the heads of two valleys."""
    heads = [valley[-1] for valley in valleys]
    for i, a in enumerate(heads):
        for b in heads[i + 1 :]:
            apart = math.dist(roads.xy[a], roads.xy[b])
            if a != b and apart < 15 and rng.random() < 0.4:
                roads.join(a, b, PASS_KMH, 1.5)


def _homes(
    roads: _Roads, valleys: list[list[int]], count: int, rng: np.random.Generator
) -> list[int]:
    """Villages: most within 2 km of a valley road, some high up a side road."""
    spots = [node for valley in valleys for node in valley[1:]] or [valleys[0][0]]
    homes = []
    for _ in range(count):
        low = spots[int(rng.integers(len(spots)))]
        away = rng.uniform(3.0, 9.0) if rng.random() < 0.35 else rng.uniform(0.1, 2.5)
        angle = rng.uniform(0, 2 * math.pi)
        x, y = roads.xy[low]
        home = roads.node(x + away * math.cos(angle), y + away * math.sin(angle))
        roads.join(low, home, SIDE_KMH, 1.4, UPHILL)
        homes.append(home)
    return homes


def _shortest(roads: _Roads, places: list[int]) -> tuple[Reals, Reals]:
    """Seconds of the fastest way between places, and metres along that same way."""
    low, high, seconds, metres = (np.array(column) for column in zip(*roads.arcs, strict=True))
    n = len(roads.xy)
    graph = coo_array((seconds, (low, high)), shape=(n, n)).tocsr()
    length = coo_array((metres, (low, high)), shape=(n, n)).tocsr()
    times, far = np.empty((len(places), len(places))), np.empty((len(places), len(places)))
    for first in range(0, len(places), 500):
        some = places[first : first + 500]
        whole, before = dijkstra(graph, indices=some, return_predecessors=True)
        times[first : first + 500] = whole[:, places]
        far[first : first + 500] = _along(before, some, length)[:, places]
    return times, far


def _along(before: npt.NDArray[np.int32], sources: list[int], length: Any) -> Reals:
    """Metres from each source to every node, over the nodes before it: jumps that double."""
    rows = np.arange(len(sources))[:, None]
    nodes = np.arange(before.shape[1])[None, :]
    jump = np.where(before < 0, np.array(sources)[:, None], before)
    gone = np.zeros(jump.shape)
    moved = jump != nodes
    gone[moved] = np.asarray(length[jump[moved], np.broadcast_to(nodes, jump.shape)[moved]]).ravel()
    while (jump != np.array(sources)[:, None]).any():
        gone += gone[rows, jump]
        jump = jump[rows, jump]
    return gone
