"""The first plan: stops appended where they bring most points a second; NumPy only, no compiling.

Unit-days are filled one after another. Each time every option (place, package) is tried at the end
of the route at once, with the same clock as `timing`: earliest times with and without lunch eaten.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.problem import NEVER, Ints, Longs, Problem
from planner.optimiser.solution import Solution, make_solution
from planner.optimiser.state import Left, fill
from planner.optimiser.timing import day_times
from planner.optimiser.tour import Tour, TourDay, TourStop, make_tour

FAR = 1 << 28
"""A time that no day reaches."""
PROMISE_POINTS = 20
"""How many times an ordinary prize a point of tier 1 counts while the first plan is made."""


def construct(
    problem: Problem, should_stop: Callable[[], bool] = lambda: False, given: Sequence[Tour] = ()
) -> Solution:
    """A plan of one-day tours that keeps every rule; stops early with what it has when asked to.

    `given` are tours that stand already, all of which fit together.
    """
    tables = _tables(problem)
    left = Left(problem)
    tours: list[Tour] = list(given)
    taken = {(tour.unit, day.day) for tour in tours for day in tour.days}
    for tour in tours:
        left.take(tour)
    baht_left = problem.budget - sum(tour.baht for tour in tours)
    for day in range(problem.days):
        for unit in range(problem.units):
            if should_stop():
                return make_solution(problem, tours)
            if not problem.works(unit, day) or (unit, day) in taken:
                continue
            made = _one_day(problem, tables, left, unit, day)
            if made is not None and (problem.budget == NEVER or made.baht <= baht_left):
                baht_left -= made.baht
                left.take(made)
                tours.append(made)
    return make_solution(problem, tours)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tables:
    """Rows by option and service: (O, widest reach), the last row index is "none"."""

    rows: list[Ints]
    worth: npt.NDArray[np.float64]


def _tables(problem: Problem) -> _Tables:
    reach = [problem.reach(place) for place in range(problem.places)]
    widest = max((len(villages) for villages in reach), default=0)
    rows = []
    for service in range(len(problem.load)):
        table = np.full((problem.places, max(1, widest)), problem.rows, dtype=np.int32)
        for place, villages in enumerate(reach):
            if problem.offers[place, service]:
                for k, village in enumerate(villages):
                    row = int(problem.row_of[village, service])
                    table[place, k] = problem.rows if row == NEVER else row
        rows.append(table[problem.option_place])
    typical = float(problem.row_prize.max(initial=1)) or 1.0
    worth = problem.row_prize + PROMISE_POINTS * typical * problem.row_weight
    return _Tables(rows=rows, worth=np.append(worth, 0.0))


def _one_day(problem: Problem, tables: _Tables, left: Left, unit: int, day: int) -> Tour | None:
    base = int(problem.base[unit])
    clock = _Clock(problem, unit, day)
    stops: list[TourStop] = []
    staff: frozenset[int] = frozenset()
    taken: set[int] = set()
    load_left = int(problem.max_load[unit])
    while True:
        mask = left.servable(unit, day, staff)
        mask[list(taken)] = False
        people = left.people_for(mask)
        gains = _gains(problem, tables, unit, people)
        option = clock.best(gains, first=not stops)
        if option == NEVER:
            break
        place, package = int(problem.option_place[option]), int(problem.option_package[option])
        servings = fill(problem, unit, place, package, people.__getitem__, load_left)
        longer = [(stop.place, stop.package) for stop in stops] + [(place, package)]
        if not servings or day_times(problem, unit, day, base, longer, base) is None:
            break
        stops.append(TourStop(place, package, servings))
        taken.update(row for row, _ in servings)
        kinds = {int(problem.staff_of[problem.row_service[row]]) for row, _ in servings}
        staff |= kinds - {NEVER}
        if load_left != NEVER:
            load_left -= sum(
                count * int(problem.load[problem.row_service[row]]) for row, count in servings
            )
        clock.append(option)
    if not stops:
        return None
    return make_tour(problem, unit, [TourDay(day, base, base, tuple(stops))])


def _gains(problem: Problem, tables: _Tables, unit: int, people: Longs) -> npt.NDArray[np.float64]:
    """(O,): worth of the people each option would serve now, host village first."""
    gains = np.zeros(len(problem.option_place))
    for service, rows in enumerate(tables.rows):
        room = problem.capacity[unit, problem.option_package, service].astype(np.int64)
        if not room.any():
            continue
        for k in range(rows.shape[1]):
            served = np.minimum(room, people[rows[:, k]])
            room = room - served
            gains += served * tables.worth[rows[:, k]]
    return gains


class _Clock:
    """The end of a growing route: earliest times (not eaten, eaten) and where it is."""

    def __init__(self, problem: Problem, unit: int, day: int) -> None:
        self.problem, self.unit, self.day = problem, unit, day
        self.base = self.here = int(problem.base[unit])
        self.durations = problem.durations[problem.matrix_of[unit, day]]
        self.costs = problem.leg_cost[problem.cost_of[unit, day]]
        opens, self.closes = (int(s) for s in problem.shift[unit, day])
        self.lunch_s, self.earliest, self.latest = (int(s) for s in problem.lunch[unit])
        hungry = self.lunch_s != NEVER and opens <= self.earliest
        self.times = (opens, self.earliest + 1) if hungry else (FAR, opens)
        self.drive_s = 0

    def best(self, gains: npt.NDArray[np.float64], *, first: bool) -> int:
        """The option that brings most points a second, -1 when none brings any."""
        problem = self.problem
        places = problem.option_place
        to, back = self._drives(places), self.durations[places, self.base].astype(np.int64)
        home = 0 if self.here == self.base else int(self.costs[self.here, self.base])
        costs = self.costs[self.here, places] + self.costs[places, self.base] - home
        profit = gains - costs - (int(problem.day_cost[self.unit]) if first else 0)
        options = np.arange(len(places), dtype=np.int32)
        leave = self._leave(options)
        home_s = np.minimum(
            np.where(leave[0] + back < self._hungry_from(), leave[0] + back, FAR), leave[1] + back
        )
        if self.lunch_s != NEVER:
            eat = np.maximum(leave[0], self.earliest)
            late = np.where(leave[0] <= self.latest, eat + self.lunch_s + back, FAR)
            home_s = np.minimum(home_s, late)
        fits = (to != NEVER) & (back != NEVER) & (home_s <= self.closes) & (profit > 0)
        fits &= problem.place_open[places, self.day] & (gains > 0)
        fits &= problem.package_day[problem.option_package, self.day]
        fits &= self.drive_s + to + back <= int(problem.max_drive_s[self.unit])
        if not fits.any():
            return NEVER
        spent = np.minimum(leave[0], leave[1]) - min(self.times) + back - self._back()
        score = np.where(fits, profit / np.maximum(spent, 600), -np.inf)
        return int(np.argmax(score))

    def append(self, option: int) -> None:
        """Go there."""
        one = np.array([option], dtype=np.int32)
        leave = self._leave(one)
        place = int(self.problem.option_place[option])
        self.drive_s += int(self.durations[self.here, place])
        self.times = (int(leave[0][0]), int(leave[1][0]))
        self.here = place

    def _back(self) -> int:
        return max(0, int(self.durations[self.here, self.base]))

    def _drives(self, places: Ints) -> Longs:
        drives: Longs = self.durations[self.here, places].astype(np.int64)
        return drives

    def _hungry_from(self) -> int:
        return FAR if self.lunch_s == NEVER else self.latest + self.lunch_s

    def _leave(self, options: Ints) -> tuple[Longs, Longs]:
        """Earliest times of leaving each option, lunch not eaten and eaten."""
        places = self.problem.option_place[options]
        drive = self._drives(places)
        not_eaten, eaten = self.times
        arrive = not_eaten + drive
        plain = self._close(options, arrive)
        full = self._close(options, eaten + drive)
        if self.lunch_s == NEVER or not_eaten >= FAR:
            return plain, full
        there = np.maximum(arrive, self.earliest) + self.lunch_s
        before = max(not_eaten, self.earliest) + self.lunch_s + drive
        late = before if not_eaten <= self.latest else np.full_like(arrive, FAR)
        full = np.minimum(full, self._close(options, np.where(arrive <= self.latest, there, late)))
        return plain, np.minimum(full, self._meal(options, arrive))

    def _close(self, options: Ints, arrive: Longs) -> Longs:
        """Leaving times when arriving then; FAR when no window is left."""
        problem = self.problem
        ready = arrive + int(problem.setup_s[self.unit])
        begin = np.full(len(options), FAR, dtype=np.int64)
        lo, hi = problem.window_lo[options], problem.window_hi[options]
        for w in range(lo.shape[1]):
            start = np.maximum(ready, lo[:, w])
            begin = np.minimum(begin, np.where(start <= hi[:, w], start, FAR))
        open_s = problem.open_s[problem.option_package[options]]
        leave: Longs = begin + open_s + int(problem.packing_s[self.unit])
        return np.minimum(leave, FAR)

    def _meal(self, options: Ints, arrive: Longs) -> Longs:
        """Leaving times when the crew eats within the package, FAR where it cannot."""
        problem = self.problem
        packages = problem.option_package[options]
        open_s = problem.open_s[packages]
        setup, packing = int(problem.setup_s[self.unit]), int(problem.packing_s[self.unit])
        wait = self.earliest + self.lunch_s - open_s - setup
        leave = self._close(options, np.maximum(arrive, wait))
        end = leave - packing
        overlap = np.minimum(end, self.latest + self.lunch_s) - np.maximum(
            end - open_s, self.earliest
        )
        good = problem.package_lunch[packages] & (overlap >= self.lunch_s) & (leave < FAR)
        return np.where(good, leave, FAR)
