"""The stops worth trying at given prices: what a unit finds on each day, ready for the kernels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.keeping import caravan_bonus, row_bonus
from planner.optimiser.links import Prices
from planner.optimiser.load import Loading, steps_of
from planner.optimiser.memory import Memory
from planner.optimiser.overlap import Marginal, Overlaps, marginals_joined, no_marginal
from planner.optimiser.overlap_kernel import marginal_worths, raise_kept
from planner.optimiser.problem import NEVER, Bools, Ints, Longs, Problem
from planner.optimiser.relax import Relaxed
from planner.optimiser.relax_kernel import second_worths
from planner.optimiser.worth_kernel import needless, option_worths, remembered_bits

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayShop:
    """Options of one day worth trying, in the order of options.

    worth, served (bits by place in the reach), used: (2, subsets of scarce staff, options), for
    all villages in reach and for the host alone. needless: options left out for shorter ones.
    """

    options: Ints
    worth: Floats
    served: Longs
    used: Longs
    needless: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shop:
    """Options of N days in one array, grouped by day and place.

    place_from: (N + 1,) ranges of `places`; option_from: ranges of `options` by entry of `places`;
    worth, served (bits of memory), used as in `DayShop`. marginal: what options add after stops
    that overlap theirs.
    """

    place_from: Ints
    places: Ints
    option_from: Ints
    options: Ints
    worth: Floats
    served: Longs
    used: Longs
    marginal: Marginal


@dataclass(slots=True, kw_only=True, eq=False)
class Market:
    """One unit at one set of prices: its charges, and the shops of its days, made when asked for.

    servable: (D, R) rows that may be visited; people: (R,) to be had of each. `exact` never
    under-values a stop; then `relaxed` is where `problem` comes from. Options worth `least` or
    less are left out, but in exact pricing those that may lie on a cheaper way.
    """

    problem: Problem
    unit: int
    prices: Prices
    servable: Bools
    people: Longs
    relaxed: Relaxed | None = None
    overlaps: Overlaps | None = None
    least: float = 0.0
    kinds: list[int] = field(init=False)
    day_charge: Floats = field(init=False)
    beds: Ints = field(init=False)
    bed_points: Floats = field(init=False)
    _charge: Floats = field(init=False)
    _kind_bits: Ints = field(init=False)
    _loading: Loading | None = field(init=False)
    _days: dict[tuple[int, bool], DayShop] = field(default_factory=dict)
    _marginals: dict[tuple[int, bool], Marginal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problem, unit, prices = self.problem, self.unit, self.prices
        self.kinds = kinds_of(problem, unit)
        self._charge = prices.charge_for(problem, unit)
        self.day_charge = prices.unit_day[unit] + float(problem.day_cost[unit]) * prices.costs
        self.day_charge = self.day_charge + prices.baht * float(problem.day_baht[unit])
        beds = np.flatnonzero(problem.night_cost[unit] != NEVER).astype(np.int32)
        self.beds = beds[beds != problem.base[unit]]
        self.bed_points = problem.night_cost[unit, self.beds].astype(np.float64) * prices.costs
        self.bed_points += prices.night[unit] + prices.baht * problem.night_baht[unit, self.beds]
        self._loading = Loading.of(problem, unit) if self.exact else None
        self._kind_bits = np.zeros(len(problem.load), dtype=np.int32)
        for bit, kind in enumerate(self.kinds):
            self._kind_bits[problem.staff_of == kind] = 1 << bit

    @property
    def exact(self) -> bool:
        """Whether stops are never under-valued."""
        return self.relaxed is not None

    def on(self, day: int, *, from_home: bool) -> DayShop:
        """The options of a day; with `from_home` only those that fit between leaving and home."""
        key = (day, from_home)
        if key not in self._days:
            self._days[key] = self._day_shop(day, from_home)
        return self._days[key]

    def shop(self, days: Sequence[int], memory: Memory) -> Shop:
        """The shops of some days together, what stops serve as bits of this memory."""
        from_home = len(days) == 1
        parts = [self.on(day, from_home=from_home) for day in days]
        marginal = [self._marginal(day, from_home) for day in days]
        return joined(self.problem, parts, memory, marginal)

    def _marginal(self, day: int, from_home: bool) -> Marginal:
        """What the options of a day add after stops of the same trip that overlap theirs."""
        key = (day, from_home)
        if key not in self._marginals:
            self._marginals[key] = self._marginal_of(day, from_home)
        return self._marginals[key]

    def _marginal_of(self, day: int, from_home: bool) -> Marginal:
        problem, unit, overlaps = self.problem, self.unit, self.overlaps
        shop, subsets = self.on(day, from_home=from_home), 1 << len(self.kinds)
        if overlaps is None:
            return no_marginal(len(shop.options), subsets)
        days = [day] if from_home else [d for d in range(problem.days) if problem.works(unit, d)]
        usable = np.zeros(len(problem.option_place), dtype=np.bool_)
        for other in days:
            usable[self.on(other, from_home=from_home).options] = True
        trusted = np.ones(problem.places, dtype=np.bool_)
        trusted[self._promised_places(days)] = False
        options = np.unique(np.concatenate([shop.options, shop.needless]))
        start = overlaps.entries(problem.option_place[options])
        worth = np.empty((subsets, int(start[-1])))
        marginal_worths(
            day, np.array(days, dtype=np.int32), options, problem.option_place,
            problem.option_package, problem.option_from, usable, problem.capacity[unit],
            problem.offers, self._counted_whole(), self._kind_bits, subsets,
            overlaps.pair_from, overlaps.pair_place,
            overlaps.union_from, overlaps.village, overlaps.side, problem.row_of, self.people,
            self.prices.gain, self._charge, self.servable & problem.may_serve[unit], trusted,
            start, worth,
        )  # fmt: skip
        dropped = np.isin(options, shop.options, invert=True)
        raise_kept(
            options, problem.option_place, problem.option_package, problem.open_s, dropped, start,
            worth,
        )  # fmt: skip
        found = Marginal(start=start, worth=worth)
        return found.taken(np.searchsorted(options, shop.options))

    def _counted_whole(self) -> Bools:
        """(S,): services that a stop may serve less of than it could: scarce staff, loads."""
        whole: Bools = self._kind_bits != 0
        return whole if self._loading is None else whole | (self.problem.load > 0)

    def second_worths(self, days: Sequence[int]) -> Floats:
        """(P,): most points of a place's stops after the first in a trip over these days."""
        problem, unit = self.problem, self.unit
        least, again = np.full(problem.places, np.inf), np.zeros(problem.places)
        if not self.exact:
            return again
        parts = [self.on(day, from_home=len(days) == 1) for day in days]
        for part in parts:
            np.minimum.at(least, problem.option_place[part.options], part.worth[0, 0])
        least[np.isinf(least)] = 0.0
        second_worths(
            np.array(days, dtype=np.int32), unit, problem.reach_from, problem.reach_village,
            problem.offers, problem.row_of, problem.place_open, problem.option_from,
            problem.option_package, problem.capacity, problem.staff_of, self.people,
            self.prices.gain, self._charge, self.servable & problem.may_serve[unit],
            least, again,
        )  # fmt: skip
        for place in self._promised_places(days):
            again[place] = max(again[place], self._most_at(place, days) - least[place])
        return again

    def _promised_places(self, days: Sequence[int]) -> list[int]:
        """Places where this unit keeps something on these days: a second stop may keep another."""
        problem, packages = self.problem, self.problem.option_package
        if not problem.booked[self.unit, list(days)].any():
            return []
        any_hour = bool((problem.book.told.earliest == 0).any())
        options = np.flatnonzero(any_hour | (packages >= problem.plain_packages)).tolist()
        earning = {
            int(place)
            for day in days
            for place, package in zip(
                problem.option_place[options].tolist(), packages[options].tolist(), strict=True
            )
            if row_bonus(problem, self.prices.kept, self.unit, day, place, package)
            or caravan_bonus(problem, self.prices.caravan, self.unit, day, package) > 0.0
        }
        return sorted(earning)

    def _most_at(self, place: int, days: Sequence[int]) -> float:
        """No stops at a place in one trip over these days bring more than this together."""
        problem, prices = self.problem, self.prices
        packages = problem.option_package[
            problem.option_from[place] : problem.option_from[place + 1]
        ].tolist()
        best: dict[int, float] = {}
        caravans = 0.0
        for day in days:
            earned: dict[int, float] = {}
            for package in packages:
                caravans += caravan_bonus(problem, prices.caravan, self.unit, day, package)
                found = row_bonus(problem, prices.kept, self.unit, day, place, package)
                for row, points in found.items():
                    earned[row] = max(earned.get(row, 0.0), points)
            for row in problem.row_of[problem.reach(place)].reshape(-1).tolist():
                if row != NEVER and self.servable[day, row]:
                    points = max(0.0, prices.gain[day, row] * self.people[row])
                    points += earned.get(row, 0.0) - self._charge[day, row]
                    best[row] = max(best.get(row, 0.0), points)
        return caravans + sum(best.values())

    @property
    def full_load(self) -> int:
        """What a trip's stops may use together; -1 for no limit."""
        if not self.exact:
            return int(self.problem.max_load[self.unit])
        return NEVER if self._loading is None else self._loading.buckets

    def _day_shop(self, day: int, from_home: bool) -> DayShop:
        problem = self.problem
        options = _open_options(problem, self.unit, day, from_home)
        whole = self._whole_stops(day, options)
        if self._loading is not None and not problem.booked[self.unit, day]:
            whole = self._by_load(day, whole, self._loading)
        options, worth = whole.options, whole.worth
        good = worth[0].max(axis=0) > self.least
        if self.relaxed is not None and (self.prices.costs or self.prices.baht > 0.0):
            good |= _passed_by(self.relaxed, self.unit, options, self.servable[day], day)
        dropped = good & needless(
            options, problem.option_place, problem.option_package, problem.open_s,
            problem.package_lunch, problem.window_lo, problem.window_hi, worth, whole.used,
        )  # fmt: skip
        good &= ~dropped
        return DayShop(
            options=options[good],
            worth=worth[..., good],
            served=whole.served[..., good],
            used=whole.used[..., good],
            needless=options[dropped],
        )

    def _whole_stops(self, day: int, options: Ints) -> DayShop:
        """Options with all that they bring."""
        shape = (2, 1 << len(self.kinds), len(options))
        worth = np.empty(shape)
        served, used = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.int64)
        self._fill_worths(day, options, self._charge[day], worth, served, used)
        self._add_promised(day, options, worth, served, used)
        if self.exact:
            used[:] = 0
        return DayShop(options=options, worth=worth, served=served, used=used, needless=options[:0])

    def _by_load(self, day: int, whole: DayShop, loading: Loading) -> DayShop:
        """Each option as several, by how much of the load it takes."""
        problem, prices = self.problem, self.prices
        open_rows = self.servable[day] & problem.may_serve[self.unit, day]
        steps = steps_of(
            problem, self.unit, loading, self._kind_bits, 1 << len(self.kinds), whole.options,
            self.people, np.ascontiguousarray(prices.gain[day]),
            np.ascontiguousarray(self._charge[day]), open_rows,
        )  # fmt: skip
        worth, served = np.empty_like(whole.worth), np.empty_like(whole.served)
        free_of_load = open_rows & (problem.load[problem.row_service] <= 0)
        self._fill_worths(
            day, whole.options, self._charge[day], worth, served, whole.used.copy(), free_of_load
        )
        return DayShop(
            options=whole.options[steps.at],
            worth=worth[..., steps.at] + steps.worth,
            served=served[..., steps.at],
            used=np.broadcast_to(steps.used, (2, *steps.used.shape)).copy(),
            needless=whole.needless,
        )

    def _fill_worths(
        self,
        day: int,
        options: Ints,
        charge: Floats,
        worth: Floats,
        served: Longs,
        used: Longs,
        open_rows: Bools | None = None,
    ) -> None:
        """Fill worth, served, used: (2, subsets, options); charge: (R,) of a visit."""
        problem = self.problem
        if open_rows is None:
            open_rows = self.servable[day] & problem.may_serve[self.unit, day]
        option_worths(
            options, problem.option_place, problem.option_package, problem.capacity[self.unit],
            self._kind_bits, worth.shape[1], self.exact, problem.reach_from, problem.reach_village,
            problem.offers, problem.row_of, self.people,
            np.ascontiguousarray(self.prices.gain[day]), np.ascontiguousarray(charge), open_rows,
            problem.load, worth, served, used,
        )  # fmt: skip

    def _add_promised(
        self, day: int, options: Ints, worth: Floats, served: Longs, used: Longs
    ) -> None:
        """Count what options earn for announced visits and caravans."""
        problem, prices = self.problem, self.prices
        if not problem.booked[self.unit, day]:
            return
        places, packages = problem.option_place[options], problem.option_package[options]
        for i, (place, package) in enumerate(zip(places.tolist(), packages.tolist(), strict=True)):
            rows = row_bonus(problem, prices.kept, self.unit, day, place, package)
            if rows:
                charge = self._charge[day].copy()
                charge[list(rows)] -= list(rows.values())
                one = slice(i, i + 1)
                points = np.ascontiguousarray(worth[..., one])
                bits = np.ascontiguousarray(served[..., one])
                load = np.ascontiguousarray(used[..., one])
                self._fill_worths(day, options[one], charge, points, bits, load)
                worth[..., one], served[..., one], used[..., one] = points, bits, load
            bonus = caravan_bonus(problem, prices.caravan, self.unit, day, package)
            if bonus > 0.0 and self._serves_somebody(day, place, package):
                worth[..., i] += bonus

    def _serves_somebody(self, day: int, place: int, package: int) -> bool:
        problem = self.problem
        rows = problem.row_of[problem.reach(place)]
        room = (problem.capacity[self.unit, package] > 0) & problem.offers[place]
        known = rows[(rows != NEVER) & room[None, :]]
        open_rows = self.servable[day] & problem.may_serve[self.unit, day] & (self.people > 0)
        return bool(open_rows[known].any())


