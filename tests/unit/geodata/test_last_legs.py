"""Where the vehicle stays behind: walking, motorcycle, boat; and too far for any of them."""

import numpy as np
import pytest

from geodata.roads.last_legs import LastLeg
from geodata.roads.speeds import OffRoad, SpeedTable, read_speeds
from geodata.travel.barriers import Cause
from geodata.travel.cached import CachedEngine
from geodata.travel.road_graph import RoadGraphEngine
from geodata.travel.road_hierarchy import RoadHierarchyEngine
from geodata.travel.straight_line import StraightLineEngine
from tests.roads import PROFILE, a_drawing, a_network, places

WALK = LastLeg(mode="last_leg_walk", speed_kmh=4.0, limit_m=2_500.0)
MOTORCYCLE = LastLeg(mode="last_leg_motorcycle", speed_kmh=12.0, limit_m=1_500.0)
OFF = OffRoad(speed_kmh=18.0, limit_m=500.0, last_legs=(WALK, MOTORCYCLE))
HEAD = "road_class,road_state,vehicle_class,speed_kmh,limit_km,source\n"
ROAD = "rural,dry,van,36,,x\n"


def engines(**options):
    network = a_network(a_drawing((0, 0), (40, 0)))
    table = SpeedTable(roads={PROFILE: {"rural": 36.0}}, off_road={PROFILE: OFF})
    return [
        kind(network, speeds=table, **options) for kind in (RoadGraphEngine, RoadHierarchyEngine)
    ]


def test_the_quickest_way_that_goes_so_far_is_taken():
    speeds = OFF.speeds_kmh(np.array([0.0, 500.0, 501.0, 1_500.0, 1_501.0, 2_500.0]))
    assert speeds.tolist() == [18.0, 18.0, 12.0, 12.0, 4.0, 4.0]
    assert OFF.reach_m == 2_500.0
    assert OFF.last_leg(400.0) is None
    assert OFF.last_leg(900.0) == MOTORCYCLE
    assert OFF.last_leg(2_000.0) == WALK
    assert OFF.last_leg(3_000.0) is None


@pytest.mark.parametrize("engine", engines(), ids=lambda engine: engine.name)
def test_each_place_is_reached_its_own_way_and_flagged(engine):
    spots = places((0, 0), (10, 4), (10, 12), (10, 20), (10, 50))
    matrix = engine.matrix(spots, PROFILE)
    drive_s = 1052 / 10
    for column, off_m, kmh in ((1, 443, 18.0), (2, 1328, 12.0), (3, 2213, 4.0)):
        wanted_s = drive_s + off_m * 1.3 * 3.6 / kmh
        assert matrix.durations_s[0, column] == pytest.approx(wanted_s, rel=0.01)
        assert matrix.estimated[0, column]
    assert matrix.durations_s[0, 4] == -1
    told = engine.last_legs(spots, PROFILE)
    assert told == {"p2": MOTORCYCLE, "p3": WALK}
    barrier = engine.barriers("p0", spots, PROFILE)["p4"]
    assert barrier.cause is Cause.TOO_FAR_FROM_ROAD
    assert barrier.facts["limit_m"] == 2_500


def test_both_engines_agree_and_the_table_is_in_the_digest():
    spots = places((0, 0), (10, 4), (10, 12), (12, 14), (10, 20), (30, 24))
    graph, tree = (engine.matrix(spots, PROFILE) for engine in engines())
    assert np.array_equal(graph.durations_s, tree.durations_s)
    assert np.array_equal(graph.distances_m, tree.distances_m)
    plain = SpeedTable(
        roads={PROFILE: {"rural": 36.0}},
        off_road={PROFILE: OffRoad(speed_kmh=18.0, limit_m=500.0)},
    )
    network = a_network(a_drawing((0, 0), (40, 0)))
    assert RoadGraphEngine(network, speeds=plain).digest() != engines()[0].digest()


def test_the_table_is_read_with_its_faults(tmp_path):
    path = tmp_path / "speeds.csv"
    path.write_text(
        HEAD + ROAD + "off_road,dry,van,18,0.5,x\nlast_leg_boat,dry,van,15,6,pier at the ford\n"
        "last_leg_walk,dry,van,,,not used\n",
        encoding="utf-8",
    )
    table, findings = read_speeds(path)
    assert findings == []
    boat = LastLeg(mode="last_leg_boat", speed_kmh=15.0, limit_m=6_000.0)
    assert table.off_road[PROFILE].last_legs == (boat,)
    path.write_text(HEAD + ROAD + "last_leg_walk,dry,van,4,,no limit\n", encoding="utf-8")
    _, findings = read_speeds(path)
    assert [(f.code, f.column) for f in findings] == [("empty_cell", "limit_km")]


def test_engines_without_roads_know_of_none(tmp_path):
    spots = places((0, 0), (10, 12))
    assert StraightLineEngine().last_legs(spots, PROFILE) == {}
    kept = CachedEngine(engines()[1], tmp_path)
    assert kept.last_legs(spots, PROFILE) == {"p1": MOTORCYCLE}
