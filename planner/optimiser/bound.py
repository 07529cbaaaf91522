"""How good any plan could be: prices, and the best tour of every unit at those prices, exactly.

For any prices that are not negative, the prices times what there is, plus the best trips of each
unit at what is left of their worth, is more than any plan has. The LP makes the prices good; exact
pricing makes the bound true: it never under-values a tour (villages may be served at several stops
of one tour, loads do not count, fixed charges are split). Two things are asked of a plan beyond the
rules: a trip stops at most once at each place, and, for tier 3, it keeps as many promises of tier 1
as the plan at hand.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.generate import Ground, Pool, generate
from planner.optimiser.links import (
    Duals,
    Objective,
    Prices,
    promise_credits,
    to_prices,
)
from planner.optimiser.lookahead import Lookahead
from planner.optimiser.master import Column, MasterLp, all_rights, make_column
from planner.optimiser.materialise import materialise
from planner.optimiser.pricing import Path

Floats = npt.NDArray[np.float64]

TOLERANCE = 1e-4
SAFETY = 1e-6
"""Share of a bound added against the rounding of its sums."""
COLUMNS_A_SEARCH = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exact:
    """One exact pass at given prices: the bound, and paths worth adding; no bound if `full`."""

    bound: float
    paths: tuple[Path, ...]
    full: bool


def exact_pass(
    ground: Ground,
    objective: Objective,
    duals: Duals,
    level: float | None,
    least: float,
    may_go_on: Callable[[], bool],
) -> Exact | None:
    """Price every unit exactly; None when told to stop before the end."""
    prices = to_prices(ground.links, objective, duals)
    total = _prices_times_rights(ground, objective, duals, level)
    paths: list[Path] = []
    full = False
    for unit in range(ground.problem.units):
        lookahead = Lookahead(problem=ground.problem)
        best: dict[int, Floats] = {}
        for day in ground.days():
            length = ground.pricer.span(unit, day, ground.free)
            if not length:
                continue
            if not may_go_on():
                return None
            found = ground.pricer.price(
                unit, day, length, prices, ground.servable, ground.people,
                exact=True, wanted=COLUMNS_A_SEARCH, threshold=TOLERANCE, least=least,
                lookahead=lookahead if length > 1 else None,
            )  # fmt: skip
            full = full or found.full
            best[day] = found.best
            paths.extend(found.paths)
        total += _best_trips(prices, unit, ground.problem.days, best)
    return Exact(bound=total + SAFETY * abs(total), paths=tuple(paths), full=full)


def _prices_times_rights(
    ground: Ground, objective: Objective, duals: Duals, level: float | None
) -> float:
    """What all rights are worth at these prices; unit-days apart, which units' trips pay."""
    links = ground.links
    total = float(np.dot(duals.limits[links.visits_at :], links.limits[links.visits_at :]))
    gains = objective.credit_gains(links) + duals.promise * promise_credits(links)
    total += float(np.dot(np.maximum(0.0, gains - duals.credits), links.ceilings))
    return total - duals.promise * (level or 0.0)


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
    """Lowers a bound of one tier, pass by pass, on its own LP."""

    ground: Ground
    pool: Pool
    objective: Objective
    level: float | None
    least: float
    best: float = math.inf
    converged: bool = False

    def prove(self, columns: list[Column], may_go_on: Callable[[], bool]) -> float:
        """The lowest bound that was shown; infinite when none was."""
        lp = MasterLp(self.ground.links, self.objective, all_rights(self.ground.links), self.level)
        lp.add(columns)
        while may_go_on() and not self.converged:
            solved = generate(self.ground, lp, self.pool, may_go_on)
            if solved is None:
                break
            _, duals, _ = solved
            exact = exact_pass(
                self.ground, self.objective, duals, self.level, self.least, may_go_on
            )
            if exact is None or exact.full:
                break
            self.best = min(self.best, exact.bound)
            prices = to_prices(self.ground.links, self.objective, duals)
            fresh = list(self._columns(exact.paths, prices))
            known = {column.tour.key() for column in lp.columns}
            fresh = [column for column in fresh if column.tour.key() not in known]
            self.converged = not fresh
            lp.add(fresh)
        return self.best

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
                if repeat:
                    yield make_column(ground.links, tour, real=False)
                else:
                    yield self.pool.column(tour)
