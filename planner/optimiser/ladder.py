"""Days of units that are home every evening, priced so that it always ends, rung by rung.

The first rung is a table of what is still to be had, without coming right back; each further one
runs labels that remember more, now forwards, now backwards, and drops what by the rung before
cannot come to more than is aimed at. So the best day is known within a fixed amount of work, or
is not worth what was aimed at. What days may do beyond that (lunch, loads, staff, driving limits,
stops that share villages) only makes them worth less.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.label_kernel import FIELDS, OPTION, PARENT, PLACE, TIME
from planner.optimiser.later_stops import second_worths
from planner.optimiser.memory import Memory, nearby, remember_repeats
from planner.optimiser.problem import Ints, Longs, Problem
from planner.optimiser.route_kernel import HOME, latest_values, routes, still_to_be_had
from planner.optimiser.shop import Market, best_of

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

REMEMBERED = 6
"""Stops that a place remembers before it is known which ones days come back to."""
RUNGS = 2
"""Runs of labels each time a day is priced; the next time they begin with what is remembered."""
LABELS = 250_000
TABLE_WORK = 60_000_000
"""Steps that making the table may take, about a quarter of a second; it has wider slots else."""
FINE_SLOT_S, SHORTEST_SLOT_S = 30, 60
LOOKED_AT = 400
"""Finished days among which those to be told are looked for."""
FIRM, FIRMER, FIRMEST = 0.5, 0.5, 0.95
"""What is aimed at, as a share of what was to be had at most; where labels were not enough the rest
to 1 is halved, up to the last. Nothing is lost by it while there is something better."""
GROWN_BY = 3
"""Best days whose repeats are remembered from then on."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roads:
    """One direction of a unit's day: as kernels read it, (P, P) drives and leg points."""

    drives: Ints
    costs: Floats
    setup: int
    packing: int
    window_lo: Ints
    window_hi: Ints
    savings: Bytes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayAhead:
    """A unit's day with what each option brings at best. again: (P,) of stops after the first."""

    unit: int
    opens: int
    closes: int
    base: int
    charge: float
    options: Ints
    place: Longs
    gain: Floats
    open_s: Ints
    again: Floats
    there: Roads
    back: Roads

    @property
    def turn(self) -> int:
        """A moment's time forwards plus its time backwards."""
        return self.opens + self.closes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Climbed:
    """What one climb found: no day is worth more than `best`.

    days: (worth, options in order) of days worth more than was aimed at, best first. table: (P,
    slots of `slot_s`) what is still to be had. `cut`: labels or work were not enough.
    """

    best: float
    aim: float
    days: tuple[tuple[float, tuple[int, ...]], ...]
    table: Floats
    slot_s: int
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rest:
    """What is still to be had, by one of the two kernels that tell it."""

    most: Floats
    onward: Ints
    other: Floats
    slot_s: int
    by_arrival: bool


