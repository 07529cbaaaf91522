"""Why no way leads to a place: the first rule whose relaxing opens one."""

import pytest

from geodata.roads.closures import Closure, state_name
from geodata.roads.network import read_network
from geodata.roads.speeds import ROAD_CLASSES, OffRoad, SpeedTable
from geodata.travel.barriers import Barrier, Cause
from geodata.travel.road_graph import RoadGraphEngine
from planner.samples import sample_folder
from tests.roads import a_drawing, a_network, at, places

NEAR = OffRoad(speed_kmh=10.0, limit_m=1000.0)
VAN = {"motorway": 60.0, "rural": 30.0}
TABLE = SpeedTable(
    roads={
        "van/dry": VAN,
        "van/wet": {"motorway": 50.0},
        "pickup_4wd/dry": {**VAN, "track": 15.0},
        "pickup_4wd/wet": {**VAN},
    },
    off_road=dict.fromkeys(["van/dry", "van/wet", "pickup_4wd/dry", "pickup_4wd/wet"], NEAR),
)
ROADS = (
    a_drawing((0, 0), (100, 0), root="main", road_class="motorway"),
    a_drawing((100, 0), (100, 50), root="rural"),
    a_drawing((100, 50), (100, 100), root="trak", road_class="track"),
    a_drawing((100, 100), (100, 150), root="path", road_class="path"),
    a_drawing((0, 300), (50, 300), root="loose"),
)
HERE = {
    "base": at(0, 0),
    "town": at(90, 1),
    "rural": at(100, 45),
    "track": at(100, 90),
    "path": at(100, 145),
    "loose": at(40, 301),
    "wild": at(0, 150),
}
SLIDE = Closure(code="slide", point=at(50, 0))
FLOOD = Closure(code="flood", point=at(70, 0))


@pytest.fixture
def engine():
    return RoadGraphEngine(a_network(*ROADS, table=TABLE), closures=(SLIDE, FLOOD))


def causes(engine, profile, here=HERE):
    return {code: b.cause for code, b in engine.barriers("base", here, profile).items()}


def test_each_place_is_told_its_own_cause(engine):
    assert causes(engine, "van/wet") == {
        "rural": Cause.CLOSED_THIS_SEASON,
        "track": Cause.NEEDS_OTHER_VEHICLE,
        "path": Cause.ON_FOOT_ONLY,
        "loose": Cause.NOT_CONNECTED,
        "wild": Cause.TOO_FAR_FROM_ROAD,
    }


def test_what_can_be_reached_has_no_barrier(engine):
    assert set(causes(engine, "pickup_4wd/dry")) == {"path", "loose", "wild"}


def test_the_facts_say_what_would_help(engine):
    told = engine.barriers("base", HERE, "van/wet")
    assert told["rural"].facts == {"open_in": "van/dry"}
    assert told["track"].facts == {"reachable_with": "pickup_4wd/dry"}
    assert told["path"].facts["minutes"] == pytest.approx(399, rel=0.01)
    assert told["wild"].facts["away_m"] == pytest.approx(11_885, rel=0.01)
    assert told["wild"].facts["limit_m"] == 1000
    assert told["loose"].facts["away_m"] < 200 < told["loose"].facts["main_road_m"]


def test_a_closure_alone_is_named(engine):
    alone = RoadGraphEngine(a_network(*ROADS, table=TABLE), closures=(SLIDE,))
    told = alone.barriers("base", HERE, state_name("van/dry", (SLIDE,)))
    assert told["town"] == Barrier(cause=Cause.CLOSED_TODAY, facts={"closures": "slide"})
    assert told["track"].cause is Cause.NEEDS_OTHER_VEHICLE


def test_closures_that_block_only_together_are_named_together(engine):
    here = {**places((0, 0)), "base": at(0, 0), "mid": at(60, 0), "town": at(90, 0)}
    told = engine.barriers("base", here, state_name("van/dry", (SLIDE, FLOOD)))
    assert told["mid"].facts == {"closures": "slide"}
    assert told["town"].facts == {"closures": "slide, flood"}


def test_a_base_off_the_roads_is_what_is_told():
    network = a_network(*ROADS, table=TABLE)
    here = {"base": at(0, 150), "town": at(90, 0)}
    told = RoadGraphEngine(network).barriers("base", here, "van/dry")
    assert told["town"].cause is Cause.TOO_FAR_FROM_ROAD
    assert told["town"].facts["away_m"] > 10_000


def test_every_unreachable_place_of_the_sample_has_a_cause_that_can_be_checked():
    """In the rains vans go 8 km off the roads, 20 km when it is dry."""
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    here = {
        "base": at(-30, 300),
        **{f"{x} {y}": at(x, y) for x in range(-400, 500, 90) for y in range(-600, 900, 150)},
    }
    unreached = set(here) - set(engine.durations_from("base", here, "van/wet"))
    told = engine.barriers("base", here, "van/wet")
    assert set(told) == unreached
    assert len(unreached) > 10
    for code, barrier in told.items():
        one = {"base": here["base"], code: here[code]}
        if barrier.cause is Cause.CLOSED_THIS_SEASON:
            assert code in engine.durations_from("base", here, str(barrier.facts["open_in"]))
        if barrier.cause is Cause.TOO_FAR_FROM_ROAD:
            assert int(barrier.facts["away_m"]) > int(barrier.facts["limit_m"])
            assert code not in engine.durations_from("base", one, "van/dry")
    assert {b.cause for b in told.values()} >= {Cause.CLOSED_THIS_SEASON, Cause.TOO_FAR_FROM_ROAD}
    assert len(ROAD_CLASSES) == len(set(ROAD_CLASSES))
