"""Prices in, tours worth adding out: one unit, from one first day, up to its most nights away."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.label_kernel import DAY as LABEL_DAY
from planner.optimiser.label_kernel import FIELDS, OPTION, PARENT, PLACE
from planner.optimiser.label_kernel import NIGHT as MORNING
from planner.optimiser.label_kernel import STAFF as LABEL_STAFF
from planner.optimiser.ladder import Ladder
from planner.optimiser.lookahead import WIDEST_SLOT_S, Lookahead, slot_of
from planner.optimiser.memory import WIDTH, Memory, elements_of, everywhere, nearby, remember
from planner.optimiser.overlap import Overlaps, no_overlaps, overlaps_of
from planner.optimiser.pricing_kernel import search
from planner.optimiser.problem import NEVER, Bools, Problem
from planner.optimiser.relax import Relaxed, relaxed
from planner.optimiser.shop import DayShop, Market, Shop

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

MAX_LABELS = 400_000
MAX_FINISHED = 40_000
MOST_WORK = 20_000_000
"""Comparisons one search may make, about a second at worst; then what is left is only bounded."""
FIRST_REMEMBERED = 6
"""Stops that trips remember in exact pricing before it is known which they come back to."""
AGAIN = 3
"""Searches of the same days while the best tour still comes back to a place."""
ROUTE_WORK = 4
"""Comparisons of the ladder for each of a search: they take so much less time."""
MOST_PLACES = 600
"""Places up to which days at home with more rules than the ladder knows are searched without it."""
MORE_WANTED = 4
"""Days that a climb tells for each tour wanted: it makes so many at once."""
NEAR_HEURISTIC = 10
NEAR_EXACT = 14
NEAR_TRIED = 24
"""Places tried next from each place when pricing is heuristic."""
EVERYWHERE = 1 << 30


def _anything(day: int) -> float:
    return np.inf


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


class Pricer:
    """Searches tours of one problem; keeps the work space of its labels."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.most_work = MOST_WORK
        self.nearby: dict[bool, Memory] = {
            False: nearby(problem, by_place=False, size=NEAR_HEURISTIC),
            True: nearby(problem, by_place=True, size=NEAR_EXACT),
        }
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
        self._overlaps: Overlaps | None = None
        self._relaxed: Relaxed | None = None
        self._trips: dict[int, Memory] = {}
        self._ladder: Ladder | None = None

    def span(self, unit: int, first_day: int, free: Bools) -> int:
        """Days a tour that starts then may last: free worked days in a row, nights allowed.

        free: (U, D).
        """
        problem = self.problem
        length = 0
        while (
            length <= int(problem.max_nights[unit])
            and first_day + length < problem.days
            and problem.works(unit, first_day + length)
            and free[unit, first_day + length]
        ):
            length += 1
        return length

    def price(
        self,
        market: Market,
        first_day: int,
        length: int,
        wanted: int,
        threshold: float,
        *,
        wide: bool = False,
    ) -> Priced:
        """Tours worth more than `threshold` that start then and last up to `length` days.

        Heuristic: labels are compared by time and worth, and only promising next stops are tried,
        all of them if `wide`.
        """
        near = EVERYWHERE if wide else NEAR_TRIED
        days = range(first_day, first_day + length)
        memory = self.nearby[False]
        if length > 1:
            parts = [market.on(day, from_home=False) for day in days]
            memory = self._everywhere(parts, False, WIDTH)
        return self._search(market, days, memory, wanted, threshold, None, near)

    def price_exactly(
        self,
        market: Market,
        starts: Sequence[tuple[int, int]],
        wanted: int,
        threshold: float,
        hoped: Callable[[int], float] = _anything,
    ) -> Iterator[tuple[int, Priced]]:
        """The same for each (first day, length), leaving nothing out; the market must be exact.

        What labels remember grows where the best tour comes back to a place. Units that are home
        every evening climb the ladder where it knows all their rules, and where labels are not
        enough; there tours worth a share of what is `hoped` from a first day on are looked for.
        """
        days = sorted({first + i for first, length in starts for i in range(length)})
        at_home = all(length == 1 for _, length in starts)
        grown = market.unit in self._trips
        memory = self.nearby[True] if at_home else self._trip_memory(market, days)
        lookahead = Lookahead(
            market=market, days=days, leg_cost=self._leg_cost(market), memory=memory,
            from_home=at_home,
        )  # fmt: skip
        for first, length in starts:
            if at_home and not self._takes_labels(market, first):
                yield first, self._at_home(market, first, wanted, threshold, hoped(first))
                continue
            span = range(first, first + length)
            slot_s, least = slot_of(self.problem, market.unit), np.full(length, np.inf)
            for _ in range(AGAIN):
                ahead = lookahead.over(span)
                found = self._search(
                    market, span, memory, wanted, threshold, ahead, EVERYWHERE, slot_s
                )
                least = np.minimum(least, found.best)
                if found.full and grown:  # what was remembered for other prices is too much now
                    grown = False
                    del self._trips[market.unit]
                    memory = self._trip_memory(market, days)
                    continue
                best = [stop.place for path in found.paths[:1] for stop in path.stops]
                if found.full or not remember(memory, best, self.overlaps):
                    break
                grown = not at_home
            found = replace(found, best=least)
            if at_home and found.full:
                climbed = self._at_home(market, first, wanted, threshold, hoped(first))
                paths = (*climbed.paths, *found.paths)
                found = replace(climbed, paths=paths, best=np.minimum(least, climbed.best))
            yield first, found

    def climbs(self) -> bool:
        """Whether the ladder knows all rules of some unit's days."""
        problem = self.problem
        return any(
            problem.max_nights[unit] == 0
            and problem.lunch[unit, 0] < 0
            and problem.max_load[unit] == NEVER
            for unit in range(problem.units)
        )

    def _takes_labels(self, market: Market, day: int) -> bool:
        """Whether a day at home is searched with all its rules at once."""
        few = self.problem.places <= MOST_PLACES and self.most_work >= 0
        return few and not self.is_plain(market, day)

    def _at_home(
        self, market: Market, day: int, wanted: int, threshold: float, hoped: float
    ) -> Priced:
        """Days of a unit that is home every evening: relaxed, then with all rules if there are."""
        unit, costs = market.unit, self._leg_cost(market)
        at = int(self.problem.cost_of[unit, day]) if len(costs) > 1 else 0
        ahead = self.ladder.day(market, day, costs[at], self._savings(market)[at])
        climbed = self.ladder.climb(
            ahead, threshold, hoped, MORE_WANTED * wanted, ROUTE_WORK * self.most_work
        )
        kinds = (1 << len(market.kinds)) - 1
        paths = tuple(self._day_path(unit, day, kinds, *one) for one in climbed.days)
        sure = climbed.aim <= threshold and not climbed.cut
        found = Priced(paths=paths, best=np.array([climbed.best]), full=climbed.cut, sure=sure)
        if climbed.best <= climbed.aim or self.most_work < 0 or self.is_plain(market, day):
            return found
        memory, span = self.nearby[True], range(day, day + 1)
        for _ in range(AGAIN):
            exact = self._search(
                market, span, memory, wanted, climbed.aim, climbed.table[None], EVERYWHERE,
                climbed.slot_s,
            )  # fmt: skip
            sure = climbed.aim <= threshold and not exact.full
            paths = (*exact.paths, *paths) if exact.full else exact.paths
            least = np.minimum(found.best, exact.best)
            found = Priced(paths=paths, best=least, full=exact.full, sure=sure)
            best = [stop.place for path in exact.paths[:1] for stop in path.stops]
            if exact.full or not remember(memory, best, self.overlaps):
                break
        return found

    def is_plain(self, market: Market, day: int) -> bool:
        """Whether a day has no rules but those that the ladder knows."""
        unit, problem = market.unit, self.problem
        opens, closes = problem.shift[unit, day].tolist()
        return (
            not market.kinds
            and market.full_load < 0
            and problem.lunch[unit, 0] < 0
            and problem.max_drive_s[unit] >= closes - opens
            and self.overlaps.widest <= 1
            and not market.second_worths(range(day, day + 1)).any()
        )

    def _day_path(
        self, unit: int, day: int, staff: int, worth: float, options: tuple[int, ...]
    ) -> Path:
        places, packages = self.problem.option_place, self.problem.option_package
        stops = tuple(
            PathStop(day, int(places[option]), int(packages[option]), staff) for option in options
        )
        return Path(unit, day, (), stops, worth)

    def forget_trips(self) -> None:
        """Let trips remember anew what matters: other prices are to come."""
        self._trips.clear()

    def _trip_memory(self, market: Market, days: Sequence[int]) -> Memory:
        """What a unit's trips remember in exact pricing; kept from one price to the next."""
        if market.unit not in self._trips:
            parts = [market.on(day, from_home=False) for day in days]
            self._trips[market.unit] = self._everywhere(parts, True, FIRST_REMEMBERED)
        return self._trips[market.unit]

    def _search(
        self,
        market: Market,
        days: range,
        memory: Memory,
        wanted: int,
        threshold: float,
        ahead: Floats | None,
        near: int,
        slot_s: int = WIDEST_SLOT_S,
    ) -> Priced:
        problem, unit, exact = market.problem, market.unit, market.exact
        shop = market.shop(days, memory)
        best = np.empty(len(days))
        bounded = ahead is not None
        ahead = np.empty((0, 0, 0)) if ahead is None else ahead
        lunch = problem.lunch[unit].tolist()
        pairs = self._no_pairs if market.overlaps is None else market.overlaps
        span = slice(days.start, days.stop)
        leg_cost = self._leg_cost(market)
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
            shop.worth, shop.served, shop.used,
            np.ascontiguousarray(market.prices.staff[market.kinds, span].T),
            memory.element, memory.remembered, memory.position,
            exact, market.least, threshold, near,
            self._time_price(market, shop, span), ahead, slot_s, self.most_work,
            market.second_worths(days), pairs.pair_from, pairs.pair_place,
            shop.marginal.start, shop.marginal.worth, self._savings(market),
            self._ints, self._values, self._masks, self._done_value, self._done_label, best,
        )  # fmt: skip
        paths = tuple(self._chosen(unit, days.start, finished, wanted))
        if bounded or left > threshold:
            best = np.maximum(best, max(threshold, left))
        full = left > -np.inf
        return Priced(paths=paths, best=best, full=full, sure=not full)

    def _leg_cost(self, market: Market) -> Floats:
        """(C, P, P) points of legs, baht at their price; (1, P, P) when legs cost nothing."""
        prices = market.prices
        if not prices.costs and prices.baht <= 0.0:
            return self._no_costs
        points = self.relaxed.points if market.exact else self._points
        if prices.baht > 0.0:
            return points * prices.costs + prices.baht * market.problem.leg_baht
        return points

    def _savings(self, market: Market) -> Bytes:
        """(C, P, P): what is known of stops on a cheaper way, filled while searching exactly."""
        at = (market.prices.costs, market.prices.baht)
        if not market.exact or at == (False, 0.0):
            return self._no_savings
        if self._savings_at is None or self._savings_at[0] != at:
            self._savings_at = at, np.zeros_like(market.problem.leg_cost, dtype=np.int8)
        return self._savings_at[1]

    @property
    def relaxed(self) -> Relaxed:
        """The problem as exact pricing sees it, made when first asked for."""
        self.relax()
        assert self._relaxed is not None
        return self._relaxed

    def relax(self, may_go_on: Callable[[], bool] = lambda: True) -> bool:
        """Make `relaxed`, which can take long; False when told to stop before it stands."""
        if self._relaxed is None:
            self._relaxed = relaxed(self.problem, may_go_on)
        return self._relaxed is not None

    @property
    def ladder(self) -> Ladder:
        """Relaxed days, made when first asked for."""
        if self._ladder is None:
            self._ladder = Ladder(problem=self.problem)
        return self._ladder

    @property
    def overlaps(self) -> Overlaps:
        """Which places share villages, found when first asked for."""
        if self._overlaps is None:
            self._overlaps = overlaps_of(self.problem)
        return self._overlaps

    def _time_price(self, market: Market, shop: Shop, span: slice) -> Floats:
        """(N,): points a second is worth: the price of the unit-day, spread over the shift."""
        shift = self.problem.shift[market.unit, span]
        lengths = np.maximum(1, shift[:, 1] - shift[:, 0]).astype(np.float64)
        floor = 0.5 * shop.worth.max(initial=0.0)
        price: Floats = np.maximum(market.prices.unit_day[market.unit, span], floor) / lengths
        return price

    def _everywhere(self, parts: Sequence[DayShop], exact: bool, most: int) -> Memory:
        """What trips of several days remember wherever they are: the stops worth most."""
        own = elements_of(self.problem, by_place=exact)
        options = np.concatenate([part.options for part in parts])
        worth = np.concatenate([part.worth[0].max(axis=0) for part in parts])
        worthy = own[self.problem.option_place[options[np.argsort(-worth, kind="stable")]]]
        chosen = list(dict.fromkeys(worthy.tolist()))[:most]
        return everywhere(self.problem, chosen, by_place=exact)

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
