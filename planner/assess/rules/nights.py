"""NIGHTS: crews sleep at a base or a lodging, and not too many nights in a row."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_nights(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.NIGHTS`."""
    for trip in context.plan.trips:
        for route in trip.routes[:-1]:
            if route.end_code not in context.bases and route.end_code not in context.lodgings:
                yield broken(Rule.NIGHTS, "no_bed", at(route=route, place_code=route.end_code))
        unit = context.units.get(trip.unit_code)
        nights = len(trip.nights)
        if unit is not None and nights > unit.max_nights:
            yield broken(
                Rule.NIGHTS,
                "too_many",
                at(trip=trip, day=trip.routes[0].day),
                nights=nights,
                limit=unit.max_nights,
            )
