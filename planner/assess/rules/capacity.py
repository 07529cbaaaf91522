"""CAPACITY: no counter serves more people than its hours allow."""

from collections import Counter
from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_capacity(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.CAPACITY`; a service that the unit does not carry is SKILL's."""
    for unit, route, stop in context.visits():
        package = context.packages.get(stop.package_code or "")
        if package is None:
            continue
        people: Counter[str] = Counter()
        for serving in stop.servings:
            people[serving.service_code] += serving.people
        for carried in unit.services:
            service = context.services[carried.service_code]
            limit = package.capacity(carried.counters, service.seconds_per_person)
            if people[service.code] > limit:
                yield broken(
                    Rule.CAPACITY,
                    "over",
                    at(route=route, stop=stop),
                    people=people[service.code],
                    limit=limit,
                    value=service.code,
                )
