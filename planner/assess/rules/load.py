"""LOAD: a trip uses no more consumables than the unit carries."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.plan import Trip
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_load(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.LOAD`."""
    for trip in context.plan.trips:
        unit = context.units.get(trip.unit_code)
        if unit is None or unit.max_load is None:
            continue
        load = _load(context, trip)
        if load > unit.max_load:
            yield broken(Rule.LOAD, "over", at(trip=trip), load=load, limit=unit.max_load)


def _load(context: Context, trip: Trip) -> int:
    weights = {code: service.load_per_person for code, service in context.services.items()}
    return sum(
        weights.get(serving.service_code, 0) * serving.people
        for route in trip.routes
        for stop in route.stops
        for serving in stop.servings
    )
