"""SKILL: the unit carries what it gives, and the place has what the service needs."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_skill(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.SKILL`."""
    for unit, route, stop in context.visits():
        place = context.places.get(stop.place_code)
        for serving in stop.servings:
            service = context.services.get(serving.service_code)
            if service is None:
                continue
            if unit.counters_of(service.code) == 0:
                yield broken(Rule.SKILL, "not_carried", at(route=route, stop=stop, serving=serving))
            lacking = set(service.site_needs) - set(place.offers) if place else set()
            for need in sorted(lacking):
                yield broken(
                    Rule.SKILL,
                    "place_lacks",
                    at(route=route, stop=stop, serving=serving),
                    facility=need.value,
                )
