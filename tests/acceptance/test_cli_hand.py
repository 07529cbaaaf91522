"""What people put on the map by hand outlives every kind of import that comes after."""

from contextlib import closing
from pathlib import Path

import pytest

from geodata.places import Location
from planner.bootstrap import bootstrap
from planner.domain.province import ProvinceData
from planner.settings import Settings
from tests.acceptance_terminal import TINY, Terminal, put_tiny

HERE = Location(lon=98.003, lat=19.222)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "data")
    put_tiny(terminal)
    return terminal


def province(terminal: Terminal) -> ProvinceData:
    with (
        closing(bootstrap(Settings(data_dir=terminal.data_dir))) as planner,
        planner.store.reading() as reader,
    ):
        return reader.province("58")


def points(data: ProvinceData) -> dict[str, Location | None]:
    return {place.code: place.location for place in (*data.villages, *data.stop_places)}


def test_a_placed_village_and_its_place_stay_whatever_is_imported_after(terminal, tmp_path):
    old = tmp_path / "old.xlsx"
    terminal.run("template", "--filled", "--out", old)
    own = next(p.code for p in province(terminal).stop_places if p.village_code == "58010101")
    terminal.run("place", "58010101", "98.003", "19.222", "--reason", "ตรวจพื้นที่จริง")
    before = points(province(terminal))
    assert (before["58010101"], before[own]) == (HERE, HERE)
    for files in ((old,), (TINY,), (TINY / "villages.csv",), (TINY / "stop_places.csv",)):
        terminal.run("import", *files)
        village = next(v for v in province(terminal).villages if v.code == "58010101")
        assert (village.location, village.point_quality.value) == (HERE, "placed"), files
        assert points(province(terminal))[own] == HERE, files


@pytest.mark.parametrize(
    "position",
    [
        ("https://www.google.com/maps/place/X/@19.2,98.0,15z/data=!3d19.222!4d98.003",),
        ("https://www.google.com/maps?q=19.222,98.003",),
        ("https://www.openstreetmap.org/?mlat=19.222&mlon=98.003#map=15/19.2/98.0",),
        ("geo:19.222,98.003",),
        ("47Q", "395202", "2125692"),
        ("47QLB9520225692",),
        ("19.222,", "98.003"),
    ],
)
def test_every_form_of_a_position_leads_to_the_same_place(terminal, position):
    told = terminal.json("place", "58010101", *position, "--by", "ปลัดอำเภอ", "--reason", "ลอง")
    point = told["after"]["location"]
    assert (point["lon"], point["lat"]) == pytest.approx((98.003, 19.222), abs=2e-5)
    assert (told["after"]["point_quality"], told["after"]["point_source"]) == (
        "placed", "ปลัดอำเภอ: ลอง",
    )  # fmt: skip


def test_a_hamlet_is_a_stop_place_of_its_village_and_stays(terminal, tmp_path):
    old = tmp_path / "old.xlsx"
    terminal.run("template", "--filled", "--out", old)
    told = terminal.json("hamlet", "58010101", "บ้านบน", "98.03 19.24", "--reason", "อยู่ห่าง 4 กม.")
    assert (told["after"]["code"], told["after"]["village_code"]) == ("58010101-1", "58010101")
    assert told["after"]["placed_by"].endswith(": อยู่ห่าง 4 กม.")
    for files in ((old,), (TINY,), (TINY / "stop_places.csv",)):
        terminal.run("import", *files)
        assert points(province(terminal))["58010101-1"] == Location(lon=98.03, lat=19.24), files
    second = terminal.json("hamlet", "58010101", "บ้านล่าง", "98.01 19.21", "--reason", "ข้ามห้วย")
    assert second["after"]["code"] == "58010101-2"
    whole = tmp_path / "whole.xlsx"
    terminal.run("template", "--filled", "--out", whole)
    other = Terminal(tmp_path / "other")
    other.run("import", whole)
    assert province(other) == province(terminal)


def test_a_stop_place_is_placed_by_its_own_code_and_stays(terminal):
    first = province(terminal).stop_places[0]
    terminal.run("place", first.code, "98.004", "19.223", "--reason", "ย้ายไปศาลาใหม่")
    moved = Location(lon=98.004, lat=19.223)
    for files in ((TINY,), (TINY / "stop_places.csv",)):
        terminal.run("import", *files)
        assert points(province(terminal))[first.code] == moved, files
    terminal.run("place", "no-such-place", "98.0", "19.2", "--reason", "ลอง", code=2)
    terminal.run("hamlet", "58010101", "ไกล", "100.5 13.7", "--reason", "ลอง", code=2)
    terminal.run("hamlet", "58010101", "ไม่บอกเหตุผล", "98.0 19.2", "--reason", " ", code=2)
