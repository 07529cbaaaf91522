"""Compiled look for the best way to stop at a place, remembering what was worked out before.

What the cheapest detour to an option is depends on the order of a route's stops alone, so it is
worked out once for each order; going back to an earlier order makes it known again.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.ruin_clock_kernel import MAX_DRIVE, PACKING, SETUP, leaving, reaches
from planner.optimiser.ruin_kernel import Fixed, Routes, servings

Ints = npt.NDArray[np.int32]

BLINK = 0.01
"""Share of the routes that are passed by."""
NOWHERE, UNKNOWN = -1, -2


@compiled
def best_insertion(
    fixed: Fixed, routes: Routes, place: int, blink: int, rows: Ints, served: Ints
) -> tuple[float, int, int, int, int]:
    """(profit, route, position, option, blink) of the best way to stop at a place; profit 0: none.

    `blink` is after how many looks at a route one is passed by. All in one function: counting the
    references of so many arrays for a call takes many times longer than a look at a position.
    """
    best, best_k, best_option = 0.0, -1, -1
    longest, windows = routes.stops.shape[1], fixed.window_lo.shape[1]
    for option in range(fixed.option_from[place], fixed.option_from[place + 1]):
        lone, package = fixed.lone[option], fixed.option_package[option]
        if lone >= 0 and routes.visits[lone] <= 0:
            continue
        for k in range(len(fixed.unit)):
            points = fixed.lone_points[option, k]
            fresh = routes.known[option, k] == routes.state[k]
            if points <= best or (fresh and routes.detour[option, k] >= points - best):
                continue
            n = routes.length[k]
            if routes.where[k, place] or n >= longest:
                continue
            if lone < 0:
                points, _ = servings(fixed, routes, k, option, rows, served)
            day_cost = fixed.day_cost[fixed.unit[k]] if n == 0 and not fixed.lasting[k] else 0
            most = points - day_cost - best
            if most <= 0.0 or (fresh and routes.detour[option, k] >= most):
                continue
            if not fresh or routes.position[option, k] == UNKNOWN:
                matrix, cost, hungry_day = fixed.matrix_of[k], fixed.cost_of[k], fixed.hungry[k]
                idle, setup = n == 0 and day_cost > 0, fixed.hours[k, SETUP]
                stay = fixed.open_s[package] + fixed.hours[k, PACKING]
                spare = fixed.hours[k, MAX_DRIVE] - routes.drive[k]
                if n == 0:
                    driven = fixed.drives[matrix, fixed.ends[k, 0], fixed.ends[k, 1]]
                    spare = fixed.hours[k, MAX_DRIVE] - max(0, driven)
                least, at, dearer = most, NOWHERE, False
                for i in range(n + 1):
                    before, after = routes.halts[k, i], routes.halts[k, i + 1]
                    detour = 0.0
                    if before != place:
                        detour += fixed.costs_to[cost, place, before]
                    if place != after:
                        detour += fixed.costs[cost, place, after]
                    if not idle:
                        detour -= routes.leg_points[k, i]
                    if detour >= least:
                        dearer = True
                        continue
                    go, on = (
                        fixed.drives_to[matrix, place, before],
                        fixed.drives[matrix, place, after],
                    )
                    if go < 0 or on < 0 or go + on - routes.leg_s[k, i] > spare:
                        continue
                    if not hungry_day:
                        ready = routes.leave[k, i, 1] + go + setup
                        last = routes.due[k, i + 1, 1] - on - stay
                        for w in range(windows):
                            start = max(ready, fixed.window_lo[option, w])
                            if start <= fixed.window_hi[option, w]:
                                if start <= last:
                                    least, at = detour, i
                                break
                        continue
                    row, leave, due = fixed.hours[k], routes.leave[k], routes.due[k]
                    soonest = min(leave[i, 0], leave[i, 1]) + go + setup + stay + on
                    if soonest > max(due[i + 1, 0], due[i + 1, 1]):
                        continue
                    hungry, fed = leaving(
                        option, fixed.open_s[package], fixed.package_lunch[package], leave[i, 0],
                        leave[i, 1], go, row, fixed.window_lo, fixed.window_hi,
                    )  # fmt: skip
                    if reaches(hungry, fed, on, due[i + 1, 0], due[i + 1, 1], row):
                        least, at = detour, i
                routes.known[option, k] = routes.state[k]
                routes.detour[option, k], routes.position[option, k] = least, at
                if at == NOWHERE:
                    routes.detour[option, k] = most if dearer else np.inf
                    routes.position[option, k] = UNKNOWN
                    continue
            blink -= 1
            if blink <= 0:
                blink = int(-np.log(max(1e-12, np.random.random())) / BLINK) + 1
                continue
            best, best_k = points - day_cost - routes.detour[option, k], k
            best_option = option
    best_i = -1 if best_k < 0 else routes.position[best_option, best_k]
    return best, best_k, best_i, best_option, blink
