"""Label setting for one unit: its labels' work space, and the tours that are read off them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.label_kernel import DAY as LABEL_DAY
from planner.optimiser.label_kernel import FIELDS, OPTION, PARENT, PLACE
from planner.optimiser.label_kernel import NIGHT as MORNING
from planner.optimiser.label_kernel import STAFF as LABEL_STAFF
from planner.optimiser.later_stops import second_worths
from planner.optimiser.lookahead import WIDEST_SLOT_S
from planner.optimiser.memory import Memory
from planner.optimiser.overlap import no_overlaps
from planner.optimiser.pricing_kernel import search
from planner.optimiser.problem import Problem
from planner.optimiser.shop import Market
from planner.optimiser.trip_shop import Shop, shop_of

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

MAX_LABELS = 400_000
MAX_FINISHED = 40_000
MOST_WORK = 20_000_000
"""Comparisons one search may make, about a second at worst; then what is left is only bounded."""


@dataclass(frozen=True, slots=True)
class PathStop:
    """A stop that pricing found; `staff` are the kinds that ride along, as bits."""

    day: int
    place: int
    package: int
    staff: int


@dataclass(frozen=True, slots=True)
class Path:
    """A tour as pricing found it: where the nights are, the stops, and its worth at the prices."""

    unit: int
    first_day: int
    nights: tuple[int, ...]
    stops: tuple[PathStop, ...]
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """What one search found.

    `best` is the worth of the best tour by nights away, unit-day prices
    taken off; nothing better exists if the search was exact. `full`: part of it is only bounded.
    `sure`: no more tours above the threshold are to be found by asking again at the same prices.
    """

    paths: tuple[Path, ...]
    best: Floats
    full: bool
    sure: bool


class Labels:
    """Searches tours by labels; keeps their work space."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._ints = np.empty((MAX_LABELS, FIELDS), dtype=np.int32)
        self._values = np.empty(MAX_LABELS, dtype=np.float64)
        self._masks = np.empty(MAX_LABELS, dtype=np.int64)
        self._done_value = np.empty(MAX_FINISHED, dtype=np.float64)
        self._done_label = np.empty(MAX_FINISHED, dtype=np.int32)
        self._points = problem.leg_cost.astype(np.float64)
        self._no_costs = np.zeros_like(self._points[:1])
        self._no_savings = np.zeros_like(self._no_costs, dtype=np.int8)
        self._savings_at: tuple[tuple[bool, float], Bytes] | None = None
        self._no_pairs = no_overlaps(problem.places)

    def run(
        self,
        market: Market,
        days: range,
        memory: Memory,
        wanted: int,
        threshold: float,
        ahead: Floats | None,
        near: int,
        slot_s: int = WIDEST_SLOT_S,
        most_work: int = MOST_WORK,
    ) -> Priced:
        """Tours worth more than `threshold` that start on the first of some days.

        ahead: (N, P, slots of `slot_s`) bounds on what is still to be had, or None; `near`: places
        tried next from each place; at most `most_work` comparisons are made.
        """
        problem, unit, exact = market.problem, market.unit, market.exact
        shop = shop_of(market, days, memory)
        best = np.empty(len(days))
        bounded = ahead is not None
        ahead = np.empty((0, 0, 0)) if ahead is None else ahead
        lunch = problem.lunch[unit].tolist()
        pairs = self._no_pairs if market.overlaps is None else market.overlaps
        span = slice(days.start, days.stop)
        leg_cost = self.leg_cost(market)
        _, finished, left = search(
            problem.durations, leg_cost, problem.matrix_of[unit, span],
            problem.cost_of[unit, span] * np.int32(len(leg_cost) > 1),
            problem.shift[unit, span], market.day_charge[span], int(problem.base[unit]),
            market.beds, market.bed_points,
            int(problem.setup_s[unit]), int(problem.packing_s[unit]),
            int(problem.max_drive_s[unit]), lunch[0], lunch[1], lunch[2],
            market.full_load,
            shop.place_from, shop.places, shop.option_from, shop.options, problem.option_package,
            problem.open_s, problem.package_lunch, problem.window_lo, problem.window_hi,
            shop.worth, shop.served, shop.used, shop.rank,
            np.ascontiguousarray(market.prices.staff[market.kinds, span].T),
            memory.element, memory.remembered, memory.position,
            exact, market.least, threshold, near,
            self._time_price(market, shop, span), ahead, slot_s, most_work,
            second_worths(market, days), pairs.pair_from, pairs.pair_place,
            shop.marginal.start, shop.marginal.worth, self.savings(market),
            self._ints, self._values, self._masks, self._done_value, self._done_label, best,
        )  # fmt: skip
        paths = tuple(self._chosen(unit, days.start, finished, wanted))
        if bounded or left > threshold:
            best = np.maximum(best, max(threshold, left))
        full = left > -np.inf
        return Priced(paths=paths, best=best, full=full, sure=not full)

    def leg_cost(self, market: Market) -> Floats:
        """(C, P, P) points of legs, baht at their price; (1, P, P) when legs cost nothing."""
        prices = market.prices
        if not prices.costs and prices.baht <= 0.0:
            return self._no_costs
        points = self._points if market.relaxed is None else market.relaxed.points
        if prices.baht > 0.0:
            return points * prices.costs + prices.baht * market.problem.leg_baht
        return points

    def savings(self, market: Market) -> Bytes:
        """(C, P, P): what is known of stops on a cheaper way, filled while searching exactly."""
        at = (market.prices.costs, market.prices.baht)
        if not market.exact or at == (False, 0.0):
            return self._no_savings
        if self._savings_at is None or self._savings_at[0] != at:
            self._savings_at = at, np.zeros_like(market.problem.leg_cost, dtype=np.int8)
        return self._savings_at[1]

    def _time_price(self, market: Market, shop: Shop, span: slice) -> Floats:
        """(N,): points a second is worth: the price of the unit-day, spread over the shift."""
        shift = self.problem.shift[market.unit, span]
        lengths = np.maximum(1, shift[:, 1] - shift[:, 0]).astype(np.float64)
        floor = 0.5 * shop.worth.max(initial=0.0)
        price: Floats = np.maximum(market.prices.unit_day[market.unit, span], floor) / lengths
        return price

    def _chosen(self, unit: int, first_day: int, finished: int, wanted: int) -> Iterator[Path]:
        """The best finished tours, each with other places than those before it."""
        order = np.argsort(-self._done_value[:finished], kind="stable")
        seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        for i in order.tolist():
            if len(seen) >= wanted:
                return
            path = self._path(unit, first_day, int(self._done_label[i]), self._done_value[i])
            key = (path.nights, tuple(sorted(stop.place for stop in path.stops)))
            if key not in seen:
                seen.add(key)
                yield path

    def _path(self, unit: int, first_day: int, label: int, worth: float) -> Path:
        stops: list[PathStop] = []
        nights: list[int] = []
        while label >= 0:
            fields = self._ints[label]
            option = int(fields[OPTION])
            if option == MORNING:
                nights.append(int(fields[PLACE]))
            elif option >= 0:
                package = int(self.problem.option_package[option])
                day = first_day + int(fields[LABEL_DAY])
                stops.append(PathStop(day, int(fields[PLACE]), package, int(fields[LABEL_STAFF])))
            label = int(fields[PARENT])
        return Path(unit, first_day, tuple(reversed(nights)), tuple(reversed(stops)), float(worth))
