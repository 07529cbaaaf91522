"""The table of fixed service points; it stands beside a dataset and is read for the access map."""

from typing import Any

from geodata.access import FixedPoint
from planner.inputs.cells import CODES, NUMBER
from planner.inputs.forms import Form
from planner.inputs.kinds.columns import NAMES, placed, required, with_place


def _point(service_codes: tuple[str, ...], **rest: Any) -> FixedPoint:
    return FixedPoint(service_codes=service_codes, **rest)


FIXED_POINTS = Form(
    kind="fixed_points",
    file="fixed_points.csv",
    columns=(
        *NAMES,
        required("lon", NUMBER),
        required("lat", NUMBER),
        required("service_codes", CODES),
    ),
    make=placed(_point),
    key=("code",),
    values_of=with_place("code", "name_th", "name_en", "service_codes"),
)
