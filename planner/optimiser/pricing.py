"""Prices in, tours worth adding out: one unit, from one first day, up to its most nights away."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.labels import MOST_WORK, Labels, Path, PathStop, Priced
from planner.optimiser.ladder import Ladder
from planner.optimiser.later_stops import ranks_on, second_worths
from planner.optimiser.lookahead import Lookahead, slot_of
from planner.optimiser.memory import WIDTH, Memory, elements_of, everywhere, nearby, remember
from planner.optimiser.overlap import Overlaps, overlaps_of
from planner.optimiser.overlap_kernel import RANKS, STRENGTHS
from planner.optimiser.problem import NEVER, Bools, Problem
from planner.optimiser.relax import Relaxed, relaxed
from planner.optimiser.shop import DayShop, Market

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

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


@dataclass(slots=True)
class _Sight:
    """How exact pricing sees a unit. `grown`: its trips remember what was found at other prices."""

    market: Market
    days: list[int]
    at_home: bool
    lookahead: Lookahead
    grown: bool


class Pricer:
    """Searches tours of one problem; keeps the work space of its labels."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.most_work = MOST_WORK
        self.nearby: dict[bool, Memory] = {
            False: nearby(problem, by_place=False, size=NEAR_HEURISTIC),
            True: nearby(problem, by_place=True, size=NEAR_EXACT),
        }
        self.labels = Labels(problem)
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
        return self.labels.run(
            market, days, memory, wanted, threshold, None, near, most_work=self.most_work
        )

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
        Loads are forgotten first, and counted only where the best tour then carries too much:
        counted by steps, they let stops that share villages serve somebody twice.
        """
        light = market.unloaded()
        sights = [self._sight(light, starts)]
        if light is not market:
            sights.append(self._sight(market, starts))
        for first, length in starts:
            found = self._exactly(sights[0], first, length, wanted, threshold, hoped)
            over = found.best.max() > threshold and not self._carries(market, found.paths[:1])
            if len(sights) > 1 and over:
                loaded = self._exactly(sights[1], first, length, wanted, threshold, hoped)
                paths = (*found.paths, *loaded.paths)
                best = np.minimum(found.best, loaded.best)
                found = replace(loaded, paths=paths, best=best)
            yield first, found

    def _sight(self, market: Market, starts: Sequence[tuple[int, int]]) -> _Sight:
        days = sorted({first + i for first, length in starts for i in range(length)})
        at_home = all(length == 1 for _, length in starts)
        memory = self.nearby[True] if at_home else self._trip_memory(market, days)
        lookahead = Lookahead(
            market=market, days=days, leg_cost=self.labels.leg_cost(market), memory=memory,
            from_home=at_home,
        )  # fmt: skip
        grown = market.unit in self._trips
        return _Sight(market, days, at_home, lookahead, grown)

    def _carries(self, market: Market, paths: Sequence[Path]) -> bool:
        """Whether a unit can carry what these tours need, whomever they serve."""
        return all(
            sum(market.most_load(stop.day, stop.place, stop.package) for stop in path.stops)
            <= market.problem.max_load[market.unit]
            for path in paths
        )

    def _exactly(
        self, sight: _Sight, first: int, length: int, wanted: int, threshold: float,
        hoped: Callable[[int], float],
    ) -> Priced:  # fmt: skip
        market, at_home = sight.market, sight.at_home
        if at_home and not self._takes_labels(market, first):
            return self._at_home(market, first, wanted, threshold, hoped(first))
        span = range(first, first + length)
        slot_s, least = slot_of(self.problem, market.unit), np.full(length, np.inf)
        for turn in range(AGAIN):
            memory = self.nearby[True] if at_home else self._trip_memory(market, sight.days)
            ahead = sight.lookahead.over(span)
            found = self.labels.run(
                market, span, memory, wanted, threshold, ahead, EVERYWHERE, slot_s,
                self.most_work,
            )  # fmt: skip
            least = np.minimum(least, found.best)
            if found.full and sight.grown:  # what was remembered for other prices is too much now
                sight.grown = False
                del self._trips[market.unit]
                continue
            if found.full or not self._remember(memory, market, span, found.paths[:1]):
                break
            sight.grown = not at_home
            if not at_home or turn == AGAIN - 1:  # trips take long: other prices come first
                found = replace(found, sure=False)
                break
        found = replace(found, best=least)
        if at_home and found.full:
            climbed = self._at_home(market, first, wanted, threshold, hoped(first))
            paths = (*climbed.paths, *found.paths)
            found = replace(climbed, paths=paths, best=np.minimum(least, climbed.best))
        return found

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
        unit, costs = market.unit, self.labels.leg_cost(market)
        at = int(self.problem.cost_of[unit, day]) if len(costs) > 1 else 0
        ahead = self.ladder.day(market, day, costs[at], self.labels.savings(market)[at])
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
            exact = self.labels.run(
                market, span, memory, wanted, climbed.aim, climbed.table[None], EVERYWHERE,
                climbed.slot_s, self.most_work,
            )  # fmt: skip
            sure = climbed.aim <= threshold and not exact.full
            paths = (*exact.paths, *paths) if exact.full else exact.paths
            least = np.minimum(found.best, exact.best)
            found = Priced(paths=paths, best=least, full=exact.full, sure=sure)
            if exact.full or not self._remember(memory, market, span, exact.paths[:1]):
                break
        return found

    def _remember(self, memory: Memory, market: Market, days: range, paths: Sequence[Path]) -> bool:
        """Let what paths over some days come back to be remembered; whether any of it was not."""
        problem, everybody = self.problem, (1 << len(market.kinds)) - 1
        known = ranks_on(market, days.start, from_home=len(days) == 1)
        more = False
        for path in paths:
            options = [problem.option(stop.place, stop.package) for stop in path.stops]
            strengths = [
                int(known[stop.day, o]) for stop, o in zip(path.stops, options, strict=True)
            ]
            if market.kinds:
                strengths = [
                    rank + RANKS if rank and stop.staff == everybody else rank
                    for stop, rank in zip(path.stops, strengths, strict=True)
                ]
            places = [stop.place for stop in path.stops]
            more |= remember(memory, places, strengths, self.overlaps)
        return more

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
            and not second_worths(market, range(day, day + 1)).any()
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

    def _everywhere(self, parts: Sequence[DayShop], exact: bool, most: int) -> Memory:
        """What trips of several days remember wherever they are: the stops worth most."""
        own = elements_of(self.problem, by_place=exact)
        options = np.concatenate([part.options for part in parts])
        worth = np.concatenate([part.worth[0].max(axis=0) for part in parts])
        places = self.problem.option_place[options[np.argsort(-worth, kind="stable")]].tolist()
        first = list(dict.fromkeys(own[0, places].tolist()))[:most]
        strong = own[[RANKS, STRENGTHS - 1]][:, first].T.reshape(-1).tolist() if exact else []
        chosen = [*first, *strong]
        return everywhere(self.problem, chosen, by_place=exact)
