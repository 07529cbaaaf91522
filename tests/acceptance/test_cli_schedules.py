"""A schedule made by hand by the command line: judged, kept, compared, or kept as history."""

from pathlib import Path

import pytest

from tests.acceptance_terminal import TINY, Terminal

HEAD = "หน่วย,วันที่,หมู่บ้าน,บริการ,จำนวนคน\n"
MAPS = (
    *("--map", "หน่วย=unit_code", "--map", "วันที่=date", "--map", "หมู่บ้าน=village_code"),
    *("--map", "บริการ=service_codes", "--map", "จำนวนคน=people"),
)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "data")
    terminal.run("import", TINY)
    return terminal


def a_schedule(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "week.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_schedule_becomes_a_judged_draft_beside_the_optimisers_plan(terminal, tmp_path):
    made = terminal.json("plan", "--week", "2026-W49", "--seconds", 1)["summary"]
    path = a_schedule(tmp_path, "U1,30/11/2569,58010101,id_card,20")
    told = terminal.json("import-plan", path, *MAPS, "--by", "ปลัดจังหวัด")
    summary = told["summary"]
    assert (summary["people_served"], summary["created_by"]) == (20, "ปลัดจังหวัด")
    assert (summary["run_id"], "schedule" in summary["inputs"]) == (None, True)
    assert told["comparison"]["summary"]["id"] == made["id"]
    assert told["comparison"]["changes"]
    assert made["people_served"] >= 20
    shown = terminal.run("import-plan", path, *MAPS, "--language", "en")
    assert f"The optimiser's plan {made['id']}" in shown


def test_a_schedule_that_keeps_all_rules_is_clean_and_can_be_checked_again(terminal, tmp_path):
    path = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,20")
    told = terminal.json("import-plan", path, *MAPS)
    assert told["verdict"]["violations"] == []
    assert told["comparison"] is None
    check = terminal.json("check", told["summary"]["id"])
    assert (check["is_clean"], check["differences"]) == (True, [])


def test_help_names_the_columns_and_the_thai_headings_it_names_are_read(terminal, tmp_path):
    told = terminal.run("import-plan", "--help")
    headings = {
        "unit_code": "รหัสหน่วย",
        "date": "วันที่",
        "village_code": "รหัสหมู่บ้าน",
        "service_codes": "รหัสบริการ",
        "people": "จำนวนผู้รับบริการ",
    }
    for name, heading in headings.items():
        assert name in told
        assert heading in told
    assert "id_card;welfare" in told
    path = a_schedule(
        tmp_path, "U1,2026-11-30,58010101,id_card,20", head=",".join(headings.values()) + "\n"
    )
    assert terminal.json("import-plan", path)["summary"]["people_served"] == 20


def test_broken_rules_are_told_and_the_draft_is_kept_all_the_same(terminal, tmp_path):
    path = a_schedule(
        tmp_path, "U1,2026-11-30,58010101,id_card,9000", "U1,2026-12-06,58010102,id_card,5"
    )
    told = terminal.json("import-plan", path, *MAPS, code=3)
    rules = {violation["rule"] for violation in told["verdict"]["violations"]}
    assert {"capacity", "demand", "shift"} <= rules
    assert not told["summary"]["is_clean"]
    assert terminal.json("plans")["plans"][0]["id"] == told["summary"]["id"]


def test_lines_that_no_plan_can_hold_are_told(terminal, tmp_path):
    path = a_schedule(
        tmp_path,
        "U1,2026-11-30,58010101,id_card,20",
        "U1,2026-12-09,58010101,id_card,20",
        "U1,2026-12-01,58020102,id_card,5",
    )
    told = terminal.json("import-plan", path, *MAPS)
    assert [(f["code"], f["row"]) for f in told["findings"] if f["severity"] == "warning"] == [
        ("schedule_other_week", 3),
        ("schedule_without_place", 4),
    ]


def test_a_schedule_with_errors_is_refused_with_all_of_them(terminal, tmp_path):
    path = a_schedule(
        tmp_path, "U9,2026-11-30,58010101,id_card,20", "U1,2026-11-31,58010101,id_card;health,20"
    )
    told = terminal.json("import-plan", path, *MAPS, code=2)
    codes = [finding["code"] for finding in told["error"]["findings"]]
    assert codes == ["impossible_date", "unknown_units_code"]


def test_a_schedule_can_be_kept_as_history_again_and_again(terminal, tmp_path):
    path = a_schedule(
        tmp_path, "U1,2026-11-23,58010101,id_card;health,12;8", "U1,2026-11-24,58010102,id_card,"
    )
    first = terminal.json("import-plan", path, *MAPS, "--as", "history")
    assert (first["visits"], first["version"]["version"]) == (3, 2)
    before = terminal.json("import", TINY)["provinces"][0]["counts"]["history"]
    terminal.json("import-plan", path, *MAPS, "--as", "history")
    assert terminal.json("import", TINY)["provinces"][0]["counts"]["history"] == before
