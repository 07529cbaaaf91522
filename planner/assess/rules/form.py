"""FORM: the plan speaks of things that exist, at times that run forwards."""

from collections.abc import Iterator
from itertools import pairwise

from planner.assess.context import Context, at, broken, key_of, midnight_s
from planner.domain.calendar import DAY_S
from planner.domain.plan import PLAN_SCHEMA, Leg, Route, Serving, Stop, StopKind
from planner.domain.rules import Rule
from planner.domain.verdict import Violation


def check_form(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.FORM`."""
    yield from _head(context)
    for trip in context.plan.trips:
        if trip.unit_code not in context.units:
            yield broken(Rule.FORM, "unknown_unit", at(trip=trip))
    for route in context.plan.routes:
        yield from _route(context, route)
        for stop in route.stops:
            yield from _stop(context, route, stop)
            for serving in stop.servings:
                yield from _serving(context, route, stop, serving)


def _head(context: Context) -> Iterator[Violation]:
    plan, request = context.plan, context.request
    if plan.schema != PLAN_SCHEMA:
        yield broken(Rule.FORM, "unknown_schema", value=plan.schema)
    if plan.province_code != request.province_code:
        yield broken(Rule.FORM, "other_province", value=plan.province_code)
    if plan.start != request.horizon.start:
        yield broken(Rule.FORM, "other_start", value=plan.start.isoformat())
    if plan.days != request.horizon.days:
        yield broken(Rule.FORM, "other_days", value=plan.days)


def _route(context: Context, route: Route) -> Iterator[Violation]:
    if route.unit_code not in context.units:
        yield broken(Rule.FORM, "unknown_unit", at(route=route))
    if not context.has_day(route.day):
        yield broken(Rule.FORM, "outside_horizon", at(route=route))
    ends = (route.start_code, route.end_code)
    for code in dict.fromkeys((*ends, *(c for leg in route.legs for c in _ends(leg)))):
        if not _is_place(context, code):
            yield broken(Rule.FORM, "unknown_place", at(route=route, place_code=code))
    if [(leg.from_code, leg.to_code) for leg in route.legs] != _ways(route):
        yield broken(Rule.FORM, "legs_do_not_join", at(route=route))
    yield from _times(route)


def _times(route: Route) -> Iterator[Violation]:
    clock = route.depart_s
    for stop in route.stops:
        times = (clock, stop.arrive_s, stop.start_s, stop.end_s, stop.leave_s)
        if any(a > b for a, b in pairwise(times)):
            yield broken(Rule.FORM, "times_backwards", at(route=route, stop=stop))
        clock = stop.leave_s
    if route.return_s < clock:
        yield broken(Rule.FORM, "times_backwards", at(route=route, place_code=route.end_code))
    midnight = midnight_s(route)
    halts = [t for s in route.stops for t in (s.arrive_s, s.start_s, s.end_s, s.leave_s)]
    all_day = (route.depart_s, route.return_s, *halts)
    if min(all_day) < midnight or max(all_day) > midnight + DAY_S:
        yield broken(Rule.FORM, "outside_day", at(route=route))


def _stop(context: Context, route: Route, stop: Stop) -> Iterator[Violation]:
    if stop.kind is StopKind.LUNCH:
        if not _is_place(context, stop.place_code):
            yield broken(Rule.FORM, "unknown_place", at(route=route, stop=stop))
        return
    if stop.place_code not in context.places:
        yield broken(Rule.FORM, "unknown_place", at(route=route, stop=stop))
    if stop.package_code is None:
        yield broken(Rule.FORM, "no_package", at(route=route, stop=stop))
    elif stop.package_code not in context.packages:
        yield broken(
            Rule.FORM, "unknown_package", at(route=route, stop=stop), value=stop.package_code
        )
    if not stop.servings:
        yield broken(Rule.FORM, "no_serving", at(route=route, stop=stop))
    keys = [key_of(serving) for serving in stop.servings]
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        yield broken(Rule.FORM, "row_twice_at_stop", at(route=route, stop=stop, row=key))


def _serving(context: Context, route: Route, stop: Stop, serving: Serving) -> Iterator[Violation]:
    where = at(route=route, stop=stop, serving=serving)
    if serving.village_code not in context.villages:
        yield broken(Rule.FORM, "unknown_village", where)
    if serving.service_code not in context.services:
        yield broken(Rule.FORM, "unknown_service", where)
    if serving.people < 1:
        yield broken(Rule.FORM, "nobody_served", where)


def _is_place(context: Context, code: str) -> bool:
    return code in context.places or code in context.bases or code in context.lodgings


def _ends(leg: Leg) -> tuple[str, str]:
    return (leg.from_code, leg.to_code)


def _ways(route: Route) -> list[tuple[str, str]]:
    """The legs that the route needs, as (from, to)."""
    halts = (route.start_code, *(stop.place_code for stop in route.stops), route.end_code)
    return list(pairwise(halts))