def _passed_by(relaxed: Relaxed, unit: int, options: Ints, servable: Bools, day: int) -> Bools:
    """(options,): whether a stop that brings nothing may be made: its one row may be visited."""
    problem = relaxed.problem
    row = relaxed.lone[unit, problem.option_place[options]]
    service = problem.row_service[row]
    open_row = (row != NEVER) & servable[row] & problem.may_visit[unit, day, row]
    room = problem.capacity[unit, problem.option_package[options], service] > 0
    passed: Bools = open_row & room
    return passed


def kinds_of(problem: Problem, unit: int) -> list[int]:
    """Kinds of scarce staff that some service of a unit needs."""
    carried = problem.capacity[unit].any(axis=0)
    kinds = {int(kind) for kind in problem.staff_of[carried].tolist() if kind != NEVER}
    return sorted(kinds)


def _open_options(problem: Problem, unit: int, day: int, from_home: bool) -> Ints:
    """Options open on a day, those that fit between leaving base and being back if asked."""
    places = problem.option_place
    fits = problem.place_open[places, day] & problem.package_day[problem.option_package, day]
    if from_home:
        drive = problem.durations[problem.matrix_of[unit, day]]
        base = int(problem.base[unit])
        there, back = drive[base, places], drive[places, base]
        opens, closes = problem.shift[unit, day].tolist()
        stay = problem.open_s[problem.option_package] + (
            problem.setup_s[unit] + problem.packing_s[unit]
        )
        fits = fits & (there >= 0) & (back >= 0)
        fits &= opens + there.astype(np.int64) + stay + back <= closes
    found: Ints = np.flatnonzero(fits).astype(np.int32)
    return found


