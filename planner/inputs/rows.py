"""Rows of one table into entries by its form: every fault is told, good rows are kept."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodata.errors import InvalidPlace
from geodata.findings import Finding, Severity
from geodata.tables import Table, TableRow, read_table
from planner.domain.errors import InvalidDocument
from planner.inputs.cells import CellFault
from planner.inputs.forms import Column, Entry, Form
from planner.inputs.report import Report

_BAD: Any = object()
"""Stands for the value of a cell that could not be read."""


def read_form(
    form: Form, path: Path, *, sheet: str | None = None
) -> tuple[tuple[Entry, ...] | None, tuple[Finding, ...]]:
    """The entries of a file by its form.

    None when the file or its headings cannot be read. A row with a fault has an entry whose
    `thing` is None, so that its code is known to the rows that refer to it.
    """
    table, findings = read_table(path, sheet=sheet)
    if table is None:
        return None, findings
    report = Report(table.file, table.titles, table.sheet)
    if not _check_headings(form, table, report):
        return None, (*findings, *report.findings)
    entries = tuple(_entry(form, table, row, report) for row in table.rows)
    _check_twice(form, entries, report)
    return entries, (*findings, *report.findings)


def _check_headings(form: Form, table: Table, report: Report) -> bool:
    known = [column.name for column in form.columns]
    missing = [c.name for c in form.columns if c.required and c.name not in table.titles]
    for name in missing:
        report.add(
            "missing_column", row=1, column=name,
            facts={
                "known": ", ".join(known), "headings": ", ".join(table.titles.values())[:400],
            },
        )  # fmt: skip
    for heading in table.titles:
        if heading not in known:
            near = difflib.get_close_matches(heading, known, n=1, cutoff=0.7)
            report.add(
                "unknown_column", Severity.WARNING, row=1, column=heading,
                facts={"near": near[0] if near else "–", "known": ", ".join(known)},
            )  # fmt: skip
    return not missing


def _entry(form: Form, table: Table, row: TableRow, report: Report) -> Entry:
    values = {c.name: _value(c, row, report) for c in form.columns}
    thing = None
    if all(value is not _BAD for value in values.values()):
        thing = _made(form, values, row, report)
    kept = {name: None if value is _BAD else value for name, value in values.items()}
    return Entry(
        file=table.file, row=row.number, values=kept, thing=thing, cells=row.cells,
        titles=table.titles,
    )  # fmt: skip


def _value(column: Column, row: TableRow, report: Report) -> Any:
    if column.name not in row.cells:
        return column.default
    text = row.cells[column.name]
    if not text:
        if column.required:
            report.add("empty_cell", row=row.number, column=column.name, value="")
            return _BAD
        return column.when_empty

    def note(code: str) -> None:
        report.add(code, Severity.REPAIRED, row=row.number, column=column.name, value=text)

    try:
        return column.cell.read(text, note)
    except CellFault as fault:
        report.cell(fault, row.number, column.name, text)
        return _BAD


def _made(form: Form, values: Mapping[str, Any], row: TableRow, report: Report) -> Any:
    try:
        return form.make(**values)
    except (InvalidDocument, InvalidPlace) as error:
        report.refused(error, row.number, row.cells)
        return None


def _check_twice(form: Form, entries: tuple[Entry, ...], report: Report) -> None:
    """Tell every row whose key stands in an earlier one."""
    first: dict[Any, int | None] = {}
    needed = [column.name for column in form.columns if column.required]
    for entry in entries:
        key = form.key_of(entry.values)
        if any(entry.values[name] is None for name in form.key if name in needed):
            continue
        if key in first:
            report.add(
                "duplicate_row", row=entry.row, column=form.key[0],
                value=" ".join(map(str, key)), facts={"first_row": first[key] or 0},
            )  # fmt: skip
        first.setdefault(key, entry.row)
