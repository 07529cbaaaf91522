"""What labels remember of the stops behind them, as bits.

A tour may not serve a village twice. Remembering all stops would make every label different from
every other, so a label remembers some: near where it stands (ng-routes, for days of many stops), or
some that matter most, wherever it stands (for trips of several days, where what is far today is
near tomorrow).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.overlap import Overlaps
from planner.optimiser.overlap_kernel import STRENGTHS
from planner.optimiser.problem import NEVER, Ints, Longs, Problem

WIDTH = 62
"""Things that fit a label's memory."""
Bytes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Memory:
    """What labels may remember, by place; E elements.

    element: (STRENGTHS, P) what a stop at a place is remembered as if it is known to be so strong,
    -1 for nothing. remembered: (P, WIDTH) the elements a label at a place may remember, -1 for
    none. position: (P, E) which bit of it an element is, -1 if not remembered there; (1, E) when it
    is the same everywhere. reach_bit: the bit of each entry of `Problem.reach_village`, -1 where
    serving it is not remembered.
    """

    element: Ints
    remembered: Ints
    position: Bytes
    reach_bit: Ints


def remember(
    memory: Memory, path: Sequence[int], strengths: Sequence[int], overlaps: Overlaps
) -> bool:
    """Let stops of a path be remembered until later ones that share villages; whether any was.

    A place shares its villages with itself. A trip's memory, the same everywhere, remembers them
    everywhere. strengths: of each stop of the path.
    """
    wide = len(memory.position) > 1
    more = False
    for i, place in enumerate(path):
        sharing = overlaps.of(place)
        for j in range(i):
            element = int(memory.element[strengths[j], path[j]])
            if path[j] not in sharing or element == NEVER:
                continue
            for row in set(path[j : i + 1]) if wide else {0}:
                more |= _keep(memory, row, element)
    return more


def remember_repeats(memory: Memory, path: Sequence[int]) -> bool:
    """Let each stop of a path be remembered until the path comes back to it; whether any was."""
    last: dict[int, int] = {}
    more = False
    for i, place in enumerate(path):
        for row in set(path[last.get(place, i) : i]):
            more |= _keep(memory, row, int(memory.element[0, place]))
        last[place] = i
    return more


def _keep(memory: Memory, row: int, element: int) -> bool:
    """Give an element a bit in one row of the tables, if it has none and one is free."""
    known = memory.position[row]
    bit = int(known.max(initial=NEVER)) + 1
    if known[element] != NEVER or bit >= WIDTH:
        return False
    known[element] = bit
    memory.remembered[row, bit] = element
    return True


def elements_of(problem: Problem, *, by_place: bool) -> Ints:
    """(STRENGTHS, P): places stand for themselves, or for the village they are in.

    By place nothing real is ever forbidden, so bounds hold; by village no village is served twice.
    """
    own = np.full((STRENGTHS, problem.places), NEVER, dtype=np.int32)
    stops = np.flatnonzero(np.diff(problem.reach_from) > 0)
    if by_place:
        own[:, stops] = stops + problem.places * np.arange(STRENGTHS)[:, None]
    else:
        own[0, stops] = problem.reach_village[problem.reach_from[stops]]
    return own


def nearby(problem: Problem, *, by_place: bool, size: int) -> Memory:
    """Each place remembers what it serves itself and the `size` stops nearest to it."""
    own = elements_of(problem, by_place=by_place)
    remembered = np.full((problem.places, WIDTH), NEVER, dtype=np.int32)
    position = np.full((problem.places, _count(problem)), NEVER, dtype=np.int8)
    reach_bit = np.full(len(problem.reach_village), NEVER, dtype=np.int32)
    stops = np.flatnonzero(own[0] != NEVER)
    for place in range(problem.places):
        served = problem.reach(place)
        first = ([place] if served else []) if by_place else served
        near = own[0, _nearest(problem, place, stops, size)].tolist()
        chosen = list(dict.fromkeys([*first, *near]))[:WIDTH]
        remembered[place, : len(chosen)] = chosen
        position[place, chosen] = np.arange(len(chosen))
        if not by_place:
            start = int(problem.reach_from[place])
            reach_bit[start : start + len(served)] = position[place, served]
    return Memory(element=own, remembered=remembered, position=position, reach_bit=reach_bit)


def everywhere(problem: Problem, chosen: Sequence[int], *, by_place: bool) -> Memory:
    """Every place remembers the same elements."""
    position = np.full((1, _count(problem)), NEVER, dtype=np.int8)
    kept = list(chosen)[:WIDTH]
    position[0, kept] = np.arange(len(kept))
    reach_bit = np.full(len(problem.reach_village), NEVER, dtype=np.int32)
    if not by_place:
        reach_bit = position[0, problem.reach_village].astype(np.int32)
    return Memory(
        element=elements_of(problem, by_place=by_place),
        remembered=np.full((1, WIDTH), NEVER, dtype=np.int32),
        position=position,
        reach_bit=reach_bit,
    )


def _count(problem: Problem) -> int:
    return max(1, STRENGTHS * problem.places, len(problem.row_of))


def _nearest(problem: Problem, place: int, stops: Longs, size: int) -> Longs:
    if not len(problem.durations):
        return stops[:0]
    drive = problem.durations[0, place, stops].astype(np.int64)
    drive[drive == NEVER] = 1 << 40
    order: Longs = stops[np.argsort(drive, kind="stable")[:size]]
    return order
