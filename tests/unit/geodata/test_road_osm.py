"""OpenStreetMap extracts and layers of lines as networks; extracts are written by the test."""

import json
import zipfile
from dataclasses import replace

import geopandas
import numpy as np
import osmium
import pytest
import shapely

from geodata.crs import line_length_m
from geodata.errors import UnreadableFile
from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.roads.build import build_roads
from geodata.roads.features import FEATURES, read_features
from geodata.roads.heights import read_heights
from geodata.roads.layers import LayerColumns
from geodata.roads.network import read_network, read_roads
from geodata.roads.osm import ReadCounts, read_extract
from geodata.roads.speeds import ROAD_CLASSES, OffRoad
from geodata.roads.store import load_network, write_network
from geodata.roads.traits import FLAGS, SURFACES
from geodata.roads.ways import network_of_ways
from geodata.travel.road_graph import RoadGraphEngine

STEP = 0.01
GRID = {x + 10 * y + 1: (98.2 + x * STEP, 19.2 + y * STEP) for x in range(10) for y in range(10)}


def node(x, y):
    return x + 10 * y + 1


def at(x, y):
    lon, lat = GRID[node(x, y)]
    return Location(lon=lon, lat=lat)


def an_extract(path, ways, nodes=None):
    """Ways as (cells, tags); `nodes` are tags of cells."""
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for ref, point in GRID.items():
            cell = ((ref - 1) % 10, (ref - 1) // 10)
            tags = (nodes or {}).get(cell, {})
            writer.add_node(osmium.osm.mutable.Node(id=ref, location=point, tags=tags))
        for i, (cells, tags) in enumerate(ways, start=1):
            refs = [node(*cell) for cell in cells]
            writer.add_way(osmium.osm.mutable.Way(id=i, nodes=refs, tags=tags))
    return path


def network_from(tmp_path, *ways, nodes=None, heights=None):
    counts = ReadCounts()
    path = an_extract(tmp_path / "tiny.osm.pbf", ways, nodes)
    return network_of_ways(list(read_extract(path, counts)), heights=heights), counts


def one(tmp_path, **tags):
    """The only arc of one way, as (class, one-way, surface, grade, set of flags)."""
    network, _ = network_from(tmp_path, ([(0, 0), (1, 0)], tags))
    traits = network.traits
    flags = {name for i, name in enumerate(FLAGS) if traits.flags[0] >> i & 1}
    return (
        ROAD_CLASSES[network.road_class[0]],
        bool(traits.one_way[0]),
        SURFACES[traits.surface[0]],
        int(traits.grade[0]),
        flags,
    )


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"highway": "track"}, ("track", False, "unknown", 0, set())),
        (
            {"highway": "track", "tracktype": "grade4", "surface": "mud", "ford": "yes"},
            ("track", False, "dirt", 4, {"ford"}),
        ),
        (
            {"highway": "primary_link", "surface": "asphalt", "oneway": "yes", "bridge": "yes"},
            ("primary", True, "paved", 0, {"bridge"}),
        ),
        ({"highway": "motorway"}, ("motorway", True, "unknown", 0, set())),
        (
            {"highway": "road", "4wd_only": "yes", "seasonal": "dry_season", "tunnel": "yes"},
            ("unclassified", False, "unknown", 0, {"four_wd_only", "seasonal", "tunnel"}),
        ),
        ({"highway": "service", "motor_vehicle": "no"}, ("path", False, "unknown", 0, set())),
        ({"highway": "footway", "oneway": "yes"}, ("path", False, "unknown", 0, set())),
        (
            {"highway": "tertiary", "surface": "compacted", "tracktype": "grade9"},
            ("tertiary", False, "gravel", 0, set()),
        ),
    ],
)
def test_tags_become_class_surface_and_features(tmp_path, tags, expected):
    assert one(tmp_path, **tags) == expected


