"""What every travel engine keeps, whatever roads it knows."""

import os
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import UnknownProfile
from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.roads.network import read_network
from geodata.travel.cached import CachedEngine
from geodata.travel.osrm import OsrmEngine, OsrmProfile
from geodata.travel.road_graph import RoadGraphEngine
from geodata.travel.road_hierarchy import RoadHierarchyEngine
from geodata.travel.straight_line import TERRAINS, StraightLineEngine
from planner.samples import sample_folder
from tests.osrm import Osrm
from tests.roads import a_drawing, a_network, speeds

REAL_OSRM = os.environ.get("PLANNER_TEST_OSRM_ADDRESS", "")
"""A real server with the province's roads; without one only the server of the tests is asked."""
PROFILE = "van/dry"
LOCATIONS = st.builds(
    Location,
    lon=st.integers(0, 130).map(lambda i: round(97.4 + i / 100, 2)),
    lat=st.integers(0, 190).map(lambda i: round(17.7 + i / 100, 2)),
)
PLACES = st.lists(LOCATIONS, min_size=0, max_size=9).map(
    lambda points: {f"p{i}": point for i, point in enumerate(points)}
)


def make_sample():
    return RoadGraphEngine(read_network(sample_folder() / "roads"))


def make_hierarchy():
    return RoadHierarchyEngine(read_network(sample_folder() / "roads"))


def make_tiny():
    """Three roads in the middle of the province; most places are far from them."""
    main = a_drawing((0, 0), (100, 0), (200, 300), root="main", road_class="motorway")
    branch = a_drawing((100, 0), (100, -200), root="branch")
    gap = a_drawing((110, -210), (300, -210), root="gap")
    table = speeds({"motorway": 90.0, "rural": 30.0, "connector": 20.0}, limit_m=40_000.0)
    return RoadGraphEngine(a_network(main, branch, gap, table=table, max_gap_m=2000))


MAKERS = {
    "sample roads": make_sample,
    "sample roads by hierarchy": make_hierarchy,
    "tiny roads": make_tiny,
    "mountain": StraightLineEngine,
    "flat": lambda: StraightLineEngine(TERRAINS["flat"], profiles=[PROFILE]),
}


@cache
def make_osrm():
    """Every place is within a kilometre of a crossing of the server's roads."""
    return OsrmEngine({PROFILE: OsrmProfile(address=Osrm().address)})


MAKERS["osrm"] = make_osrm
if REAL_OSRM:
    MAKERS["osrm server"] = lambda: OsrmEngine({PROFILE: OsrmProfile(address=REAL_OSRM)})
NAMES = [*MAKERS, "cached sample roads", "cached mountain"]


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    made = {name: make() for name, make in MAKERS.items()}
    for name in ("sample roads", "mountain"):
        folder = tmp_path_factory.mktemp("matrices")
        made[f"cached {name}"] = CachedEngine(made[name], folder)
    return made


@pytest.fixture(params=NAMES)
def engine(request, engines):
    return engines[request.param]


few = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@few
@given(places=PLACES)
def test_the_matrix_is_one_to_plan_with(engine, places):
    matrix = engine.matrix(places, PROFILE)
    assert matrix.profile == PROFILE
    assert matrix.engine == engine.name
    assert matrix.place_ids == tuple(places)
    points = list(places.values())
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            seconds = matrix.durations_s[i, j]
            assert (seconds == 0) == (a == b)
            assert not (matrix.estimated[i, j] and seconds == UNREACHABLE)
            assert not (matrix.estimated[i, j] and i == j)


@few
@given(places=PLACES)
def test_a_stop_on_the_way_never_saves_time(engine, places):
    durations_s = engine.matrix(places, PROFILE).durations_s.astype(np.int64)
    durations_s[durations_s == UNREACHABLE] = 10**9
    via = (durations_s[:, :, None] + durations_s[None, :, :]).min(axis=1, initial=10**9)
    assert (durations_s <= via).all()


@few
@given(places=PLACES)
def test_nothing_is_quicker_than_flying(engine, places):
    """No way is shorter than 0.998 of the straight line, nor faster than 150 km/h."""
    matrix = engine.matrix(places, PROFILE)
    for i, a in enumerate(places.values()):
        for j, b in enumerate(places.values()):
            if matrix.durations_s[i, j] == UNREACHABLE:
                continue
            north_m = abs(a.lat - b.lat) * 110_600
            assert matrix.distances_m[i, j] >= 0.998 * north_m - 1
            assert matrix.durations_s[i, j] >= matrix.distances_m[i, j] * 3.6 / 150 - 1


@few
@given(places=PLACES)
def test_same_question_same_answer(engine, places):
    assert engine.matrix(places, PROFILE).digest() == engine.matrix(places, PROFILE).digest()


@few
@given(places=PLACES, order=st.randoms())
def test_the_order_of_places_does_not_matter(engine, places, order):
    shuffled = list(places)
    order.shuffle(shuffled)
    again = engine.matrix({code: places[code] for code in shuffled}, PROFILE)
    assert again.take(tuple(places)).digest() == engine.matrix(places, PROFILE).digest()


@few
@given(places=PLACES)
def test_lines_end_at_their_places(engine, places):
    points = list(places.values())
    pairs = [(a, b) for a in points[:3] for b in points]
    matrix = engine.matrix(places, PROFILE)
    lines = engine.geometries(pairs, PROFILE)
    assert len(lines) == len(pairs)
    for n, (line, (a, b)) in enumerate(zip(lines, pairs, strict=True)):
        if matrix.durations_s[n // len(points), n % len(points)] == UNREACHABLE:
            assert line == ()
        else:
            assert (line[0], line[-1]) == (a, b)
            assert len(line) >= 2


@pytest.mark.parametrize("profile", ["submarine", "", "van", "van/dry/", "Van/Dry"])
def test_an_unknown_profile_is_refused(engine, profile):
    here = Location(lon=98.0, lat=19.0)
    for ask in (
        lambda: engine.matrix({"a": here}, profile),
        lambda: engine.geometry(here, here, profile),
        lambda: engine.geometries([(here, here)], profile),
    ):
        with pytest.raises(UnknownProfile) as refused:
            ask()
        assert refused.value.facts["profile"] == profile


def test_digests_tell_engines_apart(engines):
    digests = {name: engine.digest() for name, engine in engines.items()}
    assert digests["cached mountain"] == digests["mountain"]
    assert digests["cached sample roads"] == digests["sample roads"]
    assert len(set(digests.values())) == 6
    assert {name: MAKERS[name]().digest() for name in MAKERS} == {
        name: digests[name] for name in MAKERS
    }
