"""Compiled nested dissection: an order of junctions in which few shortcuts arise.

A cell is parted where the fewest roads cross from one side to the other: the quarter of its
junctions that lies farthest to one side is joined to the opposite quarter by as many paths without
a common road as there are (a greatest flow), in four directions, and the narrowest cut is taken.
After Schild and Sommer, "On balanced separators in road networks" (SEA 2015).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.travel.jit import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Marks = npt.NDArray[np.int8]

SIDE_SHARE = 0.25
LEAF = 2
"""Cells of so many junctions are not parted."""
DIRECTIONS = 4
NO_CUT = 1 << 30


class Roads(NamedTuple):
    """Neighbours without directions, loops or repeats; n junctions, m arcs (each way one).

    first: (n + 1,) where a junction's arcs begin. head: (m,) the other end. back: (m,) the same
    road the other way. x, y: (n,) flat position.
    """

    first: Longs
    head: Ints
    back: Longs
    x: Floats
    y: Floats


class Work(NamedTuple):
    """Arrays reused by every cell. cell: (n,) which one a junction is in, -1 once it has a rank."""

    cell: Ints
    side: Marks
    flow: Marks
    seen: Longs
    queue: Ints
    entered: Longs
    cut: Marks


@compiled
def dissect(roads: Roads) -> Ints:
    """(n,) the rank of each junction; the last ranks part the whole."""
    n = len(roads.first) - 1
    node = np.arange(n).astype(np.int32)
    rank = np.zeros(n, np.int32)
    work = Work(
        np.zeros(n, np.int32), np.zeros(n, np.int8), np.zeros(len(roads.head), np.int8),
        np.zeros(n, np.int64), np.empty(n, np.int32), np.empty(n, np.int64), np.zeros(n, np.int8),
    )  # fmt: skip
    clock = np.zeros(1, np.int64)
    cells = 1
    stack = [(0, n)]
    while len(stack) > 0:
        low, high = stack.pop()
        if high - low <= LEAF:
            for i in range(low, high):
                rank[node[i]] = i
                work.cell[node[i]] = -1
            continue
        whole = _reach(roads, work, clock, node[low])
        if whole < high - low:
            middle, end = _part_piece(work, clock, node, low, high, whole, cells)
        else:
            mine = node[low:high].copy()
            _narrowest(roads, work, clock, mine)
            middle, end = _part_cut(roads, work, node, low, mine, cells)
            for i in range(end, high):
                rank[node[i]] = i
                work.cell[node[i]] = -1
        cells += 2
        stack.append((low, middle))
        stack.append((middle, end))
    return rank


@compiled
def _reach(roads: Roads, work: Work, clock: Longs, start: int) -> int:
    """How many junctions of its cell hang together with one; they stand in the queue."""
    clock[0] += 1
    me = work.cell[start]
    work.queue[0] = start
    work.seen[start] = clock[0]
    at, tail = 0, 1
    while at < tail:
        v = work.queue[at]
        at += 1
        for e in range(roads.first[v], roads.first[v + 1]):
            w = roads.head[e]
            if work.cell[w] == me and work.seen[w] != clock[0]:
                work.seen[w] = clock[0]
                work.queue[tail] = w
                tail += 1
    return tail


@compiled
def _part_piece(
    work: Work, clock: Longs, node: Ints, low: int, high: int, whole: int, cells: int
) -> tuple[int, int]:
    """A piece that hangs together apart from the rest of its cell."""
    others = low + whole
    rest = node[low:high].copy()
    for i in range(whole):
        node[low + i] = work.queue[i]
    for v in rest:
        if work.seen[v] == clock[0]:
            work.cell[v] = cells
        else:
            work.cell[v] = cells + 1
            node[others] = v
            others += 1
    return low + whole, high


@compiled
def _narrowest(roads: Roads, work: Work, clock: Longs, mine: Ints) -> None:
    """Mark in `cut` which junctions of a cell lie on the near side of its narrowest cut."""
    best = NO_CUT
    for direction in range(DIRECTIONS):
        keys = np.empty(len(mine), np.float64)
        for i in range(len(mine)):
            x, y = roads.x[mine[i]], roads.y[mine[i]]
            keys[i] = x if direction == 0 else y if direction == 1 else x + y
            if direction == 3:
                keys[i] = x - y
        order = mine[np.argsort(keys)]
        width = _flow(roads, work, clock, order, best)
        if width < best:
            best = width
            for v in mine:
                work.cut[v] = 1 if work.seen[v] == clock[0] else 0


@compiled
def _flow(roads: Roads, work: Work, clock: Longs, order: Ints, best: int) -> int:
    """The roads that part the first junctions from the last, counted up to `best`.

    Then those that the last search has seen are one side of the cut.
    """
    size = len(order)
    ends = max(1, int(size * SIDE_SHARE))
    for v in order:
        work.side[v] = 0
        for e in range(roads.first[v], roads.first[v + 1]):
            work.flow[e] = 0
    for i in range(ends):
        work.side[order[i]] = 1
        work.side[order[size - 1 - i]] = 2
    width = 0
    while width < best:
        v = _path(roads, work, clock, order[:ends])
        if v < 0:
            break
        width += 1
        while work.entered[v] >= 0:
            e = work.entered[v]
            work.flow[e] += 1
            work.flow[roads.back[e]] -= 1
            v = roads.head[roads.back[e]]
    return width


@compiled
def _path(roads: Roads, work: Work, clock: Longs, starts: Ints) -> int:
    """The far junction that a path over roads not yet used leads to, or -1."""
    clock[0] += 1
    me = work.cell[starts[0]]
    tail = 0
    for v in starts:
        work.seen[v] = clock[0]
        work.entered[v] = -1
        work.queue[tail] = v
        tail += 1
    at = 0
    while at < tail:
        v = work.queue[at]
        at += 1
        for e in range(roads.first[v], roads.first[v + 1]):
            w = roads.head[e]
            if work.cell[w] == me and work.seen[w] != clock[0] and work.flow[e] < 1:
                work.seen[w] = clock[0]
                work.entered[w] = e
                if work.side[w] == 2:
                    return int(w)
                work.queue[tail] = w
                tail += 1
    return -1


@compiled
def _part_cut(
    roads: Roads, work: Work, node: Ints, low: int, mine: Ints, cells: int
) -> tuple[int, int]:
    """Near side, far side, then the junctions of the cut on the side that has fewer of them."""
    me = work.cell[mine[0]]
    touches = np.zeros(len(mine), np.int8)
    count = np.zeros(2, np.int64)
    for i in range(len(mine)):
        v = mine[i]
        for e in range(roads.first[v], roads.first[v + 1]):
            w = roads.head[e]
            if work.cell[w] == me and work.cut[w] != work.cut[v]:
                touches[i] = 1
                count[work.cut[v]] += 1
                break
    apart = 1 if count[1] <= count[0] else 0
    at = low
    middle = low
    for near in (1, 0):
        for i in range(len(mine)):
            v = mine[i]
            if work.cut[v] == near and not (near == apart and touches[i]):
                node[at] = v
                at += 1
        if near == 1:
            middle = at
    end = at
    for i in range(len(mine)):
        if work.cut[mine[i]] == apart and touches[i]:
            node[at] = mine[i]
            at += 1
    for i in range(low, middle):
        work.cell[node[i]] = cells
    for i in range(middle, end):
        work.cell[node[i]] = cells + 1
    return middle, end
