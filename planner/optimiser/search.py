"""The search: first plan, promises, prices, neighbourhoods and proof, sharing one budget.

Everything here is anytime: whatever ends the search, the best solution so far stands. In
reproducible mode nothing asks the clock; every step is allowed so many rounds.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from planner.domain.plan import Bound, StopCause
from planner.optimiser.bound import Prover
from planner.optimiser.construct import construct
from planner.optimiser.generate import Ground, Pool, empty_duals, price_all
from planner.optimiser.improve import Workshop, improve, promising
from planner.optimiser.integer import choose
from planner.optimiser.links import (
    Objective,
    number,
    points_only,
    promises_first,
    promises_only,
    to_prices,
)
from planner.optimiser.master import Column, all_rights
from planner.optimiser.neighbourhood import around
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import Problem
from planner.optimiser.ruin import Ruiner
from planner.optimiser.solution import Solution
from planner.optimiser.stop import Allowance, Budget, Cooling
from planner.ports import Progress

RUIN_ROUNDS = 300
"""Rounds of ruin and recreate between two looks at the clock."""
PROMISE_PRIZES = 20
"""A point of tier 1 counts so many of the largest prizes in ruin and recreate."""
PROMISE_SHARE = 2.0
"""A point of tier 1 counts so many times its price while both tiers are searched at once."""
SMALLEST, LARGEST = 8, 20
"""Unit-days freed together."""
FRUITLESS = 10
"""Rounds without gain after which one unit-day more is freed."""


def _ruin_share(stops_a_day: float) -> float:
    """Share of the time that ruin and recreate gets: with few stops a day prices do better."""
    if stops_a_day < 1.6:
        return 0.03
    if stops_a_day < 3.0:
        return 0.1
    return 0.25 if stops_a_day < 6.0 else 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a search ended; `proven` when no plan is better in any tier."""

    solution: Solution
    bounds: tuple[Bound, ...]
    cause: StopCause
    proven: bool


def search(problem: Problem, budget: Budget, on_progress: Callable[[Progress], None]) -> Outcome:
    """The best solution that the budget allows, with the bounds that were proven."""
    return _Search(problem=problem, budget=budget, on_progress=on_progress).run()


