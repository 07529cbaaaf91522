"""Plans led on, backups, the audit log and the doctor, by the command line."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.command import app
from tests.acceptance_terminal import Terminal, put_planned


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    folder = tmp_path_factory.mktemp("planned")
    terminal = Terminal(folder)
    put_planned(terminal)
    return terminal


def folder_of(terminal: Terminal) -> Path:
    return Path(terminal.runner.env["PLANNER_DATA_DIR"] or "")


def test_two_persons_publish_a_plan(planned: Terminal) -> None:
    plan = planned.json("plans")["plans"][0]["id"]
    refused = planned.json("publish", plan, "--by", "maker", code=2)
    assert refused["error"]["code"] == "wrong_state"
    approved = planned.json("approve", plan, "--by", "head")
    assert approved["summary"]["state"] == "approved"
    refused = planned.json("publish", plan, "--by", "head", code=2)
    assert refused["error"]["code"] == "second_person_needed"
    published = planned.json("publish", plan, "--by", "maker")
    assert published["summary"]["state"] == "published"
    assert planned.json("plans")["plans"][0]["state"] == "published"
    assert "เผยแพร่แล้ว" in planned.run("plans")
    withdrawn = planned.json("withdraw", plan, "--by", "maker", "--reason", "flood")
    assert [step["step"] for step in withdrawn["steps"]] == ["approve", "publish", "withdraw"]


def test_a_backup_goes_round(planned: Terminal, tmp_path: Path) -> None:
    told = planned.json("backup", tmp_path / "monday.zip")
    assert told["tables"]["plans"]["rows"] == 1
    assert planned.json("backup", tmp_path / "monday.zip", code=2)["error"]["code"] == "conflict"
    again = Terminal(tmp_path / "again")
    assert again.json("restore", tmp_path / "monday.zip")["tables"] == told["tables"]
    assert again.json("plans") == planned.json("plans")
    assert again.json("check")["is_clean"]
    moved = again.json("move", "--to", f"sqlite:///{tmp_path}/moved.sqlite")
    assert moved["tables"] == told["tables"]


def test_the_log_is_verified_and_a_change_is_found(planned: Terminal, tmp_path: Path) -> None:
    copy = Terminal(tmp_path / "copy")
    planned.run("backup", tmp_path / "now.zip")
    copy.run("restore", tmp_path / "now.zip")
    heads = tmp_path / "heads.jsonl"
    head = copy.json("audit", "head", "--out", heads)["head"]
    told = copy.json("audit", "verify", "--head", heads)
    assert (told["is_whole"], told["entries"], told["heads"]) == (True, head["number"], 1)
    database = folder_of(copy) / "planner.sqlite"
    change(database, f"DELETE FROM audit_entries WHERE number = {head['number']}")
    assert copy.json("audit", "verify")["is_whole"]
    cut = copy.json("audit", "verify", "--head", heads, code=3)
    assert (cut["missing_head"], cut["first_bad"]) == (head["number"], None)
    change(database, "UPDATE audit_entries SET actor = 'nobody' WHERE number = 2")
    assert copy.json("audit", "verify", code=3)["first_bad"] == 2
    assert "2" in copy.run("audit", "verify", code=3)


def change(database: Path, statement: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()


def doctor(terminal: Terminal, code: int, **environment: str) -> dict[str, Any]:
    """What the doctor says of each check, by its code."""
    env = terminal.runner.env | environment
    result = CliRunner(env=env).invoke(app, ["doctor", "--json"])
    assert result.exit_code == code, result.output
    told = json.loads(result.stdout)
    return {check["code"]: check for check in told["checks"]} | {"health": told["health"]}


def test_the_doctor_looks_at_everything(planned: Terminal) -> None:
    told = doctor(planned, 0)
    assert told["health"] == "advice"
    assert told["database"]["facts"]["kind"] == "sqlite"
    assert told["provinces"]["facts"] == {"count": 1}
    assert told["people"]["health"] == told["https"]["health"] == "advice"
    assert {told[c]["health"] for c in ("audit", "disk", "workers", "settings")} == {"good"}
    result = CliRunner(env=planned.runner.env).invoke(app, ["doctor"])
    assert "https" in result.stdout


def test_the_doctor_finds_what_is_wrong(planned: Terminal, tmp_path: Path) -> None:
    told = doctor(planned, 1, PLANNER_API_HOST="0.0.0.0", PLANNER_DATABSE_URL="x")
    assert told["https"]["health"] == "bad"
    assert told["settings"]["facts"] == {"names": "PLANNER_DATABSE_URL"}
    planned.run("backup", tmp_path / "now.zip")
    other = Terminal(tmp_path / "other")
    other.run("restore", tmp_path / "now.zip")
    other.run("plan", "--week", "2026-W50", "--queue")
    assert doctor(other, 1)["workers"]["health"] == "bad"


def test_accounts_are_kept_by_command(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "data")
    added = terminal.json("members", "add", "head", "--role", "approver", "--province", "58")
    assert added["member"]["roles"] == ["approver"]
    changed = terminal.json("members", "change", "head", "--role", "planner", "--close")
    assert (changed["member"]["roles"], changed["member"]["is_active"]) == (["planner"], False)
    assert terminal.json("members", "password", "head")["password"] != added["password"]
    assert [m["login"] for m in terminal.json("members", "list")["members"]] == ["head"]
    assert "ผู้วางแผน" in terminal.run("members", "list")
    assert terminal.json("members", "password", "nobody", code=2)["error"]["code"] == "not_found"
