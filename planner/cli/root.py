"""The root command: options that all commands share, and how errors are told."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from geodata.errors import GeodataError
from planner.cli import (
    access,
    auditing,
    backups,
    compare,
    data,
    demo,
    explain,
    fairness,
    files,
    hand,
    life,
    national,
    outputs,
    plans,
    prepare,
    promised,
    quarter,
    schedules,
    weekly,
    worker,
    worth,
)
from planner.cli.audit import audit_app
from planner.cli.complaints import complain
from planner.cli.desk import new_desk
from planner.cli.logs import configure_logs
from planner.cli.members import members_app
from planner.cli.overview import SpokenCommand, SpokenGroup
from planner.cli.requests import requests_app
from planner.cli.roads import roads_app
from planner.cli.samples import samples_app
from planner.cli.speech import help_text
from planner.cli.telling import tell_app
from planner.domain.errors import PlannerError
from planner.settings import Settings
from planner.words import Language

INTERRUPTED = 130
SHARED_FLAGS = ("--json", "--verbose")
SHARED_OPTIONS = ("--language", "--data-dir")


class Root(SpokenGroup):
    """Lets shared options stand anywhere, and turns errors into words and an exit code.

    Typer carries its own copy of Click, whose context has no public name: hence `Any`.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move shared options to the front, where the root command reads them."""
        rest: list[str] = super().parse_args(ctx, _shared_first(args))
        return rest

    def invoke(self, ctx: Any) -> Any:
        """Run a command; an expected error becomes words, never a traceback."""
        try:
            return super().invoke(ctx)
        except (PlannerError, GeodataError) as error:
            raise typer.Exit(complain(ctx.obj, error)) from None
        except KeyboardInterrupt:
            ctx.obj.remark("cli_interrupted")
            raise typer.Exit(INTERRUPTED) from None


def _shared_first(args: list[str]) -> list[str]:
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(args)
    for arg in waiting:
        if arg == "--":
            return [*front, *rest, arg, *waiting]
        if arg in SHARED_FLAGS or arg.startswith(tuple(f"{name}=" for name in SHARED_OPTIONS)):
            front.append(arg)
        elif arg in SHARED_OPTIONS:
            front.extend([arg, *[value for value in [next(waiting, None)] if value is not None]])
        else:
            rest.append(arg)
    return [*front, *rest]


app = typer.Typer(
    name="planner",
    cls=Root,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=help_text("cli_help"),
)


@app.callback()
def root(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=help_text("cli_help_json"))] = False,
    language: Annotated[Language | None, typer.Option(help=help_text("cli_help_language"))] = None,
    data_dir: Annotated[Path | None, typer.Option(help=help_text("cli_help_data_dir"))] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help=help_text("cli_help_verbose"))] = False,
) -> None:
    """Shared options; they may stand before or after the command."""
    chosen: dict[str, Any] = {"language": language, "data_dir": data_dir}
    settings = Settings(**{name: value for name, value in chosen.items() if value is not None})
    context.obj = new_desk(settings, as_json=as_json)
    configure_logs(is_verbose=verbose or settings.log_level == "info", form=settings.log_format)


COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo.demo_command,
    "template": files.template_command,
    "import": data.import_command,
    "import-plan": schedules.import_plan_command,
    "place": hand.place_command,
    "hamlet": hand.hamlet_command,
    "people": hand.people_command,
    "travel": data.travel_command,
    "access": access.access_command,
    "plan": plans.plan_command,
    "quarter": quarter.quarter_command,
    "national": national.national_command,
    "weekly": weekly.weekly_command,
    "plans": plans.plans_command,
    "show": plans.show_command,
    "explain": explain.explain_command,
    "check": plans.check_command,
    "rebuild": auditing.rebuild_command,
    "dossier": auditing.dossier_command,
    "compare": compare.compare_command,
    "value-of": worth.value_of_command,
    "fairness": fairness.fairness_command,
    "debts": promised.debts_command,
    "approve": life.approve_command,
    "publish": life.publish_command,
    "withdraw": life.withdraw_command,
    "map": outputs.map_command,
    "export": outputs.export_command,
    "backup": backups.backup_command,
    "restore": backups.restore_command,
    "move": backups.move_command,
    "worker": worker.worker_command,
    "workers": worker.workers_command,
    "prepare": prepare.prepare_command,
}
for name, command in COMMANDS.items():
    told = help_text(f"cli_help_{name}")
    app.command(name, cls=SpokenCommand, help=told)(command)
GROUPS = {
    "audit": audit_app,
    "members": members_app,
    "samples": samples_app,
    "requests": requests_app,
    "tell": tell_app,
    "roads": roads_app,
}
for name, group in GROUPS.items():
    told = help_text(f"cli_help_{name}")
    app.add_typer(group, name=name, cls=SpokenGroup, help=told)
