"""The outline of what lies within some metres of a drawn line, for closures drawn on a map."""

import shapely

from geodata.crs import lonlat_of, projection_for
from geodata.places import Location

LINE_MARGIN_M = 40.0
"""How far from a drawn line a road may lie that it means, when nobody says."""


def outline_of_line(
    points: tuple[Location, ...], margin_m: float = LINE_MARGIN_M
) -> tuple[Location, ...]:
    """The outer ring of the ground within so many metres of a line of two points or more."""
    lonlat = lonlat_of(points)
    projection = projection_for(lonlat)
    area = shapely.LineString(projection.to_metres(lonlat)).buffer(margin_m, quad_segs=4)
    ring = projection.to_degrees(shapely.get_coordinates(area.exterior))
    return tuple(Location(lon=round(float(x), 7), lat=round(float(y), 7)) for x, y in ring)
