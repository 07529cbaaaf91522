"""Stops that share villages: what the second of a trip may add, so that no row is paid twice.

Exact pricing lets every stop choose whom it serves. Where two stops of a trip reach the same
villages, the sum of both would pay a row twice. What any stops bring together is never more than a
transport problem's best, and there each further stop adds no more than it adds after any one of
those before it. So a label that remembers an overlapping stop is credited the least of those.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.overlap_kernel import EARLIER, LATER, MOST_PAIRS, STRENGTHS
from planner.optimiser.problem import Ints, Problem

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlaps:
    """Pairs of stop places that reach a village in common, by the later one.

    pair_from: (P + 1,) ranges of pair_place: (N,). union_from: (N + 1,) ranges of `village` and
    `side` (who of the two reaches it, as bits).
    """

    pair_from: Ints
    pair_place: Ints
    union_from: Ints
    village: Ints
    side: Ints

    @property
    def widest(self) -> int:
        """Most places that one shares a village with, itself among them; 0 when there are none."""
        return int(np.diff(self.pair_from).max(initial=0))

    def of(self, place: int) -> set[int]:
        """Places that share a village with this one, itself among them."""
        return set(self.pair_place[self.pair_from[place] : self.pair_from[place + 1]].tolist())

    def entries(self, places: Ints) -> Ints:
        """(n + 1,): where the entries of each of n options begin that stand at these places."""
        counts = np.diff(self.pair_from)[places]
        starts: Ints = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return starts


def overlaps_of(problem: Problem) -> Overlaps:
    """The pairs of a problem, nearest first."""
    stops = np.flatnonzero(np.diff(problem.option_from) > 0).tolist()
    reaching: dict[int, list[int]] = {}
    for place in stops:
        for village in problem.reach(place):
            reaching.setdefault(village, []).append(place)
    pair_from, pairs, union_from = [0], [], [0]
    villages: list[int] = []
    sides: list[int] = []
    for place in range(problem.places):
        reach = (
            problem.reach(place)
            if problem.option_from[place + 1] > problem.option_from[place]
            else []
        )
        shared = (other for village in reach for other in reaching[village])
        near = list(dict.fromkeys([place, *shared]))[:MOST_PAIRS] if reach else []
        for other in near:
            pairs.append(other)
            side = dict.fromkeys(problem.reach(other), EARLIER)
            for village in reach:
                side[village] = side.get(village, 0) | LATER
            villages.extend(side)
            sides.extend(side.values())
            union_from.append(len(villages))
        pair_from.append(len(pairs))
    return Overlaps(
        pair_from=np.array(pair_from, dtype=np.int32),
        pair_place=np.array(pairs, dtype=np.int32),
        union_from=np.array(union_from, dtype=np.int32),
        village=np.array(villages, dtype=np.int32),
        side=np.array(sides, dtype=np.int32),
    )


def no_overlaps(places: int) -> Overlaps:
    """Nothing is looked at: what heuristic pricing sees."""
    none = np.zeros(0, dtype=np.int32)
    return Overlaps(
        pair_from=np.zeros(places + 1, dtype=np.int32),
        pair_place=none,
        union_from=np.zeros(1, dtype=np.int32),
        village=none,
        side=none,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Marginal:
    """What options add after stops that overlap theirs.

    The entries of option i begin at start[i]: (n + 1,), one for each pair of its place; worth:
    (STRENGTHS, subsets of scarce staff, entries), after a stop so strong or stronger.
    """

    start: Ints
    worth: Floats

    def taken(self, chosen: npt.NDArray[np.int64]) -> "Marginal":
        """Those of the options chosen, in that order."""
        counts = np.diff(self.start)[chosen]
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        entries = np.arange(start[-1]) + np.repeat(self.start[chosen] - start[:-1], counts)
        return Marginal(start=start, worth=np.ascontiguousarray(self.worth[..., entries]))


def marginals_joined(parts: Sequence[Marginal]) -> Marginal:
    """One after another."""
    starts, offset = [np.zeros(1, dtype=np.int32)], 0
    for part in parts:
        starts.append(part.start[1:] + np.int32(offset))
        offset += int(part.start[-1])
    worth = np.concatenate([part.worth for part in parts], axis=2)
    return Marginal(start=np.concatenate(starts), worth=np.ascontiguousarray(worth))


def no_marginal(options: int, subsets: int) -> Marginal:
    """None for any of so many options."""
    return Marginal(
        start=np.zeros(options + 1, dtype=np.int32), worth=np.zeros((STRENGTHS, subsets, 0))
    )
