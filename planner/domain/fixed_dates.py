"""Dates that others have set: a village visited on a given day, whatever the search thinks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import Horizon
from planner.domain.demand import Pin


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDate:
    """A visit whose date is set outside: a national campaign's day, the governor's monthly visit.

    In the horizon that holds its date it is a pin. `service_code` None: any service of the village;
    `unit_code` None: any unit. `name` says whose date it is.
    """

    village_code: str
    date: date
    service_code: str | None = None
    unit_code: str | None = None
    name: str = ""


def pins_of(dates: Iterable[FixedDate], horizon: Horizon, units: set[str]) -> tuple[Pin, ...]:
    """The pins of the dates in a horizon; those of units that are not planned for are left out."""
    return tuple(
        Pin(
            village_code=fixed.village_code,
            service_code=fixed.service_code,
            on_date=fixed.date,
            unit_code=fixed.unit_code,
        )
        for fixed in dates
        if horizon.holds(fixed.date) and (fixed.unit_code is None or fixed.unit_code in units)
    )
