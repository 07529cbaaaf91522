"""`planner access`: who lives more than so many minutes from every fixed service point."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from geodata.access import AccessMap
from geodata.findings import has_errors
from planner.cli.complaints import BAD_INPUT, findings_table, plain
from planner.cli.data import PROVINCE
from planner.cli.desk import Desk, chosen_province, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.fixed_points import FixedServicePoint
from planner.inputs.kinds.fixed_points import FIXED_POINTS
from planner.inputs.rows import read_form
from planner.outputs.access import access_csv, write_access_workbook
from planner.outputs.view import name_of
from planner.usecases.access import access_geojson, access_of_province, access_rows
from planner.words.barriers import profile_text

SUFFIXES = (".geojson", ".json", ".csv", ".xlsx")


def access_command(
    context: typer.Context,
    points: Annotated[Path | None, typer.Argument(help=help_text("cli_help_access_points"))] = None,
    province: Annotated[str | None, PROVINCE] = None,
    minutes: Annotated[int, typer.Option(help=help_text("cli_help_access_minutes"))] = 60,
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_access_out"))] = None,
) -> None:
    """Tell, and write as a file, how far villages are from fixed service points."""
    desk = desk_of(context)
    if out is not None and out.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(help_text("cli_help_access_out"), param_hint="--out")
    told = None if points is None else _read(desk, points)
    with desk.planner() as planner:
        version = chosen_province(planner, province)
        with planner.store.reading() as reader:
            data = reader.province(version.code)
        fixed = data.fixed_points if told is None else told
        if not fixed:
            raise typer.BadParameter(help_text("cli_access_no_points"), param_hint="POINTS")
        found = access_of_province(data.villages, fixed, planner.engine_of(version.code))
    document = access_geojson(data.villages, found, minutes)
    if out is not None:
        rows = access_rows(data.villages, found, minutes)
        _write(out, rows, document, minutes, desk)
        desk.line("cli_access_written", path=out, count=len(rows))
    names = {service.code: name_of(service, desk.language) for service in data.services}
    desk.show(_table(desk, found, minutes, names))
    desk.answer(document)


def _read(desk: Desk, path: Path) -> list[FixedServicePoint]:
    """The points of a file; ends the command when it has errors."""
    entries, findings = read_form(FIXED_POINTS, path)
    if findings:
        desk.show(findings_table(desk, findings))
    if entries is None or has_errors(findings):
        desk.answer({"findings": [to_data(finding) for finding in findings]})
        raise typer.Exit(BAD_INPUT)
    return [entry.thing for entry in entries]


def _write(
    out: Path, rows: list[dict[str, Any]], document: dict[str, Any], minutes: int, desk: Desk
) -> None:
    suffix = out.suffix.lower()
    if suffix == ".csv":
        out.write_text(access_csv(rows), encoding="utf-8", newline="")
    elif suffix == ".xlsx":
        write_access_workbook(rows, out, minutes, desk.language)
    else:
        out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _table(desk: Desk, found: AccessMap, minutes: int, names: Mapping[str, str]) -> Table:
    table = Table(title=desk.say("cli_access_title", minutes=minutes))
    for name in ("access_service", "profile", "access_median", "access_beyond", "access_none"):
        table.add_column(desk.say(f"cli_column_{name}"))
    for (service, profile), rows in sorted(found.items()):
        known = sorted(access.minutes for access in rows if access.minutes is not None)
        table.add_row(
            plain(names.get(service, service)),
            profile_text(profile, desk.language),
            str(known[len(known) // 2]) if known else "–",
            str(sum(access.is_beyond(minutes) for access in rows)),
            str(sum(access.minutes is None for access in rows)),
        )
    return table
