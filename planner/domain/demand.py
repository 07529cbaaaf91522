"""What villages need: services, demand, places to stop at, opening hours, what was done before."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geodata.places import Location
from planner.domain._checks import Faults
from planner.domain.calendar import DAY_S, ClockWindow


class Facility(StrEnum):
    """What a service may need of the place and a stop place may offer."""

    MAINS_POWER = "mains_power"
    REGISTER_LINE = "register_line"
    HALL = "hall"
    LIVESTOCK_PEN = "livestock_pen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What people receive: seconds per person at one counter, wanted every `interval_days`.

    `sla_working_days` is the promise from request to visit. `min_gap_days` is the least time
    between two visits for the same village, `max_visits` the most within one horizon. `site_needs`
    must all be offered by the stop place. `staff_code` names scarce staff or kit that must ride
    along for the day. `load_per_person` is taken from the unit's `max_load`. `bring_th` and
    `bring_en` say what people bring along (papers, animals), for letters and texts to villages.
    """

    code: str
    name_th: str
    name_en: str
    agency_th: str
    agency_en: str
    seconds_per_person: int
    interval_days: int
    sla_working_days: int
    min_gap_days: int = 0
    max_visits: int = 1
    site_needs: tuple[Facility, ...] = ()
    staff_code: str | None = None
    load_per_person: int = 0
    bring_th: str = ""
    bring_en: str = ""

    def __post_init__(self) -> None:
        faults = Faults(f"service {self.code}")
        faults.text("code", self.code)
        faults.text("name_th", self.name_th)
        faults.between("seconds_per_person", self.seconds_per_person, 1, DAY_S)
        faults.between("interval_days", self.interval_days, 1, 3660)
        faults.between("sla_working_days", self.sla_working_days, 0, 3660)
        faults.between("min_gap_days", self.min_gap_days, 0, 3660)
        faults.between("max_visits", self.max_visits, 1, 92)
        faults.between("load_per_person", self.load_per_person, 0, 10_000)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """People of one village who need one service now; with its service it is a demand row."""

    village_code: str
    service_code: str
    people: int

    def __post_init__(self) -> None:
        faults = Faults(f"demand {self.village_code}/{self.service_code}")
        faults.between("people", self.people, 0, 1_000_000)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Published opening hours at a stop place: open for `open_s`, of which `serving_s` serve.

    Capacity of a visit is floor(serving_s x counters / seconds per person) for each service. When
    `includes_lunch`, the crew eats in turns within it and the route needs no lunch of its own.
    """

    code: str
    name_th: str
    name_en: str
    open_s: int
    serving_s: int
    includes_lunch: bool = False

    def __post_init__(self) -> None:
        faults = Faults(f"package {self.code}")
        faults.text("code", self.code)
        faults.between("open_s", self.open_s, 1, DAY_S)
        faults.between("serving_s", self.serving_s, 1, self.open_s)
        faults.raise_any()

    def capacity(self, counters: int, seconds_per_person: int) -> int:
        """People one visit can serve in one service."""
        return self.serving_s * counters // seconds_per_person


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlace:
    """Where a unit sets up in a village: temple, school, hall.

    Serves its own village and the villages in `covers` (within walking reach, nearest first).
    `windows` hold the whole opening, start to close. `package_codes` are the packages offered here
    (empty: all). `location` None: nobody knows where, so nothing can be planned here. `placed_by`
    says who put it on the map by hand and why; later imports keep its point.
    """

    code: str
    village_code: str
    name_th: str
    name_en: str
    location: Location | None
    covers: tuple[str, ...] = ()
    offers: tuple[Facility, ...] = tuple(Facility)
    windows: tuple[ClockWindow, ...] = (ClockWindow(start_s=8 * 3600, end_s=17 * 3600),)
    package_codes: tuple[str, ...] = ()
    placed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScarceStaff:
    """Staff or kit riding with one unit for a whole day: how many the province has by weekday."""

    code: str
    name_th: str
    name_en: str
    available: tuple[int, int, int, int, int, int, int]

    def on(self, when: date) -> int:
        """How many are available on a date."""
        return self.available[when.weekday()]


class VisitState(StrEnum):
    """Whether a recorded visit has happened or was announced."""

    DONE = "done"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord:
    """What was served when, or is published to be: gap and interval count from its date."""

    village_code: str
    service_code: str
    date: date
    people: int = 0
    unit_code: str | None = None
    state: VisitState = VisitState.DONE

    def __post_init__(self) -> None:
        faults = Faults(f"visit of {self.village_code}")
        faults.between("people", self.people, 0, 1_000_000)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest:
    """An office asks for a service in a village; `due_on` is the last day of the promise."""

    code: str
    village_code: str
    service_code: str
    people: int
    filed_on: date
    due_on: date

    def __post_init__(self) -> None:
        faults = Faults(f"request {self.code}")
        faults.between("people", self.people, 1, 1_000_000)
        faults.need(self.filed_on <= self.due_on, "due_on", "before_filed_on", self.due_on)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A visit that people were told of: which unit comes to a village with a service, and when.

    `start_s` (seconds after that date's midnight) and `place_code` stand where they were told too.
    Codes may be of things that are no more: then the visit cannot be kept.
    """

    village_code: str
    service_code: str
    date: date
    unit_code: str
    start_s: int | None = None
    place_code: str | None = None

    def __post_init__(self) -> None:
        faults = Faults(f"announced {self.village_code}/{self.service_code}")
        if self.start_s is not None:
            faults.between("start_s", self.start_s, 0, DAY_S)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caravan:
    """Several units at one place on one day, opening together: what a place was promised.

    Every unit of `unit_codes` opens `package_code` at the place at `opens_s` (seconds after
    midnight), all on one and the same of `dates`. Units may be missing, down to `least_units`; a
    missing one is owed: see `planner.domain.debts`. `due_on` is the last day to make up for it
    (None: each service's own promise, counted from the caravan). A unit that a request does not
    have is missing too.
    """

    code: str
    name_th: str
    name_en: str = ""
    place_code: str
    package_code: str
    dates: tuple[date, ...]
    opens_s: int
    unit_codes: tuple[str, ...]
    least_units: int = 2
    due_on: date | None = None

    def __post_init__(self) -> None:
        faults = Faults(f"caravan {self.code}")
        faults.text("code", self.code)
        faults.text("name_th", self.name_th)
        faults.between("opens_s", self.opens_s, 0, DAY_S)
        faults.need(bool(self.dates), "dates", "empty")
        faults.need(len(self.unit_codes) >= 2, "unit_codes", "fewer_than_two", self.unit_codes)
        faults.unique("unit_codes", self.unit_codes)
        faults.unique("dates", self.dates)
        faults.between("least_units", self.least_units, 1, max(1, len(self.unit_codes)))
        late = self.due_on is not None and bool(self.dates) and self.due_on < max(self.dates)
        faults.need(not late, "due_on", "before_dates", self.due_on)
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person's decision that the optimiser keeps: this village on this date or with this unit.

    `forbid` turns it round: not on this date, or not with this unit; with neither given, not at all
    in this horizon. `service_code` None: any service of the village.
    """

    village_code: str
    service_code: str | None = None
    on_date: date | None = None
    unit_code: str | None = None
    forbid: bool = False
