"""Units that are missing where a caravan was promised: tier 1, -."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from planner.domain.calendar import DAY_S
from planner.domain.demand import Caravan
from planner.domain.plan import Trip
from planner.domain.request import PlanRequest
from planner.optimiser.problem import Problem


def missing(request: PlanRequest, trips: Sequence[Trip]) -> int:
    """Missing units of all caravans that have a date in the horizon."""
    seen = {
        (route.unit_code, route.day, stop.place_code, stop.package_code, stop.start_s)
        for trip in trips
        for route in trip.routes
        for stop in route.visits
    }
    count = 0
    for caravan in request.caravans:
        days = days_of(caravan, request)
        there = [
            sum((unit, day, *_opening(caravan, day)) in seen for unit in caravan.unit_codes)
            for day in days
        ]
        if days:
            count += len(caravan.unit_codes) - counted(caravan, there)
    return count


def days_of(caravan: Caravan, request: PlanRequest) -> list[int]:
    """Days of the horizon on which a caravan may be held."""
    horizon = request.horizon
    return sorted(horizon.day_of(when) for when in caravan.dates if horizon.holds(when))


def counted(caravan: Caravan, there: Sequence[int]) -> int:
    """Units that count, of those there on each of the days."""
    return max([0, *(count for count in there if count >= caravan.least_units)])


def _opening(caravan: Caravan, day: int) -> tuple[str, str, int]:
    return caravan.place_code, caravan.package_code, day * DAY_S + caravan.opens_s


def slots(problem: Problem) -> list[tuple[int, int]]:
    """(caravan, day) of every day on which a caravan may be held, caravan by caravan."""
    return [(int(c), int(day)) for c, day in np.argwhere(problem.book.caravans.days)]


def counted_of(problem: Problem, there: Counter[tuple[int, int]]) -> int:
    """Units that count at all caravans, when so many are there; there: by (caravan, day)."""
    caravans = problem.book.caravans
    best = [0] * len(caravans.size)
    for (caravan, _), count in there.items():
        if count >= caravans.least[caravan]:
            best[caravan] = max(best[caravan], count)
    return sum(best)
