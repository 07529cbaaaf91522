"""SHIFT: a route lies inside its unit's working hours."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken, midnight_s
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_shift(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.SHIFT`."""
    request = context.request
    for unit, route in context.routes():
        if not request.works_on(route.day):
            yield broken(Rule.SHIFT, "holiday", at(route=route))
        shift = unit.shift_on(request.horizon.date_of(route.day))
        if shift is None:
            yield broken(Rule.SHIFT, "no_shift", at(route=route))
            continue
        start = midnight_s(route) + shift.window.start_s
        end = midnight_s(route) + shift.window.end_s
        if route.depart_s < start:
            yield broken(Rule.SHIFT, "before_shift", at(route=route), over_s=start - route.depart_s)
        if route.return_s > end:
            yield broken(Rule.SHIFT, "after_shift", at(route=route), over_s=route.return_s - end)
