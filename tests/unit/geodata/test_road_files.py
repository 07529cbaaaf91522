"""Waypoints, speeds and length factors from files: what is read, and every defect told."""

import pytest

from geodata.errors import UnknownProfile, UnreadableFile
from geodata.roads.network import read_network, read_roads
from geodata.roads.signs import road_sign
from geodata.roads.speeds import NO_FACTORS, OffRoad, read_length_factors, read_speeds
from geodata.roads.waypoints import read_waypoints, road_class
from planner.domain.units import VehicleClass
from planner.samples import sample_folder

WAYPOINTS = """system,root,part,seq,label,lat,lon
thatp,tha.thl0108,0,1,B,19.10,98.0
thatp,tha.thl0108,0,0,A,19.00,98.0
thatp,tha.thl0108,1,0,C,19.20,98.0
thatp,tha.thl0108,1,1,D,19.30,98.0
tharr,tha.ms4001,0,0,E,19.10,98.0
tharr,tha.ms4001,0,1,F,19.10,98.1
"""
SPEEDS = """road_class,road_state,vehicle_class,speed_kmh,limit_km,source
rural,dry,van,30,,guess
rural,wet,van,,,closed when wet
off_road,dry,van,10,20,guess
"""
FACTORS = "road_class,length_factor,source\nrural,1.3,guess\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "road_waypoints.csv").write_text(WAYPOINTS, encoding="utf-8")
    (tmp_path / "speeds.csv").write_text(SPEEDS, encoding="utf-8")
    (tmp_path / "length_factors.csv").write_text(FACTORS, encoding="utf-8")
    return tmp_path


def told(findings):
    return [(f.file, f.code, f.row, f.column, f.value) for f in findings]


def test_waypoints_are_sorted_and_cut_at_parts(folder):
    drawings, findings = read_waypoints(folder / "road_waypoints.csv")
    assert findings == []
    assert [(d.number, d.part, [w.lat for w in d.waypoints]) for d in drawings] == [
        ("มส.4001", 0, [19.1, 19.1]),
        ("108", 0, [19.0, 19.1]),
        ("108", 1, [19.2, 19.3]),
    ]


@pytest.mark.parametrize(
    ("system", "root", "sign", "kind"),
    [
        ("thatp", "tha.thl0001", "1", "highway_1_digit"),
        ("thatp", "tha.thl0011", "11", "highway_2_digit"),
        ("thatp", "tha.thl0108", "108", "highway_3_digit"),
        ("thatp", "tha.thl1095", "1095", "highway_4_digit"),
        ("tharr", "tha.ms4003mol", "มส.4003", "rural"),
        ("tharr", "tha.chm001", "ชม.001", "rural"),
        ("tharr", "tha.zz3001", "3001", "rural"),
        ("tham", "tha.m0007", "7", "motorway"),
        ("thaexat", "tha.s1expy", "1", "motorway"),
        ("thasf", "tha.bhubrg", "bhubrg", "motorway"),
        ("thatp", "tha.ring", "ring", "highway_4_digit"),
    ],
)
def test_signs_and_classes(system, root, sign, kind):
    assert road_sign(root, is_rural=system == "tharr") == sign
    assert road_class(system, root) == kind


def test_speeds(folder):
    table, findings = read_speeds(folder / "speeds.csv")
    assert findings == []
    assert table.profiles() == ("van/dry", "van/wet")
    assert table.of("van/dry") == {"rural": 30.0}
    assert table.of("van/wet") == {}
    assert table.off_road == {"van/dry": OffRoad(speed_kmh=10.0, limit_m=20_000.0)}
    with pytest.raises(UnknownProfile) as refused:
        table.of("bicycle/dry")
    assert refused.value.facts == {"profile": "bicycle/dry", "known": "van/dry, van/wet"}


def test_a_speed_off_the_roads_without_a_limit(folder):
    (folder / "speeds.csv").write_text(SPEEDS.replace("10,20,", "10,,"))
    table, findings = read_speeds(folder / "speeds.csv")
    assert findings == []
    assert table.off_road["van/dry"].limit_m == 30_000


