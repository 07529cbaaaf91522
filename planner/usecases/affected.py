"""Which visits of a plan a closure touches: their way leads over what is closed on their day."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodata.basemap import Basemap
from geodata.places import Location
from geodata.roads.closures import Closure
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.outputs.lines import holds
from planner.outputs.view import LegKey

METRES_PER_DEGREE = 111_195.0
SHARED_POINTS = 2
"""A way leads over a numbered road when it has this many of its bends."""
STEP_DEGREES = 0.0005
"""Ways are looked at every fifty metres or so, so that none jumps over a small area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A unit's day with a way over a closure: the places it leads to, the base's own included.

    `legs` are the indices of those ways among the day's legs.
    """

    unit_code: str
    day: int
    place_codes: tuple[str, ...]
    legs: tuple[int, ...] = ()


def affected_by(
    closure: Closure,
    request: PlanRequest,
    plan: Plan,
    lines: Mapping[LegKey, tuple[Location, ...]],
    basemap: Basemap,
) -> tuple[Affected, ...]:
    """Days of units on which some way leads over a closure that holds then, for their vehicle.

    `lines` are the ways as they were planned; a leg without one cannot be told of.
    """
    bends = _bends(closure, basemap)
    ring = (*closure.polygon, *closure.polygon[:1])
    vehicles = {unit.code: unit.vehicle_class.value for unit in request.units}
    found = []
    for route in plan.routes:
        if not closure.holds_on(request.horizon.date_of(route.day)):
            continue
        if not closure.is_for(vehicles[route.unit_code]):
            continue
        hit = tuple(
            i
            for i in range(len(route.legs))
            if _crosses(lines.get((route.unit_code, route.day, i), ()), closure, bends, ring)
        )
        if hit:
            codes = tuple(dict.fromkeys(route.legs[i].to_code for i in hit))
            touched = Affected(
                unit_code=route.unit_code, day=route.day, place_codes=codes, legs=hit
            )
            found.append(touched)
    return tuple(found)


def _crosses(
    line: tuple[Location, ...],
    closure: Closure,
    bends: frozenset[tuple[int, int]],
    ring: tuple[Location, ...],
) -> bool:
    if bends and sum(_rounded(point) in bends for point in line) >= SHARED_POINTS:
        return True
    if closure.point is None and not closure.polygon:
        return False
    box = _box(closure)
    return any(_is_near(point, closure) or holds(ring, point) for point in _densely(line, box))


def _box(closure: Closure) -> tuple[float, float, float, float]:
    """West, south, east, north of a closure's area and spot, with a step to spare."""
    corners = [(p.lon, p.lat, 0.0) for p in closure.polygon]
    if closure.point is not None:
        spare = closure.radius_m / METRES_PER_DEGREE
        corners.append((closure.point.lon, closure.point.lat, spare))
    return (
        min(lon - spare for lon, _, spare in corners) - STEP_DEGREES,
        min(lat - spare for _, lat, spare in corners) - STEP_DEGREES,
        max(lon + spare for lon, _, spare in corners) + STEP_DEGREES,
        max(lat + spare for _, lat, spare in corners) + STEP_DEGREES,
    )


def _densely(
    line: tuple[Location, ...], box: tuple[float, float, float, float]
) -> Iterable[Location]:
    """Points along a line, every step or so; pieces that pass by the box are left out."""
    west, south, east, north = box
    for one, other in itertools.pairwise(line):
        if max(one.lon, other.lon) < west or min(one.lon, other.lon) > east:
            continue
        if max(one.lat, other.lat) < south or min(one.lat, other.lat) > north:
            continue
        longest = max(abs(other.lon - one.lon), abs(other.lat - one.lat))
        steps = max(1, int(longest / STEP_DEGREES))
        for i in range(steps):
            share = i / steps
            yield Location(
                lon=one.lon + share * (other.lon - one.lon),
                lat=one.lat + share * (other.lat - one.lat),
            )
    yield from line[-1:]


def _is_near(point: Location, closure: Closure) -> bool:
    """Within the radius of the closed spot; metres on a small plane, north-south ones for both."""
    if closure.point is None:
        return False
    dy = (point.lat - closure.point.lat) * METRES_PER_DEGREE
    dx = (point.lon - closure.point.lon) * METRES_PER_DEGREE
    return dx * dx + dy * dy <= closure.radius_m * closure.radius_m


def _bends(closure: Closure, basemap: Basemap) -> frozenset[tuple[int, int]]:
    wanted = frozenset(closure.road_numbers)
    return frozenset(
        _rounded(point) for road in basemap.roads if road.number in wanted for point in road.points
    )


def _rounded(point: Location) -> tuple[int, int]:
    return round(point.lon * 10_000), round(point.lat * 10_000)
