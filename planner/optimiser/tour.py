"""Tour (a column): one unit over one or several consecutive days, from its base and back.

The word lives only in the optimiser: what leaves it are trips and routes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.optimiser.keeping import is_kept, settle
from planner.optimiser.problem import NEVER, Problem

Servings = tuple[tuple[int, int], ...]
"""(row, people) of one stop."""


@dataclass(frozen=True, slots=True)
class TourStop:
    """A package opened at a place, and whom it serves."""

    place: int
    package: int
    servings: Servings


@dataclass(frozen=True, slots=True)
class TourDay:
    """One day of a tour, between where it starts and where the night is spent (or home)."""

    day: int
    start: int
    end: int
    stops: tuple[TourStop, ...]

    def sequence(self) -> list[tuple[int, int]]:
        """(place, package) of each stop."""
        return [(stop.place, stop.package) for stop in self.stops]


@dataclass(frozen=True, slots=True)
class Tour:
    """A column with what the master needs of it.

    `cost` is what it takes from tier 3; `served` is (row, people), each row once; `staff` is
    (kind, day); `pins` are the wishing pins it fulfils; `kept` are the announced visits it keeps;
    `caravans` are (caravan, day) at which its unit is; `baht` is what it takes of a budget, 0
    without one.
    """

    unit: int
    days: tuple[TourDay, ...]
    cost: int
    served: Servings
    staff: tuple[tuple[int, int], ...]
    pins: tuple[int, ...]
    baht: int = 0
    kept: tuple[int, ...] = ()
    caravans: tuple[tuple[int, int], ...] = ()

    def key(self) -> tuple[object, ...]:
        """Equal for tours that do the same."""
        return (self.unit, self.days)

    def visits(self) -> Iterator[tuple[int, int, int]]:
        """(row, people, day) of every serving."""
        for day in self.days:
            for stop in day.stops:
                for row, people in stop.servings:
                    yield row, people, day.day


def make_tour(problem: Problem, unit: int, days: Iterable[TourDay]) -> Tour:
    """A tour of these days with its cost and what it uses; says nothing of feasibility."""
    chosen, kept, caravans = _promised(problem, unit, tuple(days))
    people: dict[int, int] = {}
    staff: dict[tuple[int, int], None] = {}
    pins: dict[int, None] = {}
    cost = baht = 0
    for i, day in enumerate(chosen):
        cost += day_cost(problem, unit, day)
        baht += day_baht(problem, unit, day)
        if i + 1 < len(chosen):
            cost += int(problem.night_cost[unit, day.end])
            baht += int(problem.night_baht[unit, day.end])
        for stop in day.stops:
            for row, count in stop.servings:
                people[row] = people.get(row, 0) + count
                kind = int(problem.staff_of[problem.row_service[row]])
                if kind != NEVER:
                    staff[kind, day.day] = None
                for pin in pins_met(problem, unit, day.day, row):
                    pins[pin] = None
    if problem.budget == NEVER:
        baht = 0
    served = tuple(people.items())
    return Tour(unit, chosen, cost, served, tuple(staff), tuple(sorted(pins)), baht, kept, caravans)


Numbers = tuple[int, ...]


def _promised(
    problem: Problem, unit: int, days: tuple[TourDay, ...]
) -> tuple[tuple[TourDay, ...], Numbers, tuple[tuple[int, int], ...]]:
    """The days with the appointments they keep; announced visits kept, caravans taken part in."""
    if not any(problem.booked[unit, day.day] for day in days):
        return days, (), ()
    settled: list[TourDay] = []
    kept: dict[int, None] = {}
    caravans: dict[tuple[int, int], None] = {}
    for day in days:
        found = settle(problem, unit, day.day, day.start, day.sequence(), day.end)
        if found is None:
            settled.append(day)
            continue
        stops = tuple(map(_with_package, day.stops, found.packages))
        settled.append(TourDay(day.day, day.start, day.end, stops))
        for stop, start_s in zip(stops, found.starts_s, strict=True):
            for c in problem.book.caravans.there(unit, day.day, stop.package):
                caravans[c, day.day] = None
            rows = {row for row, _ in stop.servings}
            for n in problem.book.told.of(unit, day.day):
                if problem.book.told.row[n] in rows and is_kept(problem, n, stop.place, start_s):
                    kept[n] = None
    return tuple(settled), tuple(sorted(kept)), tuple(sorted(caravans))


def _with_package(stop: TourStop, package: int) -> TourStop:
    return stop if stop.package == package else TourStop(stop.place, package, stop.servings)


def day_cost(problem: Problem, unit: int, day: TourDay) -> int:
    """Points one day's route costs, without the night."""
    legs = problem.leg_cost[problem.cost_of[unit, day.day]]
    here = day.start
    cost = int(problem.day_cost[unit])
    for place in (*(stop.place for stop in day.stops), day.end):
        if place != here:
            cost += int(legs[here, place])
        here = place
    return cost


def day_baht(problem: Problem, unit: int, day: TourDay) -> int:
    """Baht one day's route costs, without the night; 0 without a budget."""
    if problem.budget == NEVER:
        return 0
    legs = problem.leg_baht[problem.cost_of[unit, day.day]]
    here, baht = day.start, int(problem.day_baht[unit])
    for place in (*(stop.place for stop in day.stops), day.end):
        baht += int(legs[here, place]) if place != here else 0
        here = place
    return baht


def pins_met(problem: Problem, unit: int, day: int, row: int) -> list[int]:
    """Wishing pins that serving a row keeps."""
    if not len(problem.pins):
        return []
    village, service = int(problem.row_village[row]), int(problem.row_service[row])
    wished = enumerate(problem.pins.tolist())
    return [
        i
        for i, (where, what, who, when) in wished
        if where == village
        and what in (service, NEVER)
        and who in (unit, NEVER)
        and when in (day, NEVER)
    ]
