"""A week planned anew and a caravan with a missing unit, by the command line."""

import shutil

import pytest

from planner.inputs import read_dataset
from tests.acceptance_terminal import TINY, Terminal

BRIEF = ("--seconds", 2)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    folder = tmp_path_factory.mktemp("promises")
    tiny = folder / "tiny"
    shutil.copytree(TINY, tiny)
    data, _ = read_dataset(tiny)
    units = ";".join(unit.code for unit in data.units[:2])
    row = (
        f"C1,คาราวาน,{data.stop_places[0].code},{data.packages[0].code},2026-12-02,10:00,{units},1"
    )
    (tiny / "caravans.csv").write_text(
        f"code,name_th,place_code,package_code,dates,opens_s,unit_codes,least_units\n{row}\n",
        encoding="utf-8",
    )
    made = Terminal(folder / "data")
    made.run("import", tiny)
    return made


@pytest.fixture(scope="module")
def first(terminal: Terminal) -> str:
    made = terminal.json("plan", "--week", "2026-W49", *BRIEF)
    assert made["promised"]["announced"] == 0
    return str(made["summary"]["id"])


def test_a_plan_is_kept_when_the_week_is_planned_anew(terminal: Terminal, first: str) -> None:
    anew = terminal.json(
        "plan", "--keep", first, "--change-budget", 0, "--as-of", "2026-11-30", *BRIEF
    )
    promised = anew["promised"]
    assert promised["announced"] > 0
    assert promised["changed"] == []
    shown = terminal.json("show", anew["summary"]["id"])
    assert shown["promised"] == promised
    compared = terminal.json("compare", first, anew["summary"]["id"])
    assert {change["kind"] for change in compared["changes"]} <= {"added", "people"}


def test_a_lost_unit_is_told_with_what_to_tell_whom(terminal: Terminal, first: str) -> None:
    served = terminal.json("show", first)["plan"]["trips"]
    units = sorted({trip["unit_code"] for trip in served})
    keep = ("plan", "--keep", first, "--units", units[0], "--as-of", "2026-11-30")
    refused = terminal.json(*keep, "--change-budget", 0, *BRIEF, code=1)
    assert refused["error"]["code"] == "too_many_changes"
    anew = terminal.json(*keep, *BRIEF)
    changed = anew["promised"]["changed"]
    assert {change["told"]["unit_code"] for change in changed} >= set(units[1:])
    assert all(change["short_notice"] for change in changed)
    text = terminal.run("show", anew["summary"]["id"])
    assert "ต้องแจ้งใหม่" in text


def test_missing_units_of_a_caravan_become_requests(terminal: Terminal) -> None:
    alone = terminal.json("plan", "--week", "2026-W49", "--units", _second(terminal), *BRIEF)
    (held,) = alone["promised"]["caravans"]
    assert held["missing"]
    owed = terminal.json("debts", alone["summary"]["id"])["debts"]
    assert owed
    assert terminal.json("debts", alone["summary"]["id"], "--file", "--by", "head")["filed"] == len(
        owed
    )
    again = terminal.json("debts", alone["summary"]["id"], "--file", "--by", "head")
    assert again["filed"] == 0


def _second(terminal: Terminal) -> str:
    data, _ = read_dataset(TINY)
    return str(data.units[1].code)


def test_options_that_exclude_each_other_are_refused(terminal: Terminal) -> None:
    terminal.run("plan", "--change-budget", 3, code=2)
    terminal.run("plan", "--keep", "latest", "--again", "latest", code=2)
