"""What a plan costs in baht, from its trips and what the request says of units and lodgings."""

import math
from collections.abc import Iterable, Mapping

from planner.assess.context import Context
from planner.domain.plan import Plan, Trip
from planner.domain.request import PlanRequest
from planner.domain.units import Lodging, MobileUnit


def plan_baht(request: PlanRequest, plan: Plan) -> int:
    """The same for a plan and its request."""
    units = {unit.code: unit for unit in request.units}
    return _baht(plan.trips, units, {one.code: one for one in request.lodgings})


def baht_of(context: Context) -> int:
    """Days, kilometres and nights of all trips; what names no known unit costs nothing."""
    return _baht(context.plan.trips, context.units, context.lodgings)


def _baht(
    trips: Iterable[Trip], units: Mapping[str, MobileUnit], lodgings: Mapping[str, Lodging]
) -> int:
    return sum(_trip_baht(trip, units, lodgings) for trip in trips)


def _trip_baht(trip: Trip, units: Mapping[str, MobileUnit], lodgings: Mapping[str, Lodging]) -> int:
    baht = 0
    for route in trip.routes:
        driver = units.get(route.unit_code)
        if driver is None:
            continue
        baht += driver.cost_per_day_baht
        for leg in route.legs:
            baht += _half_up(driver.cost_per_km_baht, leg.distance_m)
    sleeper = units.get(trip.unit_code)
    for place in trip.nights if sleeper is not None else ():
        lodging = lodgings.get(place)
        baht += sleeper.cost_per_night_baht if sleeper is not None else 0
        baht += lodging.cost_per_night_baht if lodging is not None else 0
    return baht


def _half_up(per_km: float, metres: int) -> int:
    """floor(per_km x metres / 1000 + 0.5); metres beyond any road are cut to what a float holds."""
    return math.floor(per_km * max(-(10**15), min(10**15, metres)) / 1000 + 0.5)
