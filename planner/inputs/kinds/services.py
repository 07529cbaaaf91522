"""Tables of services: the services, opening packages and the scarce staff they need."""

from typing import Any

from planner.domain.demand import Package, ScarceStaff, Service
from planner.inputs.cells import BOOLEAN, CODE, INTEGER, TEXT, whole
from planner.inputs.forms import Column, Form, attributes
from planner.inputs.kinds.columns import FACILITIES, NAMES, required
from planner.inputs.moments import WEEKDAY_NAMES

_SERVICE_NUMBERS = ("seconds_per_person", "interval_days", "sla_working_days")
SERVICES = Form(
    kind="services",
    file="services.csv",
    columns=(
        *NAMES,
        Column(name="agency_th", cell=TEXT, default=""),
        Column(name="agency_en", cell=TEXT, default=""),
        *(required(name, INTEGER) for name in _SERVICE_NUMBERS),
        Column(name="min_gap_days", cell=INTEGER, default=0),
        Column(name="max_visits", cell=INTEGER, default=1),
        Column(name="site_needs", cell=FACILITIES, default=()),
        Column(name="staff_code", cell=CODE, refers="staff"),
        Column(name="load_per_person", cell=INTEGER, default=0),
        Column(name="bring_th", cell=TEXT, default=""),
        Column(name="bring_en", cell=TEXT, default=""),
    ),
    make=Service,
    key=("code",),
    values_of=attributes(*Service.__dataclass_fields__),
    may_lack=False,
)
PACKAGES = Form(
    kind="packages",
    file="packages.csv",
    columns=(
        *NAMES,
        required("open_s", INTEGER),
        required("serving_s", INTEGER),
        Column(name="includes_lunch", cell=BOOLEAN, default=False),
    ),
    make=Package,
    key=("code",),
    values_of=attributes(*Package.__dataclass_fields__),
    may_lack=False,
)


def _staff(**values: Any) -> ScarceStaff:
    by_day = tuple(values.pop(day) for day in WEEKDAY_NAMES)
    return ScarceStaff(available=by_day, **values)


STAFF = Form(
    kind="staff",
    file="staff.csv",
    columns=(*NAMES, *(Column(name=day, cell=whole(0, 100), default=0) for day in WEEKDAY_NAMES)),
    make=_staff,
    key=("code",),
    values_of=lambda staff: {
        **{name: getattr(staff, name) for name in ("code", "name_th", "name_en")},
        **dict(zip(WEEKDAY_NAMES, staff.available, strict=True)),
    },
)
