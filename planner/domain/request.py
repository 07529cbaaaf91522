"""PlanRequest: everything a plan is made from, but travel; checked whole at birth."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from geodata.places import Village
from geodata.roads.closures import Closure
from planner.domain._checks import Faults
from planner.domain.access import AccessRecord
from planner.domain.calendar import Holiday, Horizon, UnsuitableDay
from planner.domain.demand import (
    Announced,
    Caravan,
    Demand,
    Package,
    Pin,
    ScarceStaff,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
)
from planner.domain.plan import Trip
from planner.domain.policy import Policy
from planner.domain.units import Base, Lodging, MobileUnit

REQUEST_SCHEMA = "plan-request/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """One province's planning problem for one horizon.

    Codes of bases, stop places and lodgings share one name space: they are the places of the travel
    matrices. `road_states` names the road state of each day of the horizon; with a unit's vehicle
    class it makes the profile "class/state" whose matrix that unit uses that day. `budget_baht` is
    what the whole horizon may cost (`Rule.MONEY`); None: no limit.
    `closures` are those in force on some day, which the road states stand for; `access` tells what
    fixed service points changed in demands and needs.

    `announced` are the visits of this horizon that people were told of, `planned_on` is the day on
    which that is planned anew (None: day 0), `change_budget` how many of those close to it may be
    changed (`Rule.CHANGES`; None: no limit). `earlier` are the trips that
    announced them: a search starts from those that still can be made.
    """

    schema: str = REQUEST_SCHEMA
    province_code: str
    horizon: Horizon
    villages: tuple[Village, ...]
    stop_places: tuple[StopPlace, ...]
    bases: tuple[Base, ...]
    units: tuple[MobileUnit, ...]
    services: tuple[Service, ...]
    packages: tuple[Package, ...]
    demands: tuple[Demand, ...]
    history: tuple[VisitRecord, ...] = ()
    requests: tuple[ServiceRequest, ...] = ()
    lodgings: tuple[Lodging, ...] = ()
    staff: tuple[ScarceStaff, ...] = ()
    pins: tuple[Pin, ...] = ()
    caravans: tuple[Caravan, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    unsuitable_days: tuple[UnsuitableDay, ...] = ()
    road_states: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    budget_baht: int | None = None
    closures: tuple[Closure, ...] = ()
    access: tuple[AccessRecord, ...] = ()
    announced: tuple[Announced, ...] = ()
    planned_on: date | None = None
    change_budget: int | None = None
    earlier: tuple[Trip, ...] = ()

    def __post_init__(self) -> None:
        if not self.road_states:
            object.__setattr__(self, "road_states", ("dry",) * self.horizon.days)
        faults = Faults("plan request")
        faults.need(self.schema == REQUEST_SCHEMA, "schema", "unknown_schema", self.schema)
        faults.need(
            len(self.road_states) == self.horizon.days,
            "road_states", "one_per_day", len(self.road_states),
        )  # fmt: skip
        if self.budget_baht is not None:
            faults.between("budget_baht", self.budget_baht, 0, 10**12)
        if self.change_budget is not None:
            faults.between("change_budget", self.change_budget, 0, 1_000_000)
        _check_codes(self, faults)
        _check_references(self, faults)
        faults.raise_any()

    def profile_of(self, unit: MobileUnit, day: int) -> str:
        """The travel profile of a unit on a day of the horizon."""
        return f"{unit.vehicle_class.value}/{self.road_states[day]}"

    def profiles(self) -> tuple[str, ...]:
        """Every travel profile this request needs, sorted."""
        return tuple(
            sorted({self.profile_of(u, d) for u in self.units for d in range(self.horizon.days)})
        )

    def place_codes(self) -> tuple[str, ...]:
        """Places that matrices must know: bases, lodgings, then stop places with a location."""
        return (
            *(base.code for base in self.bases),
            *(lodging.code for lodging in self.lodgings),
            *(place.code for place in self.stop_places if place.location is not None),
        )

    def works_on(self, day: int) -> bool:
        """Whether units work on a day: not on a holiday unless it says they do."""
        when = self.horizon.date_of(day)
        return all(h.units_work for h in self.holidays if h.date == when)


def _check_codes(request: PlanRequest, faults: Faults) -> None:
    faults.unique("villages", (v.code for v in request.villages))
    faults.unique("units", (u.code for u in request.units))
    faults.unique("services", (s.code for s in request.services))
    faults.unique("packages", (p.code for p in request.packages))
    faults.unique("requests", (r.code for r in request.requests))
    faults.unique("staff", (s.code for s in request.staff))
    faults.unique("caravans", (c.code for c in request.caravans))
    told = ((a.village_code, a.service_code, a.date, a.unit_code) for a in request.announced)
    faults.unique("announced", told)
    faults.unique("demands", ((d.village_code, d.service_code) for d in request.demands))
    places: dict[str, tuple[Base | StopPlace | Lodging, ...]] = {
        "bases": request.bases, "stop_places": request.stop_places, "lodgings": request.lodgings
    }  # fmt: skip
    faults.unique_among(
        (f"{kind}[{i}].code", place.code)
        for kind, listed in places.items()
        for i, place in enumerate(listed)
    )
    for i, village in enumerate(request.villages):
        faults.need(
            village.province_code == request.province_code,
            f"villages[{i}].code", "other_province", village.code,
        )  # fmt: skip
    for i, unit in enumerate(request.units):
        faults.need(
            unit.province_code == request.province_code,
            f"units[{i}].province_code", "other_province", unit.province_code,
        )  # fmt: skip


def _check_references(request: PlanRequest, faults: Faults) -> None:
    villages = {v.code for v in request.villages}
    services = {s.code for s in request.services}
    units = {u.code for u in request.units}
    bases = {b.code for b in request.bases}
    packages = {p.code for p in request.packages}
    staff = {s.code for s in request.staff}

    def known(field: str, codes: Iterable[str | None], among: set[str]) -> None:
        for i, code in enumerate(codes):
            name, _, rest = field.partition(".")
            faults.need(code is None or code in among, f"{name}[{i}].{rest}", "unknown", code)

    known("stop_places.village_code", (p.village_code for p in request.stop_places), villages)
    for i, place in enumerate(request.stop_places):
        for code in place.covers:
            faults.need(code in villages, f"stop_places[{i}].covers", "unknown", code)
        for code in place.package_codes:
            faults.need(code in packages, f"stop_places[{i}].package_codes", "unknown", code)
    known("units.base_code", (u.base_code for u in request.units), bases)
    for i, unit in enumerate(request.units):
        for carried in unit.services:
            faults.need(
                carried.service_code in services,
                f"units[{i}].services", "unknown", carried.service_code,
            )  # fmt: skip
    known("services.staff_code", (s.staff_code for s in request.services), staff)
    known("demands.village_code", (d.village_code for d in request.demands), villages)
    known("demands.service_code", (d.service_code for d in request.demands), services)
    known("history.service_code", (h.service_code for h in request.history), services)
    known("history.village_code", (h.village_code for h in request.history), villages)
    known("requests.village_code", (r.village_code for r in request.requests), villages)
    known("requests.service_code", (r.service_code for r in request.requests), services)
    places = {p.code for p in request.stop_places}
    known("caravans.place_code", (c.place_code for c in request.caravans), places)
    known("caravans.package_code", (c.package_code for c in request.caravans), packages)
    known("pins.village_code", (p.village_code for p in request.pins), villages)
    known("pins.service_code", (p.service_code for p in request.pins), services)
    known("pins.unit_code", (p.unit_code for p in request.pins), units)
    known(
        "unsuitable_days.village_code", (d.village_code for d in request.unsuitable_days), villages
    )
