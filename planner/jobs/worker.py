"""A worker: hands queued runs to the job engine (DBOS) and carries them out, some at a time.

The engine keeps its own database, apart from the planner's. It gives each run to one worker, and
after a crash it gives a worker of the same name the runs that it had begun; those of a worker that
does not come back are taken over by the others (`planner.jobs.takeover`). Runs are passed by id
only. What a run is and became stands in the planner's store, where its result is stored once, so
that a run which is given twice does no harm.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions

from geodata.errors import GeodataError
from planner.domain.errors import PlannerError, StoreUnavailable
from planner.domain.runs import RunState
from planner.domain.workers import Worker
from planner.jobs.engine import ENGINE_VERSION, POLL_S, QUEUE, WORKFLOW, engine_told
from planner.jobs.sending import sender
from planner.jobs.takeover import forget_finished, take_over_dead
from planner.ports import Clock, Store
from planner.usecases.hooks import tell_hooks
from planner.usecases.national import lead_on
from planner.usecases.operations import export_audit_head
from planner.usecases.weekly import open_weekly_drafts
from planner.usecases.workers import (
    MOST_RUNS,
    beat,
    begin_work,
    end_work,
    runs_to_hand_out,
    tidy,
)

BEAT_S = 5.0
LEAD_S = 2.0
WEEKLY_S = 20.0
TAKEOVER_S = 15.0
HEADS_S = 300.0
HOOKS_S = 5.0
TIDY_S = 3600.0
AWAY_S = 2.0
"""Between two looks at a database that is away."""
_log = logging.getLogger(__name__)


class WorkerStopped(BaseException):
    """Raised inside a search when its worker shuts down: the run stays begun, to be taken up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOptions:
    """How a worker works.

    `name` tells workers apart; after a crash the one started with the same name takes up what the
    crashed one had begun, so two that run at once need two names. `at_once` runs are carried out
    side by side, each in a solver child of its own, of one province at most `per_province`. Runs
    that came to nothing are forgotten after `keep_days`; the daily head of the audit log is added
    to the file `audit_heads`; hooks may reach the hosts `inside` at private addresses.
    """

    queue_url: str
    name: str = ""
    at_once: int = 1
    per_province: int = 1
    keep_days: int = 90
    audit_heads: Path | None = None
    inside: frozenset[str] = frozenset()
    until_idle: bool = False

    @property
    def full_name(self) -> str:
        """The name, or this host's when none is given."""
        return self.name or socket.gethostname()


def work(
    store: Store,
    clock: Clock,
    carry_out: Callable[[str], object],
    options: WorkerOptions,
    *,
    should_stop: Callable[[], bool],
) -> None:
    """Carry out queued runs until told to stop, or until none is left with `until_idle`.

    `carry_out` takes a run's id; what it raises on purpose is in the run already and only logged.
    Raises `Conflict` when a worker of the same name is at work.
    """
    worker = _announced(store, clock, options)
    stopping = threading.Event()
    hand_over = _launched(carry_out, options, stopping.is_set)
    chores = _Chores(store, clock, options, worker)
    seen: set[str] = set()
    try:
        while not _asked(should_stop):
            chores.do()
            try:
                is_idle = _handed_out(store, options, hand_over, seen)
            except StoreUnavailable as error:
                # The planner's database or the engine's is away: nothing is lost by waiting.
                _log.warning("database_away", extra={"cause": str(error.facts.get("cause"))[:200]})
                time.sleep(AWAY_S)
                continue
            if options.until_idle and is_idle:
                return
            time.sleep(POLL_S)
    finally:
        stopping.set()
        DBOS.destroy(destroy_registry=True)
        try:
            end_work(store, clock, worker)
        except StoreUnavailable:
            _log.warning("end_not_told", extra={"worker": worker.name})


def _asked(should_stop: Callable[[], bool]) -> bool:
    """Whether to stop; not while nobody can tell."""
    try:
        return should_stop()
    except StoreUnavailable:
        return False


def _handed_out(
    store: Store, options: WorkerOptions, hand_over: Callable[[str], object], seen: set[str]
) -> bool:
    """Give the engine what waits and it has not; whether nothing waits or is under way."""
    waiting = [run.id for run in runs_to_hand_out(store, per_province=options.per_province)]
    for run_id in [run for run in waiting if run not in seen]:
        hand_over(run_id)
        seen.add(run_id)
    seen &= set(waiting)
    return not waiting and not _any_open(store)


