"""How good any plan could be: prices, and the best tour of every unit at those prices, exactly.

For any prices that are not negative, the prices times what there is, plus the best trips of each
unit at what is left of their worth, is more than any plan has. The LP makes the prices good; exact
pricing makes the bound true: it never under-values a tour (see `exact_pass`). One thing is asked of
a plan beyond the rules: it keeps the levels of the tiers before: for tiers 2 and 3 as many promises
as the plan at hand, for tier 3 its equity, within their tolerances.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.complete import fits
from planner.optimiser.descent import descent
from planner.optimiser.exact_pass import TOLERANCE, KnownTrips, exact_pass
from planner.optimiser.generate import Ground, Pool, generate
from planner.optimiser.labels import Path
from planner.optimiser.links import (
    Duals,
    Objective,
    Prices,
    to_prices,
)
from planner.optimiser.master import Column, MasterLp, all_rights, make_column
from planner.optimiser.materialise import materialise
from planner.optimiser.relax import relaxing_s
from planner.optimiser.stop import Allowance
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]

SLACK, SLACKER, LEAST_SLACK = 0.02, 0.2, 1e-4
"""How firmly exact passes are held near the prices of the best bound, as a share of each right; so
much of it is left each time they bring nothing new, and none below the last."""
STAY, LEAST_STAY = 0.8, 0.1
"""Where nothing holds them any more, prices stay so near those of the best bound, 1 at them; half
as near each time that brings nothing new, and at the LP's own in the end."""
EASE = 0.001
"""Share of a level that the LP need not bring; the bound asks for all of it."""
NO_WORK = -1
FLOOR = 0.0005
"""Share of the LP's value that all unit-days together may be worth unlooked for, but in the end."""
DULL_ROUNDS = 5
"""Rounds of pricing that are looked at for whether they still gain anything."""
PATIENCE = 12
"""Searches of each unit, about, that may bring no better bound before it is left as it is."""


@dataclass(slots=True, kw_only=True, eq=False)
class Prover:
    """One tier's LP over everything, and the lowest bound shown for it so far."""

    ground: Ground
    pool: Pool
    objective: Objective
    least: float
    most_relaxing_s: float = math.inf
    """Where relaxing the roads may take more CPU time than this, nothing is proven."""
    bound: float = math.inf
    converged: bool = False
    duals: Duals | None = None
    lp: MasterLp = field(init=False)
    known: KnownTrips = field(default_factory=KnownTrips)
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

    def price(self, allowed: Allowance, enough: float = math.inf, dull: float = 0.0) -> bool:
        """Heuristic pricing until nothing more is found; False if time is up or the LP failed.

        An LP worth `enough` is as good as can be, and nothing more is looked for; nor where some
        rounds gained less than `dull`, as a share of its value.
        """
        seen: list[float] = []

        def goes_on() -> bool:
            gained = seen[-1] - seen[-1 - DULL_ROUNDS] if len(seen) > DULL_ROUNDS else math.inf
            return self.lp.value < enough and gained >= dull * abs(self.lp.value)

        wanted = Allowance(
            now=lambda: goes_on() and allowed.now(), count=lambda: goes_on() and allowed()
        )
        solved = generate(self.ground, self.lp, self.pool, wanted, wide=True, on_round=seen.append)
        self._known.update(id(column) for column in self.lp.columns)
        if solved is None:
            return False
        self.duals = solved[1]
        return solved[2]

    def ease(self) -> None:
        """Ask a little less of the LP: at a level's very edge its price is any from some on.

        High ones make bounds loose; the bound asks for all of the level.
        """
        self.lp.ease(EASE)

    def prove(self, allowed: Allowance, enough: float = -math.inf) -> None:
        """Exact passes over an LP that heuristic pricing has left, until it converges too.

        Prices swing from one LP to the next, so each pass is held near the prices of the best
        bound, less firmly where that brings nothing new. A bound of `enough` ends it.
        """
        if not self._is_ready(allowed):
            return
        centre = at = self.duals
        slack, stay, fruitless, floor = SLACK, STAY, 0, self._floor()
        while not self.converged and centre is not None and at is not None and allowed():
            exact = exact_pass(
                self.ground, self.objective, at, self.least, self.known, allowed.now, floor
            )
            if exact is None:
                return
            fruitless += exact.searched
            if exact.bound < self.bound:
                self.bound, centre, fruitless = exact.bound, at, 0
            if (
                math.floor(self.bound) <= enough
                or fruitless >= PATIENCE * self.ground.problem.units
            ):
                break
            prices = to_prices(self.ground.links, self.objective, at)
            before = len(self.lp.columns)
            self.add(self._columns(exact.paths, prices))
            nothing = len(self.lp.columns) == before and exact.sure
            if slack == stay == 0.0 and nothing:
                self.converged = floor <= TOLERANCE
                floor, stay = TOLERANCE, STAY
            if slack == 0.0 and nothing:
                stay = 0.5 * stay if stay > LEAST_STAY else 0.0
            if (fruitless and exact.sure) or nothing:
                slack = SLACKER * slack if slack > LEAST_SLACK else 0.0
            self.lp.anchor(centre, slack)
            solved = self.lp.solve()
            if solved is None:
                break
            at = solved[1] if slack > 0.0 else centre.toward(solved[1], stay)
        if self.duals is not None:
            self.lp.anchor(self.duals, 0.0)

    def descend(self, allowed: Allowance, best: Sequence[Tour], enough: float = -math.inf) -> bool:
        """Prices down from those of a plan, where days hold only stops and hours; else False."""
        if not self._is_ready(allowed):
            return False
        known = [column.tour for column in self.lp.columns if column.real]
        made = descent(self.ground, self.objective, best, known, enough)
        if made is None:
            return False
        made.run(allowed)
        self.bound = min(self.bound, made.bound)
        self.add([self.pool.column(tour) for tour in made.tours.values()])
        return True

    def _floor(self) -> float:
        """What a unit-day may be worth without being looked for, at first.

        Labels that know all rules drop more by what is still to be had than by this.
        """
        if not self.ground.pricer.climbs():
            return TOLERANCE
        unit_days = sum(len(self.ground.starts(u)) for u in range(self.ground.problem.units))
        return max(TOLERANCE, FLOOR * abs(self.lp.value) / max(1, unit_days))

    def glance(self, allowed: Allowance) -> None:
        """A bound for want of better: tables of what is still to be had, loose, but there at once.

        What a pass that was cut short knows of units at the same prices counts.
        """
        pricer = self.ground.pricer
        if self.duals is None or not self._is_ready(allowed):
            return
        most_work, pricer.most_work = pricer.most_work, NO_WORK
        exact = exact_pass(
            self.ground, self.objective, self.duals, self.least, self.known, allowed.now
        )
        pricer.most_work = most_work
        if exact is not None:
            self.bound = min(self.bound, exact.bound)

    def _is_ready(self, allowed: Allowance) -> bool:
        """Whether the problem stands as exact pricing sees it, relaxed now where there is time."""
        pricer = self.ground.pricer
        if relaxing_s(pricer.problem) > self.most_relaxing_s:
            return False
        return pricer.relax(allowed.now)

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
