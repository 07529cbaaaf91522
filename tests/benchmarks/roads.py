"""How fast roads are: matrix, snapping, closures, import, on one core.

    python -m tests.benchmarks.roads --data EXTRACT.osm.pbf --heights TILE.hgt.zip
    python -m tests.benchmarks.roads --data EXTRACT.osm.pbf --tiles 70

Without `--data` the sample's numbered roads are used. Places are junctions of the network moved by
up to 300 m, drawn with a fixed seed. "bare" is scipy's Dijkstra alone on the graph that the engine
searches, from every place to every node, without predecessors. `--tiles` lays copies of the network
side by side, joined by one road, until there are about so many times as many arcs.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.sparse.csgraph import dijkstra

from geodata.crs import lonlat_of
from geodata.places import Location
from geodata.roads.build import build_roads
from geodata.roads.closures import Closure, state_name
from geodata.roads.graph import RoadNetwork
from geodata.roads.heights import read_heights
from geodata.roads.network import read_network
from geodata.roads.osm import ReadCounts, read_extract
from geodata.roads.snap import SnapIndex
from geodata.roads.traits import ArcTraits
from geodata.roads.ways import network_of_ways
from geodata.roads.weights import main_piece, weights_of
from geodata.travel.road_graph import RoadGraphEngine
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


def tiled(network: RoadNetwork, times: int) -> RoadNetwork:
    """Copies of a network in a row, east of one another; each joined to the next by one arc."""
    nodes, points = len(network.node_lonlat), len(network.shape_lonlat)
    copies = range(times)
    hub = int(network.arc_from[np.argmax(network.length_m)])
    joins = np.arange(times - 1)
    east = np.array([0.002, 0.0])
    lonlat = np.concatenate([network.node_lonlat + i * east for i in copies])
    ends = np.stack([hub + joins * nodes, hub + (joins + 1) * nodes], axis=1)

    def column(array: np.ndarray, value: float) -> np.ndarray:
        return np.concatenate([np.tile(array, times), np.full(times - 1, value, array.dtype)])

    traits = network.traits
    return replace(
        network,
        node_lonlat=lonlat,
        arc_from=np.concatenate(
            [*(network.arc_from + i * nodes for i in copies), ends[:, 0]]
        ).astype(np.int32),
        arc_to=np.concatenate([*(network.arc_to + i * nodes for i in copies), ends[:, 1]]).astype(
            np.int32
        ),
        length_m=column(network.length_m, 200.0),
        road_class=column(network.road_class, network.road_class[0]),
        is_connector=column(network.is_connector, 0),
        shape_lonlat=np.concatenate(
            [*(network.shape_lonlat + i * east for i in copies), lonlat[ends].reshape(-1, 2)]
        ),
        shape_start=np.concatenate(
            [
                *(network.shape_start[:-1] + i * points for i in copies),
                times * points + 2 * np.arange(times),
            ]
        ),
        numbers=network.numbers * times + ("",) * (times - 1),
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
    asked = parser.parse_args(words)
    sys.stdout.write("| what | CPU s | MB |\n| --- | --- | --- |\n")
    network = network_from(asked)
    if asked.tiles > 1:
        network = tiled(network, asked.tiles)
    weights = weights_of(network, network.speeds, PROFILE)
    driven = int(np.isfinite(weights.forward_kmh).sum() + np.isfinite(weights.backward_kmh).sum())
    places = places_on(network, asked.places)
    closure = Closure(code="c", point=next(iter(places.values())), radius_m=500.0)
    engine = RoadGraphEngine(network, closures=(closure,))
    sys.stdout.write(f"| arcs {len(network.arc_from)}, links for a van {driven} | | |\n")
    usable = main_piece(network, weights)
    index = timed("index for snapping", lambda: SnapIndex(network, usable))
    lonlat = lonlat_of(tuple(places.values()))
    timed(f"snap {len(places)} places", lambda: index.snap(lonlat), times=3)
    timed("weights of a season", lambda: weights_of(network, network.speeds, PROFILE), times=3)
    engine.spread(next(iter(places.values())), PROFILE)
    closed = state_name(PROFILE, (closure,))
    timed("index for closures", lambda: engine.stretches_of(closed))
    timed("stretches of a closure", lambda: engine.stretches_of(closed), times=3)
    graph = timed("tie places in", lambda: engine.graph_of(places, PROFILE), times=3)
    timed("tie places in, with a closure", lambda: engine.graph_of(places, closed), times=3)
    count = len(places)
    bare = np.arange(count)
    timed(
        f"bare search {count} x {count}",
        lambda: [dijkstra(graph.weights, indices=bare[i : i + 50]) for i in bare[::50]],
    )
    timed(f"matrix {count} x {count}", lambda: engine.matrix(places, PROFILE))


if __name__ == "__main__":
    main()
