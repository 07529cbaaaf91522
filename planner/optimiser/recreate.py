"""Ruin and recreate as the search uses it: how long, from where, and what is made of its routes.

Where days hold many stops, which valley a route goes to is settled while it is hot, and seldom
changes afterwards. So many short runs from the same start find better basins than a long one, and
the routes that they leave behind are mixed: the best of two runs is often better than either.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.optimiser.improve import Workshop, improve
from planner.optimiser.links import Objective, promises_first
from planner.optimiser.problem import Problem
from planner.optimiser.ruin import Roads, Ruiner
from planner.optimiser.solution import Solution
from planner.optimiser.stop import Budget
from planner.optimiser.zones import UNZONED, unit_days, zones_of

PROMISE_PRIZES = 20
"""A point of tier 1 counts so many of the largest prizes in ruin and recreate."""
FEW_STOPS, MANY_STOPS = 3.0, 6.0
"""Stops a day: prices do better below the first, ruin and recreate above the second."""
RUN_S, RUN_UNIT_DAY_S = 1.0, 0.12
"""CPU seconds of one run among several: for itself, and for each unit-day."""
MOST_RUNS = 8
ELSEWHERE = (0.1, 0.03, 0.0)
"""Share of the rounds that try places far from those removed, by turns: with many villages and few
routes it finds better basins, otherwise it costs more rounds than it is worth."""
KEPT_FROM, KEPT_EVERY = 0.5, 0.1
"""How cool a run is when its routes are first kept for mixing, and how much cooler then."""
MIXING = 0.03
"""Share of the budget that mixing once may take."""


def first_share(stops: float) -> float:
    """Share of the time ruin and recreate gets first; with few stops a day prices do better."""
    if stops < 1.6:
        return 0.03
    if stops < FEW_STOPS:
        return 0.1
    return 0.25 if stops < MANY_STOPS else 0.45


@dataclass(slots=True, kw_only=True, eq=False)
class Recreator:
    """Runs of ruin and recreate; every run has another seed."""

    problem: Problem
    budget: Budget
    shop: Workshop
    roads: Roads
    rng: random.Random
    tell: Callable[[str], None]
    _turn: int = 0

    def runs(self, share: float) -> int:
        """How many runs this share of the budget is parted into, where days hold many stops."""
        one_s = RUN_S + RUN_UNIT_DAY_S * unit_days(self.problem)
        return max(1, min(MOST_RUNS, int(share * self.budget.params.cpu_s / one_s)))

    def is_crowded(self, solution: Solution) -> bool:
        """Whether days hold so many stops that it does best begun anew."""
        return solution.stops_a_day >= MANY_STOPS and unit_days(self.problem) <= UNZONED

    def zones(self, share: float, heat: float) -> Iterator[tuple[frozenset[int], float]]:
        """Units to be freed together, and for what share each: all of them, or later one."""
        zones = zones_of(self.problem, self.rng)
        for units in zones if heat == 1.0 else zones[:1]:
            yield units, share / len(zones)

    def mixed(self, best: Solution, objective: Objective) -> Solution:
        """The best mix of all routes known, at least as good as the best."""
        problem = self.problem
        everything = frozenset(
            (unit, day)
            for unit in range(problem.units)
            for day in range(problem.days)
            if problem.works(unit, day)
        )
        effort = self.budget.effort(MIXING)
        return improve(self.shop, objective, best, everything, _never, effort)

    def both_tiers(self) -> Objective:
        """Promises at a price far above that of any point."""
        factor = PROMISE_PRIZES * float(self.problem.row_prize.max(initial=1))
        return promises_first(self.problem, factor)

    def run(self, start: Solution, units: frozenset[int], share: float, heat: float) -> Solution:
        """Better tours of these units, with the nights that the start has."""
        ruiner = Ruiner(self.problem, self.both_tiers(), start, self.roads, units)
        cooling = self.budget.allow_cooling(share=share)
        keep_at = KEPT_FROM

        def cooled() -> float | None:
            nonlocal keep_at
            self.tell("ruin")
            cool = cooling()
            if cool is not None and cool >= keep_at:
                keep_at = cool + KEPT_EVERY
                for tour in ruiner.tours(now=True):
                    self.shop.pool.column(tour)
            return cool

        elsewhere = ELSEWHERE[self._turn % len(ELSEWHERE)] if self.is_crowded(start) else 0.0
        self._turn += 1
        ruiner.run(self.budget.params.seed + self._turn, heat, cooled, elsewhere)
        for tour in ruiner.tours():
            self.shop.pool.column(tour)
        return self.shop.solution(ruiner.tours())


def _never() -> bool:
    return False
