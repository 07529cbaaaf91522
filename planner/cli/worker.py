"""`planner worker`: carries out queued runs until it is stopped."""

import signal
import threading
from types import FrameType
from typing import Annotated

import typer

from planner.cli.desk import desk_of
from planner.cli.searching import progress_text
from planner.cli.speech import help_text
from planner.ports import Progress
from planner.usecases.runs import carry_out_run, close_abandoned


def worker_command(
    context: typer.Context,
    name: Annotated[str, typer.Option(help=help_text("cli_help_worker_name"))] = "",
    at_once: Annotated[int, typer.Option(min=1, help=help_text("cli_help_at_once"))] = 1,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help=help_text("cli_help_until_idle"))
    ] = False,
) -> None:
    """Carry out queued runs until stopped."""
    # The job engine takes half a second to load; only workers wait for it.
    from planner.jobs.worker import WorkerOptions, WorkerStopped, work

    desk = desk_of(context)
    stopped = threading.Event()

    def stop(signum: int, frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)

    def should_stop() -> bool:
        if stopped.is_set():
            raise WorkerStopped
        return False

    with desk.planner() as planner:

        def carry_out(run_id: str) -> None:
            desk.remark("cli_run_begun", run=run_id)
            stored = carry_out_run(
                planner.store,
                planner.clock,
                planner.solver,
                planner.engine_of,
                run_id,
                on_progress=tell,
                should_stop=should_stop,
            )
            done.append({"run_id": run_id, "plan_id": stored.summary.id})
            desk.line("cli_run_done", run=run_id, plan=stored.summary.id)

        def tell(progress: Progress) -> None:
            if desk.err.is_terminal:
                desk.err.print(progress_text(desk, progress), markup=False, highlight=False)

        done: list[dict[str, str]] = []
        close_abandoned(planner.store, planner.clock)
        desk.remark("cli_worker_waits")
        options = WorkerOptions(
            queue_url=desk.settings.queue_url, name=name, at_once=at_once, until_idle=until_idle
        )
        work(planner.store, carry_out, options, should_stop=stopped.is_set)
    desk.answer({"runs": done})
