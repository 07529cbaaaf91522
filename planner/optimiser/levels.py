"""Levels: what a mix of tours must bring at least, one row of the master each.

A tier that was solved is kept as a level while the next one is; the district shares of the equity
tier are levels too, all stretched by one common share while that tier is being solved. A level
counts people of rows (and units of credits), so to pricing its price is a higher gain per person.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.problem import Problem
from planner.optimiser.tour import Tour

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """K levels over D days, R rows and C credits.

    gain: (K, D, R) per person served on a day, 0 for rows that are counted by a credit.
    credits: (K, C) per unit of a credit. floor: (K,) at least so much in all.
    stretch: (K,) how much more is asked for each point of the tier being solved, which has at most
    `most` points; 0 where no tier is. Everything is a whole number when multiplied by `scale`.
    """

    gain: Floats
    credits: Floats
    floor: Floats
    stretch: Floats
    most: float = 0.0
    scale: int = 1

    def __len__(self) -> int:
        return len(self.floor)

    def of(self, tour: Tour) -> Floats:
        """(K,): what choosing a tour brings to each, credits apart."""
        if not len(self):
            return np.zeros(0)
        rows, people, days = np.array(list(tour.visits()), dtype=np.int64).T
        brought: Floats = self.gain[:, days, rows] @ people
        return brought

    def with_more(self, other: "Levels") -> "Levels":
        """These levels and others after them; at most one of both stretches."""
        return Levels(
            gain=np.concatenate([self.gain, other.gain]),
            credits=np.concatenate([self.credits, other.credits]),
            floor=np.concatenate([self.floor, other.floor]),
            stretch=np.concatenate([self.stretch, other.stretch]),
            most=max(self.most, other.most),
            scale=max(self.scale, other.scale),
        )

    def lowered(self, by: Floats) -> "Levels":
        """The same with (K,) less to be brought; what is already there is not asked for."""
        return Levels(
            gain=self.gain,
            credits=self.credits,
            floor=self.floor - by,
            stretch=self.stretch,
            most=self.most,
            scale=self.scale,
        )


def no_levels(shape: tuple[int, ...], count: int) -> Levels:
    """Nothing is asked for; `shape` is (D, R), `count` how many credits there are."""
    none = np.zeros(0)
    gain = np.zeros((0, *shape))
    return Levels(gain=gain, credits=np.zeros((0, count)), floor=none, stretch=none)


def by_day(problem: Problem, gain: npt.NDArray[np.generic]) -> Floats:
    """(D, R): the same gain per person on every day."""
    table: Floats = np.tile(gain.astype(np.float64), (problem.days, 1))
    return table
