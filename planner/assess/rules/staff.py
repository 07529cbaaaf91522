"""STAFF: scarce staff ride with one unit a day."""

from collections import defaultdict
from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_staff(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.STAFF`."""
    riding: dict[tuple[int, str], set[str]] = defaultdict(set)
    for _, route, stop in context.visits():
        for serving in stop.servings:
            service = context.services.get(serving.service_code)
            if service is not None and service.staff_code is not None:
                riding[route.day, service.staff_code].add(route.unit_code)
    for (day, code), units in sorted(riding.items()):
        available = context.staff[code].on(context.request.horizon.date_of(day))
        if len(units) > available:
            yield broken(
                Rule.STAFF, "over", at(day=day), count=len(units), limit=available, value=code
            )
