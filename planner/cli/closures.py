"""`planner roads closure add|list|remove`: what is closed or slow, where, when and for whom."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from geodata.findings import has_errors
from geodata.positions import read_position
from geodata.roads.closures import DEFAULT_RADIUS_M, Closure, ClosureKind
from planner.bootstrap import App
from planner.cli.complaints import BAD_INPUT, findings_table
from planner.cli.data import PROVINCE
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of
from planner.cli.hand import BY, REASON
from planner.cli.overview import SpokenCommand
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.units import VehicleClass
from planner.inputs.kinds.roads import CLOSURES
from planner.inputs.rows import read_form
from planner.usecases.closing import (
    Closed,
    add_closure,
    list_closures,
    remove_closure,
    where_it_lies,
)
from planner.words.barriers import vehicle_text

closure_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
CODE = typer.Argument(help=help_text("cli_help_closure_code"))


@closure_app.command("add", cls=SpokenCommand, help=help_text("cli_help_closure_add"))
def add_command(
    context: typer.Context,
    code: Annotated[str, CODE],
    reason: Annotated[str, REASON],
    road: Annotated[list[str] | None, typer.Option(help=help_text("cli_help_closure_road"))] = None,
    near: Annotated[str | None, typer.Option(help=help_text("cli_help_closure_near"))] = None,
    radius: Annotated[
        float, typer.Option(help=help_text("cli_help_closure_radius"))
    ] = DEFAULT_RADIUS_M,
    area: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help=help_text("cli_help_closure_area")),
    ] = None,
    begin: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help=help_text("cli_help_closure_from")),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help=help_text("cli_help_closure_to")),
    ] = None,
    slow: Annotated[float | None, typer.Option(help=help_text("cli_help_closure_slow"))] = None,
    vehicle: Annotated[
        list[VehicleClass] | None, typer.Option(help=help_text("cli_help_closure_vehicle"))
    ] = None,
    province: Annotated[str | None, PROVINCE] = None,
    by: Annotated[str, BY] = ACTOR,
) -> None:
    """Close a road, or slow it down, by its number, round a point or within a drawn area."""
    desk = desk_of(context)
    drawn = None if area is None else _drawn(desk, area)
    closure = Closure(
        code=code,
        kind=ClosureKind.CLOSED if slow is None else ClosureKind.SLOW,
        factor=0.5 if slow is None else slow,
        from_date=_day(begin),
        to_date=_day(end),
        vehicle_classes=tuple(one.value for one in vehicle or ()),
        road_numbers=tuple(road or ()),
        point=None if near is None else read_position(near),
        radius_m=radius,
        polygon=() if drawn is None else drawn.polygon,
        reason=reason,
    )
    with desk.planner() as planner:
        version = chosen_province(planner, province)
        _need_road(desk, planner, version.code, closure)
        closed = add_closure(
            planner.store, planner.clock, desk.settings.data_dir, version.code, closure, by=by
        )
    desk.line("cli_closure_added", closure=code, km=_km(closed), version=closed.version.version)
    desk.answer(_document(closed))


@closure_app.command("list", cls=SpokenCommand, help=help_text("cli_help_closure_list"))
def list_command(context: typer.Context, province: Annotated[str | None, PROVINCE] = None) -> None:
    """Tell every closure of a province."""
    desk = desk_of(context)
    with desk.planner() as planner:
        version = chosen_province(planner, province)
        found = list_closures(planner.store, desk.settings.data_dir, version.code)
    if found:
        desk.show(_table(desk, found))
    else:
        desk.line("cli_closure_none")
    desk.answer({"closures": [_document(closed) for closed in found]})


@closure_app.command("remove", cls=SpokenCommand, help=help_text("cli_help_closure_remove"))
def remove_command(
    context: typer.Context,
    code: Annotated[str, CODE],
    reason: Annotated[str, REASON],
    province: Annotated[str | None, PROVINCE] = None,
    by: Annotated[str, BY] = ACTOR,
) -> None:
    """Take a closure away."""
    desk = desk_of(context)
    with desk.planner() as planner:
        version = chosen_province(planner, province)
        closed = remove_closure(
            planner.store, planner.clock, version.code, code, by=by, reason=reason
        )
    desk.line("cli_closure_removed", closure=code, version=closed.version.version)
    desk.answer(_document(closed))


def _need_road(desk: Desk, planner: App, province_code: str, closure: Closure) -> None:
    """Refuse a closure that lies on no road, saying how far the nearest is from its spot."""
    lies = where_it_lies(planner.store, desk.settings.data_dir, province_code, closure)
    if lies.road_m != 0:
        return
    code = "cli_closure_nowhere" if lies.away_m is None else "cli_closure_off_road"
    away = "" if lies.away_m is None else f"{lies.away_m:,}"
    told = desk.say(code, closure=closure.code, metres=away, radius=f"{closure.radius_m:,.0f}")
    raise typer.BadParameter(told)


def _drawn(desk: Desk, path: Path) -> Closure:
    """The first area or line of a drawn file; ends the command when there is none."""
    entries, findings = read_form(CLOSURES, path)
    if findings:
        desk.show(findings_table(desk, findings))
    found = [entry.thing for entry in entries or () if entry.thing is not None]
    if has_errors(findings) or not found or not found[0].polygon:
        raise typer.Exit(BAD_INPUT)
    drawn: Closure = found[0]
    return drawn


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _km(closed: Closed) -> str:
    return "–" if closed.road_m is None else f"{closed.road_m / 1000:,.1f}"


def _table(desk: Desk, found: tuple[Closed, ...]) -> Table:
    table = Table(title=desk.say("form_sheet_closures"))
    for name in ("code", "effect", "dates", "where", "vehicles", "km", "reason"):
        table.add_column(desk.say(f"cli_column_closure_{name}"), overflow="fold")
    for closed in found:
        closure = closed.closure
        effect = desk.say(
            "map_closure_closed" if closure.kind is ClosureKind.CLOSED else "map_closure_slow",
            left=round(closure.factor * 100),
        )
        vehicles = [vehicle_text(name, desk.language) for name in closure.vehicle_classes]
        table.add_row(
            closure.code,
            effect,
            f"{closure.from_date or '…'} – {closure.to_date or '…'}",
            _where(desk, closure),
            ", ".join(vehicles) or desk.say("map_closure_all_vehicles"),
            _km(closed),
            closure.reason,
        )
    return table


def _where(desk: Desk, closure: Closure) -> str:
    parts = list(closure.road_numbers)
    if closure.point is not None:
        point = closure.point
        parts.append(f"{point.lat:.5f}, {point.lon:.5f} ± {closure.radius_m:,.0f} m")
    if closure.polygon:
        parts.append(desk.say("cli_closure_area", corners=len(closure.polygon)))
    return "; ".join(parts)


def _document(closed: Closed) -> dict[str, object]:
    return {**to_data(closed.closure), "road_m": closed.road_m, "version": closed.version.version}
