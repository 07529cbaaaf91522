"""Headings as people write them, Thai or English or their own, under the names of our columns."""

import dataclasses
from collections.abc import Iterable, Mapping

from geodata.findings import FindingLog, Severity
from geodata.tables import Table, TableRow, heading_of
from planner.inputs.forms import Column
from planner.words import catalog

Names = Mapping[str, str]
"""A person's own mapping: their heading -> our column, by its name or as the workbook calls it."""


def title_of(kind: str, name: str) -> tuple[str, str]:
    """What a column is called, in Thai and in English."""
    texts = catalog()
    own = f"form_column_{kind}.{name}"
    return texts[own] if own in texts else texts[f"form_column_{name}"]


def known_headings(kind: str, columns: Iterable[Column]) -> dict[str, str]:
    """Every folded heading that means one of the columns, and which."""
    found: dict[str, str] = {}
    for column in columns:
        for title in (column.name, *title_of(kind, column.name)):
            found.setdefault(heading_of(title), column.name)
    return found


def own_name(title: str, known: Mapping[str, str]) -> str | None:
    """The column that a heading means: by the whole of it, else by its first line that is known."""
    for part in (title, *title.splitlines()):
        name = known.get(heading_of(part.rstrip(" *")))
        if name is not None:
            return name
    return None


def renamed(
    table: Table, kind: str, columns: Iterable[Column], names: Names, log: FindingLog
) -> Table:
    """The table under our column names; headings not known stay, those said twice are told."""
    known = known_headings(kind, columns)
    known |= folded(names, known)
    new: dict[str, str] = {}
    for heading, title in table.titles.items():
        name = own_name(title, known) or heading
        if name in new.values():
            used = next(table.titles[h] for h, n in new.items() if n == name)
            log.add("column_means_the_same", Severity.WARNING, row=1, column=title, used=used)
            continue
        new[heading] = name
    if all(heading == name for heading, name in new.items()):
        return table
    rows = tuple(
        TableRow(number=row.number, cells={name: row.cells[h] for h, name in new.items()})
        for row in table.rows
    )
    titles = {name: " / ".join(table.titles[h].splitlines()) for h, name in new.items()}
    return dataclasses.replace(table, titles=titles, rows=rows)


def folded(names: Names, known: Mapping[str, str]) -> dict[str, str]:
    """A person's mapping with its headings folded; columns may be called as in the workbook."""
    return {heading_of(heading): own_name(name, known) or name for heading, name in names.items()}
