"""A plan as files, for people and for programs. Pages and JSON hand out the same."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from fastapi import UploadFile
from starlette.responses import HTMLResponse, Response

from api.auth.masking import mask_number, sees_numbers
from api.errors import MalformedQuery
from api.headers import MAP_HEADERS
from geodata.places import Contact
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.domain.people import Member
from planner.domain.runs import StoredPlan
from planner.domain.telling import TellLine
from planner.outputs.calendar import unit_calendar
from planner.outputs.field_page import draw_field_file
from planner.outputs.geojson import plan_geojson
from planner.outputs.geopackage import MEDIA_TYPE as GEOPACKAGE_TYPE
from planner.outputs.geopackage import plan_geopackage
from planner.outputs.gpx import unit_gpx
from planner.outputs.kml import MEDIA_TYPE as KML_TYPE
from planner.outputs.kml import plan_kml
from planner.outputs.letter import draw_letters, letter_name, zip_letters
from planner.outputs.letter_data import Writing
from planner.outputs.map import draw_map
from planner.outputs.sheet import draw_bundle, draw_sheet
from planner.outputs.view import PlanView
from planner.outputs.workbook import write_workbook
from planner.usecases.closed_since import with_closed_roads
from planner.usecases.field_plans import make_field_view
from planner.usecases.handing_out import BOOK_ENDINGS, plan_csv
from planner.usecases.plans import make_view
from planner.usecases.preview import ImportPreview
from planner.usecases.telling import TellingList
from planner.usecases.villages import FILE_SUFFIXES
from planner.words import Language

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON_TYPE = "application/geo+json"
MOST_FILES = 20
"""Files of one upload."""
CSV_TYPE = "text/csv; charset=utf-8; header=present"
GPX_TYPE = "application/gpx+xml"
CALENDAR_TYPE = "text/calendar; charset=utf-8"

__all__ = [
    "CALENDAR_TYPE",
    "CSV_TYPE",
    "GEOJSON_TYPE",
    "GEOPACKAGE_TYPE",
    "GPX_TYPE",
    "KML_TYPE",
    "WORKBOOK_TYPE",
    "calendar_file",
    "csv_file",
    "geojson_file",
    "geopackage_file",
    "gpx_file",
    "kml_file",
    "map_file",
    "sheet_file",
    "workbook_file",
]


def map_file(
    planner: App, stored: StoredPlan, reader: Member, language: Language, *, download: bool
) -> Response:
    """The map as a document of its own, shut off from the service that brought it."""
    html = draw_map(_view_for(planner, stored, reader), language)
    headers = {**MAP_HEADERS, "Content-Language": language.value}
    if download:
        headers |= _attachment(stored, "-map.html")
    return HTMLResponse(html, headers=headers)


def workbook_file(planner: App, stored: StoredPlan, reader: Member, language: Language) -> Response:
    """The plan as an XLSX workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(_view_for(planner, stored, reader), path, language)
        content = path.read_bytes()
    return Response(
        content, media_type=WORKBOOK_TYPE, headers=_attachment(stored, BOOK_ENDINGS[language])
    )


def sheet_file(
    planner: App, stored: StoredPlan, reader: Member, unit_code: str, language: Language
) -> Response:
    """One unit's day sheets as PDF; raises `NotFound` for a unit without routes."""
    _need_routes(stored, unit_code)
    content = draw_sheet(_view_for(planner, stored, reader), unit_code, language)
    headers = _attachment(stored, f"-sheet-{_plain(unit_code)}.pdf")
    return Response(content, media_type="application/pdf", headers=headers)


def bundle_file(
    planner: App,
    stored: StoredPlan,
    reader: Member,
    language: Language,
    *,
    by_day: bool,
    day: date | None = None,
) -> Response:
    """Every unit's day sheets as one PDF to print; raises `NotFound` when nobody goes out."""
    index = None if day is None else (day - stored.plan.start).days
    content = draw_bundle(_view_for(planner, stored, reader), language, by_day=by_day, day=index)
    ending = "-sheets.pdf" if day is None else f"-sheets-{day.isoformat()}.pdf"
    headers = _attachment(stored, ending)
    return Response(content, media_type="application/pdf", headers=headers)


def field_file(
    planner: App,
    stored: StoredPlan,
    reader: Member,
    unit_code: str,
    language: Language,
    day: date | None = None,
) -> Response:
    """One unit's days, or one of them, as one HTML file to take along; raises `NotFound`."""
    index = None if day is None else (day - stored.plan.start).days
    view = make_field_view(planner.store, stored.summary.id, planner.engine_of, planner.basemap_of)
    view = _with_closed_roads(planner, _shown_to(reader, stored, view))
    page = draw_field_file(view, unit_code, language, index)
    plain = "".join(ch if ch.isalnum() and ch.isascii() else "-" for ch in unit_code)
    ending = f"-field-{plain}.html" if day is None else f"-field-{plain}-{day.isoformat()}.html"
    headers = {**MAP_HEADERS, "Content-Language": language.value, **_attachment(stored, ending)}
    return HTMLResponse(page, headers=headers)


def geojson_file(planner: App, stored: StoredPlan) -> Response:
    """The plan's routes and places as GeoJSON, lon before lat."""
    content = json.dumps(plan_geojson(_view(planner, stored)), ensure_ascii=False)
    return Response(content, media_type=GEOJSON_TYPE, headers=_attachment(stored, ".geojson"))


