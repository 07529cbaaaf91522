"""The shops of a trip's days as one: what labels choose from, ready for the kernels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.later_stops import marginal_on, ranks_on
from planner.optimiser.memory import Memory
from planner.optimiser.overlap import Marginal, marginals_joined
from planner.optimiser.problem import NEVER, Ints, Longs, Problem
from planner.optimiser.shop import DayShop, Market
from planner.optimiser.worth_kernel import remembered_bits

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shop:
    """Options of N days in one array, grouped by day and place.

    place_from: (N + 1,) ranges of `places`; option_from: ranges of `options` by entry of `places`;
    worth, served (bits of memory), used as in `DayShop`. marginal: what options add after stops
    that overlap theirs; rank: (entries of `options`,) of each at its place.
    """

    place_from: Ints
    places: Ints
    option_from: Ints
    options: Ints
    worth: Floats
    served: Longs
    used: Longs
    marginal: Marginal
    rank: Bytes


def shop_of(market: Market, days: Sequence[int], memory: Memory) -> Shop:
    """The shops of some days together, what stops serve as bits of this memory."""
    from_home = len(days) == 1
    parts = [market.on(day, from_home=from_home) for day in days]
    marginal = [marginal_on(market, day, from_home) for day in days]
    ranks = [np.zeros(len(part.options), dtype=np.int8) for part in parts]
    if market.exact:
        ranks = [
            ranks_on(market, day, from_home=from_home)[day, part.options]
            for day, part in zip(days, parts, strict=True)
        ]
    return joined(market.problem, parts, memory, marginal, ranks)


def joined(
    problem: Problem,
    parts: Sequence[DayShop],
    memory: Memory,
    marginal: Sequence[Marginal],
    ranks: Sequence[Bytes],
) -> Shop:
    """Shops one after another."""
    places: list[Ints] = []
    starts: list[Ints] = []
    place_from = [0]
    offset = 0
    for part in parts:
        there = problem.option_place[part.options]
        first = np.flatnonzero(np.diff(there, prepend=NEVER))
        places.append(there[first])
        starts.append((first + offset).astype(np.int32))
        offset += len(there)
        place_from.append(place_from[-1] + len(first))
    options = np.concatenate([part.options for part in parts])
    served = np.ascontiguousarray(np.concatenate([part.served for part in parts], axis=2))
    return Shop(
        place_from=np.array(place_from, dtype=np.int32),
        places=np.concatenate(places),
        option_from=np.append(np.concatenate(starts), np.int32(offset)).astype(np.int32),
        options=options,
        worth=np.ascontiguousarray(np.concatenate([part.worth for part in parts], axis=2)),
        served=remembered_bits(
            served, options, problem.option_place, problem.reach_from, memory.reach_bit
        ),
        used=np.ascontiguousarray(np.concatenate([part.used for part in parts], axis=2)),
        marginal=marginals_joined(marginal),
        rank=np.concatenate(ranks),
    )
