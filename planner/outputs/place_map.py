"""A small map to click on: it tells the page around it where, by message, and nothing else.

One HTML document on the page of `planner.outputs.map`, drawn from our own data.
"""

from typing import Any

from geodata.basemap import Basemap
from geodata.places import PointQuality, Village
from planner.domain.province import ProvinceData
from planner.outputs.map import PlanMap, closed_page, drawing_of
from planner.outputs.map_land import land_data, point_of
from planner.outputs.offline import asset_text
from planner.outputs.pairs import both, names_of, page_texts
from planner.words import Language, say

SCRIPTS = (
    *("map/text.js", "map/shapes.js", "map/basemap.js", "map/labels.js", "map/scale.js"),
    "place/place.js",
)


def draw_place_map(
    village: Village, data: ProvinceData, basemap: Basemap, language: Language = Language.TH
) -> str:
    """The document: the land, the other villages, and this one where it stands now."""
    point = village.location
    drawn = PlanMap(
        *((15.0, 101.0) if point is None else (point.lat, point.lon)),
        style=asset_text("place/place.css"),
        drawing=drawing_of(SCRIPTS),
        page=asset_text("place/page.html"),
    )
    plain = say("place_map_plain", language)
    return closed_page(drawn, place_data(village, data, basemap, language), plain, language)


def place_data(
    village: Village, data: ProvinceData, basemap: Basemap, language: Language
) -> dict[str, Any]:
    """What the page is given; places in whole map steps."""
    known = [v for v in data.villages if v.location is not None and v.code != village.code]
    own = [p for p in data.stop_places if p.village_code == village.code and p.location is not None]
    return {
        "language": language.value,
        "texts": page_texts("place_map_"),
        "title": both(say, "place_map_title"),
        **land_data(basemap),
        "own": _dot(village),
        "places": [_dot(place) for place in own],
        "others": [_dot(other) for other in known],
        # What the shared script of texts looks for in a plan.
        "leftOut": [], "reasons": [], "dates": [], "villages": [], "shared": [],
    }  # fmt: skip


def _dot(thing: Any) -> dict[str, Any]:
    x, y = point_of(thing.location)
    quality = getattr(thing, "point_quality", PointQuality.EXACT)
    return {
        "name": names_of(thing),
        "x": x,
        "y": y,
        "rough": quality is PointQuality.APPROXIMATE,
        "near": getattr(thing, "tambon_code", ""),
    }
