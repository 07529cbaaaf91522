"""How far one gets in so many minutes: the pieces of road reached, and an outline round them."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.crs import Floats, lonlat_of, projection_for
from geodata.places import Location
from geodata.travel.place_graph import PlaceGraph
from geodata.travel.road_graph import RoadGraphEngine

HULL_RATIO = 0.15
"""How closely the outline follows the roads: 0 as closely as can be, 1 their convex hull."""
MARGIN_M = 300.0
"""The outline lies this far outside the roads reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isochrone:
    """What is reached within `minutes`.

    lines: pieces of road as (lon, lat) points, each from its start to where time runs out. rings:
    outer rings of the outline, empty when no road is reached.
    """

    minutes: float
    lines: tuple[tuple[Location, ...], ...]
    rings: tuple[tuple[Location, ...], ...]


def isochrone(engine: RoadGraphEngine, origin: Location, minutes: float, profile: str) -> Isochrone:
    """Where one gets from a place; raises `UnknownProfile`.

    The outline is a picture: it may hold places that no road leads to. The lines are exact, but for
    bends within a piece of road that is driven in part.
    """
    graph, whole_ms = engine.spread(origin, profile)
    start, end = _reached(graph, whole_ms, minutes * 60_000)
    lines = tuple(
        tuple(Location(lon=float(x), lat=float(y)) for x, y in pair)
        for pair in np.stack([start, end], axis=1)
    )
    return Isochrone(minutes=minutes, lines=lines, rings=_outline(origin, start, end))


def _reached(graph: PlaceGraph, whole_ms: Floats, limit_ms: float) -> tuple[Floats, Floats]:
    """(k, 2) degrees of the ends of every link that is entered in time, cut where time runs out."""
    links = graph.links
    left_ms = limit_ms - whole_ms[links.start]
    entered = np.flatnonzero(left_ms > 0)
    share = np.minimum(left_ms[entered] / links.duration_ms[entered], 1.0)[:, None]
    start = graph.node_lonlat[links.start[entered]]
    end = graph.node_lonlat[links.end[entered]]
    return start, start + (end - start) * share


def _outline(origin: Location, start: Floats, end: Floats) -> tuple[tuple[Location, ...], ...]:
    if not len(start):
        return ()
    projection = projection_for(lonlat_of((origin,)))
    points = projection.to_metres(np.concatenate([start, end]))
    hull = shapely.concave_hull(shapely.MultiPoint(points), ratio=HULL_RATIO)
    rings = []
    for part in shapely.get_parts(shapely.simplify(hull.buffer(MARGIN_M), MARGIN_M / 10)):
        ring = projection.to_degrees(shapely.get_coordinates(part.exterior))
        rings.append(tuple(Location(lon=float(x), lat=float(y)) for x, y in ring))
    return tuple(rings)
