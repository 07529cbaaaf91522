"""Lines for a small map file: thinned, in whole steps, and split where they are guesses."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodata.places import Location
from planner.domain.plan import Leg

STEPS_PER_DEGREE = 100_000
"""A step is 0.00001 degree, about 1.1 m."""

_METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a leg's line; `estimated` pieces are drawn dashed."""

    points: tuple[Location, ...]
    estimated: bool


def parts_of(leg: Leg, line: Sequence[Location], ends: tuple[Location, Location]) -> list[Part]:
    """The pieces of a leg's line, from end to end.

    Without a line it is one straight guess. In a leg that is partly a guess, the first and the last
    piece, which join a place to the road, are taken for the guess; the rest runs on roads.
    """
    if len(line) < 2:
        return [Part(points=ends, estimated=True)]
    points = tuple(line)
    if not leg.estimated:
        return [Part(points=points, estimated=False)]
    if len(points) < 4:
        return [Part(points=points, estimated=True)]
    return [
        Part(points=points[:2], estimated=True),
        Part(points=points[1:-1], estimated=False),
        Part(points=points[-2:], estimated=True),
    ]


def thin(points: Sequence[Location], tolerance_m: float) -> tuple[Location, ...]:
    """The same line with fewer points, nowhere further than the tolerance from where it was.

    Ramer 1972, Douglas and Peucker 1973.
    """
    if len(points) < 3:
        return tuple(points)
    flat = _flattened(points)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        worst, worst_m = first, tolerance_m
        for i in range(first + 1, last):
            distance_m = _distance_m(flat[i], flat[first], flat[last])
            if distance_m > worst_m:
                worst, worst_m = i, distance_m
        if worst > first:
            keep[worst] = True
            waiting += [(first, worst), (worst, last)]
    return tuple(point for point, kept in zip(points, keep, strict=True) if kept)


def to_steps(points: Sequence[Location]) -> list[int]:
    """Whole steps: lon and lat of the first point, then how far each next one is: [x, y, dx, dy].

    Points that fall together are told once.
    """
    steps: list[int] = []
    before = (0, 0)
    for point in points:
        here = (round(point.lon * STEPS_PER_DEGREE), round(point.lat * STEPS_PER_DEGREE))
        if steps and here == before:
            continue
        steps += [here[0] - before[0], here[1] - before[1]]
        before = here
    return steps


def holds(ring: Sequence[Location], point: Location) -> bool:
    """Whether a closed ring holds a point: a ray to the east crosses it an odd number of times."""
    inside = False
    for a, b in pairwise(ring):
        if (a.lat > point.lat) != (b.lat > point.lat):
            crossing = a.lon + (point.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
            inside ^= crossing > point.lon
    return inside


def _flattened(points: Sequence[Location]) -> list[tuple[float, float]]:
    """Metres on a plane that touches the ground at the first point."""
    shrink = math.cos(math.radians(points[0].lat))
    return [(p.lon * shrink * _METRES_PER_DEGREE, p.lat * _METRES_PER_DEGREE) for p in points]


def _distance_m(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> float:
    """From a point to the nearest point of a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length_2 = dx * dx + dy * dy
    share = 0.0
    if length_2:
        share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length_2
        share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)
