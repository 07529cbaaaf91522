"""Compiled contraction of a road graph along an order of its junctions, and what is asked of it.

Junctions are numbered by rank. A shortcut leads from a junction up to one of higher rank; taking
junctions out in order joins all their higher neighbours, whatever the weights. Customising gives
every shortcut the quickest way over lower junctions, each way. A quickest path then goes up and
down again, over junctions that both ends have above them. After Dibbelt, Strasser and Wagner,
"Customizable Contraction Hierarchies" (ACM JEA 21, 2016); labels along the path to the root are
those of Delling and others for exact distances.

Weights are integers, milliseconds x 2**26 + decimetres: both sums along the same path at once.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.travel.jit import compiled

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

NO_WAY = 1 << 61
"""No road leads there; two of them can be added. Never leaves this package."""


class Shape(NamedTuple):
    """The shortcuts of n ranks. begin: (n + 1,), up: (k,) where a rank's shortcuts lead, ascending.

    parent: (n,) the lowest of them, -1 at a root. depth: (n,) how many stand above. low_begin:
    (n + 1,), low_from, low_edge: (k,) the shortcuts that lead to a rank, by where they come from.
    """

    begin: Longs
    up: Ints
    parent: Ints
    depth: Ints
    low_begin: Longs
    low_from: Ints
    low_edge: Longs


class Sums(NamedTuple):
    """Weights of shortcuts, upwards and downwards: (k,) each.

    The arcs that give them, -1 where lower junctions do.
    """

    up: Longs
    down: Longs
    up_arc: Ints
    down_arc: Ints


@compiled
def contract(first: Longs, head: Ints, rank: Ints) -> Shape:
    """The shortcuts of a graph of n junctions, given its neighbours and the order."""
    n = len(rank)
    junction = np.empty(n, np.int32)
    for v in range(n):
        junction[rank[v]] = v
    begin = np.zeros(n + 1, np.int64)
    up = np.empty(2 * len(head) + n + 1, np.int32)
    parent = np.full(n, -1, np.int32)
    child, sibling = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    mark = np.full(n, -1, np.int32)
    size = 0
    for v in range(n):
        start = size
        for e in range(first[junction[v]], first[junction[v] + 1]):
            up, size = _met(v, rank[head[e]], mark, up, size)
        c = child[v]
        while c >= 0:
            for e in range(begin[c], begin[c + 1]):
                up, size = _met(v, up[e], mark, up, size)
            c = sibling[c]
        begin[v + 1] = size
        up[start:size].sort()
        if size > start:
            parent[v] = up[start]
            sibling[v] = child[up[start]]
            child[up[start]] = v
    return _shape(begin, up[:size].copy(), parent)


@compiled
def _met(v: int, w: int, mark: Ints, up: Ints, size: int) -> tuple[Ints, int]:
    """Add a higher neighbour once."""
    if w <= v or mark[w] == v:
        return up, size
    mark[w] = v
    if size == len(up):
        wider = np.empty(2 * size, np.int32)
        wider[:size] = up
        up = wider
    up[size] = w
    return up, size + 1


@compiled
def _shape(begin: Longs, up: Ints, parent: Ints) -> Shape:
    n = len(parent)
    depth = np.zeros(n, np.int32)
    for v in range(n - 1, -1, -1):
        if parent[v] >= 0:
            depth[v] = depth[parent[v]] + 1
    low_begin = np.zeros(n + 1, np.int64)
    for w in up:
        low_begin[w + 1] += 1
    low_begin = np.cumsum(low_begin)
    at = low_begin[:-1].copy()
    low_from, low_edge = np.empty(len(up), np.int32), np.empty(len(up), np.int64)
    for v in range(n):
        for e in range(begin[v], begin[v + 1]):
            low_from[at[up[e]]] = v
            low_edge[at[up[e]]] = e
            at[up[e]] += 1
    return Shape(begin, up, parent, depth, low_begin, low_from, low_edge)


@compiled
def edge_of(shape: Shape, low: int, high: int) -> int:
    """The shortcut from one rank up to another; there is one."""
    left, right = shape.begin[low], shape.begin[low + 1]
    while left < right:
        middle = (left + right) // 2
        if shape.up[middle] < high:
            left = middle + 1
        else:
            right = middle
    return int(left)


@compiled
def edges_of_arcs(shape: Shape, start: Ints, end: Ints) -> Longs:
    """(m,) the shortcut of each arc between two ranks, -1 for a loop."""
    edges = np.empty(len(start), np.int64)
    for a in range(len(start)):
        low, high = min(start[a], end[a]), max(start[a], end[a])
        edges[a] = -1 if low == high else edge_of(shape, low, high)
    return edges


@compiled
def customise(
    shape: Shape, edges: Longs, is_up: npt.NDArray[np.bool_], forward: Longs, backward: Longs
) -> Sums:
    """The weights of all shortcuts from those of arcs, from start to end and back."""
    count = len(shape.up)
    up, down = np.full(count, NO_WAY, np.int64), np.full(count, NO_WAY, np.int64)
    up_arc, down_arc = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
    for a in range(len(edges)):
        e = edges[a]
        if e < 0:
            continue
        rise, fall = (forward[a], backward[a]) if is_up[a] else (backward[a], forward[a])
        if rise < up[e]:
            up[e], up_arc[e] = rise, a
        if fall < down[e]:
            down[e], down_arc[e] = fall, a
    sums = Sums(up, down, up_arc, down_arc)
    for v in range(len(shape.parent)):
        _over(shape, sums, v)
    return sums


@compiled
def _over(shape: Shape, sums: Sums, v: int) -> None:
    """Offer every pair of higher neighbours the way over `v`."""
    begin, end = shape.begin[v], shape.begin[v + 1]
    for i in range(begin, end - 1):
        e = shape.begin[shape.up[i]]
        for j in range(i + 1, end):
            while shape.up[e] != shape.up[j]:
                e += 1
            rise = sums.down[i] + sums.up[j]
            fall = sums.down[j] + sums.up[i]
            if rise < sums.up[e]:
                sums.up[e] = rise
                sums.up_arc[e] = -1
            if fall < sums.down[e]:
                sums.down[e] = fall
                sums.down_arc[e] = -1


@compiled
def label(shape: Shape, weights: Longs, low: int, low_sum: int, high: int, high_sum: int) -> Longs:
    """(depth of `low` + 1,) sums to everything above `low`, the root first.

    The start is tied to `low` and to `high`, which stands above it.
    """
    sums = np.full(shape.depth[low] + 1, NO_WAY, np.int64)
    sums[shape.depth[low]] = low_sum
    if high_sum < sums[shape.depth[high]]:
        sums[shape.depth[high]] = high_sum
    x = low
    while x >= 0:
        here = sums[shape.depth[x]]
        if here < NO_WAY:
            for e in range(shape.begin[x], shape.begin[x + 1]):
                d = shape.depth[shape.up[e]]
                if here + weights[e] < sums[d]:
                    sums[d] = here + weights[e]
        x = shape.parent[x]
    return sums


@compiled
def path_up(shape: Shape, low: int) -> Ints:
    """(depth of `low` + 1,) the ranks above a rank, the root first, itself last."""
    path = np.empty(shape.depth[low] + 1, np.int32)
    x = low
    while x >= 0:
        path[shape.depth[x]] = x
        x = shape.parent[x]
    return path


@compiled
def together(a: Ints, b: Ints) -> int:
    """How many ranks two paths to the root have in common."""
    left, right = 0, min(len(a), len(b))
    while left < right:
        middle = (left + right) // 2
        if a[middle] == b[middle]:
            left = middle + 1
        else:
            right = middle
    return int(left)


@compiled
def expand(shape: Shape, sums: Sums, edge: int, rises: bool) -> list[int]:
    """The arcs of a shortcut in driving order."""
    arcs = [0 for _ in range(0)]
    stack = [(edge, rises)]
    while len(stack) > 0:
        e, is_rise = stack.pop()
        arc = sums.up_arc[e] if is_rise else sums.down_arc[e]
        if arc >= 0:
            arcs.append(arc)
            continue
        high = shape.up[e]
        low = _below(shape, e)
        for i in range(shape.low_begin[low], shape.low_begin[low + 1]):
            to_low, x = shape.low_edge[i], shape.low_from[i]
            to_high = edge_of(shape, x, high)
            if to_high == shape.begin[x + 1] or shape.up[to_high] != high:
                continue
            if is_rise and sums.down[to_low] + sums.up[to_high] == sums.up[e]:
                stack.append((to_high, True))
                stack.append((to_low, False))
                break
            if not is_rise and sums.down[to_high] + sums.up[to_low] == sums.down[e]:
                stack.append((to_low, True))
                stack.append((to_high, False))
                break
    return arcs


@compiled
def _below(shape: Shape, edge: int) -> int:
    """The rank that a shortcut leads up from."""
    left, right = 0, len(shape.parent)
    while right - left > 1:
        middle = (left + right) // 2
        if shape.begin[middle] <= edge:
            left = middle
        else:
            right = middle
    return int(left)
