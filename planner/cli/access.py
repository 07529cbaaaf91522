"""`planner access`: who lives more than so many minutes from every fixed service point."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from geodata.access import AccessMap
from geodata.findings import has_errors
from planner.cli.complaints import BAD_INPUT, findings_table
from planner.cli.data import PROVINCE
from planner.cli.desk import Desk, chosen_province, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.inputs.kinds.fixed_points import FIXED_POINTS
from planner.inputs.rows import read_form
from planner.usecases.access import access_geojson, access_of_province
from planner.words.barriers import profile_text


def access_command(
    context: typer.Context,
    points: Annotated[Path, typer.Argument(help=help_text("cli_help_access_points"))],
    province: Annotated[str | None, PROVINCE] = None,
    minutes: Annotated[int, typer.Option(help=help_text("cli_help_access_minutes"))] = 60,
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_access_out"))] = None,
) -> None:
    """Tell, and write as GeoJSON, how far villages are from fixed service points."""
    desk = desk_of(context)
    entries, findings = read_form(FIXED_POINTS, points)
    if findings:
        desk.show(findings_table(desk, findings))
    if entries is None or has_errors(findings):
        desk.answer({"findings": [to_data(finding) for finding in findings]})
        raise typer.Exit(BAD_INPUT)
    with desk.planner() as planner:
        version = chosen_province(planner, province)
        with planner.store.reading() as reader:
            villages = reader.province(version.code).villages
        engine = planner.engine_of(version.code)
        found = access_of_province(villages, [entry.thing for entry in entries], engine)
    document = access_geojson(villages, found, minutes)
    if out is not None:
        out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        desk.line("cli_access_written", path=out, count=len(document["features"]))
    desk.show(_table(desk, found, minutes))
    desk.answer(document)


def _table(desk: Desk, found: AccessMap, minutes: int) -> Table:
    table = Table(title=desk.say("cli_access_title", minutes=minutes))
    for name in ("access_service", "profile", "access_median", "access_beyond", "access_none"):
        table.add_column(desk.say(f"cli_column_{name}"))
    for (service, profile), rows in sorted(found.items()):
        known = sorted(access.minutes for access in rows if access.minutes is not None)
        table.add_row(
            service,
            profile_text(profile, desk.language),
            str(known[len(known) // 2]) if known else "–",
            str(sum(access.is_beyond(minutes) for access in rows)),
            str(sum(access.minutes is None for access in rows)),
        )
    return table
