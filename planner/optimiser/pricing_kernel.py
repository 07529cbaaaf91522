"""Compiled pricing: label setting over time-ordered buckets.

Everything here is arrays; `pricing` prepares them and reads the result.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.label_kernel import (
    DAY,
    DEAD,
    DRIVE,
    EATEN,
    IN_BUCKET,
    LOAD,
    NIGHT,
    PLACE,
    STAFF,
    TIME,
    VISITS,
    insert,
    moved_memory,
    write,
)
from planner.optimiser.overlap_kernel import MOST_PAIRS, RANKS
from planner.optimiser.relax_kernel import saves
from planner.optimiser.window_kernel import FAR, begin

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

BUCKET_S = 60
"""Labels leave a bucket in any order, so no stop may be shorter; packages are open 60 s or more."""
BUCKETS_A_DAY = 1441


@compiled
def _home_by(
    time: int, drive: int, eaten: bool, lunch_s: int, earliest: int, latest: int, exact: bool
) -> int:
    """When a route ends that leaves its last stop at `time`; FAR when lunch is missed.

    Exact pricing lets crews eat under way, as they could at a stop worth nothing.
    """
    arrive = time + drive
    if eaten or arrive < latest + lunch_s:
        return arrive
    if time <= latest:
        return (arrive if exact else max(time, earliest) + drive) + lunch_s
    return FAR


@compiled
def _order(
    here: int, first: int, count: int, places: Ints, option_from: Ints, options: Ints,
    option_package: Ints, open_s: Ints, worth: Floats, drives: Ints, costs: Floats, around: int,
    time_price: float, order: Ints,
) -> None:  # fmt: skip
    """The most promising places to go to from here, when a second costs `time_price`."""
    score = np.empty(count)
    most = worth.shape[1] - 1
    for i in range(count):
        there = places[first + i]
        go = drives[here, there]
        score[i] = np.inf
        if go < 0:
            continue
        for o in range(option_from[first + i], option_from[first + i + 1]):
            time = go + around + open_s[option_package[options[o]]]
            loss = costs[here, there] + time_price * time - worth[0, most, o]
            score[i] = min(score[i], loss)
    limit = np.partition(score, len(order) - 1)[len(order) - 1]
    filled = 0
    for strictly in (True, False):
        for i in range(count):
            better = score[i] < limit if strictly else score[i] == limit
            if better and filled < len(order):
                order[filled] = first + i
                filled += 1


@compiled
def _most_ahead(
    at: int, bucket: int, buckets: Ints, ints: Ints, values: Floats, ahead: Floats, slot_s: int
) -> float:
    """More than any tour is worth that goes on from a label not dealt with yet."""
    if len(ahead) == 0:
        return np.inf
    most = -np.inf
    for b in range(bucket, len(buckets)):
        label = at if b == bucket else buckets[b]
        while label >= 0:
            if not ints[label, DEAD]:
                slot = ints[label, TIME] // slot_s
                rest = ahead[ints[label, DAY], ints[label, PLACE], slot]
                most = max(most, values[label] + rest)
            label = ints[label, IN_BUCKET]
    return most


@compiled
def search(
    durations: Ints, leg_cost: Floats, matrix_of: Ints, cost_of: Ints, shift: Ints,
    day_charge: Floats, base: int, nights: Ints, night_points: Floats, setup: int, packing: int,
    max_drive: int, lunch_s: int, earliest: int, latest: int, max_load: int,
    place_from: Ints, places: Ints, option_from: Ints, options: Ints, option_package: Ints,
    open_s: Ints, package_lunch: Bools, window_lo: Ints, window_hi: Ints,
    worth: Floats, served: Longs, used: Longs, rank: Bytes, sigma: Floats,
    element: Ints, remembered: Ints, position: Bytes,
    exact: bool, least: float, threshold: float, near: int, time_price: Floats,
    ahead: Floats, slot_s: int, most_work: int, again: Floats, pair_from: Ints, pair_place: Ints,
    marginal_from: Ints, marginal: Floats, known_savings: Bytes,
    ints: Ints, values: Floats, masks: Longs, done_value: Floats, done_label: Ints,
    best_by_day: Floats,
) -> tuple[int, int, float]:  # fmt: skip
    """Every tour worth more than `threshold` of a unit that leaves base on the first day given.

    Days are the N days from the first on. shift: (N, 2). place_from: (N + 1,) ranges of `places`
    by day; option_from: ranges of `options` by entry of `places`; worth, served, used: (2,
    subsets, options) by entry of `options`, for all villages in reach and for the host alone, which
    stands in when another was served before. sigma: (N, kinds). Writes labels to
    ints, values, masks, finished tours to done_value, done_label, and the worth of the best tour
    that ends on each day to best_by_day. ahead: (N, P, slots) bounds on what is still to be had,
    or empty; with them, what is worth `threshold` or less may be left out. again: (P,) most points
    of stops at a place after its first, known_savings: (C, P, P), both for exact pricing, as are
    the pairs of places that overlap, what options add there (see `overlap`) and the rank of each.

    Returns
    -------
    How many labels and finished tours there are, and more than any tour is worth that was left
    out when labels or `most_work` comparisons were not enough: -inf when none was, inf when nobody
    knows.
    Stops worth `least` or less are not tried, but where exact pricing finds that one on the way
    costs less than none.
    """
    days = len(shift)
    kinds = sigma.shape[1]
    all_places = durations.shape[1]
    heads = np.full(days * all_places, -1, dtype=np.int32)
    buckets = np.full(days * BUCKETS_A_DAY, -1, dtype=np.int32)
    best_by_day[:] = -np.inf
    free, finished = 0, 0
    limit, done_limit = len(ints) - 4, len(done_value)
    full = False
    work = np.zeros(1, dtype=np.int64)
    local = len(position) > 1
    bounded = len(ahead) == days
    widest = 0
    for day in range(days):
        widest = max(widest, place_from[day + 1] - place_from[day])
    near = min(near, widest)
    own, met_by = np.zeros(len(element), dtype=np.int64), np.zeros(MOST_PAIRS, dtype=np.int64)
    known_order = np.zeros(days * all_places, dtype=np.bool_)
    order = np.empty((days * all_places if near < widest else 1, near), dtype=np.int32)

    for late in range(2):
        opens = shift[0, 0]
        hungry = lunch_s >= 0 and opens <= earliest
        if late == 1 and not hungry:
            continue
        time = earliest + 1 if late == 1 else opens
        eaten = 1 if late == 1 or not hungry else 0
        write(free, ints, time, 0, 0, -1, -1, base, 0, eaten, 0, 0)
        values[free] = -day_charge[0]
        masks[free] = 0
        ints[free, IN_BUCKET] = buckets[time // BUCKET_S]
        buckets[time // BUCKET_S] = free
        free += 1

    for bucket in range(len(buckets)):
        at = buckets[bucket]
        while at >= 0:
            if ints[at, DEAD]:
                at = ints[at, IN_BUCKET]
                continue
            if work[0] > most_work or full:
                left = _most_ahead(at, bucket, buckets, ints, values, ahead, slot_s)
                return free, finished, left
            day, here, now = ints[at, DAY], ints[at, PLACE], ints[at, TIME]
            drive, eaten, staff = ints[at, DRIVE], ints[at, EATEN], ints[at, STAFF]
            drives = durations[matrix_of[day]]
            costs = leg_cost[cost_of[day]]
            closes = shift[day, 1]

            # Home.
            back = drives[here, base]
            can_end = ints[at, VISITS] > 0 and back >= 0 and drive + back <= max_drive
            can_end = can_end and closes >= _home_by(
                now, back, eaten == 1, lunch_s, earliest, latest, exact
            )
            if can_end:
                value = values[at] - (costs[here, base] if here != base else 0)
                best_by_day[day] = max(best_by_day[day], value)
                if value > threshold and finished < done_limit:
                    done_value[finished] = value
                    done_label[finished] = at
                    finished += 1

            # A night away.
            if day + 1 < days:
                for n in range(len(nights)):
                    bed = nights[n]
                    away = drives[here, bed]
                    if away < 0 or drive + away > max_drive:
                        continue
                    rest_by = _home_by(now, away, eaten == 1, lunch_s, earliest, latest, exact)
                    if rest_by > closes:
                        continue
                    value = values[at] - night_points[n] - day_charge[day + 1]
                    if here != bed:
                        value -= costs[here, bed]
                    if bounded:
                        rest = ahead[day + 1, bed, shift[day + 1, 0] // slot_s]
                        if value + rest <= threshold:
                            continue
                    memory = moved_memory(masks[at], here, bed, remembered, position)
                    for late in range(2):
                        opens = shift[day + 1, 0]
                        hungry = lunch_s >= 0 and opens <= earliest
                        if late == 1 and not hungry:
                            continue
                        if free >= limit:
                            full = True
                            continue
                        time = earliest + 1 if late == 1 else opens
                        rested = 1 if late == 1 or not hungry else 0
                        write(free, ints, time, 0, ints[at, LOAD], at, NIGHT, bed, day + 1,
                               rested, 0, ints[at, VISITS])  # fmt: skip
                        values[free] = value
                        masks[free] = memory
                        free = insert(
                            free, (day + 1) * all_places + bed,
                            (day + 1) * BUCKETS_A_DAY + time // BUCKET_S,
                            ints, values, masks, heads, buckets, sigma[day + 1],
                            shift[day + 1, 1], max_drive, exact, work,
                        )  # fmt: skip

            # Another stop.
            first_c, count = place_from[day], place_from[day + 1] - place_from[day]
            spot = 0
            if near < count:
                spot = day * all_places + here
                if not known_order[spot]:
                    known_order[spot] = True
                    _order(here, first_c, count, places, option_from, options, option_package,
                           open_s, worth, drives, costs, setup + packing, time_price[day],
                           order[spot])  # fmt: skip
            work[0] += min(near, count)
            for turn in range(min(near, count)):
                c = order[spot, turn] if near < count else first_c + turn
                there = places[c]
                go = drives[here, there]
                if go < 0 or drive + go > max_drive:
                    continue
                seen = False
                if element[0, there] >= 0:
                    known = position[here if local else 0, element[0, there]]
                    seen = known >= 0 and (masks[at] >> known) & 1 != 0
                    if seen and not (exact and again[there] > 0.0):
                        continue
                home = drives[there, base]
                if day + 1 < days:
                    for n in range(len(nights)):
                        away = drives[there, nights[n]]
                        if away >= 0 and (home < 0 or away < home):
                            home = away
                if home < 0 or drive + go + home > max_drive:
                    continue
                arrive = now + go
                if arrive + setup + packing + BUCKET_S + home > closes:
                    continue
                memory = moved_memory(masks[at], here, there, remembered, position)
                kept_at = there if local else 0
                for k in range(len(element)):
                    known = position[kept_at, element[k, there]] if element[k, there] >= 0 else -1
                    own[k] = own[k - 1] if k > 0 else 0
                    own[k] |= 1 << known if known >= 0 else 0
                met = 0
                for n in range(pair_from[there], pair_from[there + 1]):
                    met_by[n - pair_from[there]] = 0
                    for k in range(len(element)):
                        seen_as = element[k, pair_place[n]]
                        known = position[kept_at, seen_as] if seen_as >= 0 else -1
                        if known >= 0 and (memory >> known) & 1 != 0:
                            met_by[n - pair_from[there]] |= 1 << k
                            met = n - pair_from[there] + 1
                cost = costs[here, there] if here != there else 0
                for o in range(option_from[c], option_from[c + 1]):
                    option = options[o]
                    open_for = open_s[option_package[option]]
                    stay = open_for + packing
                    if arrive + setup + stay + home > closes:
                        continue
                    # Earliest times of leaving: crew not eaten, eaten.
                    plain = begin(option, arrive + setup, window_lo, window_hi) + stay
                    fed = plain if eaten == 1 else FAR
                    if eaten == 0:
                        if arrive <= latest:
                            ready = max(arrive, earliest) + lunch_s + setup
                            fed = begin(option, ready, window_lo, window_hi) + stay
                        elif now <= latest:
                            ready = (arrive if exact else max(now, earliest) + go) + lunch_s + setup
                            fed = begin(option, ready, window_lo, window_hi) + stay
                        if package_lunch[option_package[option]] and open_for >= lunch_s:
                            ready = max(arrive + setup, earliest + lunch_s - open_for)
                            start = begin(option, ready, window_lo, window_hi)
                            overlap = min(start + open_for, latest + lunch_s) - max(start, earliest)
                            if overlap >= lunch_s:
                                fed = min(fed, start + stay)
                    for wanted in range(1 << kinds):
                        if (wanted & staff) != staff:
                            continue
                        alone = 1 if (memory & served[0, wanted, o]) != 0 else 0
                        value = worth[alone, wanted, o]
                        bits = served[alone, wanted, o]
                        mine = own[rank[o]]
                        if kinds > 0 and wanted + 1 == 1 << kinds:
                            mine |= own[RANKS + rank[o]] & ~own[RANKS]
                        consumed = used[alone, wanted, o]
                        if wanted != staff and value <= worth[alone, staff, o]:
                            continue
                        if seen:
                            value = min(value, again[there])
                        for n in range(met):
                            k = 0
                            while met_by[n] >> k:
                                if (met_by[n] >> k) & 1:
                                    adds = marginal[k, wanted, marginal_from[o] + n]
                                    value = min(value, adds)
                                k += 1
                        if value <= least:
                            if (
                                seen
                                or not exact
                                or not saves(
                                    known_savings[cost_of[day]], costs, drives, here, there
                                )
                            ):
                                continue
                            value = max(0.0, value)
                        for kind in range(kinds):
                            if ((wanted & ~staff) >> kind) & 1:
                                value -= sigma[day, kind]
                        total = ints[at, LOAD]
                        if max_load >= 0 and consumed > 0:
                            room = max_load - total
                            if room <= 0 or (exact and consumed > room):
                                continue
                            if consumed > room:
                                value *= room / consumed
                                consumed = room
                            total += consumed
                        for flag in range(2):
                            leave = plain if flag == 0 else fed
                            if leave >= FAR or (flag == 0 and eaten == 1):
                                continue
                            if flag == 0 and fed <= plain:
                                continue
                            if leave + home > closes:
                                continue
                            if free >= limit:
                                full = True
                                continue
                            reached = values[at] + value - cost
                            if bounded:
                                rest = ahead[day, there, leave // slot_s]
                                if reached + rest <= threshold:
                                    continue
                            write(free, ints, leave, drive + go, total, at, option, there, day,
                                   flag, wanted, ints[at, VISITS] + 1)  # fmt: skip
                            values[free] = reached
                            masks[free] = memory | bits | mine
                            free = insert(
                                free, day * all_places + there,
                                day * BUCKETS_A_DAY + leave // BUCKET_S,
                                ints, values, masks, heads, buckets, sigma[day], closes,
                                max_drive, exact, work,
                            )  # fmt: skip
            if not full:
                at = ints[at, IN_BUCKET]
    return free, finished, -np.inf
