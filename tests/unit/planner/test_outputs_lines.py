"""Lines get smaller without going elsewhere."""

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.places import Location
from planner.domain.plan import Leg
from planner.outputs.lines import STEPS_PER_DEGREE, holds, parts_of, thin, to_steps

LINES = st.lists(
    st.tuples(st.floats(97.0, 98.9), st.floats(17.5, 19.9)), min_size=2, max_size=30
).map(lambda pairs: tuple(Location(lon=lon, lat=lat) for lon, lat in pairs))


def metres(point: Location, start: Location, end: Location) -> float:
    """From a point to a segment, on a plane that touches the ground at the segment's start."""
    shrink = math.cos(math.radians(start.lat)) * 111_195

    def flat(p: Location) -> complex:
        return complex((p.lon - start.lon) * shrink, (p.lat - start.lat) * 111_195)

    way, to = flat(end), flat(point)
    share = 0.0 if not abs(way) else min(1.0, max(0.0, (to / way).real))
    return abs(to - share * way)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_thinning_keeps_the_ends_and_strays_no_further_than_allowed(
    line: tuple[Location, ...],
) -> None:
    kept = thin(line, 500.0)
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    for point in line:
        nearest = min(metres(point, a, b) for a, b in pairwise(kept))
        assert nearest <= 500.0 * 1.05


def test_a_straight_line_needs_only_its_ends() -> None:
    line = tuple(Location(lon=98.0 + i * 0.01, lat=19.0) for i in range(9))
    assert thin(line, 1.0) == (line[0], line[-1])


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_steps_lead_back_to_within_half_a_step(line: tuple[Location, ...]) -> None:
    steps = to_steps(line)
    x, y, back = 0, 0, []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        back.append((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE))
    told = dict.fromkeys((round(p.lon, 5), round(p.lat, 5)) for p in line)
    assert len(back) <= len(line)
    for lon, lat in told:
        assert min(math.hypot(lon - a, lat - b) for a, b in back) < 1.5 / STEPS_PER_DEGREE


def a_leg(*, estimated: bool) -> Leg:
    return Leg(
        from_code="A", to_code="B", depart_s=0, duration_s=60, distance_m=900, estimated=estimated
    )


def test_only_the_ends_of_a_partly_guessed_leg_are_dashed() -> None:
    line = tuple(Location(lon=98.0 + i * 0.01, lat=19.0) for i in range(5))
    parts = parts_of(a_leg(estimated=True), line, (line[0], line[-1]))
    assert [(len(part.points), part.estimated) for part in parts] == [
        (2, True), (3, False), (2, True),
    ]  # fmt: skip
    assert parts[0].points[-1] == parts[1].points[0]
    assert parts[1].points[-1] == parts[2].points[0]


def test_a_leg_without_a_line_is_one_dashed_guess_and_a_known_one_is_solid() -> None:
    ends = (Location(lon=98.0, lat=19.0), Location(lon=98.2, lat=19.1))
    (missing,) = parts_of(a_leg(estimated=False), (), ends)
    assert missing.points == ends
    assert missing.estimated
    (known,) = parts_of(a_leg(estimated=False), ends, ends)
    assert not known.estimated


def test_a_ring_holds_what_lies_inside_it() -> None:
    corners = ((98.0, 19.0), (98.4, 19.0), (98.4, 19.4), (98.2, 19.1), (98.0, 19.4), (98.0, 19.0))
    ring = tuple(Location(lon=lon, lat=lat) for lon, lat in corners)
    assert holds(ring, Location(lon=98.05, lat=19.1))
    assert not holds(ring, Location(lon=98.2, lat=19.3))
    assert not holds(ring, Location(lon=97.9, lat=19.1))