def test_ways_meet_where_they_share_a_node(tmp_path):
    network, counts = network_from(
        tmp_path,
        ([(0, 0), (1, 0), (2, 0), (3, 0)], {"highway": "primary", "ref": "108;1095"}),
        ([(2, 0), (2, 1)], {"highway": "track"}),
        ([(5, 5), (6, 5)], {"highway": "construction"}),
        ([(5, 5), (6, 5)], {"building": "yes"}),
    )
    assert (counts.ways, counts.left_out) == (2, 1)
    assert len(network.arc_from) == 3
    assert network.numbers == ("108", "108", "")
    first = network.arc_shape(0)
    assert len(first) == 3
    assert network.length_m[0] == pytest.approx(line_length_m(first))


def matrix(network, places, **features):
    table = {"primary": 36.0, "track": 36.0}
    speeds = replace(
        network.speeds,
        roads={"van/dry": table},
        off_road={"van/dry": OffRoad(speed_kmh=10.0, limit_m=50.0)},
        features={"van/dry": features},
    )
    here = {str(i): at(*cell) for i, cell in enumerate(places)}
    return RoadGraphEngine(network, speeds=speeds).matrix(here, "van/dry")


def test_one_way_roads_are_driven_one_way(tmp_path):
    ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    network, _ = network_from(tmp_path, (ring, {"highway": "primary", "oneway": "yes"}))
    reversed_, _ = network_from(tmp_path, (ring, {"highway": "primary", "oneway": "-1"}))
    there = matrix(network, [(1, 0), (0, 1)]).durations_s
    assert there[0, 1] < there[1, 0] * 1.05
    out, back = matrix(network, [(1, 0), (1, 1)]).durations_s[[0, 1], [1, 0]]
    assert back > 2.5 * out
    out, back = matrix(reversed_, [(1, 0), (1, 1)]).durations_s[[0, 1], [1, 0]]
    assert out > 2.5 * back


def test_a_bollard_parts_a_road_and_an_open_gate_does_not(tmp_path):
    road = ([(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)], {"highway": "primary"})
    shut, counts = network_from(tmp_path, road, nodes={(2, 0): {"barrier": "bollard"}})
    open_, _ = network_from(tmp_path, road, nodes={(2, 0): {"barrier": "gate"}})
    locked, _ = network_from(
        tmp_path, road, nodes={(2, 0): {"barrier": "gate", "access": "private"}}
    )
    assert counts.parted == 2
    assert [len(n.arc_from) for n in (shut, open_, locked)] == [2, 1, 2]
    assert shut.arc_to[0] != shut.arc_from[1]


def test_features_slow_or_close_an_arc(tmp_path):
    network, _ = network_from(
        tmp_path,
        ([(0, 0), (2, 0)], {"highway": "primary"}),
        ([(2, 0), (4, 0)], {"highway": "track", "surface": "dirt"}),
        nodes={(4, 0): {"ford": "yes"}},
    )
    cells = [(0, 0), (4, 0)]
    plain = matrix(network, cells).durations_s[0, 1]
    slow = matrix(network, cells, surface_dirt=0.5).durations_s[0, 1]
    twice = matrix(network, cells, surface_dirt=0.5, ford=0.5).durations_s[0, 1]
    assert slow == pytest.approx(1.5 * plain, abs=2)
    assert twice == pytest.approx(2.5 * plain, abs=2)
    assert matrix(network, cells, ford=None).durations_s[0, 1] == UNREACHABLE


def a_tile(folder, side=1201, packed=False):
    """Heights that rise by 1000 m from west to east."""
    cells = np.tile(np.linspace(0, 1000, side), (side, 1)).astype(">i2").tobytes()
    path = folder / "N19E098.hgt"
    if not packed:
        path.write_bytes(cells)
        return path
    with zipfile.ZipFile(folder / "N19E098.hgt.zip", "w") as archive:
        archive.writestr("N19E098.hgt", cells)
    return folder / "N19E098.hgt.zip"


@pytest.mark.parametrize("packed", [False, True])
def test_roads_climb_with_the_land_and_are_slower_uphill(tmp_path, packed):
    heights = read_heights([a_tile(tmp_path, packed=packed)])
    network, _ = network_from(
        tmp_path,
        ([(0, 0), (4, 0)], {"highway": "primary"}),
        heights=heights,
    )
    assert network.traits.climb_m[0] == pytest.approx(40, abs=2)
    assert network.traits.fall_m[0] == 0
    out, back = matrix(network, [(0, 0), (4, 0)], climb=0.2).durations_s[[0, 1], [1, 0]]
    assert out > back * 1.05


