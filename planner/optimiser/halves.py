"""The best days by labels: from the morning on, or from both ends where that would be too many."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.circles import Circles
from planner.optimiser.halves_kernel import (
    DEAD,
    ENTRY,
    FIELDS,
    NODE,
    PARENT,
    SLICE_S,
    TIME,
    half_days,
    join,
)
from planner.optimiser.ladder import DayAhead
from planner.optimiser.tables import Table, table_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Ways = tuple[tuple[float, tuple[int, ...]], ...]

LABELS = 250_000
NEAREST = 8
"""Nodes that labels remember besides those that days were seen to come back to."""
LOOKED_AT = 2_000
"""Days worth enough among which those to be told are looked for."""
EVERYTHING = 1 << 20
"""How many places labels may remember at each: all of them."""
UNEQUAL, SHIFT_S = 1.5, 900
WORD = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """What one run found: days worth more than aimed at, best first, by entries in order.

    left: more than any day is worth that was left out, -inf for none. work: comparisons made.
    """

    ways: Ways
    left: float
    work: int


@dataclass(slots=True, kw_only=True, eq=False)
class _Labels:
    """Work space of one direction, and how many labels are in it."""

    ints: Ints = field(default_factory=lambda: np.empty((LABELS, FIELDS), dtype=np.int32))
    values: Floats = field(default_factory=lambda: np.empty(LABELS))
    hopes: Floats = field(default_factory=lambda: np.empty(LABELS))
    masks: Bits = field(default_factory=lambda: np.empty((LABELS, 1), dtype=np.uint64))
    count: int = 0

    def widen(self, words: int) -> None:
        """Room for so many words of memory."""
        if self.masks.shape[1] != words:
            self.masks = np.empty((LABELS, words), dtype=np.uint64)

    def entries(self, label: int) -> list[int]:
        """The entries of a label's stops, last first."""
        found = []
        while label > 0:
            found.append(int(self.ints[label, ENTRY]))
            label = int(self.ints[label, PARENT])
        return found


