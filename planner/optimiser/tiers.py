"""Tiers in their order: promises, equity, points; what is kept of one while the next is solved."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.levels import Levels, by_day, no_levels
from planner.optimiser.links import Links, Objective, points_only, promise_credits, promises_only
from planner.optimiser.problem import Problem
from planner.optimiser.rules import changes
from planner.optimiser.solution import Solution

Floats = npt.NDArray[np.float64]

SHARES = 10_000
"""Equity is told in ten-thousandths."""


@dataclass(slots=True, kw_only=True)
class Tiers:
    """What every solution must keep, once a tier is settled; None before.

    `promises` and `equity` are points of a solution, the policy's tolerance taken off.
    """

    problem: Problem
    promises: int | None = None
    equity: int | None = None
    _equal: dict[int, Levels] = field(default_factory=dict)

    def settle_promises(self, best: Solution) -> None:
        """Tier 1 is solved: this much is kept, but for its tolerance."""
        self.promises = best.promises - int(self.problem.promise_tolerance * best.promises)

    def settle_equity(self, best: Solution) -> None:
        """Tier 2 is solved."""
        if has_equity(self.problem):
            self.equity = max(0, best.equity - self.problem.equity_tolerance)

    def rank(self, solution: Solution) -> tuple[int, bool, int, int, int]:
        """Greater is better: the change budget, settled equity, then promises, equity, points.

        More of a tier than its tolerance asks for counts for nothing.
        """
        promises, equity = solution.promises, solution.equity
        if self.promises is not None and self.problem.promise_tolerance > 0.0:
            promises = min(promises, self.promises)
        if self.equity is not None and self.problem.equity_tolerance > 0:
            equity = min(equity, self.equity)
        kept = self.equity is None or solution.equity >= self.equity
        return (self._enough(solution), kept, promises, equity, solution.value)

    @property
    def promises_first(self) -> bool:
        """Whether more promises are better than more points still."""
        return self.promises is None or self.problem.promise_tolerance == 0.0

    def enough_promises(self, bound: int) -> int:
        """With so many points of tier 1 nothing is left to be wished for."""
        return bound - int(self.problem.promise_tolerance * bound)

    def enough_equity(self, bound: int) -> int:
        """With so many points of tier 2 nothing is left to be wished for."""
        return bound - self.problem.equity_tolerance

    def asked(self, links: Links, best: Solution) -> Levels:
        """What the integer master must keep where promises come first by themselves."""
        return self.levels(links, best, promises=not self.promises_first)

    def levels(self, links: Links, best: Solution, *, promises: bool = True) -> Levels:
        """What a mix must bring: what is settled, as the best solution has it."""
        shape = (links.problem.days, links.problem.rows)
        asked = no_levels(shape, len(links.ceilings))
        if self.promises is not None and promises:
            asked = asked.with_more(promise_level(links, min(best.promises, self.promises)))
        if self.equity is not None:
            points = min(best.equity, self.equity)
            if points not in self._equal:
                self._equal = {points: equity_levels(links, points)}
            asked = asked.with_more(self._equal[points])
        if changes.wanted(self.problem):
            asked = asked.with_more(word_level(links, self._enough(best)))
        return asked

    def _enough(self, solution: Solution) -> int:
        """Near visits kept, as far as the change budget wants them."""
        return min(solution.near_kept, changes.wanted(self.problem))


def has_equity(problem: Problem) -> bool:
    """Whether tier 2 asks for anything."""
    return problem.equity_floor > 0 and len(problem.district_due) > 0


def promise_level(links: Links, points: int) -> Levels:
    """At least so many points of tier 1."""
    gain = promises_only(links.problem).gain.copy()
    gain[:, links.repeated >= 0] = 0.0
    return Levels(
        gain=gain[None],
        credits=promise_credits(links)[None],
        floor=np.array([float(points)]),
        stretch=np.zeros(1),
    )


def equity_levels(links: Links, points: int) -> Levels:
    """Every district at so many ten-thousandths of its due."""
    problem = links.problem
    owed = -(-problem.district_due * points // SHARES) - problem.district_before
    gain, units = _counted(links)
    return Levels(
        gain=gain,
        credits=units,
        floor=owed.astype(np.float64),
        stretch=np.zeros(len(owed)),
    )


def equity_stretch(links: Links) -> Levels:
    """Every district at a common share of its due, as high as can be, up to the floor."""
    problem = links.problem
    gain, units = _counted(links)
    return Levels(
        gain=gain,
        credits=units,
        floor=-problem.district_before.astype(np.float64),
        stretch=problem.district_due / SHARES,
        most=float(problem.equity_floor),
        scale=SHARES,
    )


def _counted(links: Links) -> tuple[Floats, Floats]:
    """(E, D, R) and (E, C): a person of a row counts for its district."""
    problem = links.problem
    count = np.arange(len(problem.district_due))
    member = (problem.row_district[None, :] == count[:, None]).astype(np.float64)
    gain = np.stack([by_day(problem, row) for row in member])
    gain[:, :, links.repeated >= 0] = 0.0
    units = np.zeros((len(count), len(links.ceilings)))
    again = np.flatnonzero(links.repeated >= 0)
    units[:, links.repeated[again]] = member[:, again]
    return gain, units


def equity_only(links: Links, kept: Levels) -> Objective:
    """Tier 2 alone, on top of the levels kept."""
    return _levels_only(links, kept.with_more(equity_stretch(links)))


def _levels_only(links: Links, levels: Levels) -> Objective:
    """Nothing counts but how far the levels stretch."""
    problem = links.problem
    return Objective(
        gain=by_day(problem, np.zeros(problem.rows)),
        credits=np.zeros(len(links.ceilings)),
        pin=0.0,
        costs=False,
        levels=levels,
    )


def points_within(problem: Problem, kept: Levels) -> Objective:
    """Tier 3 alone, within the levels kept."""
    return replace(points_only(problem), levels=kept)


def word_level(links: Links, count: int) -> Levels:
    """So many of the near announced visits kept."""
    problem = links.problem
    units = np.zeros((1, len(links.ceilings)))
    units[0, links.told_at : links.caravans_at] = changes.near(problem)
    return Levels(
        gain=np.zeros((1, problem.days, problem.rows)),
        credits=units,
        floor=np.array([float(count)]),
        stretch=np.zeros(1),
    )


def word_only(links: Links) -> Objective:
    """As many near announced visits kept as the change budget wants, and nothing else."""
    level = word_level(links, 0)
    stretched = replace(level, stretch=np.ones(1), most=float(changes.wanted(links.problem)))
    return _levels_only(links, stretched)


def priced(links: Links, objective: Objective, levels: Levels, prices: Floats) -> Objective:
    """An objective without levels in which what counts for them, promises apart, has its price."""
    gain, units = objective.gain.copy(), objective.credits.copy()
    again = np.flatnonzero(links.repeated >= 0)
    for k in range(1, len(prices)):
        gain += prices[k] * levels.gain[k]
        gain[:, again] += prices[k] * levels.credits[k, links.repeated[again]]
        units += prices[k] * levels.credits[k]
    return replace(objective, gain=gain, credits=units)


def most_promises(problem: Problem) -> int:
    """Points of tier 1 when every promise is kept; a plan's own count down from there."""
    most = int(np.dot(problem.row_weight, problem.row_people))
    most += problem.pin_weight * (len(problem.pins) + problem.pins_missed)
    return most + problem.book.caravans.weight * int(problem.book.caravans.size.sum())
