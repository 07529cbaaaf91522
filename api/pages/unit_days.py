"""Days on which a unit is away: weeks in which it does not operate, and leave of its crew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from api.pages.posted import Posted, first
from geodata.findings import Finding, FindingLog
from planner.inputs.cells import CellFault
from planner.inputs.moments import DATE, DATES
from planner.outputs.times import days_text
from planner.words import Language

WEEKS_SHOWN = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBox:
    """A week to be ticked: its Monday, what it is called, whether the unit operates in it."""

    monday: str
    label: str
    operates: bool
    days_off: int


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date) -> tuple[date, ...]:
    """The seven days of a week."""
    return tuple(monday + timedelta(days=i) for i in range(7))


def week_boxes(days_off: Iterable[date], today: date, language: Language) -> tuple[WeekBox, ...]:
    """The weeks from today's on; a week with every day off is one without the unit."""
    off = set(days_off)
    mondays = (monday_of(today) + timedelta(weeks=i) for i in range(WEEKS_SHOWN))
    return tuple(
        WeekBox(
            monday=monday.isoformat(),
            label=days_text(monday, 7, language),
            operates=not off.issuperset(days_of(monday)),
            days_off=len(off.intersection(days_of(monday))),
        )
        for monday in mondays
    )


def with_weeks(
    days_off: Iterable[date], shown: Iterable[date], operating: Iterable[date]
) -> tuple[date, ...]:
    """Days off after weeks were ticked: all of a week without the unit, none of one regained.

    Single days off in a week that it operates in stay.
    """
    off, with_unit = set(days_off), set(operating)
    for monday in shown:
        week = set(days_of(monday))
        if monday not in with_unit:
            off |= week
        elif off >= week:
            off -= week
    return tuple(sorted(off))


def with_leave(days_off: Iterable[date], first: date, last: date) -> tuple[date, ...]:
    """Days off with a leave from one day to another, both included; at most a year of it."""
    count = min((last - first).days + 1, 366)
    return tuple(sorted({*days_off, *(first + timedelta(days=i) for i in range(count))}))


def single_days(days_off: Iterable[date], weeks: Iterable[WeekBox]) -> str:
    """Days off as text, but those of whole weeks without the unit, which have boxes."""
    boxed = {
        day
        for week in weeks
        if not week.operates
        for day in days_of(date.fromisoformat(week.monday))
    }
    return DATES.write(tuple(day for day in sorted(days_off) if day not in boxed))


def days_off_posted(before: tuple[date, ...], posted: Posted) -> tuple[str, tuple[Finding, ...]]:
    """A unit's days off, as a cell's text, after its weeks, single days and a leave were typed."""
    log = FindingLog("form")
    days = before
    if "_days" in posted:
        days = _read(log, "_days", first(posted, "_days")) or ()
    days = with_weeks(days, _mondays(posted, "_weeks_shown"), _mondays(posted, "_weeks"))
    start, end = (_read_day(log, n, first(posted, n)) for n in ("_leave_from", "_leave_to"))
    start, end = start or end, end or start
    if start is not None and end is not None:
        if end < start:
            log.add("window_turned_round", row=1, column="_leave_to", value=end.isoformat())
        else:
            days = with_leave(days, start, end)
    return DATES.write(days), log.findings


def _read(log: FindingLog, name: str, text: str) -> tuple[date, ...] | None:
    try:
        return DATES.read(text.replace("\n", ";").replace(",", ";"), lambda _: None)
    except CellFault as fault:
        log.add(fault.code, row=1, column=name, value=text, **fault.facts)
        return None


def _read_day(log: FindingLog, name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return DATE.read(text, lambda _: None)
    except CellFault as fault:
        log.add(fault.code, row=1, column=name, value=text, **fault.facts)
        return None


def _mondays(posted: Posted, name: str) -> list[date]:
    """The weeks of boxes; what is no date was never offered."""
    found = []
    for text in posted.get(name, []):
        try:
            found.append(monday_of(date.fromisoformat(text)))
        except ValueError:
            continue
    return found
