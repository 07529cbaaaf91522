"""Reads one file of one kind over what a province has: rows replace those of the same code."""

import dataclasses
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from geodata.boundaries import Boundaries
from geodata.findings import Finding, FindingLog, Severity, has_errors
from geodata.places import PointQuality, Village
from geodata.tables import Table, read_table
from geodata.villages import by_province, read_village_rows, read_villages, with_own_names
from planner.domain.demand import StopPlace
from planner.domain.province import ProvinceData
from planner.inputs.cells import VILLAGE_CODE, CellFault
from planner.inputs.forms import Entry, Form
from planner.inputs.head import read_policy
from planner.inputs.headings import Names
from planner.inputs.kinds import CONTACTS, FORM_OF, SHIFTS, STOP_PLACES, UNIT_SERVICES
from planner.inputs.parts import Parts, assemble, default_place, parts_of, with_tables
from planner.inputs.rows import read_form

PART_KINDS = ("villages", *FORM_OF, "policy")
"""What a single file may hold."""


def read_part(
    path: Path,
    kind: str,
    province: ProvinceData,
    *,
    boundaries: Boundaries | None = None,
    sheet: str | None = None,
    names: Names | None = None,
) -> tuple[ProvinceData | None, tuple[Finding, ...]]:
    """The province with the rows of one file put over its own, and what was found.

    Rows of a known code (or village and service, ...) replace what was there, new ones are added,
    none is taken away; the services and shifts of a unit, the contacts of a
    village are replaced together. All references are
    checked again. None when a finding is an error: the province stays as it is.
    """
    if kind not in PART_KINDS:
        unknown = Finding(
            code="unknown_kind", severity=Severity.ERROR, file=path.name, value=kind[:80],
            facts={"known": ", ".join(PART_KINDS)},
        )  # fmt: skip
        return None, (unknown,)
    if kind == "villages":
        parts, findings = _with_villages(path, province, boundaries, sheet, names)
    elif kind == "policy":
        parts, findings = _with_policy(path, province)
    else:
        parts, findings = _with_rows(path, FORM_OF[kind], province, sheet, names)
    return (None, findings) if parts is None else assemble(parts, findings)


def _with_policy(path: Path, province: ProvinceData) -> tuple[Parts | None, tuple[Finding, ...]]:
    if not path.exists():
        return None, (Finding(code="missing_file", severity=Severity.ERROR, file=path.name),)
    policy, findings = read_policy(path)
    return dataclasses.replace(parts_of(province), policy=policy), findings


def _with_rows(
    path: Path, form: Form, province: ProvinceData, sheet: str | None, names: Names | None
) -> tuple[Parts | None, tuple[Finding, ...]]:
    entries, findings = read_form(form, path, sheet=sheet, names=names)
    if entries is None:
        return None, findings
    parts = parts_of(province)
    merged = merged_entries(form, parts.tables[form.kind] or (), entries)
    return with_tables(parts, **{form.kind: merged}), findings


_WHOLE = {UNIT_SERVICES.kind: "unit_code", SHIFTS.kind: "unit_code", CONTACTS.kind: "village_code"}
"""Tables whose rows of one unit or village are replaced together."""


def read_country(
    path: Path,
    province_of: Callable[[str], ProvinceData | None],
    boundaries_of: Callable[[str], Boundaries | None],
    *,
    names: Names | None = None,
) -> tuple[tuple[ProvinceData, ...], tuple[Finding, ...]]:
    """The provinces of one village list (CSV, XLSX), each put over what it has; and the findings.

    `province_of` gives a province by its 2 digits, None when there is no such code. Import them
    only when no finding is an error.
    """
    table, findings = read_table(path)
    provinces: list[ProvinceData] = []
    for code, part in by_province(table, names or {}).items() if table is not None else ():
        province = province_of(code)
        if province is None:
            log = FindingLog(part.file, sheet=part.sheet)
            for row in part.rows:
                log.add("not_a_village_code", row=row.number, column="code", value=code)
            findings = (*findings, *log.findings)
            continue
        villages, found = village_rows(part, province, boundaries_of(code), names or {})
        findings = (*findings, *found)
        silent = says_no_people(found)
        provinces.append(with_villages(province, villages, without_people=silent))
    return tuple(provinces), findings


