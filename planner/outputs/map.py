"""The plan on a map: one HTML document, opens with the network off; here alone lat precedes lon.

Folium makes the page and the Leaflet map; districts, roads, routes and villages are drawn by our
own small scripts in `assets/map`, out of JSON, with `textContent` only. Folium's remote libraries
are replaced by the same Leaflet, inlined.
"""

import html
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

from planner.outputs.map_data import map_data
from planner.outputs.offline import (
    asset_text,
    content_policy,
    embeddable_json,
    refuse_outside,
)
from planner.outputs.page_parts import font_faces, leaflet_library, leaflet_style
from planner.outputs.plain import plain_plan
from planner.outputs.view import PlanView
from planner.words import Language

SCRIPTS = (
    "text.js",
    "shapes.js",
    "basemap.js",
    "roads.js",
    "since.js",
    "access.js",
    "plan.js",
    "villages.js",
    "popups.js",
    "labels.js",
    "scale.js",
    "panel.js",
    "link.js",
    "main.js",
)
_POLICY_HERE = "<!--content-policy-->"
_DATA_HERE = "<!--plan-data-->"
_PLAIN_HERE = "<!--plain-plan-->"


class PlanMap(folium.Map):
    """Folium's map on our own page: a panel, a credit line, no library from outside."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            {{ this.policy_here }}
            <style>{{ this.style }}</style>
            <script>{{ this.library }}</script>
            <script>{{ this.drawing }}</script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            {{ this.page }}
            {{ this.data_here }}
        {% endmacro %}
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map(
                {{ this.get_name()|tojson }},
                { center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }} }
            );
            L.control.zoom({ position: {{ this.zoom_control|tojson }} })
                .addTo({{ this.get_name() }});
        {% endmacro %}
        """
    )
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's own form

    def __init__(self, lat: float, lon: float, *, style: str, drawing: str, page: str) -> None:
        super().__init__(
            location=[lat, lon],
            zoom_start=8,
            tiles=None,
            prefer_canvas=True,
            zoom_control="bottomright",
            attribution_control=False,
            fade_animation=False,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            min_zoom=6,
            max_zoom=16,
        )
        self._id = "plan"
        self.policy_here = _POLICY_HERE
        self.data_here = _DATA_HERE
        self.style = _style() + style
        self.library = leaflet_library()
        self.drawing = drawing
        self.page = page


class Drawing(MacroElement):
    """Starts our scripts on the map they are added to."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            planMap({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Drawing"


def draw_map(view: PlanView, language: Language = Language.TH) -> str:
    """One HTML document; opens in `language` and switches to the other one by a button.

    Raises `OutsideReference` if a library in it would fetch anything.
    """
    drawn = PlanMap(
        *_middle(view),
        style="",
        drawing=drawing_of(tuple(f"map/{name}" for name in SCRIPTS)),
        page=asset_text("map/page.html"),
    )
    return closed_page(drawn, map_data(view, language), plain_plan(view, language), language)


def closed_page(drawn: PlanMap, data: dict[str, Any], plain: str, language: Language) -> str:
    """The document of a map with its data; `plain` is shown where no script may run.

    `data["title"]` is the page's. Raises `OutsideReference` if anything in it would be fetched.
    """
    figure = Figure()
    figure.add_child(drawn.add_child(Drawing()))
    page = str(figure.render()).replace("<html>", f'<html lang="{language.value}">', 1)
    refuse_outside(page)
    return _filled(page, data, plain, language)


def _filled(page: str, data: dict[str, Any], plain: str, language: Language) -> str:
    """The page with its policy, plan and title; what comes from people goes in last, escaped."""
    title = html.escape(data["title"][0 if language is Language.TH else 1])
    policy = html.escape(content_policy(page))
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}" />'
        f'<meta name="referrer" content="no-referrer" /><title>{title}</title>'
    )
    block = f'<script type="application/json" id="plan-data">{embeddable_json(data)}</script>'
    before, after = page.replace(_POLICY_HERE, head, 1).split(_DATA_HERE)
    return before.replace(_PLAIN_HERE, plain, 1) + block + after


def _middle(view: PlanView) -> tuple[float, float]:
    """(lat, lon) to start from; the page then fits its view to the routes."""
    places = [base.location for base in view.request.bases]
    if not places:
        return 13.75, 100.5
    return (
        sum(place.lat for place in places) / len(places),
        sum(place.lon for place in places) / len(places),
    )


def _style() -> str:
    return font_faces() + leaflet_style() + asset_text("map/map.css")


def drawing_of(names: tuple[str, ...]) -> str:
    """Our scripts as the one function that starts them on a map."""
    scripts = "\n".join(asset_text(name) for name in names)
    return f'function planMap(map) {{\n"use strict";\n{scripts}\nstart();\n}}'
