"""`planner plans`: stored plans, newest first; starts without solver, roads or maps."""

from typing import Annotated

import typer
from rich.table import Table

from planner.cli.desk import desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.outputs.times import days_text, moment_text

PROVINCE = typer.Option(help=help_text("cli_help_province"))


def plans_command(
    context: typer.Context,
    province: Annotated[str | None, PROVINCE] = None,
    limit: Annotated[int, typer.Option(min=1, help=help_text("cli_help_limit"))] = 20,
) -> None:
    """List stored plans, newest first."""
    desk = desk_of(context)
    with desk.planner() as planner, planner.store.reading() as reader:
        summaries = reader.plans(province_code=province, limit=limit)
    table = Table()
    for i, name in enumerate(
        ("plan", "days", "people_served", "value", "gap", "checked", "state", "made")
    ):
        table.add_column(
            desk.say(f"cli_column_{name}"), justify="right" if i in (2, 3, 4) else "left"
        )
    for summary in summaries:
        table.add_row(
            summary.id,
            days_text(summary.start, summary.days, desk.language, short=True),
            f"{summary.people_served:,}",
            f"{summary.value:,}",
            "–" if summary.gap is None else f"{summary.gap:.2%}",
            desk.say("cli_clean" if summary.is_clean else "cli_not_clean"),
            desk.say(f"plan_state_{summary.state.value}"),
            moment_text(summary.created_at, desk.language),
        )
    if summaries:
        desk.show(table)
    else:
        desk.line("cli_no_plans")
    desk.answer({"plans": [to_data(summary) for summary in summaries]})
