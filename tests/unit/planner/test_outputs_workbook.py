"""The workbook: real values, text that stays text, and the tiny plan cell by cell."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.outputs.workbook import write_workbook
from planner.outputs.workbook_cells import Column, Table, put_table
from planner.words import Language
from tests.views import ALL_HOSTILE, HOSTILE, a_hostile_view, a_view

GOLDEN = Path(__file__).parents[2] / "golden" / "outputs"
TH, EN = Language.TH, Language.EN


def book_of(folder: Path, language: Language = TH) -> Workbook:
    path = folder / "plan.xlsx"
    write_workbook(a_view(), path, language)
    return load_workbook(path)


def cells_of(book: Workbook) -> dict[str, list[list[Any]]]:
    return {
        sheet.title: [
            ["" if v is None else v.isoformat() if hasattr(v, "isoformat") else v for v in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("language", [TH, EN])
def test_the_tiny_plan_cell_by_cell(tmp_path: Path, language: Language) -> None:
    """`PLANNER_WRITE_GOLDEN=1` writes the file anew; look at the difference before committing."""
    told = cells_of(book_of(tmp_path, language))
    golden = GOLDEN / f"workbook_{language.value}.json"
    if os.environ.get("PLANNER_WRITE_GOLDEN"):
        lines = json.dumps(told, ensure_ascii=False, indent=1)
        golden.write_text(lines + "\n", encoding="utf-8")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


def test_dates_times_and_numbers_are_real(tmp_path: Path) -> None:
    sheet = book_of(tmp_path).worksheets[0]
    row = {h.value: sheet.cell(row=3, column=h.column) for h in sheet[1]}
    assert row["วันที่"].value == dt.datetime(2026, 11, 30)  # noqa: DTZ001 - cells have no zone
    assert row["วันที่"].number_format == "[$-41E]ddd d mmm bbbb"
    assert isinstance(row["เปิด"].value, dt.time)
    assert isinstance(row["คน"].value, int)
    assert row["รหัสหมู่บ้าน"].value == "58010101"
    assert row["รหัสหมู่บ้าน"].data_type == "s"


def test_sheets_print_on_a4_landscape_with_repeated_headings(tmp_path: Path) -> None:
    for sheet in book_of(tmp_path).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "A2"


def test_the_servings_add_up_to_the_plan(tmp_path: Path) -> None:
    sheet = book_of(tmp_path).worksheets[1]
    assert sum(row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)) == 61
    assert a_view().plan.people_served == 61


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, ALL_HOSTILE, "=1+1", "+66", "-1", "@SUM(A1)", "\t=1", "|calc", "%0A", "0-0000-0000"],
)
def test_no_text_is_ever_a_formula(tmp_path: Path, text: str) -> None:
    book = Workbook()
    column = Column(heading="book_village", width=20)
    put_table(book, Table(title_code="book_sheet_plan", columns=(column,), rows=[[text]]), text, TH)
    book.save(tmp_path / "text.xlsx")
    cell = load_workbook(tmp_path / "text.xlsx").worksheets[1]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t", "|", "%"))


def test_control_characters_and_endless_text_do_not_stop_the_book(tmp_path: Path) -> None:
    book = Workbook()
    column = Column(heading="book_village", width=20)
    rows = [["a\x00\x0bb"], ["ก" * 40_000]]
    put_table(book, Table(title_code="book_sheet_plan", columns=(column,), rows=rows), "t", TH)
    book.save(tmp_path / "text.xlsx")
    sheet = load_workbook(tmp_path / "text.xlsx").worksheets[1]
    assert sheet["A2"].value == "ab"
    assert len(sheet["A3"].value) == 32_000


def test_hostile_names_make_a_book_without_formulas(tmp_path: Path) -> None:
    write_workbook(a_hostile_view(), tmp_path / "plan.xlsx", EN)
    book = load_workbook(tmp_path / "plan.xlsx")
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.rows for cell in row}
    assert kinds == {"s", "n", "d"}
