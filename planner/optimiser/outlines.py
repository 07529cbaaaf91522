"""Outlines: tours without whom they serve; all that a tiny problem has, or those of given tours.

Where there are few enough, `deal` then solves the problem exactly: which outlines, and whom each of
their stops serves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from planner.optimiser.keeping import is_kept, settle
from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.timing import day_times
from planner.optimiser.tour import Tour, TourDay, TourStop, make_tour

MOST_OUTLINES = 1_200
"""More of them are not a tiny problem's; the model would take longer than a search."""
MOST_OPTIONS = 60
"""Openings of one unit on one day; with more, nothing is begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A unit's trip with its stops in order, and what it costs whoever is served.

    `rows` are those each stop could serve, by day and stop. `keeping` is (day, stop, announced
    visit) for visits that are kept if their row is served there; numbers count from the trip's
    first day and each day's first stop.
    """

    unit: int
    days: tuple[TourDay, ...]
    cost: int
    baht: int
    caravans: tuple[tuple[int, int], ...]
    rows: tuple[tuple[tuple[int, ...], ...], ...]
    keeping: tuple[tuple[int, int, int], ...]


def outlines_of(problem: Problem, tours: Iterable[Tour]) -> list[Outline]:
    """The outlines of these tours, each once."""
    found: dict[object, Outline] = {}
    for tour in tours:
        bare = tuple(
            TourDay(
                day.day, day.start, day.end,
                tuple(TourStop(stop.place, stop.package, ()) for stop in day.stops),
            )
            for day in tour.days
        )  # fmt: skip
        found.setdefault((tour.unit, bare), _outline(problem, tour.unit, bare))
    return list(found.values())


def all_outlines(problem: Problem, most_tried: int) -> list[Outline] | None:
    """Every outline that can be in a best plan; None where more sequences would have to be tried.

    Left out are those as dear as others that stop at the same places with as many counters open.
    """
    search = _Everything(problem=problem, left=most_tried)
    found: list[Outline] = []
    try:
        for unit in range(problem.units):
            for days in search.trips(unit):
                found.append(_outline(problem, unit, days))
                if len(found) > MOST_OUTLINES:
                    return None
    except _TooManyError:
        return None
    return found


def servable_rows(problem: Problem, unit: int, day: int, place: int, package: int) -> list[int]:
    """Rows that a unit could serve by opening a package, whatever else is done."""
    room = (problem.capacity[unit, package] > 0) & problem.offers[place]
    rows = problem.row_of[problem.reach(place)][:, room].reshape(-1).tolist()
    return [
        row
        for row in dict.fromkeys(rows)
        if row != NEVER and problem.may_visit[unit, day, row] and problem.row_people[row] > 0
    ]


def _outline(problem: Problem, unit: int, days: tuple[TourDay, ...]) -> Outline:
    tour = make_tour(problem, unit, days)
    keeping: list[tuple[int, int, int]] = []
    rows: list[tuple[tuple[int, ...], ...]] = []
    for i, day in enumerate(tour.days):
        stops = [servable_rows(problem, unit, day.day, s.place, s.package) for s in day.stops]
        rows.append(tuple(map(tuple, stops)))
        kept = settle(problem, unit, day.day, day.start, day.sequence(), day.end)
        if kept is None:
            continue
        for j, (stop, start_s) in enumerate(zip(day.stops, kept.starts_s, strict=True)):
            keeping.extend(
                (i, j, told)
                for told in problem.book.told.of(unit, day.day)
                if is_kept(problem, told, stop.place, start_s)
            )
    return Outline(
        unit=unit, days=tour.days, cost=tour.cost, baht=tour.baht, caravans=tour.caravans,
        rows=tuple(rows), keeping=tuple(keeping),
    )  # fmt: skip


