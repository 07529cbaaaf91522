"""How good any plan could be: prices, and the best tour of every unit at those prices, exactly.

For any prices that are not negative, the prices times what there is, plus the best trips of each
unit at what is left of their worth, is more than any plan has. The LP makes the prices good; exact
pricing makes the bound true: it never under-values a tour (villages may be served at several stops
of one tour, loads do not count, fixed charges are split). Two things are asked of a plan beyond the
rules: a trip stops at most once at each place, and it keeps the levels of the tiers before: for
tiers 2 and 3 as many promises as the plan at hand, for tier 3 its equity, within their tolerances.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.complete import fits
from planner.optimiser.generate import Ground, Pool, generate
from planner.optimiser.links import (
    Duals,
    Links,
    Objective,
    Prices,
    to_prices,
)
from planner.optimiser.master import Column, MasterLp, all_rights, make_column
from planner.optimiser.materialise import materialise
from planner.optimiser.pricing import Path
from planner.optimiser.stop import Allowance
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]

TOLERANCE = 1e-4
SAFETY = 1e-6
"""Share of a bound added against the rounding of its sums."""
COLUMNS_A_SEARCH = 6
STAY, LEAST_STAY = 0.8, 0.1
"""How near exact passes stay to the prices of the best bound, 1 at them, 0 at the LP's own."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exact:
    """One exact pass at given prices: the bound, and paths worth adding."""

    bound: float
    paths: tuple[Path, ...]


def exact_pass(
    ground: Ground,
    objective: Objective,
    duals: Duals,
    least: float,
    may_go_on: Callable[[], bool],
) -> Exact | None:
    """Price every unit exactly; None when told to stop before the end."""
    prices = to_prices(ground.links, objective, duals)
    total = _prices_times_rights(ground, objective, duals)
    paths: list[Path] = []
    for unit in range(ground.problem.units):
        starts = ground.starts(unit)
        market = ground.market(unit, prices, exact=True, least=least)
        best: dict[int, Floats] = {}
        for day, found in ground.pricer.price_exactly(market, starts, COLUMNS_A_SEARCH, TOLERANCE):
            best[day] = found.best
            paths.extend(found.paths)
            if not may_go_on():
                return None
        total += _best_trips(prices, unit, ground.problem.days, best)
    return Exact(bound=total + SAFETY * abs(total), paths=tuple(paths))


def _prices_times_rights(ground: Ground, objective: Objective, duals: Duals) -> float:
    """What all rights are worth at these prices; unit-days apart, which units' trips pay."""
    links, levels = ground.links, objective.levels
    total = float(np.dot(duals.limits[links.visits_at :], links.limits[links.visits_at :]))
    gains = objective.credits + duals.levels @ levels.credits
    total += _claims(links, np.maximum(0.0, gains - duals.credits))
    left = 1.0 - float(np.dot(duals.levels, levels.stretch))
    return total + levels.most * max(0.0, left) - float(np.dot(duals.levels, levels.floor))


def _claims(links: Links, left: Floats) -> float:
    """Most that claiming credits brings beyond their prices; left: (C,) of a unit of each."""
    worth = left * links.ceilings
    for credit in range(links.caravans_at, len(worth)):
        rivals = list(links.rivals(credit))
        if worth[credit] < worth[rivals].max() or credit > rivals[int(np.argmax(worth[rivals]))]:
            worth[credit] = 0.0
    return float(worth.sum())


def _best_trips(prices: Prices, unit: int, days: int, best: dict[int, Floats]) -> float:
    """Most that one unit's trips can bring: each day idle, or in one trip."""
    worth = np.zeros(days + 1)
    for day in range(days - 1, -1, -1):
        worth[day] = worth[day + 1]
        for nights, value in enumerate(best.get(day, np.empty(0)).tolist()):
            end = day + nights + 1
            paid = float(prices.unit_day[unit, day:end].sum())
            worth[day] = max(worth[day], value + paid + worth[end])
    return float(worth[0])


@dataclass(slots=True, kw_only=True, eq=False)
class Prover:
    """One tier's LP over everything, and the lowest bound shown for it so far."""

    ground: Ground
    pool: Pool
    objective: Objective
    least: float
    bound: float = math.inf
    converged: bool = False
    duals: Duals | None = None
    lp: MasterLp = field(init=False)
    _known: set[int] = field(default_factory=set)
    _unreal: dict[object, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        links = self.ground.links
        self.lp = MasterLp(links, self.objective, all_rights(links))

    def add(self, columns: Iterable[Column]) -> None:
        """Columns made elsewhere; those it has are passed by."""
        fresh = [column for column in columns if id(column) not in self._known]
        self._known.update(id(column) for column in fresh)
        self.lp.add(fresh)

    def price(self, allowed: Allowance, enough: float = math.inf) -> bool:
        """Heuristic pricing until nothing more is found; False if time is up or the LP failed.

        An LP worth `enough` is as good as can be, and nothing more is looked for.
        """
        wanted = Allowance(
            now=lambda: self.lp.value < enough and allowed.now(),
            count=lambda: self.lp.value < enough and allowed(),
        )
        solved = generate(self.ground, self.lp, self.pool, wanted, wide=True)
        self._known.update(id(column) for column in self.lp.columns)
        if solved is None:
            return False
        self.duals = solved[1]
        return solved[2]

    def prove(self, allowed: Allowance) -> None:
        """Exact passes over an LP that heuristic pricing has left, until it converges too.

        Prices swing from one LP to the next, so each pass stays near the prices that gave the best
        bound, and nearer to the LP's own where that brought nothing new.
        """
        centre, stay = self.duals, STAY
        while not self.converged and centre is not None and self.duals is not None and allowed():
            prices_at = centre.toward(self.duals, stay) if centre is not self.duals else centre
            exact = exact_pass(self.ground, self.objective, prices_at, self.least, allowed.now)
            if exact is None:
                return
            if exact.bound < self.bound:
                self.bound, centre = exact.bound, prices_at
            prices = to_prices(self.ground.links, self.objective, prices_at)
            before = len(self.lp.columns)
            self.add(self._columns(exact.paths, prices))
            nothing = len(self.lp.columns) == before
            self.converged = nothing and prices_at is self.duals
            solved = self.lp.solve()
            if solved is None:
                return
            value, self.duals = solved
            stay = 0.5 * stay if nothing else stay
            if value >= self.bound - TOLERANCE or stay < LEAST_STAY:
                centre = self.duals

    def _columns(self, paths: tuple[Path, ...], prices: Prices) -> Iterator[Column]:
        """What exact pricing found: as real tours, and as it reckoned with them."""
        ground = self.ground
        for path in paths:
            for repeat in (False, True):
                tour = materialise(
                    ground.problem, path, prices, ground.servable, ground.people, repeat=repeat
                )
                if tour is None:
                    continue
                if repeat or not fits(ground.problem, tour):
                    yield self._imagined(tour)
                else:
                    yield self.pool.column(tour)

    def _imagined(self, tour: Tour) -> Column:
        """A column that need not be a real tour; the real one when it is."""
        key = tour.key()
        if key in self.pool.columns:
            return self.pool.columns[key]
        if key not in self._unreal:
            self._unreal[key] = make_column(self.ground.links, tour, real=False)
        return self._unreal[key]
