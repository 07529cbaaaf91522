"""Compiled tables of what is still to be had on a day at home, slot by slot.

A table never comes right back to where it was, nor to a place that is remembered where it stands:
each node has a state for every set of its own few remembered nodes that a day may have been to (see
`circles`). Where there are many nodes, whoever goes on to a far one forgets all but where he comes
from: so far ones are reckoned once a node, not once a state. Only stops that bring something are
worth making. A block of slots as long as the shortest stop is reckoned at once, so that the
innermost loop runs along time. A slot stands for its first second, so nothing real is
under-valued.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.window_kernel import begin

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

HOME, NOWHERE = -1, -2


@compiled
def targets(near_from: Longs, near_of: Longs, state_from: Longs, target: Ints) -> None:
    """Fill target: (states, N): the state on arriving at a node from a state, -1 if it was seen.

    The base, the last node, has one state. Node v remembers near_of[near_from[v]:near_from[v + 1]],
    bit by bit of its states, which begin with state_from[v].
    """
    nodes = len(near_from) - 1
    bit_of = np.full(nodes + 1, -1, dtype=np.int64)
    for there in range(nodes):
        for k in range(near_from[there], near_from[there + 1]):
            bit_of[near_of[k]] = k - near_from[there]
        for here in range(nodes + 1):
            own = 1 << bit_of[here] if bit_of[here] >= 0 else 0
            for s in range(state_from[here], state_from[here + 1]):
                kept, seen = own, here == there
                if here < nodes:
                    for k in range(near_from[here], near_from[here + 1]):
                        if ((s - state_from[here]) >> (k - near_from[here])) & 1:
                            seen = seen or near_of[k] == there
                            if bit_of[near_of[k]] >= 0:
                                kept |= 1 << bit_of[near_of[k]]
                target[s, there] = -1 if seen else state_from[there] + kept
        for k in range(near_from[there], near_from[there + 1]):
            bit_of[near_of[k]] = -1


@compiled
def _arrivals(
    node: int, states: int, past: int, first: int, last: int, closes: int, setup: int, slot_s: int,
    back: int, entry_from: Longs, gain: Floats, stay: Longs, window_lo: Ints, window_hi: Ints,
    most: Floats, onward: Ints, other: Floats,
    there: Floats, after: Ints, besides: Floats, leaves: Longs,
) -> None:  # fmt: skip
    """Fill there, after, besides of a node's states: the same on arriving, before its own stop.

    `after` is the node that the best goes on to, `besides` the best that goes on to any other.
    """
    for e in range(entry_from[node], entry_from[node + 1]):
        for s in range(first, last):
            leave = begin(e, s * slot_s + setup, window_lo, window_hi) + stay[e]
            leaves[s - first] = leave // slot_s if leave + back <= closes else -1
        for state in range(states, past):
            for s in range(first, last):
                at = leaves[s - first]
                if at < 0:
                    continue
                best, second = gain[e] + most[state, at], gain[e] + other[state, at]
                to = onward[state, at]
                if best > there[state, s]:
                    rest = besides[state, s] if after[state, s] == to else there[state, s]
                    besides[state, s] = max(rest, second)
                    there[state, s], after[state, s] = best, to
                else:
                    rest = second if after[state, s] == to else best
                    besides[state, s] = max(besides[state, s], rest)


@compiled
def _goes_on(
    here: int, node: int, arrived: int, away: int, cost: float, first: int, width: int,
    there: Floats, after: Ints, besides: Floats,
    best: Floats, to: Ints, rest: Floats, to_rest: Ints,
) -> None:  # fmt: skip
    """Let best, rest be those of going on to a node where that is better, slot by slot."""
    for i in range(min(width, there.shape[1] - first - away)):
        at = first + i + away
        value = there[arrived, at]
        if after[arrived, at] == here:
            value = besides[arrived, at]
        value -= cost
        if value > best[i]:
            rest[i], to_rest[i] = best[i], to[i]
            best[i], to[i] = value, node
        elif value > rest[i]:
            rest[i], to_rest[i] = value, node


@compiled
def most_ahead(
    slots: Ints, costs: Floats, back: Longs, soon: Longs, opens: int, closes: int, setup: int,
    slot_s: int, block: int, entry_from: Longs, gain: Floats, stay: Longs, window_lo: Ints,
    window_hi: Ints, state_from: Longs, target: Ints, arc_from: Longs, arc_to: Longs,
    far_from: Longs, far_to: Longs, most: Floats, onward: Ints, other: Floats, second: Ints,
    there: Floats, after: Ints, besides: Floats,
) -> None:  # fmt: skip
    """Fill most, onward, other, second: (states, slots), from leaving a node until home.

    The last node is the base. slots: (N, N) drives in whole slots, -1 for no way; costs: (N, N);
    back: (N,) seconds home, -1 for no way; soon: (N,) slots before which nobody is there. `block`
    slots are not longer than any stop. From node v days go on to arc_to[arc_from[v]:...], or far
    away to far_to[far_from[v]:...].
    `most` is the best, `onward` the node it goes to next, `other` the best by way of any other,
    `second` that one. there, after, besides: the same on arriving (`_arrivals`).
    """
    nodes = len(slots)
    base = nodes - 1
    for table in (most, other, there, besides):
        table[:] = -np.inf
    for way in (onward, second, after):
        way[:] = NOWHERE
    begin, end = opens // slot_s, closes // slot_s + 1
    best, rest = np.empty(block), np.empty(block)
    to, to_rest = np.empty(block, dtype=np.int32), np.empty(block, dtype=np.int32)
    far, far_rest = np.empty(block), np.empty(block)
    to_far, to_far_rest = np.empty(block, dtype=np.int32), np.empty(block, dtype=np.int32)
    leaves = np.empty(block, dtype=np.int64)
    last = end
    while last > begin:
        first = max(begin, last - block)
        width = last - first
        for node in range(base):
            if last > soon[node]:
                _arrivals(
                    node, state_from[node], state_from[node + 1], first, last, closes, setup,
                    slot_s, back[node], entry_from, gain, stay, window_lo, window_hi, most, onward,
                    other, there, after, besides, leaves,
                )  # fmt: skip
        for here in range(nodes):
            if here == base and first > begin:
                continue
            home = back[here]
            if last <= soon[here] or home < 0 or first * slot_s + home > closes:
                continue
            for i in range(width):
                far[i], far_rest[i], to_far[i], to_far_rest[i] = -np.inf, -np.inf, NOWHERE, NOWHERE
                if max((first + i) * slot_s, opens) + home <= closes:
                    far[i], to_far[i] = (-costs[here, base] if here != base else 0.0), HOME
            for k in range(far_from[here], far_from[here + 1]):
                node = far_to[k]
                _goes_on(
                    here, node, target[state_from[here], node], slots[here, node],
                    costs[here, node], first, width, there, after, besides, far, to_far, far_rest,
                    to_far_rest,
                )  # fmt: skip
            for state in range(state_from[here], state_from[here + 1]):
                best[:], rest[:], to[:], to_rest[:] = far, far_rest, to_far, to_far_rest
                for k in range(arc_from[here], arc_from[here + 1]):
                    node = arc_to[k]
                    if target[state, node] >= 0:
                        _goes_on(
                            here, node, target[state, node], slots[here, node], costs[here, node],
                            first, width, there, after, besides, best, to, rest, to_rest,
                        )  # fmt: skip
                for i in range(width):
                    most[state, first + i], onward[state, first + i] = best[i], to[i]
                    other[state, first + i], second[state, first + i] = rest[i], to_rest[i]
        last = first


@compiled
def way_by(
    first: int, slots: Ints, opens: int, setup: int, slot_s: int, stay: Longs, window_lo: Ints,
    window_hi: Ints, entry_from: Longs, gain: Floats, state_from: Longs, target: Ints,
    near: Bools, most: Floats, onward: Ints, other: Floats, second: Ints, way: Ints,
) -> int:  # fmt: skip
    """Fill way: entries of the best day that begins with node `first`; returns how many.

    near: (N, N) whether one goes on from a node to another without forgetting.
    """
    base = len(slots) - 1
    before, here, at = base, first, opens // slot_s + slots[base, first]
    state = target[state_from[base], first]
    count = 0
    while count < len(way):
        found, value, leaves = -1, -np.inf, 0
        for e in range(entry_from[here], entry_from[here + 1]):
            leave = begin(e, at * slot_s + setup, window_lo, window_hi) + stay[e]
            leave //= slot_s
            if leave >= most.shape[1]:
                continue
            back = onward[state, leave] == before
            worth = gain[e] + (other[state, leave] if back else most[state, leave])
            if worth > value:
                found, value, leaves = e, worth, leave
        if found < 0:
            return -1
        way[count] = found
        count += 1
        back = onward[state, leaves] == before
        to = second[state, leaves] if back else onward[state, leaves]
        if to < 0:
            return count
        state = target[state if near[here, to] else state_from[here], to]
        before, here, at = here, to, leaves + slots[here, to]
    return -1
