"""Announced visits that a plan changes: tier 3, -."""

from collections import defaultdict
from collections.abc import Sequence

from planner.domain.calendar import DAY_S
from planner.domain.demand import Announced
from planner.domain.plan import Trip
from planner.domain.request import PlanRequest
from planner.domain.rules import MOVED_S


def changed(request: PlanRequest, trips: Sequence[Trip]) -> list[Announced]:
    """The announced visits of the horizon that no visit keeps."""
    opened: dict[tuple[str, str, int, str], list[tuple[str, int]]] = defaultdict(list)
    for trip in trips:
        for route in trip.routes:
            for stop in route.stops:
                for serving in stop.servings:
                    row = (serving.village_code, serving.service_code)
                    start_s = stop.start_s - route.day * DAY_S
                    opened[*row, route.day, route.unit_code].append((stop.place_code, start_s))
    horizon = request.horizon
    return [
        told
        for told in request.announced
        if horizon.holds(told.date)
        and not any(
            is_kept_at(told, place, start_s)
            for place, start_s in opened[
                told.village_code, told.service_code, horizon.day_of(told.date), told.unit_code
            ]
        )
    ]


def is_kept_at(told: Announced, place_code: str, start_s: int) -> bool:
    """Whether its unit keeps a visit of its row and date by opening there and then."""
    if told.place_code is not None and told.place_code != place_code:
        return False
    return told.start_s is None or abs(start_s - told.start_s) <= MOVED_S
