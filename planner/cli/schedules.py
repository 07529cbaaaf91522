"""`planner import-plan`: a schedule made by hand, as a judged draft or as history."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from planner.assess.compare import ChangeKind
from planner.cli.complaints import VIOLATIONS, findings_table
from planner.cli.data import PROVINCE
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of
from planner.cli.files import column_names
from planner.cli.plans import show_violations
from planner.cli.screens import show_plan
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.usecases.schedules import Comparison, DraftImported, import_as_draft, import_as_history


class KeptAs(StrEnum):
    """What becomes of a schedule."""

    DRAFT = "draft"
    HISTORY = "history"


def import_plan_command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help=help_text("cli_help_schedule"))],
    kept_as: Annotated[KeptAs, typer.Option("--as", help=help_text("cli_help_as"))] = KeptAs.DRAFT,
    province: Annotated[str | None, PROVINCE] = None,
    by: Annotated[str, typer.Option("--by", help=help_text("cli_help_by"))] = ACTOR,
    column: Annotated[
        list[str] | None, typer.Option("--map", help=help_text("cli_help_map_column"))
    ] = None,
) -> None:
    """Import a schedule made by hand; exit code 3 when the draft breaks rules (it is kept)."""
    desk = desk_of(context)
    names = column_names(column or [])
    with desk.planner() as planner:
        code = chosen_province(planner, province).code
        if kept_as is KeptAs.HISTORY:
            kept = import_as_history(
                planner.store, planner.clock, path, code, actor=by, names=names
            )
            if kept.findings:
                desk.show(findings_table(desk, kept.findings))
            desk.line("cli_history_kept", visits=kept.visits, version=kept.version.version)
            desk.answer(to_data(kept))
            return
        draft = import_as_draft(
            planner.store, planner.clock, planner.engine_of, path, code, actor=by, names=names
        )
    _show_draft(desk, draft)
    desk.answer(_document(draft))
    if not draft.stored.summary.is_clean:
        raise typer.Exit(VIOLATIONS)


def _show_draft(desk: Desk, draft: DraftImported) -> None:
    summary = draft.stored.summary
    if draft.findings:
        desk.show(findings_table(desk, draft.findings))
    if not desk.as_json:
        show_plan(desk, draft.stored, draft.request)
    if draft.stored.verdict.violations:
        show_violations(desk, draft.stored.verdict, draft.request)
    desk.line(
        "cli_draft_kept",
        plan=summary.id,
        people=f"{summary.people_served:,}",
        value=f"{summary.value:,}",
    )
    if draft.comparison is None:
        desk.line("cli_nothing_to_compare", start=summary.start.isoformat())
    else:
        _show_comparison(desk, draft, draft.comparison)


def _show_comparison(desk: Desk, draft: DraftImported, comparison: Comparison) -> None:
    mine, best = draft.stored.summary, comparison.summary
    desk.line(
        "cli_compared",
        plan=best.id,
        people=f"{best.people_served:,}",
        people_more=best.people_served - mine.people_served,
        value=f"{best.value:,}",
        value_more=best.value - mine.value,
    )
    counts = Counter(change.kind for change in comparison.changes)
    kinds = {kind.value: counts[kind] for kind in ChangeKind}
    desk.line("cli_compared_changes", changes=len(comparison.changes), **kinds)


def _document(draft: DraftImported) -> dict[str, Any]:
    comparison = draft.comparison
    return {
        "summary": to_data(draft.stored.summary),
        "verdict": to_data(draft.stored.verdict),
        "findings": [to_data(finding) for finding in draft.findings],
        "comparison": None if comparison is None else to_data(comparison),
    }
