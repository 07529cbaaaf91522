"""MIN_GAP: two visits of a row are some days apart, recorded visits included."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Bools, Ints


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
