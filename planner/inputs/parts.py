"""Parts: the tables of a province as entries, checked against each other and put together."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geodata.findings import Finding, FindingLog, has_errors
from geodata.places import Contact, Village
from planner.domain.calendar import Horizon
from planner.domain.demand import StopPlace
from planner.domain.errors import InvalidDocument
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData, request_for
from planner.domain.units import MobileUnit
from planner.inputs.forms import Entry
from planner.inputs.kinds import (
    BASES,
    CARAVANS,
    CLOSURES,
    CONTACTS,
    DEMAND,
    FIXED_DATES,
    FIXED_POINTS,
    FORMS,
    HISTORY,
    HOLIDAYS,
    LODGINGS,
    PACKAGES,
    REQUESTS,
    ROAD_SEASONS,
    SERVICES,
    SHIFTS,
    STAFF,
    STOP_PLACES,
    UNIT_SERVICES,
    UNITS,
    UNSUITABLE_DAYS,
)
from planner.inputs.references import check_references
from planner.inputs.report import tell_refused
from planner.inputs.units import unit_of_values
from planner.inputs.write import rows_of

ANY_MONDAY = date(2024, 1, 1)
"""References are judged the same in every week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What was read of a province; None stands for a part that could not be read at all.

    `faulty_villages` are codes of villages whose rows have other faults: they are no unknown ones.
    """

    province_code: str
    name_th: str
    name_en: str
    policy: Policy | None
    villages: tuple[Village, ...] | None
    tables: Mapping[str, tuple[Entry, ...] | None] = field(default_factory=dict)
    faulty_villages: frozenset[str] = frozenset()


def parts_of(data: ProvinceData) -> Parts:
    """The parts of a province as it is, for an update; its entries stand in no file's row."""
    rows = rows_of(data)
    return Parts(
        province_code=data.province_code,
        name_th=data.name_th,
        name_en=data.name_en,
        policy=data.policy,
        villages=data.villages,
        tables={
            form.kind: tuple(
                Entry(file=form.file, row=None, values=values, thing=form.make(**values))
                for values in rows[form.kind]
            )
            for form in FORMS
        },
    )


def assemble(
    parts: Parts, found: Sequence[Finding] = ()
) -> tuple[ProvinceData | None, tuple[Finding, ...]]:
    """Check the parts against each other and make the province; None when anything is wrong.

    `found` is what was found while reading; it comes first among the findings returned. With an
    error among it the parts are only checked against each other.
    """
    tables = {kind: entries for kind, entries in parts.tables.items() if entries is not None}
    findings = [*found, *check_references(parts.villages, parts.tables, parts.faulty_villages)]
    units, more = _units(parts.province_code, tables)
    findings += more
    unread = any(entries is None for entries in parts.tables.values())
    if has_errors(findings) or unread or parts.villages is None or parts.policy is None:
        return None, tuple(findings)

    def things(kind: str) -> tuple[Any, ...]:
        return tuple(entry.thing for entry in tables[kind])

    data = ProvinceData(
        province_code=parts.province_code,
        name_th=parts.name_th,
        name_en=parts.name_en,
        villages=_with_contacts(parts.villages, tables[CONTACTS.kind]),
        stop_places=things(STOP_PLACES.kind) or default_places(parts.villages),
        bases=things(BASES.kind),
        lodgings=things(LODGINGS.kind),
        units=units,
        services=things(SERVICES.kind),
        packages=things(PACKAGES.kind),
        staff=things(STAFF.kind),
        demands=things(DEMAND.kind),
        history=things(HISTORY.kind),
        requests=things(REQUESTS.kind),
        holidays=things(HOLIDAYS.kind),
        unsuitable_days=things(UNSUITABLE_DAYS.kind),
        caravans=things(CARAVANS.kind),
        closures=things(CLOSURES.kind),
        fixed_points=things(FIXED_POINTS.kind),
        fixed_dates=things(FIXED_DATES.kind),
        road_seasons=things(ROAD_SEASONS.kind),
        policy=parts.policy,
    )
    return _judged(data, findings)


def _with_contacts(villages: tuple[Village, ...], entries: Iterable[Entry]) -> tuple[Village, ...]:
    """The villages with the contacts that the table of contacts has for them."""
    known: dict[str, tuple[Contact, ...]] = {}
    for entry in entries:
        code = entry.values["village_code"]
        known[code] = (*known.get(code, ()), entry.thing)
    return tuple(
        dataclasses.replace(village, contacts=known[village.code])
        if village.code in known
        else village
        for village in villages
    )


def _judged(
    data: ProvinceData, findings: list[Finding]
) -> tuple[ProvinceData | None, tuple[Finding, ...]]:
    """The last word is the domain's: a province that makes no request is not imported."""
    try:
        request_for(data, Horizon(start=ANY_MONDAY))
    except InvalidDocument as error:
        log = FindingLog("dataset")
        tell_refused(log, error, None)
        return None, (*findings, *log.findings)
    return data, tuple(findings)


def default_place(village: Village) -> StopPlace:
    """One stop place for a village that nobody described: its code, its point, all facilities."""
    return StopPlace(
        code=village.code,
        village_code=village.code,
        name_th=village.name_th,
        name_en=village.name_en,
        location=village.location,
    )


def default_places(villages: Iterable[Village]) -> tuple[StopPlace, ...]:
    """One default stop place for each village."""
    return tuple(map(default_place, villages))


def _units(
    province_code: str, tables: Mapping[str, tuple[Entry, ...]]
) -> tuple[tuple[MobileUnit, ...], tuple[Finding, ...]]:
    services = _by_unit(tables.get(UNIT_SERVICES.kind, ()))
    shifts = _by_unit(tables.get(SHIFTS.kind, ()))
    carrying = None
    if UNIT_SERVICES.kind in tables:
        carrying = {entry.values["unit_code"] for entry in tables[UNIT_SERVICES.kind]}
    units: list[MobileUnit] = []
    findings: list[Finding] = []
    for entry in tables.get(UNITS.kind, ()):
        log = FindingLog(entry.file, titles=entry.titles, sheet=entry.sheet)
        code = entry.values["code"]
        unit = unit_of_values(
            entry,
            province_code,
            services.get(code, ()),
            shifts.get(code, ()),
            log,
            is_carrying=carrying is None or code is None or code in carrying,
        )
        findings.extend(log.findings)
        if unit is not None:
            units.append(unit)
    return tuple(units), tuple(findings)


def _by_unit(entries: Iterable[Entry]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for entry in entries:
        code = entry.values["unit_code"]
        if entry.thing is not None:
            found[code] = (*found.get(code, ()), entry.thing)
    return found


def with_tables(parts: Parts, **tables: tuple[Entry, ...] | None) -> Parts:
    """The parts with some tables replaced."""
    return dataclasses.replace(parts, tables={**parts.tables, **tables})
