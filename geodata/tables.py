"""Reads a CSV or XLSX table as text cells with the row numbers people see; no meaning given yet.

Shared by the readers of `geodata.villages` and `planner.inputs`. What files bring here: UTF-8 with
or without a mark, UTF-16 (Excel's "Unicode text") or cp874; commas, semicolons or tabs; cells
that Excel made numbers or dates. The limits guard against files made to fill the memory.
"""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from geodata.findings import Finding, Severity

MAX_FILE_BYTES = 64 * 2**20
MAX_UNZIPPED_BYTES = 128 * 2**20
MAX_SHARED_TEXT_BYTES = 32 * 2**20
MAX_ROWS = 300_000
MAX_COLUMNS = 200
MAX_CELL_CHARS = 20_000

_UNREADABLE_BOOK = (
    OSError, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError,
    zipfile.BadZipFile, zlib.error, RuntimeError, InvalidFileException,
)  # fmt: skip
"""What openpyxl and zipfile raise on workbooks that are damaged or none."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u00ad"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line: `number` as a spreadsheet shows it (the heading is 1); cells by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as text: headings folded by `heading_of`, cells stripped and in Unicode NFC.

    `titles` gives each heading as it stands in the file, for findings.
    """

    file: str
    sheet: str | None
    titles: Mapping[str, str]
    rows: tuple[TableRow, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Folded headings in the order of the file."""
        return tuple(self.titles)


def heading_of(title: str) -> str:
    """A heading folded for comparison: lower case, spaces and dashes as one underscore."""
    return re.sub(r"[\s\-]+", "_", clean_text(title)).casefold()


def clean_text(text: str) -> str:
    """Unicode NFC without invisible marks, no-break spaces as spaces, stripped."""
    plain = text.translate(_INVISIBLE).replace("\u00a0", " ")
    return unicodedata.normalize("NFC", plain).strip()


def read_table(path: Path, *, sheet: str | None = None) -> tuple[Table | None, tuple[Finding, ...]]:
    """The table of a .csv, .tsv, .txt or .xlsx file; None with an error finding when unreadable.

    `sheet` names the sheet of a workbook (None: its first). Rows without any text are left out.
    """
    name = path.name
    try:
        size = path.stat().st_size
    except OSError:
        return None, (_error("missing_file", name),)
    if size > MAX_FILE_BYTES:
        return None, (_error("file_too_big", name, bytes=size, limit=MAX_FILE_BYTES),)
    if path.suffix.lower() == ".xlsx":
        return _read_workbook(path, sheet)
    return _read_text(path)


def decode_text(raw: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Text of raw bytes: UTF-8, UTF-16 with its mark, else cp874, which is told as repaired.

    UTF-8 with a few damaged bytes is refused with their line: read as cp874 it would be gibberish.
    """
    damaged = _damaged_line(raw)
    if damaged is not None:
        found = Finding(code="unreadable_text", severity=Severity.ERROR, file=file, row=damaged)
        return None, (found,)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "cp874":
            repaired = Finding(
                code="encoding_repaired", severity=Severity.REPAIRED, file=file,
                facts={"encoding": "cp874"},
            )  # fmt: skip
            return text, (repaired,)
        return text, ()
    return None, (_error("unreadable_text", file),)


def _damaged_line(raw: bytes) -> int | None:
    """The line of the first bad byte of a file that is otherwise plainly UTF-8, else None."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        good = sum(not ch.isascii() for ch in text) - bad
        return raw.count(b"\n", 0, error.start) + 1 if good > 3 * bad else None
    return None


def _read_text(path: Path) -> tuple[Table | None, tuple[Finding, ...]]:
    try:
        raw = path.read_bytes()
    except OSError:
        return None, (_error("unreadable_file", path.name),)
    text, findings = decode_text(raw, path.name)
    if text is None:
        return None, findings
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        table, more = _table(path.name, None, _numbered(lines))
    except csv.Error:
        return None, (*findings, _error("unreadable_file", path.name))
    return table, (*findings, *more)


def _numbered(lines: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Records by their position, as a spreadsheet counts them, line breaks in cells or not."""
    yield from enumerate(lines, start=1)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _read_workbook(path: Path, sheet: str | None) -> tuple[Table | None, tuple[Finding, ...]]:
    try:
        too_big = _unzipped_too_big(path)
        if too_big is not None:
            return None, (too_big,)
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of styles and links, not of values
            return _read_sheet(path.name, file, sheet)
    except _UNREADABLE_BOOK:
        return None, (_error("unreadable_file", path.name),)


def _read_sheet(
    name: str, file: BinaryIO, sheet: str | None
) -> tuple[Table | None, tuple[Finding, ...]]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        if not book.sheetnames:
            return None, (_error("empty_file", name),)
        if sheet is not None and sheet not in book.sheetnames:
            known = ", ".join(book.sheetnames)
            return None, (_error("missing_sheet", name, sheet_wanted=sheet, known=known),)
        page = book[sheet if sheet is not None else book.sheetnames[0]]
        grid = page.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True)
        lines = (
            (number, [_cell_text(value) for value in row])
            for number, row in enumerate(grid, start=1)
            if row.count(None) < len(row)
        )
        return _table(name, str(page.title), lines)
    finally:
        book.close()


