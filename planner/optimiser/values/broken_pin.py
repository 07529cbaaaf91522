"""Wishes of people that no serving fulfils: tier 1, -."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from planner.domain.demand import Pin
from planner.domain.plan import Trip
from planner.domain.request import PlanRequest
from planner.optimiser.problem import NEVER, Problem

Served = tuple[str, str, date, str]
"""Village, service, date, unit: what a pin looks at."""


def servings_of(request: PlanRequest, trips: Sequence[Trip]) -> set[Served]:
    """What a plan serves, in the words of pins."""
    return {
        (
            serving.village_code,
            serving.service_code,
            request.horizon.date_of(route.day),
            route.unit_code,
        )
        for trip in trips
        for route in trip.routes
        for stop in route.stops
        for serving in stop.servings
    }


def is_fulfilled(pin: Pin, servings: set[Served]) -> bool:
    """Whether some serving is what a wishing pin asks for."""
    return any(
        pin.village_code == village
        and pin.service_code in (None, service)
        and pin.on_date in (None, when)
        and pin.unit_code in (None, unit)
        for village, service, when, unit in servings
    )


def broken(request: PlanRequest, trips: Sequence[Trip]) -> int:
    """How many wishing pins a plan does not fulfil."""
    servings = servings_of(request, trips)
    return sum(not pin.forbid and not is_fulfilled(pin, servings) for pin in request.pins)


def bonus(problem: Problem, unit: int, wish: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(D, R): what a visit of a row by a unit earns for wishes it keeps, at these prices."""
    table = np.zeros((problem.days, problem.rows))
    for worth, (village, service, wanted_unit, day) in zip(
        wish.tolist(), problem.pins.tolist(), strict=True
    ):
        if wanted_unit not in (NEVER, unit) or worth <= 0.0:
            continue
        rows = problem.row_village == village
        if service != NEVER:
            rows = rows & (problem.row_service == service)
        days = slice(None) if day == NEVER else slice(day, day + 1)
        table[days, rows] += worth
    return table