def test_factors_not_named_keep_their_place(folder):
    factors, findings = read_length_factors(folder / "length_factors.csv")
    assert findings == []
    assert factors == {**NO_FACTORS, "rural": 1.3}


def test_all_defects_at_once(folder):
    (folder / "road_waypoints.csv").write_text(
        WAYPOINTS
        + "thatp,tha.thl0108,0,1,again,19.11,98.0\n"
        + "road,tha.thl0109,0,0,A,north,98.0\n"
        + "thatp,,0,0,A,19.0,198.0\n"
    )
    (folder / "speeds.csv").write_text(
        SPEEDS
        + "lane,dry,van,30,,x\nrural,dry,van,31,,x\nmotorway,dry,van,300,,x\nmotorway,,van,30,,x\n"
    )
    (folder / "length_factors.csv").write_text(
        "road_class,length_factor\nrural,short\nlane,1\nmotorway,0.5\n"
    )
    network, findings = read_roads(folder)
    assert network is None
    assert told(findings) == [
        ("road_waypoints.csv", "duplicate_waypoint", 8, "seq", "1"),
        ("road_waypoints.csv", "not_a_number", 9, "lat", "north"),
        ("road_waypoints.csv", "unknown_road_system", 9, "system", "road"),
        ("road_waypoints.csv", "out_of_range", 10, "lon", "198.0"),
        ("road_waypoints.csv", "empty_cell", 10, "root", ""),
        ("speeds.csv", "unknown_road_class", 5, "road_class", "lane"),
        ("speeds.csv", "duplicate_speed", 6, "road_class", "rural"),
        ("speeds.csv", "out_of_range", 7, "speed_kmh", "300"),
        ("speeds.csv", "empty_profile", 8, "vehicle_class", "van"),
        ("length_factors.csv", "not_a_number", 2, "length_factor", "short"),
        ("length_factors.csv", "unknown_road_class", 3, "road_class", "lane"),
        ("length_factors.csv", "out_of_range", 4, "length_factor", "0.5"),
    ]
    with pytest.raises(UnreadableFile, match="duplicate_waypoint") as refused:
        read_network(folder)
    assert refused.value.facts["count"] == 12


def test_missing_files_and_columns(folder):
    (folder / "speeds.csv").write_text("road_class,speed_kmh\nrural,3\n")
    (folder / "road_waypoints.csv").unlink()
    _, findings = read_roads(folder)
    assert [(f.file, f.code, f.column) for f in findings] == [
        ("road_waypoints.csv", "missing_file", None),
        ("speeds.csv", "missing_column", "road_state"),
        ("speeds.csv", "missing_column", "vehicle_class"),
    ]


def test_no_road_at_all(folder):
    (folder / "road_waypoints.csv").write_text(WAYPOINTS.splitlines()[0])
    _, findings = read_roads(folder)
    assert [f.code for f in findings] == ["no_roads"]


def test_numbers_that_are_no_numbers(folder):
    rows = "thatp,tha.thl0108,0,0,A,nan,98.0\nthatp,tha.thl0108,0,1,A,19,inf\n"
    (folder / "road_waypoints.csv").write_text(WAYPOINTS.splitlines()[0] + "\n" + rows)
    _, findings = read_roads(folder)
    assert [(f.code, f.row) for f in findings] == [("out_of_range", 2), ("out_of_range", 3)]


def test_the_sample_knows_every_vehicle_in_every_state():
    network, findings = read_roads(sample_folder() / "roads")
    assert findings == ()
    wanted = {f"{vehicle.value}/{state}" for vehicle in VehicleClass for state in ("dry", "wet")}
    assert set(network.speeds.profiles()) == wanted
    for vehicle in VehicleClass:
        dry, wet = (network.speeds.of(f"{vehicle.value}/{state}") for state in ("dry", "wet"))
        assert set(dry) == set(wet)
        assert all(wet[name] <= dry[name] for name in dry)
