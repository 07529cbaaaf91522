"""The workbook by the command line: written, filled, looked at, imported."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.bootstrap import bootstrap
from planner.cli import app
from planner.inputs import read_dataset
from planner.inputs.forms import Column
from planner.inputs.workbook.sheets import SHEETS
from planner.samples import sample_folder
from planner.settings import Settings
from tests.acceptance_terminal import TINY, Terminal, put_tiny
from tests.datasets import read_grid


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data")


@pytest.fixture
def filled(terminal: Terminal, tmp_path: Path) -> Path:
    put_tiny(terminal)
    path = tmp_path / "filled.xlsx"
    terminal.run("template", "--filled", "--out", path)
    return path


def parts_of(preview: Any) -> dict[str, Any]:
    (province,) = preview["provinces"]
    return {part["kind"]: part for part in province["parts"]}


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_an_empty_template_is_written_without_any_province(terminal, tmp_path):
    told = terminal.json("template", "--out", tmp_path / "new.xlsx")
    assert told["province_code"] is None
    assert "หมู่บ้าน" in openpyxl.load_workbook(told["file"]).sheetnames


def test_an_empty_template_filled_with_the_sample_is_the_sample(terminal, tmp_path):
    """As a clerk would: every table under its headings, numbers typed as numbers."""
    sample, _ = read_dataset(sample_folder())
    assert sample is not None
    path = tmp_path / "new.xlsx"
    terminal.run("template", "--out", path)
    book = openpyxl.load_workbook(path)
    book["จังหวัด"].append([sample.province_code, sample.name_th, sample.name_en])
    for sheet in SHEETS:
        table = sample_folder() / f"{sheet.kind}.csv"
        if table.exists():
            headings, *rows = read_grid(table)
            order = [headings.index(column.name) for column in sheet.columns]
            for row in rows:
                book[sheet.titles[0]].append(
                    [as_typed(row[at], c) for at, c in zip(order, sheet.columns, strict=True)]
                )
    policy = json.loads((sample_folder() / "policy.json").read_text())
    for setting, value, *_ in book["นโยบาย"].iter_rows(min_row=2):
        value.value = policy.get(setting.value)
    book.save(path)
    told = terminal.json("import", path)
    assert not [f for f in told["findings"] if f["severity"] == "error"]
    with bootstrap(Settings(data_dir=terminal.data_dir)).store.reading() as reader:
        assert reader.province("58") == sample


def as_typed(text: str, column: Column) -> object:
    return float(text) if text and column.cell.is_number else text or None


def test_what_was_filled_by_us_changes_nothing(terminal, filled):
    before = terminal.json("import", TINY)["provinces"][0]
    preview = terminal.json("import", filled, "--preview")
    assert not preview["is_refused"]
    for part in parts_of(preview).values():
        assert (part["new"], part["changed"], part["gone"]) == ([], [], []), part
    after = terminal.json("import", filled)["provinces"][0]
    assert after["data_digest"] == before["data_digest"]
    assert after["version"] == before["version"] + 1


def test_a_filled_workbook_makes_the_province_somewhere_else(filled, tmp_path):
    other = Terminal(tmp_path / "other")
    preview = other.json("import", filled, "--preview")
    assert preview["provinces"][0]["is_new"]
    assert len(parts_of(preview)["villages"]["new"]) == 6
    assert other.json("import", filled)["provinces"][0]["code"] == "58"


def test_a_preview_tells_new_changed_and_missing_rows_and_keeps_nothing(terminal, filled):
    change(filled, "ความต้องการ", "C2", 77)
    change(filled, "หมู่บ้าน", "B3", "บ้านชื่อใหม่")
    book = openpyxl.load_workbook(filled)
    book["คำขอ"].delete_rows(2)
    book["นโยบาย"]["B3"] = 140
    book["วันหยุด"].append(["2026-12-31", "วันสิ้นปี"])
    book.save(filled)
    parts = parts_of(terminal.json("import", filled, "--preview"))
    assert len(parts["demand"]["changed"]) == 1
    assert parts["villages"]["changed"] == ["58010102"]
    assert parts["policy"]["changed"] == ["prize_per_person"]
    assert len(parts["requests"]["gone"]) == 1
    assert parts["requests"]["gone_stay"]
    assert parts["holidays"]["new"] == ["2026-12-31 วันสิ้นปี"]
    assert "คงไว้" in terminal.run("import", filled, "--preview")
    again = parts_of(terminal.json("import", filled, "--preview"))
    assert again == parts
    terminal.run("import", filled)
    after = parts_of(terminal.json("import", filled, "--preview"))
    assert all(not part["new"] and not part["changed"] for part in after.values())


def test_a_preview_of_a_file_with_errors_is_refused_with_sheet_row_and_column(terminal, filled):
    change(filled, "ความต้องการ", "C4", "หลายคน")
    told = terminal.json("import", filled, "--preview", code=2)
    assert told["is_refused"]
    (finding,) = (f for f in told["findings"] if f["severity"] == "error")
    assert (finding["sheet"], finding["row"]) == ("ความต้องการ", 4)
    assert "จำนวนคน" in finding["column"]


def test_a_heading_can_be_mapped(terminal, filled, tmp_path):
    path = tmp_path / "demand.csv"
    path.write_text("บ้าน,งาน,ราย\n58010101,health,31\n", encoding="utf-8")
    terminal.run("import", path, code=2)
    maps = ("--map", "บ้าน=village_code", "--map", "งาน=service_code", "--map", "ราย=people")
    told = terminal.json("import", path, *maps)
    assert told["provinces"][0]["version"] == 2
    terminal.run("import", path, "--map", "nonsense", code=2)


def test_a_place_by_hand_is_kept_moves_its_stop_place_and_is_in_the_log(terminal):
    put_tiny(terminal)
    told = terminal.json(
        "place", "58010101", "98.003", "19.222", "--by", "ปลัดอำเภอ", "--reason", "ตรวจพื้นที่จริง"
    )
    assert told["after"]["point_quality"] == "placed"
    assert told["after"]["point_source"] == "ปลัดอำเภอ: ตรวจพื้นที่จริง"
    assert told["version"]["version"] == 2
    terminal.run("import", TINY)
    terminal.run("import", TINY / "villages.csv")
    kept = terminal.json("place", "58010101", "19.222,98.003", "--reason", "อีกครั้ง")
    assert kept["before"]["point_quality"] == "placed"
    assert kept["before"]["location"] == {"lon": 98.003, "lat": 19.222}


def test_a_place_outside_the_province_or_without_reason_is_refused(terminal):
    put_tiny(terminal)
    told = terminal.json("place", "58010103", "100.5", "13.75", "--reason", "ลอง", code=2)
    (finding,) = told["error"]["findings"]
    assert finding["code"] == "placed_outside_province"
    assert finding["facts"]["away_km"] > 100
    assert terminal.json("place", "58010103", "ที่นี่", "--reason", "x", code=2)["error"]["findings"]
    terminal.json("place", "58010103", "98.0 19.2", "--reason", " ", code=2)
    assert terminal.json("place", "58999999", "98.0 19.2", "--reason", "x", code=2)["error"][
        "code"
    ] == ("not_found")


def test_added_people_need_a_reason_and_stay(terminal):
    put_tiny(terminal)
    told = terminal.json("people", "58010102", 40, "--reason", "แรงงานตามฤดูกาล")
    assert (told["before"]["added_people"], told["after"]["added_people"]) == (0, 40)
    terminal.run("import", TINY)
    again = terminal.json("people", "58010102", 0, "--reason", "กลับภูมิลำเนา")
    assert again["before"]["added_people_reason"] == "แรงงานตามฤดูกาล"
    assert again["after"]["added_people"] == 0


def test_an_unfilled_template_says_that_it_is_empty(terminal, tmp_path):
    terminal.run("template", "--out", tmp_path / "new.xlsx")
    told = terminal.json("import", tmp_path / "new.xlsx", "--preview", code=2)
    assert [f["code"] for f in told["findings"]] == ["workbook_is_unfilled"]
    shown = terminal.run("import", tmp_path / "new.xlsx", "--preview", code=2)
    assert "ยังว่าง" in shown


def test_all_faults_are_told_at_once_with_both_names_of_a_sheet(terminal, filled):
    """A village without a name hides neither its own code nor an unknown one in another sheet."""
    book = openpyxl.load_workbook(filled)
    kept = book["หมู่บ้าน"]["A2"].value
    book["หมู่บ้าน"]["B2"] = None
    book["ความต้องการ"]["A2"] = "58999901"
    book.save(filled)
    told = terminal.json("import", filled, "--preview", code=2)
    errors = [(f["code"], f["value"]) for f in told["findings"] if f["severity"] == "error"]
    assert ("unknown_villages_code", "58999901") in errors
    assert ("unknown_villages_code", kept) not in errors
    assert len(errors) == 2, errors
    shown = terminal.run("--language", "en", "import", filled, "--preview", code=2)
    assert "ความต้องการ = Demand" in "".join(shown.split("\n")).replace("  ", "")


def test_a_file_that_is_no_workbook_is_told_alike(terminal, tmp_path):
    put_tiny(terminal)
    fake = tmp_path / "units.xlsx"
    fake.write_text("unit_code,date\n")
    for command in ("import", "import-plan"):
        told = terminal.json(command, fake, code=2)
        assert [f["code"] for f in told["error"]["findings"]] == ["not_a_workbook"], command


def test_a_damaged_extract_is_named_in_plain_words(terminal, tmp_path):
    damaged = tmp_path / "thailand.osm.pbf"
    damaged.write_bytes(b"no extract")
    result = terminal.runner.invoke(
        app, ["--language", "en", "roads", "build", str(damaged), "--out", str(tmp_path / "roads")]
    )
    assert result.exit_code == 2
    assert "thailand.osm.pbf is no OpenStreetMap extract" in result.stderr
    assert "cause=" not in result.stderr


def test_a_short_link_says_what_to_do(terminal):
    put_tiny(terminal)
    with bootstrap(Settings(data_dir=terminal.data_dir)).store.reading() as reader:
        code = reader.province(reader.provinces()[0].code).villages[0].code
    for link in (
        "https://maps.app.goo.gl/AbC123",
        "maps.app.goo.gl/AbC123",
        "https://goo.gl/maps/x",
    ):
        told = terminal.json("place", code, link, "--reason", "map", code=2)
        assert [f["code"] for f in told["error"]["findings"]] == ["short_link"]
