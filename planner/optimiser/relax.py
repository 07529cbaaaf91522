"""A problem as exact pricing sees it: nothing real costs more or takes longer there.

The bound needs roads on which no stop on the way is a short cut. Seconds that miss the triangle
inequality are closed over shortest paths. Points of legs are rounded one by one, so two legs may
cost a point less than the one they replace: a stop that serves nobody worth anything could pay
still. Legs count by way of places where a trip may stop for such a reason a second time; where a
place has one row only, exact pricing may stop there for nothing instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.problem import NEVER, Bools, Ints, Longs, Problem
from planner.optimiser.relax_kernel import close

Floats = npt.NDArray[np.float64]

NO_WAY = -1
STEPS_A_LOOK = 200_000_000
"""Sums of two legs between two looks at the clock, about a tenth of a second."""
STEPS_A_SECOND = 1e9
"""Sums of two legs a second, at the least."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relaxed:
    """The relaxed problem; `lone`: (U, P) the only row a unit may visit at a place, else -1.

    points: (C, P, P) its leg costs as floats.
    """

    problem: Problem
    points: Floats
    lone: Ints


def relaxing_s(problem: Problem) -> float:
    """CPU seconds that relaxing a problem may take: the cube of its places, so minutes at most."""
    return len(problem.durations) * problem.places**3 / STEPS_A_SECOND


def relaxed(problem: Problem, may_go_on: Callable[[], bool] = lambda: True) -> Relaxed | None:
    """The same problem with shortest seconds and cheapest legs; None when told to stop before."""
    rows = _rows_at(problem)
    several = np.asarray((rows > 1).any(axis=0))
    everywhere = np.ones_like(several)
    closed = [matrix.astype(np.int64) for matrix in problem.durations]
    if not all(_close(seconds, everywhere, may_go_on) for seconds in closed):
        return None
    triangular = all(map(np.array_equal, closed, problem.durations))
    via = several if triangular else everywhere
    costs, baht = problem.leg_cost.astype(np.int64), problem.leg_baht.astype(np.int64)
    seconds_of = _matrix_by_cost(problem)
    for amounts in (costs, baht):
        for k, legs in enumerate(amounts):
            legs[problem.durations[seconds_of[k]] == NEVER] = NO_WAY
            np.fill_diagonal(legs, 0)
            if not _close(legs, via, may_go_on):
                return None
    seconds = problem.durations if triangular else np.stack(closed).astype(np.int32)
    lone = _lone_rows(problem)
    lone[(rows != 1) | several] = NEVER
    roads = replace(problem, durations=seconds, leg_cost=costs, leg_baht=baht)
    return Relaxed(problem=roads, points=costs.astype(np.float64), lone=lone)


def _close(lengths: Longs, via: Bools, may_go_on: Callable[[], bool]) -> bool:
    """Make lengths the shortest by way of these places; False when told to stop before the end."""
    places = np.flatnonzero(via)
    step = max(1, STEPS_A_LOOK // max(1, lengths.size))
    for first in range(0, len(places), step):
        if not may_go_on():
            return False
        some = np.zeros_like(via)
        some[places[first : first + step]] = True
        close(lengths, some)
    return True


def _matrix_by_cost(problem: Problem) -> dict[int, int]:
    """Which durations belong to each leg cost."""
    pairs = zip(problem.cost_of.reshape(-1), problem.matrix_of.reshape(-1), strict=True)
    return {int(cost): int(matrix) for cost, matrix in pairs}


def _visitable(problem: Problem) -> Bools:
    """(U, R): rows that a unit may visit on some day."""
    return np.asarray(problem.may_visit.any(axis=1))


def _rows_at(problem: Problem) -> Ints:
    """(U, P): how many rows each unit may visit at a place."""
    rows = np.zeros((problem.units, problem.places), dtype=np.int32)
    visitable = _visitable(problem)
    for place in range(problem.places):
        rows[:, place] = visitable[:, _rows_of(problem, place)].sum(axis=1)
    return rows


def _lone_rows(problem: Problem) -> Ints:
    """(U, P): the first row that each unit may visit at a place."""
    lone = np.full((problem.units, problem.places), NEVER, dtype=np.int32)
    visitable = _visitable(problem)
    for place in range(problem.places):
        rows = np.array(_rows_of(problem, place), dtype=np.int32)
        if len(rows):
            mask = visitable[:, rows]
            lone[:, place] = np.where(mask.any(axis=1), rows[mask.argmax(axis=1)], NEVER)
    return lone


def _rows_of(problem: Problem, place: int) -> list[int]:
    """Rows that a stop at a place could serve."""
    if problem.option_from[place] == problem.option_from[place + 1]:
        return []
    table = problem.row_of[problem.reach(place)]
    table = np.where(problem.offers[place], table, NEVER)
    return [row for row in table.reshape(-1).tolist() if row != NEVER]
