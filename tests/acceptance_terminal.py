"""The command line with a data directory of its own, for acceptance tests."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from planner.cli import app
from tests.casts import put_down, taken

TINY = Path(__file__).parent / "data" / "tiny_province"
WEEK = "2026-W49"
IMPORTED: dict[str, bytes] = {}
PLANNED: dict[str, bytes] = {}


class Terminal:
    """Runs commands in this process; each has its exit code checked."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.runner = CliRunner(env={"PLANNER_DATA_DIR": str(data_dir), "COLUMNS": "200"})

    def run(self, *args: object, code: int = 0) -> str:
        """What a command writes to stdout."""
        result = self.runner.invoke(app, [str(arg) for arg in args])
        assert result.exit_code == code, result.output
        return result.stdout

    def json(self, *args: object, code: int = 0) -> Any:
        """What a command answers with `--json`."""
        return json.loads(self.run(*args, "--json", code=code))


def put_tiny(terminal: Terminal) -> None:
    """Import the tiny province; once a process by the command, then by a copy of what it made."""
    if IMPORTED:
        put_down(IMPORTED, terminal.data_dir)
        return
    terminal.run("import", TINY)
    IMPORTED.update(taken(terminal.data_dir))


def put_planned(terminal: Terminal) -> None:
    """The same, and its week planned as a draft in a second of computing."""
    if PLANNED:
        put_down(PLANNED, terminal.data_dir)
        return
    put_tiny(terminal)
    terminal.run("plan", "--week", WEEK, "--seconds", 1)
    PLANNED.update(taken(terminal.data_dir))
