"""What is still to be had while a plan is being filled: people, visits, gaps and staff left."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from planner.optimiser.problem import NEVER, Bools, Longs, Problem
from planner.optimiser.tour import Servings, Tour


class Left:
    """People of each row, visits of each row and staff of each day that no tour has taken yet."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people = problem.row_people.astype(np.int64)
        self.visits = problem.row_visits.astype(np.int64)
        self.staff = problem.staff.astype(np.int64)
        self.open = np.ones((problem.days, problem.rows), dtype=np.bool_)

    def take(self, tour: Tour) -> None:
        """Count a tour as chosen."""
        for row, people, day in tour.visits():
            self.people[row] -= people
            self.visits[row] -= 1
            self.close(row, day)
        for kind, day in tour.staff:
            self.staff[kind, day] -= 1

    def close(self, row: int, day: int) -> None:
        """Shut the days around a visit that the minimum gap keeps free."""
        gap = int(self.problem.row_gap[row])
        self.open[max(0, day - gap + 1) : day + gap, row] = False

    def servable(self, unit: int, day: int, staff: frozenset[int] = frozenset()) -> Bools:
        """(R,): rows that a unit may still serve on a day; `staff` already ride with it."""
        problem = self.problem
        mask: Bools = problem.may_serve[unit, day] & self.open[day]
        mask &= (self.people > 0) & (self.visits > 0)
        for kind in range(len(problem.staff)):
            if self.staff[kind, day] <= 0 and kind not in staff:
                mask &= problem.staff_of[problem.row_service] != kind
        return mask

    def people_for(self, mask: Bools) -> Longs:
        """(R + 1,): people left of rows in the mask, 0 of others; the last entry is "no row"."""
        people = np.zeros(self.problem.rows + 1, dtype=np.int64)
        people[:-1] = np.where(mask, self.people, 0)
        return people


def fill(
    problem: Problem,
    unit: int,
    place: int,
    package: int,
    people_of: Callable[[int], int],
    load_left: int = NEVER,
    is_worth: Callable[[int, int], bool] = lambda row, count: True,
    taken: Mapping[int, int] = MappingProxyType({}),
) -> Servings:
    """Whom a stop serves: the host village first, then nearer ones, until counters or load are out.

    `people_of` says how many of a row are to be had here and now, `is_worth` whether to serve so
    many of a row at all. `load_left` -1 is no limit.
    """
    servings: list[tuple[int, int]] = []
    rooms: list[int] = problem.capacity[unit, package].tolist()
    villages = problem.reach(place)
    for service, counters in enumerate(rooms):
        room = counters - taken.get(service, 0)
        if room <= 0 or not problem.offers[place, service]:
            continue
        each = int(problem.load[service])
        for village in villages:
            row = int(problem.row_of[village, service])
            if row == NEVER:
                continue
            count = min(room, people_of(row))
            if load_left != NEVER and each > 0:
                count = min(count, load_left // each)
            if count > 0 and is_worth(row, count):
                servings.append((row, int(count)))
                room -= count
                if load_left != NEVER:
                    load_left -= count * each
    return tuple(servings)
