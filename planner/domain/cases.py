"""Requests of offices as cases: a receipt, a promise with a clock, a decision, what became of it.

The promise is counted in working days. A request filed after 16:30, or on a day off, counts from
the next working day. While a case is paused (the village asked to wait, a paper is missing) its
clock stands still.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from planner.domain._checks import Faults
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.demand import ServiceRequest
from planner.domain.fixed_dates import FixedDate
from planner.domain.recording import ServedCount

CLOSES_AT = time(16, 30)
"""Office hours of Thai government end then; what comes later counts as come the next day."""

WARN_WORKING_DAYS = 3
MOST_CHARS = 2000


class CaseState(StrEnum):
    """How far a case has come."""

    RECEIVED = "received"
    POSTPONED = "postponed"
    """Not now: looked at again by a day that the office was told; its clock runs on."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DONE = "done"


OPEN_STATES = frozenset({CaseState.RECEIVED, CaseState.POSTPONED, CaseState.ACCEPTED})
MOST_WISHED_DATES = 5


class ClockState(StrEnum):
    """How a promise stands: the first three are open, the last two closed by a visit."""

    IN_TIME = "in_time"
    WARNING = "warning"
    BREACHED = "breached"
    KEPT = "kept"
    BROKEN = "broken"
    PAUSED = "paused"
    CLOSED = "closed"
    """Declined or withdrawn: nothing was promised in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days on which a case's clock stands still; `until` is the first it runs again, None: open."""

    since: date
    until: date | None = None
    reason: str = ""

    def holds(self, when: date) -> bool:
        """Whether the clock stands still on a date."""
        return self.since <= when and (self.until is None or when < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """What somebody did to a case, and why."""

    what: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What was said after the visit; `rating` from 1 to 5."""

    served_on: date
    people: int
    rating: int | None = None
    comment: str = ""

    def __post_init__(self) -> None:
        faults = Faults("feedback")
        faults.between("people", self.people, 0, 1_000_000)
        if self.rating is not None:
            faults.between("rating", self.rating, 1, 5)
        faults.need(len(self.comment) <= MOST_CHARS, "comment", "too_long")
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """When an accepted request is to be served: on a day, by a unit where named, or in a week.

    `week_of` is the week's Monday; both None: as soon as the plan can.
    """

    on_date: date | None = None
    unit_code: str | None = None
    week_of: date | None = None

    def __post_init__(self) -> None:
        faults = Faults("agreed")
        both = self.on_date is not None and self.week_of is not None
        faults.need(not both, "week_of", "day_and_week")
        no_day = self.unit_code is not None and self.on_date is None
        faults.need(not no_day, "unit_code", "without_day")
        is_monday = self.week_of is None or self.week_of.weekday() == 0
        faults.need(is_monday, "week_of", "not_a_monday", self.week_of)
        faults.raise_any()

    @property
    def last_day(self) -> date | None:
        """The last day that keeps what was agreed."""
        if self.week_of is not None:
            return self.week_of + timedelta(days=6)
        return self.on_date


class VoiceState(StrEnum):
    """Whether somebody has read what was said after a visit."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What an office or a village says of a visit: a rating from 1 to 5, numbers, a comment.

    Others than those who serve read the comment once it was let through (`SHOWN`). `served` told
    without an account changes history only when it was let through.
    """

    by: str
    at: datetime
    served_on: date
    rating: int | None = None
    comment: str = ""
    served: tuple[ServedCount, ...] = ()
    state: VoiceState = VoiceState.WAITING

    def __post_init__(self) -> None:
        faults = Faults("voice")
        if self.rating is not None:
            faults.between("rating", self.rating, 1, 5)
        faults.need(len(self.comment) <= MOST_CHARS, "comment", "too_long")
        plain = self.comment.replace("\r", "").replace("\n", " ")
        faults.need(all(ch.isprintable() for ch in plain), "comment", "control_character")
        said = self.rating is not None or self.comment.strip() or self.served
        faults.need(bool(said), "rating", "missing")
        faults.raise_any()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request with its receipt. `counts_from` is day 0 of its clock, `due_on` its last day.

    `contact_name`, `contact_phone` and `note` are personal data: shown to those who serve,
    erasable. `code` with the receipt number opens the status page without an account, which tells
    nothing personal. `postponed_until` is the day by which a postponed request is looked at again.
    """

    receipt: str
    province_code: str
    village_code: str
    service_code: str
    people: int
    filed_at: datetime
    filed_by: str
    counts_from: date
    promised_working_days: int
    due_on: date
    note: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    state: CaseState = CaseState.RECEIVED
    pauses: tuple[Pause, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    feedback: Feedback | None = None
    version: int = 1
    wished_dates: tuple[date, ...] = ()
    code: str = ""
    agreed: Agreed | None = None
    postponed_until: date | None = None
    voice: Voice | None = None

    def __post_init__(self) -> None:
        faults = Faults(f"request {self.receipt}")
        faults.between("people", self.people, 1, 1_000_000)
        many = len(self.wished_dates)
        faults.need(many <= MOST_WISHED_DATES, "wished_dates", "too_many", many)
        for name in ("note", "contact_name", "contact_phone"):
            text = getattr(self, name)
            faults.need(len(text) <= MOST_CHARS, name, "too_long", len(text))
            plain = text.replace("\n", " ")
            faults.need(all(ch.isprintable() for ch in plain), name, "control_character")
        faults.raise_any()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN_STATES

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still with no end known."""
        return any(pause.until is None for pause in self.pauses)

    @property
    def last_day(self) -> date:
        """The last day that keeps the promise and what was agreed, whichever comes first."""
        agreed = self.agreed.last_day if self.agreed is not None else None
        return self.due_on if agreed is None else min(self.due_on, agreed)

    def to_request(self) -> ServiceRequest:
        """What the planning of a week reads of it: due by what was agreed, if that is earlier."""
        return ServiceRequest(
            code=self.receipt,
            village_code=self.village_code,
            service_code=self.service_code,
            people=self.people,
            filed_on=min(self.counts_from, self.last_day),
            due_on=self.last_day,
        )

    def to_fixed_date(self) -> FixedDate | None:
        """The day that was agreed, as plans keep it; None where there is none."""
        if self.agreed is None or self.agreed.on_date is None:
            return None
        return FixedDate(
            village_code=self.village_code,
            service_code=self.service_code,
            date=self.agreed.on_date,
            unit_code=self.agreed.unit_code,
            name=self.receipt,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseClock:
    """How a case's promise stands on a day; `left` is negative when it is late."""

    state: ClockState
    used: int
    left: int


def is_working_day(when: date, days_off: frozenset[date]) -> bool:
    """Monday to Friday, but no day off."""
    return when.weekday() < 5 and when not in days_off


def first_counted_day(filed_at: datetime, days_off: frozenset[date]) -> date:
    """The working day as of which a request counts as filed."""
    local = filed_at.astimezone(LOCAL_ZONE)
    when = local.date() + timedelta(days=int(local.time() > CLOSES_AT))
    while not is_working_day(when, days_off):
        when += timedelta(days=1)
    return when


def due_date(
    counts_from: date, working_days: int, days_off: frozenset[date], pauses: Iterable[Pause] = ()
) -> date:
    """The last day of a promise of so many working days after the day it counts from.

    Pauses without an end are left out: the date holds as long as the clock runs.
    """
    still = tuple(pause for pause in pauses if pause.until is not None)
    when, left = counts_from, working_days
    while left > 0:
        when += timedelta(days=1)
        runs = not any(pause.holds(when) for pause in still)
        left -= runs and is_working_day(when, days_off)
    return when


def working_days_between(
    first: date, last: date, days_off: frozenset[date], pauses: Iterable[Pause] = ()
) -> int:
    """Working days after `first` up to `last` with a running clock; negative when turned round."""
    if last < first:
        return -working_days_between(last, first, days_off, pauses)
    still = tuple(pauses)
    days = (first + timedelta(days=i) for i in range(1, (last - first).days + 1))
    return sum(
        is_working_day(day, days_off) and not any(pause.holds(day) for pause in still)
        for day in days
    )


def clock_of(case: Case, today: date, days_off: frozenset[date]) -> PromiseClock:
    """How a case's promise stands today, or stood when it was closed."""
    until = case.feedback.served_on if case.feedback is not None else today
    used = max(0, working_days_between(case.counts_from, until, days_off, case.pauses))
    left = case.promised_working_days - used
    if case.state is CaseState.DONE:
        state = ClockState.KEPT if until <= case.due_on else ClockState.BROKEN
    elif not case.is_open:
        state = ClockState.CLOSED
    elif case.is_paused:
        state = ClockState.PAUSED
    elif today > case.due_on:
        state = ClockState.BREACHED
    else:
        state = ClockState.WARNING if left <= WARN_WORKING_DAYS else ClockState.IN_TIME
    return PromiseClock(state=state, used=used, left=left)


def receipt_number(province_code: str, filed_at: datetime, number: int) -> str:
    """Province, year of the Buddhist era, running number and a check digit (Luhn)."""
    year = (filed_at.astimezone(LOCAL_ZONE).year + 543) % 100
    digits = f"{province_code}{year:02d}{number:05d}"
    return f"{province_code}-{year:02d}-{number:05d}-{check_digit(digits)}"


def check_digit(digits: str) -> int:
    """The digit that shows most slips of the pen (Luhn, ISO/IEC 7812)."""
    total = 0
    for i, ch in enumerate(reversed(digits)):
        value = int(ch) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
