"""Days of a unit that is home every evening, tried in every order: what relaxations are held to."""

import itertools

import numpy as np

from planner.optimiser.ladder import DayAhead


def best_by_trying(day: DayAhead, most_stops: int = 6) -> float:
    """The most that any order of so many stops is worth, each place visited once; 0 for none."""
    best = 0.0
    for count in range(1, min(most_stops, len(day.place)) + 1):
        for order in itertools.permutations(range(len(day.place)), count):
            best = max(best, worth_of(day, order))
    return best


def worth_of(day: DayAhead, order: tuple[int, ...]) -> float:
    """What visiting these options in this order is worth; -inf where a window or the shift ends."""
    road, time, here, worth = day.there, day.opens, day.base, -day.charge
    for e in order:
        there = int(day.place[e])
        start = max(time + int(road.drives[here, there]) + road.setup, int(road.window_lo[e, 0]))
        if start > road.window_hi[e, 0]:
            return -np.inf
        worth += day.gain[e] - road.costs[here, there]
        time, here = start + int(day.open_s[e]) + road.packing, there
    if time + road.drives[here, day.base] > day.closes:
        return -np.inf
    return float(worth - road.costs[here, day.base])
