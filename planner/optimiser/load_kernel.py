"""Compiled worth of stops by the consumables they take, for exact pricing of units with a load.

Loads are counted in buckets, rounded down, so nothing real takes more than it is charged.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@compiled
def _with_row(
    best: Floats, room: int, most: int, each: int, bucket: int, gain: float, charge: float
) -> None:
    """Add one row to best: (buckets,), most points with so many buckets of load."""
    for held in range(room, -1, -1):
        value = best[held]
        for taken in range(held + 1):
            count = min(most, ((taken + 1) * bucket - 1) // each)
            if count > 0:
                value = max(value, best[held - taken] + gain * count - charge)
            if count == most:
                break
        best[held] = value


@compiled
def _by_load(
    place: int, room: Ints, subset: int, kind_bits: Ints, reach_from: Ints, reach_village: Ints,
    offers: Bools, row_of: Ints, people: Longs, gain: Floats, charge: Floats, open_rows: Bools,
    load: Longs, bucket: int, best: Floats, one: Floats,
) -> None:  # fmt: skip
    """Fill best: (buckets + 1,), most that rows with a load bring at a stop with so much of it."""
    buckets = len(best) - 1
    best[:] = 0.0
    for service in range(len(room)):
        each = load[service]
        if each <= 0 or room[service] <= 0 or not offers[place, service]:
            continue
        if (kind_bits[service] & ~subset) != 0:
            continue
        one[:] = 0.0
        most = min(buckets, (room[service] * each) // bucket)
        for k in range(reach_from[place], reach_from[place + 1]):
            row = row_of[reach_village[k], service]
            if row >= 0 and open_rows[row] and people[row] > 0:
                count = min(room[service], people[row])
                _with_row(one, most, count, each, bucket, gain[row], charge[row])
        for held in range(buckets, -1, -1):
            value = best[held]
            for taken in range(min(held, most) + 1):
                value = max(value, best[held - taken] + one[taken])
            best[held] = value


@compiled
def _steps(best: Floats, most: int, held: Ints, points: Floats) -> int:
    """Fill held, points with at most `most` (least buckets, most points); returns how many.

    Where there are more, neighbours that differ least become one with the lesser load of the one
    and the points of the other.
    """
    n = 0
    for j in range(len(best)):
        if n == 0 or best[j] > points[n - 1]:
            held[n], points[n] = j, best[j]
            n += 1
    while n > most:
        least, at = np.inf, 0
        for i in range(n - 1):
            if points[i + 1] - points[i] < least:
                least, at = points[i + 1] - points[i], i
        points[at] = points[at + 1]
        for i in range(at + 1, n - 1):
            held[i], points[i] = held[i + 1], points[i + 1]
        n -= 1
    return n


@compiled
def load_steps(
    options: Ints, option_place: Ints, option_package: Ints, capacity: Ints, kind_bits: Ints,
    subsets: int, most: int, reach_from: Ints, reach_village: Ints, offers: Bools, row_of: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools, load: Longs, bucket: int,
    buckets: int, count: Ints, held: Ints, points: Floats,
) -> None:  # fmt: skip
    """Fill held, points: (subsets, options, most), what steps of load bring at each option.

    The first count: (subsets, options) of them are filled, the first at no load.
    """
    best, one = np.empty(buckets + 1), np.empty(buckets + 1)
    all_held, all_points = np.empty(buckets + 1, dtype=np.int32), np.empty(buckets + 1)
    for subset in range(subsets):
        for i in range(len(options)):
            option = options[i]
            _by_load(
                option_place[option], capacity[option_package[option]], subset, kind_bits,
                reach_from, reach_village, offers, row_of, people, gain, charge, open_rows, load,
                bucket, best, one,
            )  # fmt: skip
            n = _steps(best, most, all_held, all_points)
            count[subset, i] = n
            held[subset, i, :n] = all_held[:n]
            points[subset, i, :n] = all_points[:n]
