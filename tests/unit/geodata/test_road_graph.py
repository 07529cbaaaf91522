"""Quickest paths: seconds, metres, flags and lines, against sums worked out by hand."""

import csv
import heapq
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.crs import line_length_m, lonlat_of
from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.roads.network import read_network
from geodata.roads.speeds import NO_FACTORS, ROAD_CLASSES, OffRoad, SpeedTable
from geodata.travel.road_graph import RoadGraphEngine
from planner.samples import sample_folder
from tests.roads import PROFILE, a_drawing, a_network, at, line_points, places, speeds

EAST_M, NORTH_M = 105.34, 110.67
TABLE = Path(__file__).parents[2] / "data/geodata/district_office_km.csv"


def matrix_of(network, *cells, table=None):
    return RoadGraphEngine(network, speeds=table).matrix(places(*cells), PROFILE)


def test_along_the_road_and_off_it():
    network = a_network(a_drawing((0, 0), (100, 0)))
    matrix = matrix_of(network, (0, 0), (100, 0), (50, 20))
    # 10 m/s on the road, 1 m/s off it over 1.3 times the straight line.
    assert matrix.durations_s[0, 1] == pytest.approx(100 * EAST_M / 10, rel=1e-3, abs=1.1)
    off_m = 20 * NORTH_M * 1.3
    assert matrix.durations_s[0, 2] == pytest.approx(50 * EAST_M / 10 + off_m, rel=1e-3, abs=1.1)
    assert matrix.distances_m[0, 2] == pytest.approx(50 * EAST_M + off_m, rel=1e-3, abs=1)
    assert matrix.estimated.tolist() == [
        [False, False, True],
        [False, False, True],
        [True, True, False],
    ]


def test_the_quicker_way_is_taken_though_it_is_longer():
    lane = a_drawing((0, 0), (40, 0), root="lane", road_class="rural")
    main = a_drawing((0, 0), (0, 20), (40, 20), (40, 0), root="main", road_class="motorway")
    table = speeds({"rural": 15.0, "motorway": 90.0})
    matrix = matrix_of(a_network(lane, main, table=table), (0, 0), (40, 0))
    long_m = 40 * EAST_M + 40 * NORTH_M
    assert matrix.distances_m[0, 1] == pytest.approx(long_m, rel=1e-3)
    assert matrix.durations_s[0, 1] == pytest.approx(long_m / 25, rel=1e-3, abs=1.1)


def test_length_factors_stretch_lengths_and_times():
    drawing = a_drawing((0, 0), (100, 0))
    plain = matrix_of(a_network(drawing), (0, 0), (100, 0))
    longer = matrix_of(a_network(drawing, factors={**NO_FACTORS, "rural": 1.5}), (0, 0), (100, 0))
    assert longer.distances_m[0, 1] == pytest.approx(1.5 * plain.distances_m[0, 1], abs=1)
    assert longer.durations_s[0, 1] == pytest.approx(1.5 * plain.durations_s[0, 1], abs=2)


def test_two_places_near_each_other_need_no_road():
    network = a_network(a_drawing((0, 0), (100, 0)))
    matrix = matrix_of(network, (50, 40), (52, 40), (50, 40))
    assert matrix.distances_m[0, 1] == pytest.approx(2 * EAST_M * 1.3, rel=1e-3, abs=1)
    assert matrix.estimated[0, 1]
    assert matrix.durations_s[0, 2] == 0
    assert matrix.distances_m[0, 2] == 0


def test_a_chain_of_near_places_is_a_way_too():
    network = a_network(a_drawing((0, 0), (1, 0)))
    cells = [(0, 100), (40, 100), (80, 100), (120, 100)]
    matrix = matrix_of(network, *cells)
    assert matrix.durations_s[0, 3] <= matrix.durations_s[0, 1] * 3


def test_too_far_from_any_road_is_said():
    network = a_network(a_drawing((0, 0), (100, 0)), table=speeds(limit_m=3000.0))
    matrix = matrix_of(network, (0, 0), (100, 0), (50, 60))
    assert matrix.durations_s[2].tolist() == [UNREACHABLE, UNREACHABLE, 0]
    assert matrix.distances_m[:, 2].tolist() == [UNREACHABLE, UNREACHABLE, 0]
    assert not matrix.estimated[2].any()
    engine = RoadGraphEngine(network)
    assert engine.geometry(at(0, 0), at(50, 60), PROFILE) == ()