@dataclass(slots=True, kw_only=True, eq=False)
class _Search:
    """One search under way; `best` only ever gets better."""

    problem: Problem
    budget: Budget
    on_progress: Callable[[Progress], None]
    best: Solution = field(init=False)
    shop: Workshop = field(init=False)
    promise_bound: float = math.inf
    value_bound: float = math.inf

    def run(self) -> Outcome:
        self.best = construct(self.problem, self.budget.asked)
        self._tell("construct")
        if self.problem.may_serve.any() and not self.budget.asked():
            self._prepare()
            if not self.best.tours:
                self._any_tour()
            self._ruin_and_recreate()
            self._keep_promises()
            prover = self._price_points()
            objective = self._balance(prover)
            self._neighbourhoods(objective, self.budget.allow(share=0.55, rounds=0.6))
            self._prove_points(prover)
            objective = self._balance(prover)
            self._neighbourhoods(objective, self.budget.allow(share=1.0, rounds=1.0))
        proven = self._is_proven()
        cause = StopCause.PROVEN if proven else self.budget.spent() or StopCause.ROUNDS
        return Outcome(solution=self.best, bounds=self._bounds(), cause=cause, proven=proven)

    def _prepare(self) -> None:
        links = number(self.problem)
        self.shop = Workshop(
            links=links,
            pricer=Pricer(self.problem),
            pool=Pool(links=links),
        )
        self._take(self.shop.solution(self.best.tours))

    def _any_tour(self) -> None:
        """The construct found nothing: whatever pricing finds when nothing has a price yet."""
        links = self.shop.links
        ground = Ground.of(links, self.shop.pricer, all_rights(links))
        objective = promises_first(self.problem, float(self.problem.row_prize.max(initial=1)))
        prices = to_prices(links, objective, empty_duals(links, objective))
        for tour in price_all(ground, prices):
            self._take(self.shop.solution([tour]))
            if self.best.tours:
                return

    def _take(self, found: Solution | None) -> None:
        if found is not None and found.rank >= self.best.rank:
            self.best = found

    def _ruin_and_recreate(self) -> None:
        """Better one-day tours from the first plan's; longer the more stops its days hold."""
        if not self.best.tours:
            return
        stops = [len(day.stops) for tour in self.best.tours for day in tour.days]
        share = _ruin_share(sum(stops) / len(stops))
        factor = PROMISE_PRIZES * float(self.problem.row_prize.max(initial=1))
        ruiner = Ruiner(self.problem, promises_first(self.problem, factor), self.best)
        allowed = self.budget.allow_cooling(share=share)
        ruiner.run(RUIN_ROUNDS, self.budget.params.seed, lambda: self._cooled(allowed, ruiner))
        self._take(self.shop.solution(ruiner.tours()))
        self._tell("ruin")

    def _cooled(self, allowed: Cooling, ruiner: Ruiner) -> float | None:
        self._tell("ruin")
        return allowed()

    def _keep_promises(self) -> None:
        """Tier 1 alone: its bound, and a plan that keeps as many promises as it can."""
        if not (self.problem.row_weight.any() or len(self.problem.pins)):
            self.promise_bound = 0.0
            return
        prover = self._prover(promises_only(self.problem), None)
        prover.prove(self.budget.allow(share=0.2, rounds=0.2))
        self.promise_bound = min(self.promise_bound, prover.bound)
        self._choose(prover, self.budget.allow(share=0.25, rounds=0.2))
        self._tell("promises")

    def _price_points(self) -> Prover:
        """Tier 3 with the promises kept: columns by price, then the best mix."""
        prover = self._prover(points_only(self.problem), float(self.best.promises))
        tell = partial(self._tell, "prices")
        prover.price(self.budget.allow(share=0.45, rounds=0.4, on_round=tell))
        self._choose(prover, self.budget.allow(share=0.5, rounds=0.5))
        self._tell("prices")
        return prover

    def _prove_points(self, prover: Prover) -> None:
        """The bound of tier 3, and the best mix of what proving it brought up."""
        if self._is_proven():
            return
        prover.add(self._known_columns())
        tell = partial(self._tell, "proof")
        prover.prove(self.budget.allow(share=0.85, rounds=0.8, on_round=tell))
        self.value_bound = min(self.value_bound, prover.bound)
        self._choose(prover, self.budget.allow(share=0.95, rounds=0.9))
        self._tell("proof")

    def _prover(self, objective: Objective, level: float | None) -> Prover:
        links = self.shop.links
        prover = Prover(
            ground=Ground.of(links, self.shop.pricer, all_rights(links)),
            pool=self.shop.pool,
            objective=objective,
            level=level,
            least=0.0,
        )
        prover.add(self._known_columns())
        return prover

    def _known_columns(self) -> list[Column]:
        pool = self.shop.pool
        hint = [pool.column(tour) for tour in self.best.tours]
        return list({id(c): c for c in (*pool.columns.values(), *hint)}.values())

    def _choose(self, prover: Prover, allowed: Allowance) -> None:
        """The best mix of the LP's columns."""
        if not allowed():
            return
        links = self.shop.links
        hint = [self.shop.pool.column(tour) for tour in self.best.tours]
        prover.add(hint)
        columns = promising(prover.lp, hint)
        choice = choose(links, all_rights(links), columns, hint, self.budget.effort(0.1))
        if choice is not None:
            self._take(self.shop.solution(column.tour for column in choice.columns))

    def _balance(self, prover: Prover) -> Objective:
        """Both tiers in one sum: a promise at the price that keeping their level has, and more."""
        price = prover.duals.promise if prover.duals is not None else 0.0
        if price <= 0.0:
            price = float(self.problem.row_prize.max(initial=1))
        return promises_first(self.problem, PROMISE_SHARE * price)

    def _neighbourhoods(self, objective: Objective, allowed: Allowance) -> None:
        """Free some unit-days, solve them together, again and again; more of them when in vain."""
        rng = random.Random(self.budget.params.seed)  # noqa: S311 - a search, not a secret
        wanted, fruitless = SMALLEST, 0
        while allowed() and not self._is_proven():
            freed = around(self.problem, self.best.tours, wanted, rng)
            if not freed:
                return
            part = self.budget.allow_part(share=0.1, rounds=20)
            found = improve(self.shop, objective, self.best, freed, part, self.budget.effort(0.05))
            fruitless = 0 if found.rank > self.best.rank else fruitless + 1
            if fruitless and fruitless % FRUITLESS == 0:
                wanted = min(LARGEST, wanted + 1)
            self._take(found)
            self._tell("neighbourhoods")

    def _is_proven(self) -> bool:
        """Whether no plan is better in any tier; points are whole numbers."""
        if math.isinf(self.promise_bound) or math.isinf(self.value_bound):
            return False
        promised = self.best.promises >= math.floor(self.promise_bound)
        return promised and self.best.value >= math.floor(self.value_bound)

    def _bounds(self) -> tuple[Bound, ...]:
        """The proven bounds as points of each tier; tier 1 counts down from all promises kept."""
        bounds = []
        problem = self.problem
        most = int(np.dot(problem.row_weight, problem.row_people))
        most += problem.pin_weight * len(problem.pins)
        if math.isfinite(self.promise_bound) and most:
            bounds.append(Bound(tier=1, points=math.floor(self.promise_bound) - most))
        if math.isfinite(self.value_bound):
            bounds.append(Bound(tier=3, points=math.floor(self.value_bound)))
        return tuple(bounds)

    def _tell(self, phase: str) -> None:
        bound = math.floor(self.value_bound) if math.isfinite(self.value_bound) else None
        self.on_progress(
            Progress(
                value=self.best.value,
                bound=bound,
                people_served=self.best.people,
                rounds=self.budget.rounds,
                cpu_s=self.budget.cpu_s,
                wall_s=self.budget.wall_s,
                phase=phase,
            )
        )
