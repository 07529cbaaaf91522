"""What is still to be had while a plan is being filled: people, visits, gaps and staff left."""

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
    problem: Problem, unit: int, place: int, package: int, people: Longs, load_left: int = NEVER
) -> Servings:
    """Whom a stop serves: the host village first, then nearer ones, until counters or load are out.

    people: (R + 1,) still to be had of each row here and now. `load_left` -1 is no limit.
    """
    servings: list[tuple[int, int]] = []
    for service in range(len(problem.load)):
        room = int(problem.capacity[unit, package, service])
        if room <= 0 or not problem.offers[place, service]:
            continue
        each = int(problem.load[service])
        for village in problem.reach(place):
            row = int(problem.row_of[village, service])
            if row == NEVER or people[row] <= 0:
                continue
            count = min(room, int(people[row]))
            if load_left != NEVER and each > 0:
                count = min(count, load_left // each)
                load_left -= count * each
            if count > 0:
                servings.append((row, count))
                room -= count
    return tuple(servings)
