"""The draft of next week made by itself: when, for which province, and that it is made once."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from planner.domain._checks import Faults
from planner.domain.calendar import DAY_S, LOCAL_ZONE
from planner.domain.params import SolveParams

THURSDAY = 3
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyDraft:
    """When the draft of a province's next week is made: a weekday (0 is Monday) and a local time.

    `at_s` are seconds after midnight in Thailand. `since` is when somebody last switched it on or
    moved it: what was due before is nobody's wish.
    """

    province_code: str
    is_on: bool
    since: datetime
    changed_by: str
    weekday: int = THURSDAY
    at_s: int = 22 * 3600
    params: SolveParams = field(default_factory=SolveParams)

    def __post_init__(self) -> None:
        faults = Faults(f"weekly draft of {self.province_code}")
        faults.between("weekday", self.weekday, 0, 6)
        faults.between("at_s", self.at_s, 0, DAY_S - 1)
        faults.raise_any()

    def last_due(self, now: datetime) -> datetime | None:
        """The newest moment at or before `now` at which a draft was due; None before the first."""
        local = now.astimezone(LOCAL_ZONE)
        day = local.date() - timedelta(days=(local.weekday() - self.weekday) % 7)
        due = datetime.combine(day, time(0), LOCAL_ZONE) + timedelta(seconds=self.at_s)
        due = due if due <= local else due - WEEK
        return due if self.is_on and due > self.since else None

    def next_due(self, now: datetime) -> datetime | None:
        """The next moment after `now`; None while it is switched off."""
        if not self.is_on:
            return None
        local = now.astimezone(LOCAL_ZONE)
        day = local.date() + timedelta(days=(self.weekday - local.weekday()) % 7)
        due = datetime.combine(day, time(0), LOCAL_ZONE) + timedelta(seconds=self.at_s)
        return due if due > local else due + WEEK


def week_after(due: datetime) -> date:
    """The Monday of the week that a draft due at this moment is for."""
    day = due.astimezone(LOCAL_ZONE).date()
    return day + timedelta(days=7 - day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A duty done for a moment at which it was due: there is one for each name and moment.

    `run_id` is the run that it opened; None when it was too late for one, or is no run.
    """

    name: str
    due_at: datetime
    done_at: datetime
    run_id: str | None = None
