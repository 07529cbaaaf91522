"""How fast roads are: matrix, snapping, closures, import, on one core.

    python -m tests.benchmarks.roads --data EXTRACT.osm.pbf --heights TILE.hgt.zip
    python -m tests.benchmarks.roads --data EXTRACT.osm.pbf --tiles 36

Without `--data` the sample's numbered roads are used. Places are junctions of the network moved by
up to 300 m, drawn with a fixed seed. "bare" is scipy's Dijkstra alone on the graph that the
reference engine searches, from every place to every node, without predecessors; "reference" is
`RoadGraphEngine`, all else `RoadHierarchyEngine`. `--tiles` lays copies of the network side by side
in a square, each joined to its neighbours by six roads. Kernels are compiled before anything is
timed. `--lengths` also asks routingkit-cch, where it is installed, for the same durations and for
the arcs of some paths.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.sparse.csgraph import dijkstra

from geodata.places import Location
from geodata.roads.build import build_roads
from geodata.roads.closures import Closure, state_name
from geodata.roads.graph import RoadNetwork
from geodata.roads.heights import read_heights
from geodata.roads.network import read_network
from geodata.roads.osm import ReadCounts, read_extract
from geodata.roads.snap import SnapIndex
from geodata.roads.speeds import ROAD_CLASSES
from geodata.roads.traits import ArcTraits
from geodata.roads.ways import network_of_ways
from geodata.roads.weights import main_piece, weights_of
from geodata.travel.hierarchy import build_hierarchy
from geodata.travel.hierarchy_kernel import customise
from geodata.travel.road_graph import RoadGraphEngine, distinct
from geodata.travel.road_hierarchy import RoadHierarchyEngine
from geodata.travel.tied import arc_weights
from geodata.travel.warm import warm_up_travel
from planner.samples import sample_folder

T = TypeVar("T")
PROFILE = "van/dry"


def timed(name: str, work: Callable[[], T], *, times: int = 1) -> T:
    """Run, and tell CPU seconds of the quickest run and the memory of the process so far."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"| {name} | {best:.3f} | {peak_mb} |\n")
    sys.stdout.flush()
    return result


def network_from(asked: argparse.Namespace) -> RoadNetwork:
    """The network asked for, with the standard speeds for it."""
    if asked.data is None:
        return read_network(sample_folder() / "roads")
    heights = read_heights(asked.heights) if asked.heights else None
    ways = timed("read the extract", lambda: list(read_extract(asked.data, ReadCounts())))
    network = timed("ways to network", lambda: network_of_ways(ways, heights=heights))
    asked.folder.mkdir(parents=True, exist_ok=True)
    build_roads(asked.data, asked.folder)
    return replace(network, speeds=read_network(asked.folder).speeds)


JOINS = 6
"""Roads between one tile and the next."""


def tiled(network: RoadNetwork, tiles: int) -> RoadNetwork:
    """About so many copies of a network in a square; each joined to its neighbours by six arcs."""
    side = max(1, round(tiles**0.5))
    nodes, points, copies = len(network.node_lonlat), len(network.shape_lonlat), side * side
    lonlat = network.node_lonlat
    step = np.ptp(lonlat, axis=0) + 0.002
    moves = np.array([[i * step[0], j * step[1]] for i in range(side) for j in range(side)])
    all_lonlat = (lonlat[None] + moves[:, None]).reshape(-1, 2)
    east, north = (np.argsort(-lonlat[:, axis], kind="stable")[:JOINS] for axis in (0, 1))
    west, south = (np.argsort(lonlat[:, axis], kind="stable")[:JOINS] for axis in (0, 1))
    ends = [
        np.stack([near + (i * side + j) * nodes, far + (ni * side + nj) * nodes], axis=1)
        for i in range(side)
        for j in range(side)
        for near, far, ni, nj in ((east, west, i + 1, j), (north, south, i, j + 1))
        if ni < side and nj < side
    ]
    joins = np.concatenate(ends) if ends else np.zeros((0, 2), dtype=np.int64)
    repeat = np.repeat(np.arange(copies), len(network.arc_from)) * nodes

    def column(array: np.ndarray, value: float) -> np.ndarray:
        return np.concatenate([np.tile(array, copies), np.full(len(joins), value, array.dtype)])

    starts = (network.shape_start[:-1][None] + points * np.arange(copies)[:, None]).ravel()
    last = copies * points + 2 * np.arange(len(joins) + 1)
    traits = network.traits
    return replace(
        network,
        node_lonlat=all_lonlat,
        arc_from=np.concatenate([np.tile(network.arc_from, copies) + repeat, joins[:, 0]]).astype(
            np.int32
        ),
        arc_to=np.concatenate([np.tile(network.arc_to, copies) + repeat, joins[:, 1]]).astype(
            np.int32
        ),
        length_m=column(network.length_m, 500.0),
        road_class=column(network.road_class, ROAD_CLASSES.index("tertiary")),
        is_connector=column(network.is_connector, 0),
        shape_lonlat=np.concatenate(
            [
                (network.shape_lonlat[None] + moves[:, None]).reshape(-1, 2),
                all_lonlat[joins].reshape(-1, 2),
            ]
        ),
        shape_start=np.concatenate([starts, last]),
        numbers=network.numbers * copies + ("",) * len(joins),
        traits=None
        if traits is None
        else ArcTraits(**{name: column(a, 0) for name, a in traits.arrays().items()}),
    )


