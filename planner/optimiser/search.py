"""The search: first plan, promises, prices, neighbourhoods and proof, sharing one budget.

Everything here is anytime: whatever ends the search, the best solution so far stands. In
reproducible mode nothing asks the clock; every step is allowed so many rounds.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from planner.domain.plan import Bound, Plan, StopCause
from planner.optimiser.bound import Prover
from planner.optimiser.construct import construct
from planner.optimiser.deal import solve_whole
from planner.optimiser.exact_pass import TOLERANCE
from planner.optimiser.generate import Ground, Pool, empty_duals, price_all
from planner.optimiser.improve import MOST_COLUMNS, Workshop, improve, promising
from planner.optimiser.integer import choose
from planner.optimiser.labels import MOST_WORK
from planner.optimiser.links import Objective, number, promises_first, promises_only, to_prices
from planner.optimiser.master import Column, all_rights
from planner.optimiser.neighbourhood import around
from planner.optimiser.outcome import Outcome, bounds_of
from planner.optimiser.pricing import Pricer
from planner.optimiser.problem import Problem
from planner.optimiser.recreate import FEW_STOPS, MANY_STOPS, Recreator, first_share
from planner.optimiser.ruin import Roads
from planner.optimiser.rules import changes
from planner.optimiser.solution import Solution
from planner.optimiser.stop import Allowance, Budget
from planner.optimiser.tiers import (
    equity_only,
    has_equity,
    most_promises,
    points_within,
    priced,
    word_only,
)
from planner.optimiser.tour import Tour
from planner.optimiser.zones import is_vast
from planner.ports import Progress

SMALLEST, LARGEST = 8, 20
"""Unit-days freed together."""
FRUITLESS = 10
"""Neighbourhoods without gain after which one unit-day more is freed."""
PROMISE_SHARE = 2.0
"""A point of tier 1 counts so many times its price in neighbourhoods."""
MANY_PROOF, GLANCE = 0.35, 0.1
"""Of the time left: for proof with many stops a day and prices not done; for tables alone."""
FEW_COLUMNS = 1200
"""So many promising columns are mixed first."""
COUNTED_SLICE, COUNTED_PRICING = 3, 20
"""In reproducible mode: neighbourhoods in a slice, pricing rounds in a neighbourhood."""
REHEAT = 0.1
"""Heat of later rounds of ruin and recreate, as a share of the first one's."""
LONG_CPU_S = 100.0
"""Budgets of so much CPU time give exact searches of tier 2 all the work that tier 3 has; shorter
ones their share of it. Legs cost nothing there, so labels of long trips tie by the million."""
RELAXING_SHARE = 0.2
"""Exact passes need the roads relaxed first; where that may take more of the CPU time, there are
none, and no bound but that everybody is served once."""
DULL = 0.0005
"""Where tiers must be kept, pricing that gains less than this share ends: exact passes do more."""
SLICE = 0.04
"""Share of the time that one way of improving gets before it is asked which does better."""


def search(
    problem: Problem,
    budget: Budget,
    on_progress: Callable[[Progress], None],
    start: Sequence[Tour] = (),
    *,
    plan_of: Callable[[Solution], Plan | None] | None = None,
) -> Outcome:
    """The best solution that the budget allows, with the bounds that were proven.

    `start` are tours that may stand together, from which it may begin. `plan_of` makes the plan
    that progress shows, or None when none is to be shown now.
    """
    made = _Search(
        problem=problem, budget=budget, on_progress=on_progress, start=start, plan_of=plan_of
    )
    return made.run()


