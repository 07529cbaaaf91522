"""Reads one file of one kind over what a province has: rows replace those of the same code."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geodata.boundaries import Boundaries
from geodata.findings import Finding, Severity, has_errors
from geodata.places import PointQuality, Village
from geodata.tables import Table
from geodata.villages import read_village_rows, read_villages
from planner.domain.demand import StopPlace
from planner.domain.province import ProvinceData
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
    return parts_of(with_villages(province, villages)), findings


def village_rows(
    table: Table, province: ProvinceData, boundaries: Boundaries | None, names: Names
) -> tuple[tuple[Village, ...], tuple[Finding, ...]]:
    """The villages of a sheet, as they stand there."""
    return read_village_rows(
        table, province_code=province.province_code, boundaries=boundaries, names=names
    )


def with_villages(province: ProvinceData, villages: Iterable[Village]) -> ProvinceData:
    """The province with these villages put over its own by code, places moving along."""
    old = {village.code: village for village in province.villages}
    new = {v.code: _kept(old[v.code], v) if v.code in old else v for v in villages}
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


def _kept(old: Village, new: Village) -> Village:
    """The new village with what people added by hand and a list from elsewhere does not know."""
    placed = old.point_quality is PointQuality.PLACED and new.point_quality is not old.point_quality
    lost = old.location is not None and new.location is None
    if placed or lost:
        new = dataclasses.replace(
            new, location=old.location, point_quality=old.point_quality,
            point_source=old.point_source,
        )  # fmt: skip
    if not new.added_people:
        new = dataclasses.replace(
            new, added_people=old.added_people, added_people_reason=old.added_people_reason
        )
    return dataclasses.replace(
        new,
        need_weight=old.need_weight if new.need_weight == 1.0 else new.need_weight,
        contacts=new.contacts or old.contacts,
        aliases=tuple(dict.fromkeys((*old.aliases, *new.aliases))),
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
