"""Closures: which hold on a day, what a day's road state is called, and what they do to travel."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import InvalidClosure, UnknownProfile
from geodata.matrix import UNREACHABLE
from geodata.roads.closures import (
    Closure,
    ClosureKind,
    closures_by_mark,
    in_force,
    state_name,
)
from geodata.roads.network import read_network
from geodata.roads.stretches import ClosureIndex
from geodata.travel.road_graph import RoadGraphEngine
from planner.samples import sample_folder
from tests.roads import PROFILE, a_drawing, a_network, at, line_points, places, speeds

MONDAY = date(2026, 7, 6)
LANDSLIDE = Closure(code="c1", point=at(30, 0), radius_m=150)
LONG_ROAD = a_drawing((0, 0), (100, 0), root="tha.thl0108")


def engine_of(*drawings, closures, **table):
    network = a_network(*drawings, table=speeds(**table))
    return RoadGraphEngine(network, closures=closures)


def closed_matrix(engine, here, *closures, profile=PROFILE):
    return engine.matrix(here, state_name(profile, closures)).durations_s


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": " "}, "code"),
        ({"road_numbers": ()}, "road_numbers"),
        ({"factor": 0.0}, "factor"),
        ({"factor": float("nan")}, "factor"),
        ({"radius_m": 0.0}, "radius_m"),
        ({"polygon": (at(0, 0), at(1, 1))}, "polygon"),
        ({"from_date": MONDAY, "to_date": MONDAY - timedelta(days=1)}, "to_date"),
    ],
)
def test_a_closure_that_cannot_be_is_refused(wrong, field):
    with pytest.raises(InvalidClosure) as refused:
        Closure(**{"code": "c1", "road_numbers": ("108",), **wrong})
    assert refused.value.facts["field"] == field


def test_both_its_dates_are_included():
    closure = Closure(code="c", road_numbers=("1",), from_date=MONDAY, to_date=MONDAY)
    week = [MONDAY + timedelta(days=i) for i in range(-1, 2)]
    assert [closure.holds_on(day) for day in week] == [False, True, False]
    assert Closure(code="c", road_numbers=("1",)).holds_on(date.min)


def test_a_state_is_named_by_what_is_closed_not_by_when_or_why():
    again = Closure(code="other", point=at(30, 0), radius_m=150, from_date=MONDAY, reason="ดินถล่ม")
    wider = Closure(code="c1", point=at(30, 0), radius_m=151)
    assert state_name("wet", ()) == "wet"
    assert state_name("wet", (LANDSLIDE,)) == state_name("wet", (again, LANDSLIDE))
    assert state_name("wet", (LANDSLIDE,)) != state_name("wet", (wider,))
    assert state_name("wet", (LANDSLIDE,)).startswith("wet+")


DAYS = st.integers(0, 12).map(lambda i: MONDAY + timedelta(days=i))
SPANS = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(
    lambda span: None in span or span[0] <= span[1]
)


@given(spans=st.lists(SPANS, max_size=6))
def test_every_day_that_can_come_is_known_by_its_mark(spans):
    closures = [
        Closure(code=str(i), road_numbers=(str(i),), from_date=a, to_date=b)
        for i, (a, b) in enumerate(spans)
    ]
    known = closures_by_mark(closures)
    for i in range(-2, 16):
        today = in_force(closures, MONDAY + timedelta(days=i))
        mark = state_name("", today).removeprefix("+")
        assert known.get(mark, ()) == today


def test_a_landslide_cuts_a_road_where_it_lies_and_nowhere_else():
    engine = engine_of(LONG_ROAD, closures=[LANDSLIDE])
    here = places((10, 0), (27, 0), (33, 0), (90, 0))
    plain = engine.matrix(here, PROFILE).durations_s
    cut = closed_matrix(engine, here, LANDSLIDE)
    near, far = [0, 1], [2, 3]
    assert (cut[np.ix_(near, near)] == plain[np.ix_(near, near)]).all()
    assert (cut[np.ix_(far, far)] == plain[np.ix_(far, far)]).all()
    assert (cut[np.ix_(near, far)] == UNREACHABLE).all()


def test_a_place_on_a_closed_stretch_has_no_way():
    engine = engine_of(LONG_ROAD, closures=[LANDSLIDE])
    cut = closed_matrix(engine, places((30, 2), (28, 0), (50, 0)), LANDSLIDE)
    assert (cut[0, 1], cut[1, 0]) == (UNREACHABLE, UNREACHABLE)


def test_a_closed_road_is_driven_round():
    detour = a_drawing((0, 0), (0, 50), (100, 50), (100, 0), root="tha.thl1095")
    closure = Closure(code="c", road_numbers=("0108",))
    engine = engine_of(LONG_ROAD, detour, closures=[closure])
    here = places((0, 20), (100, 20))
    plain = engine.matrix(here, PROFILE)
    closed = engine.matrix(here, state_name(PROFILE, [closure]))
    assert closed.durations_s[0, 1] > plain.durations_s[0, 1] > 0
    line = engine.geometry(*here.values(), state_name(PROFILE, [closure]))
    assert (98.0, 19.05) in line_points(line)


def test_a_slow_stretch_takes_longer_by_its_factor():
    slow = Closure(
        code="s",
        kind=ClosureKind.SLOW,
        factor=0.25,
        polygon=(at(20, -5), at(60, -5), at(60, 5), at(20, 5)),
    )
    engine = engine_of(LONG_ROAD, closures=[slow])
    here = places((0, 0), (100, 0))
    plain = engine.matrix(here, PROFILE)
    slower = engine.matrix(here, state_name(PROFILE, [slow]))
    assert slower.distances_m[0, 1] == plain.distances_m[0, 1]
    more_s = slower.durations_s[0, 1] - plain.durations_s[0, 1]
    assert more_s == pytest.approx(plain.durations_s[0, 1] * 0.4 * 3, rel=0.01)


def test_a_closure_for_trucks_leaves_vans_alone():
    table = speeds(profile="van/dry").roads | speeds(profile="truck/dry").roads
    closure = Closure(code="c", road_numbers=("0108",), vehicle_classes=("truck",))
    network = a_network(LONG_ROAD, table=speeds())
    engine = RoadGraphEngine(network, speeds=type(network.speeds)(roads=table), closures=[closure])
    here = places((0, 0), (100, 0))
    assert closed_matrix(engine, here, closure, profile="van/dry")[0, 1] > 0
    assert closed_matrix(engine, here, closure, profile="truck/dry")[0, 1] == UNREACHABLE


def test_no_straight_way_leads_through_a_closed_area():
    area = Closure(code="a", polygon=(at(45, 5), at(55, 5), at(55, 35), at(45, 35)))
    fork = a_drawing((0, 0), (40, 20), root="r1")
    other = a_drawing((0, 0), (0, -30), (60, -30), (60, 20), root="r2")
    engine = engine_of(fork, other, closures=[area], off_road_kmh=15.0)
    here = places((40, 20), (60, 20))
    assert engine.matrix(here, PROFILE).estimated[0, 1]
    closed = engine.matrix(here, state_name(PROFILE, [area]))
    assert not closed.estimated[0, 1]
    assert closed.durations_s[0, 1] > engine.matrix(here, PROFILE).durations_s[0, 1]


def test_closures_that_the_engine_was_not_told_are_refused():
    engine = engine_of(LONG_ROAD, closures=[LANDSLIDE])
    with pytest.raises(UnknownProfile):
        engine.matrix(places((0, 0)), "van/dry+0123456789ab")
    with pytest.raises(UnknownProfile):
        engine.matrix(places((0, 0)), "van/dry+")


def test_roads_of_the_sample_can_be_named():
    index = ClosureIndex(read_network(sample_folder() / "roads"))
    assert {"108", "1095"} <= index.numbers()
    stretches = index.stretches([Closure(code="c", road_numbers=("1095",))])
    assert len(stretches.arc) > 5
    assert set(stretches.factor) == {0.0}
