"""Snapping: the nearest point of the nearest usable road, not only its junctions."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.crs import lonlat_of
from geodata.roads.snap import SnapIndex, distance_to_road_m, usable_arcs
from geodata.roads.speeds import ROAD_CLASSES
from tests.roads import a_drawing, a_network, at

ALL = frozenset(ROAD_CLASSES)
EAST_M, NORTH_M = 105.34, 110.67
"""Metres of one grid step at 19 degrees north."""


def snap(network, *cells, classes=ALL, limit_m=np.inf):
    index = SnapIndex(network, usable_arcs(network, classes))
    return index.snap(lonlat_of([at(*cell) for cell in cells]), limit_m=limit_m)


def test_the_middle_of_a_segment():
    snapped = snap(a_network(a_drawing((0, 0), (100, 0))), (25, 10), (-10, 0), (100, 0))
    assert snapped.arc.tolist() == [0, 0, 0]
    assert snapped.along == pytest.approx([0.25, 0, 1], abs=1e-3)
    assert snapped.off_m == pytest.approx([10 * NORTH_M, 10 * EAST_M, 0], rel=1e-3, abs=0.1)
    assert snapped.lonlat[0] == pytest.approx([98.025, 19.0], abs=1e-4)


def test_beyond_the_limit():
    network = a_network(a_drawing((0, 0), (100, 0)))
    snapped = snap(network, (25, 10), (25, 30), limit_m=2000)
    assert snapped.arc.tolist() == [0, -1]
    assert np.isinf(snapped.off_m[1])
    assert distance_to_road_m(network, lonlat_of([at(25, 30)])) == pytest.approx(
        [30 * NORTH_M], rel=1e-3
    )


def test_a_road_of_a_closed_class_is_not_used():
    near = a_drawing((0, 5), (100, 5), root="near", road_class="rural")
    far = a_drawing((0, -20), (100, -20), (0, 5), root="far", road_class="motorway")
    network = a_network(near, far)
    assert snap(network, (50, 6)).arc.tolist() == [0]
    assert snap(network, (50, 6), classes=frozenset({"motorway"})).arc.tolist() == [1]
    assert snap(network, (50, 6), classes=frozenset()).arc.tolist() == [-1]


def test_shares_run_along_the_whole_line_of_an_arc():
    snapped = snap(a_network(a_drawing((0, 0), (30, 0), (30, 30), (60, 30))), (15, 1), (31, 15))
    assert snapped.arc.tolist() == [0, 0]
    whole_m = 60 * EAST_M + 30 * NORTH_M
    assert snapped.along == pytest.approx(
        [15 * EAST_M / whole_m, (30 * EAST_M + 15 * NORTH_M) / whole_m], abs=1e-3
    )


def test_a_piece_cut_off_from_the_rest_is_not_used():
    main = a_drawing((0, 0), (100, 0), root="main")
    island = a_drawing((20, 30), (40, 30), root="island")
    network = a_network(main, island)
    assert usable_arcs(network, ALL).tolist() == [True, False]
    assert snap(network, (30, 29)).arc.tolist() == [0]


def test_connectors_are_not_snapped_to():
    main = a_drawing((0, 0), (100, 0), root="main")
    branch = a_drawing((30, 50), (30, 15), root="branch")
    network = a_network(main, branch, max_gap_m=2000)
    snapped = snap(network, (31, 8))
    assert not network.is_connector[snapped.arc[0]]
    assert snapped.off_m[0] == pytest.approx(7 * NORTH_M, rel=0.02)


@given(
    cells=st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=8, unique=True
    ),
    place=st.tuples(st.floats(-20, 80), st.floats(-20, 80)),
)
def test_no_point_of_the_road_is_nearer(cells, place):
    snapped = snap(a_network(a_drawing(*cells)), place)
    steps = np.linspace(0, 1, 101)[:, None]
    dense = np.concatenate(
        [np.array(a) + steps * (np.array(b) - np.array(a)) for a, b in pairwise(cells)]
    )
    away_m = np.hypot(*((dense - np.array(place)) * [EAST_M, NORTH_M]).T)
    assert snapped.off_m[0] <= away_m.min() * 1.003 + 0.5
    assert snapped.off_m[0] >= away_m.min() * 0.997 - 80
