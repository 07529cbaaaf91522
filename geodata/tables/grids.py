"""Workbooks (.xlsx) as grids of text, read by openpyxl; merged cells come along.

What is read may be hostile: sizes are judged by what the archive declares, the rest is counted
while it is read, and all of it happens in a locked child process (`geodata.tables.apart`).
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import BinaryIO

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from geodata.tables.shape import MAX_COLUMNS, MAX_ROWS, Line
from geodata.tables.texts import heading_of

MAX_UNZIPPED_BYTES = 128 * 2**20
MAX_SHARED_TEXT_BYTES = 32 * 2**20
MAX_MERGES = 5_000
MAX_SHEETS = 60
MAX_CELLS = 5_000_000
"""Of all sheets read, to the last filled one of each row."""
MAX_BOOK_CHARS = 64 * 2**20
"""Letters of all cells read: one text may stand in every cell of a file that holds it once."""
_MERGE_TAIL_BYTES = 2**20
_TITLE_ROWS = 100
"""Rows read beyond the cap on rows: titles, headings and the one row too many."""

UNREADABLE = (
    OSError, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError,
    zipfile.BadZipFile, zlib.error, RuntimeError, InvalidFileException,
)  # fmt: skip
"""What openpyxl and zipfile raise on workbooks that are damaged or none."""


class TooMuch(Exception):
    """More than a cap allows; `code` is that of the finding, `limit` the cap."""

    def __init__(self, code: str, limit: int) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


Merge = tuple[int, int, int, int]
"""First column, first row, last column, last row of merged cells, all from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet: its name, its rows that hold any value, and its merged cells."""

    sheet: str
    lines: tuple[Line, ...]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grids:
    """The sheets that were asked for, the names of all, and whether the reader had no network."""

    sheets: tuple[str, ...]
    grids: tuple[Grid, ...]
    is_offline: bool = False


ALL_SHEETS = ("*",)


def of_sheets(grids: Grids, wanted: Collection[str] | None) -> Grids:
    """Of all sheets those that `read_grids` would have read."""
    kept = (
        grids.grids[:1]
        if wanted is None
        else (grid for grid in grids.grids if heading_of(grid.sheet) in wanted)
    )
    return Grids(sheets=grids.sheets, grids=tuple(kept), is_offline=grids.is_offline)


def declared_bytes(file: BinaryIO) -> tuple[int, int]:
    """Unzipped bytes that an archive declares: of everything, and of its shared texts.

    Unzipping never gives more than an archive declares of itself.
    """
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    texts = sum(e.file_size for e in entries if e.filename.lower().endswith("sharedstrings.xml"))
    return sum(entry.file_size for entry in entries), texts


def read_grids(file: BinaryIO, wanted: Collection[str] | None) -> Grids:
    """The sheets whose folded names are wanted (None: the first one only; or `ALL_SHEETS`).

    Raises one of `UNREADABLE` for what is no workbook, `TooMuch` beyond a cap.
    """
    count = _Counted()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of styles and links, not of values
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            names = tuple(book.sheetnames)
            everything = wanted is not None and tuple(wanted) == ALL_SHEETS
            chosen = (
                names[:1]
                if wanted is None
                else [name for name in names if everything or heading_of(name) in wanted]
            )
            if len(chosen) > MAX_SHEETS:
                raise TooMuch("too_many_sheets", MAX_SHEETS)
            grids = []
            for name in chosen:
                page = book[name]
                grid = page.iter_rows(
                    max_row=MAX_ROWS + _TITLE_ROWS, max_col=MAX_COLUMNS + 1, values_only=True
                )
                lines = tuple(_lines(grid, count))
                merges = _merges(file, getattr(page, "_worksheet_path", ""))
                grids.append(Grid(sheet=name, lines=lines, merges=merges))
            return Grids(sheets=names, grids=tuple(grids))
        finally:
            book.close()


@dataclass
class _Counted:
    """What has been read of a workbook so far."""

    cells: int = 0
    chars: int = 0

    def take(self, texts: list[str]) -> None:
        """Count a row; raises `TooMuch` when that is beyond a cap."""
        self.cells += len(texts)
        self.chars += sum(map(len, texts))
        if self.cells > MAX_CELLS:
            raise TooMuch("too_many_cells", MAX_CELLS)
        if self.chars > MAX_BOOK_CHARS:
            raise TooMuch("too_much_text", MAX_BOOK_CHARS)


def _lines(grid: Iterator[tuple[object, ...]], count: _Counted) -> Iterator[Line]:
    for number, row in enumerate(grid, start=1):
        width = next((i for i in range(len(row), 0, -1) if row[i - 1] is not None), 0)
        if width:
            texts = [_cell_text(value) for value in row[:width]]
            count.take(texts)
            yield number, texts


def _merges(file: BinaryIO, path: str) -> tuple[Merge, ...]:
    """Merged cells stand behind the cells of a sheet, where openpyxl's row reader does not look."""
    if not path:
        return ()
    tail = b""
    with zipfile.ZipFile(file) as archive, archive.open(path.lstrip("/")) as page:
        while piece := page.read(2**20):
            tail = (tail + piece)[-2 * _MERGE_TAIL_BYTES :]
    found = re.findall(
        rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"', tail
    )
    ranges = (range_boundaries(ref.decode()) for ref in found[:MAX_MERGES])
    return tuple((a, b, c, d) for a, b, c, d in ranges if a and b and c and d)


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
