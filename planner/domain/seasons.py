"""Road states by date: when the roads are as in the rains, or dry, whatever the month says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain._checks import Faults


class RoadState(StrEnum):
    """The season that road speeds are given for."""

    DRY = "dry"
    WET = "wet"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSeason:
    """Roads are in one state from one date to another, both included; `reason` says why."""

    from_date: date
    to_date: date
    state: RoadState
    reason: str = ""

    def __post_init__(self) -> None:
        faults = Faults(f"road season from {self.from_date}")
        faults.need(self.from_date <= self.to_date, "to_date", "before_start", self.to_date)
        faults.raise_any()

    def holds(self, when: date) -> bool:
        """Whether a date lies within it."""
        return self.from_date <= when <= self.to_date


def stated_season(seasons: Iterable[RoadSeason], when: date) -> RoadState | None:
    """What the last season that holds a date says; None when none does."""
    return next((s.state for s in reversed(tuple(seasons)) if s.holds(when)), None)
