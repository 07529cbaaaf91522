"""`planner roads build`: an OpenStreetMap extract or a layer of lines becomes a road network."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from geodata.findings import has_errors
from geodata.roads.build import RoadReport, build_roads
from geodata.roads.gaps import MAX_GAP_M
from geodata.roads.layers import LayerColumns
from geodata.roads.osm import Box
from planner.cli.closures import closure_app
from planner.cli.complaints import BAD_INPUT, findings_table
from planner.cli.desk import Desk, desk_of
from planner.cli.overview import SpokenCommand, SpokenGroup
from planner.cli.speech import help_text
from planner.documents import to_data

roads_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
roads_app.add_typer(
    closure_app, name="closure", cls=SpokenGroup, help=help_text("cli_help_closure")
)


@roads_app.callback()
def roads() -> None:
    """Stand before the commands of roads, of which there will be more."""


@roads_app.command("build", cls=SpokenCommand, help=help_text("cli_help_roads_build"))
def build_command(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help=help_text("cli_help_roads_source"))],
    out: Annotated[Path, typer.Option(help=help_text("cli_help_roads_out"))],
    heights: Annotated[
        list[Path] | None, typer.Option(help=help_text("cli_help_roads_heights"))
    ] = None,
    number_column: Annotated[str, typer.Option(help=help_text("cli_help_roads_number"))] = "ref",
    class_column: Annotated[
        str, typer.Option(help=help_text("cli_help_roads_class"))
    ] = "road_class",
    class_of: Annotated[
        list[str] | None, typer.Option(help=help_text("cli_help_roads_class_of"))
    ] = None,
    surface_column: Annotated[
        str, typer.Option(help=help_text("cli_help_roads_surface"))
    ] = "surface",
    surface_of: Annotated[
        list[str] | None, typer.Option(help=help_text("cli_help_roads_surface_of"))
    ] = None,
    one_way_column: Annotated[
        str, typer.Option(help=help_text("cli_help_roads_one_way"))
    ] = "oneway",
    max_gap_m: Annotated[float, typer.Option(help=help_text("cli_help_roads_gap"))] = MAX_GAP_M,
    box: Annotated[str | None, typer.Option(help=help_text("cli_help_roads_box"))] = None,
) -> None:
    """Build a `roads/` folder and tell what is in it."""
    desk = desk_of(context)
    classes, surfaces = (_pairs(given) for given in (class_of, surface_of))
    report, findings = build_roads(
        source,
        out,
        heights=heights or (),
        columns=LayerColumns(
            number=number_column,
            road_class=class_column,
            class_map=classes,
            surface=surface_column,
            surface_map={told.lower(): ours for told, ours in surfaces.items()},
            one_way=one_way_column,
        ),
        max_gap_m=max_gap_m,
        box=None if box is None else _box(box),
    )
    if findings:
        desk.show(findings_table(desk, findings))
    if report is not None:
        desk.show(_table(desk, report))
        desk.line("cli_roads_built", folder=out, arcs=report.arcs, junctions=report.junctions)
    desk.answer(
        {
            "report": None if report is None else asdict(report),
            "findings": [to_data(finding) for finding in findings],
        }
    )
    if report is None or has_errors(findings):
        raise typer.Exit(BAD_INPUT)


def _pairs(given: list[str] | None) -> dict[str, str]:
    """What stands before and after the "=" of each."""
    parted = [pair.partition("=") for pair in given or ()]
    return {told: ours for told, _, ours in parted}


def _box(text: str) -> Box:
    """West, south, east, north."""
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        raise typer.BadParameter(help_text("cli_help_roads_box"), param_hint="--box") from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise typer.BadParameter(help_text("cli_help_roads_box"), param_hint="--box")
    return west, south, east, north


def _table(desk: Desk, report: RoadReport) -> Table:
    table = Table(title=desk.say("cli_roads_title"))
    table.add_column(desk.say("cli_column_road_class"))
    table.add_column(desk.say("cli_column_km"), justify="right")
    for name, km in report.km.items():
        table.add_row(name, f"{km:,.1f}")
    for name, km in report.surface_km.items():
        table.add_row(desk.say("cli_roads_surface", surface=name), f"{km:,.1f}")
    table.add_row(desk.say("cli_roads_main"), f"{report.main_share:.1%}")
    if report.gaps:
        longest = ", ".join(f"{gap:,}" for gap in report.gaps[:10])
        table.add_row(desk.say("cli_roads_gaps", longest=longest), f"{len(report.gaps)}")
    return table
