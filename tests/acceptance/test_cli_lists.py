"""Village lists and tables in the forms that offices send, by the command line from end to end."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from geodata.places import Location, Village
from planner.bootstrap import bootstrap
from planner.domain.province import ProvinceData
from planner.settings import Settings
from tests.acceptance_terminal import Terminal, put_tiny
from tests.excel_files import excel_file
from tests.layer_files import THAI, a_frame, a_shapefile


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


def village(terminal: Terminal, code: str = "58010101") -> Village:
    return next(v for v in province(terminal).villages if v.code == code)


def a_layer(folder: Path, form: str) -> Path:
    """Two villages of the tiny province, where it has them; nothing but code, name and people."""
    if form == "shapefile":
        made = a_shapefile(folder, THAI, crs=32647, encoding="cp874", leave_out=(".cpg",))
        return made.rename(folder / "หมู่บ้าน 2569.zip")
    driver, suffix, crs = {
        "geopackage": ("GPKG", "gpkg", 32647),
        "geojson": ("GeoJSON", "geojson", 4326),
    }[form]
    path = folder / f"muban.{suffix}"
    a_frame(crs=crs).to_file(path, driver=driver)
    return path


@pytest.mark.parametrize("form", ["shapefile", "geopackage", "geojson"])
def test_a_layer_of_villages_changes_what_it_says_and_nothing_else(terminal, tmp_path, form):
    before = village(terminal)
    path = a_layer(tmp_path, form)
    preview = terminal.json("import", path, "--preview")
    parts = {part["kind"]: part for part in preview["provinces"][0]["parts"]}
    assert parts["villages"]["changed"] == ["58010101", "58010102"]
    assert [kind for kind, part in parts.items() if part["changed"]] == ["villages"]
    terminal.run("import", path)
    after = village(terminal)
    assert (before.population, after.population) == (520, 120)
    assert (after.location, after.point_source) == (Location(lon=98.001, lat=19.22), "survey")
    assert (after.tambon_th, after.district_en) == (before.tambon_th, before.district_en)
    assert (after.name_en, after.contacts) == (before.name_en, before.contacts)
    again = terminal.json("import", path, "--preview")["provinces"][0]["parts"]
    assert not any(part["new"] or part["changed"] for part in again)


def test_a_list_without_people_leaves_the_people(terminal, tmp_path):
    path = excel_file(
        tmp_path / "รายชื่อหมู่บ้าน.xlsx",
        {
            "Sheet1": [
                ["รหัสหมู่บ้าน", "ชื่อบ้าน", "เส้นรุ้ง", "เส้นแวง"],
                [58010102, "บ้านดอยงาม", 19.226, 98.007],
            ]
        },
    )
    told = terminal.json("import", path, code=2)["error"]["findings"]
    assert [(f["code"], f["facts"]["likely"]) for f in told] == [
        ("unknown_kind_likely", "villages")
    ]
    terminal.run("import", path, "--kind", "villages")
    after = village(terminal, "58010102")
    assert (after.population, after.elevation_m) == (340, None)  # the height was of another point
    assert (after.location, after.point_source) == (Location(lon=98.007, lat=19.226), "")


def test_an_excel_list_of_need_is_known_by_its_name_and_mapped(terminal, tmp_path):
    path = excel_file(
        tmp_path / "ความต้องการ ธ.ค. 69.xlsx",
        {
            "แผ่น1": [
                ["รหัสหมู่บ้าน", "บริการ", "ราย"],
                [58010101, "health", "๑๒"],
                [58010102, "health", 7],
            ]
        },
    )
    missing = terminal.json("import", path, code=2)["error"]["findings"]
    assert [f["column"] for f in missing if f["code"] == "missing_column"] == [
        "service_code",
        "people",
    ]
    maps = ("--map", "บริการ=service_code", "--map", "ราย=people")
    preview = terminal.json("import", path, *maps, "--preview")
    demand = next(p for p in preview["provinces"][0]["parts"] if p["kind"] == "demand")
    assert (len(demand["changed"]), len(demand["new"])) == (2, 0)
    shown = terminal.run("import", path, *maps, "--preview", "--language", "en")
    assert "Demand" in shown
    assert "Services" not in shown
    assert "parts do not change" in shown
    terminal.run("import", path, *maps)
    people = {
        d.village_code: d.people for d in province(terminal).demands if d.service_code == "health"
    }
    assert (people["58010101"], people["58010102"]) == (12, 7)


def test_an_excel_schedule_with_a_title_merged_cells_and_both_kinds_of_dates(terminal, tmp_path):
    rows = [
        ["ตารางออกหน่วยเคลื่อนที่ ประจำเดือนธันวาคม ๒๕๖๙", None, None, None, None],
        ["รหัสหน่วย", "วันที่", "รหัสหมู่บ้าน", "รหัสบริการ", "จำนวนผู้รับบริการ"],
        ["U1", "30/11/2569", 58010101, "id_card", 20],
        [None, date(2026, 12, 1), 58010102, "id_card", "๕"],
    ]
    path = excel_file(tmp_path / "แผน.xlsx", {"ธ.ค. 69": rows}, {"ธ.ค. 69": ["A1:E1", "A3:A4"]})
    told = terminal.json("import-plan", path)
    assert told["summary"]["people_served"] == 25
    codes = {finding["code"] for finding in told["findings"]}
    assert codes >= {"title_row_skipped", "merged_cells_filled", "buddhist_year_repaired"}
