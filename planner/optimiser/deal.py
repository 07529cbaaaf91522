"""Dealing people: which outlines are driven, and whom each of their stops serves, exactly.

Where a column serves as many as it can, a stop here may serve part of a row and leave the rest to
others, as the lowest district or a promise may ask for. Tiers are solved in their order by CP-SAT.
With all outlines of a problem what it proves holds for every plan.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from planner.optimiser.deal_model import DealModel
from planner.optimiser.improve import Workshop
from planner.optimiser.integer import Effort
from planner.optimiser.links import Links
from planner.optimiser.outlines import Outline, all_outlines
from planner.optimiser.rules import changes
from planner.optimiser.solution import Solution
from planner.optimiser.stop import Budget
from planner.optimiser.tiers import Tiers, has_equity
from planner.optimiser.tour import Tour

WHOLE = 0.8
"""Share of the time that solving a tiny problem whole may take."""
WHOLE_WORK = 1.0
"""CP-SAT's deterministic time, about two seconds, for each tier of a tiny problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """The best mix found, and the most that any mix of the outlines has in each tier; inf if open.

    `word` is of near announced visits kept. A tier's bound is for those that keep the tiers before.
    """

    tours: tuple[Tour, ...]
    word: float = math.inf
    promises: float = math.inf
    equity: float = math.inf
    value: float = math.inf


def deal(
    links: Links,
    outlines: Sequence[Outline],
    hint: Iterable[Tour],
    tiers: Tiers,
    effort: Effort,
    made: Callable[[Iterable[Tour]], Solution],
) -> Dealt:
    """The best mix, tier after tier, each tier with this effort.

    `hint` are tours to begin with. A tier that is proven is settled in `tiers`; `made` makes a
    solution of tours.
    """
    problem, model = links.problem, DealModel(links=links, outlines=outlines)
    wanted = changes.wanted(problem)
    word, promises, lowest = model.word(wanted), model.promises(), model.lowest()
    found = Dealt(tours=tuple(hint), equity=float(problem.equity_floor))
    model.hint(found.tours)
    if wanted:
        best = model.most(word, found.tours, effort)
        found = replace(found, tours=best.tours, word=best.bound)
        if not best.proven:
            return found
        model.keep(word, best.bound)
    best = model.most(promises, found.tours, effort)
    found = replace(found, tours=best.tours, promises=best.bound)
    if not best.proven:
        return found
    tiers.settle_promises(made(found.tours))
    model.keep(promises, tiers.promises)
    if has_equity(problem) and made(found.tours).equity < problem.equity_floor:
        best = model.most(lowest, found.tours, effort)
        found = replace(found, tours=best.tours, equity=best.bound)
        if not best.proven:
            return found
    tiers.settle_equity(made(found.tours))
    model.keep(lowest, tiers.equity)
    best = model.most(model.value(), found.tours, effort)
    return replace(found, tours=best.tours, value=best.bound)


def solve_whole(shop: Workshop, best: Solution, budget: Budget) -> Dealt | None:
    """A tiny problem, solved with all its outlines; None where there are too many."""
    outlines = all_outlines(shop.links.problem, budget.most_tried)
    if outlines is None:
        return None
    used = budget.share_used
    allowed = budget.allow(share=used + WHOLE * (1.0 - used), rounds=1.0)
    effort = Effort(
        seconds=None,
        work=WHOLE_WORK,
        seed=budget.params.seed,
        should_end=lambda: not allowed.now(),
    )
    return deal(shop.links, outlines, best.tours, shop.tiers, effort, shop.solution)
