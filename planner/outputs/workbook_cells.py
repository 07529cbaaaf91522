"""Puts a table on a sheet: headings, real dates and numbers, text that is never a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planner.words import Language, say

Value = str | int | float | date | time | None

FONT = "TH Sarabun New"
FONT_SIZE = 14
LONGEST_TEXT = 32_000
"""Excel takes 32,767 characters a cell."""

_DATE_FORMATS = {Language.TH: "[$-41E]ddd d mmm bbbb", Language.EN: "[$-809]ddd d mmm yyyy"}
"""`bbbb` is the year of the Buddhist era."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_RULE = Side(style="thin", color="D9D5C8")
_BLOCK = Side(style="medium", color="0F4C4A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the code of its heading, its width in characters, and how numbers show."""

    heading: str
    width: float
    number_format: str = "#,##0"
    wrap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet to be: rows hold as many values as there are columns.

    `grouped` is the number of leading columns whose change starts a new block of rows. `headings`
    are those that stand for themselves (names), by the column's heading.
    """

    title_code: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    grouped: int = 0
    headings: Mapping[str, str] = field(default_factory=dict)


def put_table(book: Workbook, table: Table, title: str, language: Language) -> None:
    """Add a sheet with a table, ready to read, filter and print."""
    sheet: Worksheet = book.create_sheet(say(table.title_code, language))
    looks = _Looks(book, language)
    for i, column in enumerate(table.columns, start=1):
        heading = _cell(sheet, 1, i)
        heading.style = looks.heading
        named = table.headings.get(column.heading)
        _put_text(heading, say(column.heading, language) if named is None else named)
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    before: Sequence[Value] | None = None
    for r, row in enumerate(table.rows, start=2):
        new_block = before is not None and row[: table.grouped] != before[: table.grouped]
        for i, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            cell = _cell(sheet, r, i)
            cell.style = looks.of(column, value, new_block=new_block)
            if isinstance(value, str):
                if value:
                    _put_text(cell, value)
            else:
                _put_value(cell, value)
        before = row
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = sheet.dimensions
    _set_up_print(sheet, title, language)


class _Looks:
    """Named styles of a workbook, made when first needed: styling cell by cell is slow."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self._book = book
        self._language = language
        self.heading = self._named(
            NamedStyle(
                name="plan heading",
                font=Font(name=FONT, size=FONT_SIZE, bold=True, color="FFFFFF"),
                fill=PatternFill("solid", start_color="0F4C4A"),
                alignment=Alignment(vertical="center", wrap_text=True),
            )
        )

    def of(self, column: Column, value: Value, *, new_block: bool) -> str:
        """The style of a value: its number format, wrapped or not, under a line or not."""
        number_format = "General"
        if isinstance(value, date):
            number_format = _DATE_FORMATS[self._language]
        elif isinstance(value, time):
            number_format = "hh:mm"
        elif isinstance(value, int | float):
            number_format = column.number_format
        name = f"plan {number_format} {column.wrap:d}{new_block:d}"
        if name in self._book.named_styles:
            return name
        return self._named(
            NamedStyle(
                name=name,
                font=Font(name=FONT, size=FONT_SIZE),
                border=Border(top=_BLOCK if new_block else None, bottom=_RULE),
                alignment=Alignment(
                    vertical="top",
                    wrap_text=column.wrap,
                    horizontal="left" if isinstance(value, date) else None,
                ),
                number_format=number_format,
            )
        )

    def _named(self, style: NamedStyle) -> str:
        if style.name not in self._book.named_styles:
            self._book.add_named_style(style)
        return str(style.name)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row=row, column=column)
    if not isinstance(cell, Cell):
        raise TypeError(f"cell {row}, {column} is part of a merged one")
    return cell


def _put_value(cell: Cell, value: float | date | time | None) -> None:
    look = cell.number_format
    cell.value = value
    cell.number_format = look


def _put_text(cell: Cell, text: str) -> None:
    """Text stays text: a spreadsheet must never take a name for a formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _set_up_print(sheet: Worksheet, title: str, language: Language) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = title.replace("&", "&&")
    header.right.text = "&A"
    footer.right.text = say("book_page", language, page="&P", pages="&N")
    sheet.oddHeader, sheet.oddFooter = header, footer