def test_a_closed_class_is_not_driven():
    bridge = a_drawing((10, 0), (20, 0), root="bridge", road_class="rural")
    west = a_drawing((0, 0), (10, 0), root="west", road_class="motorway")
    east = a_drawing((20, 0), (90, 0), root="east", road_class="motorway")
    table = SpeedTable(
        roads={"van/dry": dict.fromkeys(ROAD_CLASSES, 36.0), "van/wet": {"motorway": 36.0}},
        off_road={"van/wet": OffRoad(speed_kmh=3.6, limit_m=200.0),
                  "van/dry": OffRoad(speed_kmh=3.6, limit_m=200.0)},
    )  # fmt: skip
    engine = RoadGraphEngine(a_network(west, bridge, east, table=table))
    here = places((0, 0), (30, 0), (90, 0))
    dry, wet = engine.matrix(here, "van/dry"), engine.matrix(here, "van/wet")
    assert (dry.durations_s >= 0).all()
    assert wet.durations_s[0, 1] == UNREACHABLE
    assert wet.durations_s[1, 2] == dry.durations_s[1, 2]


def test_a_profile_without_off_road_speed_reaches_only_what_lies_on_the_road():
    table = SpeedTable(roads={PROFILE: dict.fromkeys(ROAD_CLASSES, 36.0)})
    matrix = matrix_of(
        a_network(a_drawing((0, 0), (100, 0)), table=table), (0, 0), (100, 0), (5, 5)
    )
    assert matrix.durations_s[0, 1] > 0
    assert matrix.durations_s[0, 2] == UNREACHABLE


def test_the_line_follows_the_road():
    engine = RoadGraphEngine(a_network(a_drawing((0, 0), (50, 0), (50, 50), (90, 50))))
    line = engine.geometry(at(10, 5), at(80, 45), PROFILE)
    assert line_points(line) == [
        (98.01, 19.005), (98.01, 19.0), (98.05, 19.0), (98.05, 19.05), (98.08, 19.05),
        (98.08, 19.045),
    ]  # fmt: skip
    assert line_points(engine.geometry(at(80, 45), at(10, 5), PROFILE)) == line_points(line)[::-1]


def test_many_lines_at_once_are_the_same_lines():
    engine = RoadGraphEngine(a_network(a_drawing((0, 0), (50, 0), (50, 50), (90, 50))))
    here = list(places((10, 90), (80, -90), (50, 20), (0, 0), (10, 90)).values())
    pairs = [(a, b) for a in here for b in here]
    lines = engine.geometries(pairs, PROFILE)
    assert lines == tuple(tuple(engine.geometry(a, b, PROFILE)) for a, b in pairs)
    assert engine.geometries([], PROFILE) == ()


def test_batches_do_not_change_the_answer(monkeypatch):
    engine = RoadGraphEngine(a_network(a_drawing((0, 0), (50, 0), (50, 50), (90, 50))))
    here = places(*[(x, y) for x in range(0, 90, 20) for y in range(0, 60, 20)])
    pairs = list(zip(here.values(), reversed(here.values()), strict=True))
    whole, lines = engine.matrix(here, PROFILE), engine.geometries(pairs, PROFILE)
    monkeypatch.setattr("geodata.travel.road_graph._CELLS_AT_ONCE", 150)
    assert engine.matrix(here, PROFILE).digest() == whole.digest()
    assert engine.geometries(pairs, PROFILE) == lines


