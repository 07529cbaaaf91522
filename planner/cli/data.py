"""`planner import` and `planner travel`: files in, travel times made."""

import time
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.table import Table

from geodata.matrix import UNREACHABLE, TravelMatrix
from planner.bootstrap import App
from planner.cli.complaints import findings_table
from planner.cli.desk import ACTOR, Desk, chosen_province, desk_of, step_bar
from planner.cli.files import column_names, show_preview
from planner.cli.horizons import DAYS, START, STATE, WEEK, chosen_horizon
from planner.cli.reach import tell_why
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.seasons import RoadState
from planner.outputs.off_days import off_day_lines
from planner.outputs.times import days_text
from planner.usecases.off_since import PlanOff, plans_off
from planner.usecases.plans import request_of_week
from planner.usecases.preview import preview_import
from planner.usecases.remembered import remembered_inputs
from planner.usecases.travel import travel_findings, travel_for
from planner.usecases.villages import Imported, import_files

PROVINCE = typer.Option("--province", help=help_text("cli_help_province"))


def import_command(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=help_text("cli_help_paths"))],
    kind: Annotated[str | None, typer.Option(help=help_text("cli_help_kind"))] = None,
    province: Annotated[
        str | None, typer.Option("--province", help=help_text("cli_help_province_import"))
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help=help_text("cli_help_preview"))] = False,
    column: Annotated[
        list[str] | None, typer.Option("--map", help=help_text("cli_help_map_column"))
    ] = None,
) -> None:
    """Import dataset folders, or single files over what is there: all of it or nothing."""
    desk = desk_of(context)
    names = column_names(column or [])
    with desk.planner() as planner:
        files = (planner.store, planner.clock, tuple(paths), desk.settings.data_dir)
        if preview:
            seen = preview_import(*files, kind=kind, province_code=province, names=names)
            show_preview(desk, seen)
            return
        imported = import_files(*files, actor=ACTOR, kind=kind, province_code=province, names=names)
        report_import(desk, imported)
        off = [
            one
            for data in imported.provinces
            for one in plans_off(planner.store, planner.clock, data.province_code)
        ]
        for broken in off:
            _tell_plan_off(desk, planner, broken)
    desk.answer({**import_document(imported), "plans_off": [to_data(one) for one in off]})


def _tell_plan_off(desk: Desk, planner: App, broken: PlanOff) -> None:
    plan = broken.plan
    units = remembered_inputs(planner.store, plan).request.units
    days = [(one.unit_code, one.on_date) for one in broken.days]
    desk.line(
        "cli_plan_off",
        plan=plan.id,
        state=desk.say(f"plan_state_{plan.state.value}"),
        days=days_text(plan.start, plan.days, desk.language),
        units=", ".join(off_day_lines(days, units, desk.language)),
    )


def report_import(desk: Desk, imported: Imported) -> None:
    """What was imported, for people."""
    if imported.findings:
        desk.show(findings_table(desk, imported.findings))
    report_counts(desk, imported)


def report_counts(desk: Desk, imported: Imported) -> None:
    """How much of what each province has now."""
    for data, version in zip(imported.provinces, imported.versions, strict=True):
        name = data.name_en if desk.language.value == "en" and data.name_en else data.name_th
        desk.line("cli_imported", name=name, version=version.version, **_counts(data))


def import_document(imported: Imported) -> dict[str, Any]:
    """What was imported, for scripts."""
    return {
        "provinces": [
            {**to_data(version), "counts": _counts(data)}
            for data, version in zip(imported.provinces, imported.versions, strict=True)
        ],
        "findings": [to_data(finding) for finding in imported.findings],
    }


def _counts(data: ProvinceData) -> dict[str, int]:
    return {
        "villages": len(data.villages),
        "villages_without_point": sum(v.location is None for v in data.villages),
        "stop_places": len(data.stop_places),
        "units": len(data.units),
        "services": len(data.services),
        "demands": len(data.demands),
        "people": sum(demand.people for demand in data.demands),
        "history": len(data.history),
        "requests": len(data.requests),
    }


def travel_command(
    context: typer.Context,
    province: Annotated[str | None, PROVINCE] = None,
    week: Annotated[str | None, WEEK] = None,
    start: Annotated[str | None, START] = None,
    days: Annotated[int, DAYS] = 7,
    state: Annotated[RoadState | None, STATE] = None,
    why: Annotated[str | None, typer.Option("--why", help=help_text("cli_help_why"))] = None,
) -> None:
    """Make (or remember) the travel times between all places for a week, or tell of one village."""
    desk = desk_of(context)
    with desk.planner() as planner:
        version = chosen_province(planner, province)
        horizon = chosen_horizon(planner.clock, week, start, days, desk.remark)
        request = request_of_week(planner.store, version.code, horizon, state=state)
        if why is not None:
            tell_why(desk, planner.engine_of(version.code), request, why)
            return
        began = time.monotonic()
        travel = make_travel(desk, planner, request)
        took_s = round(time.monotonic() - began, 2)
    desk.show(_travel_table(desk, travel))
    findings = travel_findings(travel)
    if findings:
        desk.show(findings_table(desk, findings))
    desk.answer(
        {
            "province_code": version.code,
            "took_s": took_s,
            "profiles": [{"profile": p, **_measures(m)} for p, m in travel.items()],
            "findings": [to_data(finding) for finding in findings],
        }
    )


def make_travel(desk: Desk, planner: App, request: PlanRequest) -> dict[str, TravelMatrix]:
    """The matrices of a request, with a progress bar on stderr."""
    engine = planner.engine_of(request.province_code)
    with step_bar(desk, "cli_travel", len(request.profiles())) as step_done:
        return travel_for(engine, request, on_profile=lambda _: step_done())


def _measures(matrix: TravelMatrix) -> dict[str, Any]:
    pairs = matrix.durations_s.size - len(matrix.place_ids)
    reached = matrix.durations_s != UNREACHABLE
    return {
        "engine": matrix.engine,
        "places": len(matrix.place_ids),
        "unreachable_share": round(float((~reached).sum()) / max(pairs, 1), 4),
        "estimated_share": round(float(matrix.estimated.sum()) / max(pairs, 1), 4),
        "median_s": int(np.median(matrix.durations_s[reached])) if reached.any() else 0,
        "digest": matrix.digest(),
    }


def _travel_table(desk: Desk, travel: dict[str, TravelMatrix]) -> Table:
    table = Table(title=desk.say("cli_travel_title"))
    names = ("profile", "places", "median_minutes", "unreachable_share", "estimated_share")
    for i, name in enumerate(names):
        table.add_column(desk.say(f"cli_column_{name}"), justify="right" if i else "left")
    for profile, matrix in travel.items():
        measures = _measures(matrix)
        table.add_row(
            profile,
            str(measures["places"]),
            str(measures["median_s"] // 60),
            f"{measures['unreachable_share']:.1%}",
            f"{measures['estimated_share']:.1%}",
        )
    return table
