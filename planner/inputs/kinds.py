"""The tables of a dataset folder, one form each; headings are the domain's field names."""

from collections.abc import Callable
from typing import Any

from geodata.places import Location, PointQuality, PopulationSource
from planner.domain.calendar import Holiday, HolidayStatus, UnsuitableDay
from planner.domain.demand import (
    Demand,
    Facility,
    Package,
    ScarceStaff,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
    VisitState,
)
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.units import Base, Lodging, MobileUnit, VehicleClass
from planner.inputs.cells import (
    BOOLEAN,
    CODE,
    CODES,
    INTEGER,
    NUMBER,
    TEXT,
    VILLAGE_CODE,
    VILLAGE_CODES,
    Cell,
    list_of,
    one_of,
    whole,
)
from planner.inputs.contacts import CONTACTS
from planner.inputs.forms import Column, Form, Values, attributes, named
from planner.inputs.moments import CLOCK, DATE, DATES, WEEKDAY, WEEKDAY_NAMES, WINDOWS

_FACILITIES: Cell[tuple[Facility, ...]] = list_of(one_of(Facility))
_STANDARD_PLACE = StopPlace(code="", village_code="", name_th="", name_en="", location=None)
_STANDARD_UNIT: dict[str, Any] = {
    name: MobileUnit.__dataclass_fields__[name].default
    for name in (
        "setup_s", "packing_s", "max_drive_s", "max_nights",
        "cost_per_km_baht", "cost_per_day_baht", "cost_per_night_baht",
    )
}  # fmt: skip


def _required(name: str, cell: Cell[Any], refers: str | None = None) -> Column:
    return Column(name=name, cell=cell, required=True, refers=refers)


def _placed(kind: Callable[..., Any]) -> Callable[..., Any]:
    """Make `kind` of values whose lon and lat become its location (None when both are empty)."""

    def make(lon: float | None, lat: float | None, **rest: Any) -> Any:
        if lon is None and lat is None:
            return kind(location=None, **rest)
        if lon is None or lat is None:
            half = Fault(field="lon" if lon is None else "lat", code="empty")
            raise InvalidDocument("location", (half,))
        return kind(location=Location(lon=lon, lat=lat), **rest)

    return make


def _with_place(*names: str) -> Callable[[Any], Values]:
    def values_of(thing: Any) -> Values:
        place = thing.location
        return {
            **{name: getattr(thing, name) for name in names},
            "lon": None if place is None else place.lon,
            "lat": None if place is None else place.lat,
        }

    return values_of


_NAMES = (
    _required("code", CODE),
    _required("name_th", TEXT),
    Column(name="name_en", cell=TEXT, default=""),
)
_POINT = (_required("lon", NUMBER), _required("lat", NUMBER))
_PEOPLE = whole(0, 1_000_000)

STOP_PLACES = Form(
    kind="stop_places",
    file="stop_places.csv",
    columns=(
        *_NAMES,
        _required("village_code", VILLAGE_CODE, "villages"),
        Column(name="lon", cell=NUMBER),
        Column(name="lat", cell=NUMBER),
        Column(name="covers", cell=VILLAGE_CODES, default=(), refers="villages"),
        Column(name="offers", cell=_FACILITIES, default=_STANDARD_PLACE.offers, empty=()),
        Column(name="windows", cell=WINDOWS, default=_STANDARD_PLACE.windows),
        Column(name="package_codes", cell=CODES, default=(), refers="packages"),
    ),
    make=_placed(StopPlace),
    key=named("code"),
    values_of=_with_place(
        "code", "village_code", "name_th", "name_en", "covers", "offers", "windows", "package_codes"
    ),
)
BASES = Form(
    kind="bases",
    file="bases.csv",
    columns=(*_NAMES, *_POINT, Column(name="district_code", cell=CODE, default="")),
    make=_placed(Base),
    key=named("code"),
    values_of=_with_place("code", "name_th", "name_en", "district_code"),
    may_lack=False,
)
LODGINGS = Form(
    kind="lodgings",
    file="lodgings.csv",
    columns=(
        *_NAMES,
        *_POINT,
        Column(name="cost_per_night_baht", cell=whole(0, 1_000_000), default=0),
    ),
    make=_placed(Lodging),
    key=named("code"),
    values_of=_with_place("code", "name_th", "name_en", "cost_per_night_baht"),
)
UNITS = Form(
    kind="units",
    file="units.csv",
    columns=(
        *_NAMES,
        Column(name="province_code", cell=CODE),
        _required("base_code", CODE, "bases"),
        _required("vehicle_class", one_of(VehicleClass)),
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
    ),
    make=dict,
    key=named("code"),
    values_of=dict,
    may_lack=False,
)
UNIT_SERVICES = Form(
    kind="unit_services",
    file="unit_services.csv",
    columns=(
        _required("unit_code", CODE, "units"),
        _required("service_code", CODE, "services"),
        _required("counters", whole(1, 100)),
    ),
    make=dict,
    key=named("unit_code", "service_code"),
    values_of=dict,
    may_lack=False,
)
SHIFTS = Form(
    kind="shifts",
    file="shifts.csv",
    columns=(
        _required("unit_code", CODE, "units"),
        _required("weekday", WEEKDAY),
        _required("start", CLOCK),
        _required("end", CLOCK),
    ),
    make=dict,
    key=named("unit_code", "weekday"),
    values_of=dict,
)
_SERVICE_NUMBERS = ("seconds_per_person", "interval_days", "sla_working_days")
SERVICES = Form(
    kind="services",
    file="services.csv",
    columns=(
        *_NAMES,
        Column(name="agency_th", cell=TEXT, default=""),
        Column(name="agency_en", cell=TEXT, default=""),
        *(_required(name, INTEGER) for name in _SERVICE_NUMBERS),
        Column(name="min_gap_days", cell=INTEGER, default=0),
        Column(name="max_visits", cell=INTEGER, default=1),
        Column(name="site_needs", cell=_FACILITIES, default=()),
        Column(name="staff_code", cell=CODE, refers="staff"),
        Column(name="load_per_person", cell=INTEGER, default=0),
    ),
    make=Service,
    key=named("code"),
    values_of=attributes(*Service.__dataclass_fields__),
    may_lack=False,
)
PACKAGES = Form(
    kind="packages",
    file="packages.csv",
    columns=(
        *_NAMES,
        _required("open_s", INTEGER),
        _required("serving_s", INTEGER),
        Column(name="includes_lunch", cell=BOOLEAN, default=False),
    ),
    make=Package,
    key=named("code"),
    values_of=attributes(*Package.__dataclass_fields__),
    may_lack=False,
)


