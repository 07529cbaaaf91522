"""`planner rebuild` and `planner dossier`: a plan verified, made again, and told in one file."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.complaints import VIOLATIONS
from planner.cli.desk import Desk, desk_of
from planner.cli.naming import named_plan
from planner.cli.plans import PLAN
from planner.cli.speech import help_text
from planner.usecases.dossier import dossier_data, dossier_of, dossier_zip
from planner.usecases.rebuild import Rebuild, rebuild_data, rebuild_plan


def rebuild_command(
    context: typer.Context,
    plan: Annotated[str, PLAN] = "latest",
    with_search: Annotated[
        bool, typer.Option("--search/--no-search", help=help_text("cli_help_rebuild_search"))
    ] = True,
) -> None:
    """Verify a stored plan and make it again; exit code 3 when anything contradicts."""
    desk = desk_of(context)
    with desk.planner() as planner:
        plan_id = named_plan(desk, planner.store, plan).id
        desk.remark("cli_rebuild_begins", plan=plan_id)
        rebuild = rebuild_plan(planner.store, planner.solver, plan_id, with_search=with_search)
    _tell(desk, rebuild)
    desk.answer(rebuild_data(rebuild))
    if not rebuild.is_good:
        raise typer.Exit(VIOLATIONS)


def _tell(desk: Desk, rebuild: Rebuild) -> None:
    summary = rebuild.recheck.stored.summary
    clean = "cli_rebuild_clean" if rebuild.recheck.verdict.is_clean else "cli_rebuild_broken"
    desk.line(clean, n=len(rebuild.recheck.verdict.violations))
    for difference in rebuild.recheck.differences:
        desk.line("cli_check_difference", what=difference)
    desk.line(
        f"rebuild_{rebuild.result.value}",
        plan=summary.id,
        value=f"{rebuild.value:,}",
        again="–" if rebuild.value_again is None else f"{rebuild.value_again:,}",
        bound="–" if rebuild.bound is None else f"{rebuild.bound:,}",
    )
    if rebuild.other_versions:
        desk.line("cli_rebuild_versions", names=", ".join(rebuild.other_versions))


def dossier_command(
    context: typer.Context,
    plan: Annotated[str, PLAN] = "latest",
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_out"))] = None,
) -> None:
    """Write a plan's dossier: one ZIP with the inputs, the verdict, the life and the log."""
    from planner.cli.outputs import exports_folder
    from planner.outputs.dossier_page import dossier_page

    desk = desk_of(context)
    with desk.planner() as planner:
        plan_id = named_plan(desk, planner.store, plan).id
        dossier = dossier_of(planner.store, plan_id)
        page = dossier_page(dossier_data(dossier), desk.language)
        content = dossier_zip(planner.store, dossier, page)
    folder = out or exports_folder()
    is_file = folder.suffix.lower() == ".zip" and not folder.is_dir()
    path = folder if is_file else folder / f"dossier-{plan_id}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    desk.show(str(path))
    desk.answer({"plan_id": plan_id, "file": str(path)})
