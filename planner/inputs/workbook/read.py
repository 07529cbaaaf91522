"""Reads a workbook of several parts over what a province has: all sheets, then one judgement."""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from geodata.boundaries import Boundaries
from geodata.findings import Finding, FindingLog, Severity, has_errors
from geodata.places import Village
from geodata.tables import Table, heading_of, read_sheets
from planner.domain.errors import InvalidDocument
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData
from planner.inputs.cells import CellFault
from planner.inputs.forms import Entry
from planner.inputs.head import ProvinceHead
from planner.inputs.headings import Names, renamed
from planner.inputs.kinds import FORMS, STOP_PLACES
from planner.inputs.parts import Parts, assemble, parts_of, with_tables
from planner.inputs.report import tell_cell, tell_refused
from planner.inputs.rows import entries_of
from planner.inputs.update import (
    merged_entries,
    moved_entry,
    says_no_people,
    village_codes,
    village_rows,
    with_villages,
)
from planner.inputs.workbook.sheets import (
    POLICY,
    POLICY_CELLS,
    POLICY_COLUMNS,
    PROVINCE,
    PROVINCE_COLUMNS,
    README,
    VILLAGES,
    kind_of_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook's sheets by the kind of part they hold; `head` is its province, if it says."""

    file: str
    tables: dict[str, Table] = field(default_factory=dict)
    head: ProvinceHead | None = None


def open_book(path: Path) -> tuple[Book | None, tuple[Finding, ...]]:
    """The sheets of a workbook whose names are known, by kind; None when it cannot be read.

    Sheets without any row below their headings are left out; unknown ones are told.
    """
    kinds = kind_of_name()
    wanted = [name for name, kind in kinds.items() if kind != README]
    sheets, names, findings = read_sheets(path, wanted)
    log = FindingLog(path.name)
    unknown = [name for name in names if heading_of(name) not in kinds]
    if unknown:
        known = ", ".join(dict.fromkeys(k for k in kinds.values() if k != README))
        log.add("sheets_ignored", Severity.WARNING, names=", ".join(unknown)[:400], known=known)
    tables: dict[str, Table] = {}
    for table in sheets:
        kind = kinds[heading_of(table.sheet or "")]
        if kind in tables:
            log.add("sheet_twice", value=table.sheet, other=tables[kind].sheet or "")
        elif table.rows:
            tables[kind] = table
    head, found = _head(tables.pop(PROVINCE, None))
    findings = (*findings, *log.findings, *found)
    if not names:
        return None, findings
    return Book(file=path.name, tables=tables, head=head), findings


def is_unfilled(book: Book) -> bool:
    """Whether nobody wrote anything into a workbook yet; the names of settings are no data."""
    if book.head is not None or book.tables.keys() - {POLICY}:
        return False
    settings = book.tables.get(POLICY)
    if settings is None:
        return True
    named = renamed(settings, POLICY, POLICY_COLUMNS, {}, FindingLog(book.file))
    return not any(row.cells.get("value") for row in named.rows)


def likely_province(book: Book, names: Names) -> str | None:
    """The 2 digits that most village codes of a workbook begin with; None without any."""
    sheet = book.tables.get(VILLAGES)
    codes = None if sheet is None else village_codes(sheet, names)
    counted = Counter(code[:2] for code in codes or ())
    return counted.most_common(1)[0][0] if counted else None


def _head(table: Table | None) -> tuple[ProvinceHead | None, tuple[Finding, ...]]:
    if table is None:
        return None, ()
    log = FindingLog(table.file, sheet=table.sheet)
    cells = renamed(table, PROVINCE, PROVINCE_COLUMNS, {}, log).rows[0].cells
    try:
        head = ProvinceHead(
            province_code=cells.get("code", "").removesuffix(".0"),
            name_th=cells.get("name_th", ""),
            name_en=cells.get("name_en", ""),
        )
    except InvalidDocument as error:
        tell_refused(log, error, table.rows[0].number)
        return None, log.findings
    return head, log.findings


def read_book(
    book: Book,
    province: ProvinceData,
    *,
    boundaries: Boundaries | None = None,
    names: Names | None = None,
) -> tuple[ProvinceData | None, tuple[Finding, ...]]:
    """The province with all sheets put over its own data by code, and what was found.

    Nothing is taken away that the workbook lacks. None when a finding is an error.
    """
    findings: list[Finding] = []
    if book.head is not None and book.head.name_th:
        province = dataclasses.replace(
            province, name_th=book.head.name_th, name_en=book.head.name_en or province.name_en
        )
    moved: ProvinceData | None = province
    listed: tuple[Village, ...] = ()
    if VILLAGES in book.tables:
        listed, found = village_rows(book.tables[VILLAGES], province, boundaries, names or {})
        findings += found
        silent = says_no_people(found)
        moved = (
            None if has_errors(found) else with_villages(province, listed, without_people=silent)
        )
    parts = parts_of(moved or province)
    for form in FORMS:
        if form.kind not in book.tables:
            continue
        entries, found = entries_of(form, book.tables[form.kind], names or {})
        findings += found
        if form is STOP_PLACES:
            parts = _without_defaults(parts, province, entries or ())
            entries = None if entries is None else _followed(entries, listed, parts.villages or ())
        merged = (
            None
            if entries is None
            else merged_entries(form, parts.tables[form.kind] or (), entries)
        )
        parts = with_tables(parts, **{form.kind: merged})
    if POLICY in book.tables:
        policy, found = _policy(book.tables[POLICY], province.policy)
        findings += found
        parts = dataclasses.replace(parts, policy=policy)
    if moved is None:
        parts = _with_faulty(parts, book.tables[VILLAGES], names or {})
    data, found = assemble(parts, findings)
    return (None if has_errors(found) else data), found


def _with_faulty(parts: Parts, table: Table, names: Names) -> Parts:
    """The parts knowing the codes of villages that have other faults; no village when none reads.

    Otherwise every reference to them would be unknown, or unknown ones would not be told.
    """
    codes = village_codes(table, names)
    if not codes:
        return dataclasses.replace(parts, villages=None)
    return dataclasses.replace(parts, faulty_villages=codes)


def _without_defaults(parts: Parts, province: ProvinceData, given: tuple[Entry, ...]) -> Parts:
    """The parts without places made up for new villages whose places the workbook describes.

    A province that is all new has the workbook's places only, as one that comes from a folder.
    """
    described = {entry.values["village_code"] for entry in given}
    before = {place.code for place in province.stop_places}
    kept = tuple(
        entry
        for entry in parts.tables[STOP_PLACES.kind] or ()
        if entry.values["code"] in before
        or (province.villages and entry.values["village_code"] not in described)
    )
    return with_tables(parts, **{STOP_PLACES.kind: kept})


def _followed(
    entries: tuple[Entry, ...], listed: Iterable[Village], kept: Iterable[Village]
) -> tuple[Entry, ...]:
    """Rows of places at the point that the workbook has for a village, moved to where it is kept.

    A workbook written before somebody placed a village by hand has the old point twice.
    """
    now = {village.code: village.location for village in kept}
    moves = {v.code: (v.location, now.get(v.code)) for v in listed}
    followed = []
    for entry in entries:
        old, new = moves.get(entry.values["village_code"], (None, None))
        if entry.thing is not None and entry.thing.location == old and new not in (None, old):
            entry = moved_entry(entry, dataclasses.replace(entry.thing, location=new))
        followed.append(entry)
    return tuple(followed)


def _policy(table: Table, old: Policy) -> tuple[Policy | None, tuple[Finding, ...]]:
    log = FindingLog(table.file, titles=table.titles, sheet=table.sheet)
    named = renamed(table, POLICY, POLICY_COLUMNS, {}, log)
    values: dict[str, object] = {}
    for row in named.rows:
        name, text = row.cells.get("name", ""), row.cells.get("value", "")
        if not text:
            continue
        if name not in POLICY_CELLS:
            known = ", ".join(POLICY_CELLS)
            log.add("unknown_choice", row=row.number, column="name", value=name, known=known)
            continue
        try:
            values[name] = POLICY_CELLS[name].read(text, lambda code: None)
        except CellFault as fault:
            tell_cell(log, fault, row.number, "value", text)
    if has_errors(log.findings):
        return None, log.findings
    try:
        return dataclasses.replace(old, **values), log.findings  # type: ignore[arg-type]
    except InvalidDocument as error:
        tell_refused(log, error, None)
        return None, log.findings
