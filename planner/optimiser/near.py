"""Which unit-days to free for given rows: those that could serve them, the nearest first."""

from collections.abc import Iterable, Sequence

import numpy as np

from planner.optimiser.neighbourhood import FAR_S, UnitDay
from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.tour import Tour

IDLE_S = 900
"""An hour's quarter that every unit-day seems farther, so that near ones differ little."""
UNABLE = 3.0
"""How many times farther a unit-day seems that may serve none of the rows."""


def near_rows(
    problem: Problem,
    tours: Sequence[Tour],
    rows: Iterable[int],
    wanted: int,
    *,
    by_unit: bool = False,
) -> frozenset[UnitDay]:
    """About `wanted` unit-days, whole tours only, near the places that reach these rows.

    With `by_unit` all days of a unit are freed together, so that it can make trips of several days.
    """
    chosen = list(rows)
    pivots = _places_of(problem, chosen)
    groups: list[tuple[float, list[UnitDay]]] = []
    taken: set[UnitDay] = set()
    for tour in tours:
        days = [(tour.unit, day.day) for day in tour.days]
        stops = {stop.place for day in tour.days for stop in day.stops}
        taken.update(days)
        groups.append((_score(problem, days, stops, chosen, pivots), days))
    for unit in range(problem.units):
        for day in range(problem.days):
            if problem.works(unit, day) and (unit, day) not in taken:
                alone = [(unit, day)]
                home = {int(problem.base[unit])}
                groups.append((_score(problem, alone, home, chosen, pivots), alone))
    if by_unit:
        groups = _units(groups)
    freed: list[UnitDay] = []
    for _, days in sorted(groups):
        if len(freed) >= wanted:
            break
        freed.extend(days)
    return frozenset(freed)


def _units(groups: list[tuple[float, list[UnitDay]]]) -> list[tuple[float, list[UnitDay]]]:
    """The groups of each unit together, as near as the nearest of them."""
    scores: dict[int, float] = {}
    days: dict[int, list[UnitDay]] = {}
    for score, members in groups:
        unit = members[0][0]
        scores[unit] = min(score, scores.get(unit, score))
        days.setdefault(unit, []).extend(members)
    return [(score, days[unit]) for unit, score in scores.items()]


def _places_of(problem: Problem, rows: list[int]) -> list[int]:
    """Places that reach the rows' villages."""
    villages = problem.row_village[rows]
    entries = np.flatnonzero(np.isin(problem.reach_village, villages))
    places = np.searchsorted(problem.reach_from, entries, side="right") - 1
    found: list[int] = np.unique(places).tolist()
    return found


def _score(
    problem: Problem, days: list[UnitDay], stops: set[int], rows: list[int], pivots: list[int]
) -> float:
    """Seconds from a tour to the nearest pivot, more where it could not serve the rows anyway."""
    unit, day = days[0]
    drives = problem.durations[problem.matrix_of[unit, day]][np.ix_(sorted(stops), pivots)]
    reached = drives[drives != NEVER]
    near = float(reached.min()) if reached.size else float(FAR_S)
    able = any(problem.may_serve[u, d, rows].any() for u, d in days)
    return (near + IDLE_S) * (1.0 if able else UNABLE)
