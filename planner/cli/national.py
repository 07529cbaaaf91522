"""`planner plan --all-provinces` and `planner national`: every province planned, one summary."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from planner.bootstrap import App
from planner.cli.complaints import plain
from planner.cli.desk import ACTOR, Desk, desk_of
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.calendar import Horizon
from planner.domain.errors import NotFound
from planner.domain.national import NationalPart, NationalRun
from planner.domain.params import SolveParams
from planner.outputs.national_map import draw_national_map
from planner.outputs.national_view import outcome_text
from planner.outputs.times import days_text
from planner.usecases.errands import carry_out
from planner.usecases.national import (
    NationalSummary,
    national_summary,
    open_national,
    stop_national,
)
from planner.usecases.national_map import national_view

LATEST = "latest"


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def plan_every_province(
    desk: Desk, horizon: Horizon, params: SolveParams, *, is_queued: bool, at_once: int
) -> None:
    """Open a nationwide run; carry it out here too, beside whoever works, unless only queued."""
    with desk.planner() as planner:
        with planner.store.reading() as reader:
            codes = [version.code for version in reader.provinces()]
        if not codes:
            raise NotFound("no province", kind="province", id="all")
        wish = open_national(planner.store, planner.clock, horizon, params, codes, actor=ACTOR)
        if is_queued:
            desk.line("cli_national_queued", run=wish.id, count=len(wish.province_codes))
            desk.answer({"national_id": wish.id, "state": wish.state.value})
            return
        _work_on(desk, planner, wish, at_once or cores())
        summary = national_summary(planner.store, wish.id)
        show_national(desk, planner, summary)
    desk.answer(national_document(summary))


def _work_on(desk: Desk, planner: App, wish: NationalRun, at_once: int) -> None:
    """Be a worker until the nationwide run has ended; Ctrl-C asks it to stop."""
    # The job engine takes half a second to load; only workers wait for it.
    from planner.jobs.worker import WorkerOptions, work

    def one(run_id: str) -> None:
        carry_out(
            planner.store, planner.clock, planner.solver, planner.forcer, planner.engine_of, run_id
        )

    options = WorkerOptions(
        queue_url=desk.settings.queue_url,
        name=f"{socket.gethostname()}-plan-{os.getpid()}",
        at_once=at_once,
    )
    with _bar(desk) as tell, _stopping(planner, wish.id):

        def has_ended() -> bool:
            summary = national_summary(planner.store, wish.id)
            tell(summary)
            return summary.wish.is_closed

        work(planner.store, planner.clock, one, options, should_stop=has_ended)


@contextmanager
def _bar(desk: Desk) -> Iterator[Any]:
    """A bar over all provinces."""
    bar = Bar(
        BarColumn(bar_width=24),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=desk.err,
        transient=True,
        disable=desk.as_json or not desk.err.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=1.0)

        def tell(summary: NationalSummary) -> None:
            bar.update(task, completed=summary.progress, description=bar_text(desk, summary))

        yield tell


def bar_text(desk: Desk, summary: NationalSummary) -> str:
    """How far a nationwide run is, in a line."""
    return desk.say(
        "cli_national_bar",
        done=summary.done,
        count=len(summary.parts),
        people=f"{summary.total('people_served'):,}",
        failed=len(summary.failed),
    )


@contextmanager
def _stopping(planner: App, national_id: str) -> Iterator[None]:
    """Ctrl-C asks the nationwide run to stop; a second one gives up."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        stop_national(planner.store, planner.clock, national_id, actor=ACTOR)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def national_command(
    context: typer.Context,
    run: Annotated[str, typer.Argument(help=help_text("cli_help_national_id"))] = LATEST,
    map_file: Annotated[
        Path | None, typer.Option("--map", help=help_text("cli_help_national_map"))
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help=help_text("cli_help_national_stop"))] = False,
) -> None:
    """Show how a nationwide run stands, or what came of it."""
    desk = desk_of(context)
    with desk.planner() as planner:
        with planner.store.reading() as reader:
            known = reader.national_runs(limit=1)
        if run == LATEST and not known:
            desk.line("cli_national_none")
            desk.answer({"national": None})
            return
        national_id = known[0].id if run == LATEST else run
        if run == LATEST:
            desk.remark("cli_latest_national", run=national_id)
        if stop:
            stop_national(planner.store, planner.clock, national_id, actor=ACTOR)
        summary = national_summary(planner.store, national_id)
        show_national(desk, planner, summary)
        if map_file is not None:
            view = national_view(planner.store, summary)
            map_file.write_text(draw_national_map(view, desk.language), encoding="utf-8")
            desk.line("cli_written", kind=desk.say("cli_output_map"), path=map_file)
    desk.answer(national_document(summary))


