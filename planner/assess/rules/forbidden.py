"""FORBIDDEN: what a person ruled out stays out."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken
from planner.domain.demand import Pin
from planner.domain.plan import Route, Serving
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_forbidden(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.FORBIDDEN`."""
    pins = [pin for pin in context.request.pins if pin.forbid]
    for route, stop, serving in context.plan.servings() if pins else ():
        if any(_forbids(context, pin, route, serving) for pin in pins):
            yield broken(Rule.FORBIDDEN, "pinned", at(route=route, stop=stop, serving=serving))


def _forbids(context: Context, pin: Pin, route: Route, serving: Serving) -> bool:
    """Everything that the pin names is so; what it leaves open is so for all."""
    if pin.village_code != serving.village_code:
        return False
    if pin.service_code is not None and pin.service_code != serving.service_code:
        return False
    if pin.unit_code is not None and pin.unit_code != route.unit_code:
        return False
    if pin.on_date is None:
        return True
    return route.day == context.request.horizon.day_of(pin.on_date)
