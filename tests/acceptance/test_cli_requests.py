"""Requests and telling villages by the command line: filed, decided, planned, told, written."""

import shutil
import zipfile
from pathlib import Path

import pytest

from planner.cli import app
from planner.inputs import read_dataset
from tests.acceptance_terminal import TINY, Terminal


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    folder = tmp_path_factory.mktemp("requests")
    shutil.copytree(TINY, folder / "tiny")
    made = Terminal(folder / "data")
    made.run("import", folder / "tiny")
    return made


@pytest.fixture(scope="module")
def plan(terminal: Terminal) -> str:
    made = terminal.json("plan", "--week", "2035-W10", "--seconds", 2)
    plan_id = str(made["summary"]["id"])
    terminal.run("approve", plan_id, "--by", "head")
    terminal.run("publish", plan_id, "--by", "maker")
    return plan_id


def test_a_request_is_filed_listed_and_decided(terminal: Terminal) -> None:
    data, _ = read_dataset(TINY)
    row = data.demands[0]
    filed = terminal.json(
        "requests", "file", row.village_code, row.service_code, 3, "--by", "office"
    )
    receipt = filed["request"]["receipt"]
    assert len(filed["code"]) == 8
    assert receipt in terminal.run("requests")
    (listed,) = terminal.json("requests", "--near-breach", 3660)["requests"]
    assert (listed["receipt"], "code" in listed) == (receipt, False)
    found = terminal.json("requests", "options", receipt, "--weeks", 1)
    assert len(found["weeks"]) == 1
    decided = terminal.json("requests", "decide", receipt, "--by", "head", "--week", "2035-03-07",
                            code=2)  # fmt: skip
    assert decided["error"]["code"] == "invalid_document"
    decided = terminal.json("requests", "decide", receipt, "--by", "head")
    assert decided["request"]["state"] == "accepted"
    refused = terminal.json(
        "requests", "decide", receipt, "--by", "head", "--no-accept", "--reason", "x", code=2
    )
    assert refused["error"]["code"] == "wrong_state"


def test_villages_are_told_and_letters_written(
    terminal: Terminal, plan: str, tmp_path: Path
) -> None:
    lines = terminal.json("tell", "list", plan)["lines"]
    assert lines
    assert {line["state"] for line in lines} == {"not_told"}
    key = lines[0]["key"]
    assert "หน่วยบริการเคลื่อนที่" in terminal.run("tell", "text", plan, key)
    out = tmp_path / "all.zip"
    terminal.run("tell", "letters", plan, "--out", out)
    assert len(zipfile.ZipFile(out).namelist()) == len(lines)
    terminal.run("tell", "letters", plan, "--out", tmp_path / "all.pdf")
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")
    # The short number of a line names the same visit as its key.
    assert terminal.json("tell", "text", plan, "1")["texts"]["1"] in terminal.run(
        "tell", "text", plan, key
    )
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    marked = terminal.json("tell", "mark", plan, "1", "--by", "planner", "--means", "chat")
    assert marked["records"][0]["notice"]["village_code"] == key[:8]
    number = marked["records"][0]["number"]
    assert len(terminal.json("tell", "list", plan, "--show", "told")["lines"]) == 1
    terminal.run("tell", "take-back", plan, number, "--by", "planner")
    everybody = terminal.json("tell", "mark", plan, "--all", "--by", "planner")
    assert len(everybody["records"]) == len(lines)


def test_requests_that_came_with_the_data_are_listed_too(terminal: Terminal) -> None:
    data, _ = read_dataset(TINY)
    told = terminal.json("requests", "--near-breach", 3660)["given"]
    assert (
        [one["request"]["code"] for one in told]
        == [one.code for one in data.requests]
        == ["R1", "R2"]
    )
    assert all(one["request"]["code"] in terminal.run("requests") for one in told)


def test_letters_of_a_draft_are_told_to_be_a_preview(terminal: Terminal, plan: str) -> None:
    draft = terminal.json("plan", "--week", "2034-W10", "--seconds", 2)["summary"]["id"]
    out = terminal.data_dir.parent / "draft.pdf"
    said = terminal.run("--language", "en", "tell", "letters", draft, "--out", out)
    assert "not published" in said
    assert "not published" not in terminal.run(
        "--language", "en", "tell", "letters", plan, "--out", out
    )


def test_a_request_nobody_filed_is_told_in_its_own_words(terminal: Terminal) -> None:
    asked = ["--language", "en", "requests", "options"]
    assert "There is no request x" in terminal.runner.invoke(app, [*asked, "x"]).output
    assert "came with the data" in terminal.runner.invoke(app, [*asked, "R1"]).output


def test_a_weekday_nobody_knows_is_told_with_those_that_are_known(terminal: Terminal) -> None:
    refused = terminal.runner.invoke(app, ["weekly", "58", "--day", "wedding"])
    assert refused.exit_code == 2
    assert "wedding" in refused.output
    assert "wed thu" in refused.output
