"""Compiled search of the mix of cuts that tells the next prices of a bundle (see `bundle`)."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

TURNS = 20
"""Moves of one group before the next one's turn."""
LEAST_SHARE = 1e-12


@compiled
def _left(
    cut: int, start: Longs, row: Ints, amount: Floats, worth: Floats, prices: Floats
) -> float:
    """What is left of a cut's worth at some prices."""
    left = worth[cut]
    for k in range(start[cut], start[cut + 1]):
        left -= amount[k] * prices[row[k]]
    return float(left)


@compiled
def _move(
    cut: int, by: float, step: float, start: Longs, row: Ints, amount: Floats, point: Floats,
    prices: Floats,
) -> None:  # fmt: skip
    """Take so much more of a cut: its rows become dearer."""
    for k in range(start[cut], start[cut + 1]):
        point[row[k]] += step * by * amount[k]
        prices[row[k]] = max(0.0, point[row[k]])


@compiled
def _spread(cut: int, sign: float, start: Longs, row: Ints, amount: Floats, work: Floats) -> None:
    """Add what a cut takes to `work`; -1 stands for doing nothing."""
    if cut >= 0:
        for k in range(start[cut], start[cut + 1]):
            work[row[k]] += sign * amount[k]


@compiled
def _bends(
    a: int, b: int, step: float, start: Longs, row: Ints, amount: Floats, point: Floats,
    by: float, work: Floats,
) -> float:  # fmt: skip
    """How fast the two cuts' difference shrinks, at most, while `by` goes from b to a.

    Rows whose price stays 0 meanwhile do not count.
    """
    _spread(a, 1.0, start, row, amount, work)
    _spread(b, -1.0, start, row, amount, work)
    total = 0.0
    for cut in (a, b):
        if cut >= 0:
            for k in range(start[cut], start[cut + 1]):
                apart = work[row[k]]
                work[row[k]] = 0.0
                if max(point[row[k]], point[row[k]] + step * by * apart) > 0.0:
                    total += step * apart * apart
    return total


@compiled
def mix(
    step: float, rights: Floats, start: Longs, row: Ints, amount: Floats, worth: Floats,
    group_from: Longs, many: Floats, share: Floats, point: Floats, prices: Floats,
    enough: float, most_moves: int,
) -> float:  # fmt: skip
    """Change share: (cuts,), until the prices it leads to are all but the best of the bundle.

    Cuts of group g stand in group_from[g]:group_from[g + 1]; their shares come to many[g] at most.
    point: (rows,) the centre's prices on the way in; centre + step * (taken - rights) on the way
    out, where `prices` are those, none negative. Ends when at most `enough` is to be gained, or
    after so many moves; returns what is to be gained at most.
    """
    work = np.zeros(len(point))
    for r in range(len(point)):
        point[r] -= step * rights[r]
        prices[r] = max(0.0, point[r])
    for cut in range(len(worth)):
        if share[cut] > 0.0:
            _move(cut, share[cut], step, start, row, amount, point, prices)
    moves, gap = 0, np.inf
    while moves < most_moves:
        before, gap = moves, 0.0
        for g in range(len(many)):
            for turn in range(TURNS):
                best, worst, high, low = -1, -2, 0.0, np.inf
                taken, mean = 0.0, 0.0
                for cut in range(group_from[g], group_from[g + 1]):
                    left = _left(cut, start, row, amount, worth, prices)
                    if left > high:
                        best, high = cut, left
                    if share[cut] > 0.0:
                        taken += share[cut]
                        mean += share[cut] * left
                        if left < low:
                            worst, low = cut, left
                idle = max(0.0, many[g] - taken)
                if idle > LEAST_SHARE and low > 0.0:
                    worst, low = -1, 0.0
                here = many[g] * high - mean
                if turn == 0:
                    gap += here
                if worst == best or here <= enough / (4.0 * len(many)) or moves >= most_moves:
                    break
                by = idle if worst < 0 else share[worst]
                for again in range(2):
                    reach = by if again else 0.0
                    bends = _bends(best, worst, step, start, row, amount, point, reach, work)
                    if bends > 0.0:
                        by = min(by, (high - low) / bends)
                if worst >= 0:
                    share[worst] -= by
                    if share[worst] < LEAST_SHARE:
                        by += share[worst]
                        share[worst] = 0.0
                    _move(worst, -by, step, start, row, amount, point, prices)
                if best >= 0:
                    share[best] += by
                    _move(best, by, step, start, row, amount, point, prices)
                moves += 1
        if gap <= enough or moves == before:
            break
    return gap


@compiled
def highest(
    start: Longs, row: Ints, amount: Floats, worth: Floats, group_from: Longs, prices: Floats,
    lefts: Floats, best: Floats,
) -> None:  # fmt: skip
    """Fill lefts: (cuts,) what is left of each cut, best: (groups,) the most, at least 0."""
    for g in range(len(best)):
        best[g] = 0.0
        for cut in range(group_from[g], group_from[g + 1]):
            lefts[cut] = _left(cut, start, row, amount, worth, prices)
            best[g] = max(best[g], lefts[cut])
