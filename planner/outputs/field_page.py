"""The field's single file: one unit's days as one HTML document for chat, USB or an old phone.

Read with scripts off it holds everything: stops, times, phones, a drawing of each day's route.
With scripts, Leaflet draws the same on land out of our own files, and the next stop is told.
"""

from functools import cache
from html import escape
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from planner.outputs.field_week import field_week
from planner.outputs.lines import Part, thin, to_steps
from planner.outputs.map_land import LAND_TOLERANCE_M, ROAD_TOLERANCE_M
from planner.outputs.offline import (
    asset_text,
    content_policy,
    embeddable_json,
    refuse_outside,
)
from planner.outputs.page_parts import font_faces, leaflet_library, leaflet_style
from planner.outputs.view import PlanView
from planner.words import Language, say

ROUTE_TOLERANCE_M = 15.0
ROUND_M = 15_000.0
"""So much land round the routes goes into the file."""

_METRES_PER_DEGREE = 111_195.0
_POLICY_HERE = "<!--content-policy-->"
_LIBRARY_HERE = '<script type="text/plain" id="leaflet">'
_TEXTS = ("next", "next_home", "before", "after", "map", "list", "theme", "today", "call", "go")


def draw_field_file(
    view: PlanView, unit_code: str, language: Language = Language.TH, day: int | None = None
) -> str:
    """A unit's days, or one of them, as one HTML document.

    Raises `NotFound` for a unit without routes then, `OutsideReference` if anything in it would be
    fetched.
    """
    week = field_week(view, unit_code, language, day)
    style = font_faces() + leaflet_style() + asset_text("field/field.css")
    frame = _environment().get_template("page.html")
    empty = frame.render(
        language=language.value, title="", body="", data="", style=style,
        library=leaflet_library(), script=asset_text("field/field.js"),
    )  # fmt: skip
    refuse_outside(empty)
    page = frame.render(
        language=language.value,
        title=f"{week['unit']['letter']} {week['unit']['name']} {week['dates']}",
        body=field_body(week, language),
        data=embeddable_json(script_data(view, week, language)),
        style=style,
        library=leaflet_library(),
        script=asset_text("field/field.js"),
    )
    # Leaflet stands in the page as text until a map is asked for; then it is a script like others.
    allowed = escape(content_policy(empty.replace(_LIBRARY_HERE, "<script>", 1)))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
    return page.replace(_POLICY_HERE, policy, 1)


def field_body(week: dict[str, Any], language: Language) -> str:
    """The days as escaped HTML, whole without scripts; `week` is `field_week`'s."""

    def t(code: str, **facts: object) -> str:
        return say(f"field_{code}", language, **facts)

    return _environment().get_template("week.html").render(week=week, t=t)


def script_data(view: PlanView, week: dict[str, Any], language: Language) -> dict[str, Any]:
    """What the page's script is given: times, places and lines in whole map steps."""
    return {
        "texts": {code: say(f"field_{code}", language) for code in _TEXTS},
        "colour": week["unit"]["colour"],
        "days": [
            {
                "iso": day["iso"],
                "stops": [
                    {key: stop[key] for key in ("mark", "village", "lon", "lat", "leave_s")}
                    for stop in day["stops"]
                    if stop["kind"] == "visit"
                ],
                "lines": [
                    [part.estimated, to_steps(thin(part.points, ROUTE_TOLERANCE_M))]
                    for part in day["lines"]
                ],
                "shut": [
                    [one["lon"], one["lat"]]
                    for one in (*day["closed"]["roads"], *day["warnings"])
                    if one.get("lon") is not None
                ],
            }
            for day in week["days"]
        ],
        "land": _land(view, [part for day in week["days"] for part in day["lines"]]),
    }


def _land(view: PlanView, line: list[Part]) -> dict[str, Any]:
    """Districts, and the roads round the routes."""
    points = [point for part in line for point in part.points]
    round_deg = ROUND_M / _METRES_PER_DEGREE
    if not points:
        return {"districts": [], "roads": []}
    west, east = (pick(p.lon for p in points) for pick in (min, max))
    south, north = (pick(p.lat for p in points) for pick in (min, max))
    roads = [
        [int(road.estimated), to_steps(thin(road.points, ROAD_TOLERANCE_M))]
        for road in view.basemap.roads
        if min(p.lon for p in road.points) < east + round_deg
        and max(p.lon for p in road.points) > west - round_deg
        and min(p.lat for p in road.points) < north + round_deg
        and max(p.lat for p in road.points) > south - round_deg
    ]
    rings = [ring for district in view.basemap.districts for ring in district.rings]
    return {"districts": [to_steps(thin(ring, LAND_TOLERANCE_M)) for ring in rings], "roads": roads}


@cache
def _environment() -> Environment:
    """The two templates; everything is escaped but what we made and escaped ourselves."""
    names = ("page.html", "week.html")
    return Environment(
        loader=DictLoader({name: asset_text(f"field/{name}") for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
