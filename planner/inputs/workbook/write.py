"""Writes the workbook that people fill in, empty or with what a province has."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planner.domain.province import ProvinceData
from planner.inputs.cells import INTEGER, NUMBER
from planner.inputs.forms import Column
from planner.inputs.headings import title_of
from planner.inputs.kinds import village_values
from planner.inputs.workbook.sheets import (
    CHOICES,
    POLICY,
    POLICY_CELLS,
    PROVINCE,
    README,
    SHEETS,
    VILLAGES,
    Sheet,
)
from planner.inputs.write import rows_of
from planner.words import Language, catalog, say

Rows = Iterable[Mapping[str, Any]]

LAST_ROW = 5_000
"""Rows down to which the lists to choose from reach."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_MUST = PatternFill("solid", fgColor="FCE4D6")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_template(path: Path, data: ProvinceData | None = None) -> None:
    """Write the workbook, with a province's data when it is given: it reads back to the same.

    Without data only the policy is filled, with its standard values.
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
        _offer_choices(page, sheet)
    book.save(path)


def _rows(data: ProvinceData | None) -> dict[str, Rows]:
    if data is None:
        return {}
    head = {"code": data.province_code, "name_th": data.name_th, "name_en": data.name_en}
    policy = [
        {"name": name, "value": cell.write(getattr(data.policy, name))}
        for name, cell in POLICY_CELLS.items()
    ]
    villages = map(village_values, data.villages)
    return {**rows_of(data), PROVINCE: [head], VILLAGES: villages, POLICY: policy}


def _write_head(page: Worksheet, sheet: Sheet) -> None:
    for i, column in enumerate(sheet.columns, start=1):
        thai, english = title_of(sheet.kind, column.name)
        cell = page.cell(row=1, column=i, value=f"{thai}{' *' * column.required}\n{english}")
        cell.font = Font(bold=True)
        cell.fill = _MUST if column.required else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        width = page.column_dimensions[get_column_letter(i)]
        width.width = max(14, min(34, len(thai) + 4))
        if not _is_number(column):
            width.number_format = "@"
    page.row_dimensions[1].height = 34
    page.freeze_panes = "A2"


def _is_number(column: Column) -> bool:
    return column.cell in (INTEGER, NUMBER)


def _write_rows(page: Worksheet, sheet: Sheet, rows: Rows) -> None:
    for r, values in enumerate(rows, start=2):
        for i, column in enumerate(sheet.columns, start=1):
            value = values[column.name]
            if value is None:
                continue
            cell = page.cell(row=r, column=i)
            if _is_number(column):
                cell.value = value
            else:
                _put_text(cell, _shown(column, value))


def _shown(column: Column, value: Any) -> str:
    """The text of a value, choices in Thai."""
    text = column.cell.write(value)
    if column.name == "weekday":
        return say(f"form_column_{text}", Language.TH)
    return say(f"form_choice_{text}", Language.TH) if column.name in CHOICES else text


def _put_text(cell: Any, text: str) -> None:
    """A text that a spreadsheet takes for nothing else: no formula, no number."""
    assert isinstance(cell, Cell)
    if text:
        cell.value = _ILLEGAL.sub("", text)
        cell.data_type = "s"
        cell.number_format = "@"


def _offer_choices(page: Worksheet, sheet: Sheet) -> None:
    for i, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(i)
        if words := _choices(column):
            offer = DataValidation(
                type="list", formula1=f'"{",".join(words)}"', allow_blank=not column.required
            )
            offer.promptTitle = title_of(sheet.kind, column.name)[0]
            offer.prompt = say("form_choice_prompt", Language.TH)
            page.add_data_validation(offer)
            offer.add(f"{letter}2:{letter}{LAST_ROW}")


def _choices(column: Column) -> tuple[str, ...]:
    if column.name == "weekday":
        return tuple(say(f"form_column_{day}", Language.TH) for day in _WEEKDAYS)
    known = CHOICES.get(column.name, ())
    return tuple(say(f"form_choice_{value}", Language.TH) for value in known)


def _write_readme(page: Worksheet) -> None:
    page.title = say(f"form_sheet_{README}", Language.TH)
    lines: list[tuple[str, ...]] = []
    for code in ("title", "fill", "headings", "import"):
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
        note = _note(sheet.kind, column)
        yield sheet.titles[0], f"{thai}{' *' * column.required} / {english}", note


def _note(kind: str, column: Column) -> str:
    texts = catalog()
    for code in (f"form_note_{kind}.{column.name}", f"form_note_{column.name}"):
        if code in texts:
            return " / ".join(texts[code])
    return ", ".join(_choices(column))
