"""The country on one map: provinces coloured by the share of need served, and every visit.

One HTML document on the page of `planner.outputs.map`: opens with the network off, both languages.
"""

from html import escape
from typing import Any

from planner.outputs.lines import to_steps
from planner.outputs.map import PlanMap, closed_page, drawing_of
from planner.outputs.map_land import point_of
from planner.outputs.national_view import (
    NationalView,
    ProvinceView,
    outcome_text,
    share_classes,
)
from planner.outputs.offline import asset_text
from planner.outputs.pairs import both, page_texts
from planner.outputs.times import days_text, moment_text
from planner.words import Language, say

MIDDLE = (13.2, 101.4)
"""(lat, lon) to start from; the page then fits its view to the provinces."""
SCRIPTS = (
    *("map/text.js", "map/shapes.js", "map/scale.js"),
    *("national/panel.js", "national/national.js"),
)


def draw_national_map(view: NationalView, language: Language = Language.TH) -> str:
    """One HTML document; opens in `language` and switches to the other one by a button."""
    drawn = PlanMap(
        *MIDDLE,
        style=asset_text("national/national.css"),
        drawing=drawing_of(SCRIPTS),
        page=asset_text("national/page.html"),
    )
    return closed_page(drawn, national_data(view, language), _plain(view, language), language)


def national_data(view: NationalView, language: Language) -> dict[str, Any]:
    """What the page is given: shares as ten-thousandths, places in whole map steps."""
    shares = [p.share for p in view.provinces if p.share is not None]
    return {
        "language": language.value,
        "texts": page_texts("natmap_"),
        "title": both(say, "natmap_title"),
        "days": both(days_text, view.start, view.days),
        "state": both(say, f"national_{view.state.value}"),
        "made": both(moment_text, view.made_at),
        "id": view.id,
        "classes": [round(10_000 * end) for end in share_classes(shares)],
        "totals": {
            **{name: view.total(name) for name in SUMMED},
            "plans": view.plans,
            "provinces": len(view.provinces),
            "gap": view.gap,
        },
        "provinces": [_province(province) for province in view.provinces],
        # What the shared script of texts looks for in a plan.
        "leftOut": [], "reasons": [], "dates": [], "villages": [], "shared": [],
    }  # fmt: skip


SUMMED = (
    *("people_served", "people_due", "people_due_served", "villages", "villages_visited"),
    *("promises", "promises_kept"),
)


def _province(province: ProvinceView) -> dict[str, Any]:
    figures = province.figures
    told: dict[str, Any] = {
        "code": province.code,
        "name": [province.name_th, province.name_en],
        "tries": province.part.tries,
        "outcome": both(outcome_text, province.part),
        "look": _look(province),
        "rings": [to_steps(ring) for ring in province.rings],
        "share": None if province.share is None else round(10_000 * province.share),
        "figures": None,
        "visits": [],
    }
    if figures is not None:
        told["figures"] = {name: getattr(figures, name) for name in SUMMED} | {"gap": figures.gap}
        told["visits"] = [[*point_of(spot.location), spot.people] for spot in figures.visits]
    return told


def _look(province: ProvinceView) -> str:
    if province.figures is not None:
        return "planned"
    return "failed" if province.is_settled else "waits"


def _plain(view: NationalView, language: Language) -> str:
    """The same as escaped HTML for where no script may run: sums, then a line a province."""
    lines = [f"<p>{escape(say('output_needs_script', language))}</p>"]
    lines.append(f"<h1>{escape(say('natmap_title', language))}</h1>")
    lines.append(f"<p>{escape(days_text(view.start, view.days, language))}</p><ul>")
    for province in view.provinces:
        name = province.name_th if language is Language.TH else province.name_en
        people = "–" if province.figures is None else f"{province.figures.people_served:,}"
        told = f"{name or province.code}: {people} · {outcome_text(province.part, language)}"
        lines.append(f"<li>{escape(told)}</li>")
    return "".join((*lines, "</ul>"))
