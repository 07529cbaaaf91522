"""A map to draw closures on: it tells the page around it what was drawn, and nothing else.

One HTML document on the page of `planner.outputs.map`, drawn from our own data.
"""

from typing import Any

from geodata.basemap import Basemap
from geodata.roads.closures import Closure
from planner.domain.province import ProvinceData
from planner.outputs.lines import thin, to_steps
from planner.outputs.map import PlanMap, closed_page, drawing_of
from planner.outputs.map_land import ROAD_TOLERANCE_M, land_data, point_of
from planner.outputs.offline import asset_text
from planner.outputs.pairs import both, names_of, page_texts
from planner.words import Language, say

SCRIPTS = (
    *("map/text.js", "map/shapes.js", "map/basemap.js", "map/labels.js", "map/scale.js"),
    "closing/closing.js",
)


def draw_closing_map(data: ProvinceData, basemap: Basemap, language: Language = Language.TH) -> str:
    """The document: the land, the province's closures, and modes to draw another."""
    bases = [base.location for base in data.bases]
    middle = (15.0, 101.0)
    if bases:
        middle = (sum(p.lat for p in bases) / len(bases), sum(p.lon for p in bases) / len(bases))
    drawn = PlanMap(
        *middle,
        style=asset_text("closing/closing.css"),
        drawing=drawing_of(SCRIPTS),
        page=asset_text("closing/page.html"),
    )
    plain = say("closing_map_plain", language)
    return closed_page(drawn, closing_data(data, basemap, language), plain, language)


def closing_data(data: ProvinceData, basemap: Basemap, language: Language) -> dict[str, Any]:
    """What the page is given; places in whole map steps."""
    located = [village for village in data.villages if village.location is not None]
    return {
        "language": language.value,
        "texts": page_texts("closing_map_"),
        "title": both(say, "closing_map_title"),
        **land_data(basemap),
        "numbered": [
            {"number": road.number, "steps": to_steps(thin(road.points, ROAD_TOLERANCE_M))}
            for road in basemap.roads
        ],
        "closures": [_closure(closure, basemap) for closure in data.closures],
        "places": [_place(village) for village in located],
        # What the shared script of texts looks for in a plan.
        "leftOut": [], "reasons": [], "dates": [], "villages": [], "shared": [],
    }  # fmt: skip


def _place(village: Any) -> dict[str, Any]:
    x, y = point_of(village.location)
    return {"name": names_of(village), "x": x, "y": y}


def _closure(closure: Closure, basemap: Basemap) -> dict[str, Any]:
    wanted = frozenset(closure.road_numbers)
    lines = [road.points for road in basemap.roads if road.number in wanted]
    spot = None
    if closure.point is not None:
        spot = [*point_of(closure.point), round(closure.radius_m)]
    return {
        "lines": [to_steps(thin(points, ROAD_TOLERANCE_M)) for points in lines],
        "ring": to_steps(closure.polygon) if closure.polygon else [],
        "spot": spot,
    }
