"""Workers: programs that carry out queued runs and say now and then that they live."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SILENCE = timedelta(seconds=60)
"""A worker that has said nothing for so long counts as dead; it speaks twelve times in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A worker as it last spoke. Its name is unique among those that live; `pid` tells a new one.

    `at_once`: how many runs it carries out side by side.
    """

    name: str
    host: str
    pid: int
    at_once: int
    started_at: datetime
    seen_at: datetime

    def is_alive(self, now: datetime) -> bool:
        """Whether it has spoken lately."""
        return now - self.seen_at <= SILENCE
