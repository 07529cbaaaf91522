"""`planner map` and `planner export`: a stored plan as files."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.bootstrap import App
from planner.cli.desk import Desk, desk_of, step_bar
from planner.cli.horizons import read_date
from planner.cli.naming import named_plan
from planner.cli.plans import PLAN
from planner.cli.speech import help_text
from planner.domain.calendar import Horizon
from planner.usecases.plans import make_view

if TYPE_CHECKING:
    from planner.outputs.view import PlanView


def map_command(
    context: typer.Context,
    plan: Annotated[str, PLAN] = "latest",
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_out"))] = None,
) -> None:
    """Draw the map of a stored plan: one HTML file that opens with the network off."""
    _hand_out(desk_of(context), plan, out, ("map",))


def export_command(
    context: typer.Context,
    plan: Annotated[str, PLAN] = "latest",
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_out"))] = None,
    only: Annotated[str, typer.Option(help=help_text("cli_help_only"))] = (
        "workbook,sheets,geojson"
    ),
    is_field: Annotated[bool, typer.Option("--field", help=help_text("cli_help_field"))] = False,
    day: Annotated[str | None, typer.Option(help=help_text("cli_help_field_day"))] = None,
) -> None:
    """Write a stored plan as workbook, day sheets and GeoJSON, or as files for the field."""
    desk = desk_of(context)
    if day is not None:
        _hand_out_day(desk, plan, out, read_date(day, "--day"))
        return
    names = "field" if is_field else only
    _hand_out(desk, plan, out, tuple(name.strip() for name in names.split(",")))


def exports_folder() -> Path:
    """Where files go when nobody says where: the folder `exports` where the command was given."""
    return Path.cwd() / "exports"


def _hand_out(desk: Desk, plan: str, out: Path | None, names: tuple[str, ...]) -> None:
    with desk.planner() as planner:
        plan_id = named_plan(desk, planner.store, plan).id
        files = write_outputs(desk, planner, plan_id, out or exports_folder(), names)
    for paths in files.values():
        for path in paths:
            desk.show(path)
    desk.answer({"plan_id": plan_id, "files": files})


def _hand_out_day(desk: Desk, plan: str, out: Path | None, when: date) -> None:
    """The field files of one day of a plan."""
    from planner.usecases.field_plans import make_field_view
    from planner.usecases.handing_out import make_field_days

    with desk.planner() as planner:
        summary = named_plan(desk, planner.store, plan)
        horizon = Horizon(start=summary.start, days=summary.days)
        if not horizon.holds(when):
            told = help_text("cli_field_other_day", first=summary.start.isoformat())
            raise typer.BadParameter(told, param_hint="--day")
        view = make_field_view(planner.store, summary.id, planner.engine_of, planner.basemap_of)
        view = _with_closed_roads(planner, view)
        paths = make_field_days(
            view,
            out or exports_folder(),
            desk.language,
            horizon.day_of(when),
            name=f"plan-{summary.id}",
        )
    for path in paths:
        desk.show(str(path))
    desk.answer({"plan_id": summary.id, "files": {"field": [str(path) for path in paths]}})


def write_outputs(
    desk: Desk, planner: App, plan_id: str, folder: Path, names: tuple[str, ...]
) -> dict[str, list[str]]:
    """Write some outputs of a plan into a folder; their paths by kind."""
    # Drawing libraries take half a second to load; only who draws waits for them.
    from planner.usecases.field_plans import make_field_view
    from planner.usecases.handing_out import Output, make_outputs

    known = {output.value: output for output in Output}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise typer.BadParameter(
            help_text("cli_bad_output", unknown=", ".join(unknown), known=", ".join(known))
        )
    with step_bar(desk, "cli_writing", len(names) + 1) as step_done:
        make = make_field_view if names == (Output.FIELD.value,) else make_view
        view = make(planner.store, plan_id, planner.engine_of, planner.basemap_of)
        view = _with_closed_roads(planner, view)
        step_done()
        made = make_outputs(
            view,
            folder,
            desk.language,
            wanted=tuple(known[name] for name in names),
            name=f"plan-{plan_id}",
            on_made=lambda _: step_done(),
        )
    return {output.value: [str(path) for path in paths] for output, paths in made.items()}


def _with_closed_roads(planner: App, view: "PlanView") -> "PlanView":
    from planner.usecases.closed_since import with_closed_roads

    return with_closed_roads(
        view, planner.store, planner.clock, planner.engine_of, planner.basemap_of,
        planner.settings.data_dir,
    )  # fmt: skip
