"""Gaps: which dead ends are joined to a road that passes by, and which are left."""

import numpy as np
import pytest

from geodata.crs import distance_m, line_length_m
from geodata.roads.gaps import CONNECTOR_LINE, join_gaps
from geodata.roads.network import read_network
from geodata.roads.speeds import NO_FACTORS
from geodata.travel.road_graph import RoadGraphEngine
from planner.samples import sample_folder
from tests.roads import a_drawing, a_network, at, places


def connectors(joined):
    """Both ends of each connector on the grid."""
    found = joined.arcs[joined.lines == CONNECTOR_LINE]
    cells = np.round((joined.node_lonlat[found] - [98.0, 19.0]) * 1000, 1)
    return [[tuple(map(float, cell)) for cell in ends] for ends in cells]


MAIN = a_drawing((0, 0), (100, 0), root="main")


def test_a_dead_end_near_another_road_is_joined_to_its_nearest_point():
    branch = a_drawing((30, 50), (30, 10), root="branch")
    joined = join_gaps((MAIN, branch))
    assert connectors(joined) == [[(30.0, 10.0), (30.0, 0.0)]]
    # The main road is cut in two where the connector meets it.
    assert len(joined.arcs) == 2 + 1 + 1


def test_a_road_too_far_away_is_left():
    branch = a_drawing((30, 50), (30, 21), root="branch")
    assert connectors(join_gaps((MAIN, branch))) == []
    assert len(connectors(join_gaps((MAIN, branch), max_gap_m=2500))) == 1
    assert connectors(join_gaps((MAIN, branch), max_gap_m=0)) == []


def test_a_dead_end_that_is_near_by_road_too_is_left():
    # A lane that leaves the main road and ends beside it: 800 m back along the lane.
    lane = a_drawing((30, 0), (30, 5), (33, 5), root="lane")
    ahead = a_drawing((0, 0), (30, 0), (100, 0), root="main")
    assert connectors(join_gaps((ahead, lane))) == []


def test_a_long_way_round_is_a_gap():
    # The lane's end is 500 m from the main road, but more than 4 km along the lane.
    lane = a_drawing((30, 0), (30, 20), (50, 20), (50, 5), root="lane")
    ahead = a_drawing((0, 0), (30, 0), (100, 0), root="main")
    assert connectors(join_gaps((ahead, lane))) == [[(50.0, 5.0), (50.0, 0.0)]]


def test_when_the_nearest_road_is_joined_an_unconnected_one_is_looked_for():
    lane = a_drawing((30, 0), (30, 5), (33, 5), root="lane")
    ahead = a_drawing((0, 0), (30, 0), (100, 0), root="main")
    cut_off = a_drawing((0, 15), (100, 15), root="north")
    joined = join_gaps((ahead, lane, cut_off))
    assert [(33.0, 5.0), (33.0, 15.0)] in connectors(joined)


def test_two_ends_facing_each_other():
    west = a_drawing((0, 0), (40, 0), root="west")
    east = a_drawing((45, 0), (90, 0), root="east")
    joined = join_gaps((west, east))
    assert {tuple(sorted(ends)) for ends in map(tuple, connectors(joined))} == {
        ((40.0, 0.0), (45.0, 0.0))
    }


def test_different_parts_of_one_road_are_not_joined_as_one():
    first = a_drawing((0, 0), (40, 0))
    network = a_network(first, a_drawing((41, 0), (90, 0)))
    matrix = RoadGraphEngine(network).matrix(places((0, 0), (90, 0)), "van/dry")
    assert matrix.durations_s[0, 1] > 5_000


def test_connectors_are_stretched_and_estimated():
    branch = a_drawing((30, 50), (30, 10), root="branch")
    network = a_network(MAIN, branch, max_gap_m=2000)
    straight_m = distance_m(np.array([[98.03, 19.01]]), np.array([[98.03, 19.0]]))[0]
    assert network.length_m[network.is_connector] == pytest.approx([1.3 * straight_m])
    places_of = {"north": at(30, 50), "west": at(0, 0), "east": at(100, 0)}
    matrix = RoadGraphEngine(network).matrix(places_of, "van/dry")
    index = matrix.index()
    assert matrix.estimated[index["north"], index["west"]]
    assert not matrix.estimated[index["east"], index["west"]]


def test_a_network_of_nothing():
    network = a_network(max_gap_m=2000)
    assert len(network.arc_from) == 0
    matrix = RoadGraphEngine(network).matrix(places((0, 0), (90, 0)), "van/dry")
    assert matrix.durations_s.tolist() == [[0, -1], [-1, 0]]


def test_pieces_between_junctions_are_one_arc():
    main = a_drawing((0, 0), (10, 0), (20, 0), (30, 5), (40, 0), root="main")
    branch = a_drawing((20, 0), (20, 10), (20, 20), root="branch")
    ring = a_drawing((60, 0), (70, 0), (70, 10), (60, 0), root="ring")
    network = a_network(main, branch, ring)
    shapes = [len(network.arc_shape(arc)) for arc in range(len(network.arc_from))]
    assert shapes == [3, 3, 3, 4]
    assert len(network.node_lonlat) == 5
    for arc, (start, end) in enumerate(zip(network.arc_from, network.arc_to, strict=True)):
        assert network.arc_shape(arc)[0].tolist() == network.node_lonlat[start].tolist()
        assert network.arc_shape(arc)[-1].tolist() == network.node_lonlat[end].tolist()
        assert network.length_m[arc] == pytest.approx(line_length_m(network.arc_shape(arc)))


def test_a_ring_is_driven_the_short_way():
    ring = a_drawing((60, 0), (70, 0), (70, 10), (60, 10), (60, 0), root="ring")
    matrix = RoadGraphEngine(a_network(ring)).matrix(places((65, 0), (60, 5)), "van/dry")
    assert matrix.distances_m[0, 1] == pytest.approx(5 * 105.34 + 5 * 110.67, rel=1e-3)


def test_the_sample_hangs_together():
    loose = read_network(sample_folder() / "roads", factors=NO_FACTORS, max_gap_m=0)
    joined = read_network(sample_folder() / "roads", factors=NO_FACTORS)
    assert not loose.is_connector.any()
    assert 30 <= joined.is_connector.sum() <= 60
    assert joined.length_m[joined.is_connector].max() <= 1.3 * 2000
    # Highway 1194 ends 1.4 km short of 108 in Mae Sariang.
    ends = joined.node_lonlat[joined.arc_from[joined.is_connector]]
    assert np.min(np.hypot(*(ends - [97.927902, 18.157556]).T)) < 1e-9
