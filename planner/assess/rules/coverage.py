"""COVERAGE: people are served where they can walk to."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_coverage(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.COVERAGE`."""
    for route in context.plan.routes:
        for stop in route.visits:
            place = context.places.get(stop.place_code)
            near = (place.village_code, *place.covers) if place is not None else ()
            for serving in stop.servings if near else ():
                if serving.village_code not in near:
                    yield broken(
                        Rule.COVERAGE, "not_covered", at(route=route, stop=stop, serving=serving)
                    )
