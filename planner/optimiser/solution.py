"""Solution: chosen tours, in the optimiser's own numbers, with their value in tiers 1 and 3."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.optimiser.problem import Problem
from planner.optimiser.tour import Tour


@dataclass(frozen=True, slots=True)
class Solution:
    """Tours that may stand together.

    `promises` is what tier 1 gains over serving nobody, `value` is tier 3, `people` are all served.
    """

    tours: tuple[Tour, ...]
    promises: int
    value: int
    people: int

    @property
    def rank(self) -> tuple[int, int]:
        """Greater is better: promises first."""
        return (self.promises, self.value)


def make_solution(problem: Problem, tours: Iterable[Tour]) -> Solution:
    """A solution of these tours, in the order of unit and day; they are trusted to fit together."""
    chosen = tuple(sorted(tours, key=lambda tour: (tour.unit, tour.days[0].day)))
    people = value = promises = 0
    pins: set[int] = set()
    for tour in chosen:
        value -= int(tour.cost)
        pins.update(tour.pins)
        for row, count, day in tour.visits():
            people += int(count)
            value += int(count) * int(problem.row_prize[row])
            promises += int(count) * int(problem.day_weight[day, row])
    return Solution(chosen, promises + problem.pin_weight * len(pins), value, people)
