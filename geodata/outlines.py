"""Outlines of areas known only by their villages: each point of the land goes to the nearest one.

For maps of a whole country where nobody gave boundaries. These are no official boundaries, and a
map that shows them must say so.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from geodata.places import Location

GRID_DEG = 0.04
"""Of the villages within one cell of this size one stands for all."""
REACH_DEG = 0.13
"""Land further than this from any village (about 14 km) belongs to nobody."""
SMALLEST_DEG2 = 0.004
"""Smaller pieces (about 50 km2) are islands of one stray point and not drawn."""
TOLERANCE_DEG = 0.008

Rings = tuple[tuple[Location, ...], ...]


def outlines(points: Mapping[str, Sequence[Location]]) -> dict[str, Rings]:
    """Outer rings of each area, largest first; none for one without points."""
    owners, places = _thinned(points)
    if not owners:
        return dict.fromkeys(points, ())
    cloud = shapely.points(places)
    land = shapely.union_all(shapely.buffer(cloud, REACH_DEG, quad_segs=4))
    if len(set(owners)) == 1:
        shapes = {owners[0]: land}
    else:
        shapes = _divided(owners, cloud, land)
    return {code: _rings(shapes[code]) if code in shapes else () for code in points}


def _divided(
    owners: list[str], cloud: np.ndarray, land: shapely.Geometry
) -> dict[str, shapely.Geometry]:
    """The land in cells round every point, joined for each owner."""
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(cloud), extend_to=shapely.box(*land.bounds))
    )
    which, inside = shapely.STRtree(cloud).query(cells, predicate="contains")
    codes = sorted(set(owners))
    whole = [
        shapely.union_all(
            cells[[c for c, p in zip(which, inside, strict=True) if owners[p] == code]]
        )
        for code in codes
    ]
    simple = shapely.coverage_simplify(shapely.intersection(whole, land), TOLERANCE_DEG)
    return dict(zip(codes, simple, strict=True))


def _thinned(points: Mapping[str, Sequence[Location]]) -> tuple[list[str], list[list[float]]]:
    """One point for each cell of the grid and area."""
    chosen: dict[tuple[str, int, int], Location] = {}
    taken: set[tuple[float, float]] = set()
    for code in sorted(points):
        for point in points[code]:
            cell = (code, round(point.lon / GRID_DEG), round(point.lat / GRID_DEG))
            if cell not in chosen and (point.lon, point.lat) not in taken:
                chosen[cell] = point
                taken.add((point.lon, point.lat))
    return [code for code, _, _ in chosen], [[p.lon, p.lat] for p in chosen.values()]


def _rings(shape: shapely.Geometry) -> Rings:
    parts = [p for p in shapely.get_parts(shape) if isinstance(p, shapely.Polygon)]
    parts.sort(key=lambda part: -part.area)
    kept = [p for i, p in enumerate(parts) if i == 0 or p.area >= SMALLEST_DEG2]
    return tuple(
        tuple(Location(lon=float(x), lat=float(y)) for x, y in part.exterior.coords)
        for part in kept
        if not part.is_empty
    )
