"""Compiled worth of stops at given prices: whom to serve, what it brings, what it uses."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

MOST_REACHED = 62
"""Villages in reach of one stop that can be told apart."""


@compiled
def _row_at(k: int, service: int, reach_village: Ints, row_of: Ints, open_rows: Bools) -> int:
    """The row of a service at an entry of the reach, -1 when it cannot be served now."""
    row = row_of[reach_village[k], service]
    return row if row >= 0 and open_rows[row] else -1


@compiled
def _next_best(
    first: int, last: int, service: int, room: int, before_rate: float, before_k: int,
    reach_village: Ints, row_of: Ints, people: Longs, gain: Floats, charge: Floats,
    open_rows: Bools,
) -> tuple[int, float]:  # fmt: skip
    """The entry next after another in the order of worth per person; -1 when there is none."""
    best_k, best_rate = -1, 0.0
    for k in range(first, last):
        row = _row_at(k, service, reach_village, row_of, open_rows)
        if row < 0 or people[row] <= 0:
            continue
        rate = gain[row] - charge[row] / min(room, people[row])
        later = rate < before_rate or (rate == before_rate and k > before_k)
        if later and rate > best_rate:
            best_k, best_rate = k, rate
    return best_k, best_rate


@compiled
def _best_first(
    first: int, last: int, service: int, room: int, reach_village: Ints, row_of: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools,
) -> bool:  # fmt: skip
    """Whether taking the best village first brings more than taking the host first."""
    host, left = 0.0, room
    for k in range(first, last):
        row = _row_at(k, service, reach_village, row_of, open_rows)
        count = min(left, people[row]) if row >= 0 else 0
        if count > 0 and gain[row] * count > charge[row]:
            host += gain[row] * count - charge[row]
            left -= count
    best, left = 0.0, room
    rate, k = np.inf, -1
    for _ in range(first, last):
        k, rate = _next_best(first, last, service, room, rate, k, reach_village, row_of, people,
                             gain, charge, open_rows)  # fmt: skip
        if k < 0:
            break
        row = row_of[reach_village[k], service]
        count = min(left, people[row])
        if count > 0 and gain[row] * count > charge[row]:
            best += gain[row] * count - charge[row]
            left -= count
    return best > host


@compiled
def stop_worth(
    place: int, room: Ints, subset: int, kind_bits: Ints, alone: bool, optimistic: bool,
    reach_from: Ints, reach_village: Ints, offers: Bools, row_of: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools, load: Longs,
) -> tuple[float, int, int]:  # fmt: skip
    """(worth, villages served as bits of the reach, consumables) of one stop at these prices.

    Host village first, then nearer ones, unless the best first brings more; `optimistic` splits
    fixed charges over people, which no real choice can beat. `alone`: the host village only.
    """
    total, served, used = 0.0, 0, 0
    first, last = reach_from[place], reach_from[place + 1]
    if alone:
        last = min(last, first + 1)
    for service in range(len(room)):
        capacity = room[service]
        left = capacity
        if left <= 0 or not offers[place, service] or (kind_bits[service] & ~subset) != 0:
            continue
        if optimistic and last - first > 1:
            total += _best_worth(first, last, service, left, reach_village, row_of, people, gain,
                                 charge, open_rows)  # fmt: skip
            continue
        best_first = last - first > 1 and _best_first(
            first, last, service, left, reach_village, row_of, people, gain, charge, open_rows,
        )  # fmt: skip
        before_rate, before_k = np.inf, -1
        for turn in range(first, last):
            k = turn
            if best_first:
                k, before_rate = _next_best(
                    first, last, service, capacity, before_rate, before_k, reach_village, row_of,
                    people, gain, charge, open_rows,
                )  # fmt: skip
                before_k = k
                if k < 0:
                    break
            row = _row_at(k, service, reach_village, row_of, open_rows)
            if row < 0:
                continue
            count = min(left, people[row])
            if count <= 0:
                continue
            worth = gain[row] * count - charge[row]
            if worth <= 0.0:
                continue
            total += worth
            left -= count
            used += count * load[service]
            if k - first < MOST_REACHED:
                served |= 1 << (k - first)
            if left == 0:
                break
    return total, served, used


@compiled
def _best_worth(
    first: int, last: int, service: int, room: int, reach_village: Ints, row_of: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools,
) -> float:  # fmt: skip
    """Most that one service can bring at a stop, fixed charges split over people: never too low."""
    total = 0.0
    for k in range(first, last):
        row = row_of[reach_village[k], service]
        if row >= 0 and open_rows[row] and people[row] > 0:
            total += max(0.0, -charge[row])
    left = room
    before_rate, before_k = np.inf, -1
    while left > 0:
        best_rate, best_k = 0.0, -1
        for k in range(first, last):
            row = row_of[reach_village[k], service]
            if row < 0 or not open_rows[row] or people[row] <= 0:
                continue
            rate = gain[row] - max(0.0, charge[row]) / min(room, people[row])
            later = rate < before_rate or (rate == before_rate and k > before_k)
            if later and rate > best_rate:
                best_rate, best_k = rate, k
        if best_k < 0:
            break
        count = min(left, people[row_of[reach_village[best_k], service]])
        total += best_rate * count
        left -= count
        before_rate, before_k = best_rate, best_k
    return total


@compiled
def option_worths(
    options: Ints, option_place: Ints, option_package: Ints, capacity: Ints, kind_bits: Ints,
    subsets: int, optimistic: bool, reach_from: Ints, reach_village: Ints,
    offers: Bools, row_of: Ints, people: Longs, gain: Floats, charge: Floats, open_rows: Bools,
    load: Longs, worth: Floats, served: Longs, used: Longs,
) -> None:  # fmt: skip
    """Fill worth, served, used: (2, subsets of scarce staff, options) for a unit on a day.

    The first plane is for all villages in reach, the second for the host village alone.
    """
    for alone in range(2):
        for subset in range(subsets):
            for i in range(len(options)):
                option = options[i]
                value, bits, consumed = stop_worth(
                    option_place[option], capacity[option_package[option]], subset, kind_bits,
                    alone == 1, optimistic, reach_from, reach_village, offers, row_of,
                    people, gain, charge, open_rows, load,
                )  # fmt: skip
                worth[alone, subset, i] = value
                served[alone, subset, i] = bits
                used[alone, subset, i] = consumed


@compiled
def needless(
    options: Ints, option_place: Ints, option_package: Ints, open_s: Ints, package_lunch: Bools,
    window_lo: Ints, window_hi: Ints, worth: Floats, used: Longs,
) -> Bools:  # fmt: skip
    """(options,): whether a shorter package at the same place brings no less in every way."""
    mask = np.zeros(len(options), dtype=np.bool_)
    for i in range(len(options)):
        a = options[i]
        first = i
        while first > 0 and option_place[options[first - 1]] == option_place[a]:
            first -= 1
        for j in range(first, len(options)):
            b = options[j]
            if option_place[a] != option_place[b]:
                break
            if i == j or mask[j]:
                continue
            short, long = option_package[b], option_package[a]
            better = open_s[short] < open_s[long] or (open_s[short] == open_s[long] and j < i)
            if not better or (package_lunch[long] and not package_lunch[short]):
                continue
            for w in range(window_lo.shape[1]):
                if window_lo[b, w] > window_lo[a, w] or window_hi[b, w] < window_hi[a, w]:
                    better = False
            for alone in range(worth.shape[0]):
                for subset in range(worth.shape[1]):
                    if worth[alone, subset, j] < worth[alone, subset, i]:
                        better = False
                    if used[alone, subset, j] > used[alone, subset, i]:
                        better = False
            if better:
                mask[i] = True
                break
    return mask


@compiled
def remembered_bits(
    served: Longs, options: Ints, option_place: Ints, reach_from: Ints, reach_bit: Ints
) -> Longs:
    """Villages served, as bits of labels' memory instead of places in the reach."""
    bits = np.zeros_like(served)
    for alone in range(served.shape[0]):
        for subset in range(served.shape[1]):
            for i in range(len(options)):
                first = reach_from[option_place[options[i]]]
                left, k = served[alone, subset, i], 0
                while left >> k:
                    if (left >> k) & 1 and reach_bit[first + k] >= 0:
                        bits[alone, subset, i] |= 1 << reach_bit[first + k]
                    k += 1
    return bits
