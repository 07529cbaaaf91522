"""What is still to be had on a trip: tables that let exact pricing drop what cannot pay."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.domain.calendar import DAY_S
from planner.optimiser.completion_kernel import ahead_of
from planner.optimiser.memory import Memory
from planner.optimiser.overlap import no_marginal
from planner.optimiser.problem import Problem
from planner.optimiser.shop import Market, best_of
from planner.optimiser.trip_shop import joined

Floats = npt.NDArray[np.float64]

WIDEST_SLOT_S = 600


def slot_of(problem: Problem, unit: int) -> int:
    """Seconds of a slot: short enough that no stop begins and ends in one."""
    shortest = int(problem.open_s.min(initial=WIDEST_SLOT_S))
    stay = shortest + int(problem.setup_s[unit]) + int(problem.packing_s[unit])
    return max(60, min(WIDEST_SLOT_S, stay))


@dataclass(slots=True, kw_only=True, eq=False)
class Lookahead:
    """The tables of one market, made when first asked for.

    Days with the same roads and the same shift share theirs: every option counts with its best
    worth on any of `days`, every day with the lowest charge of any. That is never too little.
    `from_home`: for tours of one day only.
    """

    market: Market
    days: Sequence[int]
    leg_cost: Floats
    memory: Memory
    from_home: bool
    tables: dict[tuple[int, ...], Floats] = field(default_factory=dict)

    def over(self, days: Sequence[int]) -> Floats:
        """(N, P, slots) for a trip over these days."""
        problem, unit = self.market.problem, self.market.unit
        chain: list[Floats] = []
        key: tuple[int, ...] = ()
        for day in reversed(days):
            opens, closes = problem.shift[unit, day].tolist()
            key = (*key, opens, closes, *self._roads(day))
            if key not in self.tables:
                self.tables[key] = self._table(day, chain, key)
            chain.append(self.tables[key])
        return np.stack(chain[::-1])

    def _roads(self, day: int) -> tuple[int, int]:
        problem, unit = self.market.problem, self.market.unit
        return int(problem.matrix_of[unit, day]), int(problem.cost_of[unit, day])

    def _table(self, day: int, chain: list[Floats], key: tuple[int, ...]) -> Floats:
        market = self.market
        problem, unit = market.problem, market.unit
        slot_s = slot_of(problem, unit)
        beds, after = market.beds[:0], np.empty(0)
        if chain:
            morning = key[-8] // slot_s
            charge = min(float(market.day_charge[other]) for other in self.days)
            beds = market.beds
            after = chain[-1][beds, morning] - market.bed_points - charge
        parts = [market.on(other, from_home=self.from_home) for other in self.days]
        best = best_of(problem, parts)
        none = no_marginal(len(best.options), 1)
        weak = np.zeros(len(best.options), dtype=np.int8)
        shop = joined(problem, [best], self.memory, [none], [weak])
        table = np.empty((problem.places, DAY_S // slot_s + 1))
        matrix, cost = self._roads(day)
        ahead_of(
            problem.durations[matrix], self.leg_cost[cost if len(self.leg_cost) > 1 else 0],
            key[-4], key[-3], int(problem.base[unit]), market.beds, beds, after,
            int(problem.setup_s[unit]), int(problem.packing_s[unit]), slot_s,
            shop.places, shop.option_from, shop.options,
            problem.option_package, problem.open_s, problem.window_lo, problem.window_hi,
            shop.worth[0, -1], table,
        )  # fmt: skip
        return table