def _unzipped_too_big(path: Path) -> Finding | None:
    """Judged by the sizes that the archive declares; unzipping never gives more than those."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    whole = sum(entry.file_size for entry in entries)
    texts = sum(e.file_size for e in entries if e.filename.lower().endswith("sharedstrings.xml"))
    for size, limit in ((whole, MAX_UNZIPPED_BYTES), (texts, MAX_SHARED_TEXT_BYTES)):
        if size > limit:
            return _error("file_too_big", path.name, bytes=size, limit=limit)
    return None


def _cell_text(value: object) -> str:
    """A spreadsheet's value as the text a person would type; 5801.0 stays 5801.0, to be told."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        is_date = value.time() == time(0)
        return value.date().isoformat() if is_date else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def _table(
    file: str, sheet: str | None, lines: Iterator[tuple[int, list[str]]]
) -> tuple[Table | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    heading_row = next(((n, cells) for n, cells in lines if any(map(clean_text, cells))), None)
    if heading_row is None:
        return None, (_error("empty_file", file),)
    headings = [heading_of(title) for title in heading_row[1][:MAX_COLUMNS]]
    titles: dict[str, str] = {}
    for heading, title in zip(headings, heading_row[1], strict=False):
        if heading and heading in titles:
            findings.append(
                Finding(
                    code="duplicate_column", severity=Severity.ERROR, file=file, sheet=sheet,
                    row=heading_row[0], column=clean_text(title),
                )
            )  # fmt: skip
        elif heading:
            titles[heading] = clean_text(title)
    rows: list[TableRow] = []
    for number, cells in lines:
        if len(rows) >= MAX_ROWS:
            findings.append(_error("too_many_rows", file, limit=MAX_ROWS))
            break
        row, more = _row(file, sheet, number, headings, cells)
        findings.extend(more)
        if row is not None:
            rows.append(row)
    return Table(file=file, sheet=sheet, titles=titles, rows=tuple(rows)), tuple(findings)


def _row(
    file: str, sheet: str | None, number: int, headings: list[str], cells: list[str]
) -> tuple[TableRow | None, list[Finding]]:
    texts = [clean_text(cell[:MAX_CELL_CHARS]) for cell in cells]
    if not any(texts):
        return None, []
    findings = []
    beyond = [text for text in texts[len(headings) :] if text]
    if beyond:
        findings.append(
            Finding(
                code="cell_without_heading", severity=Severity.ERROR, file=file, sheet=sheet,
                row=number, value=beyond[0][:80],
            )
        )  # fmt: skip
    found: dict[str, str] = {}
    for i, heading in enumerate(headings):
        if heading and heading not in found:
            found[heading] = texts[i] if i < len(texts) else ""
    return TableRow(number=number, cells=found), findings


def _error(code: str, file: str, **facts: str | int | float) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, file=file, facts=facts)
