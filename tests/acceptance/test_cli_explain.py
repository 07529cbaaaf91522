"""Explaining and the quarter by the command line, on the tiny province."""

from pathlib import Path

import openpyxl
import pytest

from tests.acceptance_terminal import Terminal, put_tiny

WEEK = "2026-W49"
COUNTED = ("--reproducible", "--rounds", 2, "--seconds", 30)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A week planned, its most pressing rows explained."""
    terminal = Terminal(tmp_path_factory.mktemp("explained"))
    put_tiny(terminal)
    terminal.run("plan", "--week", WEEK, *COUNTED)
    return terminal


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_village_has_its_answer(planned: Terminal, language: str) -> None:
    document = planned.json("show")["plan"]
    village = document["unplanned"][0]["village_code"]
    told = planned.run("explain", "latest", village, "--cpu", 1, "--language", language)
    assert village in told
    answer = planned.json("explain", "latest", village, "--cpu", 1)
    assert answer["village_code"] == village
    assert answer["left_out"] or answer["visits"]


def test_an_unknown_village_is_refused(planned: Terminal) -> None:
    planned.run("explain", "latest", "58999999", code=2)


def test_a_plan_made_again_keeps_its_inputs(planned: Terminal) -> None:
    planned.run("plan", "--again", "latest", "--units", "U1", code=2)
    planned.run("plan", "--again", "latest", "--days", 3, code=2)


def test_what_is_reproducible_has_one_worker(planned: Terminal) -> None:
    planned.run("plan", "--week", WEEK, "--reproducible", "--workers", 2, code=2)


def test_a_quarter_is_stored_drafts_a_workbook_and_a_forecast(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "data")
    put_tiny(terminal)
    out = tmp_path / "quarter.xlsx"
    told = terminal.json("quarter", "--week", WEEK, "--weeks", 2, "--out", out, *COUNTED)
    first, second = told["quarter"]["weeks"]
    assert first["plan_id"] != second["plan_id"]
    assert len(terminal.json("plans")["plans"]) == 2
    plans = [terminal.json("show", week["plan_id"])["plan"] for week in (first, second)]
    assert plans[0]["start"] == "2026-11-30"
    assert plans[1]["start"] == "2026-12-07"
    assert first["people"] > 0
    assert all(terminal.json("check", week["plan_id"])["is_clean"] for week in (first, second))
    by_date = {visit["next_on"] for visit in told["quarter"]["visits"]}
    assert any(on and on < "2026-12-07" for on in by_date)
    book = openpyxl.load_workbook(out)
    assert len(book.worksheets) == 4
    assert book.worksheets[0].max_row == 3


def test_drafts_count_for_the_week_after_when_asked(planned: Terminal) -> None:
    served = {
        (serving["village_code"], serving["service_code"])
        for trip in planned.json("show", "latest")["plan"]["trips"]
        for route in trip["routes"]
        for stop in route["stops"]
        for serving in stop["servings"]
    }
    later = planned.json("plan", "--week", "2026-W50", "--drafts", *COUNTED)
    plan = planned.json("show", later["summary"]["id"])["plan"]
    calm = ("not_due", "too_soon")
    waiting = [entry for entry in plan["unplanned"] if entry["reason"] in calm]
    again = {(entry["village_code"], entry["service_code"]) for entry in waiting}
    assert served & again