def merged_entries(form: Form, old: Iterable[Entry], new: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The old rows with the new ones in their places, then what is new."""
    whole = _WHOLE.get(form.kind)

    def key(entry: Entry) -> Any:
        return entry.values[whole] if whole else form.key_of(entry.values)

    if form is STOP_PLACES:
        new = _kept_points(old := tuple(old), new)
    by_key: dict[Any, list[Entry]] = {}
    for entry in new:
        by_key.setdefault(key(entry), []).append(entry)
    merged: list[Entry] = []
    for entry in old:
        if key(entry) not in by_key:
            merged.append(entry)
        else:
            merged.extend(by_key[key(entry)])
            by_key[key(entry)] = []
    return (*merged, *(entry for rest in by_key.values() for entry in rest))


def _kept_points(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The new stop places, those that a person placed by hand at the points they were put at."""
    placed = {e.thing.code: e.thing for e in old if e.thing is not None and e.thing.placed_by}
    return tuple(
        entry
        if entry.thing is None or entry.thing.placed_by or entry.thing.code not in placed
        else moved_entry(entry, placed[entry.thing.code])
        for entry in new
    )


def moved_entry(entry: Entry, to: StopPlace) -> Entry:
    """A row's stop place at the point of another, with who placed it."""
    thing = dataclasses.replace(entry.thing, location=to.location, placed_by=to.placed_by)
    return dataclasses.replace(entry, values=STOP_PLACES.values_of(thing), thing=thing)


def _with_villages(
    path: Path,
    province: ProvinceData,
    boundaries: Boundaries | None,
    sheet: str | None,
    names: Names | None,
) -> tuple[Parts | None, tuple[Finding, ...]]:
    villages, findings = read_villages(
        path,
        province_code=province.province_code,
        boundaries=boundaries,
        sheet=sheet,
        names=names,
    )
    if has_errors(findings):
        return None, findings
    merged = with_villages(province, villages, without_people=says_no_people(findings))
    return parts_of(merged), findings


def village_rows(
    table: Table, province: ProvinceData, boundaries: Boundaries | None, names: Names
) -> tuple[tuple[Village, ...], tuple[Finding, ...]]:
    """The villages of a sheet, as they stand there."""
    return read_village_rows(
        table, province_code=province.province_code, boundaries=boundaries, names=names
    )


def village_codes(table: Table, names: Names) -> frozenset[str] | None:
    """The codes that stand in a village sheet, whatever else its rows lack; None without any."""
    named, _ = with_own_names(table, names)
    if named is None or "code" not in named.titles:
        return None
    found = set()
    for row in named.rows:
        with suppress(CellFault):
            found.add(VILLAGE_CODE.read(row.cells.get("code", ""), lambda code: None))
    return frozenset(found)


def with_villages(
    province: ProvinceData, villages: Iterable[Village], *, without_people: bool = False
) -> ProvinceData:
    """The province with these villages put over its own by code, places moving along.

    `without_people`: the list has no column for the population, so that the old figures stay.
    """
    old = {village.code: village for village in province.villages}
    new = {v.code: _kept(old[v.code], v, without_people) if v.code in old else v for v in villages}
    return dataclasses.replace(
        province,
        villages=(*({**old, **new}.values()),),
        stop_places=_places(province.stop_places, old, new),
    )


def with_changed(province: ProvinceData, village: Village) -> ProvinceData:
    """The province with one known village as given; places at its old point move along.

    Where a person placed the village, its places were placed by that person too.
    """
    old = {v.code: v for v in province.villages}
    places = _places(province.stop_places, old, {village.code: village})
    if village.point_quality is PointQuality.PLACED:
        places = tuple(
            after if after == before else dataclasses.replace(after, placed_by=village.point_source)
            for before, after in zip(province.stop_places, places, strict=True)
        )
    return dataclasses.replace(
        province,
        villages=tuple(village if v.code == village.code else v for v in province.villages),
        stop_places=places,
    )


def says_no_people(findings: Iterable[Finding]) -> bool:
    """Whether a village list that was read had no column for the population."""
    return any(finding.code == "no_population_column" for finding in findings)


_NAMES = ("tambon_th", "tambon_en", "district_th", "district_en")


def _kept(old: Village, new: Village, without_people: bool) -> Village:
    """The new village with what people added by hand and what its list does not say."""
    names = {name: getattr(new, name) or getattr(old, name) for name in _NAMES}
    if new.name_en == new.name_th == old.name_th:
        names["name_en"] = old.name_en
    new = dataclasses.replace(
        new,
        **names,
        need_weight=old.need_weight if new.need_weight == 1.0 else new.need_weight,
        contacts=new.contacts or old.contacts,
        aliases=tuple(dict.fromkeys((*old.aliases, *new.aliases))),
    )
    if without_people:
        new = dataclasses.replace(
            new, population=old.population, population_source=old.population_source
        )
    if not new.added_people:
        new = dataclasses.replace(
            new, added_people=old.added_people, added_people_reason=old.added_people_reason
        )
    return _with_old_point(old, new) if _keeps_point(old, new) else new


def _keeps_point(old: Village, new: Village) -> bool:
    """Whether the old point stays: placed by hand, lacking in the list, or the same with less."""
    placed = old.point_quality is PointQuality.PLACED and new.point_quality is not old.point_quality
    lost = old.location is not None and new.location is None
    said = bool(new.point_source) or new.point_quality is not PointQuality.EXACT
    return placed or lost or (new.location == old.location and not said)


def _with_old_point(old: Village, new: Village) -> Village:
    return dataclasses.replace(
        new,
        location=old.location,
        point_quality=old.point_quality,
        point_source=old.point_source,
        elevation_m=old.elevation_m if new.elevation_m is None else new.elevation_m,
    )


def _places(
    places: tuple[StopPlace, ...], old: dict[str, Village], new: dict[str, Village]
) -> tuple[StopPlace, ...]:
    """Places at their village's point move with it; a new village gets a place of its own."""
    followed = tuple(
        dataclasses.replace(place, location=new[place.village_code].location)
        if place.village_code in new
        and place.village_code in old
        and place.location == old[place.village_code].location
        else place
        for place in places
    )
    return (*followed, *(default_place(v) for code, v in new.items() if code not in old))