@dataclass(slots=True, kw_only=True, eq=False)
class _Search:
    """One search under way; `best` only ever gets better."""

    problem: Problem
    budget: Budget
    on_progress: Callable[[Progress], None]
    start: Sequence[Tour] = ()
    plan_of: Callable[[Solution], Plan | None] | None = None
    best: Solution = field(init=False)
    shop: Workshop = field(init=False)
    recreator: Recreator = field(init=False)
    first: Solution = field(init=False)
    promise_bound: float = math.inf
    equity_bound: float = math.inf
    value_bound: float = math.inf
    word_bound: float = math.inf
    _rng: random.Random = field(init=False)
    _wanted: int = SMALLEST
    _fruitless: int = 0

    def __post_init__(self) -> None:
        self._rng = random.Random(self.budget.params.seed)  # noqa: S311 - a search, not a secret

    def run(self) -> Outcome:
        self.best = construct(self.problem)  # asked to stop or not: it takes less than starting did
        self._tell("construct")
        if self.problem.may_serve.any() and not self.budget.asked():
            self._prepare()
            self._try_everything()
            for step in (self._start, self._keep_word, self._keep_promises, self._spread):
                if not self.budget.asked() and not self._is_proven():
                    step()
            if not self.budget.asked() and not self._is_proven():
                self._improve(self._price_points())
        if not self.problem.may_serve.any():
            self.promise_bound, self.equity_bound = 0.0, float(self.best.equity)
            self.value_bound = float(self.best.value)
        proven = not self.problem.may_serve.any() or self._is_proven()
        cause = StopCause.PROVEN if proven else self.budget.spent() or StopCause.ROUNDS
        return Outcome(
            solution=self.best,
            bounds=self._bounds(),
            cause=cause,
            proven=proven,
            most_kept=int(min(self.word_bound, changes.wanted(self.problem))),
        )

    def _prepare(self) -> None:
        links = number(self.problem)
        self.shop = Workshop(
            links=links,
            pricer=Pricer(self.problem),
            pool=Pool(links=links),
        )
        self.recreator = Recreator(
            problem=self.problem,
            budget=self.budget,
            shop=self.shop,
            roads=Roads.of(self.problem),
            rng=self._rng,
            tell=self._tell,
        )
        self._take(self.shop.solution(self.best.tours))
        if self.start:
            given = construct(self.problem, self.budget.asked, self.start)
            self._take(self.shop.solution(given.tours))
        self.first = self.best

    def _try_everything(self) -> None:
        """Tiny problems are solved whole."""
        dealt = solve_whole(self.shop, self.best, self.budget)
        if dealt is None:
            return
        self._take(self.shop.solution(dealt.tours))
        self.word_bound, self.promise_bound = dealt.word, dealt.promises
        self.equity_bound, self.value_bound = dealt.equity, dealt.value
        self._tell("everything")

    def _start(self) -> None:
        """Something to begin with, the better for ruin and recreate."""
        if not self.best.tours:
            self._any_tour()
        if not self.best.tours or changes.wanted(self.problem):
            return
        self.first = self.best
        share = first_share(self.best.stops_a_day)
        if not self.recreator.is_crowded(self.best):
            self._ruin(share, heat=1.0)
            return
        runs = self.recreator.runs(share)
        for _ in range(runs):
            self._afresh(share / runs, self.recreator.both_tiers())

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
        if found is not None and self.shop.tiers.rank(found) >= self.shop.tiers.rank(self.best):
            self.best = found

    def _ruin(self, share: float, heat: float) -> None:
        """Ruin and recreate on the best."""
        for units, part in self.recreator.zones(share, heat):
            if self.budget.spent() is not None:
                return
            self._take(self.recreator.run(self.best, units, part, heat))
            self._tell("ruin")

    def _afresh(self, share: float, objective: Objective) -> None:
        """Ruin and recreate from the first plan again, and the best mix of all that was found."""
        if self.budget.spent() is not None:
            return
        everybody = frozenset(range(self.problem.units))
        self._take(self.recreator.run(self.first, everybody, share, 1.0))
        self._tell("ruin")
        if self.budget.spent() is None:
            self._take(self.recreator.mixed(self.best, objective))
            self._tell("mix")

    def _keep_word(self) -> None:
        """The change budget before all else: announced visits kept until enough are."""
        wanted = changes.wanted(self.problem)
        if self.best.near_kept >= wanted:
            return
        prover = self._prover(word_only(self.shop.links))
        if prover.price(self.budget.allow(share=self._at(0.3), rounds=0.2)):
            prover.prove(self.budget.allow(share=self._at(0.2), rounds=0.2))
        self.word_bound = min(float(wanted), prover.bound)
        self._choose(prover)
        self._tell("word")

    def _keep_promises(self) -> None:
        """Tier 1 alone: its bound, and a plan that keeps as many promises as it can."""
        problem = self.problem
        if problem.row_weight.any() or len(problem.pins) or len(problem.book.caravans.size):
            asked = self.shop.tiers.levels(self.shop.links, self.best)
            prover = self._prover(replace(promises_only(problem), levels=asked))
            prover.price(self.budget.allow(share=self._at(0.15), rounds=0.2))
            prover.prove(self.budget.allow(share=self._at(0.2), rounds=0.3), self.best.promises)
            self._glance(prover)
            self.promise_bound = min(self.promise_bound, prover.bound)
            self._choose(prover)
            self._tell("promises")
        else:
            self.promise_bound = 0.0
        self.shop.tiers.settle_promises(self.best)

    def _spread(self) -> None:
        """Tier 2: its bound, and a plan whose lowest district is as high as can be."""
        if not has_equity(self.problem):
            self.equity_bound = float(self.problem.equity_floor)
            return
        tiers, links = self.shop.tiers, self.shop.links
        if self.best.equity < self.problem.equity_floor:
            prover = self._prover(equity_only(links, tiers.levels(links, self.best)))
            floor = float(self.problem.equity_floor) - TOLERANCE
            prover.price(self.budget.allow(share=self._at(0.1), rounds=0.3), floor)
            long = min(1.0, self.budget.params.cpu_s / LONG_CPU_S)
            self.shop.pricer.most_work = int(long * MOST_WORK)
            prover.prove(self.budget.allow(share=self._at(0.12), rounds=0.4))
            self.shop.pricer.most_work = MOST_WORK
            self.equity_bound = min(float(self.problem.equity_floor), prover.bound)
            self._choose(prover)
            self._tell("equity")
        else:
            self.equity_bound = float(self.problem.equity_floor)
        tiers.settle_equity(self.best)

    def _price_points(self) -> Prover:
        """Tier 3 with the promises kept: columns by price, the best mix, and the bound."""
        many = self.best.stops_a_day >= (FEW_STOPS if is_vast(self.problem) else MANY_STOPS)
        kept = self.shop.tiers.levels(self.shop.links, self.best)
        prover = self._prover(points_within(self.problem, kept))
        done = self._price(prover, 0.15 if many else 0.35, DULL if len(kept) else 0.0)
        self._choose(prover)
        self._tell("prices")
        if (done or not (many and is_vast(self.problem))) and not self._is_proven():
            if len(kept):
                prover.ease()
                self._price(prover, 0.1, DULL)
            self._prove_points(prover, 0.6 if done or not many else MANY_PROOF)
            self._choose(prover)
        self._glance(prover)
        self._bound_points(prover)
        self._tell("proof")
        return prover

    def _glance(self, prover: Prover) -> None:
        """Where no exact pass came to its end, a bound all the same."""
        if math.isinf(prover.bound) and not self.budget.asked():
            prover.glance(self.budget.allow(share=self._at(GLANCE), rounds=1.0))

    def _price(self, prover: Prover, share: float, dull: float = 0.0) -> bool:
        """Columns by price, for this share of the time that is left; whether none is missing."""
        tell = partial(self._tell, "prices")
        allowed = self.budget.allow(share=self._at(share), rounds=0.5, on_round=tell)
        return prover.price(allowed, dull=dull)

    def _prove_points(self, prover: Prover, share: float) -> None:
        tell = partial(self._tell, "proof")
        allowed = self._at_length(
            self.budget.allow(share=self._at(share), rounds=0.7, on_round=tell),
            self._at(1.5 * share),
        )
        enough = self.best.value + self.problem.book.told.points * len(self.problem.book.told)
        many = self.best.stops_a_day >= MANY_STOPS
        if not (many and prover.descend(allowed, self.best.tours, enough)):
            prover.prove(allowed, enough)
        self._bound_points(prover)

    def _bound_points(self, prover: Prover) -> None:
        """What was proven, and at worst that nobody is served twice."""
        problem, told = self.problem, self.problem.book.told
        served = np.asarray(problem.may_serve.any(axis=(0, 1)))
        everybody = float(np.dot(problem.row_prize * served, problem.row_people))
        proven = prover.bound - told.points * len(told)
        self.value_bound = min(self.value_bound, proven, everybody)

    def _at_length(self, allowed: Allowance, share: float) -> Allowance:
        """The same, but a round that has begun may go on until this share of the time is used."""
        return replace(allowed, now=self.budget.allow(share=share, rounds=1.0).now)

    def _at(self, share: float) -> float:
        """A share of the time that is left now, as a share of the whole."""
        used = min(1.0, self.budget.share_used)
        return used + share * (1.0 - used)

    def _prover(self, objective: Objective) -> Prover:
        links = self.shop.links
        self.shop.pricer.forget_trips()
        prover = Prover(
            ground=Ground.of(links, self.shop.pricer, all_rights(links)),
            pool=self.shop.pool,
            objective=objective,
            least=0.0,
            most_relaxing_s=RELAXING_SHARE * self.budget.params.cpu_s,
        )
        prover.lp.left_s = self.budget.left_wall_s
        prover.lp.should_end = self.budget.is_over
        prover.add(self._known_columns())
        return prover

    def _known_columns(self) -> list[Column]:
        pool = self.shop.pool
        known = (*pool.columns.values(), *(pool.column(tour) for tour in self.best.tours))
        return list({id(column): column for column in known}.values())

    def _choose(self, prover: Prover) -> None:
        """The best mix of the LP's columns: of few first, since many may take all the time."""
        links, levels = self.shop.links, prover.objective.levels
        for most, share in ((FEW_COLUMNS, 0.05), (MOST_COLUMNS, 0.1)):
            if self.budget.spent() is not None:
                return
            hint = [self.shop.pool.column(tour) for tour in self.best.tours]
            prover.add(hint)
            choice = choose(
                links, all_rights(links), promising(prover.lp, hint, most), hint,
                self.budget.effort(share), keep=levels,
                promises_first=self.shop.tiers.promises_first,
            )  # fmt: skip
            if choice is not None:
                self._take(self.shop.solution(column.tour for column in choice.columns))
            if len(prover.lp.columns) <= most:
                return

    def _balance(self, prover: Prover) -> Objective:
        """Both tiers in one sum: a promise at the price that keeping their level has, and more."""
        levels, prices = prover.objective.levels, np.zeros(0)
        if prover.duals is not None:
            prices = prover.duals.levels
        price = float(prices[0]) if len(prices) else 0.0
        if price <= 0.0:
            price = float(self.problem.row_prize.max(initial=1))
        both = promises_first(self.problem, PROMISE_SHARE * price)
        return priced(self.shop.links, both, levels, prices)

    def _improve(self, prover: Prover) -> None:
        """Neighbourhoods and, where days hold several stops, ruin: slice by slice, the better."""
        objective = self._balance(prover)
        credit = {"neighbourhoods": math.inf}
        if self.best.stops_a_day >= FEW_STOPS:
            credit["ruin"] = math.inf
        if self.recreator.is_crowded(self.best):
            credit["afresh"] = math.inf
        while self.budget.spent() is None and not self._is_proven():
            way = max(credit, key=lambda name: credit[name])
            before = self.best
            if way == "ruin":
                self._ruin(SLICE, heat=REHEAT)
                self.budget.rounds += 1
            elif way == "afresh":
                self._afresh(2.0 * SLICE, objective)
                self.budget.rounds += 1
            elif not self._neighbourhoods(objective):
                return
            gained = self._worth(self.best, objective) - self._worth(before, objective)
            credit[way] = gained if gained > 0.0 else min(0.0, credit[way]) - 1.0

    def _worth(self, solution: Solution, objective: Objective) -> float:
        """Both tiers of a solution in one number."""
        promise = objective.pin / max(1, self.problem.pin_weight)
        return solution.value + promise * solution.promises

    def _neighbourhoods(self, objective: Objective) -> bool:
        """Free some unit-days, solve them together, a slice long; False when there are none."""
        part = self.budget.allow_part(share=SLICE, rounds=COUNTED_SLICE)
        while True:
            freed = around(self.problem, self.best.tours, self._wanted, self._rng)
            if not freed:
                return False
            self.budget.rounds += 1
            once = self.budget.allow_part(share=0.1, rounds=COUNTED_PRICING)
            found = improve(self.shop, objective, self.best, freed, once, self.budget.effort(0.05))
            self._fruitless = 0 if found.rank > self.best.rank else self._fruitless + 1
            if self._fruitless and self._fruitless % FRUITLESS == 0:
                self._wanted = min(LARGEST, self._wanted + 1)
            self._take(found)
            self._tell("neighbourhoods")
            if not part() or self.budget.spent() is not None or self._is_proven():
                return True

    def _is_proven(self) -> bool:
        """Whether no plan is better in any tier; points are whole numbers."""
        if math.isinf(self.promise_bound + self.equity_bound + self.value_bound):
            return False
        best, tiers = self.best, self.shop.tiers
        promised = best.promises >= tiers.enough_promises(math.floor(self.promise_bound))
        spread = best.equity >= tiers.enough_equity(math.floor(self.equity_bound))
        return promised and spread and best.value >= math.floor(self.value_bound)

    def _bounds(self) -> tuple[Bound, ...]:
        return bounds_of(self.problem, self.promise_bound, self.equity_bound, self.value_bound)

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
                promises=self.best.promises - most_promises(self.problem),
                equity=self.best.equity if self.problem.equity_floor else None,
                bounds=self._bounds(),
                plan=self.plan_of(self.best) if self.plan_of is not None else None,
            )
        )
