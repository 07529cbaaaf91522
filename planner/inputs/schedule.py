"""A schedule that people made themselves: which unit was where on which day, and whom it served."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geodata.findings import Finding, FindingLog, has_errors
from geodata.tables import content_fault
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.province import ProvinceData
from planner.inputs.cells import CODE, CODES, VILLAGE_CODE, list_of
from planner.inputs.forms import Column, Form
from planner.inputs.headings import Names
from planner.inputs.kinds.columns import PEOPLE, required
from planner.inputs.moments import CLOCK, DATE
from planner.inputs.references import unknown_codes
from planner.inputs.rows import read_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One line of a schedule: a unit in a village on a date, services with people (None: not said).

    `start_s` is the opening, seconds after midnight; `night_code` where the unit stayed that night.
    Lines of one `stop_number` are one stop; without it those of one village, place and opening are.
    """

    row: int
    unit_code: str
    date: date
    village_code: str
    servings: tuple[tuple[str, int | None], ...]
    start_s: int | None = None
    place_code: str | None = None
    package_code: str | None = None
    night_code: str | None = None
    stop_number: int | None = None


def _values(**values: Any) -> dict[str, Any]:
    services, people = values["service_codes"], values["people"]
    faults = []
    if people and len(people) != len(services):
        shown = ";".join(map(str, people))
        faults.append(Fault(field="people", code="not_one_for_each_service", value=shown))
    if len(set(services)) != len(services):
        faults.append(Fault(field="service_codes", code="duplicate", value=";".join(services)))
    if faults:
        raise InvalidDocument("schedule", tuple(faults))
    return values


SCHEDULE = Form(
    kind="schedule",
    file="schedule.csv",
    columns=(
        required("unit_code", CODE, "units"),
        required("date", DATE),
        required("village_code", VILLAGE_CODE, "villages"),
        required("service_codes", CODES, "services"),
        Column(name="people", cell=list_of(PEOPLE), default=()),
        Column(name="start", cell=CLOCK),
        Column(name="place_code", cell=CODE, refers="stop_places"),
        Column(name="package_code", cell=CODE, refers="packages"),
        Column(name="night_code", cell=CODE),
    ),
    make=_values,
    key=("unit_code", "date", "village_code", "service_codes"),
    values_of=dict,
)


def read_schedule(
    path: Path, province: ProvinceData, *, names: Names | None = None
) -> tuple[tuple[Done, ...], tuple[Finding, ...]]:
    """The lines of a schedule, CSV or XLSX, and what was found; none with an error."""
    fault = content_fault(path) if path.exists() else None
    if fault is not None:
        return (), (fault,)
    entries, findings = read_form(SCHEDULE, path, names=names)
    if entries is None:
        return (), findings
    known = {
        "units": {unit.code for unit in province.units},
        "villages": {village.code for village in province.villages},
        "services": {service.code for service in province.services},
        "stop_places": {place.code for place in province.stop_places},
        "packages": {package.code for package in province.packages},
    }
    aliases = {alias: v.code for v in province.villages for alias in v.aliases}
    found = list(findings)
    for column in SCHEDULE.columns:
        if column.refers in known:
            found += unknown_codes(column, entries, known[column.refers], aliases)
    if not entries:
        log = FindingLog(path.name)
        log.add("empty_file")
        found += log.findings
    if has_errors(found):
        return (), tuple(found)
    return tuple(_done(entry.row or 0, entry.values) for entry in entries), tuple(found)


def _done(row: int, values: Any) -> Done:
    people = values["people"] or (None,) * len(values["service_codes"])
    return Done(
        row=row,
        unit_code=values["unit_code"],
        date=values["date"],
        village_code=values["village_code"],
        servings=tuple(zip(values["service_codes"], people, strict=True)),
        start_s=values["start"],
        place_code=values["place_code"],
        package_code=values["package_code"],
        night_code=values["night_code"],
    )
