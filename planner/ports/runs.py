"""What a store knows about runs and the workers that carry them out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from planner.domain.runs import Progress, Run, RunState
from planner.domain.workers import Worker


class RunsReader(Protocol):
    """Reads runs and the workers that carry them out."""

    def run(self, run_id: str) -> Run:
        """A run as it stands."""
        ...

    def runs(
        self,
        *,
        province_code: str | None = None,
        states: Iterable[RunState] = (),
        limit: int = 100,
        before: tuple[datetime, str] | None = None,
    ) -> tuple[Run, ...]:
        """Runs in these states (none given: all), newest first.

        `before` is the moment and id of a run: only those that come after it in that order.
        """
        ...

    def workers(self) -> tuple[Worker, ...]:
        """Workers that have spoken and not said that they stopped, by name."""
        ...


class RunsWriter(RunsReader, Protocol):
    """Changes runs and the workers that carry them out."""

    def add_run(self, run: Run) -> None:
        """Add a run; raises `Conflict` when its id is taken."""
        ...

    def change_run(self, run: Run) -> None:
        """Replace a run; raises `Conflict` when it is closed already."""
        ...

    def note_progress(self, run_id: str, progress: Progress) -> None:
        """Say how a running search stands; the only change that needs no audit entry."""
        ...

    def drop_fruitless_runs(self, *, before: datetime) -> int:
        """Remove runs without a plan that ended before a moment, with their requests; how many."""
        ...

    def put_worker(self, worker: Worker) -> None:
        """Say how a worker stands; needs no audit entry, as progress needs none."""
        ...

    def drop_worker(self, name: str) -> None:
        """Forget a worker, if it is there; needs no audit entry."""
        ...