def test_a_tile_that_is_none_is_refused(tmp_path):
    path = tmp_path / "N19E098.hgt"
    path.write_bytes(b"x" * 100)
    with pytest.raises(UnreadableFile):
        read_heights([path])


def test_a_network_returns_from_its_file_as_it_was(tmp_path):
    network, _ = network_from(
        tmp_path, ([(0, 0), (2, 0), (3, 3)], {"highway": "track", "ford": "yes"})
    )
    write_network(network, tmp_path / "network.npz")
    again = load_network(tmp_path / "network.npz")
    assert again.digest() == network.digest()
    assert again.numbers == network.numbers


def test_a_damaged_network_is_refused(tmp_path):
    network, _ = network_from(tmp_path, ([(0, 0), (2, 0)], {"highway": "track"}))
    broken = replace(network, arc_to=network.arc_to + 7)
    path = tmp_path / "network.npz"
    for content in (b"", b"PK\x03\x04 nonsense"):
        path.write_bytes(content)
        with pytest.raises(UnreadableFile):
            load_network(path)
    write_network(broken, path)
    with pytest.raises(UnreadableFile):
        load_network(path)


def test_a_built_folder_is_read_like_any_other(tmp_path):
    ways = [
        ([(x, 0) for x in range(10)], {"highway": "tertiary", "surface": "asphalt"}),
        ([(9, 0), (9, 5)], {"highway": "track", "4wd_only": "yes"}),
    ]
    source = an_extract(tmp_path / "land.osm.pbf", ways)
    report, findings = build_roads(source, tmp_path / "roads")
    assert findings == ()
    assert report.km.keys() == {"tertiary", "track"}
    assert report.features["four_wd_only"] == 1
    assert report.main_share == 1.0
    engine = RoadGraphEngine(read_network(tmp_path / "roads"))
    here = {"a": at(0, 0), "b": at(9, 5)}
    near = engine.matrix({"a": at(0, 0), "b": at(9, 0)}, "van/dry")
    assert near.durations_s[0, 1] == pytest.approx(9.5 * 3600 / 42, rel=0.02)
    pickup = engine.matrix(here, "pickup_4wd/dry")
    van = engine.matrix(here, "van/dry")
    assert not pickup.estimated[0, 1]
    assert van.estimated[0, 1]


def test_a_built_network_that_is_damaged_is_a_finding(tmp_path):
    source = an_extract(tmp_path / "l.osm.pbf", [([(0, 0), (1, 0)], {"highway": "track"})])
    build_roads(source, tmp_path / "roads")
    (tmp_path / "roads" / "network.npz").write_bytes(b"nothing")
    network, findings = read_roads(tmp_path / "roads")
    assert network is None
    assert [f.code for f in findings] == ["not_a_network"]


def test_what_is_no_source_of_roads_is_refused(tmp_path):
    (tmp_path / "x.osm.pbf").write_bytes(b"not a protocol buffer")
    (tmp_path / "x.txt").write_text("roads")
    for name in ("x.osm.pbf", "x.txt", "missing.osm.pbf"):
        with pytest.raises(UnreadableFile):
            build_roads(tmp_path / name, tmp_path / "out")
    empty = an_extract(tmp_path / "empty.osm.pbf", [])
    report, findings = build_roads(empty, tmp_path / "out")
    assert (report, [f.code for f in findings]) == (None, ["no_roads"])
    assert not (tmp_path / "out").exists()


