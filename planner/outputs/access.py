"""The access map as files: CSV and XLSX of the rows of `planner.usecases.access.access_rows`."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from planner.outputs.workbook_cells import Column, Table, Value, put_table
from planner.words import Language, say

Rows = Sequence[Mapping[str, Any]]
_WIDTHS = {"name_th": 26.0, "name_en": 26.0, "service_code": 18.0}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def access_csv(rows: Rows) -> str:
    """UTF-8 with a mark, so that spreadsheets read Thai; empty where no point can be reached.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    if rows:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows([_plain(value) for value in row.values()] for row in rows)
    return "\ufeff" + file.getvalue()


def write_access_workbook(
    rows: Rows, path: Path, minutes: int, language: Language = Language.TH
) -> None:
    """One sheet that prints on A4; an existing file is replaced."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names = tuple(rows[0]) if rows else ()
    table = Table(
        title_code="access_sheet",
        columns=tuple(_column(name) for name in names),
        rows=[tuple(_value(row[name], language) for name in names) for row in rows],
    )
    put_table(book, table, say("cli_access_title", language, minutes=minutes), language)
    book.save(path)


def _column(name: str) -> Column:
    return Column(
        heading=f"access_column_{name}",
        width=_WIDTHS.get(name, 13.0),
        number_format="0.0000" if name in ("lon", "lat") else "#,##0",
    )


def _value(value: object, language: Language) -> Value:
    if isinstance(value, bool):
        return say("access_yes" if value else "access_no", language)
    return value if isinstance(value, str | int | float) else None


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    is_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
    return f"'{value}" if is_formula else value
