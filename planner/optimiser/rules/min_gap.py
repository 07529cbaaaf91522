"""MIN_GAP: two visits of a row are some days apart, recorded visits included."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Bools, Ints, Problem
from planner.optimiser.tour import Tour


def gaps(names: Names) -> Ints:
    """(R,): days between two visits."""
    services = names.request.services
    return np.array(
        [services[names.service[row.service_code]].min_gap_days for row in names.rows],
        dtype=np.int32,
    )


def day_mask(names: Names) -> Bools:
    """(D, R): whether a day is far enough from every recorded visit of a row."""
    mask = np.ones((names.days, len(names.rows)), dtype=np.bool_)
    horizon = names.request.horizon
    for r, (row, gap) in enumerate(zip(names.rows, gaps(names).tolist(), strict=True)):
        for when in row.visit_dates:
            recorded = horizon.day_of(when)
            mask[max(0, recorded - gap + 1) : max(0, recorded + gap), r] = False
    return mask


def windows(problem: Problem) -> tuple[tuple[int, int, int], ...]:
    """(row, first day, last day): at most one visit of the row on these days.

    Only for rows that may be visited more than once; with one visit there is no gap inside.
    """
    found: list[tuple[int, int, int]] = []
    for row in np.flatnonzero((problem.row_visits > 1) & (problem.row_gap >= 1)).tolist():
        length = min(int(problem.row_gap[row]), problem.days)
        found.extend((row, first, first + length - 1) for first in range(problem.days - length + 1))
    return tuple(found)


def taken(
    windows: tuple[tuple[int, int, int], ...], windows_of: dict[int, list[int]], tour: Tour
) -> list[int]:
    """The windows in which a tour visits their row, one entry a visit."""
    if not windows_of:
        return []
    return [
        i
        for row, _, day in tour.visits()
        for i in windows_of.get(row, ())
        if windows[i][1] <= day <= windows[i][2]
    ]
