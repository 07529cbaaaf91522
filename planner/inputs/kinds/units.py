"""Tables of mobile units: the units, what they carry, their shifts, scarce staff."""

from typing import Any

from planner.domain.calendar import ClockWindow
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.units import Counters, MobileUnit, Shift, VehicleClass
from planner.inputs.cells import CODE, INTEGER, NUMBER, one_of, whole
from planner.inputs.contacts import CONTACTS
from planner.inputs.forms import Column, Form, Values
from planner.inputs.kinds.columns import NAMES, required
from planner.inputs.moments import CLOCK, DATES, WEEKDAY

_STANDARD_UNIT: dict[str, Any] = {
    name: MobileUnit.__dataclass_fields__[name].default
    for name in (
        "setup_s", "packing_s", "max_drive_s", "max_nights",
        "cost_per_km_baht", "cost_per_day_baht", "cost_per_night_baht",
    )
}  # fmt: skip


def _unit_values(**values: Any) -> Values:
    """A unit's own columns; `planner.inputs.units` judges them with its services and shifts."""
    return values


UNITS = Form(
    kind="units",
    file="units.csv",
    columns=(
        *NAMES,
        Column(name="province_code", cell=CODE),
        required("base_code", CODE, "bases"),
        required("vehicle_class", one_of(VehicleClass)),
        Column(name="lunch_duration_s", cell=INTEGER),
        Column(name="lunch_earliest", cell=CLOCK),
        Column(name="lunch_latest", cell=CLOCK),
        *(
            Column(
                name=name,
                cell=NUMBER if name == "cost_per_km_baht" else INTEGER,
                default=default,
            )
            for name, default in _STANDARD_UNIT.items()
        ),
        Column(name="max_load", cell=INTEGER),
        Column(name="days_off", cell=DATES, default=()),
        Column(name="contact", cell=CONTACTS, default=()),
        Column(name="night_cap", cell=INTEGER),
    ),
    make=_unit_values,
    key=("code",),
    values_of=dict,
    may_lack=False,
)


def _carried(unit_code: str, service_code: str, counters: int) -> Counters:
    return Counters(service_code=service_code, counters=counters)


def _shift(unit_code: str, weekday: int, start: int, end: int) -> Shift:
    if end < start:
        turned = Fault(field="end", code="before_start", value=str(end))
        raise InvalidDocument(f"shift of {unit_code}", (turned,))
    return Shift(weekday=weekday, window=ClockWindow(start_s=start, end_s=end))


UNIT_SERVICES = Form(
    kind="unit_services",
    file="unit_services.csv",
    columns=(
        required("unit_code", CODE, "units"),
        required("service_code", CODE, "services"),
        required("counters", whole(1, 100)),
    ),
    make=_carried,
    key=("unit_code", "service_code"),
    values_of=dict,
    may_lack=False,
)
SHIFTS = Form(
    kind="shifts",
    file="shifts.csv",
    columns=(
        required("unit_code", CODE, "units"),
        required("weekday", WEEKDAY),
        required("start", CLOCK),
        required("end", CLOCK),
    ),
    make=_shift,
    key=("unit_code", "weekday"),
    values_of=dict,
)