@dataclass(slots=True, kw_only=True, eq=False)
class Halves:
    """Runs labels on days of one problem; keeps the work space."""

    _firsts: _Labels = field(default_factory=_Labels)
    _seconds: _Labels = field(default_factory=_Labels)
    _middle: dict[int, int] = field(default_factory=dict)
    """By unit, when first halves of days end; moved so that both take alike."""

    def onwards(
        self, day: DayAhead, table: Table, near: Bits, aim: float, wanted: int, most_work: int,
        *, rough: bool = False,
    ) -> Run:  # fmt: skip
        """Days worth more than `aim`, by labels of whole days; `rough`: some of them, soon."""
        labels, base = self._firsts, len(table.nodes) - 1
        left, work = self._half(day, table, near, aim, day.closes, day.closes, rough, most_work)
        nodes = labels.ints[1 : labels.count, NODE]
        worth = labels.values[1 : labels.count] - table.costs[nodes, base]
        good = np.flatnonzero(worth > aim)
        order = good[np.argsort(-worth[good], kind="stable")][:LOOKED_AT]
        found = ((float(worth[i]), labels.entries(i + 1)[::-1]) for i in order.tolist())
        return Run(ways=_apart(found, wanted), left=-np.inf if rough else left, work=work)

    def both_ways(
        self, day: DayAhead, table: Table, turned: Table, near: Bits, aim: float, wanted: int,
        most_work: int,
    ) -> Run:  # fmt: skip
        """The same by halves of days, `turned` being the table of the day turned round."""
        middle = self._middle.setdefault(day.unit, (day.opens + day.closes) // 2)
        back = replace(day, there=day.back, back=day.there)
        left, work = self._half(day, table, near, aim, middle, day.closes, False, most_work)
        self._firsts, self._seconds = self._seconds, self._firsts
        begun = day.turn - middle - 1
        left2, work2 = self._half(back, turned, near, aim, day.closes, begun, False, most_work)
        self._firsts, self._seconds = self._seconds, self._firsts
        if work > UNEQUAL * work2:
            self._middle[day.unit] = max(day.opens, middle - SHIFT_S)
        elif work2 > UNEQUAL * work:
            self._middle[day.unit] = min(day.closes, middle + SHIFT_S)
        ways, joins = self._joined(day, table, aim, wanted)
        return Run(ways=ways, left=max(left, left2), work=work + work2 + joins)

    def _half(
        self, day: DayAhead, table: Table, near: Bits, aim: float, last_leave: int,
        last_begin: int, rough: bool, most_work: int,
    ) -> tuple[float, int]:  # fmt: skip
        labels, road, states = self._firsts, day.there, table.states
        labels.widen(near.shape[1])
        labels.count, left, work = half_days(
            table.drives, table.costs, day.opens, day.closes, road.setup, road.packing,
            table.entry_from, day.gain, day.open_s, road.window_lo, road.window_hi, day.charge,
            aim, near, table.slot_s, states.near_from, states.near_of, states.state_from,
            table.most, table.onward, table.other, last_leave,
            last_begin, rough, most_work, labels.ints, labels.values, labels.hopes, labels.masks,
        )  # fmt: skip
        return left, work

    def _joined(self, day: DayAhead, table: Table, aim: float, wanted: int) -> tuple[Ways, int]:
        firsts, seconds, base = self._firsts, self._seconds, len(table.nodes) - 1
        order, begin, highs = self._in_order(day, base)
        best, mate = np.empty(firsts.count), np.empty(firsts.count, dtype=np.int32)
        work = join(
            table.drives, table.costs, day.opens, day.closes, day.turn, aim, day.charge,
            firsts.count, firsts.ints, firsts.values, firsts.masks, order, begin, highs,
            seconds.ints, seconds.values, seconds.masks, best, mate,
        )  # fmt: skip
        good = np.flatnonzero(mate >= 0)
        good = good[np.argsort(-best[good], kind="stable")][:LOOKED_AT]
        found = (
            (float(best[i]), firsts.entries(i)[::-1] + seconds.entries(int(mate[i])))
            for i in good.tolist()
        )
        return _apart(found, wanted), work

    def _in_order(self, day: DayAhead, base: int) -> tuple[Ints, Longs, Floats]:
        """Second halves as `join` reads them."""
        labels, slices = self._seconds, (day.closes - day.opens) // SLICE_S + 1
        alive = np.flatnonzero(labels.ints[1 : labels.count, DEAD] == 0) + 1
        latest = day.turn - labels.ints[alive, TIME]
        key = labels.ints[alive, NODE].astype(np.int64) * slices
        key += np.maximum(0, latest - day.opens) // SLICE_S
        order = np.lexsort((-labels.values[alive], key))
        ends = np.searchsorted(key[order], np.arange(base * slices + 1))
        begin = np.empty((base, slices + 1), dtype=np.int64)
        begin[:, :-1], begin[:, -1] = ends[:-1].reshape(base, slices), ends[slices::slices]
        highs = np.full(base * slices, -np.inf)
        some = ends[:-1] < ends[1:]
        highs[some] = labels.values[alive[order[ends[:-1][some]]]]
        high = np.maximum.accumulate(highs.reshape(base, slices)[:, ::-1], axis=1)[:, ::-1]
        return alive[order].astype(np.int32), begin, np.ascontiguousarray(high)


def turned_round(day: DayAhead, circles: Circles) -> Table:
    """The table of a day turned round: the evening is its morning."""
    return table_of(replace(day, there=day.back, back=day.there), circles)


def remembered_near(table: Table, circles: Circles, learnt: Circles) -> Bits:
    """(N, words): what labels remember at each node: the nearest, and what days came back to."""
    places = table.nodes[:-1].tolist()
    node_of = {place: node for node, place in enumerate(places)}
    near = np.zeros((len(table.nodes), len(places) // WORD + 1), dtype=np.uint64)
    away = table.drives[:-1, :-1].astype(np.int64)
    away[away < 0] = np.iinfo(np.int64).max
    nearest = np.argsort(away, axis=0, kind="stable")[:NEAREST].T.tolist()
    for node, place in enumerate(places):
        known = (*circles.remembered.get(place, ()), *learnt.remembered.get(place, ()))
        for other in (*nearest[node], *(node_of[p] for p in known if p in node_of)):
            near[node, other // WORD] |= np.uint64(1 << other % WORD)
    return near


def _apart(found: Iterator[tuple[float, list[int]]], wanted: int) -> Ways:
    """The first ones, each with other stops."""
    seen: dict[tuple[int, ...], tuple[float, tuple[int, ...]]] = {}
    for worth, entries in found:
        seen.setdefault(tuple(sorted(entries)), (worth, tuple(entries)))
        if len(seen) >= wanted:
            break
    return tuple(seen.values())