def show_national(desk: Desk, planner: App, summary: NationalSummary) -> None:
    """The table of provinces and the sums under it."""
    with planner.store.reading() as reader:
        names = {v.code: (v.name_th, v.name_en) for v in reader.provinces()}
    wish = summary.wish
    title = desk.say(
        "cli_national_title", run=wish.id, days=days_text(wish.start, wish.days, desk.language)
    )
    table = Table(title=title)
    for i, name in enumerate(
        ("province", "tries", "people_served", "served_due", "villages_visited", "promises", "gap")
    ):
        table.add_column(desk.say(f"cli_column_{name}"), justify="right" if i else "left")
    table.add_column(desk.say("cli_column_outcome"), overflow="fold")
    for part in summary.parts:
        name = names.get(part.province_code, ("", ""))[0 if desk.language == "th" else 1]
        table.add_row(plain(f"{part.province_code} {name}"), *_cells(desk, part))
    desk.show(table)
    _tell_totals(desk, summary)


def _cells(desk: Desk, part: NationalPart) -> tuple[str, ...]:
    figures = None if part.run is None else part.run.figures
    outcome = plain(outcome_text(part, desk.language))
    if figures is None:
        return (str(part.tries), *("–",) * 5, outcome)
    return (
        str(part.tries),
        f"{figures.people_served:,}",
        f"{share_text(figures.people_due_served, figures.people_due)}",
        f"{figures.villages_visited:,}/{figures.villages:,}",
        f"{figures.promises_kept:,}/{figures.promises:,}",
        "–" if figures.gap is None else f"{figures.gap:.1%}",
        outcome,
    )


def share_text(part: int, whole: int) -> str:
    """A share as per cent; a dash of nothing."""
    return f"{part / whole:.1%}" if whole else "–"


def _tell_totals(desk: Desk, summary: NationalSummary) -> None:
    desk.line("cli_national_state", state=desk.say(f"national_{summary.wish.state.value}"))
    desk.line(
        "cli_national_totals",
        plans=summary.plans,
        count=len(summary.parts),
        people=f"{summary.total('people_served'):,}",
        due=f"{summary.total('people_due'):,}",
        share=share_text(summary.total("people_due_served"), summary.total("people_due")),
        visited=f"{summary.total('villages_visited'):,}",
        kept=f"{summary.total('promises_kept'):,}",
        promises=f"{summary.total('promises'):,}",
        gap="–" if summary.gap is None else f"{summary.gap:.1%}",
    )
    if summary.failed:
        desk.line("cli_national_failed", failed=len(summary.failed))


def national_document(summary: NationalSummary) -> dict[str, Any]:
    """The summary for scripts."""
    wish = summary.wish
    return {
        "national": {
            "id": wish.id,
            "start": wish.start.isoformat(),
            "days": wish.days,
            "state": wish.state.value,
            "provinces": len(summary.parts),
            "done": summary.done,
            "plans": summary.plans,
            "failed": [part.province_code for part in summary.failed],
            "progress": round(summary.progress, 4),
            "gap": summary.gap,
            **{name: summary.total(name) for name in SUMMED},
        },
        "parts": [_part_document(part) for part in summary.parts],
    }


SUMMED = (
    *("people_served", "people_due", "people_due_served", "villages", "villages_visited"),
    *("promises", "promises_kept"),
)


def _part_document(part: NationalPart) -> dict[str, Any]:
    run = part.run
    figures = None if run is None or run.figures is None else to_data(run.figures)
    if figures is not None:
        del figures["visits"]
    return {
        "province_code": part.province_code,
        "tries": part.tries,
        "run_id": None if run is None else run.id,
        "state": None if run is None else run.state.value,
        "plan_id": None if run is None else run.plan_id,
        "error_code": None if run is None else run.error_code,
        "figures": figures,
    }
