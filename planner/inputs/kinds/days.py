"""Tables of dates set from outside: fixed dates of visits, and road states by date."""

from planner.domain.fixed_dates import FixedDate
from planner.domain.seasons import RoadSeason, RoadState
from planner.inputs.cells import CODE, TEXT, VILLAGE_CODE, one_of
from planner.inputs.forms import Column, Form, attributes
from planner.inputs.kinds.columns import required
from planner.inputs.moments import DATE

FIXED_DATES = Form(
    kind="fixed_dates",
    file="fixed_dates.csv",
    columns=(
        required("village_code", VILLAGE_CODE, "villages"),
        required("date", DATE),
        Column(name="service_code", cell=CODE, refers="services"),
        Column(name="unit_code", cell=CODE, refers="units"),
        Column(name="name", cell=TEXT, default=""),
    ),
    make=FixedDate,
    key=("village_code", "date", "service_code", "unit_code"),
    values_of=attributes(*FixedDate.__dataclass_fields__),
)
ROAD_SEASONS = Form(
    kind="road_seasons",
    file="road_seasons.csv",
    columns=(
        required("from_date", DATE),
        required("to_date", DATE),
        required("state", one_of(RoadState)),
        Column(name="reason", cell=TEXT, default=""),
    ),
    make=RoadSeason,
    key=("from_date", "to_date"),
    values_of=attributes(*RoadSeason.__dataclass_fields__),
)
