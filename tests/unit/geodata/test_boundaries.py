"""Which district and tambon hold a point."""

import json

import pytest

from geodata.boundaries import load_boundaries, read_boundaries
from geodata.errors import UnreadableFile
from geodata.places import Location
from planner.samples import sample_folder


def square(west, south, size=0.1):
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def area(code, west, south, **more):
    properties = {"code": code, "name_th": f"เขต {code}", "name_en": f"Area {code}"}
    geometry = {"type": "Polygon", "coordinates": square(west, south)}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **more}


def write(folder, districts, tambons):
    for name, features in (("amphoe", districts), ("tambon", tambons)):
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def two_districts(tmp_path):
    districts = [area("5801", 98.0, 19.0), area("5802", 98.1, 19.0)]
    tambons = [area("580101", 98.0, 19.0), area("580201", 98.1, 19.0)]
    return load_boundaries(write(tmp_path, districts, tambons))


def test_lookups_by_point(two_districts):
    inside = Location(lon=98.15, lat=19.05)
    assert two_districts.province_of(inside) == "58"
    assert two_districts.district_of(inside).code == "5802"
    assert two_districts.tambon_of(inside).name_th == "เขต 580201"
    outside = Location(lon=97.9, lat=19.05)
    assert two_districts.province_of(outside) is None
    assert two_districts.tambon_of(outside) is None


def test_a_point_on_a_common_border_belongs_to_the_lower_code(two_districts):
    assert two_districts.district_of(Location(lon=98.1, lat=19.05)).code == "5801"


def test_metres_outside(two_districts):
    inside, west = Location(lon=98.05, lat=19.05), Location(lon=97.99, lat=19.05)
    assert two_districts.outside_m("58", inside) == 0
    # A hundredth of a degree of longitude at 19 degrees north is 1.05 km.
    assert two_districts.outside_m("580101", west) == pytest.approx(1053, abs=5)
    assert two_districts.outside_m("5802", west) == pytest.approx(11_580, abs=50)
    assert two_districts.outside_m("58", west) == two_districts.outside_m("5801", west)
    assert two_districts.outside_m("99", inside) is None


def test_labels_lie_inside_and_rings_close():
    boundaries = load_boundaries(sample_folder() / "boundaries")
    assert len(boundaries.districts) == 7
    assert len(boundaries.tambons) == 45
    for district in boundaries.districts:
        assert boundaries.district_of(district.label) == district
        ring = district.rings()[0]
        assert len(ring) > 50
        assert ring[0] == ring[-1]


def test_a_hole_is_outside_and_parts_are_sorted(tmp_path):
    holed = area("5801", 98.0, 19.0)
    holed["geometry"] = {
        "type": "MultiPolygon",
        "coordinates": [square(98.5, 19.0, 0.02), square(98, 19) + square(98.04, 19.04, 0.02)],
    }
    boundaries = load_boundaries(write(tmp_path, [holed], []))
    assert boundaries.district_of(Location(lon=98.05, lat=19.05)) is None
    assert boundaries.district_of(Location(lon=98.02, lat=19.02)) is not None
    large, small = boundaries.districts[0].rings()
    assert large[0].lon < 98.2 < small[0].lon


def test_defects_are_all_told(tmp_path):
    line = {"type": "LineString", "coordinates": [[98, 19], [98, 20]]}
    collapsed = {"type": "Polygon", "coordinates": [[[98, 19], [98, 19], [98, 19]]]}
    beyond = {"type": "Polygon", "coordinates": square(198.0, 19.0)}
    districts = [
        area("58", 98, 19),
        area("5801", 98, 19),
        area("5801", 98, 19),
        area("5802", 98, 19, geometry=line),
        area("5803", 98, 19, geometry=collapsed),
        area("5804", 98, 19, geometry=beyond),
        area("5805", 98, 19, geometry=None),
    ]
    write(tmp_path, districts, [])
    (tmp_path / "tambon.geojson").unlink()
    boundaries, findings = read_boundaries(tmp_path)
    assert boundaries is None
    assert [(f.file, f.code, f.row) for f in findings] == [
        ("amphoe.geojson", "bad_area_code", 1),
        ("amphoe.geojson", "duplicate_area", 3),
        *(("amphoe.geojson", "area_without_polygon", row) for row in (4, 5, 6, 7)),
        ("tambon.geojson", "missing_file", None),
    ]
    with pytest.raises(UnreadableFile, match="bad_area_code"):
        load_boundaries(tmp_path)
