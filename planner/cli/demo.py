"""`planner demo`: the whole path on the sample province, from files to a plan in the hand."""

import time
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.complaints import VIOLATIONS
from planner.cli.data import make_travel, report_counts
from planner.cli.desk import ACTOR, desk_of
from planner.cli.outputs import write_outputs
from planner.cli.plans import carry_out
from planner.cli.screens import show_plan
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.calendar import Horizon
from planner.domain.params import SolveParams
from planner.samples import sample_folder, sample_week
from planner.usecases.plans import recheck_plan, request_of_week
from planner.usecases.runs import open_run
from planner.usecases.villages import import_files


class Laps:
    """Seconds of each step, and from the start."""

    def __init__(self) -> None:
        self.began = self._last = time.monotonic()
        self.took_s: dict[str, float] = {}

    def lap(self, step: str) -> float:
        """Note the seconds since the step before."""
        now = time.monotonic()
        self.took_s[step] = round(now - self._last, 2)
        self._last = now
        return self.took_s[step]

    def total_s(self) -> float:
        """Seconds from the start until now."""
        return round(time.monotonic() - self.began, 2)


def demo_command(
    context: typer.Context,
    seconds: Annotated[
        float, typer.Option(min=0.1, help=help_text("cli_help_seconds"))
    ] = SolveParams().cpu_s,
    out: Annotated[Path | None, typer.Option(help=help_text("cli_help_out"))] = None,
) -> None:
    """Plan the sample week of Mae Hong Son: import, travel, plan, check, store, map and sheets."""
    desk = desk_of(context)
    folder = out or desk.settings.data_dir / "demo"
    params = SolveParams(cpu_s=seconds, wall_s=max(SolveParams().wall_s, 3 * seconds))
    laps = Laps()
    with desk.planner() as planner:
        imported = import_files(
            planner.store, planner.clock, (sample_folder(),), desk.settings.data_dir, actor=ACTOR
        )
        if imported.findings:
            count = len(imported.findings)
            desk.line("cli_sample_remarks", count=count, folder=sample_folder())
        report_counts(desk, imported)
        laps.lap("import")
        code = imported.versions[0].code
        request = request_of_week(
            planner.store, code, Horizon(start=sample_week()), engine_of=planner.engine_of
        )
        make_travel(desk, planner, request)
        laps.lap("travel")
        before_s = laps.total_s()
        run = open_run(planner.store, planner.clock, request, params, actor=ACTOR)
        stored, first_plan_s = carry_out(desk, planner, run)
        laps.lap("plan")
        recheck = recheck_plan(planner.store, stored.summary.id)
        laps.lap("check")
        names = ("map", "workbook", "sheets", "geojson")
        files = write_outputs(desk, planner, stored.summary.id, folder, names)
        laps.lap("outputs")
    show_plan(desk, stored, request)
    for kind, paths in files.items():
        for path in paths:
            desk.line("cli_written", kind=desk.say(f"cli_output_{kind}"), path=path)
    first_s = None if first_plan_s is None else round(before_s + first_plan_s, 2)
    desk.line("cli_times", total=laps.total_s(), **laps.took_s)
    desk.answer(
        {
            "summary": to_data(stored.summary),
            "is_clean": recheck.is_clean,
            "files": files,
            "took_s": {**laps.took_s, "total": laps.total_s(), "first_plan": first_s},
        }
    )
    if not recheck.is_clean:
        raise typer.Exit(VIOLATIONS)
