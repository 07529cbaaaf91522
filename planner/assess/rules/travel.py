"""TRAVEL: every leg is what the matrix says, and there is time to drive it."""

from collections.abc import Iterator

from geodata.matrix import UNREACHABLE
from planner.assess.context import Context, at, broken
from planner.domain.plan import Leg, Route
from planner.domain.rules import Rule
from planner.domain.units import MobileUnit
from planner.domain.verdict import Violation


def check_travel(context: Context) -> Iterator[Violation]:
    """Violations of `Rule.TRAVEL`."""
    for unit, route in context.routes():
        for leg in route.legs:
            yield from _leg(context, unit, route, leg)
    for route in context.plan.routes:
        yield from _times(route)


def _leg(context: Context, unit: MobileUnit, route: Route, leg: Leg) -> Iterator[Violation]:
    where = at(route=route, place_code=leg.to_code)
    if leg.from_code == leg.to_code:
        known = (0, 0, leg.estimated)
    else:
        found = _travel(context, context.request.profile_of(unit, route.day), leg)
        if found is None:
            yield broken(Rule.TRAVEL, "no_matrix", where, origin=leg.from_code)
            return
        known = found
    duration_s, distance_m, estimated = known
    if duration_s == UNREACHABLE:
        yield broken(Rule.TRAVEL, "unreachable", where, origin=leg.from_code)
        return
    if leg.duration_s != duration_s:
        facts = {"told_s": leg.duration_s, "true_s": duration_s}
        yield broken(Rule.TRAVEL, "other_duration", where, origin=leg.from_code, **facts)
    if leg.distance_m != distance_m:
        facts = {"told_m": leg.distance_m, "true_m": distance_m}
        yield broken(Rule.TRAVEL, "other_distance", where, origin=leg.from_code, **facts)
    if leg.estimated != estimated:
        yield broken(Rule.TRAVEL, "other_flag", where, origin=leg.from_code)


def _travel(context: Context, profile: str, leg: Leg) -> tuple[int, int, bool] | None:
    """Seconds, metres and flag of the matrix; None where it does not know a place."""
    index = context.index.get(profile, {})
    if leg.from_code not in index or leg.to_code not in index:
        return None
    i, j = index[leg.from_code], index[leg.to_code]
    matrix = context.travel[profile]
    return (
        int(matrix.durations_s[i, j]),
        int(matrix.distances_m[i, j]),
        bool(matrix.estimated[i, j]),
    )


def _times(route: Route) -> Iterator[Violation]:
    """Whether each leg departs when the stop before is left, and arrives in time."""
    leaves = (route.depart_s, *(stop.leave_s for stop in route.stops))
    arrivals = (*(stop.arrive_s for stop in route.stops), route.return_s)
    for leg, leave_s, arrive_s in zip(route.legs, leaves, arrivals, strict=False):
        where = at(route=route, place_code=leg.to_code)
        if leg.depart_s != leave_s:
            yield broken(Rule.TRAVEL, "leaves_at_other_time", where, origin=leg.from_code)
        short_s = leg.depart_s + leg.duration_s - arrive_s
        if short_s > 0:
            yield broken(
                Rule.TRAVEL, "arrives_too_soon", where, origin=leg.from_code, over_s=short_s
            )
