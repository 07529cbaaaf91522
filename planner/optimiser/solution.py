"""Solution: chosen tours, in the optimiser's own numbers, with their value in every tier."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.optimiser.problem import NEVER, Longs, Problem
from planner.optimiser.rules import changes
from planner.optimiser.tour import Tour
from planner.optimiser.values import caravan
from planner.optimiser.values.equity import Districts, lowest


@dataclass(frozen=True, slots=True)
class Solution:
    """Tours that may stand together.

    `promises` is what tier 1 gains over serving nobody, `equity` is tier 2, `value` is tier 3,
    `people` are all served, `baht` what it takes of a budget (0 without one), `near_kept` the
    announced visits kept that the change budget counts.
    """

    tours: tuple[Tour, ...]
    promises: int
    value: int
    people: int
    equity: int = 0
    baht: int = 0
    near_kept: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        """Greater is better: promises first, then equity."""
        return (self.promises, self.equity, self.value)

    @property
    def stops_a_day(self) -> float:
        """Stops of a mean day, 0 without any."""
        stops = [len(day.stops) for tour in self.tours for day in tour.days]
        return sum(stops) / max(1, len(stops))


def make_solution(problem: Problem, tours: Iterable[Tour]) -> Solution:
    """A solution of these tours, in the order of unit and day; they are trusted to fit together."""
    chosen = tuple(sorted(tours, key=lambda tour: (tour.unit, tour.days[0].day)))
    people = value = promises = 0
    pins: set[int] = set()
    districts = np.zeros(len(problem.district_due), dtype=np.int64)
    told: set[int] = set()
    there: Counter[tuple[int, int]] = Counter()
    for tour in chosen:
        told.update(tour.kept)
        there.update(tour.caravans)
        value -= int(tour.cost)
        pins.update(tour.pins)
        for row, count, day in tour.visits():
            people += int(count)
            value += int(count) * int(problem.row_prize[row])
            promises += int(count) * int(problem.day_weight[day, row])
            if problem.row_district[row] != NEVER:
                districts[problem.row_district[row]] += count
    return Solution(
        tours=chosen,
        promises=promises
        + problem.pin_weight * len(pins)
        + problem.book.caravans.weight * caravan.counted_of(problem, there),
        value=value - problem.book.told.points * (len(problem.book.told) - len(told)),
        people=people,
        equity=_equity(problem, districts),
        baht=sum(tour.baht for tour in chosen),
        near_kept=changes.kept_near(problem, told),
    )


def _equity(problem: Problem, now: Longs) -> int:
    """Points of tier 2 when so many people of each district are served."""
    ledger = Districts(
        of_row=problem.row_district,
        due=problem.district_due,
        before=problem.district_before,
        floor=problem.equity_floor,
    )
    return lowest(ledger, now)