def places_on(network: RoadNetwork, count: int) -> dict[str, Location]:
    """Places within 300 m of junctions that vehicles reach."""
    rng = np.random.default_rng(20261122)
    usable = main_piece(network, weights_of(network, network.speeds, PROFILE))
    nodes = np.unique(network.arc_from[usable])
    lonlat = network.node_lonlat[rng.choice(nodes, count, replace=len(nodes) < count)]
    moved = lonlat + rng.uniform(-0.0027, 0.0027, lonlat.shape)
    return {f"p{i}": Location(lon=float(x), lat=float(y)) for i, (x, y) in enumerate(moved)}


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.roads", description=__doc__)
    parser.add_argument("--data", type=Path, help="an OpenStreetMap extract")
    parser.add_argument("--heights", type=Path, action="append", help="a height tile")
    parser.add_argument("--folder", type=Path, default=Path("roads-benchmark"))
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--tiles", type=int, default=1)
    parser.add_argument("--bare", action="store_true", help="time scipy's search as well")
    parser.add_argument("--lengths", action="store_true", help="time routingkit-cch as well")
    asked = parser.parse_args(words)
    sys.stdout.write("| what | CPU s | MB |\n| --- | --- | --- |\n")
    network = network_from(asked)
    if asked.tiles > 1:
        network = tiled(network, asked.tiles)
    weights = weights_of(network, network.speeds, PROFILE)
    driven = int(np.isfinite(weights.forward_kmh).sum() + np.isfinite(weights.backward_kmh).sum())
    places = places_on(network, asked.places)
    closure = Closure(code="c", point=next(iter(places.values())), radius_m=500.0)
    reference = RoadGraphEngine(network, closures=(closure,))
    engine = RoadHierarchyEngine(network, closures=(closure,))
    warm_up_travel()
    sys.stdout.write(f"| arcs {len(network.arc_from)}, links for a van {driven} | | |\n")
    usable = main_piece(network, weights)
    index = timed("index for snapping", lambda: SnapIndex(network, usable))
    lonlat = distinct(tuple(places.values()))[0]
    timed(f"snap {len(places)} places", lambda: index.snap(lonlat), times=3)
    timed("weights of a season", lambda: weights_of(network, network.speeds, PROFILE), times=3)
    hierarchy = timed("order and shortcuts", lambda: build_hierarchy(network))
    closed = state_name(PROFILE, (closure,))
    engine.tie(lonlat, PROFILE)
    timed("index for closures", lambda: engine.stretches_of(closed))
    timed("where a closure lies", lambda: engine.stretches_of(closed), times=3)
    ways = arc_weights(network, engine.ground_of(PROFILE))
    timed(
        "all shortcuts weighted anew",
        lambda: customise(hierarchy.shape, hierarchy.edges, hierarchy.is_up, *ways),
        times=3,
    )
    timed("places tied to the roads", lambda: engine.tie(lonlat, PROFILE), times=3)
    count = len(places)
    timed(f"matrix {count} x {count}", lambda: engine.matrix(places, PROFILE), times=3)
    timed("the same after a closure", lambda: engine.matrix(places, closed), times=3)
    legs = list(pairwise(places.values()))[:100]
    timed("lines of 100 legs", lambda: engine.geometries(legs, PROFILE), times=3)
    if asked.lengths:
        _routingkit(network, count)
    if asked.bare:
        graph = timed("reference: places tied in", lambda: reference.graph_of(places, PROFILE))
        bare = np.arange(count)
        timed(
            f"bare search {count} x {count}",
            lambda: [dijkstra(graph.weights, indices=bare[i : i + 50]) for i in bare[::50]],
        )
        timed(f"reference: matrix {count} x {count}", lambda: reference.matrix(places, PROFILE))


def _routingkit(network: RoadNetwork, count: int) -> None:
    """The same by routingkit-cch: durations of one weight, and 2,000 paths as arcs."""
    import routingkit_cch

    nodes = len(network.node_lonlat)
    a, b = network.arc_from.tolist(), network.arc_to.tolist()
    lon, lat = network.node_lonlat.T.tolist()
    order = timed(
        "routingkit-cch: order",
        lambda: routingkit_cch.compute_order_inertial(nodes, a, b, lat, lon),
    )
    cch = timed("routingkit-cch: shortcuts", lambda: routingkit_cch.CCH(order, a + b, b + a, False))
    weights = np.maximum(np.tile(network.length_m, 2) * 100, 1).astype(int).tolist()
    metric = timed("routingkit-cch: weighted", lambda: routingkit_cch.CCHMetric(cch, weights))
    some = np.random.default_rng(2).choice(nodes, count).tolist()
    many = routingkit_cch.CCHOneToMany(metric, some)
    timed(
        f"routingkit-cch: {count} x {count} sums of one weight",
        lambda: [many.distances_from(source) for source in some],
    )
    query = routingkit_cch.CCHQuery(metric)
    timed(
        "routingkit-cch: arcs of 2,000 paths",
        lambda: [query.run(s, t).arc_path for s in some[:40] for t in some[:50]],
    )


if __name__ == "__main__":
    main()
