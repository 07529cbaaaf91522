"""The table of fixed service points: a part of a province, also read alone for the access map."""

from planner.domain.fixed_points import OFFICE_HOURS, OFFICE_WEEKDAYS, FixedServicePoint
from planner.inputs.cells import CODES, NUMBER, TEXT
from planner.inputs.forms import Column, Form
from planner.inputs.kinds.columns import NAMES, placed, required, with_place
from planner.inputs.moments import WEEKDAYS, WINDOWS

FIXED_POINTS = Form(
    kind="fixed_points",
    file="fixed_points.csv",
    columns=(
        *NAMES,
        required("lon", NUMBER),
        required("lat", NUMBER),
        required("service_codes", CODES, "services"),
        Column(name="weekdays", cell=WEEKDAYS, default=OFFICE_WEEKDAYS),
        Column(name="windows", cell=WINDOWS, default=OFFICE_HOURS),
        Column(name="source", cell=TEXT, default=""),
    ),
    make=placed(FixedServicePoint),
    key=("code",),
    values_of=with_place(
        "code", "name_th", "name_en", "service_codes", "weekdays", "windows", "source"
    ),
)
