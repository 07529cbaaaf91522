"""`planner backup`, `restore` and `move`: the whole store in one file, back, or elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.desk import ACTOR, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.backups import Digests
from planner.usecases.backups import back_up, restore


def backup_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(dir_okay=False, help=help_text("cli_help_backup_file"))],
) -> None:
    """Write a backup: database, roads and boundaries, each named by its digest."""
    desk = desk_of(context)
    with desk.planner() as planner:
        manifest = back_up(
            planner.store,
            planner.copier,
            planner.clock,
            desk.settings.data_dir,
            file,
            actor=ACTOR,
        )
    desk.line("cli_backup_done", path=file, **_counts(manifest.tables))
    desk.remark("cli_backup_private")
    desk.answer(to_data(manifest))


def restore_command(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help=help_text("cli_help_restore_file")),
    ],
) -> None:
    """Fill an empty store from a backup, and compare."""
    desk = desk_of(context)
    with desk.planner() as planner:
        manifest = restore(planner.copier, desk.settings.data_dir, file)
    desk.line("cli_restore_done", made=manifest.made_at, **_counts(manifest.tables))
    desk.answer(to_data(manifest))


def move_command(
    context: typer.Context,
    to: Annotated[str, typer.Option(help=help_text("cli_help_move_to"))],
) -> None:
    """Copy the whole store into an empty database, and compare."""
    desk = desk_of(context)
    with desk.planner() as planner:
        digests = planner.copier.move(to)
    desk.line("cli_move_done", **_counts(digests))
    desk.line("cli_move_setting")
    desk.answer({"tables": {name: to_data(told) for name, told in digests.items()}})


def _counts(digests: Digests) -> dict[str, int]:
    return {"tables": len(digests), "rows": sum(told.rows for told in digests.values())}
