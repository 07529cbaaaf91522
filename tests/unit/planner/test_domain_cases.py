"""Receipts and clocks: working days, half past four, pauses, warnings."""

from datetime import date, datetime
from typing import Any

import pytest

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import (
    Case,
    CaseState,
    ClockState,
    Feedback,
    Pause,
    check_digit,
    clock_of,
    due_date,
    first_counted_day,
    receipt_number,
    working_days_between,
)
from planner.domain.errors import InvalidDocument

NEW_YEAR = frozenset({date(2026, 12, 31), date(2027, 1, 1)})
FATHERS_DAY = frozenset({date(2026, 12, 7)})
FRIDAY = date(2026, 11, 27)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL_ZONE)


@pytest.mark.parametrize(
    ("filed_at", "counted"),
    [
        (at(FRIDAY, 16, 30), FRIDAY),
        (at(FRIDAY, 16, 31), date(2026, 11, 30)),
        (at(date(2026, 11, 28), 9), date(2026, 11, 30)),
        (at(date(2026, 12, 4), 18), date(2026, 12, 8)),
        (at(date(2026, 12, 7), 9), date(2026, 12, 8)),
        (datetime.fromisoformat("2026-11-27T09:29:00+00:00"), FRIDAY),
        (datetime.fromisoformat("2026-11-27T09:31:00+00:00"), date(2026, 11, 30)),
    ],
)
def test_after_half_past_four_counts_from_the_next_working_day(
    filed_at: datetime, counted: date
) -> None:
    assert first_counted_day(filed_at, FATHERS_DAY) == counted


@pytest.mark.parametrize(
    ("working_days", "due"),
    [(0, FRIDAY), (1, date(2026, 11, 30)), (5, date(2026, 12, 4)), (6, date(2026, 12, 8))],
)
def test_a_promise_is_counted_in_working_days(working_days: int, due: date) -> None:
    assert due_date(FRIDAY, working_days, FATHERS_DAY) == due
    assert working_days_between(FRIDAY, due, FATHERS_DAY) == working_days
    assert working_days_between(due, FRIDAY, FATHERS_DAY) == -working_days


def test_days_on_which_the_clock_stands_still_do_not_count() -> None:
    pause = Pause(since=date(2026, 12, 1), until=date(2026, 12, 4))
    assert due_date(FRIDAY, 2, FATHERS_DAY, (pause,)) == date(2026, 12, 4)
    assert due_date(FRIDAY, 1, FATHERS_DAY, (pause,)) == date(2026, 11, 30)
    assert due_date(FRIDAY, 2, FATHERS_DAY, (Pause(since=FRIDAY),)) == date(2026, 12, 1)
    assert working_days_between(FRIDAY, date(2026, 12, 4), FATHERS_DAY, (pause,)) == 2


def a_case(**overrides: Any) -> Case:
    fields: dict[str, Any] = {
        "receipt": "58-69-00001-8",
        "province_code": "58",
        "village_code": "58010101",
        "service_code": "id_card",
        "people": 3,
        "filed_at": at(FRIDAY, 9),
        "filed_by": "office",
        "counts_from": FRIDAY,
        "promised_working_days": 6,
        "due_on": date(2026, 12, 8),
    }
    return Case(**{**fields, **overrides})


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        (FRIDAY, ClockState.IN_TIME, 6),
        (date(2026, 12, 1), ClockState.IN_TIME, 4),
        (date(2026, 12, 2), ClockState.WARNING, 3),
        (date(2026, 12, 8), ClockState.WARNING, 0),
        (date(2026, 12, 9), ClockState.BREACHED, -1),
    ],
)
def test_a_clock_warns_before_the_promise_is_broken(
    today: date, state: ClockState, left: int
) -> None:
    clock = clock_of(a_case(), today, FATHERS_DAY)
    assert (clock.state, clock.left, clock.used) == (state, left, 6 - left)


@pytest.mark.parametrize(
    ("overrides", "state"),
    [
        ({"pauses": (Pause(since=FRIDAY),)}, ClockState.PAUSED),
        ({"state": CaseState.DECLINED}, ClockState.CLOSED),
        ({"state": CaseState.WITHDRAWN}, ClockState.CLOSED),
    ],
)
def test_a_clock_stands_still_or_is_closed(overrides: dict[str, Any], state: ClockState) -> None:
    long_after = date(2027, 6, 1)
    assert clock_of(a_case(**overrides), long_after, FATHERS_DAY).state is state


@pytest.mark.parametrize(
    ("served_on", "state"),
    [(date(2026, 12, 8), ClockState.KEPT), (date(2026, 12, 9), ClockState.BROKEN)],
)
def test_a_visit_keeps_or_breaks_a_promise(served_on: date, state: ClockState) -> None:
    told = Feedback(served_on=served_on, people=3, rating=5)
    case = a_case(state=CaseState.DONE, feedback=told)
    assert clock_of(case, date(2027, 6, 1), FATHERS_DAY).state is state


def test_a_receipt_number_shows_slips_of_the_pen() -> None:
    receipt = receipt_number("58", at(date(2026, 1, 1), 0), 17)
    assert receipt.startswith("58-69-00017-")
    digits = receipt.replace("-", "")
    body, last = digits[:-1], int(digits[-1])
    assert check_digit(body) == last
    slips = [
        body[:i] + str((int(body[i]) + step) % 10) + body[i + 1 :]
        for i in range(len(body))
        for step in range(1, 10)
    ]
    assert all(check_digit(slip) != last for slip in slips)
    assert check_digit("7992739871") == 3


def test_the_last_hours_of_a_year_belong_to_it_in_thai_time() -> None:
    new_year = datetime.fromisoformat("2026-12-31T18:00:00+00:00")
    assert receipt_number("58", new_year, 1)[:5] == "58-70"


@pytest.mark.parametrize(
    "wrong",
    [{"people": 0}, {"note": "x" * 3000}, {"contact_name": "a\u0000b"}, {"note": "\u202eabc"}],
)
def test_a_case_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        a_case(**wrong)


def test_notes_may_have_lines() -> None:
    assert a_case(note="บรรทัดหนึ่ง\nบรรทัดสอง").note.count("\n") == 1
