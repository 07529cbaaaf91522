"""A mobile unit out of its own row, its services and its shifts: every fault of them at once."""

from collections.abc import Mapping
from typing import Any

from geodata.findings import FindingLog, has_errors
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.units import STANDARD_SHIFTS, Counters, Lunch, MobileUnit, VehicleClass
from planner.inputs.forms import Entry
from planner.inputs.report import tell_refused

_LUNCH = ("lunch_duration_s", "lunch_earliest", "lunch_latest")
_NOT_THE_UNITS_OWN = (*_LUNCH, "contact")
_STAND_INS: Mapping[str, Any] = {
    "code": "-",
    "name_th": "-",
    "name_en": "",
    "base_code": "-",
    "vehicle_class": VehicleClass.VAN,
    "days_off": (),
    **{
        name: MobileUnit.__dataclass_fields__[name].default
        for name in (
            *("setup_s", "packing_s", "max_drive_s", "max_nights"),
            *("cost_per_km_baht", "cost_per_day_baht", "cost_per_night_baht"),
        )
    },
}
"""Stand for cells that could not be read, so that the readable ones are judged all the same."""
_SOME_SERVICE = (Counters(service_code="-", counters=1),)


def unit_of_values(
    entry: Entry,
    province_code: str,
    services: tuple[Any, ...],
    shifts: tuple[Any, ...],
    log: FindingLog,
    *,
    is_carrying: bool | None = None,
) -> MobileUnit | None:
    """The unit of its own row, its services and shifts; faults are noted, and then it is None.

    A row with cells that could not be read is judged by the others, so that nobody mends it in
    rounds. `is_carrying`: some service is named for it, though perhaps unreadably.
    """
    values = entry.values
    own: dict[str, Any] = {
        name: _STAND_INS.get(name) if value is None else value
        for name, value in values.items()
        if name not in _NOT_THE_UNITS_OWN
    }
    own["province_code"] = values["province_code"] or province_code
    if province_code and own["province_code"] != province_code:
        log.add(
            "unit_of_other_province", row=entry.row, column="province_code",
            value=own["province_code"], province=province_code,
        )  # fmt: skip
    if not (bool(services) if is_carrying is None else is_carrying):
        log.add("unit_without_services", row=entry.row, column="code", value=values["code"])
    if faults := _halves(entry):
        tell_refused(log, InvalidDocument("mobile unit", faults), entry.row, entry.cells)
    contact = values["contact"]
    try:
        unit = MobileUnit(
            **own,
            services=services or _SOME_SERVICE,
            shifts=shifts or STANDARD_SHIFTS,
            lunch=_lunch(values),
            contact=contact[0] if contact else None,
        )
    except InvalidDocument as error:
        tell_refused(log, error, entry.row, entry.cells)
        return None
    return None if entry.thing is None or not services or has_errors(log.findings) else unit


def _halves(entry: Entry) -> tuple[Fault, ...]:
    """A lunch of which a part is not given at all, and more contacts than a unit has."""
    given = {
        name: entry.values[name] is not None or bool(entry.cells.get(name, "").strip())
        for name in _LUNCH
    }
    faults = [
        Fault(field=name, code="empty")
        for name in _LUNCH
        if any(given.values()) and not given[name]
    ]
    if len(entry.values["contact"] or ()) > 1:
        faults.append(Fault(field="contact", code="more_than_one"))
    return tuple(faults)


def _lunch(values: Mapping[str, Any]) -> Lunch | None:
    """The lunch of three columns; none where it is not given whole, which its row tells."""
    duration, earliest, latest = (values[name] for name in _LUNCH)
    if duration is None or earliest is None or latest is None:
        return None
    return Lunch(duration_s=duration, earliest_s=earliest, latest_s=latest)
