"""The table of caravans: read, written, and its codes known."""

import shutil

import pytest

from planner.domain.calendar import DAY_S
from planner.inputs import read_dataset, write_dataset
from tests.datasets import TINY_PROVINCE, set_cell, told

HEAD = "code,name_th,place_code,package_code,dates,opens_s,unit_codes,least_units,due_on\n"


@pytest.fixture
def tiny(tmp_path):
    folder = tmp_path / "tiny"
    shutil.copytree(TINY_PROVINCE, folder)
    data, _ = read_dataset(folder)
    place, package = data.stop_places[0].code, data.packages[0].code
    units = ";".join(unit.code for unit in data.units[:2])
    row = f"C1,คาราวาน,{place},{package},1/12/2569;2026-12-03,9.00 น.,{units},,2026-12-31\n"
    (folder / "caravans.csv").write_text(HEAD + row, encoding="utf-8")
    return folder


def test_a_caravan_is_read_and_written_again(tiny, tmp_path):
    data, findings = read_dataset(tiny)
    assert {finding.code for finding in findings} <= {
        "buddhist_year_repaired",
        "date_read_day_first",
    }
    (caravan,) = data.caravans
    assert [str(day) for day in caravan.dates] == ["2026-12-01", "2026-12-03"]
    assert (caravan.opens_s, caravan.least_units) == (9 * 3600, 2)
    write_dataset(data, tmp_path / "again")
    assert read_dataset(tmp_path / "again")[0] == data


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("place_code", "T9", "unknown_stop_places_code"),
        ("package_code", "night", "unknown_packages_code"),
        ("unit_codes", "U1;U9", "unknown_units_code"),
        ("opens_s", "25:00", "not_a_time"),
        ("dates", "", "empty_cell"),
        ("least_units", "0", "out_of_range"),
    ],
)
def test_a_bad_cell_of_a_caravan_is_told(tiny, column, value, code):
    set_cell(tiny / "caravans.csv", 2, column, value)
    data, findings = read_dataset(tiny)
    assert data is None
    assert (code, "caravans.csv", 2, column) in {entry[:4] for entry in told(findings)}


def test_a_place_may_be_a_village_when_no_places_are_given(tiny):
    data, _ = read_dataset(tiny)
    (tiny / "stop_places.csv").unlink()
    set_cell(tiny / "caravans.csv", 2, "place_code", data.villages[0].code)
    again, _ = read_dataset(tiny)
    assert again is not None
    assert again.caravans[0].opens_s < DAY_S
