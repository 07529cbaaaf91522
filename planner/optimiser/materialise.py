"""Paths that pricing found, made into tours with the people they serve."""

from collections.abc import Callable, Iterator

from planner.optimiser.keeping import row_bonus
from planner.optimiser.labels import Path, PathStop
from planner.optimiser.links import Prices
from planner.optimiser.problem import NEVER, Bools, Longs, Problem
from planner.optimiser.shop import kinds_of
from planner.optimiser.state import fill
from planner.optimiser.tour import Servings, Tour, TourDay, TourStop, make_tour

TOLERANCE = 1e-6
"""Prices that differ by less are the same."""


def materialise(
    problem: Problem, path: Path, prices: Prices, servable: Bools, people: Longs, *, repeat: bool
) -> Tour | None:
    """The tour of a path with the people its stops serve; None when it serves nobody.

    A row is served once in a tour, and only where it is worth its price; a stop left with nobody is
    passed by. A stop at a caravan then serves those who cost least, and leaves rows that others of
    the caravan need to them. With `repeat` a row may be served at every stop that reaches it, more
    people than there are: no real tour, but what exact pricing reckons with, and only a column that
    does as much makes the LP's price of that row fall.
    """
    unit = path.unit
    left = people.copy()
    load_left = int(problem.max_load[unit])
    places = (int(problem.base[unit]), *path.nights, int(problem.base[unit]))
    stops: dict[int, list[TourStop]] = {}
    for stop in path.stops:
        servings = _servings(problem, unit, stop, prices, servable, left, load_left)
        if not servings:
            continue
        stops.setdefault(stop.day, []).append(TourStop(stop.place, stop.package, servings))
        if not repeat:
            for row, _ in servings:
                left[row] = 0
        if load_left != NEVER:
            load_left -= sum(
                count * int(problem.load[problem.row_service[row]]) for row, count in servings
            )
    if not stops:
        return None
    first = path.first_day
    return make_tour(
        problem,
        unit,
        [
            TourDay(first + i, places[i], places[i + 1], tuple(stops.get(first + i, ())))
            for i in range(len(path.nights) + 1)
        ],
    )


def _servings(
    problem: Problem, unit: int, stop: PathStop, prices: Prices, servable: Bools, people: Longs,
    load_left: int,
) -> Servings:  # fmt: skip
    day = stop.day
    allowed = {NEVER}
    for bit, kind in enumerate(kinds_of(problem, unit)):
        if stop.staff >> bit & 1:
            allowed.add(kind)

    def people_of(row: int) -> int:
        if not servable[day, row] or not problem.may_serve[unit, day, row]:
            return 0
        if int(problem.staff_of[problem.row_service[row]]) not in allowed:
            return 0
        return int(people[row])

    told = row_bonus(problem, prices.kept, unit, day, stop.place, stop.package)

    def worth(row: int, count: int) -> float:
        wishes = prices.wish_of(problem, unit, day, row) + told.get(row, 0.0)
        return float(prices.gain[day, row] * count - prices.charge[day, row] + wishes)

    def filled(least: float) -> Servings:
        def beyond(row: int, count: int) -> float:
            return worth(row, count) - least

        return fill(problem, unit, stop.place, stop.package, people_of, load_left, beyond)

    servings = filled(0.0)
    if servings or not problem.book.caravans.there(unit, day, stop.package):
        return servings
    worths = [worth(row, count) for row, count in _apart(problem, unit, stop, people_of, load_left)]
    return filled(max(worths) - TOLERANCE) if worths else ()


def _apart(
    problem: Problem, unit: int, stop: PathStop, people_of: Callable[[int], int], load_left: int
) -> Iterator[tuple[int, int]]:
    """Each row that a stop may serve, and how many of its people if it serves no other."""
    for service, counters in enumerate(problem.capacity[unit, stop.package].tolist()):
        each = int(problem.load[service])
        room = counters if load_left == NEVER or each == 0 else min(counters, load_left // each)
        if not problem.offers[stop.place, service]:
            continue
        for row in problem.row_of[problem.reach(stop.place), service].tolist():
            count = 0 if row == NEVER else min(room, people_of(row))
            if count > 0:
                yield row, count
