"""Appointments: openings at a given time, each a package of its own beside the free ones.

A caravan opens at one moment; an announced visit may move by an hour. To pricing such an opening is
one more package of the same hours with a window of its own, open to some units on some days only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from planner.domain.calendar import DAY_S
from planner.domain.demand import Announced, Caravan
from planner.domain.rules import MOVED_S
from planner.optimiser.names import Names

Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

NEVER = -1


@dataclass(frozen=True, slots=True)
class Appointment:
    """A package that may open at a place between two moments of a day."""

    place: int
    package: int
    earliest_s: int
    latest_s: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Caravans:
    """C caravans that have a date in the horizon.

    package: (C,) the appointment's package that a unit opens to be there, -1 when nobody can.
    units: (C, U) and days: (C, D) whose it is. least, size: (C,) units; `weight` points each.
    """

    package: Ints
    units: Bools
    days: Bools
    least: Ints
    size: Ints
    weight: int

    def there(self, unit: int, day: int, package: int) -> list[int]:
        """The caravans at which a unit is by opening a package on a day."""
        if not len(self.package):
            return []
        found = (self.package == package) & self.units[:, unit] & self.days[:, day]
        numbers: list[int] = np.flatnonzero(found).tolist()
        return numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """N announced visits of the horizon, some of which nothing can keep (their row is -1).

    row, unit, day, place (-1 for any), earliest, latest (of its start, seconds after midnight):
    (N,). near: (N,) whether the change budget counts it. `points` is the price of a change,
    `allowed` the budget, -1 for none.
    """

    row: Ints
    unit: Ints
    day: Ints
    place: Ints
    earliest: Ints
    latest: Ints
    near: Bools
    points: int
    allowed: int

    def __len__(self) -> int:
        return len(self.row)

    def of(self, unit: int, day: int) -> list[int]:
        """The visits announced for a unit and day that can be kept."""
        found = (self.unit == unit) & (self.day == day) & (self.row != NEVER)
        numbers: list[int] = np.flatnonzero(found).tolist()
        return numbers

    @property
    def wanted(self) -> int:
        """How many near visits must be kept; 0 when there is no budget."""
        return 0 if self.allowed == NEVER else max(0, int(self.near.sum()) - self.allowed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Book:
    """Every appointment with the units and days it is for, and what it is for.

    units: (A, U), days: (A, D) of the A appointments.
    """

    appointments: tuple[Appointment, ...]
    units: Bools
    days: Bools
    caravans: Caravans
    told: Told

    def __post_init__(self) -> None:
        for thing in (self, self.caravans, self.told):
            for entry in fields(thing):
                value = getattr(thing, entry.name)
                if isinstance(value, np.ndarray):
                    value.setflags(write=False)


@dataclass(slots=True)
class _Pages:
    """Appointments being entered; the same one is entered once, for more units and days."""

    names: Names
    numbers: dict[object, int] = field(default_factory=dict)
    made: list[Appointment] = field(default_factory=list)
    units: list[Bools] = field(default_factory=list)
    days: list[Bools] = field(default_factory=list)

    def enter(
        self, appointment: Appointment, owner: object, units: Iterable[int], days: Iterable[int]
    ) -> int:
        """The number of an appointment of this owner."""
        key = (appointment, owner)
        if key not in self.numbers:
            self.numbers[key] = len(self.made)
            self.made.append(appointment)
            self.units.append(np.zeros(len(self.names.unit), dtype=np.bool_))
            self.days.append(np.zeros(self.names.days, dtype=np.bool_))
        number = self.numbers[key]
        self.units[number][list(units)] = True
        self.days[number][list(days)] = True
        return number


def book(names: Names) -> Book:
    """The appointments of a request."""
    pages = _Pages(names)
    caravans = _caravans(names, pages)
    told = _told(names, pages)
    shape = (len(pages.made), len(names.unit))
    return Book(
        appointments=tuple(pages.made),
        units=np.array(pages.units, dtype=np.bool_).reshape(shape),
        days=np.array(pages.days, dtype=np.bool_).reshape(len(pages.made), names.days),
        caravans=caravans,
        told=told,
    )


def _caravans(names: Names, pages: _Pages) -> Caravans:
    horizon = names.request.horizon
    due = [c for c in names.request.caravans if any(map(horizon.holds, c.dates))]
    packages: list[int] = []
    units = np.zeros((len(due), len(names.unit)), dtype=np.bool_)
    days = np.zeros((len(due), names.days), dtype=np.bool_)
    for c, caravan in enumerate(due):
        units[c, [names.unit[code] for code in caravan.unit_codes if code in names.unit]] = True
        days[c, [horizon.day_of(when) for when in caravan.dates if horizon.holds(when)]] = True
        packages.append(_caravan_package(names, pages, caravan, units[c], days[c]))
    return Caravans(
        package=np.array(packages, dtype=np.int32),
        units=units,
        days=days,
        least=np.array([caravan.least_units for caravan in due], dtype=np.int32),
        size=np.array([len(caravan.unit_codes) for caravan in due], dtype=np.int32),
        weight=names.request.policy.weight_caravan,
    )


def _caravan_package(
    names: Names, pages: _Pages, caravan: Caravan, units: Bools, days: Bools
) -> int:
    place = names.place.get(caravan.place_code)
    if place is None or place not in names.stop_places:
        return NEVER
    package, opens = names.package[caravan.package_code], caravan.opens_s
    appointment = Appointment(place, package, opens, opens)
    members, dates = np.flatnonzero(units).tolist(), np.flatnonzero(days).tolist()
    return len(names.package) + pages.enter(appointment, None, members, dates)


def _told(names: Names, pages: _Pages) -> Told:
    request = names.request
    today = request.planned_on or request.horizon.start
    row_of = {row.key: r for r, row in enumerate(names.rows)}
    shown = [told for told in request.announced if request.horizon.holds(told.date)]
    lines = [_line(names, pages, told, row_of) for told in shown]
    table = np.array(lines, dtype=np.int32).reshape(len(lines), 6)
    return Told(
        row=table[:, 0].copy(),
        unit=table[:, 1].copy(),
        day=table[:, 2].copy(),
        place=table[:, 3].copy(),
        earliest=table[:, 4].copy(),
        latest=table[:, 5].copy(),
        near=np.array(
            [(told.date - today).days < request.policy.notice_days for told in shown],
            dtype=np.bool_,
        ),
        points=request.policy.points_per_change,
        allowed=NEVER if request.change_budget is None else request.change_budget,
    )


def _line(
    names: Names, pages: _Pages, told: Announced, row_of: dict[tuple[str, str], int]
) -> tuple[int, int, int, int, int, int]:
    row = row_of.get((told.village_code, told.service_code), NEVER)
    unit = names.unit.get(told.unit_code, NEVER)
    day = names.request.horizon.day_of(told.date)
    place = NEVER if told.place_code is None else names.place.get(told.place_code, NEVER)
    lost = told.place_code is not None and place == NEVER
    if row == NEVER or unit == NEVER or lost:
        return (NEVER, unit, day, place, 0, DAY_S)
    if told.start_s is None:
        return (row, unit, day, place, 0, DAY_S)
    earliest, latest = max(0, told.start_s - MOVED_S), told.start_s + MOVED_S
    for there in [place] if place != NEVER else _places_of(names, told.village_code):
        for package in range(len(names.package)):
            appointment = Appointment(there, package, earliest, latest)
            pages.enter(appointment, (unit, day), [unit], [day])
    return (row, unit, day, place, earliest, latest)


def _places_of(names: Names, village_code: str) -> Iterator[int]:
    for number, place in names.stop_places.items():
        if village_code in (place.village_code, *place.covers):
            yield number
