"""`planner quarter`: the weeks of a quarter, planned one after another."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planner.assess.quarter import PlannedWeek, Promise, Quarter
from planner.cli.complaints import MOST_ROWS, plain
from planner.cli.data import PROVINCE
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of
from planner.cli.horizons import START, WEEK, chosen_horizon
from planner.cli.outputs import exports_folder
from planner.cli.searching import watching
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.params import SolveParams
from planner.domain.request import PlanRequest
from planner.outputs.times import date_text, day_text, days_text
from planner.outputs.view import Directory
from planner.usecases.quarter import PlannedQuarter, plan_quarter

SECONDS_A_WEEK = 10.0
WEEKS = 13


def quarter_command(
    context: typer.Context,
    province: Annotated[str | None, PROVINCE] = None,
    week: Annotated[str | None, WEEK] = None,
    start: Annotated[str | None, START] = None,
    weeks: Annotated[int, typer.Option(min=1, max=53, help=help_text("cli_help_weeks"))] = WEEKS,
    seconds: Annotated[
        float, typer.Option(min=0.1, help=help_text("cli_help_quarter_seconds"))
    ] = SECONDS_A_WEEK,
    seed: Annotated[int, typer.Option(min=0, help=help_text("cli_help_seed"))] = 1,
    is_reproducible: Annotated[
        bool, typer.Option("--reproducible", help=help_text("cli_help_reproducible"))
    ] = False,
    rounds: Annotated[
        int, typer.Option(min=1, help=help_text("cli_help_rounds"))
    ] = SolveParams().max_rounds,
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_quarter_out"))] = None,
) -> None:
    """Plan the weeks of a quarter one after another, each a stored draft."""
    desk = desk_of(context)
    params = SolveParams(
        seed=seed,
        cpu_s=seconds,
        wall_s=max(SolveParams().wall_s, 3 * seconds),
        reproducible=is_reproducible,
        max_rounds=rounds,
    )
    with desk.planner() as planner, watching(desk, params) as watch:
        horizon = chosen_horizon(planner.clock, week, start, 7, desk.remark)
        planned = plan_quarter(
            planner.store, planner.clock, planner.solver, planner.engine_of,
            chosen_province(planner, province).code, horizon.start, weeks, params,
            actor=ACTOR,
            on_week=lambda number, made: _tell_week(desk, made),
            on_progress=watch.hear,
            should_stop=watch.should_stop,
        )  # fmt: skip
    path = _written(planned, out, desk)
    _show(desk, planned)
    desk.line("cli_written", kind=desk.say("cli_output_workbook"), path=path)
    desk.answer({"quarter": to_data(planned.quarter), "file": str(path)})


def _tell_week(desk: Desk, made: PlannedWeek) -> None:
    desk.remark(
        "cli_quarter_week",
        start=day_text(made.plan.start, desk.language),
        plan=made.plan_id,
        people=f"{made.plan.people_served:,}",
    )


def _written(planned: PlannedQuarter, out: Path | None, desk: Desk) -> Path:
    # Only who draws waits for the drawing library.
    from planner.outputs.workbook_quarter import write_quarter

    quarter = planned.quarter
    name = f"quarter-{planned.request.province_code}-{quarter.start:%Y%m%d}.xlsx"
    path = out or exports_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_quarter(quarter, planned.request, path, desk.language)
    return path


def _show(desk: Desk, planned: PlannedQuarter) -> None:
    quarter = planned.quarter
    desk.show(_weeks_table(desk, quarter))
    visited = sum(visit.next_on is not None for visit in quarter.visits)
    desk.line(
        "cli_quarter_visits", visited=f"{visited:,}", rows=f"{len(quarter.visits):,}",
        overdue=f"{quarter.rows_overdue:,}",
    )  # fmt: skip
    breaking = [promise for promise in quarter.promises if promise.will_break]
    desk.line("cli_quarter_promises", promises=len(quarter.promises), breaks=len(breaking))
    if breaking:
        desk.show(_promise_table(desk, breaking, planned.request))


def _weeks_table(desk: Desk, quarter: Quarter) -> Table:
    days = days_text(quarter.start, 7 * len(quarter.weeks), desk.language)
    table = Table(title=desk.say("cli_quarter_title", days=days))
    names = ("week", "plan", "state", "people", "villages", "overdue", "broken", "baht", "gap")
    for i, name in enumerate(names):
        code = "cli_column_people" if name == "people" else f"quarter_{name}"
        table.add_column(desk.say(code), justify="right" if i > 2 else "left", overflow="fold")
    for week in quarter.weeks:
        table.add_row(
            day_text(week.start, desk.language),
            week.plan_id,
            desk.say(f"quarter_{'published' if week.is_published else 'draft'}"),
            f"{week.people:,}",
            f"{week.villages:,}",
            f"{week.rows_overdue:,}",
            f"{week.rows_broken:,}",
            f"{week.baht:,}",
            "–" if week.gap is None else f"{week.gap:.2%}",
        )
    return table


def _promise_table(desk: Desk, breaking: list[Promise], request: PlanRequest) -> Table:
    names = Directory(request).names(desk.language)
    table = Table(title=desk.say("cli_quarter_breaking"))
    for code in ("cli_column_village", "cli_column_service", "quarter_due", "cli_column_people"):
        table.add_column(desk.say(code), overflow="fold")
    table.add_column(desk.say("quarter_in_time"), justify="right")
    table.add_column(desk.say("quarter_done"))
    for promise in breaking[:MOST_ROWS]:
        table.add_row(
            plain(f"{names[promise.village_code]} {promise.village_code}"),
            plain(names[promise.service_code]),
            date_text(promise.due_on, desk.language),
            f"{promise.people:,}",
            f"{promise.people_in_time:,}",
            date_text(promise.done_on, desk.language) if promise.done_on else "–",
        )
    return table
