"""Which unit-days to free next: those round a pivot, the same skills and the same days first."""

import random
from collections.abc import Sequence

import numpy as np

from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.tour import Tour

UnitDay = tuple[int, int]

STRANGER = 3.0
"""How many times farther a unit seems that shares no service with the pivot's."""
NOISE = 0.4
FAR_S = 1 << 22


def around(
    problem: Problem, tours: Sequence[Tour], wanted: int, rng: random.Random
) -> frozenset[UnitDay]:
    """About `wanted` unit-days, whole tours only, near a random place that is worth a visit."""
    pivot = _pivot(problem, tours, rng)
    if pivot is None:
        return frozenset()
    unit, place = pivot
    kin = _kinship(problem, unit)
    groups: list[tuple[float, list[UnitDay]]] = []
    taken: set[UnitDay] = set()
    for tour in tours:
        days = [(tour.unit, day.day) for day in tour.days]
        taken.update(days)
        near = min(_drive(problem, tour.unit, days[0][1], place, p) for p in _places(tour))
        groups.append((_score(near, kin[tour.unit], rng), days))
    for other in range(problem.units):
        for day in range(problem.days):
            if problem.works(other, day) and (other, day) not in taken:
                near = _drive(problem, other, day, place, int(problem.base[other]))
                groups.append((_score(near, kin[other], rng), [(other, day)]))
    freed: list[UnitDay] = []
    for _, days in sorted(groups, key=lambda group: group[0]):
        if len(freed) >= wanted:
            break
        freed.extend(days)
    return frozenset(freed)


def _pivot(problem: Problem, tours: Sequence[Tour], rng: random.Random) -> UnitDay | None:
    """A unit and a place: of a tour, or of a row nobody serves, worth most of a few at random."""
    if tours and rng.random() < 0.5:
        tour = rng.choice(tours)
        return tour.unit, rng.choice(_places(tour))
    served = np.zeros(problem.rows, dtype=np.bool_)
    for tour in tours:
        served[[row for row, _ in tour.served]] = True
    worth = problem.row_people * (problem.row_prize + 1000 * problem.row_weight)
    worth = np.where(served | ~problem.may_serve.any(axis=(0, 1)), 0, worth)
    rows = np.flatnonzero(worth > 0)
    if not len(rows):
        return None if not tours else (tours[0].unit, _places(tours[0])[0])
    few = [int(rows[rng.randrange(len(rows))]) for _ in range(4)]
    row = max(few, key=lambda r: int(worth[r]))
    village = int(problem.row_village[row])
    places = np.flatnonzero(problem.reach_village == village)
    units = np.flatnonzero(problem.may_serve[:, :, row].any(axis=1)).tolist()
    if not len(places):
        return int(units[0]), int(problem.base[units[0]])
    entry = int(places[0])
    place = int(np.searchsorted(problem.reach_from, entry, side="right")) - 1
    return int(rng.choice(units)), place


def _kinship(problem: Problem, unit: int) -> list[bool]:
    """Whether each unit shares a service with this one."""
    carried = np.asarray(problem.capacity.any(axis=1))
    kin: list[bool] = np.any(carried & carried[unit], axis=1).tolist()
    return kin


def _places(tour: Tour) -> list[int]:
    return [stop.place for day in tour.days for stop in day.stops]


def _drive(problem: Problem, unit: int, day: int, origin: int, destination: int) -> int:
    drive = int(problem.durations[problem.matrix_of[unit, day], origin, destination])
    return FAR_S if drive == NEVER else drive


def _score(near: int, kin: bool, rng: random.Random) -> float:
    return (near + 600.0) * (1.0 if kin else STRANGER) * (1.0 + NOISE * rng.random())
