"""Compiled sums for places tied to a hierarchy: along their own arc, up to the root, and joined."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.travel.hierarchy_kernel import (
    NO_WAY,
    Shape,
    Sums,
    edge_of,
    expand,
    label,
    path_up,
    together,
)
from geodata.travel.jit import compiled

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

TO_START, TO_END, FROM_START, FROM_END = range(4)
"""Columns of sums between a place's meeting point and the ends of its arc."""


class Chains(NamedTuple):
    """Pieces of arcs between stations, arc after arc in the order of their lines.

    arc: (k,) the arc. start: (k,) the place whose meeting point the piece begins at, -1 for a
    junction or the end of a closure. forward, backward: (k,) weights.
    """

    arc: Longs
    start: Longs
    forward: Longs
    backward: Longs


class Labels(NamedTuple):
    """Sums of places to and from all ranks above them. begin: (p + 1,); the rest (sum,)."""

    begin: Longs
    path: Ints
    out: Longs
    back: Longs


@compiled
def plus(a: int, b: int) -> int:
    """A sum that never passes `NO_WAY`."""
    return min(a + b, NO_WAY)


@compiled
def along(chains: Chains, places: int, forward: Longs, backward: Longs) -> Longs:
    """(p, 4) sums between meeting points and the ends of their arcs.

    The weights of the arcs concerned are set to the sums of their pieces.
    """
    ends = np.full((places, 4), NO_WAY, np.int64)
    first = 0
    while first < len(chains.arc):
        last = first
        there, back = 0, 0
        while last < len(chains.arc) and chains.arc[last] == chains.arc[first]:
            p = chains.start[last]
            if p >= 0:
                ends[p, FROM_START], ends[p, TO_START] = there, back
            there, back = plus(there, chains.forward[last]), plus(back, chains.backward[last])
            last += 1
        forward[chains.arc[first]], backward[chains.arc[first]] = there, back
        there, back = 0, 0
        for k in range(last - 1, first - 1, -1):
            there, back = plus(there, chains.forward[k]), plus(back, chains.backward[k])
            p = chains.start[k]
            if p >= 0:
                ends[p, TO_END], ends[p, FROM_END] = there, back
        first = last
    return ends


@compiled
def beside(chains: Chains, access: Longs, sums: Longs) -> None:
    """Offer every pair of places on one arc the way along it; access: (p,) weights off the road."""
    for i in range(len(chains.arc)):
        a = chains.start[i]
        there, back = 0, 0
        for k in range(i, len(chains.arc) if a >= 0 else i):
            if chains.arc[k] != chains.arc[i]:
                break
            b = chains.start[k]
            if k > i and b >= 0:
                both = plus(access[a], access[b])
                sums[a, b] = min(sums[a, b], plus(both, there))
                sums[b, a] = min(sums[b, a], plus(both, back))
            there, back = plus(there, chains.forward[k]), plus(back, chains.backward[k])


@compiled
def label_places(
    shape: Shape, sums: Sums, ends: Longs, start: Longs, end: Longs, access: Longs
) -> Labels:
    """The labels of places; start, end: (p,) ranks of the ends of their arcs, -1 for no arc."""
    count = len(start)
    begin = np.zeros(count + 1, np.int64)
    for p in range(count):
        deep = 0 if start[p] < 0 else shape.depth[min(start[p], end[p])] + 1
        begin[p + 1] = begin[p] + deep
    labels = Labels(
        begin,
        np.empty(begin[-1], np.int32),
        np.empty(begin[-1], np.int64),
        np.empty(begin[-1], np.int64),
    )
    for p in range(count):
        if start[p] < 0:
            continue
        a, b = begin[p], begin[p + 1]
        low, high = min(start[p], end[p]), max(start[p], end[p])
        is_up = start[p] <= end[p]
        to = (TO_START, TO_END) if is_up else (TO_END, TO_START)
        from_ = (FROM_START, FROM_END) if is_up else (FROM_END, FROM_START)
        labels.path[a:b] = path_up(shape, low)
        labels.out[a:b] = label(
            shape, sums.up,
            low, plus(ends[p, to[0]], access[p]), high, plus(ends[p, to[1]], access[p]),
        )  # fmt: skip
        labels.back[a:b] = label(
            shape, sums.down,
            low, plus(ends[p, from_[0]], access[p]), high, plus(ends[p, from_[1]], access[p]),
        )  # fmt: skip
    return labels


@compiled
def join(labels: Labels, sums: Longs) -> None:
    """Offer every pair of places the way over a rank above both."""
    count = len(labels.begin) - 1
    for i in range(count):
        a, a_end = labels.begin[i], labels.begin[i + 1]
        for j in range(count):
            b, b_end = labels.begin[j], labels.begin[j + 1]
            common = together(labels.path[a:a_end], labels.path[b:b_end])
            best = sums[i, j]
            for d in range(common):
                best = min(best, labels.out[a + d] + labels.back[b + d])
            sums[i, j] = best


@compiled
def close(sums: Longs, over: Longs) -> None:
    """Offer every pair the way over each of some places, in turn."""
    for k in over:
        for i in range(len(sums)):
            first = sums[i, k]
            if first < NO_WAY and i != k:
                for j in range(len(sums)):
                    sums[i, j] = min(sums[i, j], first + sums[k, j])


@compiled
def drive(shape: Shape, sums: Sums, labels: Labels, i: int, j: int) -> tuple[int, list[int], int]:
    """The way between two places over the roads and its sum.

    The rank at which it enters the junctions, and its arcs in driving order; -1: there is none.
    """
    a, b = labels.begin[i], labels.begin[j]
    path = labels.path[a : labels.begin[i + 1]]
    common = together(path, labels.path[b : labels.begin[j + 1]])
    best, top = NO_WAY, -1
    for d in range(common):
        if labels.out[a + d] + labels.back[b + d] < best:
            best, top = labels.out[a + d] + labels.back[b + d], d
    arcs = [0 for _ in range(0)]
    if top < 0:
        return -1, arcs, best
    rises = _climb(shape, sums.up, labels.out[a : labels.begin[i + 1]], path, top)
    entered = path[top]
    for n in range(len(rises) - 1, -1, -1):
        arcs.extend(expand(shape, sums, rises[n], True))
    if len(rises) > 0:
        entered = _under(shape, rises[-1], path)
    other = labels.path[b : labels.begin[j + 1]]
    for e in _climb(shape, sums.down, labels.back[b : labels.begin[j + 1]], other, top):
        arcs.extend(expand(shape, sums, e, False))
    return entered, arcs, best


@compiled
def _climb(shape: Shape, weights: Longs, found: Longs, path: Ints, top: int) -> list[int]:
    """The shortcuts from a rank above down to where the place is tied, as they come."""
    edges = [0 for _ in range(0)]
    at = top
    k = len(path) - 1
    while k > at:
        y = path[k]
        e = edge_of(shape, y, path[at])
        meets = e < shape.begin[y + 1] and shape.up[e] == path[at]
        if meets and found[k] < NO_WAY and found[k] + weights[e] == found[at]:
            edges.append(e)
            at = k
            k = len(path) - 1
        else:
            k -= 1
    return edges


@compiled
def _under(shape: Shape, edge: int, path: Ints) -> int:
    """The rank of a path that a shortcut leads up from."""
    for y in path:
        if shape.begin[y] <= edge < shape.begin[y + 1]:
            return int(y)
    return -1
