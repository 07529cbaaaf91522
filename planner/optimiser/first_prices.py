"""Prices to begin a proof with, read off a plan: what a row brings beyond the time it takes.

A second of a unit-day is worth about what the plan makes of one. Whoever is served then pays what
serving him saves, if it were left out, in points and in seconds; whoever is not, what the cheapest
way of putting him in leaves over, mostly nothing.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planner.optimiser.problem import NEVER, Ints, Problem
from planner.optimiser.tour import Tour, TourDay

Floats = npt.NDArray[np.float64]

DEARER = 1.1
"""A second is worth somewhat more than on average: the best plans waste less of it."""
FAR_S = 1 << 30


def first_prices(problem: Problem, tours: Sequence[Tour]) -> Floats:
    """(R,): a price for a visit of each row."""
    days = [(tour, day) for tour in tours for day in tour.days]
    seconds, points = np.full(problem.places, np.inf), np.zeros(problem.places)
    for tour, day in days:
        _inserted(problem, tour.unit, day, seconds, points)
    for tour, day in days:
        _left_out(problem, tour.unit, day, seconds, points)
    worth = np.zeros(problem.places)
    prize = (problem.row_prize * problem.row_people).astype(np.float64)
    place_of = _places_of(problem, seconds)
    known = place_of != NEVER
    np.add.at(worth, place_of[known], prize[known])
    paid = points + _a_second(problem, tours) * seconds
    prices = np.zeros(problem.rows)
    at = place_of[known]
    left = 1.0 - paid[at] / np.maximum(1.0, worth[at])
    prices[known] = prize[known] * np.maximum(0.0, left)
    return prices


def _a_second(problem: Problem, tours: Sequence[Tour]) -> float:
    """Points that the plan makes of a second of the unit-days there are."""
    made = sum(
        float(problem.row_prize[row] * people) for t in tours for row, people in t.served
    ) - sum(float(tour.cost) for tour in tours)
    works = problem.shift[:, :, 0] != NEVER
    there = float((problem.shift[:, :, 1] - problem.shift[:, :, 0])[works].sum())
    return DEARER * max(0.0, made) / max(1.0, there)


def _places_of(problem: Problem, seconds: Floats) -> Ints:
    """(R,): where each row is reached in least time, -1 where it is not at all."""
    found = np.full(problem.rows, NEVER, dtype=np.int32)
    for place in np.flatnonzero(np.isfinite(seconds)).tolist():
        rows = problem.row_of[problem.reach(place)]
        for row in rows[:, problem.offers[place]].reshape(-1).tolist():
            if row != NEVER and (found[row] == NEVER or seconds[place] < seconds[found[row]]):
                found[row] = place
    return found


def _stays(problem: Problem, unit: int) -> Floats:
    """(P,): the shortest stop at each place, setting up and packing included; inf for none."""
    stays = np.full(problem.places, np.inf)
    np.minimum.at(stays, problem.option_place, problem.open_s[problem.option_package])
    return stays + float(problem.setup_s[unit] + problem.packing_s[unit])


def _inserted(problem: Problem, unit: int, day: TourDay, seconds: Floats, points: Floats) -> None:
    """Lower seconds and points of every place to what putting it into this day takes."""
    way = np.array([day.start, *(stop.place for stop in day.stops), day.end])
    drives = problem.durations[problem.matrix_of[unit, day.day]].astype(np.int64)
    drives[drives == NEVER] = FAR_S
    legs = problem.leg_cost[problem.cost_of[unit, day.day]]
    a, b = way[:-1], way[1:]
    longer = drives[a] + drives[:, b].T - drives[a, b][:, None]
    k = longer.argmin(axis=0)
    places = np.arange(problem.places)
    took = longer[k, places] + _stays(problem, unit)
    cost = (legs[a] + legs[:, b].T - legs[a, b][:, None])[k, places]
    better = took < seconds
    seconds[better], points[better] = took[better], cost[better]


def _left_out(problem: Problem, unit: int, day: TourDay, seconds: Floats, points: Floats) -> None:
    """What each stop of this day takes: less seconds and points, were it left out."""
    way = [day.start, *(stop.place for stop in day.stops), day.end]
    drives = problem.durations[problem.matrix_of[unit, day.day]]
    legs = problem.leg_cost[problem.cost_of[unit, day.day]]
    extra = int(problem.setup_s[unit] + problem.packing_s[unit])
    for i, stop in enumerate(day.stops, 1):
        a, b, c = way[i - 1], way[i], way[i + 1]
        seconds[b] = float(drives[a, b] + drives[b, c] - drives[a, c] + extra)
        seconds[b] += float(problem.open_s[stop.package])
        points[b] = float(legs[a, b] + legs[b, c] - legs[a, c])
