"""Day sheets for the crews: a PDF for each unit, printed or read on a phone.

Typst sets them; its source is ours alone (`assets/sheet/sheet.typ`) and everything else reaches it
as JSON, so that no name can become markup. Sarabun is embedded.
"""

import json
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from planner.domain.errors import PlannerError
from planner.outputs.pdf_text import mended_text
from planner.outputs.sheet_data import all_units, one_unit, sheet_data
from planner.outputs.view import PlanView
from planner.words import Language


class SheetFailed(PlannerError):
    """A day sheet that could not be set."""

    code = "sheet_failed"


def draw_sheets(view: PlanView, language: Language = Language.TH) -> dict[str, bytes]:
    """The day sheets as PDF by unit code; units that stay at home have none.

    The same view gives the same bytes.
    """
    worked = {route.unit_code for route in view.plan.routes}
    return {
        unit.code: draw_sheet(view, unit.code, language)
        for unit in view.request.units
        if unit.code in worked
    }


def draw_sheet(view: PlanView, unit_code: str, language: Language = Language.TH) -> bytes:
    """One unit's day sheets as PDF; raises `SheetFailed`."""
    return _set(view, one_unit(sheet_data(view, unit_code, language)), unit_code)


def draw_bundle(
    view: PlanView,
    language: Language = Language.TH,
    *,
    by_day: bool = False,
    day: int | None = None,
) -> bytes:
    """The day sheets of all units in one PDF to print, or those of one day.

    Unit after unit, each in order of its days; `by_day`: day after day. Raises `NotFound` when
    nobody goes out, `SheetFailed`.
    """
    return _set(view, all_units(view, language, by_day=by_day, day=day), "")


def _set(view: PlanView, sheets: dict[str, Any], unit_code: str) -> bytes:
    data = json.dumps(sheets, ensure_ascii=False)
    with as_file(files("planner.outputs") / "assets" / "sheet") as folder:
        try:
            pdf: bytes = typst.compile(
                folder / "sheet.typ",
                root=folder,
                font_paths=embedded_fonts(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"data": data},
                timestamp=view.made_at.replace(microsecond=0),
            )
        except typst.TypstError as error:
            raise SheetFailed(error.message, unit_code=unit_code) from error
    return mended_text(pdf)


@cache
def embedded_fonts() -> typst.Fonts:
    """The fonts that ship with the planner, for all that Typst sets."""
    with as_file(files("planner.outputs") / "assets" / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
