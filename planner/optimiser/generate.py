"""Column generation: prices from the master, tours from pricing, until none is worth adding."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from planner.optimiser.links import Duals, Links, Objective, Prices, to_prices
from planner.optimiser.master import Column, MasterLp, Rights, make_column
from planner.optimiser.materialise import materialise
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import NEVER, Bools, Ints, Longs, Problem
from planner.optimiser.shift import moved
from planner.optimiser.shop import Market
from planner.optimiser.stop import looking
from planner.optimiser.tour import Tour

COLUMNS_A_SEARCH = 8
COPIES = 3
"""How many of a search's best tours are tried on the unit's other days."""
SMOOTHING = 0.5
TOLERANCE = 1e-4
"""Reduced costs below this are noise of the LP."""


def _always() -> bool:
    return True


@dataclass(slots=True, kw_only=True, eq=False)
class Pool:
    """Every column made so far, by what it does."""

    links: Links
    columns: dict[object, Column] = field(default_factory=dict)

    def column(self, tour: Tour, *, real: bool = True) -> Column:
        """The column of a tour, made once."""
        key = tour.key()
        if key not in self.columns:
            self.columns[key] = make_column(self.links, tour, real=real)
        return self.columns[key]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """What a search of tours stands on: the problem and what other tours have left over."""

    problem: Problem
    links: Links
    pricer: Pricer
    servable: Bools
    people: Longs
    free: Bools
    nights: Ints
    """(U,): nights that each unit has left in the whole plan."""

    @classmethod
    def of(cls, links: Links, pricer: Pricer, rights: Rights) -> "Ground":
        """The ground of a master with these rights."""
        return cls(
            problem=links.problem,
            links=links,
            pricer=pricer,
            servable=rights.servable(links),
            people=rights.people(links),
            free=rights.free(links),
            nights=rights.nights(links),
        )

    def starts(self, unit: int) -> list[tuple[int, int]]:
        """(first day, longest span) of a unit's tours."""
        spans = ((day, self.pricer.span(unit, day, self.free)) for day in range(self.problem.days))
        most = 1 + int(self.nights[unit])
        return [(day, min(length, most)) for day, length in spans if length]

    def market(self, unit: int, prices: Prices, *, exact: bool, least: float = 0.0) -> Market:
        """What a unit finds at these prices."""
        seen = self.pricer.relaxed if exact else None
        return Market(
            problem=self.problem if seen is None else seen.problem,
            unit=unit,
            prices=prices,
            servable=self.servable,
            people=self.people,
            relaxed=seen,
            overlaps=self.pricer.overlaps if exact else None,
            least=least,
        )


def price_all(
    ground: Ground,
    prices: Prices,
    turn: int = 0,
    *,
    wide: bool = False,
    go_on: Callable[[], bool] = _always,
) -> list[Tour]:
    """Tours worth more than their unit-days' prices, heuristically, for every unit.

    Days that are alike for a unit are searched once. Trips of several days take long to search, so
    a unit that makes them is searched from one first day after another, beginning with `turn`,
    only until some are found; copies go to its other days. `wide`: every next stop is tried, not
    only promising ones. Ends early with what it has when it may not `go_on`.
    """
    tours: list[Tour] = []
    for i in range(ground.problem.units):
        unit = (i + turn) % ground.problem.units
        starts = ground.starts(unit)
        if not starts:
            continue
        market = ground.market(unit, prices, exact=False)
        search = _Search(ground=ground, market=market, wide=wide, go_on=go_on)
        if any(length > 1 for _, length in starts):
            at = turn % len(starts)
            tours.extend(search.first_found(starts[at:] + starts[:at]))
        else:
            tours.extend(search.found_each_day(starts))
        if not go_on():
            break
    return tours


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Search:
    """One unit's searches at one set of prices."""

    ground: Ground
    market: Market
    wide: bool
    go_on: Callable[[], bool]

    def first_found(self, starts: list[tuple[int, int]]) -> list[Tour]:
        """Tours of the first start that has any, and their copies."""
        for day, length in starts:
            made = self._made(day, length)
            if made or not self.go_on():
                return [*made, *_copies(self.ground, made, day)]
        return []

    def found_each_day(self, starts: list[tuple[int, int]]) -> list[Tour]:
        """Tours of every day, and copies of the best."""
        ground, market = self.ground, self.market
        tours: list[Tour] = []
        searched: dict[tuple[object, ...], list[Tour]] = {}
        for day, length in starts:
            alike = likeness(ground, market.prices, market.unit, day, length)
            if alike in searched:
                copies = (moved(ground.problem, t, day, ground.servable) for t in searched[alike])
                tours.extend(copy for copy in copies if copy is not None)
            elif self.go_on():
                made = self._made(day, length)
                searched[alike] = made
                tours.extend([*made, *_copies(ground, made[:COPIES], day)])
        return tours

    def _made(self, day: int, length: int) -> list[Tour]:
        ground, prices = self.ground, self.market.prices
        found = ground.pricer.price(
            self.market, day, length, COLUMNS_A_SEARCH, TOLERANCE, wide=self.wide
        )
        tours = (
            materialise(ground.problem, path, prices, ground.servable, ground.people, repeat=False)
            for path in found.paths
        )
        return [tour for tour in tours if tour is not None]


