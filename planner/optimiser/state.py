"""What is still to be had while a plan is being filled: people, visits, gaps and staff left."""

from collections.abc import Callable, Iterable, Mapping
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
    worth: Callable[[int, int], float] | None = None,
    taken: Mapping[int, int] = MappingProxyType({}),
) -> Servings:
    """Whom a stop serves: the host village first, then nearer ones, until counters or load are out.

    `people_of` says how many of a row are to be had here and now. With `worth` of so many people
    of a row, only rows that bring something are served, the best village first where that brings
    more, and the service first that brings most for the load where the load is not enough for all.
    `load_left` -1 is no limit; `taken` is what each service's counters already do.
    """
    rooms: list[int] = problem.capacity[unit, package].tolist()
    villages = problem.reach(place)
    entries: dict[int, list[tuple[int, int]]] = {}
    for service, counters in enumerate(rooms):
        rooms[service] = counters - taken.get(service, 0)
        if rooms[service] > 0 and problem.offers[place, service]:
            rows = [row for row in problem.row_of[villages, service].tolist() if row != NEVER]
            entries[service] = [(row, people_of(row)) for row in rows]

    def shared(services: Iterable[int]) -> list[tuple[int, int]]:
        servings, left = [], load_left
        for service in services:
            each, room = int(problem.load[service]), rooms[service]
            if left != NEVER and each > 0:
                room = min(room, left // each)
            chosen = _share(entries[service], room, worth)
            if left != NEVER:
                left -= each * sum(count for _, count in chosen)
            servings.extend(chosen)
        return servings

    in_order = shared(entries)
    loaded = [service for service in entries if problem.load[service] > 0]
    if worth is None or load_left == NEVER or len(loaded) < 2:
        return tuple(in_order)
    rates = {
        s: _rate(entries[s], min(rooms[s], load_left // int(problem.load[s])), worth)
        / int(problem.load[s])
        for s in loaded
    }
    dearest_first = shared(sorted(entries, key=lambda s: -rates.get(s, np.inf)))
    gain = sum(worth(*one) for one in dearest_first) - sum(worth(*one) for one in in_order)
    return tuple(sorted(dearest_first) if gain > 0.0 else in_order)


def _rate(entries: list[tuple[int, int]], room: int, worth: Callable[[int, int], float]) -> float:
    """What the best row of a service brings, by person."""
    counts = ((row, min(room, people)) for row, people in entries)
    return max((worth(row, count) / count for row, count in counts if count > 0), default=0.0)


def _share(
    entries: list[tuple[int, int]], room: int, worth: Callable[[int, int], float] | None
) -> list[tuple[int, int]]:
    """One service's counters shared out over rows, each with its people."""
    host_first = _in_order(entries, room, worth)
    if worth is None or len(entries) == 1:
        return host_first
    rated = sorted(
        entries,
        key=lambda entry: -worth(entry[0], min(room, entry[1])) / max(1, min(room, entry[1])),
    )
    best_first = _in_order(rated, room, worth)
    gain = sum(worth(*entry) for entry in best_first) - sum(worth(*e) for e in host_first)
    return best_first if gain > 0.0 else host_first


def _in_order(
    entries: list[tuple[int, int]], room: int, worth: Callable[[int, int], float] | None
) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    for row, people in entries:
        count = int(min(room, people))
        if count > 0 and (worth is None or worth(row, count) > 0.0):
            chosen.append((row, count))
            room -= count
    return chosen
