"""What if this row were required: a neighbourhood of the plan solved again with the row in it.

The row becomes a wish that outweighs every promise, the unit-days near it are freed, and the same
prices and integer master as in a search find the best plan that keeps the wish. What that plan is
worth less is the price of the row; should it be worth more, it is the better plan.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from planner.optimiser.generate import Ground, Pool, empty_duals, price_all
from planner.optimiser.improve import Workshop, improve
from planner.optimiser.links import Objective, number, promises_first, to_prices
from planner.optimiser.master import all_rights
from planner.optimiser.near import near_rows
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.solution import Solution, make_solution
from planner.optimiser.stop import Budget
from planner.optimiser.tour import Tour, make_tour

MOST_LEGS = 20
"""Legs of a day that a wish must be worth at least."""
PROMISE_PRIZES = 20.0
"""A point of tier 1 counts so many of the largest prizes while prices are made."""
MOST_COPIES = 64
"""How often the wish is made, where people's own pins give wishes their weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One neighbourhood: about so many unit-days freed, so many rounds of pricing.

    `by_unit` frees all days of a unit together. `if_served` says on which outcome of the steps
    before it is taken, None for both.
    """

    wanted: int
    rounds: int
    by_unit: bool = False
    if_served: bool | None = None


FIRST = (Step(wanted=6, rounds=8),)
"""A quick look: about a fifth of a second where a province has eight units."""
CLOSER = (
    Step(wanted=8, rounds=8, if_served=True),
    Step(wanted=12, rounds=10, by_unit=True, if_served=False),
)
THOROUGH = (
    *FIRST,
    Step(wanted=14, rounds=20, by_unit=True),
    Step(wanted=12, rounds=20, if_served=True),
    Step(wanted=1 << 20, rounds=40),
)
"""Ends with everything freed, as far as time allows."""


def requiring(problem: Problem, row: int, days: Collection[int] | None = None) -> Problem:
    """The same problem with a wish for a row that outweighs all of tier 1, and any cost.

    With `days`, the row may be served on those days only.
    """
    most = 1 + int(np.dot(problem.row_weight, problem.row_people))
    most += int(_more_than_all(problem) / _factor(problem))
    weight, copies = most, 1
    if len(problem.pins):
        weight = problem.pin_weight or most
        copies = -(-most // weight)
        if copies > MOST_COPIES:
            weight, copies = most, 1 + len(problem.pins)
    wish = [problem.row_village[row], problem.row_service[row], NEVER, NEVER]
    may_serve = problem.may_serve
    if days is not None:
        may_serve = may_serve.copy()
        others = [day for day in range(problem.days) if day not in days]
        may_serve[:, others, row] = False
    return replace(
        problem,
        pins=np.concatenate([problem.pins, np.array([wish] * copies, dtype=np.int32)]),
        pin_weight=weight,
        may_serve=may_serve,
        promise_tolerance=0.0,
    )


def force_row(
    problem: Problem,
    best: Solution,
    row: int,
    budget: Budget,
    *,
    steps: Sequence[Step] = THOROUGH,
    share: float = 0.1,
    days: Collection[int] | None = None,
    known: Solution | None = None,
) -> Solution | None:
    """The best solution found that serves a row, as the problem itself counts it.

    `steps` are taken from `known`, a solution that serves it, or from `best`; each may use `share`
    of the whole budget. `days` are the only ones on which the row may be served. None when no
    step found a solution that serves it. What tier 2 has reached is given up only where nothing
    else is found.
    """
    forced = requiring(problem, row, days)
    if not forced.may_serve[:, :, row].any():
        return None
    work = _Forcing(forced, best, known or best, row, budget, share)
    for step in steps:
        if budget.spent() is not None:
            break
        if step.if_served in (None, work.serves):
            work.free(step)
    if not work.serves and budget.spent() is None:
        work.shop.tiers.equity = None
        work.free(steps[-1])
    if not work.serves:
        return None
    return make_solution(problem, [_made(problem, tour) for tour in work.found.tours])


def _factor(problem: Problem) -> float:
    """Points of tier 3 that a point of tier 1 counts while prices are made."""
    return PROMISE_PRIZES * float(problem.row_prize.max(initial=1))


def _more_than_all(problem: Problem) -> float:
    """More points than serving everybody brings and any tour costs."""
    prizes = float(np.dot(problem.row_prize, problem.row_people))
    a_day = problem.day_cost.max(initial=0) + problem.night_cost.max(initial=0)
    legs = MOST_LEGS * float(problem.leg_cost.max(initial=0))
    return 1.0 + prizes + problem.days * (float(a_day) + legs)


def _made(problem: Problem, tour: Tour) -> Tour:
    """A tour as another problem counts it: only wishes differ."""
    return make_tour(problem, tour.unit, tour.days)


@dataclass(slots=True, eq=False)
class _Forcing:
    """One row being forced; `found` only ever gets better."""

    problem: Problem
    before: Solution
    start: Solution
    row: int
    budget: Budget
    share: float
    found: Solution = field(init=False)
    shop: Workshop = field(init=False)
    objective: Objective = field(init=False)

    def __post_init__(self) -> None:
        links = number(self.problem)
        self.shop = Workshop(links=links, pricer=Pricer(self.problem), pool=Pool(links=links))
        tours = [_made(self.problem, tour) for tour in self.start.tours]
        self.found = make_solution(self.problem, tours)
        self.shop.tiers.settle_equity(self.before)
        factor = _factor(self.problem)
        self.objective = promises_first(self.problem, factor)
        if not tours:
            self._begin()

    def _begin(self) -> None:
        """Tours to begin with, where there are none: an LP without columns has no prices."""
        links = self.shop.links
        ground = Ground.of(links, self.shop.pricer, all_rights(links))
        prices = to_prices(links, self.objective, empty_duals(links, self.objective))
        for tour in price_all(ground, prices):
            self.shop.pool.column(tour)

    @property
    def serves(self) -> bool:
        """Whether what was found serves the row."""
        return any(row == self.row for tour in self.found.tours for row, _ in tour.served)

    def free(self, step: Step) -> None:
        """Solve some unit-days again, near the row and those who lose by it."""
        rows = [self.row, *(row for row, _ in people_lost(self.before, self.found))]
        freed = near_rows(self.problem, self.found.tours, rows, step.wanted, by_unit=step.by_unit)
        self.budget.rounds += 1
        effort = self.budget.effort(self.share)
        self.found = improve(
            self.shop, self.objective, self.found, freed, self._rounds(step.rounds), effort
        )

    def _rounds(self, rounds: int) -> Callable[[], bool]:
        """Pricing rounds left, while there is time for them."""
        timed = self.budget.allow_part(share=self.share, rounds=rounds)
        left = iter(range(rounds))
        return lambda: next(left, None) is not None and timed()


def people_lost(before: Solution, after: Solution) -> list[tuple[int, int]]:
    """(row, people) of rows that the one serves more of than the other, by row."""
    left = people_of(before)
    for row, people in people_of(after).items():
        left[row] = left.get(row, 0) - people
    return [(row, people) for row, people in sorted(left.items()) if people > 0]


def people_of(solution: Solution) -> dict[int, int]:
    """People served of each row that is served."""
    served: dict[int, int] = {}
    for tour in solution.tours:
        for row, people in tour.served:
            served[row] = served.get(row, 0) + people
    return served
