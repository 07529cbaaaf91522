"""RunQueue: the five calls of the job port, spoken over the store.

A queued run is a row of the store, written in the transaction that opened it; workers pass it to
the job engine (`planner.jobs.worker`). So submitting needs no engine, and a crash between opening
and submitting loses nothing.
"""

import time
from collections.abc import Iterator
from dataclasses import replace

from planner.domain.errors import Conflict
from planner.domain.runs import Run, RunState
from planner.ports import Clock, Store

POLL_S = 0.5


class RunQueue:
    """Runs that workers carry out; see `planner.ports.JobQueue`."""

    def __init__(self, store: Store, clock: Clock, *, poll_s: float = POLL_S) -> None:
        self._store = store
        self._clock = clock
        self._poll_s = poll_s

    def submit(self, run_id: str) -> None:
        """Have a run carried out by a worker; raises `Conflict` for one that has begun here."""
        run = self._run(run_id)
        if run.is_queued or run.is_closed:
            return
        if run.state is not RunState.ACCEPTED:
            raise Conflict("the run has begun already", run_id=run_id)
        with self._store.writing(actor=run.created_by, at=self._clock.now()) as writer:
            writer.change_run(replace(writer.run(run_id), is_queued=True))
            writer.note("run_queued", f"run:{run_id}", province=run.province_code)

    def status(self, run_id: str) -> RunState:
        """How the run stands."""
        return self._run(run_id).state

    def events(self, run_id: str) -> Iterator[Run]:
        """The run each time it changed, until it is closed."""
        told: Run | None = None
        while told is None or not told.is_closed:
            run = self._run(run_id)
            if run != told:
                yield run
                told = run
            else:
                time.sleep(self._poll_s)

    def cancel(self, run_id: str) -> None:
        """Ask the run to stop; one that waits is dismissed, one that searches keeps its best."""
        # Loaded when somebody stops a run: it draws in all that carries one out.
        from planner.usecases.runs import stop_run

        stop_run(self._store, self._clock, run_id, actor=self._run(run_id).created_by)

    def result(self, run_id: str) -> str | None:
        """The id of the plan it made, None when there is none (yet)."""
        return self._run(run_id).plan_id

    def _run(self, run_id: str) -> Run:
        with self._store.reading() as reader:
            return reader.run(run_id)
