"""Large-neighbourhood search: free some unit-days, price and solve them together, keep if no worse.

A sub-problem is the same master with what the other tours have taken gone; its LP is solved by
column generation and its plan by the integer master, so within the neighbourhood nothing is left
to chance but the columns that no price asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.complete import complete, within_budget
from planner.optimiser.generate import Ground, Pool, generate
from planner.optimiser.integer import Effort, choose
from planner.optimiser.levels import Levels
from planner.optimiser.links import Links, Objective
from planner.optimiser.master import Column, MasterLp, Rights, all_rights
from planner.optimiser.neighbourhood import UnitDay
from planner.optimiser.pricing import Pricer
from planner.optimiser.solution import Solution, make_solution
from planner.optimiser.tiers import Tiers
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]

MOST_COLUMNS = 3000
"""Columns an integer master is given, the most promising ones."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Workshop:
    """What every step of a search uses."""

    links: Links
    pricer: Pricer
    pool: Pool
    tiers: Tiers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tiers", Tiers(problem=self.links.problem))

    def solution(self, tours: Iterable[Tour]) -> Solution:
        """A solution of these tours, stops opened as wide as they can be, within the budget."""
        problem = self.links.problem
        return make_solution(problem, within_budget(problem, complete(problem, tours)))


def improve(
    shop: Workshop,
    objective: Objective,
    best: Solution,
    freed: frozenset[UnitDay],
    may_go_on: Callable[[], bool],
    effort: Effort,
) -> Solution:
    """The best that was found with these unit-days freed; at least as good as what was given."""
    own: list[Tour] = []
    kept: list[Tour] = []
    for tour in best.tours:
        inside = all((tour.unit, day.day) in freed for day in tour.days)
        (own if inside else kept).append(tour)
    columns = [shop.pool.column(tour) for tour in kept]
    rights = all_rights(shop.links).without(columns)
    _close(rights, shop.links, freed)
    hint = [shop.pool.column(tour) for tour in own]
    keep = shop.tiers.asked(shop.links, best)
    keep = keep.lowered(_brought(shop.links, keep, columns, rights))
    chosen = solve_part(shop, objective, rights, hint, may_go_on, effort, keep)
    if chosen is None:
        return best
    found = shop.solution([*kept, *(column.tour for column in chosen)])
    return found if shop.tiers.rank(found) >= shop.tiers.rank(best) else best


def _brought(links: Links, levels: Levels, columns: list[Column], rights: Rights) -> Floats:
    """(K,): what these columns already bring to each level, `rights` being what they leave over."""
    claimed = links.ceilings - rights.ceilings
    brought: Floats = levels.credits @ claimed
    for column in columns if len(levels) else ():
        brought = brought + levels.of(column.tour)
    return brought


def solve_part(
    shop: Workshop,
    objective: Objective,
    rights: Rights,
    hint: list[Column],
    may_go_on: Callable[[], bool],
    effort: Effort,
    keep: Levels | None = None,
) -> tuple[Column, ...] | None:
    """Columns for the unit-days that these rights leave free, by price and integer master.

    `keep` is what they must bring at least.
    """
    lp = MasterLp(shop.links, objective, rights)
    lp.should_end = effort.should_end
    known = {id(column) for column in hint}
    usable = [
        column
        for column in shop.pool.columns.values()
        if column.real and id(column) not in known and rights.allow(column)
    ]
    lp.add([*hint, *usable])
    ground = Ground.of(shop.links, shop.pricer, rights)
    if generate(ground, lp, shop.pool, may_go_on) is None:
        return None
    columns, first = promising(lp, hint), shop.tiers.promises_first
    choice = choose(shop.links, rights, columns, hint, effort, keep=keep, promises_first=first)
    return None if choice is None else choice.columns


def promising(lp: MasterLp, hint: list[Column], most: int = MOST_COLUMNS) -> list[Column]:
    """The columns of an LP that can be in a better plan than the hint's, best first.

    Beyond `most` only those of the hint.
    """
    solved = lp.solve()
    costs = lp.reduced_costs()
    known = {id(column) for column in hint}
    order = sorted(range(len(lp.columns)), key=lambda i: (-costs[i], i))
    room = float("inf") if solved is None else solved[0] - _worth(lp, known)
    chosen = [i for i in order if costs[i] >= -room - 1e-6 or id(lp.columns[i]) in known]
    first = chosen[:most]
    late = [i for i in chosen[most:] if id(lp.columns[i]) in known]
    return [lp.columns[i] for i in (*first, *late)]


def _worth(lp: MasterLp, known: set[int]) -> float:
    """What the hint is worth at least to this objective (credits apart)."""
    return sum(
        worth for worth, column in zip(lp.worths, lp.columns, strict=True) if id(column) in known
    )


def _close(rights: Rights, links: Links, freed: frozenset[UnitDay]) -> None:
    """Leave only the freed unit-days open."""
    problem = links.problem
    for unit in range(problem.units):
        for day in range(problem.days):
            if (unit, day) not in freed:
                rights.limits[unit * problem.days + day] = 0.0
