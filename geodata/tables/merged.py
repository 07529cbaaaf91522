"""Merged cells: a title over the table is passed by, cells merged downwards are filled."""

from collections.abc import Iterator

from geodata.findings import Finding, Severity
from geodata.tables.grids import Grid
from geodata.tables.shape import Line
from geodata.tables.texts import clean_text


def unmerged(grid: Grid, file: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The lines of a grid as if nothing were merged, and what was done or cannot be.

    Cells merged across columns below the headings are refused: nobody knows which column is meant.
    """
    if not grid.merges:
        return grid.lines, ()
    lines = _without_titles(grid)
    findings = []
    for line in grid.lines[: len(grid.lines) - len(lines)]:
        findings.append(_finding("title_row_skipped", Severity.REPAIRED, file, grid, line))
    if not lines:
        return (), tuple(findings)
    by_number = {number: list(cells) for number, cells in lines}
    heading = lines[0][0]
    for first_column, first, last_column, last in grid.merges:
        line = (first, by_number.get(first, []))
        value = _at(line, first_column)
        if last <= heading or not value:
            continue
        if last_column > first_column:
            code, severity = "merged_across", Severity.ERROR
        else:
            code, severity = "merged_cells_filled", Severity.REPAIRED
            _fill(by_number, range(max(first, heading) + 1, last + 1), first_column, value)
        findings.append(_finding(code, severity, file, grid, line, value))
    return tuple(sorted(by_number.items())), tuple(findings)


def _without_titles(grid: Grid) -> tuple[Line, ...]:
    """The lines from the first that is not one text merged over several columns."""
    wide = {row: column for column, row, last_column, _ in grid.merges if last_column > column}
    for at, (number, cells) in enumerate(grid.lines):
        texts = [text for text in cells if clean_text(text)]
        if not (number in wide and len(texts) == 1):
            return grid.lines[at:]
    return ()


def _fill(rows: dict[int, list[str]], numbers: range, column: int, value: str) -> None:
    for number in numbers:
        # A row that holds nothing but the merged cell is none: the merge went beyond the table.
        cells = rows.get(number)
        if cells is not None:
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = value


def _at(line: Line, column: int) -> str:
    _, cells = line
    return cells[column - 1] if column <= len(cells) else ""


def _texts(line: Line) -> Iterator[str]:
    return (text for text in line[1] if clean_text(text))


def _finding(
    code: str, severity: Severity, file: str, grid: Grid, line: Line, value: str = ""
) -> Finding:
    shown = value or next(_texts(line), "")
    return Finding(
        code=code, severity=severity, file=file, sheet=grid.sheet, row=line[0], value=shown[:80]
    )
