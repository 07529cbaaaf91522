"""The calendar: horizon, windows, holidays; the only place where seconds become clock times.

Inside planner a time is whole seconds from the horizon's first local midnight. Thailand keeps one
time zone, UTC+7 without summer time, so a day is always 86,400 seconds.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from planner.domain._checks import Faults
from planner.domain.errors import PlannerError

DAY_S = 86_400
LOCAL_ZONE = timezone(timedelta(hours=7), "ICT")


class NaiveTime(PlannerError, ValueError):
    """A clock time without an offset; nobody can know which moment it means."""

    code = "naive_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The days being planned: `days` days from `start` on."""

    start: date
    days: int = 7

    def __post_init__(self) -> None:
        faults = Faults("horizon")
        faults.between("days", self.days, 1, 92)
        # A year of the Buddhist era (2569) must not pass for one of the common era.
        faults.between("start.year", self.start.year, 1900, 2400)
        faults.raise_any()

    def date_of(self, day: int) -> date:
        """The date of a day index, 0 for the first."""
        return self.start + timedelta(days=day)

    def day_of(self, when: date) -> int:
        """The day index of a date; negative before the horizon."""
        return (when - self.start).days

    def holds(self, when: date) -> bool:
        """Whether the date is one of the days being planned."""
        return 0 <= self.day_of(when) < self.days

    def clock(self, seconds: int) -> datetime:
        """The local clock time, with offset, of seconds from the first local midnight."""
        midnight = datetime(self.start.year, self.start.month, self.start.day, tzinfo=LOCAL_ZONE)
        return midnight + timedelta(seconds=seconds)

    def seconds(self, when: datetime) -> int:
        """Seconds from the first local midnight; refuses a time without an offset."""
        if when.tzinfo is None:
            raise NaiveTime("a clock time needs an offset", value=when.isoformat())
        midnight = datetime(
            self.start.year, self.start.month, self.start.day, tzinfo=LOCAL_ZONE
        ).astimezone(UTC)
        return round((when.astimezone(UTC) - midnight).total_seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWindow:
    """A window within any day: seconds after that day's midnight."""

    start_s: int
    end_s: int

    def __post_init__(self) -> None:
        faults = Faults("clock window")
        faults.need(0 <= self.start_s <= DAY_S, "start_s", "outside_the_day", self.start_s)
        faults.need(0 <= self.end_s <= DAY_S, "end_s", "outside_the_day", self.end_s)
        faults.need(self.start_s <= self.end_s, "end_s", "before_start", self.end_s)
        faults.raise_any()


class HolidayStatus(StrEnum):
    """What kind of day off it is; a policy says which of them units still work on."""

    FIXED = "fixed"
    SUBSTITUTE = "substitute"
    SPECIAL = "special"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A public holiday; `units_work` when the agencies serve all the same."""

    date: date
    name_th: str
    name_en: str
    status: HolidayStatus = HolidayStatus.FIXED
    units_work: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsuitableDay:
    """A day on which a village does not want a visit (market, funeral, harvest feast)."""

    village_code: str
    date: date
    reason: str = ""
