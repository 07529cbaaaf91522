"""A worker: hands queued runs to the job engine (DBOS) and carries them out, some at a time.

The engine keeps its own database, apart from the planner's. It gives each run to one worker, and
after a crash it gives a worker of the same name the runs that it had begun. Runs are passed by id
only. What a run is and became stands in the planner's store, where its result is stored once, so
that a run which is given twice does no harm.
"""

import logging
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions

from geodata.errors import GeodataError
from planner.domain.errors import PlannerError
from planner.domain.runs import RunState
from planner.ports import Store

QUEUE = "runs"
WORKFLOW = "carry_out_run"
ENGINE_VERSION = "1"
"""Raised by hand when an older program's begun runs must not be taken up by this one."""
POLL_S = 0.5
_log = logging.getLogger(__name__)


class WorkerStopped(BaseException):
    """Raised inside a search when its worker shuts down: the run stays begun, to be taken up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOptions:
    """How a worker works.

    `name` tells workers apart; after a crash the one started with the same name takes up what the
    crashed one had begun, so two that run at once need two names. `at_once` runs are carried out
    side by side, each in a solver child of its own.
    """

    queue_url: str
    name: str = ""
    at_once: int = 1
    until_idle: bool = False


def work(
    store: Store,
    carry_out: Callable[[str], object],
    options: WorkerOptions,
    *,
    should_stop: Callable[[], bool],
) -> None:
    """Carry out queued runs until told to stop, or until none is left with `until_idle`.

    `carry_out` takes a run's id; what it raises on purpose is in the run already and only logged.
    """
    engine = _launched(carry_out, options)
    seen: set[str] = set()
    try:
        while not should_stop():
            waiting = _open_runs(store)
            for run_id in waiting:
                if run_id not in seen:
                    engine(run_id)
                    seen.add(run_id)
            seen &= set(waiting)
            if options.until_idle and not waiting:
                return
            time.sleep(POLL_S)
    finally:
        DBOS.destroy(destroy_registry=True)


def _open_runs(store: Store) -> tuple[str, ...]:
    """Queued runs that are not closed, oldest first."""
    with store.reading() as reader:
        runs = reader.runs(states=(RunState.ACCEPTED, RunState.RUNNING), limit=1_000_000)
    return tuple(run.id for run in reversed(runs) if run.is_queued)


def _launched(
    carry_out: Callable[[str], object], options: WorkerOptions
) -> Callable[[str], object]:
    """Start the engine; what is returned hands it a run, which it takes once however often told."""
    config: DBOSConfig = {
        "name": "planner",
        "system_database_url": options.queue_url,
        "serializer": DBOSPortableJSONSerializer(),
        "executor_id": options.name or socket.gethostname(),
        "application_version": ENGINE_VERSION,
        "log_level": "WARNING",
        "use_listen_notify": False,
        "notification_listener_polling_interval_sec": POLL_S,
    }
    DBOS(config=config)

    @DBOS.step(name="carry_out")
    def step(run_id: str) -> str:
        return _carried_out(carry_out, run_id)

    @DBOS.workflow(name=WORKFLOW)
    def workflow(run_id: str) -> str:
        return step(run_id)

    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=options.at_once, polling_interval_sec=POLL_S)

    def hand_over(run_id: str) -> object:
        wish: EnqueueOptions = {
            "queue_name": QUEUE,
            "workflow_name": WORKFLOW,
            "workflow_id": run_id,
            "app_version": ENGINE_VERSION,
        }
        return DBOS.enqueue_workflow_with_options(wish, run_id)

    return hand_over


def _carried_out(carry_out: Callable[[str], object], run_id: str) -> str:
    """How it went, in a word; failures stand in the run, the engine need not try again."""
    try:
        carry_out(run_id)
    except (PlannerError, GeodataError) as error:
        _log.warning("run_not_carried_out", extra={"run": run_id, "code": error.code})
        return error.code
    _log.info("run_carried_out", extra={"run": run_id})
    return "done"
