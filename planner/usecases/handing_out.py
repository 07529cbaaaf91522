"""Files made of a plan, for people and for programs; each written whole or not at all."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.outputs.calendar import unit_calendar
from planner.outputs.comma_separated import columns_of, to_csv
from planner.outputs.field_page import draw_field_file
from planner.outputs.geojson import plan_geojson
from planner.outputs.geopackage import plan_geopackage
from planner.outputs.gpx import unit_gpx
from planner.outputs.kml import plan_kml
from planner.outputs.map import draw_map
from planner.outputs.records import serving_records
from planner.outputs.sheet import draw_sheets
from planner.outputs.view import PlanView
from planner.outputs.workbook import write_workbook
from planner.words import Language


class Output(StrEnum):
    """What can be handed out of a plan."""

    MAP = "map"
    WORKBOOK = "workbook"
    SHEETS = "sheets"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"
    CSV = "csv"
    KML = "kml"
    GPX = "gpx"
    CALENDARS = "calendars"
    FIELD = "field"


FOR_PEOPLE = (Output.MAP, Output.WORKBOOK, Output.SHEETS, Output.GEOJSON)
"""What is handed out when nobody says what."""
BOOK_ENDINGS = {Language.TH: ".xlsx", Language.EN: "-en.xlsx"}
"""A book in another language stands beside the Thai one and does not replace it."""


def make_outputs(
    view: PlanView,
    folder: Path,
    language: Language,
    *,
    wanted: tuple[Output, ...] = FOR_PEOPLE,
    name: str = "plan",
    on_made: Callable[[Output], None] | None = None,
) -> dict[Output, tuple[Path, ...]]:
    """Write the wanted outputs into a folder, over older ones of the same name; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[Output, tuple[Path, ...]] = {}
    with TemporaryDirectory(prefix=".new-", dir=folder) as workshop:
        for output in wanted:
            files = _MAKERS[output](view, Path(workshop), language, name)
            made[output] = tuple(file.replace(folder / file.name) for file in files)
            if on_made is not None:
                on_made(output)
    return made


def _map(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    return [_written(folder / f"{name}-map.html", draw_map(view, language).encode())]


def _workbook(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    path = folder / f"{name}{BOOK_ENDINGS[language]}"
    write_workbook(view, path, language)
    return [path]


def _sheets(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    sheets = draw_sheets(view, language)
    return [
        _written(folder / f"{name}-sheet-{_file_name(code)}.pdf", content)
        for code, content in sheets.items()
    ]


def _geojson(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    text = json.dumps(plan_geojson(view), ensure_ascii=False)
    return [_written(folder / f"{name}.geojson", text.encode())]


def _geopackage(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    return [_written(folder / f"{name}.gpkg", plan_geopackage(view))]


def plan_csv(view: PlanView) -> bytes:
    """One line for each service that a village gets at a visit."""
    rows = [record.facts for record in serving_records(view.request, view.plan)]
    return to_csv(columns_of(rows), rows)


def _csv(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    return [_written(folder / f"{name}.csv", plan_csv(view))]


def _kml(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    return [_written(folder / f"{name}.kml", plan_kml(view, language))]


def _gpx(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    return [
        _written(folder / f"{name}-{_file_name(code)}.gpx", unit_gpx(view, code, language))
        for code in units_of(view)
    ]


def _calendars(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    return [
        _written(folder / f"{name}-{_file_name(code)}.ics", unit_calendar(view, code, language))
        for code in units_of(view)
    ]


def units_of(view: PlanView) -> tuple[str, ...]:
    """Units with a route in the plan, in order."""
    return tuple(dict.fromkeys(route.unit_code for route in view.plan.routes))


def _field(view: PlanView, folder: Path, language: Language, name: str) -> list[Path]:
    """A file for each unit that goes out."""
    return [
        _written(
            folder / f"{name}-field-{_file_name(code)}.html",
            draw_field_file(view, code, language).encode(),
        )
        for code in units_of(view)
    ]


def make_field_days(
    view: PlanView, folder: Path, language: Language, day: int, *, name: str = "plan"
) -> tuple[Path, ...]:
    """The field files of one day, for every unit that goes out on it; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    when = view.request.horizon.date_of(day).isoformat()
    worked = dict.fromkeys(route.unit_code for route in view.plan.routes if route.day == day)
    made = []
    for code in worked:
        page = draw_field_file(view, code, language, day).encode()
        made.append(_written(folder / f"{name}-field-{_file_name(code)}-{when}.html", page))
    return tuple(made)


_MAKERS: dict[Output, Callable[[PlanView, Path, Language, str], list[Path]]] = {
    Output.MAP: _map,
    Output.WORKBOOK: _workbook,
    Output.SHEETS: _sheets,
    Output.GEOJSON: _geojson,
    Output.GEOPACKAGE: _geopackage,
    Output.CSV: _csv,
    Output.KML: _kml,
    Output.GPX: _gpx,
    Output.CALENDARS: _calendars,
    Output.FIELD: _field,
}


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _file_name(code: str) -> str:
    """A unit's code as part of a file's name: nothing that a path could be made of."""
    return "".join(ch if ch.isalnum() or ch in "-_" else "_" for ch in code)
