"""Compiled days of one unit from both ends to a moment between, and joined there.

Labels know drives, opening hours, what each stop brings and what they remember of the stops behind
them; what is still to be had stands in tables (`table_kernel`). Run backwards (roads and hours
turned round) they make the second halves of days. Nothing real is ever under-valued: a label is
only let go for another that can do as much, or where no day beyond it is worth what is aimed at.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.label_kernel import left_over
from planner.optimiser.window_kernel import begin

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]

TIME, NODE, PARENT, ENTRY, NEXT, IN_BUCKET, DEAD = range(7)
FIELDS = 7
SLICE_S = 900
"""Labels of a node stand together by slices of time, each with the highest worth in it."""


@compiled
def _has(mask: Bits, label: int, node: int) -> bool:
    return bool((mask[label, node >> 6] >> np.uint64(node & 63)) & np.uint64(1))


@compiled
def _dominates(a: int, b: int, values: Floats, masks: Bits, rough: bool) -> bool:
    """Whether label a, no later than b, is worth no less and remembers no more."""
    if values[a] < values[b]:
        return False
    if rough:
        return True
    more = np.uint64(0)
    for w in range(masks.shape[1]):
        more |= masks[a, w] & ~masks[b, w]
    return bool(more == 0)


@compiled
def _keep(
    label: int, opens: int, rough: bool, ints: Ints, values: Floats, masks: Bits, heads: Ints,
    highs: Floats, lows: Floats,
) -> int:  # fmt: skip
    """Keep a label unless another dominates it; how many were looked at, negative if not kept."""
    time, node, value = ints[label, TIME], ints[label, NODE], values[label]
    own, looked = (time - opens) // SLICE_S, 1
    for s in range(own + 1):
        if highs[node, s] < value:
            continue
        before, at = -1, heads[node, s]
        while at >= 0:
            looked += 1
            if ints[at, TIME] <= time and _dominates(at, label, values, masks, rough):
                if before >= 0:  # those that dominate often come first
                    ints[before, NEXT] = ints[at, NEXT]
                    ints[at, NEXT] = heads[node, s]
                    heads[node, s] = at
                return -looked
            before, at = at, ints[at, NEXT]
    for s in range(own, heads.shape[1]):
        if lows[node, s] > value:
            continue
        before, at = -1, heads[node, s]
        while at >= 0:
            looked += 1
            after = ints[at, NEXT]
            if ints[at, TIME] >= time and _dominates(label, at, values, masks, rough):
                ints[at, DEAD] = 1
                if before < 0:
                    heads[node, s] = after
                else:
                    ints[before, NEXT] = after
            else:
                before = at
            at = after
    ints[label, NEXT] = heads[node, own]
    heads[node, own] = label
    highs[node, own] = max(highs[node, own], value)
    lows[node, own] = min(lows[node, own], value)
    return looked


@compiled
def half_days(
    drives: Ints, costs: Floats, opens: int, closes: int, setup: int, packing: int,
    entry_from: Longs, gain: Floats, open_s: Ints, window_lo: Ints, window_hi: Ints, charge: float,
    aim: float, near: Bits, slot_s: int, near_from: Longs, near_of: Longs, state_from: Longs,
    most: Floats, onward: Ints, other: Floats, last_leave: int, last_begin: int, rough: bool,
    most_work: int, ints: Ints, values: Floats, hopes: Floats, masks: Bits,
) -> tuple[int, float, int]:  # fmt: skip
    """Labels of days worth more than `aim`, the charge taken off, from one end to a moment.

    Nodes as in `table_kernel`, the base is the last. near: (N, words) what is remembered at each,
    besides the stop before. Stops are left no later than `last_leave` and set up no
    later than `last_begin`. `rough`: labels that remember less are not kept apart, so that good
    days are found soon, and perhaps not the best. ints, values, hopes, masks are filled; hopes:
    what each may come to.

    Returns
    -------
    How many labels there are, more than any day is worth that was left out when `most_work`
    comparisons or the labels were not enough (-inf when none was), and the comparisons made.
    """
    base = len(drives) - 1
    bucket_s = closes - opens + 1
    for e in range(len(gain)):
        bucket_s = min(bucket_s, setup + open_s[e] + packing)
    slices = (closes - opens) // SLICE_S + 1
    heads = np.full((base + 1, slices), -1, dtype=np.int32)
    highs = np.full((base + 1, slices), -np.inf)
    lows = np.full((base + 1, slices), np.inf)
    buckets = np.full((closes - opens) // bucket_s + 1, -1, dtype=np.int32)
    ints[0, TIME], ints[0, NODE], ints[0, PARENT], ints[0, ENTRY] = opens, base, -1, -1
    ints[0, NEXT], ints[0, IN_BUCKET], ints[0, DEAD] = -1, -1, 0
    values[0], hopes[0], masks[0, :] = -charge, np.inf, 0
    buckets[0] = 0
    free, work = 1, 0
    for bucket in range(len(buckets)):
        at = buckets[bucket]
        while at >= 0:
            if ints[at, DEAD]:
                at = ints[at, IN_BUCKET]
                continue
            if work > most_work or free + len(gain) >= len(ints):
                return free, left_over(at, bucket, buckets, ints, hopes, IN_BUCKET, DEAD), work
            here, now = ints[at, NODE], ints[at, TIME]
            work += base
            for there in range(base):
                go, back = drives[here, there], drives[there, base]
                if go < 0 or back < 0 or here == there or _has(masks, at, there):
                    continue
                for e in range(entry_from[there], entry_from[there + 1]):
                    stay = open_s[e] + packing
                    leave = begin(e, now + go + setup, window_lo, window_hi) + stay
                    if leave + back > closes or leave > last_leave:
                        continue
                    if leave - stay - setup > last_begin:
                        continue
                    value = values[at] - costs[here, there] + gain[e]
                    slot, state = (leave - opens) // slot_s, state_from[there]
                    for k in range(near_from[there], near_from[there + 1]):
                        if near_of[k] == here or _has(masks, at, near_of[k]):
                            state += 1 << (k - near_from[there])
                    returns = onward[state, slot] == here
                    hope = value + (other[state, slot] if returns else most[state, slot])
                    if hope <= aim:
                        continue
                    for w in range(masks.shape[1]):
                        masks[free, w] = masks[at, w] & near[there, w]
                    if here != base:
                        masks[free, here >> 6] |= np.uint64(1) << np.uint64(here & 63)
                    masks[free, there >> 6] |= np.uint64(1) << np.uint64(there & 63)
                    ints[free, TIME], ints[free, NODE] = leave, there
                    ints[free, PARENT], ints[free, ENTRY] = at, e
                    ints[free, DEAD] = 0
                    values[free], hopes[free] = value, hope
                    looked = _keep(free, opens, rough, ints, values, masks, heads, highs, lows)
                    work += abs(looked)
                    if looked > 0:
                        into = (leave - opens) // bucket_s
                        ints[free, IN_BUCKET] = buckets[into]
                        buckets[into] = free
                        free += 1
            at = ints[at, IN_BUCKET]
    return free, -np.inf, work


@compiled
def join(
    drives: Ints, costs: Floats, opens: int, closes: int, turn: int, aim: float, charge: float,
    firsts: int, ints: Ints, values: Floats, masks: Bits,
    order: Ints, first_of: Longs, highs: Floats, ints2: Ints, values2: Floats, masks2: Bits,
    best: Floats, mate: Ints,
) -> int:  # fmt: skip
    """Fill best, mate: (firsts,), for every first half the best second half, worth more than `aim`.

    order: labels of second halves by node, then slice of the moment at which one must be there,
    then worth, falling; those of node n and slice s begin at first_of[n, s] and end where the next
    ones begin. highs: (N, slices) the highest worth of any in that slice or a later one. Label 0 of
    the second halves is none: home from here. Both have the day's charge taken off. Returns the
    work done.
    """
    base = len(drives) - 1
    slices = highs.shape[1]
    work = 0
    for f in range(firsts):
        best[f], mate[f] = -np.inf, -1
        if ints[f, DEAD]:
            continue
        here, now, enough = ints[f, NODE], ints[f, TIME], aim
        if here != base and values[f] - costs[here, base] > enough:
            enough = values[f] - costs[here, base]
            best[f], mate[f] = enough, 0
        for there in range(base):
            go = drives[here, there]
            if go < 0 or here == there or _has(masks, f, there):
                continue
            value, arrive = values[f] + charge - costs[here, there], now + go
            for s in range((arrive - opens) // SLICE_S, slices):
                work += 1
                if value + highs[there, s] <= enough:
                    break
                for k in range(first_of[there, s], first_of[there, s + 1]):
                    b = order[k]
                    work += 1
                    if value + values2[b] <= enough:
                        break
                    if arrive > turn - ints2[b, TIME]:
                        continue
                    clash = False
                    for w in range(masks.shape[1]):
                        if masks[f, w] & masks2[b, w]:
                            clash = True
                            break
                    if not clash:
                        enough = value + values2[b]
                        best[f], mate[f] = enough, b
    return work