def a_layer(path, *features):
    items = [
        {"type": "Feature", "properties": p, "geometry": {"type": kind, "coordinates": c}}
        for p, kind, c in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    return path


def test_lines_are_read_by_a_map_of_columns_and_gaps_are_reported(tmp_path):
    line = [[98.0, 19.0], [98.05, 19.0], [98.1, 19.0]]
    parts = [[[98.05, 19.005], [98.05, 19.1]], [[98.1, 19.0], [98.1, 19.1]]]
    source = a_layer(
        tmp_path / "lines.geojson",
        ({"หมายเลข": 108, "ชั้น": "ทางหลวง"}, "LineString", line),
        ({"หมายเลข": None, "ชั้น": None}, "MultiLineString", parts),
    )
    columns = LayerColumns(number="หมายเลข", road_class="ชั้น", class_map={"ทางหลวง": "primary"})
    report, findings = build_roads(source, tmp_path / "roads", columns=columns)
    assert findings == ()
    assert set(report.km) == {"primary", "rural", "connector"}
    assert len(report.gaps) == 1
    assert report.gaps[0] == pytest.approx(553 * 1.3, abs=5)
    assert set(load_network(tmp_path / "roads" / "network.npz").numbers) == {"", "108"}


def test_every_fault_of_a_layer_is_told(tmp_path):
    source = a_layer(
        tmp_path / "bad.geojson",
        ({"road_class": "lane"}, "LineString", [[98, 19], [98.1, 19]]),
        ({}, "Point", [98, 19]),
        ({}, "LineString", [[980, 19], [98.1, 19]]),
    )
    report, findings = build_roads(source, tmp_path / "roads")
    assert report is None
    assert [(f.row, f.code) for f in findings] == [
        (1, "unknown_road_class"),
        (2, "not_a_line"),
        (3, "out_of_range"),
    ]


def test_factors_are_read_and_their_faults_told(tmp_path):
    path = tmp_path / "features.csv"
    path.write_text(
        "feature,road_state,vehicle_class,factor,source\nford,wet,van,,x\nford,dry,van,0.5,x\n"
        "moon,dry,van,1,x\nford,dry,van,0.6,x\nbridge,dry,van,9,x\nclimb,dry,van,x,x\nford,,van,1,x\n"
    )
    factors, findings = read_features(path)
    assert factors["van/wet"] == {"ford": None}
    assert factors["van/dry"]["ford"] == 0.5
    assert [(f.code, f.row) for f in findings] == [
        ("unknown_road_feature", 4),
        ("duplicate_feature", 5),
        ("out_of_range", 6),
        ("not_a_number", 7),
        ("empty_profile", 8),
    ]


def test_the_standard_tables_are_whole(tmp_path):
    source = an_extract(tmp_path / "l.osm.pbf", [([(0, 0), (1, 0)], {"highway": "track"})])
    build_roads(source, tmp_path / "roads")
    speeds = read_network(tmp_path / "roads").speeds
    assert len(speeds.profiles()) == 6
    for profile in speeds.profiles():
        assert set(speeds.factors_of(profile)) == set(FEATURES)
        assert "path" not in speeds.of(profile)


@pytest.mark.parametrize("name", ["lines.gpkg", "lines.zip"])
def test_line_layers_of_other_programs_are_read_too(tmp_path, name):
    frame = geopandas.GeoDataFrame(
        {"ref": ["108", "มส.4001"], "kind": ["primary", "track"]},
        geometry=[
            shapely.LineString([(98.0, 19.0), (98.1, 19.0)]),
            shapely.LineString([(98.1, 19.0), (98.1, 19.1)]),
        ],
        crs=4326,
    ).to_crs(32647)
    if name.endswith(".gpkg"):
        frame.to_file(tmp_path / name, driver="GPKG")
    else:
        frame.to_file(tmp_path / "lines.shp", encoding="utf-8")
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for part in tmp_path.glob("lines.*"):
                if part.name != name:
                    archive.write(part, part.name)
    columns = LayerColumns(road_class="kind")
    report, findings = build_roads(tmp_path / name, tmp_path / "roads", columns=columns)
    assert not [f for f in findings if f.severity.value == "error"]
    assert report.km == {
        "primary": pytest.approx(10.5, abs=0.1),
        "track": pytest.approx(11.1, abs=0.1),
    }
    assert set(load_network(tmp_path / "roads" / "network.npz").numbers) == {"108", "มส.4001"}
