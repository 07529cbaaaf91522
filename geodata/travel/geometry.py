"""The line of a path on the ground, for maps."""

from collections.abc import Sequence

import numpy as np

from geodata.crs import Floats, distance_m
from geodata.places import Location
from geodata.roads.network import RoadNetwork
from geodata.travel.place_graph import STRAIGHT, PlaceGraph


def path_line(
    network: RoadNetwork,
    graph: PlaceGraph,
    nodes: Sequence[int],
    ends: tuple[Location, Location],
) -> tuple[Location, ...]:
    """The line through neighbouring nodes, from the first of `ends` to the second."""
    path = np.array(nodes, dtype=np.int64)
    links = graph.links_between(path[:-1], path[1:])
    on_road = graph.links.arc[links] != STRAIGHT
    pieces = [graph.node_lonlat[path[:1]]]
    for step, (b, link) in enumerate(zip(path[1:], links, strict=True)):
        pieces.append(_inner_points(network, graph, int(link)))
        is_passed = b < graph.first_junction and step + 1 < len(links)
        # Where another place meets the road that is only driven past, the line has no corner.
        if not (is_passed and on_road[step] and on_road[step + 1]):
            pieces.append(graph.node_lonlat[[b]])
    lonlat = np.concatenate(pieces)
    moved = np.concatenate([[True], np.any(np.diff(lonlat, axis=0) != 0, axis=1)])
    between = [Location(lon=float(lon), lat=float(lat)) for lon, lat in lonlat[moved][1:]]
    return (ends[0], *between[:-1], ends[1])


def _inner_points(network: RoadNetwork, graph: PlaceGraph, link: int) -> Floats:
    """(k, 2) degrees strictly inside a link, in driving order."""
    arc = int(graph.links.arc[link])
    shape = network.arc_shape(arc) if arc != STRAIGHT else np.zeros((0, 2))
    if len(shape) < 3:
        return np.zeros((0, 2))
    along_m = np.concatenate([[0.0], np.cumsum(distance_m(shape[:-1], shape[1:]))])
    share = along_m / max(along_m[-1], 1e-9)
    a, b = float(graph.links.from_share[link]), float(graph.links.to_share[link])
    inner: Floats = shape[(share > min(a, b)) & (share < max(a, b))]
    return inner if a <= b else inner[::-1]
