"""Tables of what is still to be had on one unit's day, and the days they tell (`table_kernel`)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.circles import Circles, States
from planner.optimiser.ladder import DayAhead
from planner.optimiser.table_kernel import most_ahead, way_by

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

SLOT_S, WIDEST_SLOT_S = 60, 600
TABLE_WORK = 400_000_000
"""Steps that making a table may take, about a second and a half; it has wider slots else."""
LONGEST_WAY = 200
WAYS = 6
"""Days that a table tells: each with another first stop."""
MANY_NODES, NEXT_NODES = 120, 30
"""Where a day may stop at more nodes, tables forget on going on to others than so many nearest."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """What is still to be had by state; the last node is the base. See `table_kernel`.

    Its slots count from when the day begins.

    nodes: places of nodes. drives: (N, N) seconds; costs: (N, N). `best` is that of the whole day.
    """

    nodes: Longs
    drives: Ints
    slots: Ints
    costs: Floats
    entry_from: Longs
    stay: Longs
    slot_s: int
    states: States
    near: Bools
    most: Floats
    onward: Ints
    other: Floats
    second: Ints
    there: Floats
    best: float


def table_of(day: DayAhead, circles: Circles) -> Table:
    """The table of a day."""
    places, first = np.unique(day.place, return_index=True)
    nodes, road = np.append(places, day.base), day.there
    drives = np.ascontiguousarray(road.drives[np.ix_(nodes, nodes)])
    states = circles.states(places.tolist())
    good, near = _arcs(drives)
    arcs, far = _listed(near), _listed(good & ~near)
    slot_s = _slot_s(day, states, len(arcs[1]), len(far[1]))
    slots = np.where(drives < 0, -1, drives // slot_s).astype(np.int32)
    costs = np.ascontiguousarray(road.costs[np.ix_(nodes, nodes)])
    stay = day.open_s.astype(np.int64) + road.packing
    entry_from = np.append(first, len(day.place)).astype(np.int64)
    shape = (int(states.state_from[-1]), (day.closes - day.opens) // slot_s + 1)
    most, other, there, besides = (np.empty(shape) for _ in range(4))
    onward, second, after = (np.empty(shape, dtype=np.int32) for _ in range(3))
    most_ahead(
        slots, costs, drives[:, -1].astype(np.int64), np.maximum(0, slots[-1]).astype(np.int64), 0,
        day.closes - day.opens, road.setup, slot_s,
        max(1, (road.setup + int(stay.min())) // slot_s), entry_from, day.gain, stay,
        road.window_lo - day.opens, road.window_hi - day.opens, states.state_from, states.target,
        *arcs, *far, most, onward, other, second, there, after, besides,
    )  # fmt: skip
    return Table(
        nodes=nodes, drives=drives, slots=slots, costs=costs, entry_from=entry_from, stay=stay,
        slot_s=slot_s, states=states, near=near, most=most, onward=onward,
        other=other, second=second, there=there,
        best=float(most[-1, 0]) - day.charge,
    )  # fmt: skip


def ways_of(day: DayAhead, table: Table) -> Iterator[tuple[float, tuple[int, ...]]]:
    """(worth, options in order) of the best days by first stop, best first."""
    base = len(table.nodes) - 1
    slots, states = table.slots[base, :base].astype(np.int64), table.states
    at = np.minimum(np.maximum(slots, 0), table.there.shape[1] - 1)
    worth = table.there[states.target[-1], at] - table.costs[base, :base] - day.charge
    worth[slots < 0] = -np.inf
    way = np.empty(LONGEST_WAY, dtype=np.int32)
    seen: set[tuple[int, ...]] = set()
    road = day.there
    for node in np.argsort(-worth, kind="stable")[: 2 * WAYS].tolist():
        if worth[node] <= 0.0 or len(seen) >= WAYS:
            return
        count = way_by(
            node, table.slots, 0, road.setup, table.slot_s, table.stay,
            road.window_lo - day.opens, road.window_hi - day.opens, table.entry_from, day.gain,
            states.state_from, states.target, table.near, table.most, table.onward, table.other,
            table.second, way,
        )  # fmt: skip
        if count <= 0:
            continue
        key = tuple(sorted(way[:count].tolist()))
        if key not in seen:
            seen.add(key)
            yield float(worth[node]), tuple(day.options[way[:count]].tolist())


def _arcs(drives: Ints) -> tuple[Bools, Bools]:
    """(N, N): which nodes can come after which, and those without forgetting."""
    base = len(drives) - 1
    away = drives.astype(np.int64)
    good = away >= 0
    np.fill_diagonal(good, val=False)
    good[:, base] = False
    near = good.copy()
    if base > MANY_NODES:
        away[~good] = np.iinfo(np.int64).max
        furthest = np.partition(away[:base, :base], NEXT_NODES - 1, axis=1)[:, NEXT_NODES - 1]
        near[:base, :base] &= away[:base, :base] <= furthest[:, None]
    return good, near


def _listed(arcs: Bools) -> tuple[Longs, Longs]:
    begin = np.concatenate([[0], np.cumsum(arcs.sum(axis=1))]).astype(np.int64)
    return begin, np.nonzero(arcs)[1].astype(np.int64)


def _slot_s(day: DayAhead, states: States, near: int, far: int) -> int:
    span, shortest = day.closes - day.opens, day.there.setup + day.there.packing
    stay = shortest + int(day.open_s.min())
    steps = near * int(states.state_from[-1]) // len(states.near_from) + far
    return max(1, min(max(SLOT_S, span * steps // TABLE_WORK), WIDEST_SLOT_S, stay))
