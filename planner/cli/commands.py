"""Every command by name, and the module that holds it: loaded when the command is asked for.

A command draws in the libraries of its work (the solver, tables, maps), seconds of start; the names
and the first page of help need none of them.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer

from planner.cli.overview import SpokenCommand, SpokenGroup
from planner.cli.speech import help_text

COMMANDS: dict[str, str] = {
    "demo": "planner.cli.demo:demo_command",
    "template": "planner.cli.files:template_command",
    "import": "planner.cli.data:import_command",
    "import-plan": "planner.cli.schedules:import_plan_command",
    "place": "planner.cli.hand:place_command",
    "hamlet": "planner.cli.hand:hamlet_command",
    "people": "planner.cli.hand:people_command",
    "travel": "planner.cli.data:travel_command",
    "access": "planner.cli.access:access_command",
    "plan": "planner.cli.plans:plan_command",
    "quarter": "planner.cli.quarter:quarter_command",
    "national": "planner.cli.national:national_command",
    "weekly": "planner.cli.weekly:weekly_command",
    "plans": "planner.cli.listing:plans_command",
    "show": "planner.cli.plans:show_command",
    "explain": "planner.cli.explain:explain_command",
    "check": "planner.cli.plans:check_command",
    "rebuild": "planner.cli.auditing:rebuild_command",
    "dossier": "planner.cli.auditing:dossier_command",
    "compare": "planner.cli.compare:compare_command",
    "value-of": "planner.cli.worth:value_of_command",
    "fairness": "planner.cli.fairness:fairness_command",
    "debts": "planner.cli.promised:debts_command",
    "approve": "planner.cli.life:approve_command",
    "publish": "planner.cli.life:publish_command",
    "withdraw": "planner.cli.life:withdraw_command",
    "map": "planner.cli.outputs:map_command",
    "export": "planner.cli.outputs:export_command",
    "backup": "planner.cli.backups:backup_command",
    "restore": "planner.cli.backups:restore_command",
    "move": "planner.cli.backups:move_command",
    "worker": "planner.cli.worker:worker_command",
    "workers": "planner.cli.worker:workers_command",
    "prepare": "planner.cli.prepare:prepare_command",
}
"""Single commands; `api` adds `serve` and `doctor`."""
GROUPS: dict[str, str] = {
    "audit": "planner.cli.audit:audit_app",
    "members": "planner.cli.members:members_app",
    "samples": "planner.cli.samples:samples_app",
    "requests": "planner.cli.requests:requests_app",
    "tell": "planner.cli.telling:tell_app",
    "roads": "planner.cli.roads:roads_app",
}
"""Commands with commands of their own."""


class Waiting(MutableMapping[str, Any]):
    """Commands of Typer's own kind by name; each is loaded when somebody takes it out."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = loaded(name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*COMMANDS, *GROUPS])

    def __len__(self) -> int:
        return len(COMMANDS) + len(GROUPS)


def loaded(name: str) -> Any:
    """The command of a name as Typer builds it; raises `KeyError` for a name nobody knows."""
    module, _, attribute = (COMMANDS.get(name) or GROUPS[name]).partition(":")
    held = getattr(import_module(module), attribute)
    told = help_text(f"cli_help_{name}")
    shelf = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    if name in COMMANDS:
        shelf.command(name, cls=SpokenCommand, help=told)(held)
    else:
        shelf.add_typer(held, name=name, cls=SpokenGroup, help=told)
    return typer.main.get_group(shelf).commands[name]
