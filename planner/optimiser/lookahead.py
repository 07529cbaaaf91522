"""What is still to be had on a trip: tables shared by the exact searches of one set of prices."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.domain.calendar import DAY_S
from planner.optimiser.completion_kernel import ahead_of
from planner.optimiser.problem import Ints, Longs, Problem
from planner.optimiser.shop import Shop

Floats = npt.NDArray[np.float64]

WIDEST_SLOT_S = 600


def slot_of(problem: Problem, unit: int) -> int:
    """Seconds of a slot: short enough that no stop begins and ends in one."""
    shortest = int(problem.open_s.min(initial=WIDEST_SLOT_S))
    stay = shortest + int(problem.setup_s[unit]) + int(problem.packing_s[unit])
    return max(60, min(WIDEST_SLOT_S, stay))


@dataclass(slots=True, kw_only=True, eq=False)
class Lookahead:
    """The tables, made when first asked for; good for one ground and one set of prices only."""

    problem: Problem
    tables: dict[tuple[int, int, int], Floats] = field(default_factory=dict)

    def over(
        self,
        unit: int,
        days: Longs,
        shop: Shop,
        beds: Ints,
        bed_points: Floats,
        day_charge: Floats,
        leg_cost: Longs,
    ) -> Floats:
        """(N, P, slots) for a trip over these days; beds and charges as the search takes them."""
        problem = self.problem
        slot_s = slot_of(problem, unit)
        base = int(problem.base[unit])
        tables: list[Floats] = []
        for i in range(len(days) - 1, -1, -1):
            day = int(days[i])
            key = (unit, day, len(days) - 1 - i)
            if key not in self.tables:
                after = np.full(len(beds), -np.inf)
                if tables:
                    morning = int(problem.shift[unit, day + 1, 0]) // slot_s
                    after = tables[-1][beds, morning] - bed_points - day_charge[i + 1]
                first, last = int(shop.place_from[i]), int(shop.place_from[i + 1])
                table = np.empty((problem.places, DAY_S // slot_s + 1))
                opens, closes = problem.shift[unit, day].tolist()
                ahead_of(
                    problem.durations[problem.matrix_of[unit, day]],
                    leg_cost[problem.cost_of[unit, day] if len(leg_cost) > 1 else 0],
                    opens, closes, base, beds if tables else beds[:0], after,
                    int(problem.setup_s[unit]), int(problem.packing_s[unit]), slot_s,
                    shop.places[first:last], shop.option_from[first : last + 1], shop.options,
                    problem.option_package, problem.open_s, problem.window_lo, problem.window_hi,
                    shop.worth[0, -1], table,
                )  # fmt: skip
                self.tables[key] = table
            tables.append(self.tables[key])
        return np.stack(tables[::-1])
