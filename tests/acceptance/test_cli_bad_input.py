"""What is wrong is told at once, in words, with the right exit code; nothing is half done."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import app
from planner.cli.commands import COMMANDS
from planner.words import Language, say

TINY = Path(__file__).parents[1] / "data" / "tiny_province"


@pytest.fixture
def runner(tmp_path: Path) -> CliRunner:
    return CliRunner(env={"PLANNER_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "220"})


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "dataset"))


def spoil(dataset: Path, name: str, old: str, new: str) -> None:
    file = dataset / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_all_faults_are_told_at_once_and_nothing_is_stored(
    runner: CliRunner, dataset: Path
) -> None:
    spoil(dataset, "units.csv", "van", "balloon")
    spoil(dataset, "demand.csv", "58010101,", "99999999,")
    spoil(dataset, "roads/speeds.csv", "rural", "lunar")
    (dataset / "services.csv").unlink()
    result = runner.invoke(app, ["import", str(dataset), "--json"])
    assert result.exit_code == 2
    findings = json.loads(result.stdout)["error"]["findings"]
    told = {(f["file"], f["row"]) for f in findings}
    assert {("units.csv", 2), ("services.csv", None)} <= told
    assert {"demand.csv", "speeds.csv"} <= {f["file"] for f in findings}
    plans = runner.invoke(app, ["plan", "--json"])
    assert plans.exit_code == 2
    assert json.loads(plans.stdout)["error"]["code"] == "not_found"


def test_findings_are_a_table_with_what_to_do(runner: CliRunner, dataset: Path) -> None:
    spoil(dataset, "units.csv", "van", "balloon")
    for language in ("th", "en"):
        result = runner.invoke(app, ["import", str(dataset), "--language", language])
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "balloon" in result.stderr
        assert "vehicle_class" in result.stderr
        assert say("cli_column_advice", Language(language)) in result.stderr
        assert "Traceback" not in result.stderr


def test_names_made_of_terminal_codes_do_nothing(runner: CliRunner, dataset: Path) -> None:
    spoil(dataset, "units.csv", "van", "[bold]\x1b[31mvan")
    result = runner.invoke(app, ["import", str(dataset)])
    assert result.exit_code == 2
    assert "\x1b[31m" not in result.output
    assert "[bold]" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["import", "nowhere"], "nowhere"),
        (["show", "58-1"], "58-1"),
        (["check"], "latest"),
        (["plan", "--language", "en"], "No data yet: run `planner import FOLDER`"),
        (["plan", "--language", "th"], "ยังไม่มีข้อมูล"),
        (["import-plan", "week.csv", "--language", "en"], "No data yet"),
    ],
)
def test_things_that_are_not_there_are_named(runner: CliRunner, args: list[str], said: str) -> None:
    result = runner.invoke(app, args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "kind=" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("days", [("--week", "2026-W49"), ("--start", "2026-11-30")])
def test_a_plan_made_again_keeps_its_own_days(runner: CliRunner, days: tuple[str, str]) -> None:
    result = runner.invoke(app, ["plan", "--again", "58-20261130-1", *days])
    assert result.exit_code == 2
    assert days[0] in result.stderr
    assert "58-20261130-1" not in result.stderr


def test_a_province_that_is_not_there_is_named(runner: CliRunner, dataset: Path) -> None:
    runner.invoke(app, ["import", str(dataset)])
    result = runner.invoke(app, ["plan", "--province", "50", "--language", "en"])
    assert "There is no province 50 (known: 58)" in result.stderr
    assert "kind=" not in result.stderr
    told = json.loads(runner.invoke(app, ["plan", "--province", "50", "--json"]).stdout)
    assert told["error"]["facts"] == {"kind": "province", "id": "50", "known": "58"}


@pytest.mark.parametrize(
    "args",
    [
        ["--week", "2026-W99"],
        ["--week", "soon"],
        ["--start", "30/11/2026"],
        ["--week", "2026-W49", "--start", "2026-11-30"],
        ["--pin", "Mae Hong Son"],
        ["--pin", "58010101@2026-13-01"],
        ["--days", "0"],
        ["--units", "U99"],
        ["--seconds", "-1"],
        ["--language", "fr"],
    ],
)
def test_options_that_mean_nothing_are_refused(
    runner: CliRunner, dataset: Path, args: list[str]
) -> None:
    runner.invoke(app, ["import", str(dataset)])
    result = runner.invoke(app, ["plan", *args])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


def test_a_data_directory_that_cannot_be_written_is_said(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    result = runner.invoke(app, ["plans", "--data-dir", str(tmp_path / "file")])
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_every_command_has_help_in_the_list(runner: CliRunner) -> None:
    result = runner.invoke(app, ["--help"])
    assert result.exit_code == 0
    assert all(f"  {name} " in result.stdout for name in COMMANDS)
    for name in COMMANDS:
        assert runner.invoke(app, [name, "--help"]).exit_code == 0
