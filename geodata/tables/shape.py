"""Tables as text: headings, rows and what is wrong with their form, whatever file they come in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geodata.findings import Finding, Severity
from geodata.tables.texts import clean_text, heading_of

MAX_ROWS = 300_000
MAX_COLUMNS = 200
MAX_CELL_CHARS = 20_000

Line = tuple[int, list[str]]
"""A row's number as a spreadsheet shows it, and its cells."""


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


def table_of(
    file: str, sheet: str | None, lines: Iterable[Line]
) -> tuple[Table | None, tuple[Finding, ...]]:
    """The table of lines, the first with any text being its headings."""
    return _table(file, sheet, iter(lines))


def _table(
    file: str, sheet: str | None, lines: Iterator[tuple[int, list[str]]]
) -> tuple[Table | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    heading_row = next(((n, cells) for n, cells in lines if any(map(clean_text, cells))), None)
    if heading_row is None:
        return None, (error("empty_file", file, sheet),)
    if any(map(clean_text, heading_row[1][MAX_COLUMNS:])):
        return None, (error("too_many_columns", file, sheet, limit=MAX_COLUMNS),)
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
            findings.append(error("too_many_rows", file, sheet, limit=MAX_ROWS))
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
    findings = [_too_long(file, sheet, number, c) for c in cells if len(c) > MAX_CELL_CHARS]
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


def _too_long(file: str, sheet: str | None, row: int, cell: str) -> Finding:
    return Finding(
        code="text_too_long", severity=Severity.ERROR, file=file, sheet=sheet, row=row,
        value=cell[:80], facts={"limit": MAX_CELL_CHARS},
    )  # fmt: skip


def error(code: str, file: str, sheet: str | None = None, /, **facts: str | int | float) -> Finding:
    """A finding of a whole file, or of a sheet of it."""
    return Finding(code=code, severity=Severity.ERROR, file=file, sheet=sheet, facts=facts)
