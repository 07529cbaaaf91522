"""What the later of two stops that share villages may add, so that no row is paid twice.

A label remembers stops, and how strong they were: a stop that could only serve a few leaves more to
a later one than a stop with all hours and all staff. See `overlap`.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planner.optimiser.keeping import caravan_bonus, row_bonus
from planner.optimiser.overlap import Marginal, no_marginal
from planner.optimiser.overlap_kernel import RANKS, STRENGTHS, marginal_worths, raise_kept
from planner.optimiser.problem import NEVER, Bools, Problem
from planner.optimiser.relax_kernel import most_again
from planner.optimiser.shop import Market

Bytes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

ALIKE = 0.98
"""Share of what an option is worth on its best day from which on another day counts the same."""


def ranks_on(market: Market, day: int, *, from_home: bool) -> Bytes:
    """(D, O): rank of each option at its place by what it brings, on days of its trip.

    0 where that is less than any option brings on its best day; -1 where it is not to be had.
    """
    problem, key = market.problem, day if from_home else NEVER
    if key not in market.ranks:
        worth = np.full((problem.days, len(problem.option_place)), -np.inf)
        works = [d for d in range(problem.days) if problem.works(market.unit, d)]
        for other in [day] if from_home else works:
            part = market.on(other, from_home=from_home)
            worth[other, part.options] = part.worth[0, -1]
        market.ranks[key] = _ranked(problem, worth)
    return market.ranks[key]


def second_worths(market: Market, days: Sequence[int]) -> Floats:
    """(P,): most points of a place's stops after the first in a trip over these days."""
    problem, unit = market.problem, market.unit
    least, again = np.full(problem.places, np.inf), np.zeros(problem.places)
    if not market.exact:
        return again
    parts = [market.on(day, from_home=len(days) == 1) for day in days]
    for part in parts:
        np.minimum.at(least, problem.option_place[part.options], part.worth[0, 0])
    least[np.isinf(least)] = 0.0
    most_again(
        np.array(days, dtype=np.int32), unit, problem.reach_from, problem.reach_village,
        problem.offers, problem.row_of, problem.place_open, problem.option_from,
        problem.option_package, problem.capacity, problem.staff_of, market.people,
        market.prices.gain, market.charge, market.servable & problem.may_serve[unit],
        least, again,
    )  # fmt: skip
    for place in _promised_places(market, days):
        again[place] = max(again[place], _most_at(market, place, days) - least[place])
    return again


def _ranked(problem: Problem, worth: Floats) -> Bytes:
    """(D, O): ranks of options by what they are worth each day, -inf for none."""
    ranks = np.where(worth > -np.inf, 0, NEVER).astype(np.int8)
    best = worth.max(axis=0, initial=-np.inf)
    good = np.flatnonzero(best > -np.inf)
    if not len(good):
        return ranks
    for there in np.split(good, np.flatnonzero(np.diff(problem.option_place[good])) + 1):
        levels = np.unique(best[there])[-RANKS:] * ALIKE
        rank = RANKS - len(levels) + np.searchsorted(levels, worth[:, there], side="right")
        ranks[:, there] = np.where(worth[:, there] >= levels[0], rank, ranks[:, there])
    return ranks


def _days_before(market: Market, day: int, from_home: bool) -> list[int]:
    """Days on which earlier stops of a trip that stops on a day may be."""
    problem, unit = market.problem, market.unit
    first = day if from_home else max(0, day - int(problem.max_nights[unit]))
    return [d for d in range(first, day + 1) if problem.works(unit, d)]


def marginal_on(market: Market, day: int, from_home: bool) -> Marginal:
    """What the options of a day add after stops of the same trip that overlap theirs."""
    key = (day, from_home)
    if key not in market.marginals:
        market.marginals[key] = _marginal_of(market, day, from_home)
    return market.marginals[key]


def _marginal_of(market: Market, day: int, from_home: bool) -> Marginal:
    problem, unit, overlaps = market.problem, market.unit, market.overlaps
    shop, subsets = market.on(day, from_home=from_home), 1 << len(market.kinds)
    if overlaps is None:
        return no_marginal(len(shop.options), subsets)
    days = _days_before(market, day, from_home)
    trusted = np.ones(problem.places, dtype=np.bool_)
    trusted[_promised_places(market, days)] = False
    options = np.unique(np.concatenate([shop.options, shop.needless]))
    start = overlaps.entries(problem.option_place[options])
    worth = np.empty((STRENGTHS, subsets, int(start[-1])))
    marginal_worths(
        day, np.array(days, dtype=np.int32), options, problem.option_place,
        problem.option_package, problem.option_from,
        ranks_on(market, day, from_home=from_home), problem.capacity[unit],
        problem.offers, _counted_whole(market), market.kind_bits, subsets,
        overlaps.pair_from, overlaps.pair_place,
        overlaps.union_from, overlaps.village, overlaps.side, problem.row_of, market.people,
        market.prices.gain, market.charge, market.servable & problem.may_serve[unit], trusted,
        start, worth,
    )  # fmt: skip
    dropped = np.isin(options, shop.options, invert=True)
    raise_kept(
        options, problem.option_place, problem.option_package, problem.open_s, dropped, start,
        worth,
    )  # fmt: skip
    found = Marginal(start=start, worth=worth)
    return found.taken(np.searchsorted(options, shop.options))


def _counted_whole(market: Market) -> Bools:
    """(STRENGTHS, S): services of which a stop may serve less than it could: staff, loads."""
    whole = np.zeros((STRENGTHS, len(market.kind_bits)), dtype=np.bool_)
    whole[: 1 + RANKS] = market.kind_bits != 0
    if market.loading is not None:
        whole |= market.problem.load > 0
    return whole


def _promised_places(market: Market, days: Sequence[int]) -> list[int]:
    """Places where this unit keeps something on these days: a second stop may keep another."""
    problem, packages = market.problem, market.problem.option_package
    if not problem.booked[market.unit, list(days)].any():
        return []
    any_hour = bool((problem.book.told.earliest == 0).any())
    options = np.flatnonzero(any_hour | (packages >= problem.plain_packages)).tolist()
    earning = {
        int(place)
        for day in days
        for place, package in zip(
            problem.option_place[options].tolist(), packages[options].tolist(), strict=True
        )
        if row_bonus(problem, market.prices.kept, market.unit, day, place, package)
        or caravan_bonus(problem, market.prices.caravan, market.unit, day, package) > 0.0
    }
    return sorted(earning)


def _most_at(market: Market, place: int, days: Sequence[int]) -> float:
    """No stops at a place in one trip over these days bring more than this together."""
    problem, prices = market.problem, market.prices
    packages = problem.option_package[
        problem.option_from[place] : problem.option_from[place + 1]
    ].tolist()
    best: dict[int, float] = {}
    caravans = 0.0
    for day in days:
        earned: dict[int, float] = {}
        for package in packages:
            caravans += caravan_bonus(problem, prices.caravan, market.unit, day, package)
            found = row_bonus(problem, prices.kept, market.unit, day, place, package)
            for row, points in found.items():
                earned[row] = max(earned.get(row, 0.0), points)
        for row in problem.row_of[problem.reach(place)].reshape(-1).tolist():
            if row != NEVER and market.servable[day, row]:
                points = max(0.0, prices.gain[day, row] * market.people[row])
                points += earned.get(row, 0.0) - market.charge[day, row]
                best[row] = max(best.get(row, 0.0), points)
    return caravans + sum(best.values())
