"""The first page of the command line: every command once, whole, in both languages."""

import shlex
import subprocess
import sys
from typing import Any

import pytest
import typer

import api.command  # noqa: F401  (adds serve and doctor)
from planner.cli import app
from planner.cli.overview import EXAMPLES, GROUPS
from planner.words import catalog

WIDTH = 80


def root() -> Any:
    return typer.main.get_command(app)


def test_every_command_stands_in_one_group_with_a_line_that_fits():
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(root().commands)
    widest = max(map(len, grouped))
    for name in grouped:
        for text in catalog()[f"cli_short_{name}"]:
            assert len(text) + widest + 4 <= WIDTH, text


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_first_page_is_whole_and_in_one_language(language):
    command = [sys.executable, "-m", "api.command", "--language", language, "--help"]
    code = f"import sys; sys.argv = {command[2:]!r}; from api.command import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "..." not in told.replace("[ARGS]...", "")
    thai = [line for line in told.splitlines() if any(ch >= "\u0e01" for ch in line)]
    assert bool(thai) == (language == "th")
    for name in root().commands:
        assert f"  {name} " in told


def test_examples_name_commands_and_options_that_exist():
    for lines in EXAMPLES.values():
        for line in lines:
            command, words = root(), shlex.split(line)[1:]
            while words and words[0] in getattr(command, "commands", {}):
                command = command.commands[words.pop(0)]
            params = [param for one in (root(), command) for param in one.params]
            known = {opt for param in params for opt in (*param.opts, *param.secondary_opts)}
            assert {word for word in words if word.startswith("--")} <= {*known, "--help"}, line
