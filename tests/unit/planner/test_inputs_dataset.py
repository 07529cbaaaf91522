"""A dataset folder: what is wrong is told at its cell, all at once; nothing is half imported."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geodata.findings import Severity
from geodata.places import PointQuality
from planner.domain.demand import VisitState
from planner.domain.units import STANDARD_SHIFTS
from planner.inputs import read_dataset, write_dataset
from tests.datasets import TINY_PROVINCE, change, read_grid, set_cell, tiny_copy, told


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_copy(tmp_path)


def refused(folder: Path):
    """What is told of a folder that must be refused."""
    data, findings = read_dataset(folder)
    assert data is None
    assert any(f.severity is Severity.ERROR for f in findings)
    return told(findings)


def test_the_tiny_province_is_read_whole():
    data, findings = read_dataset(TINY_PROVINCE)
    assert findings == ()
    assert data is not None
    assert [v.code for v in data.villages][-1] == "58020102"
    assert data.villages[2].point_quality is PointQuality.PLACED
    assert data.villages[2].people == 320
    assert data.villages[5].location is None
    assert data.villages[0].contacts[0].phone == "0-0000-0000"
    assert data.stop_places[1].package_codes == ("short", "half")
    assert len(data.stop_places[1].windows) == 2
    assert [c.counters for c in data.units[0].services] == [2, 1]
    assert data.units[1].days_off == (date(2026, 12, 3),)
    assert {s.weekday for s in data.units[1].shifts} == {0, 1, 2, 3, 5}
    assert data.staff[0].available == (1, 0, 1, 1, 0, 0, 0)
    assert data.history[-1].state is VisitState.PUBLISHED


def test_a_dataset_comes_back_equal(tmp_path):
    data, _ = read_dataset(TINY_PROVINCE)
    write_dataset(data, tmp_path / "again")
    again, findings = read_dataset(tmp_path / "again")
    assert again == data
    assert findings == ()


def test_a_missing_folder_is_told(tmp_path):
    data, findings = read_dataset(tmp_path / "nowhere")
    assert data is None
    assert ("missing_folder", "nowhere") in [(f.code, f.file) for f in findings]


@pytest.mark.parametrize(
    "name", ["province.json", "bases.csv", "units.csv", "unit_services.csv", "services.csv"]
)
def test_a_needed_file_is_missed_by_its_name(tiny, name):
    (tiny / name).unlink()
    assert ("missing_file", name, None, None, None) in refused(tiny)


def test_without_villages_all_other_faults_are_still_told(tiny):
    (tiny / "villages.csv").unlink()
    set_cell(tiny / "demand.csv", 2, "people", "some")
    found = refused(tiny)
    assert ("missing_file", "villages.csv", None, None, None) in found
    assert ("not_a_number", "demand.csv", 2, "people", "some") in found
    assert not [f for f in found if f[0] == "unknown_villages_code"]


@pytest.mark.parametrize("name", ["demand.csv", "history.csv", "holidays.csv", "policy.json"])
def test_an_optional_file_may_lack_with_a_warning(tiny, name):
    (tiny / name).unlink()
    data, findings = read_dataset(tiny)
    assert data is not None
    assert [(f.code, f.severity, f.file) for f in findings] == [
        ("file_absent", Severity.WARNING, name)
    ]


def test_without_stop_places_every_village_gets_its_own(tiny):
    (tiny / "stop_places.csv").unlink()
    data, findings = read_dataset(tiny)
    assert findings == ()
    assert [p.code for p in data.stop_places] == [v.code for v in data.villages]
    assert [p.location for p in data.stop_places] == [v.location for v in data.villages]


def test_without_shifts_units_work_monday_to_friday(tiny):
    (tiny / "shifts.csv").unlink()
    data, _ = read_dataset(tiny)
    assert all(unit.shifts == STANDARD_SHIFTS for unit in data.units)


def test_cp874_is_read_and_told(tiny):
    path = tiny / "units.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp874"))
    data, findings = read_dataset(tiny)
    assert data == read_dataset(TINY_PROVINCE)[0]
    assert [(f.code, f.file) for f in findings] == [("encoding_repaired", "units.csv")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(tiny, encoding):
    path = tiny / "services.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert read_dataset(tiny) == read_dataset(TINY_PROVINCE)


def test_semicolons_and_tabs_part_columns_too(tiny):
    for name, mark in (("bases.csv", ";"), ("demand.csv", "\t")):
        grid = read_grid(tiny / name)
        (tiny / name).write_text("\n".join(mark.join(row) for row in grid), encoding="utf-8")
    assert read_dataset(tiny) == read_dataset(TINY_PROVINCE)


def test_bytes_that_are_no_text_are_refused(tiny):
    (tiny / "bases.csv").write_bytes(b"code,name_th\n\xff\x00\xfd")
    assert ("unreadable_text", "bases.csv", None, None, None) in refused(tiny)


def test_damaged_utf8_is_refused_at_its_line_and_not_read_as_gibberish(tiny):
    raw = (tiny / "units.csv").read_bytes()
    (tiny / "units.csv").write_bytes(raw[:-40] + b"\xe0" + raw[-40:])
    assert ("unreadable_text", "units.csv", 3, None, None) in refused(tiny)


def test_a_file_with_nothing_is_told(tiny):
    (tiny / "packages.csv").write_text("\n\n", encoding="utf-8")
    assert ("empty_file", "packages.csv", None, None, None) in refused(tiny)


def test_a_missing_column_names_the_headings_that_are_understood(tiny):
    change(tiny / "demand.csv", lambda grid: [["village", *grid[0][1:]], *grid[1:]])
    data, findings = read_dataset(tiny)
    assert data is None
    missing = next(f for f in findings if f.code == "missing_column")
    assert (missing.file, missing.row, missing.column) == ("demand.csv", 1, "village_code")
    assert "service_code" in str(missing.facts["known"])
    strange = next(f for f in findings if f.code == "unknown_column")
    assert (strange.column, strange.severity) == ("village", Severity.WARNING)
    assert strange.facts["near"] == "village_code"


def test_headings_may_differ_in_case_and_spaces(tiny):
    change(tiny / "demand.csv", lambda g: [["Village Code", "SERVICE-CODE", " people "], *g[1:]])
    assert read_dataset(tiny)[0] == read_dataset(TINY_PROVINCE)[0]


def test_a_heading_that_stands_twice_is_refused(tiny):
    change(tiny / "demand.csv", lambda grid: [[*row, row[2]] for row in grid])
    assert ("duplicate_column", "demand.csv", 1, "people", None) in refused(tiny)


def test_a_comma_too_many_is_told(tiny):
    text = (tiny / "demand.csv").read_text(encoding="utf-8").splitlines()
    text[2] += ",1"
    (tiny / "demand.csv").write_text("\n".join(text), encoding="utf-8")
    assert ("cell_without_heading", "demand.csv", 3, None, "1") in refused(tiny)


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "code"),
    [
        ("demand.csv", 3, "people", "", "empty_cell"),
        ("demand.csv", 3, "people", "-5", "out_of_range"),
        ("demand.csv", 3, "people", "about 40", "not_a_number"),
        ("demand.csv", 3, "people", "4.5", "not_a_whole_number"),
        ("demand.csv", 3, "service_code", "dental", "unknown_services_code"),
        ("demand.csv", 3, "village_code", "58010109", "unknown_villages_code"),
        ("demand.csv", 3, "village_code", "58010299", "code_is_alias"),
        ("history.csv", 2, "village_code", "99999999", "unknown_villages_code"),
        ("history.csv", 2, "date", "2026-02-30", "impossible_date"),
        ("history.csv", 2, "date", "last week", "not_a_date"),
        ("history.csv", 2, "state", "planned", "unknown_choice"),
        ("history.csv", 2, "people", "-1", "out_of_range"),
        ("requests.csv", 2, "service_code", "id-card", "unknown_services_code"),
        ("requests.csv", 2, "due_on", "2026-01-01", "due_before_filed"),
        ("requests.csv", 2, "people", "0", "out_of_range"),
        ("services.csv", 2, "seconds_per_person", "0", "out_of_range"),
        ("services.csv", 2, "interval_days", "-365", "out_of_range"),
        ("services.csv", 2, "site_needs", "internet", "unknown_choice"),
        ("services.csv", 4, "staff_code", "vets", "unknown_staff_code"),
        ("services.csv", 2, "name_th", "บัตร\x07", "control_character"),
        ("packages.csv", 2, "serving_s", "7201", "out_of_range"),
        ("packages.csv", 2, "includes_lunch", "often", "unknown_choice"),
        ("staff.csv", 2, "mon", "-1", "out_of_range"),
        ("units.csv", 2, "base_code", "B9", "unknown_bases_code"),
        ("units.csv", 2, "vehicle_class", "bus", "unknown_choice"),
        ("units.csv", 2, "province_code", "50", "unit_of_other_province"),
        ("units.csv", 2, "lunch_latest", "", "empty_cell"),
        ("units.csv", 2, "max_nights", "20", "out_of_range"),
        ("units.csv", 3, "days_off", "2026-13-01", "impossible_date"),
        ("unit_services.csv", 2, "counters", "0", "out_of_range"),
        ("unit_services.csv", 2, "unit_code", "U9", "unknown_units_code"),
        ("unit_services.csv", 2, "service_code", "idcard", "unknown_services_code"),
        ("shifts.csv", 2, "weekday", "pay day", "unknown_choice"),
        ("shifts.csv", 2, "end", "07:00", "window_turned_round"),
        ("shifts.csv", 2, "unit_code", "U7", "unknown_units_code"),
        ("stop_places.csv", 2, "covers", "58010199", "unknown_villages_code"),
        ("stop_places.csv", 3, "package_codes", "short;night", "unknown_packages_code"),
        ("stop_places.csv", 2, "windows", "16:30-08:30", "window_turned_round"),
        ("stop_places.csv", 2, "lon", "", "half_a_point"),
        ("stop_places.csv", 2, "code", "B1", "place_code_used_twice"),
        ("bases.csv", 2, "lon", "19.3", "point_outside_thailand"),
        ("holidays.csv", 2, "status", "religious", "unknown_choice"),
        ("unsuitable_days.csv", 2, "village_code", "58019999", "unknown_villages_code"),
    ],
)
def test_a_bad_cell_is_told_where_it_stands(tiny, file, row, column, value, code):
    set_cell(tiny / file, row, column, value)
    found = [f for f in refused(tiny) if f[0] == code]
    assert found, refused(tiny)
    shown = value.split(";")[-1] if code == "unknown_packages_code" else value
    assert (found[0][1], found[0][2]) == (file, row)
    assert found[0][3] in (column, "lon")
    assert found[0][4] in (shown, repr(shown), None)


def test_swapped_coordinates_of_a_base_are_told(tiny):
    change(
        tiny / "bases.csv",
        lambda grid: [[*row[:3], row[4], row[3], row[5]] if i == 1 else row
                      for i, row in enumerate(grid)],
    )  # fmt: skip
    assert ("lat_lon_swapped", "bases.csv", 2, "lon", "19.3") in refused(tiny)


def test_repairs_are_told_and_imported(tiny):
    set_cell(tiny / "demand.csv", 2, "people", "๒๖")
    set_cell(tiny / "demand.csv", 3, "village_code", "58010101.0")
    set_cell(tiny / "demand.csv", 5, "village_code", "58-01-01-02")
    set_cell(tiny / "demand.csv", 6, "village_code", "5801012")
    set_cell(tiny / "requests.csv", 2, "due_on", "3/12/2569")
    set_cell(tiny / "history.csv", 2, "date", "2568-03-12")
    data, findings = read_dataset(tiny)
    assert data == read_dataset(TINY_PROVINCE)[0]
    assert all(f.severity is Severity.REPAIRED for f in findings)
    assert sorted(told(findings)) == [
        ("buddhist_year_repaired", "history.csv", 2, "date", "2568-03-12"),
        ("buddhist_year_repaired", "requests.csv", 2, "due_on", "3/12/2569"),
        ("code_punctuation_removed", "demand.csv", 5, "village_code", "58-01-01-02"),
        ("code_was_number", "demand.csv", 3, "village_code", "58010101.0"),
        ("code_zero_restored", "demand.csv", 6, "village_code", "5801012"),
        ("date_read_day_first", "requests.csv", 2, "due_on", "3/12/2569"),
        ("digits_repaired", "demand.csv", 2, "people", "๒๖"),
    ]


@pytest.mark.parametrize(
    "file",
    ["bases.csv", "lodgings.csv", "units.csv", "unit_services.csv", "shifts.csv", "services.csv",
     "packages.csv", "staff.csv", "stop_places.csv", "demand.csv", "history.csv", "requests.csv",
     "holidays.csv", "unsuitable_days.csv"],
)  # fmt: skip
def test_a_row_that_stands_twice_is_told_with_the_first(tiny, file):
    change(tiny / file, lambda grid: [*grid, grid[1]])
    last = len(read_grid(tiny / file))
    data, findings = read_dataset(tiny)
    twice = next(f for f in findings if f.code == "duplicate_row")
    assert (twice.file, twice.row, twice.facts["first_row"]) == (file, last, 2)
    assert (twice.severity is Severity.WARNING) == (file == "history.csv")
    assert (data is None) == (file != "history.csv")


def test_a_service_that_nobody_carries_is_a_warning(tiny):
    change(tiny / "unit_services.csv", lambda grid: [r for r in grid if r[1] != "livestock"])
    data, findings = read_dataset(tiny)
    assert data is not None
    assert told(findings) == [("service_without_unit", "services.csv", 4, "code", "livestock")]


def test_a_unit_of_the_past_is_a_warning(tiny):
    set_cell(tiny / "history.csv", 2, "unit_code", "U0")
    data, findings = read_dataset(tiny)
    assert data is not None
    assert [(f.code, f.severity) for f in findings] == [("unknown_units_code", Severity.WARNING)]


def test_a_bad_service_row_does_not_make_its_code_unknown(tiny):
    set_cell(tiny / "services.csv", 2, "seconds_per_person", "long")
    assert refused(tiny) == [
        ("not_a_number", "services.csv", 2, "seconds_per_person", "long"),
    ]


def test_an_unknown_code_in_many_rows_is_told_once_with_their_number(tiny):
    change(tiny / "services.csv", lambda grid: [r for r in grid if r[0] != "health"])
    _, findings = read_dataset(tiny)
    in_demand = [f for f in findings if f.file == "demand.csv"]
    assert [(f.code, f.value, f.facts["rows"]) for f in in_demand] == [
        ("unknown_services_code", "health", 5)
    ]


def test_faults_of_many_files_are_found_at_once(tiny):
    set_cell(tiny / "demand.csv", 2, "people", "x")
    set_cell(tiny / "units.csv", 2, "base_code", "B9")
    set_cell(tiny / "history.csv", 3, "date", "??")
    set_cell(tiny / "services.csv", 4, "interval_days", "0")
    (tiny / "packages.csv").unlink()
    (tiny / "policy.json").write_text('{"prize_per_person": "100", "wage": 3}', encoding="utf-8")
    files = {(code, file) for code, file, *_ in refused(tiny)}
    assert {
        ("not_a_number", "demand.csv"),
        ("unknown_bases_code", "units.csv"),
        ("not_a_date", "history.csv"),
        ("out_of_range", "services.csv"),
        ("missing_file", "packages.csv"),
        ("value_refused", "policy.json"),
    } <= files


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "value_refused"),
        ("[]", "value_refused"),
        ('{"province_code": "5x", "name_th": "ก"}', "value_refused"),
        ('{"province_code": "58", "name_th": ""}', "empty_cell"),
        ('{"province_code": "58"}', "value_refused"),
    ],
)
def test_a_head_that_cannot_be_is_told(tiny, text, code):
    (tiny / "province.json").write_text(text, encoding="utf-8")
    assert code in [f[0] for f in refused(tiny) if f[1] == "province.json"]


def test_a_policy_out_of_range_is_told_by_its_field(tiny):
    policy = json.loads((tiny / "policy.json").read_text(encoding="utf-8"))
    (tiny / "policy.json").write_text(json.dumps({**policy, "urgency_cap": -1}), encoding="utf-8")
    assert [f[:2] for f in refused(tiny)] == [("out_of_range", "policy.json")]


def test_findings_of_a_junk_file_are_few_and_counted(tiny):
    rows = "\n".join("x,y,z" for _ in range(1000))
    (tiny / "demand.csv").write_text(f"village_code,service_code,people\n{rows}", encoding="utf-8")
    _, findings = read_dataset(tiny)
    more = [f for f in findings if f.code == "more_findings" and f.file == "demand.csv"]
    assert {(f.facts["of"], f.facts["more"]) for f in more} >= {
        ("not_a_number", 800), ("not_a_village_code", 800)
    }  # fmt: skip
    assert len(findings) < 1000


def test_an_excel_list_is_read_with_its_numbers_and_dates(tiny, tmp_path):
    from planner.inputs import read_part

    data, _ = read_dataset(tiny)
    book = openpyxl.Workbook()
    page = book.active
    page.append(["village_code", "service_code", "date", "people"])
    page.append([58010101.0, "health", date(2026, 11, 11), 12])
    book.save(tmp_path / "visits.xlsx")
    more, findings = read_part(tmp_path / "visits.xlsx", "history", data)
    assert more.history[-1].date == date(2026, 11, 11)
    assert more.history[-1].people == 12
    assert told(findings) in (
        [("code_was_number", "visits.xlsx", 2, "village_code", "58010101.0")],
        [],
    )


def spoil_villages(folder: Path, row: int, **cells: str) -> None:
    for column, value in cells.items():
        set_cell(folder / "villages.csv", row, column, value)


def test_swapped_lat_and_lon_of_a_village_are_told(tiny):
    spoil_villages(tiny, 5, lon="19.35", lat="97.995")
    data, findings = read_dataset(tiny)
    swapped = [f for f in findings if f.code in ("lat_lon_swapped", "lat_lon_swapped_back")]
    assert [(f.file, f.row) for f in swapped] == [("villages.csv", 5)]
    told(findings)
    if data is not None:
        assert data.villages[3].location == read_dataset(TINY_PROVINCE)[0].villages[3].location


@pytest.mark.parametrize(
    ("code", "told_as"),
    [
        ("58010201.0", "code_was_number"),
        ("58 01 02 01", "code_punctuation_removed"),
        ("58-01-02-01", "code_punctuation_removed"),
        ("๕๘๐๑๐๒๐๑", "digits_repaired"),
    ],
)
def test_a_village_code_that_a_spreadsheet_changed_is_mended(tiny, code, told_as):
    spoil_villages(tiny, 5, code=code)
    data, findings = read_dataset(tiny)
    assert data == read_dataset(TINY_PROVINCE)[0]
    assert [f[:3] for f in told(findings)] == [(told_as, "villages.csv", 5)]


def test_a_code_whose_moo_lost_its_zero_is_mended_or_asked_about(tiny):
    spoil_villages(tiny, 5, code="5801021")
    data, findings = read_dataset(tiny)
    about = [f for f in findings if f.file == "villages.csv"]
    assert {(f.code, f.row) for f in about} <= {
        ("code_zero_restored", 5), ("village_code_ambiguous", 5)
    }  # fmt: skip
    assert about
    assert (data is None) == any(f.severity is Severity.ERROR for f in findings)


def test_tambon_and_moo_apart_make_the_code(tiny):
    def split(grid):
        code = grid[0].index("code")
        grid[0][code : code + 1] = ["tambon_code", "moo"]
        for row in grid[1:]:
            row[code : code + 1] = [row[code][:6], str(int(row[code][6:]))]

    change(tiny / "villages.csv", split)
    data, findings = read_dataset(tiny)
    assert data == read_dataset(TINY_PROVINCE)[0]
    assert {f.code for f in findings} == {"code_joined"}
    told(findings)


def test_duplicate_village_codes_are_told_with_the_first_row(tiny):
    change(tiny / "villages.csv", lambda grid: [*grid, grid[1]])
    data, findings = read_dataset(tiny)
    assert data is None
    twice = next(f for f in findings if f.code == "duplicate_village_code")
    assert (twice.file, twice.row, twice.facts["first_row"]) == ("villages.csv", 8, 2)


def test_a_point_in_another_province_is_told(tiny):
    spoil_villages(tiny, 2, lon="98.98", lat="18.79")
    found = [f for f in refused(tiny) if f[1] == "villages.csv"]
    assert [(code, row) for code, _, row, *_ in found] == [("point_in_other_province", 2)]


def test_a_village_of_another_province_is_told(tiny):
    spoil_villages(tiny, 7, code="50010101")
    assert ("code_of_other_province", "villages.csv", 7) in [f[:3] for f in refused(tiny)]


def test_villages_as_geojson_are_read(tiny):
    data, _ = read_dataset(tiny)
    features = [
        {
            "type": "Feature",
            "properties": {"code": v.code, "name_th": v.name_th, "population": v.population},
            "geometry": v.location
            and {"type": "Point", "coordinates": [v.location.lon, v.location.lat]},
        }
        for v in data.villages
    ]
    (tiny / "villages.csv").unlink()
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (tiny / "villages.geojson").write_text(text, encoding="utf-8")
    again, findings = read_dataset(tiny)
    assert again is not None, told(findings)
    assert [(v.code, v.location) for v in again.villages] == [
        (v.code, v.location) for v in data.villages
    ]


def test_everything_at_once(tiny):
    """One import, many faults in many files: nothing is imported and all of them are told."""
    spoil_villages(tiny, 2, lon="98.98", lat="18.79")
    spoil_villages(tiny, 3, code="58010102.0", population="many")
    change(tiny / "villages.csv", lambda grid: [*grid, grid[4]])
    set_cell(tiny / "demand.csv", 2, "service_code", "dental")
    path = tiny / "units.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp874"))
    (tiny / "packages.csv").unlink()
    assert {
        ("point_in_other_province", "villages.csv"),
        ("code_was_number", "villages.csv"),
        ("not_a_number", "villages.csv"),
        ("duplicate_village_code", "villages.csv"),
        ("unknown_services_code", "demand.csv"),
        ("encoding_repaired", "units.csv"),
        ("missing_file", "packages.csv"),
    } <= {f[:2] for f in refused(tiny)}
