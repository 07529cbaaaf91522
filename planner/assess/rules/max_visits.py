"""MAX_VISITS: a village is not called out again and again for the same service."""

from collections import Counter
from collections.abc import Iterator

from planner.assess.context import Context, at, broken, rows_at
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_max_visits(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.MAX_VISITS`."""
    in_plan: Counter[tuple[str, str]] = Counter()
    for trip in context.plan.trips:
        in_trip = Counter(
            key for route in trip.routes for stop in route.stops for key in rows_at(stop)
        )
        in_plan.update(in_trip)
        for key, count in in_trip.items():
            if count > 1:
                yield broken(Rule.MAX_VISITS, "twice_in_trip", at(trip=trip, row=key), count=count)
    for key, count in in_plan.items():
        service = context.services.get(key[1])
        if service is not None and count > service.max_visits:
            limit = service.max_visits
            yield broken(Rule.MAX_VISITS, "too_many", at(row=key), count=count, limit=limit)
