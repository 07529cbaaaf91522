"""A search on the screen: a bar with value, bound, gap and people served; Ctrl-C keeps the best."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from planner.cli.desk import Desk
from planner.domain.params import SolveParams
from planner.ports import Progress


class SearchWatch:
    """Hears progress and shows it; knows when the first plan came and whether to stop."""

    def __init__(self, desk: Desk, params: SolveParams, bar: Bar, code: str) -> None:
        self._code = code
        self._is_planning = code == "cli_searching"
        self._desk = desk
        self._params = params
        self._bar = bar
        self._began = time.monotonic()
        self._task = bar.add_task(desk.say(code), total=self._total())
        self._is_stopping = False
        self.has_given_up = False
        self.first_plan_s: float | None = None

    def hear(self, progress: Progress) -> None:
        """Show how the search stands."""
        if self._is_planning and progress.value is not None and self.first_plan_s is None:
            self.first_plan_s = round(time.monotonic() - self._began, 2)
            self._desk.remark(
                "cli_first_plan", seconds=self.first_plan_s, people=f"{progress.people_served:,}"
            )
        counted = progress.rounds if self._params.reproducible else progress.cpu_s
        self._bar.update(
            self._task,
            completed=min(counted, self._total()),
            description=(
                progress_text(self._desk, progress)
                if self._is_planning
                else self._desk.say(self._code)
            ),
        )

    def should_stop(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._is_stopping

    def interrupt(self, signum: int, frame: FrameType | None) -> None:
        """First Ctrl-C: stop and keep the best. Second: give up."""
        if self._is_stopping:
            self.has_given_up = True
            raise KeyboardInterrupt
        self._is_stopping = True
        self._desk.remark("cli_stopping")

    def _total(self) -> float:
        params = self._params
        return float(params.max_rounds) if params.reproducible else params.cpu_s


def progress_text(desk: Desk, progress: Progress) -> str:
    """Value, bound, gap and people served in one line."""
    dash = "–"
    return desk.say(
        "cli_progress",
        value=dash if progress.value is None else f"{progress.value:,}",
        bound=dash if progress.bound is None else f"{progress.bound:,}",
        gap=dash if progress.gap is None else f"{progress.gap:.2%}",
        people=f"{progress.people_served:,}",
    )


@contextmanager
def watching(
    desk: Desk, params: SolveParams, *, code: str = "cli_searching"
) -> Iterator[SearchWatch]:
    """Show a search while it lasts; Ctrl-C is the watch's meanwhile.

    A search for something else than a plan says so by its `code`, and shows no figures of a plan.
    """
    bar = Bar(
        BarColumn(bar_width=24),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=desk.err,
        transient=True,
        disable=desk.as_json or not desk.err.is_terminal,
    )
    with bar:
        watch = SearchWatch(desk, params, bar, code)
        before = signal.signal(signal.SIGINT, watch.interrupt)
        try:
            yield watch
        except Exception:
            # An interrupt in the middle of a database call comes out as that call's own error.
            if watch.has_given_up:
                raise KeyboardInterrupt from None
            raise
        finally:
            signal.signal(signal.SIGINT, before)
