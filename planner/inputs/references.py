"""References: every code that one table says of another must be known there."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from geodata.findings import Finding, FindingLog, Severity
from geodata.places import Village
from planner.inputs.forms import Column, Entry, Form
from planner.inputs.kinds import BASES, FORMS, LODGINGS, SERVICES, STOP_PLACES, UNIT_SERVICES

Tables = Mapping[str, tuple[Entry, ...] | None]

MOST_KNOWN = 10
"""Codes of services named where one is unknown."""

PLACE_FORMS = (BASES, LODGINGS, STOP_PLACES)
"""Their codes share one name space: the places of the travel matrices."""


def check_references(
    villages: tuple[Village, ...] | None,
    tables: Tables,
    faulty_villages: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Findings for unknown codes, codes used for two places, and services nobody carries.

    A code unknown in many rows is told once a file, with the number of rows. Codes of a kind that
    could not be read are not judged. Without stop places every village is one. `faulty_villages`
    are known, though their rows cannot be kept.
    """
    known = _known_codes(villages, tables)
    for kind in known.keys() & {"villages", STOP_PLACES.kind} if faulty_villages else ():
        known[kind] = known[kind] | faulty_villages
    aliases = {alias: v.code for v in villages or () for alias in v.aliases}
    findings: list[Finding] = []
    for form in FORMS:
        for column in form.columns:
            if column.refers in known:
                entries = tables.get(form.kind) or ()
                findings += unknown_codes(column, entries, known[column.refers], aliases)
    return (*findings, *_twice(tables), *_uncarried(tables))


def _known_codes(
    villages: tuple[Village, ...] | None, tables: Tables
) -> dict[str | None, set[str]]:
    known: dict[str | None, set[str]] = {}
    if villages is not None:
        known["villages"] = {village.code for village in villages}
    for form in FORMS:
        entries = tables.get(form.kind)
        if entries is not None and form.key == ("code",):
            known[form.kind] = {e.values["code"] for e in entries if e.values["code"]}
    if known.get(STOP_PLACES.kind) == set() and "villages" in known:
        known[STOP_PLACES.kind] = known["villages"]
    return known


def unknown_codes(
    column: Column, entries: Iterable[Entry], known: set[str], aliases: Mapping[str, str]
) -> Iterator[Finding]:
    """Findings for codes of a column that are not known; each is told once with its rows."""
    where: dict[str, list[Entry]] = {}
    for entry in entries:
        for code in _codes(entry.values[column.name]):
            if code not in known:
                where.setdefault(code, []).append(entry)
    logs: dict[tuple[str, str | None], FindingLog] = {}
    for code, found in where.items():
        entry = found[0]
        log = logs.setdefault((entry.file, entry.sheet), _log_of(entry))
        severity = Severity.WARNING if column.refers_loosely else Severity.ERROR
        main = aliases.get(code) if column.refers == "villages" else None
        folded = {one.casefold(): one for one in sorted(known, reverse=True)}
        near = difflib.get_close_matches(code.casefold(), sorted(folded), n=1, cutoff=0.7)
        log.add(
            "code_is_alias" if main else f"unknown_{column.refers}_code",
            severity, row=entry.row, column=column.name, value=code,
            rows=len(found), near=main or (folded[near[0]] if near else "–"),
            **({"known": _few(known)} if column.refers == SERVICES.kind else {}),
        )  # fmt: skip
    for log in logs.values():
        yield from log.findings


def _few(known: set[str]) -> str:
    """The first known codes, to choose from."""
    more = " …" if len(known) > MOST_KNOWN else ""
    return ", ".join(sorted(known)[:MOST_KNOWN]) + more if known else "–"


def _log_of(entry: Entry) -> FindingLog:
    return FindingLog(entry.file, titles=entry.titles, sheet=entry.sheet)


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _twice(tables: Tables) -> Iterator[Finding]:
    first: dict[str, tuple[Form, Entry]] = {}
    for form in PLACE_FORMS:
        for entry in tables.get(form.kind) or ():
            code = entry.values["code"]
            if code in first and first[code][0] is not form:
                log = _log_of(entry)
                log.add(
                    "place_code_used_twice", row=entry.row, column="code", value=code,
                    other_file=first[code][1].file,
                )  # fmt: skip
                yield from log.findings
            elif code:
                first.setdefault(code, (form, entry))


def _uncarried(tables: Tables) -> Iterator[Finding]:
    carried = {e.values["service_code"] for e in tables.get(UNIT_SERVICES.kind) or ()}
    for entry in tables.get(SERVICES.kind) or ():
        code = entry.values["code"]
        if carried and code and code not in carried:
            log = _log_of(entry)
            log.add(
                "service_without_unit", Severity.WARNING, row=entry.row, column="code", value=code
            )
            yield from log.findings
