"""`planner compare`: two stored plans side by side, a hand-made one and the optimiser's."""

from collections import Counter
from typing import Annotated

import typer
from rich.table import Table

from planner.assess.compare import Change, ChangeKind, Seen
from planner.cli.complaints import plain
from planner.cli.desk import Desk, desk_of
from planner.cli.naming import named_plan
from planner.cli.plans import PLAN
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.outputs.times import day_text
from planner.outputs.view import Directory
from planner.usecases.comparing import Comparison, compare_stored
from planner.usecases.looking import request_of_plan

MOST_CHANGES = 60
"""Changes shown on a screen; `--json` tells all."""


def compare_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    other: Annotated[str | None, typer.Argument(help=help_text("cli_help_compare_other"))] = None,
) -> None:
    """Put two stored plans side by side: figures, and every visit that differs."""
    desk = desk_of(context)
    with desk.planner() as planner:
        mine = named_plan(desk, planner.store, plan)
        beside = None if other is None else named_plan(desk, planner.store, other).id
        stored, comparison = compare_stored(planner.store, mine.id, beside)
        request = request_of_plan(planner.store, stored).request
    desk.show(_figures(desk, stored, comparison))
    desk.show(_changes(desk, comparison.changes, request))
    tell_comparison(desk, stored, comparison)
    desk.answer(
        {
            "plan": to_data(stored.summary),
            "other": to_data(comparison.summary),
            "changes": [to_data(change) for change in comparison.changes],
        }
    )


def tell_comparison(desk: Desk, stored: StoredPlan, comparison: Comparison) -> None:
    """What the other plan serves and is worth beside this one, and how many visits differ."""
    mine, best = stored.summary, comparison.summary
    desk.line(
        "cli_compared" if best.run_id is not None else "cli_compared_other",
        plan=best.id,
        people=f"{best.people_served:,}",
        people_more=best.people_served - mine.people_served,
        value=f"{best.value:,}",
        value_more=best.value - mine.value,
    )
    counts = Counter(change.kind for change in comparison.changes)
    kinds = {kind.value: counts[kind] for kind in ChangeKind}
    desk.line("cli_compared_changes", changes=len(comparison.changes), **kinds)


def _figures(desk: Desk, stored: StoredPlan, comparison: Comparison) -> Table:
    table = Table()
    for code in ("plan", "state", "people", "value", "rules"):
        table.add_column(desk.say(f"cli_compare_{code}"))
    for summary in (stored.summary, comparison.summary):
        table.add_row(
            plain(summary.id),
            desk.say(f"plan_state_{summary.state.value}"),
            f"{summary.people_served:,}",
            f"{summary.value:,}",
            desk.say("cli_compare_clean" if summary.is_clean else "cli_compare_broken"),
        )
    return table


def _changes(desk: Desk, changes: tuple[Change, ...], request: PlanRequest) -> Table:
    table = Table()
    names = Directory(request).names(desk.language)
    for code in ("change", "village", "service", "before", "after"):
        table.add_column(desk.say(f"cli_compare_{code}"))
    for change in changes[:MOST_CHANGES]:
        kind = desk.say(f"change_{change.kind.value}")
        village = names.get(change.village_code, "")
        table.add_row(
            kind,
            plain(f"{village} {change.village_code}".strip()),
            plain(names.get(change.service_code, change.service_code)),
            _seen(desk, change.before),
            _seen(desk, change.after),
        )
    if len(changes) > MOST_CHANGES:
        table.caption = desk.say("cli_more_findings", shown=MOST_CHANGES, count=len(changes))
    return table


def _seen(desk: Desk, seen: Seen | None) -> str:
    """A visit in one line: date, unit, opening, people."""
    if seen is None:
        return "–"
    clock = f"{seen.start_s // 3600:02d}:{seen.start_s // 60 % 60:02d}"
    return plain(f"{day_text(seen.date, desk.language)} {seen.unit_code} {clock} × {seen.people:,}")
