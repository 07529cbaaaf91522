"""The best days of units that are home every evening and whose days have no rules but hours.

Two ways of pricing one: `by_table`, which never comes right back but may go round in circles,
within a fraction of a second; and `by_labels`, which remember where days were seen to come back
to, and look only for days that are worth more than the best one known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.ladder import DayAhead, Ladder, Rest
from planner.optimiser.memory import Memory, nearby
from planner.optimiser.problem import Ints, Longs, Problem
from planner.optimiser.relax_kernel import IN_VAIN, close
from planner.optimiser.route_kernel import HOME
from planner.optimiser.shop import Market
from planner.optimiser.table_kernel import most_ahead, way_by

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

SLOT_S, WIDEST_SLOT_S = 60, 600
TABLE_WORK = 100_000_000
"""Steps that making a table may take, about a quarter of a second; it has wider slots else."""
LONGEST_WAY = 200
WAYS = 6
"""Days that a table tells: each with another first stop."""
AIMS = (0.5, 0.25, 0.1, 0.03, 0.0)
"""What labels aim at, as shares of the way from the best day known to what the table promises."""
REMEMBERED = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """No day is worth more than `best`; days: (worth, options in order), best first."""

    best: float
    days: tuple[tuple[float, tuple[int, ...]], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """What is still to be had by node; the last node is the base. See `table_kernel`."""

    nodes: Longs
    slots: Ints
    costs: Floats
    entry_from: Longs
    stay: Longs
    slot_s: int
    most: Floats
    onward: Ints
    other: Floats
    second: Ints
    there: Floats


@dataclass(slots=True, kw_only=True, eq=False)
class PlainDays:
    """Prices days of one problem, as exact pricing sees it; keeps what labels remember."""

    problem: Problem
    ladder: Ladder
    _costs: dict[int, Floats] = field(default_factory=dict)
    _memories: dict[int, Memory] = field(default_factory=dict)
    _no_savings: Bytes = field(init=False)

    def __post_init__(self) -> None:
        places = self.problem.places
        self._no_savings = np.full((places, places), IN_VAIN, dtype=np.int8)

    def day(self, market: Market, day: int) -> DayAhead:
        """A unit's day at a market's prices, without stops that bring nothing.

        Legs cost the least by way of any place, so such stops are never worth making.
        """
        at = int(self.problem.cost_of[market.unit, day])
        if at not in self._costs:
            legs = self.problem.leg_cost[at].astype(np.int64)
            if market.prices.costs:
                close(legs, np.ones(len(legs), dtype=np.bool_))
            self._costs[at] = legs.astype(np.float64)
        costs = self._costs[at] if market.prices.costs else np.zeros_like(self._costs[at])
        ahead = self.ladder.day(market, day, costs, self._no_savings)
        good = np.flatnonzero(ahead.gain > 0.0)
        there, back = (
            replace(
                road,
                window_lo=np.ascontiguousarray(road.window_lo[good]),
                window_hi=np.ascontiguousarray(road.window_hi[good]),
                savings=self._no_savings,
            )
            for road in (ahead.there, ahead.back)
        )
        return replace(
            ahead, options=ahead.options[good], place=ahead.place[good], gain=ahead.gain[good],
            open_s=ahead.open_s[good], there=there, back=back,
        )  # fmt: skip

    def by_table(self, day: DayAhead) -> Found:
        """The best days that may go round in circles of three stops or more."""
        if not len(day.options):
            return Found(best=0.0, days=())
        table = self._table(day)
        best = float(table.most[-1, day.opens // table.slot_s]) - day.charge
        return Found(best=max(0.0, best), days=tuple(self._ways(day, table)))

    def by_labels(self, day: DayAhead, known: float, wanted: int, most_work: int) -> Found:
        """Days worth more than a known one, `wanted` at most; `best` is never below `known`."""
        if not len(day.options):
            return Found(best=known, days=())
        table = self._table(day)
        start, aim = day.opens // table.slot_s, known
        first = float(table.most[-1, start]) - day.charge
        if first <= aim:
            return Found(best=aim, days=())
        self.ladder.memory = self._memory(day.unit)
        begun, best, work = self._everywhere(day, table), first, 0
        for share in AIMS:
            aim = max(known, known + share * (first - known))
            if aim >= best:
                continue
            rest, forwards = begun, True
            while True:
                labels, left, used = self.ladder.run(day, forwards, aim, rest, most_work - work)
                work += used
                days = tuple(self.ladder.finished(day, forwards, labels, aim, wanted))
                if left > -np.inf:
                    days = tuple(one for one in days if self.is_simple(one[1]))
                    return Found(best=min(best, max(left, aim)), days=days, cut=True)
                if not days:
                    best = aim
                    break
                best = min(best, days[0][0])
                rest, forwards = self.ladder.turned(day, labels), not forwards
                if not self.ladder.remember(days[:1]):
                    simple = (one for one in days[1:] if self.is_simple(one[1]))
                    return Found(best=best, days=(days[0], *simple))
        return Found(best=best, days=())

    def is_simple(self, options: tuple[int, ...]) -> bool:
        """Whether a day comes back nowhere; others may be forbidden once labels remember more."""
        return len(set(self.problem.option_place[list(options)].tolist())) == len(options)

    def is_real(self, day: DayAhead, options: tuple[int, ...]) -> bool:
        """Whether a day comes back nowhere and can be done to the second; tables round."""
        if not self.is_simple(options):
            return False
        road, now, here = day.there, day.opens, day.base
        for e in np.searchsorted(day.options, options).tolist():
            place = int(day.place[e])
            ready = now + int(road.drives[here, place]) + road.setup
            starts = np.maximum(ready, road.window_lo[e])
            open_still = np.flatnonzero(starts <= road.window_hi[e])
            if not len(open_still):
                return False
            now = int(starts[open_still[0]]) + int(day.open_s[e]) + road.packing
            here = place
        return now + int(road.drives[here, day.base]) <= day.closes

    def _memory(self, unit: int) -> Memory:
        if unit not in self._memories:
            self._memories[unit] = nearby(self.problem, by_place=True, size=REMEMBERED)
        return self._memories[unit]

    def _table(self, day: DayAhead) -> _Table:
        places, first = np.unique(day.place, return_index=True)
        nodes = np.append(places, day.base)
        road = day.there
        slot_s = self._slot_s(day, len(nodes))
        drives = road.drives[np.ix_(nodes, nodes)]
        slots = np.where(drives < 0, -1, drives // slot_s).astype(np.int32)
        costs = np.ascontiguousarray(road.costs[np.ix_(nodes, nodes)])
        stay = day.open_s.astype(np.int64) + road.packing
        shape = (len(nodes), day.closes // slot_s + 1)
        floats = [np.empty(shape) for _ in range(4)]
        ways = [np.empty(shape, dtype=np.int32) for _ in range(3)]
        entry_from = np.append(first, len(day.place)).astype(np.int64)
        most_ahead(
            slots, costs, road.drives[nodes, day.base].astype(np.int64), day.opens, day.closes,
            road.setup, slot_s, max(1, (road.setup + int(stay.min())) // slot_s), entry_from,
            day.gain, stay, road.window_lo, road.window_hi, floats[0], ways[0], floats[1], ways[1],
            floats[2], ways[2], floats[3],
        )  # fmt: skip
        return _Table(
            nodes=nodes, slots=slots, costs=costs, entry_from=entry_from, stay=stay, slot_s=slot_s,
            most=floats[0], onward=ways[0], other=floats[1], second=ways[1], there=floats[2],
        )  # fmt: skip

    def _slot_s(self, day: DayAhead, nodes: int) -> int:
        span, shortest = day.closes - day.opens, day.there.setup + day.there.packing
        stay = shortest + int(day.open_s.min())
        needed = span * nodes * nodes // TABLE_WORK
        return max(1, min(max(SLOT_S, needed), WIDEST_SLOT_S, stay))

    def _ways(self, day: DayAhead, table: _Table) -> Iterator[tuple[float, tuple[int, ...]]]:
        base, start = len(table.nodes) - 1, day.opens // table.slot_s
        slots = table.slots[base, :base].astype(np.int64)
        at = np.minimum(start + np.maximum(slots, 0), table.there.shape[1] - 1)
        worth = table.there[np.arange(base), at] - table.costs[base, :base] - day.charge
        worth[slots < 0] = -np.inf
        way = np.empty(LONGEST_WAY, dtype=np.int32)
        seen: set[tuple[int, ...]] = set()
        road = day.there
        for node in np.argsort(-worth, kind="stable")[: 2 * WAYS].tolist():
            if worth[node] <= 0.0 or len(seen) >= WAYS:
                return
            count = way_by(
                node, table.slots, day.opens, road.setup, table.slot_s, table.stay,
                road.window_lo, road.window_hi, table.entry_from, day.gain, table.most,
                table.onward, table.other, table.second, way,
            )  # fmt: skip
            if count <= 0:
                continue
            key = tuple(sorted(way[:count].tolist()))
            if key not in seen:
                seen.add(key)
                yield float(worth[node]), tuple(day.options[way[:count]].tolist())

    def _everywhere(self, day: DayAhead, table: _Table) -> Rest:
        """The table by place, as labels read it."""
        shape = (self.problem.places, table.most.shape[1])
        most, other = np.full(shape, -np.inf), np.full(shape, -np.inf)
        onward = np.full(shape, HOME, dtype=np.int32)
        most[table.nodes[:-1]], other[table.nodes[:-1]] = table.most[:-1], table.other[:-1]
        places = np.append(table.nodes[:-1], [HOME, HOME]).astype(np.int32)
        onward[table.nodes[:-1]] = np.where(table.onward[:-1] < 0, HOME, places[table.onward[:-1]])
        return Rest(most=most, onward=onward, other=other, slot_s=table.slot_s, by_arrival=False)
