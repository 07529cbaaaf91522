"""Runs carried out somewhere else."""

from collections.abc import Iterator
from typing import Protocol

from planner.domain.runs import Run, RunState


class JobQueue(Protocol):
    """Carries out runs somewhere else; speaks of runs by their id only."""

    def submit(self, run_id: str) -> None:
        """Have a run carried out; submitting the same run again changes nothing."""
        ...

    def status(self, run_id: str) -> RunState:
        """How the run stands."""
        ...

    def events(self, run_id: str) -> Iterator[Run]:
        """The run each time it changed, until it is closed."""
        ...

    def cancel(self, run_id: str) -> None:
        """Ask the run to stop; one that was searching keeps its best plan."""
        ...

    def result(self, run_id: str) -> str | None:
        """The id of the plan it made, None when there is none (yet)."""
        ...
