"""Tables of text out of CSV and XLSX files, as they come: encodings, headings, merged cells."""

import csv
import io
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from geodata.child import ChildEnd
from geodata.findings import Finding, Severity
from geodata.tables.apart import ChildFailed, read_grids_apart
from geodata.tables.grids import (
    ALL_SHEETS,
    MAX_SHARED_TEXT_BYTES,
    MAX_UNZIPPED_BYTES,
    UNREADABLE,
    Grids,
    TooMuch,
    declared_bytes,
    of_sheets,
)
from geodata.tables.merged import unmerged
from geodata.tables.shape import (
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_ROWS,
    Table,
    TableRow,
    error,
    table_of,
)
from geodata.tables.texts import clean_text, decode_text, heading_of

__all__ = [
    "MAX_CELL_CHARS",
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "Table",
    "TableRow",
    "clean_text",
    "content_fault",
    "decode_text",
    "heading_of",
    "look_into",
    "read_sheets",
    "read_table",
]

MAX_FILE_BYTES = 64 * 2**20
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
REMEMBERED_BYTES = 2**20
"""A workbook up to here is remembered, so that looking into it and reading it costs one child."""


_OTHER_CONTENT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
"""First bytes of documents, archives and pictures, which no file of text begins with."""


def content_fault(path: Path) -> Finding | None:
    """Why a file that calls itself a table holds none, judged by its first bytes; None if it may.

    `empty_file`, `not_a_workbook` for an .xlsx that is no archive, `not_a_text_table` for a .csv,
    .tsv or .txt that is a document, an archive or a picture. Other names are not judged.
    """
    try:
        with path.open("rb") as file:
            first = file.read(8)
    except OSError:
        return error("unreadable_file", path.name)
    if not first:
        return error("empty_file", path.name)
    suffix = path.suffix.lower()
    if suffix == ".xlsx" and not first.startswith(b"PK"):
        return error("not_a_workbook", path.name)
    if suffix in TEXT_SUFFIXES and first.startswith(_OTHER_CONTENT):
        return error("not_a_text_table", path.name)
    return None


def read_table(path: Path, *, sheet: str | None = None) -> tuple[Table | None, tuple[Finding, ...]]:
    """The table of a .csv, .tsv, .txt or .xlsx file; None with an error finding when unreadable.

    `sheet` names the sheet of a workbook (None: its first). Rows without any text are left out.
    """
    raw, findings = _content(path)
    if raw is None:
        return None, findings
    if path.suffix.lower() != ".xlsx":
        return _read_text(raw, path.name)
    wanted = None if sheet is None else (heading_of(sheet),)
    grids, findings = _grids(raw, path.name, wanted)
    if grids is None:
        return None, findings
    if not grids.grids:
        if sheet is None:
            return None, (error("empty_file", path.name),)
        known = ", ".join(grids.sheets)
        return None, (error("missing_sheet", path.name, sheet_wanted=sheet, known=known),)
    (table,), findings = _tables(grids, path.name)
    return table, findings


def read_sheets(
    path: Path, wanted: Collection[str]
) -> tuple[tuple[Table, ...], tuple[str, ...], tuple[Finding, ...]]:
    """The sheets of a workbook whose folded names are wanted, and the names of all its sheets.

    Sheets without even headings are left out.
    """
    raw, findings = _content(path)
    if raw is None:
        return (), (), findings
    grids, findings = _grids(raw, path.name, tuple(sorted(wanted)))
    if grids is None:
        return (), (), findings
    tables, findings = _tables(grids, path.name)
    told = tuple(f for f in findings if f.code != "empty_file")
    return tuple(t for t in tables if t is not None), grids.sheets, told


def look_into(path: Path) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The names of a workbook's sheets, none when it cannot be read.

    With a warning when its reader could not be cut off the network on this system.
    """
    raw, _ = _content(path)
    grids, _ = (None, ()) if raw is None else _grids(raw, path.name, ())
    if grids is None:
        return (), ()
    online = Finding(code="reader_not_offline", severity=Severity.WARNING, file=path.name)
    return grids.sheets, (() if grids.is_offline else (online,))


def _content(path: Path) -> tuple[bytes | None, tuple[Finding, ...]]:
    name = path.name
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return None, (error("missing_file", name),)
    except OSError:
        return None, (error("unreadable_file", name),)
    if len(raw) > MAX_FILE_BYTES:
        return None, (error("file_too_big", name, limit=MAX_FILE_BYTES),)
    return raw, ()


def _read_text(raw: bytes, name: str) -> tuple[Table | None, tuple[Finding, ...]]:
    text, findings = decode_text(raw, name)
    if text is None:
        return None, findings
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        # Records by their position, as a spreadsheet counts them, line breaks in cells or not.
        table, more = table_of(name, None, enumerate(lines, start=1))
    except csv.Error:
        return None, (*findings, error("unreadable_file", name))
    return table, (*findings, *more)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _grids(
    raw: bytes, name: str, wanted: tuple[str, ...] | None
) -> tuple[Grids | None, tuple[Finding, ...]]:
    try:
        whole, texts = declared_bytes(io.BytesIO(raw))
        for size, limit in ((whole, MAX_UNZIPPED_BYTES), (texts, MAX_SHARED_TEXT_BYTES)):
            if size > limit:
                return None, (error("file_too_big", name, bytes=size, limit=limit),)
        if len(raw) <= REMEMBERED_BYTES:
            return of_sheets(_remembered(raw), wanted), ()
        return read_grids_apart(raw, wanted), ()
    except TooMuch as refused:
        return None, (error(refused.code, name, limit=refused.limit),)
    except ChildFailed as failed:
        is_limit = failed.kind in (ChildEnd.TIMED_OUT, ChildEnd.OUT_OF_MEMORY)
        code = f"reading_{failed.kind.value}" if is_limit else "unreadable_file"
        return None, (error(code, name),)
    except UNREADABLE:
        return None, (error("unreadable_file", name),)


@lru_cache(maxsize=2)
def _remembered(raw: bytes) -> Grids:
    return read_grids_apart(raw, ALL_SHEETS)


def _tables(grids: Grids, name: str) -> tuple[list[Table | None], tuple[Finding, ...]]:
    tables, findings = [], []
    for grid in grids.grids:
        lines, found = unmerged(grid, name)
        table, more = table_of(name, grid.sheet, lines)
        tables.append(table)
        findings += [*found, *more]
    return tables, tuple(findings)
