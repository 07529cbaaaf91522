"""Fixed service points: offices and clinics where people are served all week, without a unit."""

from dataclasses import dataclass

from geodata.places import Location
from planner.domain._checks import Faults
from planner.domain.calendar import ClockWindow

OFFICE_WEEKDAYS = (0, 1, 2, 3, 4)
OFFICE_HOURS = (ClockWindow(start_s=8 * 3600 + 1800, end_s=16 * 3600 + 1800),)
"""Government offices: Monday to Friday, 08:30 to 16:30 (announcement on hours of B.E. 2502)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedServicePoint:
    """A place where people are always served: a district office, a clinic, a joint service centre.

    `service_codes` are the services it has, `weekdays` (0 for Monday) and `windows` when it is
    open, `source` who says that it is there. Villages within reach of one need a unit less.
    """

    code: str
    name_th: str
    name_en: str
    location: Location
    service_codes: tuple[str, ...]
    weekdays: tuple[int, ...] = OFFICE_WEEKDAYS
    windows: tuple[ClockWindow, ...] = OFFICE_HOURS
    source: str = ""

    def __post_init__(self) -> None:
        faults = Faults(f"fixed service point {self.code}")
        faults.text("code", self.code)
        faults.text("name_th", self.name_th)
        faults.need(bool(self.service_codes), "service_codes", "empty")
        faults.unique("service_codes", self.service_codes)
        faults.unique("weekdays", self.weekdays)
        for i, weekday in enumerate(self.weekdays):
            faults.between(f"weekdays[{i}]", weekday, 0, 6)
        faults.raise_any()
