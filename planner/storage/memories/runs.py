"""Runs and the workers that carry them out, in memory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from planner.domain.errors import Conflict
from planner.domain.runs import Progress, Run, RunState
from planner.domain.workers import Worker
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryRunsReader(MemoryReading):
    """Reads runs and the workers that carry them out."""

    def run(self, run_id: str) -> Run:
        return found(self.tables.runs, run_id, "run")

    def runs(
        self,
        *,
        province_code: str | None = None,
        states: Iterable[RunState] = (),
        limit: int = 100,
        before: tuple[datetime, str] | None = None,
    ) -> tuple[Run, ...]:
        wanted = frozenset(states) or frozenset(RunState)
        chosen = [
            run
            for run in self.tables.runs.values()
            if run.state in wanted
            and province_code in (None, run.province_code)
            and (before is None or (run.created_at, run.id) < before)
        ]
        chosen.sort(key=lambda run: (run.created_at, run.id), reverse=True)
        return tuple(chosen[:limit])

    def workers(self) -> tuple[Worker, ...]:
        return tuple(worker for _, worker in sorted(self.tables.workers.items()))


class MemoryRunsWriter(MemoryRunsReader, MemoryWriting):
    """Changes runs and the workers that carry them out."""

    def add_run(self, run: Run) -> None:
        self._changed = True
        if run.id in self.tables.runs:
            raise Conflict("the run is stored already", run_id=run.id)
        self.tables.runs[run.id] = run

    def change_run(self, run: Run) -> None:
        self._changed = True
        if self.run(run.id).is_closed:
            raise Conflict("the run is closed", run_id=run.id)
        self.tables.runs[run.id] = run

    def note_progress(self, run_id: str, progress: Progress) -> None:
        run = self.run(run_id)
        if not run.is_closed:
            self.tables.runs[run_id] = replace(run, progress=progress, updated_at=self._at)

    def drop_fruitless_runs(self, *, before: datetime) -> int:
        old = {
            run.id: run
            for run in self.tables.runs.values()
            if run.is_closed and run.plan_id is None and run.updated_at < before
        }
        self._changed = self._changed or bool(old)
        for run_id in old:
            del self.tables.runs[run_id]
        needed = {run.request_digest for run in self.tables.runs.values()}
        for plan in self.tables.plans.values():
            needed.update(plan.summary.inputs.values())
        for name in {run.request_digest for run in old.values()} - needed:
            self.tables.blobs.pop(name, None)
        return len(old)

    def put_worker(self, worker: Worker) -> None:
        self.tables.workers[worker.name] = worker

    def drop_worker(self, name: str) -> None:
        self.tables.workers.pop(name, None)
