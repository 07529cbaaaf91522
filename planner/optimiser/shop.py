"""The stops worth trying at given prices: what a unit finds on each day, ready for the kernels."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.keeping import caravan_bonus, row_bonus
from planner.optimiser.links import Prices
from planner.optimiser.load import Loading, steps_of
from planner.optimiser.overlap import Marginal, Overlaps
from planner.optimiser.problem import NEVER, Bools, Ints, Longs, Problem
from planner.optimiser.relax import Relaxed
from planner.optimiser.worth_kernel import needless, option_worths

Bytes = npt.NDArray[np.int8]
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


@dataclass(slots=True, kw_only=True, eq=False)
class Market:
    """One unit at one set of prices: its charges, and the shops of its days, made when asked for.

    servable: (D, R) rows that may be visited; people: (R,) to be had of each. `exact` never
    under-values a stop; then `relaxed` is where `problem` comes from. Options worth `least` or
    less are left out, but in exact pricing those that may lie on a cheaper way. Not `loaded`, exact
    pricing forgets that units carry only so much. `marginals`, `ranks`: see `later_stops`.
    """

    problem: Problem
    unit: int
    prices: Prices
    servable: Bools
    people: Longs
    relaxed: Relaxed | None = None
    overlaps: Overlaps | None = None
    least: float = 0.0
    loaded: bool = True
    kinds: list[int] = field(init=False)
    day_charge: Floats = field(init=False)
    beds: Ints = field(init=False)
    bed_points: Floats = field(init=False)
    charge: Floats = field(init=False)
    kind_bits: Ints = field(init=False)
    loading: Loading | None = field(init=False)
    _days: dict[tuple[int, bool], DayShop] = field(init=False, default_factory=dict)
    marginals: dict[tuple[int, bool], Marginal] = field(init=False, default_factory=dict)
    ranks: dict[int, Bytes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        problem, unit, prices = self.problem, self.unit, self.prices
        self.kinds = kinds_of(problem, unit)
        if self.exact:  # a tour serves a row at one stop only, as many as its counters can
            room = problem.capacity[unit].max(axis=0)[problem.row_service]
            self.people = np.minimum(self.people, room)
        self.charge = prices.charge_for(problem, unit)
        self.day_charge = prices.unit_day[unit] + float(problem.day_cost[unit]) * prices.costs
        self.day_charge = self.day_charge + prices.baht * float(problem.day_baht[unit])
        beds = np.flatnonzero(problem.night_cost[unit] != NEVER).astype(np.int32)
        self.beds = beds[beds != problem.base[unit]]
        self.bed_points = problem.night_cost[unit, self.beds].astype(np.float64) * prices.costs
        self.bed_points += prices.night[unit] + prices.baht * problem.night_baht[unit, self.beds]
        self.loading = Loading.of(problem, unit) if self.exact and self.loaded else None
        self.kind_bits = np.zeros(len(problem.load), dtype=np.int32)
        for bit, kind in enumerate(self.kinds):
            self.kind_bits[problem.staff_of == kind] = 1 << bit

    @property
    def exact(self) -> bool:
        """Whether stops are never under-valued."""
        return self.relaxed is not None

    def unloaded(self) -> "Market":
        """The same for a unit that could carry anything; this one where it has no load."""
        return self if self.loading is None else replace(self, loaded=False)

    def most_load(self, day: int, place: int, package: int) -> int:
        """Most consumables that a stop may take."""
        problem, unit = self.problem, self.unit
        rows = problem.row_of[problem.reach(place)]
        open_rows = (rows != NEVER) & (self.servable & problem.may_serve[unit])[day, rows]
        people = np.where(open_rows, self.people[rows], 0).sum(axis=0)
        room = np.where(problem.offers[place], problem.capacity[unit, package], 0)
        return int(np.dot(np.minimum(room, people), problem.load))

    def on(self, day: int, *, from_home: bool) -> DayShop:
        """The options of a day; with `from_home` only those that fit between leaving and home."""
        key = (day, from_home)
        if key not in self._days:
            self._days[key] = self._day_shop(day, from_home)
        return self._days[key]

    @property
    def full_load(self) -> int:
        """What a trip's stops may use together; -1 for no limit."""
        if not self.exact:
            return int(self.problem.max_load[self.unit])
        return NEVER if self.loading is None else self.loading.buckets

    def _day_shop(self, day: int, from_home: bool) -> DayShop:
        problem = self.problem
        options = _open_options(problem, self.unit, day, from_home)
        whole = self._whole_stops(day, options)
        if self.loading is not None and not problem.booked[self.unit, day]:
            whole = self._by_load(day, whole, self.loading)
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
        self._fill_worths(day, options, self.charge[day], worth, served, used)
        self._add_promised(day, options, worth, served, used)
        if self.exact:
            used[:] = 0
        return DayShop(options=options, worth=worth, served=served, used=used, needless=options[:0])

    def _by_load(self, day: int, whole: DayShop, loading: Loading) -> DayShop:
        """Each option as several, by how much of the load it takes."""
        problem, prices = self.problem, self.prices
        open_rows = self.servable[day] & problem.may_serve[self.unit, day]
        steps = steps_of(
            problem, self.unit, loading, self.kind_bits, 1 << len(self.kinds), whole.options,
            self.people, np.ascontiguousarray(prices.gain[day]),
            np.ascontiguousarray(self.charge[day]), open_rows,
        )  # fmt: skip
        worth, served = np.empty_like(whole.worth), np.empty_like(whole.served)
        free_of_load = open_rows & (problem.load[problem.row_service] <= 0)
        self._fill_worths(
            day, whole.options, self.charge[day], worth, served, whole.used.copy(), free_of_load
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
            self.kind_bits, worth.shape[1], self.exact, problem.reach_from, problem.reach_village,
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
                charge = self.charge[day].copy()
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