def joined(
    problem: Problem, parts: Sequence[DayShop], memory: Memory, marginal: Sequence[Marginal]
) -> Shop:
    """Shops one after another."""
    places: list[Ints] = []
    starts: list[Ints] = []
    place_from = [0]
    offset = 0
    for part in parts:
        there = problem.option_place[part.options]
        first = np.flatnonzero(np.diff(there, prepend=NEVER))
        places.append(there[first])
        starts.append((first + offset).astype(np.int32))
        offset += len(there)
        place_from.append(place_from[-1] + len(first))
    options = np.concatenate([part.options for part in parts])
    served = np.ascontiguousarray(np.concatenate([part.served for part in parts], axis=2))
    return Shop(
        place_from=np.array(place_from, dtype=np.int32),
        places=np.concatenate(places),
        option_from=np.append(np.concatenate(starts), np.int32(offset)).astype(np.int32),
        options=options,
        worth=np.ascontiguousarray(np.concatenate([part.worth for part in parts], axis=2)),
        served=remembered_bits(
            served, options, problem.option_place, problem.reach_from, memory.reach_bit
        ),
        used=np.ascontiguousarray(np.concatenate([part.used for part in parts], axis=2)),
        marginal=marginals_joined(marginal),
    )


def best_of(problem: Problem, parts: Sequence[DayShop]) -> DayShop:
    """One day with every option at its best worth on any of these days; nothing is remembered."""
    worth = np.full(len(problem.option_place), -np.inf)
    for part in parts:
        np.maximum.at(worth, part.options, part.worth[0, -1])
    options = np.flatnonzero(worth > -np.inf).astype(np.int32)
    shape = (2, 1, len(options))
    return DayShop(
        options=options,
        worth=np.broadcast_to(worth[options], shape).copy(),
        served=np.zeros(shape, dtype=np.int64),
        used=np.zeros(shape, dtype=np.int64),
        needless=options[:0],
    )
