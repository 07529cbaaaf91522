"""A schedule made by hand by the command line: judged, kept, compared, or kept as history."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from planner.bootstrap import bootstrap
from planner.domain.calendar import Horizon
from planner.domain.demand import VisitState
from planner.settings import Settings
from planner.usecases.plans import request_of_week
from tests.acceptance_terminal import TINY, Terminal, put_planned, put_tiny

HEAD = "หน่วย,วันที่,หมู่บ้าน,บริการ,จำนวนคน\n"
MAPS = (
    *("--map", "หน่วย=unit_code", "--map", "วันที่=date", "--map", "หมู่บ้าน=village_code"),
    *("--map", "บริการ=service_codes", "--map", "จำนวนคน=people"),
)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "data")
    put_tiny(terminal)
    return terminal


def a_schedule(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "week.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_schedule_becomes_a_judged_draft_beside_the_optimisers_plan(tmp_path):
    terminal = Terminal(tmp_path / "planned")
    put_planned(terminal)
    (made,) = terminal.json("plans")["plans"]
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
    assert (first["visits"], first["new"], first["version"]["version"]) == (3, 3, 2)
    again = terminal.json("import-plan", path, *MAPS, "--as", "history")
    assert (again["visits"], again["new"], again["version"]["version"]) == (3, 0, 2)
    before = terminal.json("import", TINY)["provinces"][0]["counts"]["history"]
    terminal.json("import-plan", path, *MAPS, "--as", "history")
    assert terminal.json("import", TINY)["provinces"][0]["counts"]["history"] == before


def test_a_month_becomes_a_plan_for_each_of_its_weeks(terminal, tmp_path):
    path = a_schedule(
        tmp_path,
        "U1,2026-12-09,58010101,id_card,6",
        "U1,2026-11-30,58010101,id_card,20",
        "U1,2026-12-01,58010102,id_card,5",
    )
    told = terminal.json("import-plan", path, *MAPS)
    weeks = [(w["summary"]["start"], w["summary"]["people_served"]) for w in told["weeks"]]
    assert weeks == [("2026-11-30", 25), ("2026-12-07", 6)]
    assert told["summary"] == told["weeks"][0]["summary"]


def test_the_same_file_again_is_the_same_plan(terminal, tmp_path):
    path = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,20")
    first = terminal.json("import-plan", path, *MAPS)
    again = terminal.json("import-plan", path, *MAPS)
    assert (first["is_known"], again["is_known"]) == (False, True)
    assert [w["summary"]["digest"] for w in (again, first)] == [first["summary"]["digest"]] * 2
    assert again["summary"]["id"] == first["summary"]["id"]
    assert len(terminal.json("plans")["plans"]) == 1
    other = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,19")
    assert not terminal.json("import-plan", other, *MAPS)["is_known"]
    assert len(terminal.json("plans")["plans"]) == 2


PUBLISHED = ("--as", "published", "--by", "ปลัดอำเภอ", "--approved-by", "นายอำเภอ")


def test_a_published_schedule_is_seen_by_the_week_after(terminal, tmp_path):
    path = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,26")
    next_week = Horizon(start=date(2026, 12, 7))

    def visits() -> set[tuple[str, date, VisitState]]:
        with closing(bootstrap(Settings(data_dir=terminal.data_dir))) as planner:
            history = request_of_week(planner.store, "58", next_week).history
        return {(v.service_code, v.date, v.state) for v in history if v.village_code == "58010101"}

    announced = ("id_card", date(2026, 11, 30), VisitState.PUBLISHED)
    assert announced not in visits()
    told = terminal.json("import-plan", path, *MAPS, *PUBLISHED)
    assert (told["summary"]["state"], told["verdict"]["violations"]) == ("published", [])
    assert announced in visits()
    again = terminal.json("import-plan", path, *MAPS, *PUBLISHED)
    assert (again["is_known"], again["summary"]["id"]) == (True, told["summary"]["id"])
    assert terminal.json("plans")["plans"][0]["state"] == "published"


def test_publishing_a_schedule_needs_two_persons_and_free_days(terminal, tmp_path):
    path = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,20")
    alone = (*PUBLISHED[:4], "--approved-by", PUBLISHED[3])
    assert terminal.json("import-plan", path, *MAPS, *alone, code=2)["error"]["code"]
    terminal.json("import-plan", path, *MAPS, *PUBLISHED[:4], code=2)
    assert terminal.json("plans")["plans"] == []
    first = terminal.json("import-plan", path, *MAPS, *PUBLISHED)["summary"]["id"]
    other = a_schedule(tmp_path, "U1,2026-12-01,58010101,id_card,20")
    terminal.json("import-plan", other, *MAPS, *PUBLISHED, code=2)
    assert len(terminal.json("plans")["plans"]) == 1
    terminal.json("import-plan", other, *MAPS, *PUBLISHED, "--replaces", first)
    states = {plan["id"]: plan["state"] for plan in terminal.json("plans")["plans"]}
    assert sorted(states.values()) == ["published", "withdrawn"]
    assert states[first] == "withdrawn"


def test_a_published_schedule_that_breaks_rules_needs_a_reason(terminal, tmp_path):
    path = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,9000")
    terminal.json("import-plan", path, *MAPS, *PUBLISHED, code=2)
    told = terminal.json("import-plan", path, *MAPS, *PUBLISHED, "--reason", "ประกาศไปแล้ว", code=3)
    assert told["summary"]["state"] == "published"
    assert told["is_known"]


def test_two_plans_are_put_side_by_side(terminal, tmp_path):
    path = a_schedule(tmp_path, "U1,2026-11-30,58010101,id_card,20")
    mine = terminal.json("import-plan", path, *MAPS)["summary"]["id"]
    terminal.run("compare", mine, code=2)
    made = terminal.json("plan", "--week", "2026-W49", "--seconds", 1)["summary"]["id"]
    told = terminal.json("compare", mine)
    assert (told["plan"]["id"], told["other"]["id"]) == (mine, made)
    assert {change["kind"] for change in told["changes"]} <= {"added", "moved", "people", "dropped"}
    turned = terminal.json("compare", made, mine)
    assert len(turned["changes"]) == len(told["changes"])
    assert terminal.json("compare", made)["other"]["id"] == mine
    shown = terminal.run("compare", mine, "--language", "en")
    assert "The optimiser's plan" in shown
    assert "58010101" in shown
