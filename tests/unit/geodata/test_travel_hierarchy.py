"""The hierarchy gives what a search gives, to the last digit, whatever the roads and closures."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.crs import distance_m, lonlat_of
from geodata.roads.closures import Closure, ClosureKind, state_name
from geodata.roads.network import read_network
from geodata.roads.traits import ArcTraits
from geodata.travel import hierarchy
from geodata.travel.hierarchy import build_hierarchy
from geodata.travel.road_graph import RoadGraphEngine
from geodata.travel.road_hierarchy import RoadHierarchyEngine
from planner.samples import sample_folder
from tests.roads import PROFILE, a_drawing, a_network, at, places, speeds

CELLS = st.tuples(st.integers(0, 12), st.integers(0, 12))
LINES = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=9)
SPOTS = st.lists(
    st.tuples(st.integers(0, 48).map(lambda x: x / 4), st.integers(0, 48).map(lambda y: y / 4)),
    min_size=1, max_size=9, unique=True,
)  # fmt: skip


def measured(line):
    lonlat = lonlat_of(line)
    return float(distance_m(lonlat[:-1], lonlat[1:]).sum()) if len(line) > 1 else 0.0


def assert_same(network, spots, profile=PROFILE, closures=()):
    reference = RoadGraphEngine(network, closures=closures)
    engine = RoadHierarchyEngine(network, closures=closures)
    wanted, found = reference.matrix(spots, profile), engine.matrix(spots, profile)
    assert np.array_equal(found.durations_s, wanted.durations_s)
    assert np.array_equal(found.distances_m, wanted.distances_m)
    assert np.array_equal(found.estimated, wanted.estimated)
    pairs = [(a, b) for a in spots.values() for b in spots.values()]
    for ours, theirs in zip(
        engine.geometries(pairs, profile), reference.geometries(pairs, profile), strict=True
    ):
        assert bool(ours) == bool(theirs)
        assert measured(ours) == pytest.approx(measured(theirs), rel=1e-6, abs=0.1)


@settings(max_examples=60, deadline=None)
@given(
    lines=LINES,
    spots=SPOTS,
    one_way=st.integers(0, 2**20),
    closed=st.none() | st.tuples(CELLS, st.sampled_from([60.0, 150.0, 400.0]), st.booleans()),
)
def test_a_hierarchy_and_a_search_agree(lines, spots, one_way, closed):
    classes = ("highway_2_digit", "rural", "track")
    drawings = [
        a_drawing(*line, root=f"r{i}", road_class=classes[i % 3])
        for i, line in enumerate(lines)
        if len(set(line)) > 1
    ]
    if not drawings:
        return
    table = speeds(
        {"highway_2_digit": 80.0, "rural": 36.0, "track": 11.0, "connector": 20.0},
        off_road_kmh=5.0, limit_m=700.0,
    )  # fmt: skip
    network = a_network(*drawings, table=table, max_gap_m=150.0)
    count = len(network.arc_from)
    bits = np.array([(one_way >> (i % 20)) & 1 == 1 for i in range(count)])
    zero, none = np.zeros(count, np.uint8), np.zeros(count)
    network = replace(
        network,
        traits=ArcTraits(
            one_way=bits & ~network.is_connector,
            surface=zero, grade=zero, flags=zero, climb_m=none, fall_m=none,
        ),
    )  # fmt: skip
    closures = ()
    if closed is not None:
        cell, radius_m, is_slow = closed
        kind = ClosureKind.SLOW if is_slow else ClosureKind.CLOSED
        closures = (Closure(code="c", kind=kind, point=at(*cell), radius_m=radius_m),)
    assert_same(network, places(*spots), state_name(PROFILE, closures), closures)


def test_the_sample_in_the_rains_with_a_road_closed():
    network = read_network(sample_folder() / "roads")
    rng = np.random.default_rng(4)
    nodes = network.node_lonlat[rng.choice(len(network.node_lonlat), 25, replace=False)]
    spots = {f"p{i}": at((x - 98.0) * 1000, (y - 19.0) * 1000) for i, (x, y) in enumerate(nodes)}
    closure = Closure(code="c", road_numbers=("1095",))
    assert_same(network, spots, state_name("truck/wet", (closure,)), (closure,))


def ladder(rungs):
    return a_network(
        *(a_drawing((i, 0), (i, 5), (i, 10), root=f"n{i}") for i in range(rungs)),
        a_drawing(*((i, 0) for i in range(rungs)), root="south"),
        a_drawing(*((i, 10) for i in range(rungs)), root="north"),
    )


def test_an_order_is_kept_and_a_damaged_one_made_anew(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(hierarchy, "KEPT_FROM", 1)
    network = ladder(20)
    made = build_hierarchy(network, tmp_path).rank
    (kept,) = tmp_path.glob("order-*.npz")
    shuffled = np.random.default_rng(0).permutation(len(made)).astype(np.int32)
    np.savez(kept, rank=shuffled)
    assert np.array_equal(build_hierarchy(network, tmp_path).rank, shuffled)
    for damage in (b"", kept.read_bytes()[:100], b"PK\x03\x04 nonsense"):
        kept.write_bytes(damage)
        assert np.array_equal(build_hierarchy(network, tmp_path).rank, made)
    np.savez(kept, rank=np.zeros(len(made), np.int32))
    assert np.array_equal(build_hierarchy(network, tmp_path).rank, made)
    assert sum("order_unreadable" in record.message for record in caplog.records) == 4
    assert list(tmp_path.glob("*.part")) == []


def test_any_order_gives_the_same_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(hierarchy, "KEPT_FROM", 1)
    network = ladder(12)
    spots = places((0, 1), (3, 7), (11, 9), (6, 0), (6, 3))
    wanted = RoadHierarchyEngine(network).matrix(spots, PROFILE)
    build_hierarchy(network, tmp_path)
    (kept,) = tmp_path.glob("order-*.npz")
    count = len(network.node_lonlat)
    np.savez(kept, rank=np.random.default_rng(1).permutation(count).astype(np.int32))
    found = RoadHierarchyEngine(network, folder=tmp_path).matrix(spots, PROFILE)
    assert found.digest() == wanted.digest()


def test_a_good_order_makes_few_shortcuts():
    """A ladder can be parted at every rung: shortcuts stay within a few times the arcs."""
    network = ladder(400)
    shape = build_hierarchy(network).shape
    assert len(shape.up) < 3 * len(network.arc_from)
    assert int(shape.depth.max()) < 40
