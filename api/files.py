"""A plan as files: map, workbook, day sheets, GeoJSON. Pages and JSON hand out the same."""

import json
import tempfile
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from api.headers import MAP_HEADERS
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.domain.runs import StoredPlan
from planner.outputs.geojson import plan_geojson
from planner.outputs.map import draw_map
from planner.outputs.sheet import draw_sheets
from planner.outputs.view import PlanView
from planner.outputs.workbook import write_workbook
from planner.usecases.plans import make_view
from planner.words import Language

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON_TYPE = "application/geo+json"


def map_file(planner: App, stored: StoredPlan, language: Language, *, download: bool) -> Response:
    """The map as a document of its own, shut off from the service that brought it."""
    html = draw_map(_view(planner, stored), language)
    headers = {**MAP_HEADERS, "Content-Language": language.value}
    if download:
        headers |= _attachment(stored, "-map.html")
    return HTMLResponse(html, headers=headers)


def workbook_file(planner: App, stored: StoredPlan, language: Language) -> Response:
    """The plan as an XLSX workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(_view(planner, stored), path, language)
        content = path.read_bytes()
    return Response(content, media_type=WORKBOOK_TYPE, headers=_attachment(stored, ".xlsx"))


def sheet_file(planner: App, stored: StoredPlan, unit_code: str, language: Language) -> Response:
    """One unit's day sheets as PDF; raises `NotFound` for a unit without routes."""
    if unit_code not in {route.unit_code for route in stored.plan.routes}:
        raise NotFound("no route of this unit in the plan", kind="unit", id=unit_code)
    content = draw_sheets(_view(planner, stored), language)[unit_code]
    plain = "".join(ch if ch.isalnum() and ch.isascii() else "-" for ch in unit_code)
    headers = _attachment(stored, f"-sheet-{plain}.pdf")
    return Response(content, media_type="application/pdf", headers=headers)


def geojson_file(planner: App, stored: StoredPlan) -> Response:
    """The plan's routes and places as GeoJSON, lon before lat."""
    content = json.dumps(plan_geojson(_view(planner, stored)), ensure_ascii=False)
    return Response(content, media_type=GEOJSON_TYPE, headers=_attachment(stored, ".geojson"))


def _view(planner: App, stored: StoredPlan) -> PlanView:
    return make_view(planner.store, stored.summary.id, planner.engine_of, planner.basemap_of)


def _attachment(stored: StoredPlan, ending: str) -> dict[str, str]:
    name = f"plan-{stored.summary.id}{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
