"""Zones: units of neighbouring bases, for searches whose every round looks at all routes there are.

A round of ruin and recreate moves a few stops of one valley, but tries them in every route. With
hundreds of unit-days most of that is in vain, so units are searched zone by zone, those of other
zones standing still; zones are drawn anew each time, so that no border stays.
"""

import random

import numpy as np

from planner.optimiser.problem import NEVER, Ints, Problem

UNIT_DAYS = 40
"""Unit-days of a zone, about."""
UNZONED = 100
"""Up to so many unit-days there is one zone."""
VAST = 160
"""Unit-days above which an LP over all of them is not solved in time, where days hold stops."""
FAR_S = 1 << 22


def unit_days(problem: Problem) -> int:
    """How many unit-days are worked."""
    return sum(
        problem.works(unit, day) for unit in range(problem.units) for day in range(problem.days)
    )


def is_vast(problem: Problem) -> bool:
    """Whether an LP over everything takes longer than it is worth, where days hold stops."""
    return unit_days(problem) > VAST


def zones_of(problem: Problem, rng: random.Random) -> list[frozenset[int]]:
    """Units by zone, in random order: each grown round a base drawn by lot."""
    days = {
        unit: sum(problem.works(unit, day) for day in range(problem.days))
        for unit in range(problem.units)
    }
    if sum(days.values()) <= UNZONED:
        return [frozenset(days)]
    left = [unit for unit, many in days.items() if many]
    zones: list[frozenset[int]] = []
    while left:
        here = int(problem.base[rng.choice(left)])
        left.sort(key=lambda unit: (_apart_s(problem, here, int(problem.base[unit])), unit))
        size, most = 0, sum(days[unit] for unit in left)
        wanted = UNIT_DAYS if most >= UNIT_DAYS + UNIT_DAYS // 2 else most
        chosen = []
        while left and size < wanted:
            chosen.append(left.pop(0))
            size += days[chosen[-1]]
        zones.append(frozenset(chosen))
    rng.shuffle(zones)
    return zones


def sites_of(problem: Problem, units: frozenset[int], sites: Ints) -> Ints:
    """The places among these that are nearer to a base of these units than to any other's."""
    bases = np.unique(problem.base)
    own = np.isin(bases, problem.base[sorted(units)])
    if own.all() or not len(sites):
        return sites
    drives = problem.durations[0][np.ix_(bases, sites)].astype(np.int64)
    drives[drives == NEVER] = FAR_S
    near = sites[own[drives.argmin(axis=0)]]
    return near if len(near) else sites


def _apart_s(problem: Problem, origin: int, destination: int) -> int:
    drive = int(problem.durations[0, origin, destination])
    return FAR_S if drive == NEVER else drive