def geopackage_file(planner: App, stored: StoredPlan) -> Response:
    """Visits, servings, routes, rows left out and districts as layers of one GeoPackage."""
    content = plan_geopackage(_view(planner, stored))
    return Response(content, media_type=GEOPACKAGE_TYPE, headers=_attachment(stored, ".gpkg"))


def csv_file(planner: App, stored: StoredPlan) -> Response:
    """Every service that a village gets at a visit, a line each."""
    content = plan_csv(_view(planner, stored))
    return Response(content, media_type=CSV_TYPE, headers=_attachment(stored, ".csv"))


def kml_file(planner: App, stored: StoredPlan, reader: Member, language: Language) -> Response:
    """The plan for globes and phone maps."""
    content = plan_kml(_view_for(planner, stored, reader), language)
    return Response(content, media_type=KML_TYPE, headers=_attachment(stored, ".kml"))


def gpx_file(
    planner: App,
    stored: StoredPlan,
    reader: Member,
    unit_code: str,
    language: Language,
    *,
    on: date | None = None,
) -> Response:
    """One unit's stops and tracks for a navigator; raises `NotFound` without any that day."""
    _need_routes(stored, unit_code, on)
    content = unit_gpx(_view_for(planner, stored, reader), unit_code, language, on=on)
    headers = _attachment(stored, f"-{_plain(unit_code)}.gpx")
    return Response(content, media_type=GPX_TYPE, headers=headers)


def calendar_file(
    planner: App, stored: StoredPlan, reader: Member, unit_code: str, language: Language
) -> Response:
    """One unit's visits as events; raises `NotFound` for a unit without routes."""
    _need_routes(stored, unit_code)
    content = unit_calendar(_view_for(planner, stored, reader), unit_code, language)
    headers = _attachment(stored, f"-{_plain(unit_code)}.ics")
    return Response(content, media_type=CALENDAR_TYPE, headers=headers)


def _need_routes(stored: StoredPlan, unit_code: str, on: date | None = None) -> None:
    plan = stored.plan
    for route in plan.routes:
        is_that_day = on is None or plan.start + timedelta(days=route.day) == on
        if route.unit_code == unit_code and is_that_day:
            return
    raise NotFound("no route of this unit in the plan", kind="unit", id=unit_code)


def _plain(code: str) -> str:
    return "".join(ch if ch.isalnum() and ch.isascii() else "-" for ch in code)


def letters_file(found: TellingList, lines: Sequence[TellLine], *, is_zip: bool) -> Response:
    """Letters as one PDF, or a ZIP of one each; raises `NotFound` where there is none."""
    if not lines:
        raise NotFound("no letter to write", kind="visit", id="")
    writing = Writing(data=found.data, letterhead=found.letterhead)
    draw = zip_letters if is_zip else draw_letters
    ending = "zip" if is_zip else "pdf"
    name = f"letters-{found.summary.id}.{ending}"
    if len(lines) == 1:
        name = letter_name(lines[0].notice).removesuffix("pdf") + ending
    return Response(
        draw(writing, lines, found.today),
        media_type=f"application/{ending}",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _view(planner: App, stored: StoredPlan) -> PlanView:
    view = make_view(planner.store, stored.summary.id, planner.engine_of, planner.basemap_of)
    return _with_closed_roads(planner, view)


def _view_for(planner: App, stored: StoredPlan, reader: Member) -> PlanView:
    return _shown_to(reader, stored, _view(planner, stored))


def _with_closed_roads(planner: App, view: PlanView) -> PlanView:
    return with_closed_roads(
        view, planner.store, planner.clock, planner.engine_of, planner.basemap_of,
        planner.settings.data_dir,
    )  # fmt: skip


def _shown_to(reader: Member, stored: StoredPlan, view: PlanView) -> PlanView:
    """The view with every telephone number masked, unless the reader serves the province."""
    if sees_numbers(reader, stored.summary.province_code):
        return view
    request = view.request
    villages = tuple(
        replace(village, contacts=tuple(map(_masked, village.contacts)))
        for village in request.villages
    )
    units = tuple(
        replace(unit, contact=_masked(unit.contact)) if unit.contact is not None else unit
        for unit in request.units
    )
    return replace(view, request=replace(request, villages=villages, units=units))


def _masked(contact: Contact) -> Contact:
    return replace(contact, phone=mask_number(contact.phone))


def _attachment(stored: StoredPlan, ending: str) -> dict[str, str]:
    name = f"plan-{stored.summary.id}{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def kept_file(file: UploadFile, folder: Path) -> Path:
    """The upload under its own name, of which nothing but a plain file name is left."""
    name = "".join(ch for ch in Path(file.filename or "").name if ch.isalnum() or ch in "._- ")
    if not name.lower().endswith(FILE_SUFFIXES) or name.startswith("."):
        raise MalformedQuery("a kind of file that cannot be read", field="body.files")
    path = folder / name[-100:]
    if path.exists():
        raise MalformedQuery("two files of one name", field="body.files")
    with path.open("wb") as out:
        while piece := file.file.read(1 << 20):
            out.write(piece)
    return path


def need_own(told: ImportPreview, province_code: str) -> None:
    """A workbook may name its province; one of another is none of this address's."""
    if any(province.province_code != province_code for province in told.provinces):
        raise NotFound("the file is about another province", kind="province", id=province_code)
