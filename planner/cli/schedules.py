"""`planner import-plan`: a schedule made by hand, as judged drafts, as published, or as history."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from planner.bootstrap import App
from planner.cli.compare import tell_comparison
from planner.cli.complaints import VIOLATIONS, findings_table
from planner.cli.data import PROVINCE
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of
from planner.cli.files import column_names
from planner.cli.life import need_right
from planner.cli.naming import named_plan
from planner.cli.plans import show_violations
from planner.cli.screens import show_plan
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.people import Action
from planner.usecases.schedules import (
    Announcement,
    DraftImported,
    HistoryImported,
    import_as_history,
    import_schedule,
)


class KeptAs(StrEnum):
    """What becomes of a schedule."""

    DRAFT = "draft"
    HISTORY = "history"
    PUBLISHED = "published"


def import_plan_command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help=help_text("cli_help_schedule"))],
    kept_as: Annotated[KeptAs, typer.Option("--as", help=help_text("cli_help_as"))] = KeptAs.DRAFT,
    province: Annotated[str | None, PROVINCE] = None,
    by: Annotated[str, typer.Option("--by", help=help_text("cli_help_by"))] = ACTOR,
    approved_by: Annotated[str | None, typer.Option(help=help_text("cli_help_approved_by"))] = None,
    reason: Annotated[str, typer.Option(help=help_text("cli_help_life_reason"))] = "",
    replaces: Annotated[str | None, typer.Option(help=help_text("cli_help_replaces"))] = None,
    column: Annotated[
        list[str] | None, typer.Option("--map", help=help_text("cli_help_map_column"))
    ] = None,
) -> None:
    """Import a schedule made by hand; exit code 3 when a plan breaks rules (it is kept)."""
    desk = desk_of(context)
    names = column_names(column or [])
    with desk.planner() as planner:
        code = chosen_province(planner, province).code
        if kept_as is KeptAs.HISTORY:
            kept = import_as_history(
                planner.store, planner.clock, path, code, actor=by, names=names
            )
            _tell_history(desk, kept)
            return
        announced = None
        if kept_as is KeptAs.PUBLISHED:
            announced = _announcement(desk, planner, code, by, approved_by, reason, replaces)
        weeks = import_schedule(
            planner.store,
            planner.clock,
            planner.engine_of,
            path,
            code,
            actor=by,
            names=names,
            announced=announced,
        )
    for draft in weeks:
        _show_draft(desk, draft)
    told = [_document(draft) for draft in weeks]
    desk.answer({**told[0], "weeks": told})
    if not all(draft.stored.summary.is_clean for draft in weeks):
        raise typer.Exit(VIOLATIONS)


def _announcement(
    desk: Desk,
    planner: App,
    code: str,
    by: str,
    approved_by: str | None,
    reason: str,
    replaces: str | None,
) -> Announcement:
    """Who stands behind a plan that was published already; as rightful as if it happened here."""
    if approved_by is None:
        raise InvalidDocument("--approved-by", (Fault(field="--approved-by", code="empty"),))
    need_right(planner, approved_by, Action.APPROVE_PLAN, code)
    need_right(planner, by, Action.PUBLISH_PLAN, code)
    if replaces is not None:
        replaces = named_plan(desk, planner.store, replaces).id
    return Announcement(approved_by=approved_by, reason=reason, replaces=replaces)


def _tell_history(desk: Desk, kept: HistoryImported) -> None:
    if kept.findings:
        desk.show(findings_table(desk, kept.findings))
    desk.line("cli_history_kept", visits=kept.visits, new=kept.new, version=kept.version.version)
    desk.answer(to_data(kept))


def _show_draft(desk: Desk, draft: DraftImported) -> None:
    summary = draft.stored.summary
    if draft.findings:
        desk.show(findings_table(desk, draft.findings))
    if not desk.as_json:
        show_plan(desk, draft.stored, draft.request)
    if draft.stored.verdict.violations:
        show_violations(desk, draft.stored.verdict, draft.request)
    desk.line(
        "cli_schedule_known" if draft.is_known else "cli_schedule_kept",
        plan=summary.id,
        state=desk.say(f"plan_state_{summary.state.value}"),
        people=f"{summary.people_served:,}",
        value=f"{summary.value:,}",
    )
    if draft.comparison is None:
        desk.line("cli_nothing_to_compare", start=summary.start.isoformat())
    else:
        tell_comparison(desk, draft.stored, draft.comparison)


def _document(draft: DraftImported) -> dict[str, Any]:
    comparison = draft.comparison
    return {
        "summary": to_data(draft.stored.summary),
        "verdict": to_data(draft.stored.verdict),
        "findings": [to_data(finding) for finding in draft.findings],
        "is_known": draft.is_known,
        "comparison": None if comparison is None else to_data(comparison),
    }
