"""`planner explain`: why a plan leaves a village out, and what it would take to go there."""

from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.complaints import plain
from planner.cli.desk import ACTOR, Desk, desk_of
from planner.cli.naming import named_plan
from planner.cli.plans import PLAN
from planner.cli.searching import watching
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.params import SolveParams
from planner.domain.plan import Reason, Unplanned
from planner.outputs.times import day_text
from planner.outputs.unplanned import reason_text
from planner.outputs.view import Directory, coded_name, name_of, whereabouts
from planner.usecases.stored_reasons import StoredReasons, explain_stored

EXPLAIN_CPU_S = 10.0


def explain_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    village: Annotated[str, typer.Argument(help=help_text("cli_help_explain_village"))],
    service: Annotated[str | None, typer.Option(help=help_text("cli_help_explain_service"))] = None,
    cpu: Annotated[
        float, typer.Option("--seconds", "--cpu", min=0.1, help=help_text("cli_help_explain_cpu"))
    ] = EXPLAIN_CPU_S,
) -> None:
    """Say why a plan leaves a village out: the reason, or what requiring it would take."""
    desk = desk_of(context)
    params = SolveParams(cpu_s=cpu, wall_s=max(SolveParams().wall_s, 3 * cpu))
    with desk.planner() as planner, watching(desk, params, code="cli_explaining") as watch:
        summary = named_plan(desk, planner.store, plan)
        found = explain_stored(
            planner.store, planner.clock, planner.forcer, planner.engine_of, summary.id, village,
            service_code=service, params=params, actor=ACTOR,
            on_progress=watch.hear, should_stop=watch.should_stop,
        )  # fmt: skip
    _show(desk, found)
    desk.answer(
        {
            "plan_id": found.stored.summary.id,
            "village_code": found.village_code,
            "visits": [to_data(visit) for visit in found.visits],
            "left_out": [to_data(entry) for entry in found.entries],
            "better_plan": None if found.better is None else to_data(found.better.summary),
        }
    )


def _show(desk: Desk, found: StoredReasons) -> None:
    directory = Directory(found.request)
    village = directory.villages[found.village_code]
    desk.line(
        "cli_explain_title",
        plan=found.stored.summary.id,
        village=name_of(village, desk.language),
        where=whereabouts(village, desk.language),
        village_code=village.code,
    )
    for visit in found.visits:
        desk.line(
            "cli_explain_served",
            service=name_of(directory.services[visit.service_code], desk.language),
            unit=coded_name(directory.units[visit.unit_code], desk.language),
            on=day_text(visit.on, desk.language),
            people=f"{visit.people:,}",
        )
    names = directory.names(desk.language)
    for entry in found.entries:
        desk.line(
            "cli_explain_row",
            service=names[entry.service_code],
            people=f"{entry.people:,}",
            why=reason_text(entry, desk.language, names),
        )
        _show_days(desk, entry)
    if any(entry.reason is Reason.CAPACITY and entry.forced is None for entry in found.entries):
        desk.line("cli_explain_no_time")
    if not found.entries:
        desk.line("cli_explain_nothing")
    if found.better is not None:
        desk.line(
            "cli_explain_better",
            plan=found.better.summary.id,
            points=f"{found.better.summary.value - found.stored.summary.value:,}",
            people=f"{found.better.summary.people_served:,}",
        )


def _show_days(desk: Desk, entry: Unplanned) -> None:
    """The price by day, and everybody who would lose on the cheapest."""
    forced = entry.forced
    if forced is None:
        return
    table = Table()
    for name in ("day", "points_lost", "promises_lost", "people_lost"):
        table.add_column(
            desk.say(f"cli_column_{name}"), justify="left" if name == "day" else "right"
        )
    for day in forced.days:
        table.add_row(
            _day(desk, day.on, chosen=day.on == forced.on),
            f"{-day.points:+,}",
            f"{-day.promises:+,}",
            f"{-day.people:+,}",
        )
    desk.show(table)


def _day(desk: Desk, on: date, *, chosen: bool) -> str:
    text = day_text(on, desk.language)
    return plain(f"{text} *" if chosen else text)
