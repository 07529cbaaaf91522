"""Compiled labels of pricing: what they hold, and which of two is kept."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

# Columns of a label's integers.
TIME, DRIVE, LOAD, PARENT, OPTION, PLACE, DAY, EATEN, STAFF, NEXT, IN_BUCKET, DEAD, VISITS = range(
    13
)
FIELDS = 13
NIGHT = -2
"""Stands for an option where a label is the morning after a night; -1 is the start."""


@compiled
def dominates(
    a: int, b: int, ints: Ints, values: Floats, masks: Longs, sigma: Floats, closes: int,
    max_drive: int, exact: bool,
) -> bool:  # fmt: skip
    """Whether label a, no later than b, can do all that b can and is worth no less."""
    if ints[a, EATEN] < ints[b, EATEN]:
        return False
    if exact and ((masks[a] & ~masks[b]) != 0 or ints[a, LOAD] > ints[b, LOAD]):
        return False
    if ints[a, DRIVE] > ints[b, DRIVE] and (ints[a, DRIVE] + closes - ints[a, TIME] > max_drive):
        return False
    value = values[a]
    extra = ints[b, STAFF] & ~ints[a, STAFF]
    kind = 0
    while extra >> kind:
        if (extra >> kind) & 1:
            value -= sigma[kind]
        kind += 1
    return bool(value >= values[b])


@compiled
def insert(
    label: int, node: int, bucket: int, ints: Ints, values: Floats, masks: Longs, heads: Ints,
    buckets: Ints, sigma: Floats, closes: int, max_drive: int, exact: bool, work: Longs,
) -> int:  # fmt: skip
    """Keep the label written at index `label` unless dominated; returns the next free index."""
    before, at = -1, heads[node]
    while at >= 0 and ints[at, TIME] <= ints[label, TIME]:
        work[0] += 1
        if dominates(at, label, ints, values, masks, sigma, closes, max_drive, exact):
            return label
        before, at = at, ints[at, NEXT]
    ints[label, NEXT] = at
    if before < 0:
        heads[node] = label
    else:
        ints[before, NEXT] = label
    last = label
    while at >= 0:
        work[0] += 1
        if dominates(label, at, ints, values, masks, sigma, closes, max_drive, exact):
            ints[at, DEAD] = 1
            ints[last, NEXT] = ints[at, NEXT]
        else:
            last = at
        at = ints[at, NEXT]
    ints[label, IN_BUCKET] = buckets[bucket]
    buckets[bucket] = label
    return label + 1


@compiled
def write(
    label: int, ints: Ints, time: int, drive: int, load: int, parent: int, option: int,
    place: int, day: int, eaten: int, staff: int, visits: int,
) -> None:  # fmt: skip
    """Write a label's integers but for its links."""
    ints[label, TIME] = time
    ints[label, DRIVE] = drive
    ints[label, LOAD] = load
    ints[label, PARENT] = parent
    ints[label, OPTION] = option
    ints[label, PLACE] = place
    ints[label, DAY] = day
    ints[label, EATEN] = eaten
    ints[label, STAFF] = staff
    ints[label, DEAD] = 0
    ints[label, VISITS] = visits


@compiled
def moved_memory(memory: int, origin: int, to: int, remembered: Ints, position: Bytes) -> int:
    """What is still remembered of the villages served, on going from one place to another.

    With one row in `position` all places remember the same, and nothing is forgotten.
    """
    if len(position) == 1:
        return memory
    kept = 0
    bit = 0
    while memory >> bit:
        if (memory >> bit) & 1:
            at = position[to, remembered[origin, bit]]
            if at >= 0:
                kept |= 1 << at
        bit += 1
    return kept


@compiled
def left_over(
    at: int, bucket: int, buckets: Ints, ints: Ints, hopes: Floats, in_bucket: int, dead: int
) -> float:  # fmt: skip
    """Most that labels not dealt with yet may come to: `at` and those after it in their buckets.

    in_bucket, dead: the columns of `ints` that say which label is next, and whether it counts.
    """
    left = -np.inf
    for b in range(bucket, len(buckets)):
        label = at if b == bucket else buckets[b]
        while label >= 0:
            if not ints[label, dead]:
                left = max(left, hopes[label])
            label = ints[label, in_bucket]
    return left
