"""What a table probably holds, judged by its headings: a hint for people, never a decision."""

from geodata.tables import Table
from geodata.villages import can_be_villages
from planner.inputs.headings import known_headings, own_name
from planner.inputs.kinds import FORMS

MOST = 3


def likely_kinds(table: Table | None) -> tuple[str, ...]:
    """The kinds whose needed headings a table has, those that know most of its headings first."""
    if table is None:
        return ()
    found: list[tuple[int, str]] = []
    for form in FORMS:
        known = known_headings(form.kind, form.columns)
        has = {own_name(title, known) for title in table.titles.values()} - {None}
        if {column.name for column in form.columns if column.required} <= has:
            found.append((len(has), form.kind))
    if can_be_villages(table):
        found.append((len(table.titles), "villages"))
    return tuple(kind for _, kind in sorted(found, key=lambda item: -item[0])[:MOST])
