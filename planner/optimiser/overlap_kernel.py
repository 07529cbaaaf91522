"""Compiled worth of a stop where another stop of the same trip serves some of the same rows."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

EARLIER, LATER = 1, 2
"""Which of two stops reaches a village, as bits."""
RANKS = 3
"""Stops at a place are told apart by what their packages bring there: 1 to 3, 0 for less."""
STRENGTHS = 1 + 2 * RANKS
"""How strong a stop is known to be: 0 for anything, then by rank, then by rank with all scarce
staff (see `later_stops`)."""
MOST_PAIRS = 60
"""Overlapping places that are looked at from one place, itself first; others are passed over."""


@compiled
def together(
    service: int, first: int, last: int, village: Ints, side: Ints, row_of: Ints, people: Longs,
    room: int, gain: Floats, charge: Floats, open_rows: Bools,
    later_room: int, later_gain: Floats, later_charge: Floats, later_open: Bools,
    rate: Floats, kind: Ints, count: Longs,
) -> float:  # fmt: skip
    """Most that one service brings at two stops that share villages, each person served once.

    Villages stand in village[first:last], who reaches them in `side`. Fixed charges are split over
    people, and a row that both reach counts as the stop that makes more of it would have it, so no
    real choice brings more. A `room` of 0 leaves a stop out. rate, kind, count are work space.
    """
    n = 0
    for k in range(first, last):
        row = row_of[village[k], service]
        if row < 0 or people[row] <= 0:
            continue
        best, reached = 0.0, 0
        if side[k] & EARLIER and room > 0 and open_rows[row]:
            one = gain[row] - max(0.0, charge[row]) / min(room, people[row])
            if one > 0.0:
                best, reached = one, EARLIER
        if side[k] & LATER and later_room > 0 and later_open[row]:
            one = later_gain[row] - max(0.0, later_charge[row]) / min(later_room, people[row])
            if one > 0.0:
                best, reached = max(best, one), reached | LATER
        if reached:
            at = n
            while at > 0 and rate[at - 1] < best:
                rate[at], kind[at], count[at] = rate[at - 1], kind[at - 1], count[at - 1]
                at -= 1
            rate[at], kind[at], count[at] = best, reached, people[row]
            n += 1
    total = 0.0
    left, later_left, both_left = room, later_room, room + later_room
    for i in range(n):
        some = min(count[i], both_left)
        if kind[i] == EARLIER:
            some = min(some, left)
            left -= some
        elif kind[i] == LATER:
            some = min(some, later_left)
            later_left -= some
        both_left -= some
        total += rate[i] * some
    return total


@compiled
def _only_row(
    service: int, first: int, last: int, village: Ints, row_of: Ints, people: Longs,
    gain: Floats, open_rows: Bools, later_gain: Floats, later_open: Bools,
) -> int:  # fmt: skip
    """The one row that two stops may serve with a service; -1 where there are more or none."""
    only = -1
    for k in range(first, last):
        row = row_of[village[k], service]
        if row < 0 or people[row] <= 0:
            continue
        earlier = open_rows[row] and gain[row] > 0.0
        if earlier or (later_open[row] and later_gain[row] > 0.0):
            if only >= 0:
                return -1
            only = row
    return only


@compiled
def marginal_worths(
    day: int, days: Ints, options: Ints, option_place: Ints, option_package: Ints,
    option_from: Ints, ranks: Bytes, capacity: Ints, offers: Bools, whole: Bools,
    kind_bits: Ints,
    subsets: int,
    pair_from: Ints, pair_place: Ints, union_from: Ints, village: Ints, side: Ints, row_of: Ints,
    people: Longs, gain: Floats, charge: Floats, open_rows: Bools, trusted: Bools,
    marginal_from: Ints, marginal: Floats,
) -> None:  # fmt: skip
    """Fill marginal: (STRENGTHS, subsets, entries), most that options add after another stop.

    The entries of options[i] begin at marginal_from[i], one for each pair of its place. The earlier
    stop may be on any of `days`, with an option of its place whose rank (D, O) is that of the plane
    or more; -1 stands for options that are not to be had. Services that are `whole` (STRENGTHS, S)
    count in full, and so does everything at places not `trusted` (P,). gain, charge, open_rows:
    (D, R).

    A tour serves a row once: where two stops have a single row in common and no other, and it is
    worth the same on both days, the later one adds what it would bring more than the earlier.
    """
    services = row_of.shape[1]
    widest = 1
    for n in range(len(union_from) - 1):
        widest = max(widest, union_from[n + 1] - union_from[n])
    rate, kind = np.empty(widest), np.empty(widest, dtype=np.int32)
    count = np.empty(widest, dtype=np.int64)
    planes = len(marginal)
    most, adds = np.empty(planes), np.empty(planes)
    for i in range(len(options)):
        q, later = option_place[options[i]], option_package[options[i]]
        for n in range(pair_from[q], pair_from[q + 1]):
            p, first, last = pair_place[n], union_from[n], union_from[n + 1]
            at = marginal_from[i] + n - pair_from[q]
            if not trusted[p] or not trusted[q]:
                marginal[:, :, at] = np.inf
                continue
            extra = 0.0
            own = np.zeros(services)
            for service in range(services):
                if not offers[q, service] or capacity[later, service] <= 0:
                    continue
                for k in range(first, last):
                    row = row_of[village[k], service]
                    if side[k] & LATER and row >= 0 and open_rows[day, row] and people[row] > 0:
                        extra += max(0.0, -charge[day, row])
                own[service] = together(
                    service, first, last, village, side, row_of, people, 0, gain[day],
                    charge[day], open_rows[day], capacity[later, service], gain[day], charge[day],
                    open_rows[day], rate, kind, count,
                )  # fmt: skip
            most[:] = -np.inf
            for d in range(len(days)):
                if d > 0 and _alike(
                    days[d], days[d - 1], first, last, village, side, row_of, gain, charge,
                    open_rows, ranks, option_from[p], option_from[p + 1],
                ):  # fmt: skip
                    continue
                before = days[d]
                for o in range(option_from[p], option_from[p + 1]):
                    if ranks[before, o] < 0:
                        continue
                    earlier = option_package[o]
                    adds[:] = 0.0
                    for service in range(services):
                        if own[service] <= 0.0 or whole[planes - 1, service]:
                            continue
                        some = own[service]
                        room = capacity[earlier, service] if offers[p, service] else 0
                        if room > 0:
                            alone = together(
                                service, first, last, village, side, row_of, people, room,
                                gain[before], charge[before], open_rows[before], 0, gain[day],
                                charge[day], open_rows[day], rate, kind, count,
                            )  # fmt: skip
                            only = _only_row(
                                service, first, last, village, row_of, people, gain[before],
                                open_rows[before], gain[day], open_rows[day],
                            )  # fmt: skip
                            if (
                                only >= 0
                                and alone > 0.0
                                and gain[before, only] == gain[day, only]
                                and charge[before, only] == charge[day, only]
                            ):
                                some = max(0.0, own[service] - alone)
                            else:
                                both = together(
                                    service, first, last, village, side, row_of, people, room,
                                    gain[before], charge[before], open_rows[before],
                                    capacity[later, service], gain[day], charge[day],
                                    open_rows[day], rate, kind, count,
                                )  # fmt: skip
                                some = min(some, both - alone)
                        for plane in range(planes):
                            if not whole[plane, service]:
                                adds[plane] += some
                    for plane in range(planes):
                        asked = plane if plane <= RANKS else plane - RANKS
                        if ranks[before, o] >= asked:
                            most[plane] = max(most[plane], adds[plane])
            for plane in range(planes):
                for subset in range(subsets):
                    value = most[plane] + extra
                    for service in range(services):
                        if whole[plane, service] and (kind_bits[service] & ~subset) == 0:
                            value += own[service]
                    known = most[plane] > -np.inf
                    marginal[plane, subset, at] = value if known else np.inf


@compiled
def _alike(
    a: int, b: int, first: int, last: int, village: Ints, side: Ints, row_of: Ints, gain: Floats,
    charge: Floats, open_rows: Bools, ranks: Bytes, first_option: int, last_option: int,
) -> bool:  # fmt: skip
    """Whether the earlier stop's options, and all rows that it reaches, are the same both days."""
    for o in range(first_option, last_option):
        if ranks[a, o] != ranks[b, o]:
            return False
    for k in range(first, last):
        if not side[k] & EARLIER:
            continue
        for row in row_of[village[k]]:
            if row >= 0 and (
                gain[a, row] != gain[b, row]
                or charge[a, row] != charge[b, row]
                or open_rows[a, row] != open_rows[b, row]
            ):
                return False
    return True


@compiled
def raise_kept(
    options: Ints, option_place: Ints, option_package: Ints, open_s: Ints, dropped: Bools,
    marginal_from: Ints, marginal: Floats,
) -> None:  # fmt: skip
    """An option stands in for longer ones at its place that were dropped: it adds no less."""
    first = 0
    for i in range(len(options)):
        if option_place[options[first]] != option_place[options[i]]:
            first = i
        if not dropped[i]:
            continue
        for j in range(first, len(options)):
            if option_place[options[i]] != option_place[options[j]]:
                break
            longer = open_s[option_package[options[j]]] > open_s[option_package[options[i]]]
            if dropped[j] or longer:
                continue
            a, b = marginal_from[i], marginal_from[j]
            for n in range(marginal_from[i + 1] - a):
                for plane in range(len(marginal)):
                    for subset in range(marginal.shape[1]):
                        raised = max(marginal[plane, subset, b + n], marginal[plane, subset, a + n])
                        marginal[plane, subset, b + n] = raised
