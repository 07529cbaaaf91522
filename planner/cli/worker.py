"""`planner worker` carries out queued runs until it is stopped; `planner workers`: who is there."""

import os
import signal
import threading
from types import FrameType
from typing import Annotated

import typer
from rich.table import Table

from planner.cli.desk import Desk, desk_of
from planner.cli.national import cores
from planner.cli.searching import progress_text
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.errors import NotFound
from planner.outputs.times import moment_text
from planner.ports import Progress
from planner.usecases.errands import carry_out as carry_out_any
from planner.usecases.runs import close_abandoned
from planner.usecases.workers import end_work


def worker_command(
    context: typer.Context,
    name: Annotated[str, typer.Option(help=help_text("cli_help_worker_name"))] = "",
    at_once: Annotated[int, typer.Option(min=0, help=help_text("cli_help_at_once"))] = 1,
    per_province: Annotated[int, typer.Option(min=1, help=help_text("cli_help_per_province"))] = 1,
    keep_days: Annotated[int, typer.Option(min=1, help=help_text("cli_help_keep_days"))] = 90,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help=help_text("cli_help_until_idle"))
    ] = False,
    beside: Annotated[bool, typer.Option("--beside", hidden=True)] = False,
) -> None:
    """Carry out queued runs until stopped."""
    # The job engine takes half a second to load; only workers wait for it.
    from planner.jobs.worker import WorkerOptions, WorkerStopped, work

    desk = desk_of(context)
    stopped = _stop_event(until_stdin_ends=beside)

    def should_stop() -> bool:
        if stopped.is_set():
            raise WorkerStopped
        return False

    with desk.planner() as planner:

        def carry_out(run_id: str) -> None:
            remark("cli_run_begun", run=run_id)
            plan_id = carry_out_any(
                planner.store,
                planner.clock,
                planner.solver,
                planner.forcer,
                planner.engine_of,
                run_id,
                on_progress=tell,
                should_stop=should_stop,
            )
            done.append({"run_id": run_id, "plan_id": plan_id})
            desk.line("cli_run_done", run=run_id, plan=plan_id)

        def tell(progress: Progress) -> None:
            if desk.err.is_terminal and not beside:
                desk.err.print(progress_text(desk, progress), markup=False, highlight=False)

        def remark(code: str, **facts: object) -> None:
            if not beside:
                desk.remark(code, **facts)

        done: list[dict[str, str]] = []
        close_abandoned(planner.store, planner.clock)
        remark("cli_worker_waits")
        options = WorkerOptions(
            queue_url=desk.settings.queue_url,
            name=name,
            at_once=at_once or cores(),
            per_province=per_province,
            keep_days=keep_days,
            audit_heads=desk.settings.audit_heads,
            inside=desk.settings.hosts_inside,
            until_idle=until_idle,
        )
        work(planner.store, planner.clock, carry_out, options, should_stop=stopped.is_set)
    desk.answer({"runs": done})


def _stop_event(*, until_stdin_ends: bool) -> threading.Event:
    """Set by Ctrl-C or a polite kill; beside another program also when that one is gone."""
    stopped = threading.Event()

    def stop(signum: int, frame: FrameType | None) -> None:
        stopped.set()

    def wait() -> None:
        # Not through Python's buffer: a thread waiting in it would hold up the end.
        while os.read(0, 4096):
            continue
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if until_stdin_ends:
        # Ctrl-C reaches the whole group; the other program says when to stop.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=wait, daemon=True).start()
    return stopped


def workers_command(
    context: typer.Context,
    take_over: Annotated[str | None, typer.Option(help=help_text("cli_help_take_over"))] = None,
) -> None:
    """Tell which workers there are; with `--take-over` hand a dead one's runs to the others."""
    desk = desk_of(context)
    with desk.planner() as planner:
        taken: tuple[str, ...] = ()
        with planner.store.reading() as reader:
            workers = reader.workers()
        if take_over is not None:
            from planner.jobs.takeover import take_over as hand_back

            taken = hand_back(desk.settings.queue_url, take_over)
            known = next((w for w in workers if w.name == take_over), None)
            if known is None and not taken:
                raise NotFound("no such worker", kind="worker", id=take_over)
            if known is not None:
                end_work(planner.store, planner.clock, known)
            desk.line("cli_taken_over", worker=take_over, count=len(taken))
            workers = tuple(w for w in workers if w.name != take_over)
        now = planner.clock.now()
        rows = [to_data(worker) | {"is_alive": worker.is_alive(now)} for worker in workers]
    desk.show(_table(desk, rows, [moment_text(w.seen_at, desk.language) for w in workers]))
    desk.answer({"workers": rows, "taken_over": list(taken)})


def _table(desk: Desk, rows: list[dict[str, object]], seen: list[str]) -> Table:
    table = Table()
    for name in ("worker", "host", "at_once", "seen", "alive"):
        table.add_column(desk.say(f"cli_column_{name}"))
    for row, moment in zip(rows, seen, strict=True):
        alive = desk.say("cli_worker_alive" if row["is_alive"] else "cli_worker_silent")
        table.add_row(str(row["name"]), str(row["host"]), str(row["at_once"]), moment, alive)
    return table
