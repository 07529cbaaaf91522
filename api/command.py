"""The console script `planner`: every command of `planner.cli`, and those of the web door.

The web framework is loaded by `serve` only: the other commands start without it.
"""

from planner.cli import app
from planner.cli.commands import COMMANDS

COMMANDS["serve"] = "api.serving:serve_command"
COMMANDS["doctor"] = "api.serving:doctor_command"


def main() -> None:
    """Run the command line."""
    app()
