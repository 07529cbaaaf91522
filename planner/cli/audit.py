"""`planner audit verify` and `planner audit head`: is the log whole, and how far does it reach."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.complaints import VIOLATIONS
from planner.cli.desk import desk_of
from planner.cli.overview import SpokenCommand
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.usecases.audit import audit_head, read_heads, verify_audit, write_head

audit_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@audit_app.command("verify", cls=SpokenCommand, help=help_text("cli_help_audit_verify"))
def verify_command(
    context: typer.Context,
    head: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help=help_text("cli_help_audit_heads")),
    ] = None,
) -> None:
    """Walk along the chain; exit code 3 when an entry does not fit."""
    desk = desk_of(context)
    heads = () if head is None else read_heads(head)
    with desk.planner() as planner:
        verdict = verify_audit(planner.store, heads)
    if verdict.first_bad is not None:
        desk.line("cli_audit_bad", number=verdict.first_bad)
    elif verdict.missing_head is not None:
        desk.line("cli_audit_cut", number=verdict.missing_head, entries=verdict.entries)
    else:
        desk.line("cli_audit_whole", entries=verdict.entries, digest=verdict.head_digest[:16])
    desk.answer(to_data(verdict) | {"is_whole": verdict.is_whole, "heads": len(heads)})
    if not verdict.is_whole:
        raise typer.Exit(VIOLATIONS)


@audit_app.command("head", cls=SpokenCommand, help=help_text("cli_help_audit_head"))
def head_command(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help=help_text("cli_help_audit_out"))
    ] = None,
) -> None:
    """Tell the newest entry; with `--out` add it to a file of heads."""
    desk = desk_of(context)
    with desk.planner() as planner:
        head = audit_head(planner.store)
    if head is None:
        desk.line("cli_audit_empty")
    else:
        desk.line("cli_audit_head", number=head.number, digest=head.digest)
        if out is not None:
            write_head(head, out)
            desk.line("cli_audit_head_written", path=out)
    desk.answer({"head": None if head is None else to_data(head)})
