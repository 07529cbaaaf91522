"""The best days of units that are home every evening and whose days have no rules but hours.

Two ways of pricing one: `by_table`, which may go round in circles that it has not been told of,
within a fraction of a second; and `by_labels`, which remember where days were seen to come back
to, and look only for days that are worth more than the best one known.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.circles import Circles
from planner.optimiser.halves import EVERYTHING, Halves, remembered_near, turned_round
from planner.optimiser.ladder import DayAhead, Ladder
from planner.optimiser.problem import Problem
from planner.optimiser.relax_kernel import IN_VAIN, close
from planner.optimiser.shop import Market
from planner.optimiser.tables import Table, table_of, ways_of

Bits = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Days = tuple[tuple[float, tuple[int, ...]], ...]

REMEMBERED, MOST_REMEMBERED = 4, 6
"""Places that tables remember at a place, at first and at most: each doubles its states."""
LEARNT_FROM = 3
"""Days that a table tells whose circles it is told of."""
ONWARDS_WORK = 20_000_000
"""Comparisons of labels of whole days; where those are not enough, days are made of halves."""
MUCH_WORK = 5_000_000
"""Comparisons of labels beyond which tables learn more, so that labels see what is in vain."""
HARD_WORK, TABLES = 30_000_000, 8
"""Comparisons of labels after which the next time so many tables are made and learn, at most."""
NEARLY = 0.97
"""Share of the best known day that days must be worth to be told besides."""
ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
RUNS = 12
"""Runs of labels, each remembering more, until a day that comes back somewhere is let stand."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """No day is worth more than `best`; days: (worth, options in order), best first."""

    best: float
    days: Days
    cut: bool = False
    work: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class PlainDays:
    """Prices days of one problem, as exact pricing sees it; keeps what goes in circles."""

    problem: Problem
    ladder: Ladder
    halves: Halves = field(default_factory=Halves)
    _costs: dict[int, Floats] = field(default_factory=dict)
    _circles: dict[int, Circles] = field(default_factory=dict)
    _learnt: dict[int, Circles] = field(default_factory=dict)
    _work: dict[int, int] = field(default_factory=dict)
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

    def circles(self, unit: int) -> Circles:
        """What tables of a unit's days remember."""
        return self._circles.setdefault(unit, Circles(most=REMEMBERED))

    def by_table(self, day: DayAhead) -> Found:
        """The best days that may go round in circles that are not remembered."""
        if not len(day.options):
            return Found(best=0.0, days=())
        table = table_of(day, self.circles(day.unit))
        return Found(best=max(0.0, table.best), days=tuple(ways_of(day, table)))

    def learn(self, unit: int, days: Days) -> bool:
        """Let tables remember what the first days come back to; whether there was anything new."""
        circles = self.circles(unit)
        return sum(circles.learn(self.places(way)) for _, way in days[:LEARNT_FROM]) > 0

    def _table(self, day: DayAhead, known: float) -> Table:
        """A table, learning at once where labels had much to do the last time."""
        circles = self.circles(day.unit)
        table = table_of(day, circles)
        if self._work.get(day.unit, 0) < HARD_WORK:
            return table
        for _ in range(TABLES):
            if table.best <= known or not self._learn_more(day.unit, tuple(ways_of(day, table))):
                break
            table = table_of(day, circles)
        return table

    def _learn_more(self, unit: int, days: Days) -> bool:
        """The same, with room for more at each place where there is none left."""
        circles = self.circles(unit)
        while not self.learn(unit, days):
            if circles.most >= MOST_REMEMBERED:
                return False
            circles.most += 1
        return True

    def by_labels(self, day: DayAhead, known: float, wanted: int, most_work: int) -> Found:
        """Days worth more than a known one, `wanted` at most; `best` is never below `known`."""
        if not len(day.options):
            return Found(best=known, days=())
        circles = self.circles(day.unit)
        learnt = self._learnt.setdefault(day.unit, Circles(most=EVERYTHING, states_left=np.inf))
        table = self._table(day, known)
        if table.best <= known:
            return Found(best=known, days=())
        if most_work <= 0:
            return Found(best=table.best, days=(), cut=True)
        search = _Search(
            day=day, table=table, circles=circles, learnt=learnt, halves=self.halves,
            wanted=wanted, most_work=most_work,
        )  # fmt: skip
        found = search.run(known)
        if found.cut or found.work > MUCH_WORK:
            self._learn_more(day.unit, tuple(ways_of(day, table)))
        self._work[day.unit] = found.work
        return found

    def places(self, options: tuple[int, ...]) -> list[int]:
        """Where options are."""
        places: list[int] = self.problem.option_place[list(options)].tolist()
        return places

    def is_simple(self, options: tuple[int, ...]) -> bool:
        """Whether a day comes back nowhere; others may be forbidden once more is remembered."""
        return len(set(self.places(options))) == len(options)

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