@dataclass(slots=True, kw_only=True, eq=False)
class Ladder:
    """Climbs days of one problem; keeps the work space, and what is remembered."""

    problem: Problem
    memory: Memory = field(init=False)
    _ints: Ints = field(init=False)
    _values: Floats = field(init=False)
    _masks: Longs = field(init=False)
    _hopes: Floats = field(init=False)
    _firm: dict[int, float] = field(default_factory=dict)
    _backwards: dict[tuple[int, float], Bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.memory = nearby(self.problem, by_place=True, size=REMEMBERED)
        self._ints = np.empty((LABELS, FIELDS), dtype=np.int32)
        self._values, self._hopes = np.empty(LABELS), np.empty(LABELS)
        self._masks = np.empty(LABELS, dtype=np.int64)

    def day(self, market: Market, day: int, costs: Floats, savings: Bytes) -> DayAhead:
        """A unit's day at a market's prices; costs: (P, P) of legs, savings known of them."""
        problem, unit = market.problem, market.unit
        shop = best_of(problem, [market.on(day, from_home=True)])
        options = shop.options
        open_s = problem.open_s[problem.option_package[options]]
        opens, closes = problem.shift[unit, day].tolist()
        drives = problem.durations[problem.matrix_of[unit, day]]
        lo, hi = problem.window_lo[options], problem.window_hi[options]
        turned = opens + closes - open_s[:, None]
        setup, packing = int(problem.setup_s[unit]), int(problem.packing_s[unit])
        key = (int(problem.cost_of[unit, day]), market.prices.baht)
        if key not in self._backwards:
            self._backwards = {k: v for k, v in self._backwards.items() if k[1] == key[1]}
            self._backwards[key] = np.zeros(drives.shape, dtype=np.int8)
        return DayAhead(
            unit=unit,
            opens=opens,
            closes=closes,
            base=int(problem.base[unit]),
            charge=float(market.day_charge[day]),
            options=options,
            place=problem.option_place[options].astype(np.int64),
            gain=shop.worth[0, -1],
            open_s=open_s,
            again=second_worths(market, range(day, day + 1)),
            there=Roads(
                drives=drives, costs=costs, setup=setup, packing=packing, window_lo=lo,
                window_hi=hi, savings=savings,
            ),
            back=Roads(
                drives=np.ascontiguousarray(drives.T), costs=np.ascontiguousarray(costs.T),
                setup=packing, packing=setup,
                window_lo=np.ascontiguousarray((turned - hi)[:, ::-1], dtype=np.int32),
                window_hi=np.ascontiguousarray((turned - lo)[:, ::-1], dtype=np.int32),
                savings=self._backwards[key],
            ),
        )  # fmt: skip

    def climb(
        self, day: DayAhead, floor: float, hoped: float, wanted: int, most_work: int
    ) -> Climbed:
        """The best days; `wanted` are told, and none that is worth `floor` or less.

        hoped: more than any day is worth at prices like these, inf for unknown: a share of it is
        aimed at.
        """
        table, onward, other, slot_s = self._table(day)
        start = day.base, day.opens // slot_s
        first = float(table[start]) - day.charge
        firm = self._firm.get(day.unit, FIRM)
        aim = max(floor, firm * min(hoped, first))
        climbed = Climbed(
            best=first, aim=aim, days=(), table=table, slot_s=slot_s, cut=most_work < 0
        )  # fmt: skip
        if onward[start] == HOME or first <= aim or most_work < 0:
            return climbed
        rest = Rest(most=table, onward=onward, other=other, slot_s=slot_s, by_arrival=False)
        for rung in range(RUNGS):
            forwards = rung % 2 == 0
            labels, left, _ = self.run(day, forwards, aim, rest, most_work)
            found = tuple(self.finished(day, forwards, labels, aim, wanted))
            best = max([aim, left, *(worth for worth, _ in found[:1])])
            cut = left > -np.inf
            climbed = replace(climbed, best=min(climbed.best, best), days=found, cut=cut)
            if not found or cut:
                break
            if not self.remember(found):
                break
            rest = self.turned(day, labels)
        softer = FIRM if firm <= FIRM else firm - 0.25 * (firm - FIRM)
        harder = min(FIRMEST, firm + FIRMER * (1.0 - firm))
        self._firm[day.unit] = harder if climbed.cut else softer
        return climbed

    def _table(self, day: DayAhead) -> tuple[Floats, Ints, Floats, int]:
        places = len(np.unique(day.place)) + 1
        slots = TABLE_WORK // max(1, places * len(day.place))
        slot_s = max(SHORTEST_SLOT_S, (day.closes - day.opens) // max(1, slots))
        stay = day.there.setup + day.there.packing + int(day.open_s.min(initial=slot_s))
        slot_s = max(SHORTEST_SLOT_S, min(slot_s, stay))
        shape = (len(day.there.drives), day.closes // slot_s + 1)
        most, other = np.empty(shape), np.empty(shape)
        onward = np.empty(shape, dtype=np.int32)
        road = day.there
        still_to_be_had(
            road.drives, road.costs, day.opens, day.closes, day.base, road.setup, road.packing,
            day.place, day.gain, day.open_s, road.window_lo, road.window_hi, day.again,
            road.savings, slot_s, most, onward, other,
        )  # fmt: skip
        return most, onward, other, slot_s

    def run(
        self, day: DayAhead, forwards: bool, aim: float, rest: Rest, most_work: int
    ) -> tuple[int, float, int]:
        """Labels of one direction; how many, what may be had beyond them, comparisons made."""
        road = day.there if forwards else day.back
        return routes(
            road.drives, road.costs, day.opens, day.closes, day.base, road.setup, road.packing,
            day.place, day.gain, day.open_s, road.window_lo, road.window_hi, day.again,
            road.savings, day.charge, aim, self.memory.remembered, self.memory.position,
            rest.slot_s, rest.most, rest.onward, rest.other, rest.by_arrival, most_work,
            self._ints, self._values, self._masks, self._hopes,
        )  # fmt: skip

    def turned(self, day: DayAhead, labels: int) -> Rest:
        """What labels of the last run tell a run in the other direction."""
        places = len(day.there.drives)
        most = np.empty((places, day.turn // FINE_SLOT_S + 1))
        latest_values(labels, self._ints, self._values, day.charge, day.turn, FINE_SLOT_S, most)
        none = np.empty((places, 0), dtype=np.int32)
        return Rest(
            most=most, onward=none, other=most, slot_s=FINE_SLOT_S, by_arrival=True
        )  # fmt: skip

    def finished(
        self, day: DayAhead, forwards: bool, labels: int, aim: float, wanted: int
    ) -> Iterator[tuple[float, tuple[int, ...]]]:
        """Finished days worth more than aimed at, best first, each with other places."""
        road = day.there if forwards else day.back
        places = self._ints[1:labels, PLACE]
        worth = self._values[1:labels] - road.costs[places, day.base]
        back = self._ints[1:labels, TIME] + road.drives[places, day.base]
        worth[back > day.closes] = -np.inf
        good = np.flatnonzero(worth > aim)
        order = good[np.argsort(-worth[good], kind="stable")][:LOOKED_AT]
        seen: set[tuple[int, ...]] = set()
        for i in order.tolist():
            entries = self._entries(i + 1)
            key = tuple(sorted(day.place[entries].tolist()))
            if key in seen:
                continue
            seen.add(key)
            way = entries[::-1] if forwards else entries
            yield float(worth[i]), tuple(day.options[way].tolist())
            if len(seen) >= wanted:
                return

    def _entries(self, label: int) -> Ints:
        """The entries of a label's stops, last first."""
        entries = []
        while label > 0:
            entries.append(int(self._ints[label, OPTION]))
            label = int(self._ints[label, PARENT])
        return np.array(entries, dtype=np.int32)

    def remember(self, found: tuple[tuple[float, tuple[int, ...]], ...]) -> bool:
        """Let the first days be told from those that come back somewhere; whether any was not."""
        more = False
        for _, options in found[:GROWN_BY]:
            places = self.problem.option_place[list(options)].tolist()
            more |= remember_repeats(self.memory, places)
        return more
