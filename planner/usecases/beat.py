"""Word of a search under way: passed on, stored now and then; a wish to stop comes back so."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from planner.domain.errors import StoreUnavailable
from planner.domain.plan import Plan
from planner.domain.runs import Milestone, Progress, Run
from planner.ports import Clock, Store

BEAT_S = 1.0
"""Progress is stored, and a wish to stop looked for, at most this often."""

MOST_MILESTONES = 80
"""A trail that gets longer is thinned: every other moment stays, and the last one."""

EXPLAINING = "explain"

LOG = logging.getLogger(__name__)


class Beat:
    """Passes progress on and stores it now and then; learns of a wish to stop the same way."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        run: Run,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._store, self._clock, self._run = store, clock, run
        self._on_progress, self._asked_here = on_progress, should_stop
        self._stored_at = self._looked_at = -BEAT_S
        self._stop_asked = False
        self._trail: list[Milestone] = []
        self._best: Plan | None = None
        self._tiers: dict[str, Any] = {}
        self.heard: tuple[Plan, Progress] | None = None
        """The best plan that the search told of, and how it stood last."""

    def progress(self, progress: Progress) -> None:
        """Pass on how the search stands."""
        if self._on_progress is not None:
            self._on_progress(progress)
        self._best = progress.plan or self._best
        best = progress.plan or (self.heard and self.heard[0])
        proven = self._known(progress)
        self.heard = (best, replace(progress, plan=None, **proven)) if best else None
        if progress.plan is not None or time.monotonic() - self._stored_at >= BEAT_S:
            self._stored_at = time.monotonic()
            self._trail = _longer(self._trail, progress)
            self._store_progress(replace(progress, plan=None, trail=tuple(self._trail), **proven))

    def _known(self, progress: Progress) -> dict[str, Any]:
        """What is known of the upper tiers; whoever explains the plan afterwards tells nothing."""
        if progress.promises is not None:
            self._tiers = {
                name: getattr(progress, name) for name in ("promises", "equity", "bounds", "bound")
            }
        return self._tiers

    def _store_progress(self, told: Progress) -> None:
        try:
            with self._store.writing(actor=self._run.created_by, at=self._clock.now()) as writer:
                writer.note_progress(self._run.id, told)
                if self._best is not None:
                    writer.put_best_so_far(self._run.id, self._best)
        except StoreUnavailable as error:
            # A search of minutes is not thrown away for a database that is away for seconds.
            LOG.warning("progress_not_stored", extra={"cause": str(error.facts.get("cause"))})
        else:
            self._best = None

    def should_stop(self) -> bool:
        """Whether somebody, here or in the store, wants it to end."""
        if self._asked_here is not None and self._asked_here():
            return True
        if not self._stop_asked and time.monotonic() - self._looked_at >= BEAT_S:
            self._looked_at = time.monotonic()
            try:
                with self._store.reading() as reader:
                    run = reader.run(self._run.id)
            except StoreUnavailable:
                return False
            self._stop_asked = run.stop_asked or run.is_closed
        return self._stop_asked


def _longer(trail: list[Milestone], progress: Progress) -> list[Milestone]:
    """The trail with one more moment, thinned when it gets long.

    Whoever explains the plan afterwards has a clock that begins anew: no moments of the search.
    """
    if (trail and progress.wall_s < trail[-1].wall_s) or progress.phase == EXPLAINING:
        return trail
    here = Milestone(
        wall_s=progress.wall_s,
        value=progress.value,
        bound=progress.bound,
        people_served=progress.people_served,
        promises=progress.promises,
        equity=progress.equity,
    )
    thinned = trail if len(trail) < MOST_MILESTONES else trail[::2]
    return [*thinned, here]
