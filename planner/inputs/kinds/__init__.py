"""The tables of a dataset folder, one form each; headings are the domain's field names."""

from planner.inputs.forms import Form
from planner.inputs.kinds.contacts import CONTACTS
from planner.inputs.kinds.days import FIXED_DATES, ROAD_SEASONS
from planner.inputs.kinds.fixed_points import FIXED_POINTS
from planner.inputs.kinds.needs import (
    CARAVANS,
    DEMAND,
    HISTORY,
    HOLIDAYS,
    REQUESTS,
    UNSUITABLE_DAYS,
)
from planner.inputs.kinds.places import (
    BASES,
    LODGINGS,
    STOP_PLACES,
    VILLAGE_COLUMNS,
    village_values,
)
from planner.inputs.kinds.roads import CLOSURES
from planner.inputs.kinds.services import PACKAGES, SERVICES, STAFF
from planner.inputs.kinds.units import SHIFTS, UNIT_SERVICES, UNITS

__all__ = [
    "BASES",
    "CARAVANS",
    "CLOSURES",
    "CONTACTS",
    "DEMAND",
    "FIXED_DATES",
    "FIXED_POINTS",
    "FORMS",
    "FORM_OF",
    "HISTORY",
    "HOLIDAYS",
    "LODGINGS",
    "PACKAGES",
    "REQUESTS",
    "ROAD_SEASONS",
    "SERVICES",
    "SHIFTS",
    "STAFF",
    "STOP_PLACES",
    "UNITS",
    "UNIT_SERVICES",
    "UNSUITABLE_DAYS",
    "VILLAGE_COLUMNS",
    "village_values",
]

FORMS: tuple[Form, ...] = (
    SERVICES, PACKAGES, STAFF, BASES, LODGINGS, UNITS, UNIT_SERVICES, SHIFTS, STOP_PLACES,
    DEMAND, HISTORY, REQUESTS, HOLIDAYS, UNSUITABLE_DAYS, CARAVANS, CLOSURES,
    FIXED_POINTS, CONTACTS, FIXED_DATES, ROAD_SEASONS,
)  # fmt: skip
FORM_OF = {form.kind: form for form in FORMS}
