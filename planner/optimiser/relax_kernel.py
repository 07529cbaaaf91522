"""Compiled shortest paths by seconds and by points, and what a place may bring a second time."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

UNKNOWN, IN_VAIN, SAVES = 0, 1, 2
"""Whether some way on from a stop is cheaper than without it."""


@compiled
def close(lengths: Longs, via: Bools) -> None:
    """Make every length the shortest by way of these places; below 0 stands for no way."""
    n = len(lengths)
    for b in range(n):
        if not via[b]:
            continue
        for a in range(n):
            go = lengths[a, b]
            if go < 0:
                continue
            for c in range(n):
                on = lengths[b, c]
                if on >= 0 and (lengths[a, c] < 0 or lengths[a, c] > go + on):
                    lengths[a, c] = go + on


@compiled
def saves(known: Bytes, costs: Floats, drives: Ints, here: int, there: int) -> bool:
    """Whether some leg costs less by way of `there`: only then is a stop worth 0 worth making."""
    if known[here, there] == UNKNOWN:
        known[here, there] = IN_VAIN
        go = costs[here, there]
        for after in range(len(costs)):
            if after in (here, there) or drives[there, after] < 0:
                continue
            if go + costs[there, after] < costs[here, after]:
                known[here, there] = SAVES
                break
    return bool(known[here, there] == SAVES)


@compiled
def most_again(
    days: Ints, unit: int, reach_from: Ints, reach_village: Ints, offers: Bools, row_of: Ints,
    place_open: Bools, option_from: Ints, option_package: Ints, capacity: Ints, staff_of: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools, least: Floats, again: Floats,
) -> None:  # fmt: skip
    """Fill again: (P,), most points of a place's stops after its first in a trip over `days`.

    Rows are served once in a trip, so all stops at a place bring at most what its rows do; `least`
    (P,) is the least that a first stop there was credited with. Nothing is left for a second one
    where the largest of them could as well serve everybody: each service has one row there, or
    room for all, and the days are alike. gain, charge, open_rows: (D, R).
    """
    services = row_of.shape[1]
    for place in range(len(again)):
        again[place] = 0.0
        if option_from[place] == option_from[place + 1]:
            continue
        total = 0.0
        alike = True
        for service in range(services):
            if not offers[place, service]:
                continue
            most, fewest = 0, 1 << 30
            for o in range(option_from[place], option_from[place + 1]):
                room = capacity[unit, option_package[o], service]
                most = max(most, room)
                if room > 0:
                    fewest = min(fewest, room)
            if most <= 0:
                continue
            rows, everybody = 0, 0
            for k in range(reach_from[place], reach_from[place + 1]):
                row = row_of[reach_village[k], service]
                if row < 0 or people[row] <= 0:
                    continue
                best, first = 0.0, -1
                for i in range(len(days)):
                    day = days[i]
                    if not place_open[place, day]:
                        continue
                    if first < 0:
                        first = day
                    elif (
                        open_rows[day, row] != open_rows[first, row]
                        or charge[day, row] != charge[first, row]
                        or gain[day, row] != gain[first, row]
                    ):
                        alike = False
                    if open_rows[day, row]:
                        count = min(most, people[row])
                        best = max(best, gain[day, row] * count - charge[day, row])
                if best > 0.0:
                    rows += 1
                    everybody += people[row]
                    total += best
            if rows > 1 and everybody > fewest:
                alike = False
            if rows > 0 and staff_of[service] >= 0 and len(days) > 1:
                alike = False
        if not alike:
            again[place] = max(0.0, total - least[place])
