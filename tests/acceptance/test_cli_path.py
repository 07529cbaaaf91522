"""Village file in, plan and map out, by the command line, on the tiny province."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.acceptance_terminal import TINY, WEEK, Terminal, put_planned, put_tiny


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A province imported and a week planned, for tests that only look at it."""
    terminal = Terminal(tmp_path_factory.mktemp("planned"))
    put_planned(terminal)
    return terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data")


def test_an_import_says_what_came_in(terminal: Terminal) -> None:
    told = terminal.json("import", TINY)
    (province,) = told["provinces"]
    assert (province["code"], province["version"]) == ("58", 1)
    assert province["counts"]["villages"] == 6
    assert terminal.json("import", TINY)["provinces"][0]["version"] == 2


def test_travel_times_are_made_for_every_profile(planned: Terminal) -> None:
    told = planned.json("travel", "--week", WEEK)
    assert [p["profile"] for p in told["profiles"]] == ["pickup_4wd/dry", "van/dry"]
    assert all(p["engine"].startswith("road_") and p["median_s"] > 0 for p in told["profiles"])


def test_a_stored_plan_is_listed_shown_and_clean(planned: Terminal) -> None:
    (summary,) = planned.json("plans")["plans"]
    assert summary["id"] == "58-20261130-1"
    assert summary["people_served"] > 0
    assert summary["is_clean"]
    shown = planned.run("show", "--language", "en")
    assert "58-20261130-1" in shown
    assert f"{summary['people_served']:,} people served, counted per service" in shown
    document = planned.json("show", "58-20261130-1")
    served = sum(
        serving["people"]
        for trip in document["plan"]["trips"]
        for route in trip["routes"]
        for stop in route["stops"]
        for serving in stop["servings"]
    )
    assert served == summary["people_served"]
    check = planned.json("check")
    assert (check["is_clean"], check["differences"]) == (True, [])
    assert check["digest"] == summary["digest"]


def test_a_plan_becomes_map_workbook_sheets_and_geojson(planned: Terminal, tmp_path: Path) -> None:
    map_files = planned.json("map", "--out", tmp_path)["files"]
    files = planned.json("export", "--out", tmp_path)["files"]
    html = Path(map_files["map"][0]).read_text("utf-8")
    document = planned.json("show")
    visited = {
        stop["place_code"]
        for trip in document["plan"]["trips"]
        for route in trip["routes"]
        for stop in route["stops"]
    }
    assert visited
    assert "<html" in html
    assert "บ้าน" in html
    sheets = openpyxl.load_workbook(files["workbook"][0], read_only=True)
    assert sheets.sheetnames
    sheets.close()
    units = {trip["unit_code"] for trip in document["plan"]["trips"]}
    assert len(files["sheets"]) == len(units)
    assert all(Path(file).read_bytes().startswith(b"%PDF-") for file in files["sheets"])
    geojson = json.loads(Path(files["geojson"][0]).read_text("utf-8"))
    assert geojson["type"] == "FeatureCollection"
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_pins_and_chosen_units_are_kept(terminal: Terminal) -> None:
    put_planned(terminal)
    village = terminal.json("show")["plan"]["trips"][0]["routes"][0]["stops"][0]["servings"][0]
    code = village["village_code"]
    without = terminal.json("plan", "--week", WEEK, "--seconds", 1, "--pin", f"!{code}")
    document = terminal.json("show", without["summary"]["id"])
    assert code not in {
        serving["village_code"]
        for trip in document["plan"]["trips"]
        for route in trip["routes"]
        for stop in route["stops"]
        for serving in stop["servings"]
    }
    only = terminal.json("plan", "--week", WEEK, "--seconds", 1, "--units", "U1")
    trips = terminal.json("show", only["summary"]["id"])["plan"]["trips"]
    assert {trip["unit_code"] for trip in trips} == {"U1"}


