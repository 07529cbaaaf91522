"""LUNCH: a crew out over midday eats, at a place where it stops anyway."""

from collections.abc import Iterator

from planner.assess.context import Context, at, broken, midnight_s
from planner.domain.plan import Route, Stop, StopKind
from planner.domain.rules import Rule
from planner.domain.units import Lunch, MobileUnit
from planner.domain.verdict import Violation


def check_lunch(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.LUNCH`."""
    for unit, route in context.routes():
        if _misses(context, unit, route):
            yield broken(Rule.LUNCH, "no_lunch", at(route=route))
    for route in context.plan.routes:
        for i, stop in enumerate(route.stops):
            if stop.kind is StopKind.LUNCH:
                yield from _stop(route, i, stop)


def _misses(context: Context, unit: MobileUnit, route: Route) -> bool:
    lunch = unit.lunch
    if lunch is None or lunch.duration_s == 0:
        return False
    first = midnight_s(route) + lunch.earliest_s
    last = midnight_s(route) + lunch.latest_s + lunch.duration_s
    is_due = route.depart_s <= first and route.return_s >= last
    return is_due and not any(
        _is_lunch(stop, lunch, first)
        if stop.kind is StopKind.LUNCH
        else _feeds(context, stop, lunch, first, last)
        for stop in route.stops
    )


def _is_lunch(stop: Stop, lunch: Lunch, first: int) -> bool:
    begins_well = first <= stop.start_s <= first + lunch.latest_s - lunch.earliest_s
    return begins_well and stop.end_s - stop.start_s >= lunch.duration_s


def _feeds(context: Context, stop: Stop, lunch: Lunch, first: int, last: int) -> bool:
    """Whether the visit's package includes lunch and is open long enough around midday."""
    package = context.packages.get(stop.package_code or "")
    if package is None or not package.includes_lunch:
        return False
    return min(stop.end_s, last) - max(stop.start_s, first) >= lunch.duration_s


def _stop(route: Route, i: int, stop: Stop) -> Iterator[Violation]:
    before = route.stops[i - 1].place_code if i else route.start_code
    after = route.stops[i + 1].place_code if i + 1 < len(route.stops) else route.end_code
    if stop.place_code not in (before, after):
        yield broken(Rule.LUNCH, "lunch_away", at(route=route, stop=stop))
    if stop.servings or stop.package_code is not None:
        yield broken(Rule.LUNCH, "lunch_serves", at(route=route, stop=stop))
