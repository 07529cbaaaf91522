"""The land under the plan, for the map's page: districts, roads and their shields."""

from typing import Any

from geodata.basemap import Basemap, District, RoadLine
from geodata.places import Location
from planner.outputs.lines import STEPS_PER_DEGREE, holds, thin, to_steps
from planner.outputs.pairs import names_of

LAND_TOLERANCE_M = 120.0
ROAD_TOLERANCE_M = 40.0

_RANKS = {
    "motorway": 0,
    "highway_1_digit": 0,
    "highway_2_digit": 0,
    "highway_3_digit": 0,
    "highway_4_digit": 1,
    "trunk": 0,
    "primary": 0,
    "secondary": 1,
}


def land_data(basemap: Basemap) -> dict[str, Any]:
    """Districts and roads in whole map steps, road shields, and whom to thank."""
    return {
        "districts": [_district(district) for district in basemap.districts],
        "roads": [_road(road) for road in basemap.roads],
        "shields": _shields(basemap),
        "attribution": list(basemap.attribution),
    }


def point_of(location: Location | None) -> tuple[int | None, int | None]:
    """A location in whole map steps, longitude first; none without a location."""
    if location is None:
        return None, None
    return round(location.lon * STEPS_PER_DEGREE), round(location.lat * STEPS_PER_DEGREE)


def _district(district: District) -> dict[str, Any]:
    x, y = point_of(district.label)
    return {
        "name": names_of(district),
        "x": x,
        "y": y,
        "rings": [to_steps(thin(ring, LAND_TOLERANCE_M)) for ring in district.rings],
    }


def _road(road: RoadLine) -> dict[str, Any]:
    return {
        "rank": _rank(road),
        "estimated": road.estimated,
        "steps": to_steps(thin(road.points, ROAD_TOLERANCE_M)),
    }


def _rank(road: RoadLine) -> int:
    """0 for motorways and highways of up to 3 digits, 1 for those of 4, 2 for all others.

    Of OpenStreetMap's classes trunk and primary count as the former, secondary as the latter.
    """
    return _RANKS.get(road.road_class, 2)


def _shields(basemap: Basemap) -> list[dict[str, Any]]:
    """One shield for each numbered highway, at the middle of its longest piece in the province."""
    rings = [ring for district in basemap.districts for ring in district.rings]
    longest: dict[str, list[Location]] = {}
    for road in basemap.roads:
        if _rank(road) < 2:
            inside = [point for point in road.points if any(holds(ring, point) for ring in rings)]
            if len(inside) > len(longest.get(road.number, ())):
                longest[road.number] = inside
    told = []
    for number in sorted(longest):
        x, y = point_of(longest[number][len(longest[number]) // 2])
        told.append({"number": number, "x": x, "y": y})
    return told
