"""Compiled tables of what is still to be had on a day at home, slot by slot, without coming back.

The same as `route_kernel.still_to_be_had` where only stops that bring something are worth making:
a block of slots as long as the shortest stop is reckoned at once, so that the innermost loop runs
along time. A slot stands for its first second, so nothing real is under-valued.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

HOME, NOWHERE = -1, -2


@compiled
def _arrivals(
    node: int, first: int, last: int, closes: int, setup: int, slot_s: int, back: int,
    entry_from: Longs, gain: Floats, stay: Longs, window_lo: Ints, window_hi: Ints,
    most: Floats, onward: Ints, other: Floats,
    there: Floats, after: Ints, besides: Floats,
) -> None:  # fmt: skip
    """Fill there, after, besides of a node: the same on arriving, before its own stop.

    `after` is the node that the best goes on to, `besides` the best that goes on to any other.
    """
    for s in range(first, last):
        there[node, s], after[node, s], besides[node, s] = -np.inf, NOWHERE, -np.inf
    for e in range(entry_from[node], entry_from[node + 1]):
        for s in range(first, last):
            ready = s * slot_s + setup
            leave = -1
            for w in range(window_lo.shape[1]):
                start = max(ready, window_lo[e, w])
                if start <= window_hi[e, w]:
                    leave = start + stay[e]
                    break
            if leave < 0 or leave + back > closes:
                continue
            at = leave // slot_s
            best, second = gain[e] + most[node, at], gain[e] + other[node, at]
            to = onward[node, at]
            if best > there[node, s]:
                rest = besides[node, s] if after[node, s] == to else there[node, s]
                besides[node, s] = max(rest, second)
                there[node, s], after[node, s] = best, to
            else:
                rest = second if after[node, s] == to else best
                besides[node, s] = max(besides[node, s], rest)


@compiled
def most_ahead(
    slots: Ints, costs: Floats, back: Longs, opens: int, closes: int, setup: int, slot_s: int,
    block: int, entry_from: Longs, gain: Floats, stay: Longs, window_lo: Ints, window_hi: Ints,
    most: Floats, onward: Ints, other: Floats, second: Ints,
    there: Floats, after: Ints, besides: Floats,
) -> None:  # fmt: skip
    """Fill most, onward, other, second: (N, slots), from leaving a node until home.

    The last node is the base. slots: (N, N) drives in whole slots, -1 for no way; costs: (N, N);
    back: (N,) seconds home, -1 for no way. `block` slots are not longer than any stop. `most` is
    the best, `onward` the node it goes to next, `other` the best by way of any other, `second`
    that one. there, after, besides: the same on arriving (`_arrivals`).
    """
    nodes = len(slots)
    base = nodes - 1
    for table in (most, other, there, besides):
        table[:] = -np.inf
    for way in (onward, second, after):
        way[:] = NOWHERE
    end = closes // slot_s + 1
    best, rest = np.empty(block), np.empty(block)
    to, to_rest = np.empty(block, dtype=np.int32), np.empty(block, dtype=np.int32)
    last = end
    while last > opens // slot_s:
        first = max(opens // slot_s, last - block)
        width = last - first
        for node in range(base):
            _arrivals(
                node, first, last, closes, setup, slot_s, back[node], entry_from, gain, stay,
                window_lo, window_hi, most, onward, other, there, after, besides,
            )  # fmt: skip
        for here in range(nodes):
            for i in range(width):
                best[i], rest[i], to[i], to_rest[i] = -np.inf, -np.inf, NOWHERE, NOWHERE
                time = max((first + i) * slot_s, opens)
                if back[here] >= 0 and time + back[here] <= closes:
                    best[i], to[i] = (-costs[here, base] if here != base else 0.0), HOME
            for node in range(base):
                away = slots[here, node]
                if node == here or away < 0:
                    continue
                cost = costs[here, node]
                for i in range(min(width, end - first - away)):
                    at = first + i + away
                    value = besides[node, at] if after[node, at] == here else there[node, at]
                    value -= cost
                    if value > best[i]:
                        rest[i], to_rest[i] = best[i], to[i]
                        best[i], to[i] = value, node
                    elif value > rest[i]:
                        rest[i], to_rest[i] = value, node
            for i in range(width):
                most[here, first + i], onward[here, first + i] = best[i], to[i]
                other[here, first + i], second[here, first + i] = rest[i], to_rest[i]
        last = first


@compiled
def way_by(
    begin: int, slots: Ints, opens: int, setup: int, slot_s: int, stay: Longs, window_lo: Ints,
    window_hi: Ints, entry_from: Longs, gain: Floats, most: Floats, onward: Ints, other: Floats,
    second: Ints, way: Ints,
) -> int:  # fmt: skip
    """Fill way: entries of the best day that begins with node `begin`; returns how many."""
    before, here, at = len(slots) - 1, begin, opens // slot_s + slots[len(slots) - 1, begin]
    count = 0
    while count < len(way):
        found, value, leaves = -1, -np.inf, 0
        for e in range(entry_from[here], entry_from[here + 1]):
            leave = -1
            for w in range(window_lo.shape[1]):
                start = max(at * slot_s + setup, window_lo[e, w])
                if start <= window_hi[e, w]:
                    leave = (start + stay[e]) // slot_s
                    break
            if leave < 0 or leave >= most.shape[1]:
                continue
            back = onward[here, leave] == before
            worth = gain[e] + (other[here, leave] if back else most[here, leave])
            if worth > value:
                found, value, leaves = e, worth, leave
        if found < 0:
            return -1
        way[count] = found
        count += 1
        back = onward[here, leaves] == before
        to = second[here, leaves] if back else onward[here, leaves]
        if to < 0:
            return count
        before, here, at = here, to, leaves + slots[here, to]
    return -1
