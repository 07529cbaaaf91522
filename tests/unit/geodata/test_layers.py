"""GeoPackages and zipped Shapefiles as villages, with the defects that offices' files have."""

import warnings
import zipfile

import pytest
from pyproj import Transformer

from geodata.findings import Severity
from geodata.layers import read_layer
from geodata.villages import read_villages
from tests.layer_files import ENGLISH, PLACES, THAI, a_frame, a_shapefile


def codes(findings) -> set[str]:
    """What was told, but for whether this system can take the network away."""
    told = {finding.code for finding in findings}
    return told - {"reader_not_offline", "columns_ignored"}


def points(villages) -> dict[str, tuple[float, float]]:
    return {v.code: (v.location.lon, v.location.lat) for v in villages if v.location}


def expected(abs_degrees: float = 1e-6):
    return {
        code: pytest.approx((lon, lat), abs=abs_degrees) for code, (_, lon, lat) in PLACES.items()
    }


def test_a_geopackage(tmp_path):
    path = tmp_path / "villages.gpkg"
    a_frame().to_file(path, driver="GPKG", layer="หมู่บ้าน")
    villages, findings = read_villages(path, province_code="58")
    assert [v.name_th for v in villages] == ["บ้านหนองแก้ว", "บ้านดอยงาม"]
    assert [v.population for v in villages] == [120, 80]
    assert points(villages) == expected()
    assert codes(findings) == set()


def test_a_shapefile_in_cp874_without_cpg_and_with_thai_names(tmp_path):
    path = a_shapefile(tmp_path, THAI, encoding="cp874", leave_out=(".cpg",))
    villages, findings = read_villages(path, province_code="58")
    assert [(v.code, v.name_th, v.population) for v in villages] == [
        ("58010101", "บ้านหนองแก้ว", 120),
        ("58010102", "บ้านดอยงาม", 80),
    ]
    assert codes(findings) == {"encoding_repaired", "column_name_completed"}
    assert all(f.severity is not Severity.ERROR for f in findings)


def test_a_shapefile_in_cp874_whose_cpg_says_utf_8(tmp_path):
    path = a_shapefile(tmp_path, encoding="cp874", leave_out=(".cpg",))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("ข้อมูล/villages.cpg", "UTF-8")
    villages, findings = read_villages(path, province_code="58")
    assert [v.name_th for v in villages] == ["บ้านหนองแก้ว", "บ้านดอยงาม"]
    assert codes(findings) == {"cpg_contradicted"}


def test_names_in_utf_8_that_end_within_a_letter_are_mended(tmp_path):
    path = a_shapefile(tmp_path, encoding="UTF-8")
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name = next(name for name in parts if name.endswith(".dbf"))
    cut = "รหัสหมู่บ้าน".encode()[:10]
    parts[name] = parts[name].replace(b"population"[:10], cut, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    villages, findings = read_villages(path, province_code="58")
    assert len(villages) == 2
    assert "field_names_cut" in codes(findings)


@pytest.mark.parametrize("epsg", [32647, 32648])
def test_utm_is_turned_into_degrees(tmp_path, epsg):
    villages, findings = read_villages(a_shapefile(tmp_path, crs=epsg), province_code="58")
    assert points(villages) == expected()
    assert codes(findings) == {"projected_to_degrees"}


def test_indian_1975_is_shifted_by_the_pinned_figures(tmp_path):
    """Made with the same three figures by hand: some 200 m east and 300 m north in Thailand."""
    indian = "+proj=utm +zone=47 +ellps=evrst30 +towgs84=206,837,295,0,0,0,0 +units=m +no_defs"
    to_indian = Transformer.from_crs(
        "+proj=longlat +ellps=WGS84 +towgs84=0,0,0 +no_defs", indian, always_xy=True
    )
    frame = a_frame()
    frame = frame.set_geometry(
        [p.__class__(to_indian.transform(p.x, p.y)) for p in frame.geometry], crs=None
    )
    path = tmp_path / "villages.gpkg"
    frame.set_crs(24047, allow_override=True).to_file(path, driver="GPKG")
    villages, findings = read_villages(path, province_code="58")
    assert points(villages) == expected()
    assert codes(findings) == {"indian_1975_shifted"}
    naive = Transformer.from_crs(32647, 4326, always_xy=True).transform(
        frame.geometry[0].x, frame.geometry[0].y
    )
    assert abs(naive[1] - 19.22) > 0.002


def test_swapped_northing_and_easting_are_turned_back(tmp_path):
    frame = a_frame(crs=32647)
    turned = frame.set_geometry([p.__class__(p.y, p.x) for p in frame.geometry], crs=32647)
    path = tmp_path / "villages.gpkg"
    turned.to_file(path, driver="GPKG")
    villages, findings = read_villages(path, province_code="58")
    assert points(villages) == expected()
    assert "axes_swapped_back" in codes(findings)


def test_metres_without_a_prj_are_refused(tmp_path):
    path = a_shapefile(tmp_path, crs=32647, leave_out=(".prj",))
    villages, findings = read_villages(path, province_code="58")
    assert (villages, codes(findings)) == ((), {"unknown_crs"})


def test_degrees_without_a_prj_are_read(tmp_path):
    path = a_shapefile(tmp_path, leave_out=(".prj", ".cpg"))
    villages, findings = read_villages(path, province_code="58")
    assert points(villages) == expected()
    assert codes(findings) == set()


def test_a_shapefile_without_its_table_is_refused(tmp_path):
    _, findings = read_layer(a_shapefile(tmp_path, ENGLISH, leave_out=(".dbf",)))
    assert codes(findings) == {"shapefile_without_table"}


def test_lines_are_read_too(tmp_path):
    from shapely.geometry import LineString

    frame = a_frame().iloc[:1].set_geometry([LineString([(98, 19), (98.1, 19.1)])], crs=4326)
    path = tmp_path / "roads.gpkg"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(path, driver="GPKG")
    layer, _ = read_layer(path)
    (feature,) = layer.features
    assert (feature.kind, feature.coordinates) == ("LineString", [[98.0, 19.0], [98.1, 19.1]])
