"""The command line: every step of the path as a command of its own."""

from planner.cli.root import app

__all__ = ["app"]
