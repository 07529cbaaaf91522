"""Mobile units: the vans and trucks, their crews' shifts, bases and what they carry."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geodata.places import Contact, Location
from planner.domain._checks import Faults
from planner.domain.calendar import DAY_S, ClockWindow


class VehicleClass(StrEnum):
    """What kind of road a unit can use; with a road state it picks the travel matrix."""

    TRUCK = "truck"
    VAN = "van"
    PICKUP_4WD = "pickup_4wd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Where a unit starts and ends its trips; crews may also spend a night there."""

    code: str
    name_th: str
    name_en: str
    location: Location
    district_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """Where a crew may spend a night between two days of one trip."""

    code: str
    name_th: str
    name_en: str
    location: Location
    cost_per_night_baht: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """How many people a unit can serve at once in one service: the true capacity of a visit."""

    service_code: str
    counters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A unit's working window on one weekday, 0 for Monday; leaving and regaining base included."""

    weekday: int
    window: ClockWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Lunch:
    """A break of `duration_s` that starts between `earliest_s` and `latest_s` after midnight.

    Due on a route that leaves at or before `earliest_s` and returns at or after
    `latest_s + duration_s`, unless a package open at that time includes lunch.
    """

    duration_s: int
    earliest_s: int
    latest_s: int


STANDARD_SHIFTS = tuple(
    Shift(weekday=weekday, window=ClockWindow(start_s=8 * 3600, end_s=17 * 3600 + 1800))
    for weekday in range(5)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MobileUnit:
    """A van or truck with its crew, base and services.

    `setup_s` and `packing_s` are spent at every stop before opening and after closing.
    `max_drive_s` limits a day's driving, `max_nights` a trip's nights away from base (0: home every
    night), `night_cap` its nights away in one horizon (None: no cap), `max_load` the consumables
    carried per trip (None: no limit). Costs are in baht.
    """

    code: str
    name_th: str
    name_en: str
    province_code: str
    base_code: str
    vehicle_class: VehicleClass
    services: tuple[Counters, ...]
    shifts: tuple[Shift, ...] = STANDARD_SHIFTS
    lunch: Lunch | None = None
    setup_s: int = 1800
    packing_s: int = 900
    max_drive_s: int = 6 * 3600
    max_nights: int = 0
    max_load: int | None = None
    days_off: tuple[date, ...] = ()
    cost_per_km_baht: float = 6.0
    cost_per_day_baht: int = 0
    cost_per_night_baht: int = 0
    contact: Contact | None = None
    night_cap: int | None = None

    def __post_init__(self) -> None:
        faults = Faults(f"mobile unit {self.code}")
        faults.text("code", self.code)
        faults.text("name_th", self.name_th)
        faults.need(bool(self.services), "services", "empty")
        faults.unique("services", (c.service_code for c in self.services))
        for i, carried in enumerate(self.services):
            faults.between(f"services[{i}].counters", carried.counters, 1, 100)
        faults.unique("shifts", (s.weekday for s in self.shifts))
        for i, shift in enumerate(self.shifts):
            faults.between(f"shifts[{i}].weekday", shift.weekday, 0, 6)
        for name in ("setup_s", "packing_s", "max_drive_s"):
            faults.between(name, getattr(self, name), 0, DAY_S)
        faults.between("max_nights", self.max_nights, 0, 13)
        faults.between("cost_per_km_baht", self.cost_per_km_baht, 0, 10_000)
        faults.between("cost_per_day_baht", self.cost_per_day_baht, 0, 1_000_000)
        faults.between("cost_per_night_baht", self.cost_per_night_baht, 0, 1_000_000)
        if self.night_cap is not None:
            faults.between("night_cap", self.night_cap, 0, 92)
        if self.max_load is not None:
            faults.between("max_load", self.max_load, 0, 1_000_000)
        if self.lunch is not None:
            faults.need(
                0 <= self.lunch.earliest_s <= self.lunch.latest_s <= DAY_S,
                "lunch", "window_turned_round",
            )  # fmt: skip
            faults.between("lunch.duration_s", self.lunch.duration_s, 0, 4 * 3600)
        faults.raise_any()

    def counters_of(self, service_code: str) -> int:
        """Counters for a service; 0 when the unit does not carry it."""
        return next((c.counters for c in self.services if c.service_code == service_code), 0)

    def shift_on(self, when: date) -> Shift | None:
        """The shift worked on a date, None on days off and weekdays without one."""
        if when in self.days_off:
            return None
        return next((s for s in self.shifts if s.weekday == when.weekday()), None)
