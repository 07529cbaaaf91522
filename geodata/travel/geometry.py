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
    return line_of(np.concatenate(pieces), ends)


def inner_points(network: RoadNetwork, arc: int, from_share: float, to_share: float) -> Floats:
    """(k, 2) degrees strictly inside a piece of an arc's line, in driving order."""
    shape = network.arc_shape(arc)
    if len(shape) < 3:
        return np.zeros((0, 2))
    if {from_share, to_share} == {0.0, 1.0}:
        return shape[1:-1] if from_share == 0.0 else shape[-2:0:-1]
    along_m = np.concatenate([[0.0], np.cumsum(distance_m(shape[:-1], shape[1:]))])
    share = along_m / max(along_m[-1], 1e-9)
    low, high = min(from_share, to_share), max(from_share, to_share)
    inner: Floats = shape[(share > low) & (share < high)]
    return inner if from_share <= to_share else inner[::-1]


def line_of(lonlat: Floats, ends: tuple[Location, Location]) -> tuple[Location, ...]:
    """A line through (k, 2) degrees, repeats left out, from the first of `ends` to the second."""
    moved = np.concatenate([[True], np.any(np.diff(lonlat, axis=0) != 0, axis=1)])
    between = [Location(lon=float(lon), lat=float(lat)) for lon, lat in lonlat[moved][1:]]
    return (ends[0], *between[:-1], ends[1])


def _inner_points(network: RoadNetwork, graph: PlaceGraph, link: int) -> Floats:
    """(k, 2) degrees strictly inside a link, in driving order."""
    links = graph.links
    arc = int(links.arc[link])
    if arc == STRAIGHT:
        return np.zeros((0, 2))
    return inner_points(network, arc, float(links.from_share[link]), float(links.to_share[link]))