@dataclass(slots=True, kw_only=True, eq=False)
class _Search:
    """One day's search by labels, remembering more until its best day comes back nowhere."""

    day: DayAhead
    table: Table
    circles: Circles
    learnt: Circles
    halves: Halves
    wanted: int
    most_work: int
    work: int = field(init=False)
    near: Bits = field(init=False)
    _turned: Table | None = None
    _best: float = field(init=False)
    _days: dict[tuple[int, ...], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._best, self.work = self.table.best, self.most_work
        self.near = remembered_near(self.table, self.circles, self.learnt)

    def run(self, known: float) -> Found:
        """No day is worth more than the found best, and none better than a known one is missing."""
        day, table, near = self.day, self.table, self.near
        rough = self.halves.onwards(
            day,
            table,
            np.full_like(near, ALL),
            NEARLY * known,
            self.wanted,
            min(self.work, ONWARDS_WORK),
            rough=True,
        )
        self.work -= rough.work
        aim = max(known, self._take(rough.ways))
        for _ in range(RUNS):
            ways, left = self._once(aim)
            if left > -np.inf:
                return self._found(max(left, aim, *(worth for worth, _ in ways[:1])), cut=True)
            if not ways:
                return self._found(aim)
            self._best = min(self._best, ways[0][0])
            aim = max(aim, self._take(ways))
            if not sum(self.learnt.learn(self._places(entries)) for _, entries in ways):
                return self._found(max(aim, ways[0][0]))
            self.near = remembered_near(table, self.circles, self.learnt)
        return self._found(self._best)

    def _once(self, aim: float) -> tuple[Days, float]:
        """Days worth more than `aim`, by entries, and what may be had beyond those left out."""
        day, table, near, most = self.day, self.table, self.near, min(self.work, ONWARDS_WORK)
        if self._turned is None:
            run = self.halves.onwards(day, table, near, aim, self.wanted, most)
            self.work -= run.work
            if run.left == -np.inf or self.work <= 0:
                return run.ways, run.left
            self._turned = turned_round(day, self.circles)
        run = self.halves.both_ways(
            day, table, self._turned, near, aim, self.wanted, max(0, self.work)
        )
        self.work -= run.work
        return run.ways, run.left

    def _take(self, ways: Days) -> float:
        """Keep days that come back nowhere; the worth of the best."""
        simple = [
            (worth, entries) for worth, entries in ways
            if len(set(self._places(entries))) == len(entries)
        ]  # fmt: skip
        for worth, entries in simple:
            self._days.setdefault(tuple(self.day.options[list(entries)].tolist()), worth)
        return max((worth for worth, _ in simple), default=-np.inf)

    def _places(self, entries: tuple[int, ...]) -> list[int]:
        places: list[int] = self.day.place[list(entries)].tolist()
        return places

    def _found(self, best: float, *, cut: bool = False) -> Found:
        order = sorted(self._days.items(), key=lambda one: -one[1])[: self.wanted]
        days = tuple((worth, options) for options, worth in order)
        used = self.most_work - self.work
        return Found(best=min(self._best, best), days=days, cut=cut, work=used)