def test_a_reproducible_plan_made_again_is_the_same(terminal: Terminal) -> None:
    put_tiny(terminal)
    wish = ("plan", "--reproducible", "--rounds", 3, "--seconds", 30)
    first = terminal.json(*wish, "--week", WEEK)["summary"]
    again = terminal.json(*wish, "--again", first["id"])["summary"]
    assert again["id"] != first["id"]
    assert again["digest"] == first["digest"]
    told = terminal.run(*wish, "--again", first["id"], "--language", "en")
    people = f"{first['people_served']:,}"
    assert f"As good as {first['id']}, point for point: {people} people served" in told


def test_a_changed_plan_is_found_out(terminal: Terminal) -> None:
    put_planned(terminal)
    with sqlite3.connect(terminal.data_dir / "planner.sqlite") as database:
        (text,) = database.execute("SELECT document FROM plans").fetchone()
        plan = json.loads(text)
        plan["trips"][0]["routes"][0]["stops"][0]["servings"][0]["people"] += 1000
        database.execute("UPDATE plans SET document = ?", (json.dumps(plan),))
    database.close()
    told = terminal.json("check", code=3)
    assert "plan" in told["differences"]
    assert {"capacity", "demand"} <= {v["rule"] for v in told["verdict"]["violations"]}
    assert "Capacity of a visit" in terminal.run("check", "--language", "en", code=3)


PLAIN = "from planner.cli import app; app()"
PATIENT = """
import time
import planner.optimiser.process
from planner.cli import app
from planner.ports import Progress

solve = planner.optimiser.process.solve_in_child

def solve_patiently(request, travel, params, *, on_progress, should_stop):
    on_progress(Progress(value=1, bound=None, people_served=1, rounds=0, cpu_s=0.0, wall_s=0.0))
    while not should_stop():
        time.sleep(0.05)
    return solve(request, travel, params)

planner.optimiser.process.solve_in_child = solve_patiently
app()
"""

STUBBORN = PATIENT.replace("not should_stop()", "True")


def cli(data_dir: Path, *args: str, program: str = PLAIN) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, *args],
        env={**os.environ, "PLANNER_DATA_DIR": str(data_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_said(child: subprocess.Popen[str], text: str) -> None:
    assert child.stderr is not None
    said = ""
    while text not in said:
        line = child.stderr.readline()
        assert line, said
        said += line


def test_ctrl_c_keeps_the_best_plan(terminal: Terminal) -> None:
    put_tiny(terminal)
    wish = ("plan", "--week", WEEK, "--seconds", "1", "--language", "en")
    child = cli(terminal.data_dir, *wish, program=PATIENT)
    until_said(child, "First plan")
    child.send_signal(signal.SIGINT)
    until_said(child, "keeping the best")
    out, err = child.communicate(timeout=600)
    assert child.returncode == 0, err
    assert "58-20261130-1" in out
    assert "stopped by hand; the best plan so far was kept as 58-20261130-1" in err
    assert "Traceback" not in err
    assert terminal.json("check")["is_clean"]


def test_a_second_ctrl_c_gives_up(terminal: Terminal) -> None:
    put_tiny(terminal)
    wish = ("plan", "--week", WEEK, "--language", "en")
    child = cli(terminal.data_dir, *wish, program=STUBBORN)
    until_said(child, "First plan")
    child.send_signal(signal.SIGINT)
    until_said(child, "keeping the best")
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=600)
    assert child.returncode == 130, err
    assert "Traceback" not in err
    assert out == ""
    assert terminal.json("plans") == {"plans": []}


@pytest.mark.slow
def test_a_worker_carries_out_what_was_queued(terminal: Terminal) -> None:
    put_tiny(terminal)
    queued = terminal.json("plan", "--week", WEEK, "--seconds", 1, "--queue")
    assert queued["state"] == "accepted"
    worker = cli(terminal.data_dir, "worker", "--until-idle", "--json")
    out, err = worker.communicate(timeout=600)
    assert worker.returncode == 0, err
    (done,) = json.loads(out)["runs"]
    assert done["run_id"] == queued["run_id"]
    assert terminal.json("check", done["plan_id"])["is_clean"]