def _announced(store: Store, clock: Clock, options: WorkerOptions) -> Worker:
    """Say that this worker is there; an entry of its name whose process is gone is taken out."""
    name, host = options.full_name, socket.gethostname()
    with store.reading() as reader:
        before = next((w for w in reader.workers() if w.name == name), None)
    if before is not None and before.host == host and not _is_process(before.pid):
        end_work(store, clock, before)
    return begin_work(store, clock, name, host, os.getpid(), options.at_once)


def _is_process(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class _Chores:
    """What a worker does now and then beside its runs; a failure of one is logged, not fatal."""

    def __init__(self, store: Store, clock: Clock, options: WorkerOptions, worker: Worker) -> None:
        keep = timedelta(days=options.keep_days)
        url, name = options.queue_url, worker.name
        self._chores: list[tuple[float, Callable[[], object]]] = [
            (BEAT_S, lambda: beat(store, clock, worker)),
            (LEAD_S, lambda: lead_on(store, clock)),
            (WEEKLY_S, lambda: open_weekly_drafts(store, clock)),
            (TAKEOVER_S, lambda: take_over_dead(store, clock, url, but=name)),
            (HOOKS_S, lambda: tell_hooks(store, clock, sender(options.inside))),
            (TIDY_S, lambda: tidy(store, clock, keep=keep)),
            (HEADS_S, lambda: export_audit_head(store, clock, options.audit_heads)),
            (TIDY_S, lambda: forget_finished(url, clock.now() - keep)),
        ]
        self._done_at = [-TIDY_S] * len(self._chores)

    def do(self) -> None:
        """Do what is due."""
        for i, (every_s, chore) in enumerate(self._chores):
            if time.monotonic() - self._done_at[i] >= every_s:
                self._done_at[i] = time.monotonic()
                try:
                    chore()
                except (PlannerError, OSError) as error:
                    code = error.code if isinstance(error, PlannerError) else type(error).__name__
                    _log.warning("chore_failed", extra={"code": code})


def _any_open(store: Store) -> bool:
    with store.reading() as reader:
        runs = reader.runs(states=(RunState.ACCEPTED, RunState.RUNNING), limit=MOST_RUNS)
        nationals = reader.national_runs(states=(RunState.RUNNING,), limit=1)
    return bool(nationals) or any(run.is_queued for run in runs)


def _launched(
    carry_out: Callable[[str], object], options: WorkerOptions, is_stopping: Callable[[], bool]
) -> Callable[[str], object]:
    """Start the engine; what is returned hands it a run, which it takes once however often told."""
    config: DBOSConfig = {
        "name": "planner",
        "system_database_url": options.queue_url,
        "serializer": DBOSPortableJSONSerializer(),
        "executor_id": options.full_name,
        "application_version": ENGINE_VERSION,
        "log_level": "WARNING",
        "use_listen_notify": False,
        "notification_listener_polling_interval_sec": POLL_S,
    }
    DBOS(config=config)

    @DBOS.step(name="carry_out")
    def step(run_id: str) -> str:
        return _carried_out(carry_out, run_id, is_stopping)

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
        with engine_told():
            return DBOS.enqueue_workflow_with_options(wish, run_id)

    return hand_over


def _carried_out(
    carry_out: Callable[[str], object], run_id: str, is_stopping: Callable[[], bool]
) -> str:
    """How it went, in a word; failures stand in the run, the engine need not try again.

    While the database is away nothing stands anywhere: the run is begun again when it is back.
    """
    while True:
        try:
            carry_out(run_id)
        except StoreUnavailable as error:
            _log.warning("run_waits_for_the_database", extra={"run": run_id, "code": error.code})
            if is_stopping():
                raise WorkerStopped from error
            time.sleep(AWAY_S)
        except (PlannerError, GeodataError) as error:
            _log.warning("run_not_carried_out", extra={"run": run_id, "code": error.code})
            return error.code
        else:
            _log.info("run_carried_out", extra={"run": run_id})
            return "done"
