"""Compiled days of one unit from base to base, in either direction of time: never under-valued.

They know drives, opening hours and what each stop brings at best, and forget lunch, loads, staff,
the driving limit and villages that two stops share; so no real day is worth more than the best of
them. Run backwards (roads and hours turned round) they tell what is still to be had from a place,
which lets a run forwards drop what cannot become worth having, and the other way about.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.label_kernel import (
    DEAD,
    IN_BUCKET,
    NEXT,
    OPTION,
    PARENT,
    PLACE,
    TIME,
    left_over,
    moved_memory,
)
from planner.optimiser.relax_kernel import saves
from planner.optimiser.window_kernel import begin

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

BUCKET_S = 60
"""Labels leave a bucket in any order, so no stop may be shorter; packages are open 60 s or more."""
HOME, NOWHERE = -1, -2


@compiled
def still_to_be_had(
    drives: Ints, costs: Floats, opens: int, closes: int, base: int, setup: int, packing: int,
    place: Longs, gain: Floats, open_s: Ints, window_lo: Ints, window_hi: Ints, again: Floats,
    known_savings: Bytes, slot_s: int, most: Floats, onward: Ints, other: Floats,
) -> None:  # fmt: skip
    """Fill most, onward, other: (P, slots): points from leaving a place until home at base.

    `most` is the best, `onward` the place it goes to next, `other` the best by way of any other:
    with them no stop comes right back to the one before it. Entries stand in place, gain, open_s,
    window_lo, window_hi; again: (P,) most that stops at a place bring after its first.
    """
    most[:] = -np.inf
    other[:] = -np.inf
    onward[:] = NOWHERE
    standing = np.zeros(len(drives), dtype=np.bool_)
    standing[base] = True
    for there in place:
        standing[there] = True
    for slot in range(min(most.shape[1] - 1, closes // slot_s), opens // slot_s - 1, -1):
        time = max(slot * slot_s, opens)
        for here in range(len(drives)):
            if not standing[here]:
                continue
            best, best_to, second = -np.inf, NOWHERE, -np.inf
            back = drives[here, base]
            if back >= 0 and time + back <= closes:
                best_to = HOME
                best = -costs[here, base] if here != base else 0.0
            for e in range(len(place)):
                there = place[e]
                go = drives[here, there]
                if go < 0 or (here == there and again[there] <= 0.0):
                    continue
                start = begin(e, time + go + setup, window_lo, window_hi)
                leave = start + open_s[e] + packing
                if drives[there, base] < 0 or leave + drives[there, base] > closes:
                    continue
                at = leave // slot_s
                rest = most[there, at]
                if onward[there, at] == here and again[here] <= 0.0:
                    rest = other[there, at]
                if gain[e] <= 0.0 and not saves(known_savings, costs, drives, here, there):
                    continue
                value = max(0.0, gain[e]) + rest
                if here != there:
                    value -= costs[here, there]
                if value > best:
                    if best_to != there:
                        second = best
                    best, best_to = value, there
                elif there != best_to:
                    second = max(second, value)
            most[here, slot], onward[here, slot], other[here, slot] = best, best_to, second


@compiled
def latest_values(
    labels: int, ints: Ints, values: Floats, charge: float, turn: int, slot_s: int, table: Floats
) -> None:  # fmt: skip
    """Fill table: (P, slots), from labels of the other direction: the best on arriving by then.

    A label's own stop counts, the day's charge does not. `turn` is the sum of a moment's times in
    both directions.
    """
    table[:] = -np.inf
    for label in range(1, labels):
        slot = (turn - ints[label, TIME]) // slot_s
        here = ints[label, PLACE]
        table[here, slot] = max(table[here, slot], values[label] + charge)
    for here in range(len(table)):
        for slot in range(table.shape[1] - 2, -1, -1):
            table[here, slot] = max(table[here, slot], table[here, slot + 1])


@compiled
def _moved(memory: int, origin: int, to: int, remembered: Ints, position: Bytes) -> int:
    """What is still remembered on going from one place to another, and the place itself."""
    own = position[to, to]
    kept = 1 << own if own >= 0 else 0
    return kept | moved_memory(memory, origin, to, remembered, position)


@compiled
def _keep(
    label: int, ints: Ints, values: Floats, masks: Longs, heads: Ints, buckets: Ints
) -> int:  # fmt: skip
    """Keep a label unless another at its place is no later, worth no less and knows no more.

    Returns how many labels were looked at; as a negative number when it is not kept.
    """
    time, value, mask = ints[label, TIME], values[label], masks[label]
    before, at, looked = -1, heads[ints[label, PLACE]], 1
    while at >= 0 and ints[at, TIME] <= time:
        looked += 1
        if values[at] >= value and (masks[at] & ~mask) == 0:
            return -looked
        before, at = at, ints[at, NEXT]
    ints[label, NEXT] = at
    if before < 0:
        heads[ints[label, PLACE]] = label
    else:
        ints[before, NEXT] = label
    last = label
    while at >= 0:
        looked += 1
        if value >= values[at] and (mask & ~masks[at]) == 0:
            ints[at, DEAD] = 1
            ints[last, NEXT] = ints[at, NEXT]
        else:
            last = at
        at = ints[at, NEXT]
    bucket = time // BUCKET_S
    ints[label, IN_BUCKET] = buckets[bucket]
    buckets[bucket] = label
    return looked


@compiled
def routes(
    drives: Ints, costs: Floats, opens: int, closes: int, base: int, setup: int, packing: int,
    place: Longs, gain: Floats, open_s: Ints, window_lo: Ints, window_hi: Ints, again: Floats,
    known_savings: Bytes, charge: float, aim: float, remembered: Ints, position: Bytes,
    slot_s: int, most: Floats, onward: Ints, other: Floats, by_arrival: bool, most_work: int,
    ints: Ints, values: Floats, masks: Longs, hopes: Floats,
) -> tuple[int, float, int]:  # fmt: skip
    """Every day worth more than `aim`, its charge taken off; labels go to ints, values, masks.

    What is still to be had stands in most (and onward, other) as `still_to_be_had` leaves it, or,
    `by_arrival`, in most as `latest_values` does. hopes: (labels,) what each may come to at best.

    Returns
    -------
    How many labels there are, more than any day is worth that was left out when `most_work`
    comparisons or the labels were not enough (-inf when none was), and the comparisons made.
    """
    heads = np.full(len(drives), -1, dtype=np.int32)
    buckets = np.full(closes // BUCKET_S + 1, -1, dtype=np.int32)
    ints[0, TIME], ints[0, PLACE], ints[0, PARENT], ints[0, OPTION] = opens, base, -1, -1
    ints[0, IN_BUCKET], ints[0, DEAD] = -1, 0
    values[0], masks[0], hopes[0] = -charge, 0, np.inf
    buckets[opens // BUCKET_S] = 0
    free, work = 1, 0
    for bucket in range(len(buckets)):
        at = buckets[bucket]
        while at >= 0:
            if ints[at, DEAD]:
                at = ints[at, IN_BUCKET]
                continue
            if work > most_work or free + len(place) >= len(ints):
                return free, left_over(at, bucket, buckets, ints, hopes, IN_BUCKET, DEAD), work
            here, now = ints[at, PLACE] + 0, ints[at, TIME]  # widened: one type with `there`
            work += len(place)
            for e in range(len(place)):
                there = place[e]
                go = drives[here, there]
                if go < 0 or (here == there and again[there] <= 0.0):
                    continue
                known = position[here, there]
                seen = here == there or (known >= 0 and (masks[at] >> known) & 1 != 0)
                if seen and again[there] <= 0.0:
                    continue
                arrive = now + go
                leave = begin(e, arrive + setup, window_lo, window_hi) + open_s[e] + packing
                if drives[there, base] < 0 or leave + drives[there, base] > closes:
                    continue
                value = values[at] - (costs[here, there] if here != there else 0.0)
                if by_arrival:
                    hope = value + most[there, arrive // slot_s]
                    if hope <= aim:
                        continue
                worth = max(0.0, min(gain[e], again[there]) if seen else gain[e])
                value += worth
                if not by_arrival:
                    slot = leave // slot_s
                    back = onward[there, slot] == here and again[here] <= 0.0
                    hope = value + (other[there, slot] if back else most[there, slot])
                    if hope <= aim:
                        continue
                if worth <= 0.0 and not saves(known_savings, costs, drives, here, there):
                    continue
                ints[free, TIME], ints[free, PLACE] = leave, there
                ints[free, PARENT], ints[free, OPTION] = at, e
                ints[free, DEAD] = 0
                values[free], hopes[free] = value, hope
                if not by_arrival:  # what it stands for may come right back where it may not
                    hopes[free] = value + most[there, leave // slot_s]
                masks[free] = _moved(masks[at], here, there, remembered, position)
                looked = _keep(free, ints, values, masks, heads, buckets)
                work += abs(looked)
                if looked > 0:
                    free += 1
            at = ints[at, IN_BUCKET]
    return free, -np.inf, work
