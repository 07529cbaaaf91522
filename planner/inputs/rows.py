"""Rows of one table into entries by its form: every fault is told, good rows are kept."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodata.errors import InvalidPlace
from geodata.findings import Finding, FindingLog, Severity
from geodata.tables import Table, TableRow, read_table
from planner.domain.errors import InvalidDocument
from planner.inputs.cells import CellFault
from planner.inputs.drawn import SUFFIXES, read_drawn
from planner.inputs.forms import Column, Entry, Form
from planner.inputs.headings import Names, renamed
from planner.inputs.report import tell_cell, tell_refused

_BAD: Any = object()
"""Stands for the value of a cell that could not be read."""


def read_form(
    form: Form, path: Path, *, sheet: str | None = None, names: Names | None = None
) -> tuple[tuple[Entry, ...] | None, tuple[Finding, ...]]:
    """The entries of a file by its form; `names` maps headings of the file to columns of ours.

    None when the file or its headings cannot be read. A row with a fault has an entry whose
    `thing` is None, so that its code is known to the rows that refer to it.
    """
    is_drawn = form.kind == "closures" and path.suffix.lower() in SUFFIXES
    table, findings = read_drawn(path) if is_drawn else read_table(path, sheet=sheet)
    if table is None:
        return None, findings
    entries, more = entries_of(form, table, names or {})
    return entries, (*findings, *more)


def entries_of(
    form: Form, table: Table, names: Names
) -> tuple[tuple[Entry, ...] | None, tuple[Finding, ...]]:
    """The entries of a table by its form; None when its headings do not do."""
    spoken = FindingLog(table.file, sheet=table.sheet)
    table = renamed(table, form.kind, form.columns, names, spoken)
    log = FindingLog(table.file, titles=table.titles, sheet=table.sheet)
    if not _check_headings(form, table, log):
        return None, (*spoken.findings, *log.findings)
    entries = tuple(_entry(form, table, row, log) for row in table.rows)
    _check_twice(form, entries, log)
    return entries, (*spoken.findings, *log.findings)


def _check_headings(form: Form, table: Table, log: FindingLog) -> bool:
    known = [column.name for column in form.columns]
    missing = [c.name for c in form.columns if c.required and c.name not in table.titles]
    for name in missing:
        log.add(
            "missing_column", row=1, column=name, table=form.kind,
            known=", ".join(known), headings=", ".join(table.titles.values())[:400],
        )  # fmt: skip
    for heading in table.titles:
        if heading not in known:
            near = difflib.get_close_matches(heading, known, n=1, cutoff=0.7)
            log.add(
                "unknown_column", Severity.WARNING, row=1, column=heading,
                near=near[0] if near else "–", known=", ".join(known), table=form.kind,
            )  # fmt: skip
    return not missing


def _entry(form: Form, table: Table, row: TableRow, log: FindingLog) -> Entry:
    values = {c.name: _value(c, row, log) for c in form.columns}
    thing = None
    if all(value is not _BAD for value in values.values()):
        thing = _made(form, values, row, log)
    kept = {name: None if value is _BAD else value for name, value in values.items()}
    return Entry(
        file=table.file, row=row.number, values=kept, thing=thing, cells=row.cells,
        titles=table.titles, sheet=table.sheet,
    )  # fmt: skip


def _value(column: Column, row: TableRow, log: FindingLog) -> Any:
    if column.name not in row.cells:
        return column.default
    text = row.cells[column.name]
    if not text:
        if column.required:
            log.add("empty_cell", row=row.number, column=column.name, value="")
            return _BAD
        return column.when_empty

    def note(code: str) -> None:
        log.add(code, Severity.REPAIRED, row=row.number, column=column.name, value=text)

    try:
        return column.cell.read(text, note)
    except CellFault as fault:
        tell_cell(log, fault, row.number, column.name, text)
        return _BAD


def _made(form: Form, values: Mapping[str, Any], row: TableRow, log: FindingLog) -> Any:
    try:
        return form.make(**values)
    except (InvalidDocument, InvalidPlace) as error:
        tell_refused(log, error, row.number, row.cells)
        return None


def _check_twice(form: Form, entries: tuple[Entry, ...], log: FindingLog) -> None:
    """Tell every row whose key stands in an earlier one."""
    first: dict[Any, int | None] = {}
    needed = [column.name for column in form.columns if column.required]
    for entry in entries:
        key = form.key_of(entry.values)
        if any(entry.values[name] is None for name in form.key if name in needed):
            continue
        if key in first:
            log.add(
                "duplicate_row", form.twice, row=entry.row, column=form.key[0],
                value=" ".join(map(str, key)), first_row=first[key] or 0,
            )  # fmt: skip
        first.setdefault(key, entry.row)
