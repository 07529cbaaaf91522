"""Village lists whose points are metres, as survey offices keep them."""

from pathlib import Path

import pytest
from pyproj import Transformer
from shapely.geometry import box

from geodata.boundaries import Area, Boundaries
from geodata.findings import Severity
from geodata.villages import read_villages
from tests.excel_files import excel_file

LON, LAT = 98.001, 19.22
EAST_LON, EAST_LAT = 104.5, 16.0
DISTRICT = Area(code="5801", name_th="เมือง", name_en="Mueang", shape=box(97.9, 19, 98.5, 19.5))
BOUNDARIES = Boundaries([DISTRICT])
INDIAN = "+proj=utm +zone=47 +ellps=evrst30 +towgs84=206,837,295,0,0,0,0 +units=m +no_defs"
WGS84 = "+proj=longlat +ellps=WGS84 +towgs84=0,0,0 +no_defs"


def metres(to: int | str, lon: float = LON, lat: float = LAT) -> tuple[float, float]:
    source = WGS84 if isinstance(to, str) else 4326
    east, north = Transformer.from_crs(source, to, always_xy=True).transform(lon, lat)
    return round(east, 1), round(north, 1)


def read(tmp_path: Path, head: str, *cells: object, boundaries: Boundaries | None = None):
    headings = ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", *head.split(",")]
    path = excel_file(tmp_path / "list.xlsx", {"บัญชี": [headings, [58010101, "บ้านใหม่", *cells]]})
    villages, findings = read_villages(path, province_code="58", boundaries=boundaries)
    told = {f.code for f in findings} - {"no_population_column"}
    refused = any(f.severity is Severity.ERROR for f in findings)
    point = villages[0].location if villages and not refused else None
    return (point and (point.lon, point.lat)), told


def near(lon: float, lat: float):
    return pytest.approx((lon, lat), abs=2e-6)


@pytest.mark.parametrize("zone", ["47", "47N", "47Q", "โซน ๔๗"])
def test_columns_of_metres_with_their_zone(tmp_path, zone):
    point, told = read(tmp_path, "UTM_E,UTM_N,Zone", *metres(32647), zone)
    assert point == near(LON, LAT)
    assert "row_in_utm" in told


def test_zone_48_puts_a_point_where_it_says(tmp_path):
    east, north = metres(32648, EAST_LON, EAST_LAT)
    point, told = read(tmp_path, "พิกัด X,พิกัด Y,โซน", east, north, 48)
    assert point == near(EAST_LON, EAST_LAT)
    assert "row_in_utm" in told


def test_metres_under_x_and_y_are_put_into_their_province(tmp_path):
    point, told = read(tmp_path, "X,Y", *metres(32647), boundaries=BOUNDARIES)
    assert point == near(LON, LAT)
    assert told == {"row_in_utm"}


def test_metres_of_the_zone_next_door_are_recognised_by_the_province(tmp_path):
    """A village west of 102 degrees that the office kept in zone 48, as a whole region does."""
    point, told = read(tmp_path, "X,Y", *metres(32648), boundaries=BOUNDARIES)
    assert point == near(LON, LAT)
    assert told >= {"row_in_utm"}


def test_metres_that_nobody_can_place_are_refused(tmp_path):
    assert read(tmp_path, "X,Y", *metres(32647)) == (None, {"point_in_metres"})
    far = metres(32647, 99.9, 12.0)
    assert read(tmp_path, "X,Y", *far, boundaries=BOUNDARIES) == (None, {"point_in_metres"})
    half = read(tmp_path, "UTM_E,UTM_N,Zone", metres(32647)[0], None, 47)
    assert half == (None, {"half_a_point"})


def test_northing_before_easting_is_turned_back(tmp_path):
    east, north = metres(32647)
    point, told = read(tmp_path, "X,Y,Zone", north, east, 47)
    assert point == near(LON, LAT)
    assert told == {"metres_swapped_back", "row_in_utm"}


@pytest.mark.parametrize("datum", ["Indian 1975", "อินเดียน ๑๙๗๕"])
def test_indian_1975_is_shifted_by_the_pinned_figures(tmp_path, datum):
    east, north = metres(INDIAN)
    plain, _ = read(tmp_path, "X,Y,Zone", east, north, 47)
    point, told = read(tmp_path, "X,Y,Zone,พื้นหลักฐาน", east, north, 47, datum)
    assert point == near(LON, LAT)
    assert "row_in_indian_1975" in told
    assert abs(plain[1] - LAT) > 0.002  # 300 m north, had nobody said the datum
    refused, told = read(tmp_path, "X,Y,Zone,พื้นหลักฐาน", east, north, 47, "Everest")
    assert (refused, told) == (None, {"unknown_choice"})
