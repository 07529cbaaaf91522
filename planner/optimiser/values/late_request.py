"""Requests due in the horizon whose people are not served in time: tier 1, -."""

import numpy as np

from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow
from planner.optimiser.problem import NEVER, Ints, Problem


def last_day_in_time(row: DemandRow, request: PlanRequest) -> int | None:
    """The last day of the horizon on which a row's people are in time; None if nothing is due."""
    horizon = request.horizon
    if row.due_on is None or horizon.day_of(row.due_on) >= horizon.days:
        return None
    due = horizon.day_of(row.due_on)
    return due if due >= 0 else horizon.days - 1


def weights(row: DemandRow, request: PlanRequest) -> list[int]:
    """Points for each person served, by day of the horizon."""
    last = last_day_in_time(row, request)
    points = request.policy.weight_late_request
    return [
        points if last is not None and day <= last else 0 for day in range(request.horizon.days)
    ]


def is_in_time(problem: Problem, row: int, day: int) -> bool:
    """Whether a day is as good as any for a row's promise."""
    return bool(problem.day_weight[day, row] == problem.row_weight[row])


def timely(problem: Problem, repeated: Ints) -> Ints:
    """(R,): a number for each row visited more than once whose days differ, -1 for others."""
    differ = problem.day_weight.min(axis=0) < problem.row_weight
    numbers = np.full(problem.rows, NEVER, dtype=np.int32)
    counted = np.flatnonzero((repeated >= 0) & differ)
    numbers[counted] = np.arange(len(counted), dtype=np.int32)
    return numbers