def likeness(
    ground: Ground, prices: Prices, unit: int, day: int, length: int
) -> tuple[object, ...]:
    """Equal for first days on which a search would find the same tours."""
    problem = ground.problem
    days = slice(day, day + length)
    charge = prices.charge if not len(problem.pins) else prices.charge_for(problem, unit)
    open_rows = ground.servable[days] & problem.may_serve[unit, days]
    return (
        unit,
        length,
        problem.matrix_of[unit, days].tobytes(),
        problem.cost_of[unit, days].tobytes(),
        problem.shift[unit, days].tobytes(),
        problem.place_open[:, days].tobytes(),
        open_rows.tobytes(),
        charge[days].tobytes(),
        prices.gain[days].tobytes(),
        day if problem.booked[unit, days].any() else NEVER,
        prices.staff[:, days].tobytes(),
        prices.unit_day[unit, days].tobytes() if length > 1 else b"",
    )


def _copies(ground: Ground, tours: list[Tour], day: int) -> Iterator[Tour]:
    for tour in tours:
        length = len(tour.days)
        for other in range(ground.problem.days - length + 1):
            if other == day or not ground.free[tour.unit, other : other + length].all():
                continue
            if not all(ground.problem.works(tour.unit, other + i) for i in range(length)):
                continue
            copy = moved(ground.problem, tour, other, ground.servable)
            if copy is not None:
                yield copy


def reduced_cost(objective: Objective, column: Column, worth: float, duals: Duals) -> float:
    """What a column would add to the master at these prices."""
    paid = sum(duals.limits[row] * amount for row, amount in column.uses)
    earned = sum(duals.credits[row] * amount for row, amount in column.supplies)
    earned += float(np.dot(duals.levels, objective.levels.of(column.tour)))
    return float(worth - paid + earned)


def generate(
    ground: Ground,
    lp: MasterLp,
    pool: Pool,
    may_go_on: Callable[[], bool],
    *,
    wide: bool = False,
    on_round: Callable[[float], None] = lambda value: None,
) -> tuple[float, Duals, bool] | None:
    """Add columns to the master until heuristic pricing finds none, or time is up.

    `wide`: where promising stops bring nothing more, all are tried.

    Returns
    -------
    The LP's value, its prices, and whether pricing found nothing more; the last ones known where
    the LP failed or its time was over, None when there are none.
    """
    last: tuple[float, Duals, bool] | None = None
    centre: Duals | None = None
    known = {id(column) for column in lp.columns}
    look = looking(may_go_on)
    turn = 0
    while True:
        solved = lp.solve()
        if solved is None:
            return last
        value, duals = solved
        last = value, duals, False
        on_round(value)
        if not may_go_on():
            return value, duals, False
        smooth = duals if centre is None else centre.toward(duals, SMOOTHING)
        attempts = [(smooth, False)] if smooth is duals else [(smooth, False), (duals, False)]
        fresh: list[Column] = []
        for attempt, widely in [*attempts, (duals, True)] if wide else attempts:
            prices = to_prices(ground.links, lp.objective, attempt)
            tours = price_all(ground, prices, turn, wide=widely, go_on=look)
            fresh = _new_columns(tours, pool, lp.objective, duals, known)
            if fresh or not look():
                break
        if not fresh:
            return value, duals, look()
        centre = smooth
        turn += 1
        known.update(id(column) for column in fresh)
        lp.add(fresh)


def _new_columns(
    tours: list[Tour], pool: Pool, objective: Objective, duals: Duals, known: set[int]
) -> list[Column]:
    fresh: list[Column] = []
    for tour in tours:
        column = pool.column(tour)
        if id(column) in known or column in fresh:
            continue
        worth = objective.of(tour, pool.links)
        if reduced_cost(objective, column, worth, duals) > TOLERANCE:
            fresh.append(column)
    return fresh


def empty_duals(links: Links, objective: Objective) -> Duals:
    """Prices before anything is known: every row free."""
    return Duals(
        limits=np.zeros(len(links.limits)),
        credits=objective.credits,
        levels=np.zeros(len(objective.levels)),
    )
