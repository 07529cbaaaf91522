"""Writes the workbook that people fill in, empty or with what a province has."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.policy import Policy
from planner.domain.province import ProvinceData
from planner.inputs.forms import Column
from planner.inputs.headings import title_of
from planner.inputs.kinds import village_values
from planner.inputs.workbook.offers import hint_at_headings, note_of, offer_choices
from planner.inputs.workbook.sheets import (
    POLICY,
    POLICY_CELLS,
    PROVINCE,
    README,
    SHEETS,
    VILLAGES,
    Sheet,
    choices_of,
)
from planner.inputs.write import rows_of
from planner.words import Language, catalog, say

Rows = Iterable[Mapping[str, Any]]

FITTED_ROWS = 400
"""So many rows say how wide a column must be."""
NARROWEST, WIDEST = 14, 46
"""Characters."""

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_MUST = PatternFill("solid", fgColor="FCE4D6")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_template(path: Path, data: ProvinceData | None = None) -> None:
    """Write the workbook, with a province's data when it is given: it reads back to the same.

    Without data the policy's settings are named with their standard values, but not given.
    """
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _write_readme(first)
    rows = _rows(data)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.titles[0])
        _write_head(page, sheet)
        _write_rows(page, sheet, rows.get(sheet.kind, ()))
        _fit(page)
        hint_at_headings(page, sheet)
        offer_choices(page, sheet)
    book.save(path)


def _rows(data: ProvinceData | None) -> dict[str, Rows]:
    if data is None:
        return {POLICY: _settings(Policy(), given=False)}
    head = {"code": data.province_code, "name_th": data.name_th, "name_en": data.name_en}
    policy = _settings(data.policy, given=True)
    villages = map(village_values, data.villages)
    return {**rows_of(data), PROVINCE: [head], VILLAGES: villages, POLICY: policy}


def _settings(policy: Policy, *, given: bool) -> Rows:
    """A row a setting of the policy; without its value when it is not given, so that none changes.

    The note says what it is and what its value would be.
    """
    standard = Policy()
    for name, cell in POLICY_CELLS.items():
        value = cell.write(getattr(standard, name))
        texts = [say("form_policy_standard", language, value=value) for language in Language]
        if f"form_policy_{name}" in catalog():
            told = catalog()[f"form_policy_{name}"]
            texts = [f"{what}, {norm}" for what, norm in zip(told, texts, strict=True)]
        shown = cell.write(getattr(policy, name)) if given else None
        yield {"name": name, "value": shown, "note": " / ".join(texts)}


def _write_head(page: Worksheet, sheet: Sheet) -> None:
    for i, column in enumerate(sheet.columns, start=1):
        thai, english = title_of(sheet.kind, column.name)
        cell = page.cell(row=1, column=i, value=f"{thai}{' *' * column.required}\n{english}")
        cell.font = Font(bold=True)
        cell.fill = _MUST if column.required else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if not column.cell.is_number:
            page.column_dimensions[get_column_letter(i)].number_format = "@"
    page.row_dimensions[1].height = 34
    page.freeze_panes = "A2"


def _fit(page: Worksheet) -> None:
    """Columns as wide as what stands in them, and a page that prints across one sheet of A4."""
    for i, column in enumerate(page.iter_cols(max_row=FITTED_ROWS, values_only=True), start=1):
        heading = str(column[0]).partition("\n")[0]
        longest = max((len(str(value)) for value in column[1:] if value is not None), default=0)
        width = max(NARROWEST, len(heading) + 4, longest + 2)
        page.column_dimensions[get_column_letter(i)].width = min(width, WIDEST)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _write_rows(page: Worksheet, sheet: Sheet, rows: Rows) -> None:
    for r, values in enumerate(rows, start=2):
        for i, column in enumerate(sheet.columns, start=1):
            value = values[column.name]
            if value is None:
                continue
            cell = page.cell(row=r, column=i)
            if column.cell.is_number:
                cell.value = value
            else:
                _put_text(cell, _shown(sheet.kind, column, value))


def _shown(kind: str, column: Column, value: Any) -> str:
    """The text of a value, choices in Thai."""
    text = column.cell.write(value)
    if column.name == "weekday":
        return say(f"form_column_{text}", Language.TH)
    is_choice = bool(choices_of(kind, column.name))
    return say(f"form_choice_{text}", Language.TH) if is_choice else text


def _put_text(cell: Any, text: str) -> None:
    """A text that a spreadsheet takes for nothing else: no formula, no number."""
    assert isinstance(cell, Cell)
    if text:
        cell.value = _ILLEGAL.sub("", text)
        cell.data_type = "s"
        cell.number_format = "@"


def _write_readme(page: Worksheet) -> None:
    page.title = say(f"form_sheet_{README}", Language.TH)
    lines: list[tuple[str, ...]] = []
    for code in ("title", "fill", "headings", "order", "import"):
        lines += [(text,) for text in catalog()[f"form_readme_{code}"]]
    lines.append(())
    heads = [catalog()[f"form_readme_{code}"] for code in ("sheet", "column", "note")]
    lines.append(tuple(f"{thai} / {english}" for thai, english in heads))
    lines += [line for sheet in SHEETS for line in _explained(sheet)]
    for line in lines:
        page.append(line)
    page["A1"].font = Font(bold=True, size=14)
    for letter, width in (("A", 30), ("B", 48), ("C", 90)):
        page.column_dimensions[letter].width = width


def _explained(sheet: Sheet) -> Iterable[tuple[str, ...]]:
    for column in sheet.columns:
        thai, english = title_of(sheet.kind, column.name)
        note = note_of(sheet.kind, column)
        yield sheet.titles[0], f"{thai}{' *' * column.required} / {english}", note