class _TooManyError(Exception):
    """The problem is not tiny."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Everything:
    """All trips of a problem, unit by unit; `left` sequences of stops may still be tried."""

    problem: Problem
    left: int
    _days: dict[tuple[int, int, int, int], list[TourDay]] = field(default_factory=dict)
    _widest: dict[tuple[int, int], tuple[tuple[int, int, int], ...]] = field(default_factory=dict)

    def trips(self, unit: int) -> Iterator[tuple[TourDay, ...]]:
        """Every trip of a unit with a stop somewhere."""
        problem, base = self.problem, int(self.problem.base[unit])
        beds = np.flatnonzero(problem.night_cost[unit] != NEVER).tolist()
        beds = [bed for bed in beds if bed != base]  # home for the night, it is two trips
        for first in range(problem.days):
            for nights in range(int(problem.max_nights[unit]) + 1):
                if first + nights >= problem.days or not problem.works(unit, first + nights):
                    break
                for nightly in product(beds, repeat=nights):
                    ends = (base, *nightly, base)
                    yield from self._trips(unit, first, ends)

    def _trips(self, unit: int, first: int, ends: tuple[int, ...]) -> Iterator[tuple[TourDay, ...]]:
        days = [self._routes(unit, first + i, ends[i], ends[i + 1]) for i in range(len(ends) - 1)]
        if prod(map(len, days)) > MOST_OUTLINES:
            raise _TooManyError
        for chosen in product(*days):
            if any(day.stops for day in chosen):
                yield chosen

    def _routes(self, unit: int, day: int, start: int, end: int) -> list[TourDay]:
        """The day's routes worth telling apart, the one without stops among them."""
        key = (unit, day, start, end)
        if key not in self._days:
            found = [
                TourDay(day, start, end, tuple(TourStop(place, k, ()) for place, k in stops))
                for stops in self._sequences(unit, day, start, end, ())
            ]
            if not self.problem.booked[unit, day]:
                found = _undominated(self.problem, unit, found)
            self._days[key] = found
        return self._days[key]

    def _sequences(
        self, unit: int, day: int, start: int, end: int, stops: tuple[tuple[int, int], ...]
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        if self._is_possible(unit, day, start, stops, end):
            yield stops
        for place, package, rows in self._openings(unit, day):
            if sum(before == place for before, _ in stops) >= rows:
                continue  # every stop serves somebody, and a row is served once in a trip
            longer = (*stops, (place, package))
            if self._is_possible(unit, day, start, longer, place):
                yield from self._sequences(unit, day, start, end, longer)

    def _is_possible(
        self, unit: int, day: int, start: int, stops: tuple[tuple[int, int], ...], end: int
    ) -> bool:
        if self.left <= 0:
            raise _TooManyError
        self.left -= 1
        return day_times(self.problem, unit, day, start, stops, end) is not None

    def _openings(self, unit: int, day: int) -> tuple[tuple[int, int, int], ...]:
        """(place, package, rows that could be served at the place at all) of a day."""
        if (unit, day) not in self._widest:
            self._widest[unit, day] = tuple(_openings(self.problem, unit, day))
        if len(self._widest[unit, day]) > MOST_OPTIONS:
            raise _TooManyError
        return self._widest[unit, day]


def _openings(problem: Problem, unit: int, day: int) -> Iterator[tuple[int, int, int]]:
    rows: dict[int, set[int]] = {}
    found: list[tuple[int, int]] = []
    for place, package in zip(
        problem.option_place.tolist(), problem.option_package.tolist(), strict=True
    ):
        if problem.place_open[place, day] and problem.package_day[package, day]:
            servable = servable_rows(problem, unit, day, place, package)
            rows.setdefault(place, set()).update(servable)
            if servable:
                found.append((place, package))
    for place, package in found:
        yield place, package, len(rows[place])


def _undominated(problem: Problem, unit: int, days: list[TourDay]) -> list[TourDay]:
    """Days without those that others at the same places match in cost and in open counters."""
    groups: dict[tuple[int, ...], list[tuple[int, int, np.ndarray, TourDay]]] = {}
    for day in days:
        stops = sorted((stop.place, stop.package) for stop in day.stops)
        open_counters = problem.capacity[unit, [package for _, package in stops]]
        bare = make_tour(problem, unit, [day])
        groups.setdefault(tuple(place for place, _ in stops), []).append(
            (bare.cost, bare.baht, open_counters, day)
        )
    kept: list[TourDay] = []
    for group in groups.values():
        best: list[tuple[int, int, np.ndarray]] = []
        group.sort(key=lambda one: (one[0], one[1], -int(one[2].sum())))
        for cost, baht, counters, day in group:
            if not any(b <= baht and (c >= counters).all() for _, b, c in best):
                best.append((cost, baht, counters))
                kept.append(day)
    return kept
