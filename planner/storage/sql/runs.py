"""Runs and the workers that carry them out, in SQL."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.domain.errors import Conflict
from planner.domain.runs import CLOSED_STATES, Progress, Run, RunState
from planner.domain.workers import Worker
from planner.storage import run_rows, tables
from planner.storage.sql.base import SqlReading, SqlWriting, is_before


class SqlRunsReader(SqlReading):
    """Reads runs and the workers that carry them out."""

    def run(self, run_id: str) -> Run:
        """A run as it stands."""
        query = sa.select(tables.runs).where(tables.runs.c.id == run_id)
        return run_rows.to_run(self._one(query, "run", run_id))

    def runs(
        self,
        *,
        province_code: str | None = None,
        states: Iterable[RunState] = (),
        limit: int = 100,
        before: tuple[datetime, str] | None = None,
    ) -> tuple[Run, ...]:
        """Runs in these states (none given: all), newest first."""
        table = tables.runs
        query = sa.select(table).order_by(table.c.created_at.desc(), table.c.id.desc())
        wanted = [state.value for state in states]
        if wanted:
            query = query.where(table.c.state.in_(wanted))
        if province_code is not None:
            query = query.where(table.c.province_code == province_code)
        if before is not None:
            query = query.where(is_before(table, before))
        return tuple(run_rows.to_run(row) for row in self._rows(query.limit(limit)))

    def workers(self) -> tuple[Worker, ...]:
        """Workers that have spoken and not said that they stopped, by name."""
        rows = self._rows(sa.select(tables.workers))
        return tuple(sorted((run_rows.to_worker(row) for row in rows), key=lambda w: w.name))


class SqlRunsWriter(SqlRunsReader, SqlWriting):
    """Changes runs and the workers that carry them out."""

    def add_run(self, run: Run) -> None:
        """Add a run; raises `Conflict` when its id is taken."""
        try:
            with self._connection.begin_nested():
                self._insert(tables.runs, run_rows.run_columns(run))
        except IntegrityError as error:
            raise Conflict("the run is stored already", run_id=run.id) from error

    def change_run(self, run: Run) -> None:
        """Replace a run; raises `Conflict` when it is closed already."""
        if self.run(run.id).is_closed:
            raise Conflict("the run is closed", run_id=run.id)
        table = tables.runs
        self._change(
            sa.update(table).where(table.c.id == run.id).values(**run_rows.run_columns(run))
        )

    def note_progress(self, run_id: str, progress: Progress) -> None:
        """Say how a running search stands."""
        run = self.run(run_id)
        if not run.is_closed:
            columns = run_rows.run_columns(replace(run, progress=progress, updated_at=self._at))
            table = tables.runs
            self._connection.execute(sa.update(table).where(table.c.id == run_id).values(**columns))

    def drop_fruitless_runs(self, *, before: datetime) -> int:
        """Remove runs without a plan that ended before a moment, with their requests; how many."""
        runs, blobs, inputs = tables.runs, tables.blobs, tables.plan_inputs
        is_old = sa.and_(
            runs.c.state.in_([state.value for state in CLOSED_STATES]),
            runs.c.plan_id.is_(None),
            runs.c.updated_at < before,
        )
        named = {row["request_digest"] for row in self._rows(sa.select(runs).where(is_old))}
        if not named:
            return 0
        count = self._change(sa.delete(runs).where(is_old))
        self._change(
            sa.delete(blobs).where(
                blobs.c.digest.in_(named),
                ~sa.exists().where(runs.c.request_digest == blobs.c.digest),
                ~sa.exists().where(inputs.c.blob_digest == blobs.c.digest),
            )
        )
        return count

    def put_worker(self, worker: Worker) -> None:
        """Say how a worker stands."""
        self.drop_worker(worker.name)
        self._connection.execute(sa.insert(tables.workers), run_rows.worker_columns(worker))

    def drop_worker(self, name: str) -> None:
        """Forget a worker, if it is there."""
        table = tables.workers
        self._connection.execute(sa.delete(table).where(table.c.name == name))
