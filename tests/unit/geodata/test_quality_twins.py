"""Villages that contradict each other: twins, names elsewhere, sums that miss the tambon's."""

from pathlib import Path

import pytest
from shapely.geometry import box

from geodata.boundaries import Area, Boundaries
from geodata.villages import read_villages

HEAD = "code,name_th,lon,lat,point_quality,population\n"


def told(tmp_path: Path, *rows: str, **options: object) -> list[tuple[str, int | None]]:
    path = tmp_path / "villages.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    _, findings = read_villages(path, province_code="58", **options)  # type: ignore[arg-type]
    return [(finding.code, finding.row) for finding in findings]


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        ("58010111,ชุมชนหนองแก้ว,98.2,19.5,exact,90", True),
        ("58010111,บ้านหนองแก้ว,98.0005,19.2,exact,90", True),
        ("58010111,บ้านหนองแก้ว,98.02,19.2,exact,90", False),
        ("58010111,บ้านหนองแก้ว,98.0,19.2,approximate,90", False),
        ("58010211,ชุมชนหนองแก้ว,98.0,19.2,approximate,90", False),
        ("58010111,ชุมชนหนองคำ,98.0,19.2,approximate,90", False),
    ],
)
def test_a_village_and_its_municipal_community_are_told(tmp_path, second, is_told):
    found = told(tmp_path, "58010101,บ้านหนองแก้ว,98.0,19.2,exact,100", second)
    assert found == ([("twin_codes", 3)] if is_told else [])


@pytest.mark.parametrize(
    ("figure", "is_told"), [(200, False), (210, False), (150, False), (149, True), (400, True)]
)
def test_villages_that_do_not_add_up_to_their_tambon(tmp_path, figure, is_told):
    rows = ("58010101,บ้านหนึ่ง,98.0,19.2,exact,100", "58010102,บ้านสอง,98.1,19.2,exact,100")
    found = told(tmp_path, *rows, tambon_people={"580101": figure})
    assert found == ([("tambon_population_differs", None)] if is_told else [])


def test_a_point_in_the_tambon_of_its_namesake_is_told(tmp_path):
    district = Area(code="5801", name_th="เมือง", name_en="Mueang", shape=box(97.9, 19, 98.5, 19.5))
    west = Area(code="580101", name_th="ตะวันตก", name_en="West", shape=box(97.9, 19, 98.2, 19.5))
    east = Area(code="580102", name_th="ตะวันออก", name_en="East", shape=box(98.2, 19, 98.5, 19.5))
    boundaries = Boundaries([district], [west, east])
    rows = ("58010101,บ้านใหม่,98.4,19.2,exact,100", "58010201,บ้านใหม่,98.3,19.2,exact,100")
    found = told(tmp_path, *rows, boundaries=boundaries)
    assert ("name_and_code_disagree", 2) in found
    alone = told(tmp_path, rows[0], "58010201,บ้านเก่า,98.3,19.2,exact,100", boundaries=boundaries)
    assert [code for code, _ in alone] == ["point_outside_tambon"]
