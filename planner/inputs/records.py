"""Records: the single things of a province that a person adds, changes and takes away.

A kind of record is a table of the province; what names a record is what names its row. Texts of a
form become a thing by the same cells as a file's, so that both tell the same faults.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.findings import Finding, FindingLog, has_errors
from geodata.places import Village
from geodata.roads.closures import Closure
from geodata.tables import Table, TableRow
from planner.domain.calendar import Holiday, UnsuitableDay
from planner.domain.demand import Caravan, Demand, Package, ScarceStaff, Service, StopPlace
from planner.domain.fixed_dates import FixedDate
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.province import ProvinceData
from planner.domain.seasons import RoadSeason
from planner.domain.units import Base, Counters, Lodging, MobileUnit, Shift
from planner.inputs.cells import Cell, CellFault, whole
from planner.inputs.contacts import CONTACTS
from planner.inputs.forms import Column, Entry, Form, Values
from planner.inputs.kinds import FORM_OF, UNITS, VILLAGE_COLUMNS, village_values
from planner.inputs.kinds.columns import placed
from planner.inputs.moments import WEEKDAY_NAMES, WINDOW
from planner.inputs.parts import assemble, parts_of
from planner.inputs.report import tell_cell
from planner.inputs.rows import entries_of
from planner.inputs.units import unit_of_values
from planner.inputs.write import unit_row

FORM = "form"
"""What stands in place of a file in findings on what was typed into a form."""
SEPARATOR = "~"
COUNTERS, SHIFT = "counters.", "shift."
"""Fields of a unit's form, one for each service and each weekday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind: its table, the field of `ProvinceData` that holds it, the class of its things."""

    name: str
    field: str
    thing: type[Any]
    form: Form

    def things(self, data: ProvinceData) -> tuple[Any, ...]:
        """The province's things of this kind, in their order."""
        found: tuple[Any, ...] = getattr(data, self.field)
        return found

    def key_of(self, thing: Any) -> str:
        """What names a thing: the texts of its key's columns with ~ between."""
        values = self.values_of(thing)
        cells = {column.name: column.cell for column in self.form.columns}
        return SEPARATOR.join(_text(cells[name], values[name]) for name in self.form.key)

    def values_of(self, thing: Any) -> Values:
        """A thing's values by column."""
        return unit_row(thing) if self.form is UNITS else self.form.values_of(thing)

    def find(self, data: ProvinceData, key: str) -> Any | None:
        """The thing that a key names, None when there is none."""
        return next((thing for thing in self.things(data) if self.key_of(thing) == key), None)


def _village(**values: Any) -> Village:
    return Village(**{name: value for name, value in values.items() if value is not None})


_VILLAGES = Form(
    kind="villages",
    file="villages.csv",
    columns=(*VILLAGE_COLUMNS, Column(name="contacts", cell=CONTACTS, default=())),
    make=placed(_village),
    key=("code",),
    values_of=lambda village: {**village_values(village), "contacts": village.contacts},
)
_KINDS: tuple[tuple[str, str, type[Any]], ...] = (
    ("villages", "villages", Village),
    ("stop_places", "stop_places", StopPlace),
    ("bases", "bases", Base),
    ("lodgings", "lodgings", Lodging),
    ("services", "services", Service),
    ("packages", "packages", Package),
    ("staff", "staff", ScarceStaff),
    ("units", "units", MobileUnit),
    ("demand", "demands", Demand),
    ("holidays", "holidays", Holiday),
    ("unsuitable_days", "unsuitable_days", UnsuitableDay),
    ("fixed_dates", "fixed_dates", FixedDate),
    ("caravans", "caravans", Caravan),
    ("fixed_points", "fixed_points", FixedServicePoint),
    ("road_seasons", "road_seasons", RoadSeason),
    ("closures", "closures", Closure),
)
RECORD_KINDS: Mapping[str, RecordKind] = {
    name: RecordKind(
        name=name, field=field, thing=thing, form=_VILLAGES if name == "villages" else FORM_OF[name]
    )
    for name, field, thing in _KINDS
}
"""Every kind of record, in the order in which a province is filled."""


def _text(cell: Cell[Any], value: Any) -> str:
    return "" if value is None else cell.write(value)


