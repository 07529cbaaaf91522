"""The sample's builder on a small source folder: the same bytes twice, the rules of its points."""

import csv
import json
from pathlib import Path

import pytest

from geodata.places import Location, PointQuality
from planner.samples import build, sources

VILLAGE_HEADINGS = (
    "muban_code", "name_th", "name_en", "tambon_code", "tambon_th", "tambon_en", "amphoe_code",
    "amphoe_th", "amphoe_en", "lat", "lon", "coord_source", "elev_m", "tambon_pop_2021", "v12_lat",
    "v12_lon", "gn_id", "gn_lat", "gn_lon",
)  # fmt: skip


def a_village_row(code: str, *, point: tuple[str, str] | None) -> dict[str, str]:
    lat, lon = point or ("", "")
    return {
        "muban_code": code, "name_th": f"บ้าน{code}", "name_en": f"Ban {code}",
        "tambon_code": code[:6], "tambon_th": "ตำบล", "tambon_en": "Tambon",
        "amphoe_code": code[:4], "amphoe_th": "อำเภอ", "amphoe_en": "Amphoe",
        "lat": "18.5", "lon": "98.5", "coord_source": "village2012", "elev_m": "700",
        "tambon_pop_2021": "1000", "v12_lat": "18.5", "v12_lon": "98.5",
        "gn_id": "1" if point else "", "gn_lat": lat, "gn_lon": lon,
    }  # fmt: skip


def a_square(key: str, code: str, west: float) -> dict[str, object]:
    """A square with a tooth of 100 m on its eastern side, shared with the next square."""
    level = 3 if key == "tambon_code" else 2
    east = round(west + 0.2, 5)
    ring = [
        [west, 19.0], [east, 19.0], [east, 19.1], [round(east + 0.001, 5), 19.1005],
        [east, 19.101], [east, 19.2], [west, 19.2], [west, 19.101],
        [round(west + 0.001, 5), 19.1005], [west, 19.1], [west, 19.0],
    ]  # fmt: skip
    names = {f"ADM{level}_TH": "ชื่อ", f"ADM{level}_EN": "Name"}
    return {
        "type": "Feature",
        "properties": {key: code, **names},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def source_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two tambons of one district: three villages with a point, two without."""
    monkeypatch.setattr(sources, "VILLAGES_WITHOUT_POINT", 2)
    folder = tmp_path / "source"
    folder.mkdir()
    rows = [
        a_village_row("58010101", point=("19.05", "97.95")),
        a_village_row("58010102", point=("19.055", "97.955")),
        a_village_row("58010103", point=None),
        a_village_row("58010201", point=("19.05", "98.15")),
        a_village_row("58010202", point=None),
    ]
    with (folder / "villages.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, VILLAGE_HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    tambons = [a_square("tambon_code", "580101", 97.9), a_square("tambon_code", "580102", 98.1)]
    districts = [a_square("amphoe_code", "5801", 97.9)]
    for name, features in (("tambon", tambons), ("amphoe", districts)):
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"boundary_{name}.geojson").write_text(text, encoding="utf-8")
    (folder / "government_offices.csv").write_text(
        "office_type,entity_code,name_th,name_en,lat,lon\n"
        "ProvinceHall,58,จังหวัด,Province,19.10,98.00\n"
        "DistrictOffice,5801,อำเภอ,District,19.11,98.01\n"
        "TAOOffice,580306,ตำบล,Tambon,19.12,98.02\n",
        encoding="utf-8",
    )
    (folder / "road_waypoints.csv").write_text("system,root\n", encoding="utf-8")
    return folder


def test_only_geonames_points_are_taken(source_folder):
    source = sources.read_source(source_folder)
    points = {v.code: (v.location, v.point_quality) for v in source.villages}
    assert points["58010101"] == (Location(lon=97.95, lat=19.05), PointQuality.EXACT)
    assert points["58010103"][1] is PointQuality.APPROXIMATE
    assert 97.9 < points["58010103"][0].lon < 98.1
    assert 98.1 < points["58010202"][0].lon < 98.3
    assert Location(lon=98.5, lat=18.5) not in {p for p, _ in points.values()}


def test_people_are_shared_equally_and_none_is_lost(source_folder):
    people = [v.population for v in sources.read_source(source_folder).villages]
    assert people == [334, 333, 333, 500, 500]


def test_a_source_with_other_gaps_is_refused(source_folder, monkeypatch):
    monkeypatch.setattr(sources, "VILLAGES_WITHOUT_POINT", 79)
    with pytest.raises(ValueError, match="2 villages without"):
        sources.read_source(source_folder)


def test_neighbours_still_share_their_border(source_folder):
    source = sources.read_source(source_folder)
    rings = [f["geometry"]["coordinates"][0] for f in source.tambons]
    shared = {tuple(p) for p in rings[0]} & {tuple(p) for p in rings[1]}
    assert len(shared) >= 2
    district = source.districts[0]["geometry"]
    assert district["type"] == "Polygon"


def test_offices_become_bases_and_lodgings(source_folder):
    source = sources.read_source(source_folder)
    assert [b.code for b in source.bases] == ["B58", "B5801"]
    assert [n.code for n in source.lodgings] == ["L580306"]


def test_a_wrong_call_says_how(capsys):
    assert build.main([]) == 2
    assert "usage" in capsys.readouterr().err
