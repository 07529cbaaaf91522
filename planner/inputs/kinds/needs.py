"""Tables of needs and days: demand, history, requests, holidays, unsuitable days, caravans."""

from geodata.findings import Severity
from planner.domain.calendar import Holiday, HolidayStatus, UnsuitableDay
from planner.domain.demand import Caravan, Demand, ServiceRequest, VisitRecord, VisitState
from planner.inputs.cells import BOOLEAN, CODE, CODES, TEXT, VILLAGE_CODE, one_of, whole
from planner.inputs.forms import Column, Form, attributes
from planner.inputs.kinds.columns import PEOPLE, required
from planner.inputs.moments import CLOCK, DATE, DATES

DEMAND = Form(
    kind="demand",
    file="demand.csv",
    columns=(
        required("village_code", VILLAGE_CODE, "villages"),
        required("service_code", CODE, "services"),
        required("people", PEOPLE),
    ),
    make=Demand,
    key=("village_code", "service_code"),
    values_of=attributes(*Demand.__dataclass_fields__),
    warn_lack=True,
)
HISTORY = Form(
    kind="history",
    file="history.csv",
    columns=(
        required("village_code", VILLAGE_CODE, "villages"),
        required("service_code", CODE, "services"),
        required("date", DATE),
        Column(name="people", cell=PEOPLE, default=0),
        Column(name="unit_code", cell=CODE, refers="units", refers_loosely=True),
        Column(name="state", cell=one_of(VisitState), default=VisitState.DONE),
    ),
    make=VisitRecord,
    key=("village_code", "service_code", "date", "unit_code"),
    values_of=attributes(*VisitRecord.__dataclass_fields__),
    warn_lack=True,
    twice=Severity.WARNING,
)
REQUESTS = Form(
    kind="requests",
    file="requests.csv",
    columns=(
        required("code", CODE),
        required("village_code", VILLAGE_CODE, "villages"),
        required("service_code", CODE, "services"),
        required("people", PEOPLE),
        required("filed_on", DATE),
        required("due_on", DATE),
    ),
    make=ServiceRequest,
    key=("code",),
    values_of=attributes(*ServiceRequest.__dataclass_fields__),
)
HOLIDAYS = Form(
    kind="holidays",
    file="holidays.csv",
    columns=(
        required("date", DATE),
        required("name_th", TEXT),
        Column(name="name_en", cell=TEXT, default=""),
        Column(name="status", cell=one_of(HolidayStatus), default=HolidayStatus.FIXED),
        Column(name="units_work", cell=BOOLEAN, default=False),
    ),
    make=Holiday,
    key=("date", "name_th"),
    values_of=attributes(*Holiday.__dataclass_fields__),
    warn_lack=True,
)
UNSUITABLE_DAYS = Form(
    kind="unsuitable_days",
    file="unsuitable_days.csv",
    columns=(
        required("village_code", VILLAGE_CODE, "villages"),
        required("date", DATE),
        Column(name="reason", cell=TEXT, default=""),
    ),
    make=UnsuitableDay,
    key=("village_code", "date"),
    values_of=attributes(*UnsuitableDay.__dataclass_fields__),
)
CARAVANS = Form(
    kind="caravans",
    file="caravans.csv",
    columns=(
        required("code", CODE),
        required("name_th", TEXT),
        Column(name="name_en", cell=TEXT, default=""),
        required("place_code", CODE, "stop_places"),
        required("package_code", CODE, "packages"),
        required("dates", DATES),
        required("opens_s", CLOCK),
        required("unit_codes", CODES, "units"),
        Column(name="least_units", cell=whole(1, 1000), default=2),
        Column(name="due_on", cell=DATE),
    ),
    make=Caravan,
    key=("code",),
    values_of=attributes(*Caravan.__dataclass_fields__),
)
