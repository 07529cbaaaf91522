"""Units that carry consumables: each stop as several, by how much of the load it takes.

A label of exact pricing counts its load, so no trip serves more than its unit carries. How much a
stop takes is a choice: each option stands several times in the shop, once for every step.
"""

from dataclasses import dataclass
from math import gcd

import numpy as np
import numpy.typing as npt

from planner.optimiser.load_kernel import load_steps
from planner.optimiser.problem import Bools, Ints, Longs, Problem

Floats = npt.NDArray[np.float64]

BUCKETS, EXACT_BUCKETS = 60, 128
"""A full load is counted in so many buckets at most; in so many, if none is rounded then."""
STEPS = 4
"""Ways of sharing out the load at one stop."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Loading:
    """How a unit's load is counted: a bucket holds `bucket` of it, all of it `buckets`."""

    bucket: int
    buckets: int

    @classmethod
    def of(cls, problem: Problem, unit: int) -> "Loading | None":
        """None for units without a limit, or that carry nothing."""
        most = int(problem.max_load[unit])
        carried = problem.capacity[unit].any(axis=0) & (problem.load > 0)
        if most < 0 or not carried.any():
            return None
        each = gcd(*problem.load[carried].tolist())
        exact = 0 < most <= EXACT_BUCKETS * each
        bucket = each if exact else max(1, -(-most // BUCKETS))
        return cls(bucket=bucket, buckets=most // bucket)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """Options by what of the load they take.

    at: (entries,) index of the option; worth, used: (subsets, entries) points of rows with a load,
    and buckets taken; -inf where there is no such step.
    """

    at: Ints
    worth: Floats
    used: Longs


def steps_of(
    problem: Problem, unit: int, loading: Loading, kind_bits: Ints, subsets: int, options: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools,
) -> Steps:  # fmt: skip
    """The steps of a unit's options on a day; gain, charge, open_rows: (R,)."""
    count = np.zeros((subsets, len(options)), dtype=np.int32)
    held = np.zeros((subsets, len(options), STEPS), dtype=np.int32)
    points = np.full((subsets, len(options), STEPS), -np.inf)
    load_steps(
        options, problem.option_place, problem.option_package, problem.capacity[unit], kind_bits,
        subsets, STEPS, problem.reach_from, problem.reach_village, problem.offers, problem.row_of,
        people, gain, charge, open_rows, problem.load, loading.bucket, loading.buckets, count, held,
        points,
    )  # fmt: skip
    most = count.max(axis=0)
    at = np.repeat(np.arange(len(options), dtype=np.int32), most)
    step = np.concatenate([np.arange(n) for n in most.tolist()] or [np.zeros(0, dtype=np.int64)])
    return Steps(
        at=at,
        worth=points[:, at, step],
        used=held[:, at, step].astype(np.int64),
    )