def texts_of(kind: RecordKind, thing: Any) -> dict[str, str]:
    """A thing as the texts of its form, by field."""
    values = kind.values_of(thing)
    texts = {c.name: _text(c.cell, values[c.name]) for c in kind.form.columns}
    if isinstance(thing, MobileUnit):
        texts |= {f"{COUNTERS}{c.service_code}": str(c.counters) for c in thing.services}
        texts |= {
            f"{SHIFT}{WEEKDAY_NAMES[s.weekday]}": WINDOW.write(s.window) for s in thing.shifts
        }
    return texts


def read_texts(
    kind: RecordKind, texts: Mapping[str, str], province: ProvinceData
) -> tuple[Any | None, tuple[Finding, ...]]:
    """The thing that the texts of a form mean, None when a finding is an error.

    Every fault is told at once, each with its field as its column.
    """
    names = [c.name for c in kind.form.columns if c.name in texts]
    table = Table(
        file=FORM,
        sheet=None,
        titles={name: name for name in names},
        rows=(TableRow(number=1, cells={name: texts[name].strip() for name in names}),),
    )
    entries, findings = entries_of(kind.form, table, {})
    if not entries:
        return None, findings
    if kind.form is UNITS:
        return _unit(entries[0], texts, province, findings)
    return (None if has_errors(findings) else entries[0].thing), findings


def _unit(
    entry: Entry, texts: Mapping[str, str], province: ProvinceData, found: tuple[Finding, ...]
) -> tuple[MobileUnit | None, tuple[Finding, ...]]:
    """A unit of its own fields, its counters by service and its hours by weekday."""
    log = FindingLog(FORM)
    counters = tuple(
        Counters(service_code=service.code, counters=number)
        for service in province.services
        if (number := _read(log, whole(0, 100), f"{COUNTERS}{service.code}", texts))
    )
    shifts = tuple(
        Shift(weekday=i, window=window)
        for i, day in enumerate(WEEKDAY_NAMES)
        if (window := _read(log, WINDOW, f"{SHIFT}{day}", texts)) is not None
    )
    if not shifts and not has_errors(log.findings):
        log.add("empty_cell", column=f"{SHIFT}{WEEKDAY_NAMES[0]}", value="")
    named = any(texts.get(f"{COUNTERS}{service.code}", "").strip() for service in province.services)
    unit = unit_of_values(
        entry, province.province_code, counters, shifts, log,
        is_carrying=bool(counters) or (named and has_errors(log.findings)),
    )  # fmt: skip
    findings = (*found, *log.findings)
    return (None if has_errors(findings) else unit), findings


def _read(log: FindingLog, cell: Cell[Any], name: str, texts: Mapping[str, str]) -> Any:
    text = texts.get(name, "").strip()
    if not text:
        return None
    try:
        return cell.read(text, lambda _: None)
    except CellFault as fault:
        tell_cell(log, fault, 1, name, text)
        return None


def judge(data: ProvinceData) -> tuple[Finding, ...]:
    """What every import asks of a province, asked of one that was edited."""
    return assemble(parts_of(data))[1]


def with_record(
    data: ProvinceData, kind: RecordKind, thing: Any, *, before: Any | None
) -> ProvinceData:
    """The province with a thing in the place of another, or at the end of its kind."""
    old = kind.things(data)
    things = (
        (*old, thing)
        if before is None
        else tuple(thing if other is before else other for other in old)
    )
    changed: dict[str, Any] = {kind.field: things}
    return dataclasses.replace(data, **changed)


def without_record(data: ProvinceData, kind: RecordKind, thing: Any) -> ProvinceData:
    """The province without a thing, and without what only says something about it.

    A village takes its stop places, its demand, its days and its visits along; a service the
    demand for it and its visits. What names the thing otherwise stays, and is told by `judge`.
    """
    kept = tuple(other for other in kind.things(data) if other is not thing)
    changed: dict[str, Any] = {kind.field: kept}
    for field, is_about in _ABOUT.get(kind.name, {}).items():
        old = getattr(data, field)
        changed[field] = tuple(other for other in old if not is_about(other, thing.code))
    return dataclasses.replace(data, **changed)


def _of_village(other: Any, code: str) -> bool:
    return bool(other.village_code == code)


def _of_service(other: Any, code: str) -> bool:
    return bool(other.service_code == code)


_About = Mapping[str, Callable[[Any, str], bool]]
_ABOUT: Mapping[str, _About] = {
    "villages": dict.fromkeys(
        ("stop_places", "demands", "history", "unsuitable_days", "fixed_dates"), _of_village
    ),
    "services": dict.fromkeys(("demands", "history"), _of_service),
}
