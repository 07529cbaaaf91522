"""The sheets of a province's workbook: one for each part, in the order people fill them."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from geodata.places import PointQuality, PopulationSource
from geodata.roads.closures import ClosureKind
from geodata.tables import heading_of
from planner.domain.calendar import HolidayStatus
from planner.domain.demand import VisitState
from planner.domain.policy import Policy
from planner.domain.seasons import RoadState
from planner.domain.units import VehicleClass
from planner.inputs.cells import CODE, INTEGER, NUMBER, TEXT, Cell
from planner.inputs.forms import Column
from planner.inputs.kinds import FORM_OF, VILLAGE_COLUMNS
from planner.inputs.kinds.columns import required
from planner.words import catalog

README, PROVINCE, VILLAGES, POLICY = "readme", "province", "villages", "policy"
_ORDER = (
    *("contacts", "stop_places", "bases", "lodgings", "fixed_points", "services", "packages"),
    *("staff", "units", "unit_services", "shifts", "demand", "history", "requests", "holidays"),
    *("unsuitable_days", "fixed_dates", "caravans", "road_seasons", "closures"),
)
PROVINCE_COLUMNS = (
    required("code", CODE),
    required("name_th", TEXT),
    Column(name="name_en", cell=TEXT, default=""),
)
POLICY_COLUMNS = (
    required("name", TEXT),
    Column(name="value", cell=TEXT),
    Column(name="note", cell=TEXT),
)
"""A setting without a value stays as it is; the note is for people only."""
POLICY_TYPES: Mapping[str, Any] = get_type_hints(Policy)
_CELL_OF: dict[type, Cell[Any]] = {int: INTEGER, float: NUMBER, str: TEXT}
POLICY_CELLS: dict[str, Cell[Any]] = {
    field.name: _CELL_OF[POLICY_TYPES[field.name]] for field in dataclasses.fields(Policy)
}
"""How the value of each weight is read."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "point_quality": tuple(PointQuality),
    "population_source": tuple(PopulationSource),
    "vehicle_class": tuple(VehicleClass),
    "state": tuple(VisitState),
    "status": tuple(HolidayStatus),
    "kind": tuple(ClosureKind),
    "road_seasons.state": tuple(RoadState),
    "includes_lunch": ("true", "false"),
    "units_work": ("true", "false"),
}
"""What columns let people choose from, by column or by `kind.column`; weekdays aside."""


def choices_of(kind: str, column: str) -> tuple[str, ...]:
    """The values that a column lets people choose from; none for a free one."""
    return CHOICES.get(f"{kind}.{column}", CHOICES.get(column, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: the kind of part it holds and its columns."""

    kind: str
    columns: tuple[Column, ...]

    @property
    def titles(self) -> tuple[str, str]:
        """Its name in Thai and in English."""
        return catalog()[f"form_sheet_{self.kind}"]


SHEETS: tuple[Sheet, ...] = (
    Sheet(kind=PROVINCE, columns=PROVINCE_COLUMNS),
    Sheet(kind=VILLAGES, columns=VILLAGE_COLUMNS),
    *(Sheet(kind=kind, columns=FORM_OF[kind].columns) for kind in _ORDER),
    Sheet(kind=POLICY, columns=POLICY_COLUMNS),
)


def kind_of_name() -> dict[str, str]:
    """The kind of every folded sheet name that is known: ours, Thai, English, or the kind."""
    names = {heading_of(name): s.kind for s in SHEETS for name in (s.kind, *s.titles)}
    return names | {heading_of(name): README for name in catalog()["form_sheet_readme"]}


def kind_of_file(stem: str) -> str | None:
    """The kind that a file's name says: a kind, or a sheet's name with anything behind it."""
    folded = heading_of(stem)
    known = {name: kind for name, kind in kind_of_name().items() if kind not in (README, PROVINCE)}
    begun = [name for name in known if folded.startswith(name)]
    return known[max(begun, key=len)] if begun else None


def is_workbook(names: Iterable[str]) -> bool:
    """Whether sheets with these names make a workbook of several parts."""
    known = kind_of_name()
    return any(heading_of(name) in known for name in names)