def _staff(**values: Any) -> ScarceStaff:
    by_day = tuple(values.pop(day) for day in WEEKDAY_NAMES)
    return ScarceStaff(available=by_day, **values)


STAFF = Form(
    kind="staff",
    file="staff.csv",
    columns=(*_NAMES, *(Column(name=day, cell=whole(0, 100), default=0) for day in WEEKDAY_NAMES)),
    make=_staff,
    key=named("code"),
    values_of=lambda staff: {
        **{name: getattr(staff, name) for name in ("code", "name_th", "name_en")},
        **dict(zip(WEEKDAY_NAMES, staff.available, strict=True)),
    },
)
DEMAND = Form(
    kind="demand",
    file="demand.csv",
    columns=(
        _required("village_code", VILLAGE_CODE, "villages"),
        _required("service_code", CODE, "services"),
        _required("people", _PEOPLE),
    ),
    make=Demand,
    key=named("village_code", "service_code"),
    values_of=attributes(*Demand.__dataclass_fields__),
    warn_lack=True,
)
HISTORY = Form(
    kind="history",
    file="history.csv",
    columns=(
        _required("village_code", VILLAGE_CODE, "villages"),
        _required("service_code", CODE, "services"),
        _required("date", DATE),
        Column(name="people", cell=_PEOPLE, default=0),
        Column(name="unit_code", cell=CODE),
        Column(name="state", cell=one_of(VisitState), default=VisitState.DONE),
    ),
    make=VisitRecord,
    key=named("village_code", "service_code", "date", "unit_code"),
    values_of=attributes(*VisitRecord.__dataclass_fields__),
    warn_lack=True,
)
REQUESTS = Form(
    kind="requests",
    file="requests.csv",
    columns=(
        _required("code", CODE),
        _required("village_code", VILLAGE_CODE, "villages"),
        _required("service_code", CODE, "services"),
        _required("people", _PEOPLE),
        _required("filed_on", DATE),
        _required("due_on", DATE),
    ),
    make=ServiceRequest,
    key=named("code"),
    values_of=attributes(*ServiceRequest.__dataclass_fields__),
)
HOLIDAYS = Form(
    kind="holidays",
    file="holidays.csv",
    columns=(
        _required("date", DATE),
        _required("name_th", TEXT),
        Column(name="name_en", cell=TEXT, default=""),
        Column(name="status", cell=one_of(HolidayStatus), default=HolidayStatus.FIXED),
        Column(name="units_work", cell=BOOLEAN, default=False),
    ),
    make=Holiday,
    key=named("date", "name_th"),
    values_of=attributes(*Holiday.__dataclass_fields__),
    warn_lack=True,
)
UNSUITABLE_DAYS = Form(
    kind="unsuitable_days",
    file="unsuitable_days.csv",
    columns=(
        _required("village_code", VILLAGE_CODE, "villages"),
        _required("date", DATE),
        Column(name="reason", cell=TEXT, default=""),
    ),
    make=UnsuitableDay,
    key=named("village_code", "date"),
    values_of=attributes(*UnsuitableDay.__dataclass_fields__),
)

FORMS: tuple[Form, ...] = (
    SERVICES, PACKAGES, STAFF, BASES, LODGINGS, UNITS, UNIT_SERVICES, SHIFTS, STOP_PLACES,
    DEMAND, HISTORY, REQUESTS, HOLIDAYS, UNSUITABLE_DAYS,
)  # fmt: skip
FORM_OF = {form.kind: form for form in FORMS}

VILLAGE_COLUMNS: tuple[Column, ...] = (
    _required("code", VILLAGE_CODE),
    _required("name_th", TEXT),
    Column(name="name_en", cell=TEXT),
    Column(name="tambon_th", cell=TEXT),
    Column(name="tambon_en", cell=TEXT),
    Column(name="district_th", cell=TEXT),
    Column(name="district_en", cell=TEXT),
    Column(name="lon", cell=NUMBER),
    Column(name="lat", cell=NUMBER),
    Column(name="point_quality", cell=one_of(PointQuality)),
    Column(name="point_source", cell=TEXT),
    Column(name="elevation_m", cell=INTEGER),
    Column(name="population", cell=INTEGER),
    Column(name="population_source", cell=one_of(PopulationSource)),
    Column(name="added_people", cell=INTEGER),
    Column(name="added_people_reason", cell=TEXT),
    Column(name="need_weight", cell=NUMBER),
    Column(name="contacts", cell=CONTACTS),
    Column(name="aliases", cell=VILLAGE_CODES),
)
"""How villages are written; they are read by `geodata.villages`, which knows more spellings."""

village_values = _with_place(*(c.name for c in VILLAGE_COLUMNS if c.name not in ("lon", "lat")))