@settings(max_examples=60)
@given(data=st.data())
def test_against_a_plain_search(data):
    """Random roads of random classes; places on their junctions; a search of a dozen lines."""
    # No three points of a parabola lie on one line, so no road runs through another's junction.
    cell = st.integers(0, 9).map(lambda i: (i * 10, i * i))
    road = st.lists(cell, min_size=2, max_size=5, unique=True)
    roads = data.draw(st.lists(road, min_size=1, max_size=5))
    kinds = data.draw(st.lists(st.sampled_from(ROAD_CLASSES[:6]), min_size=5, max_size=5))
    drawings = [
        a_drawing(*cells, root=f"r{i}", road_class=kinds[i]) for i, cells in enumerate(roads)
    ]
    table = speeds({name: 20.0 + 15 * i for i, name in enumerate(ROAD_CLASSES)}, limit_m=50.0)
    network = a_network(*drawings, table=table)
    cells = sorted({c for road in roads for c in road})
    matrix = matrix_of(network, *cells)
    expected = plain_search(drawings, table.of(PROFILE), cells)
    for i in range(len(cells)):
        for j in range(len(cells)):
            told = matrix.durations_s[i, j]
            if told != UNREACHABLE:
                assert told == pytest.approx(expected[i][j], abs=1.2)
    main = max(np.count_nonzero(np.isfinite(row)) for row in expected)
    assert 2 <= max(np.count_nonzero(row >= 0) for row in matrix.durations_s) <= main


def plain_search(drawings, kmh, cells):
    """Seconds from each cell to each, by a heap over the pieces of the drawings."""
    names = {at(*cell): cell for cell in cells}
    neighbours = {cell: [] for cell in cells}
    for drawing in drawings:
        ends = [Location(lon=w.lon, lat=w.lat) for w in drawing.waypoints]
        for a, b in pairwise(ends):
            s = line_length_m(lonlat_of([a, b])) * 3.6 / kmh[drawing.road_class]
            neighbours[names[a]].append((names[b], s))
            neighbours[names[b]].append((names[a], s))
    found = []
    for start in cells:
        best = dict.fromkeys(neighbours, np.inf)
        heap = [(0.0, start)]
        while heap:
            s, node = heapq.heappop(heap)
            if s < best[node]:
                best[node] = s
                for other, more in neighbours[node]:
                    heapq.heappush(heap, (s + more, other))
        found.append([best[end] for end in cells])
    return found


@given(
    cells=st.lists(st.tuples(st.integers(-30, 90), st.integers(-30, 90)), min_size=2, max_size=6)
)
def test_lines_are_as_long_as_the_matrix_says(cells):
    """Everywhere one factor: the line of a leg, stretched, is the distance of the matrix."""
    factors = dict.fromkeys(NO_FACTORS, 1.2)
    drawing = a_drawing((0, 0), (50, 0), (50, 50), (90, 50))
    engine = RoadGraphEngine(a_network(drawing, factors=factors))
    here = places(*cells)
    matrix = engine.matrix(here, PROFILE)
    pairs = [(a, b) for a in here.values() for b in here.values()]
    lines = engine.geometries(pairs, PROFILE)
    drawn_m = [1.2 * line_length_m(lonlat_of(line)) for line in lines]
    told_m = matrix.distances_m.ravel()
    # Metres off the road are measured on the flat, which UTM shrinks by up to 0.04 %.
    assert drawn_m == pytest.approx(told_m, rel=0.001, abs=1.0)


def test_district_offices_of_the_sample():
    """Factors off, gaps joined: within 2 % of distances measured apart from this project."""
    network = read_network(sample_folder() / "roads", factors=NO_FACTORS)
    one_speed = speeds(60.0, off_road_kmh=60.0)
    with (sample_folder() / "bases.csv").open(encoding="utf-8-sig") as file:
        offices = {
            row["code"]: Location(lon=float(row["lon"]), lat=float(row["lat"]))
            for row in csv.DictReader(file)
        }
    matrix = RoadGraphEngine(network, speeds=one_speed).matrix(offices, PROFILE)
    index = matrix.index()
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 18
    for row in rows:
        told_km = matrix.distances_m[index[row["from_base"]], index[row["to_base"]]] / 1000
        assert told_km == pytest.approx(float(row["polyline_km"]), rel=0.02), row


def test_the_sample_with_its_own_factors_is_believable():
    """About 165 km and three hours and a bit from Mueang Mae Hong Son to Mae Sariang by 108."""
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    ends = {
        "mueang": Location(lon=97.9774, lat=19.3041),
        "sariang": Location(lon=97.9338, lat=18.1594),
    }
    matrix = engine.matrix(ends, "van/dry")
    assert 155_000 < matrix.distances_m[0, 1] < 180_000
    assert 2.75 * 3600 < matrix.durations_s[0, 1] < 3.75 * 3600
    assert engine.matrix(ends, "van/wet").durations_s[0, 1] > matrix.durations_s[0, 1]
