"""TRIP: a unit leaves its base, goes on day by day, and comes back to it."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from planner.assess.context import Context, at, broken
from planner.domain.plan import Trip
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_trip(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.TRIP`."""
    for trip in context.plan.trips:
        if not trip.routes:
            yield broken(Rule.TRIP, "no_route", at(trip=trip))
        else:
            yield from _ends(context, trip)
            yield from _chain(trip)
    routes = context.plan.routes
    seen = Counter((route.unit_code, route.day) for route in routes)
    for route in {(r.unit_code, r.day): r for r in routes}.values():
        count = seen[route.unit_code, route.day]
        if count > 1:
            yield broken(Rule.TRIP, "two_routes_on_a_day", at(route=route), count=count)


def _ends(context: Context, trip: Trip) -> Iterator[Violation]:
    for route in trip.routes:
        if route.unit_code != trip.unit_code:
            yield broken(Rule.TRIP, "other_unit", at(route=route), value=trip.unit_code)
    unit = context.units.get(trip.unit_code)
    if unit is None:
        return
    first, last = trip.routes[0], trip.routes[-1]
    if first.start_code != unit.base_code:
        yield broken(Rule.TRIP, "not_from_base", at(route=first, place_code=first.start_code))
    if last.end_code != unit.base_code:
        yield broken(Rule.TRIP, "not_to_base", at(route=last, place_code=last.end_code))


def _chain(trip: Trip) -> Iterator[Violation]:
    for before, after in pairwise(trip.routes):
        if after.day != before.day + 1:
            yield broken(Rule.TRIP, "days_apart", at(route=after))
        if after.start_code != before.end_code:
            yield broken(
                Rule.TRIP,
                "place_jumps",
                at(route=after, place_code=after.start_code),
                value=before.end_code,
            )
