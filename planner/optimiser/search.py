"""The search: first plan, promises, prices, neighbourhoods and proof, sharing one budget.

Everything here is anytime: whatever ends the search, the best solution so far stands. In
reproducible mode nothing asks the clock; every step is allowed so many rounds.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from planner.domain.plan import Bound, StopCause
from planner.optimiser.bound import Prover
from planner.optimiser.construct import construct
from planner.optimiser.generate import Ground, Pool, empty_duals, price_all
from planner.optimiser.improve import Workshop, improve, solve_part
from planner.optimiser.integer import Effort, choose
from planner.optimiser.links import (
    Objective,
    number,
    points_only,
    promises_first,
    promises_only,
    to_prices,
)
from planner.optimiser.master import all_rights
from planner.optimiser.neighbourhood import around
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import Problem
from planner.optimiser.solution import Solution
from planner.optimiser.stop import Allowance, Budget
from planner.ports import Progress

PROMISE_PRIZES = 20
"""A point of tier 1 counts so many of the largest prizes while both tiers are searched at once."""
SMALLEST, LARGEST = 8, 20
"""Unit-days freed together."""
FRUITLESS = 10
"""Rounds without gain after which one unit-day more is freed."""


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
            self._keep_promises()
            self._price_all()
            self._neighbourhoods(self.budget.allow(share=0.55, rounds=0.5))
            self._prove_value()
            self._neighbourhoods(self.budget.allow(share=1.0, rounds=1.0))
        proven = self._is_proven()
        cause = StopCause.PROVEN if proven else self.budget.spent() or StopCause.ROUNDS
        return Outcome(solution=self.best, bounds=self._bounds(), cause=cause, proven=proven)

    def _prepare(self) -> None:
        links = number(self.problem)
        factor = PROMISE_PRIZES * max(1.0, float(self.problem.row_prize.max(initial=0)))
        self.shop = Workshop(
            links=links,
            pricer=Pricer(self.problem),
            pool=Pool(links=links),
            objective=promises_first(self.problem, factor),
        )
        self._take(self.shop.solution(self.best.tours))

    def _any_tour(self) -> None:
        """The construct found nothing: whatever pricing finds when nothing has a price yet."""
        links = self.shop.links
        ground = Ground.of(links, self.shop.pricer, all_rights(links))
        prices = to_prices(links, self.shop.objective, empty_duals(links, self.shop.objective))
        for tour in price_all(ground, prices):
            self._take(self.shop.solution([tour]))
            if self.best.tours:
                return

    def _take(self, found: Solution | None) -> None:
        if found is not None and found.rank >= self.best.rank:
            self.best = found

    def _keep_promises(self) -> None:
        """Tier 1 alone: its bound, and a plan that keeps as many promises as it can."""
        if not (self.problem.row_weight.any() or len(self.problem.pins)):
            self.promise_bound = 0.0
            return
        objective = promises_only(self.problem)
        self.promise_bound = self._prove(objective, None, self.budget.allow(share=0.2, rounds=0.2))
        self._choose(self.budget.allow(share=0.25, rounds=0.2))
        self._tell("promises")

    def _price_all(self) -> None:
        """Every unit-day at once: columns by price, then the best mix."""
        allowed = self.budget.allow(share=0.4, rounds=0.3, on_round=lambda: self._tell("prices"))
        hint = [self.shop.pool.column(tour) for tour in self.best.tours]
        chosen = solve_part(
            self.shop, all_rights(self.shop.links), hint, allowed, self._effort(0.1)
        )
        if chosen is not None:
            self._take(self.shop.solution(column.tour for column in chosen))
        self._tell("prices")

    def _prove_value(self) -> None:
        """Tier 3 with the promises kept: its bound, and the best mix of all columns so far."""
        if self._is_proven() or self.budget.spent() is not None:
            return
        allowed = self.budget.allow(share=0.85, rounds=0.8, on_round=lambda: self._tell("proof"))
        bound = self._prove(points_only(self.problem), float(self.best.promises), allowed)
        self.value_bound = min(self.value_bound, bound)
        self._choose(self.budget.allow(share=0.95, rounds=0.9))
        self._tell("proof")

    def _prove(self, objective: Objective, level: float | None, allowed: Allowance) -> float:
        links = self.shop.links
        prover = Prover(
            ground=Ground.of(links, self.shop.pricer, all_rights(links)),
            pool=self.shop.pool,
            objective=objective,
            level=level,
            least=0.0,
        )
        columns = [column for column in self.shop.pool.columns.values() if column.real]
        hint = [self.shop.pool.column(tour) for tour in self.best.tours]
        known = {id(column) for column in columns}
        columns += [column for column in hint if id(column) not in known]
        return prover.prove(columns, allowed)

    def _choose(self, allowed: Allowance) -> None:
        """The best mix of every column so far."""
        if not allowed():
            return
        links = self.shop.links
        hint = [self.shop.pool.column(tour) for tour in self.best.tours]
        columns = list(self.shop.pool.columns.values())
        choice = choose(links, all_rights(links), columns, hint, self._effort(0.1))
        if choice is not None:
            self._take(self.shop.solution(column.tour for column in choice.columns))

    def _neighbourhoods(self, allowed: Allowance) -> None:
        """Free some unit-days, solve them together, again and again; more of them when in vain."""
        rng = random.Random(self.budget.params.seed)  # noqa: S311 - a search, not a secret
        wanted, fruitless = SMALLEST, 0
        while allowed() and not self._is_proven():
            freed = around(self.problem, self.best.tours, wanted, rng)
            if not freed:
                return
            part = self.budget.allow_part(share=0.1, rounds=20)
            found = improve(self.shop, self.best, freed, part, self._effort(0.05))
            fruitless = 0 if found.rank > self.best.rank else fruitless + 1
            if fruitless and fruitless % FRUITLESS == 0:
                wanted = min(LARGEST, wanted + 1)
            self._take(found)
            self._tell("neighbourhoods")

    def _effort(self, share: float) -> Effort:
        return self.budget.effort(share)

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
