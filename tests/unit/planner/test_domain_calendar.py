"""The calendar: seconds and clock times, horizons, windows."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import DAY_S, LOCAL_ZONE, ClockWindow, Horizon, NaiveTime
from planner.domain.errors import InvalidDocument
from tests.builders import MONDAY

HORIZON = Horizon(start=MONDAY, days=7)


def test_days_and_dates_are_each_others_inverse() -> None:
    assert HORIZON.date_of(0) == MONDAY
    assert HORIZON.date_of(6) == date(2026, 12, 6)
    assert HORIZON.day_of(date(2026, 11, 29)) == -1
    assert [HORIZON.holds(HORIZON.date_of(d)) for d in (-1, 0, 6, 7)] == [False, True, True, False]


def test_clock_times_are_local_with_offset() -> None:
    opening = HORIZON.clock(DAY_S + 8 * 3600 + 1800)
    assert opening.isoformat() == "2026-12-01T08:30:00+07:00"


@given(st.integers(-10 * DAY_S, 100 * DAY_S), st.integers(-12, 14))
def test_any_offset_tells_the_same_second(seconds: int, offset: int) -> None:
    elsewhere = HORIZON.clock(seconds).astimezone(timezone(timedelta(hours=offset)))
    assert HORIZON.seconds(elsewhere) == seconds


def test_midnight_in_utc_is_seven_in_the_morning() -> None:
    assert HORIZON.seconds(datetime(2026, 11, 30, tzinfo=UTC)) == 7 * 3600
    assert HORIZON.seconds(datetime(2026, 11, 30, tzinfo=LOCAL_ZONE)) == 0


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(NaiveTime) as caught:
        HORIZON.seconds(datetime(2026, 11, 30, 8, 30))  # noqa: DTZ001
    assert caught.value.code == "naive_time"
    assert caught.value.facts["value"] == "2026-11-30T08:30:00"


@pytest.mark.parametrize("days", [0, -1, 93])
def test_a_horizon_has_1_to_92_days(days: int) -> None:
    with pytest.raises(InvalidDocument) as caught:
        Horizon(start=MONDAY, days=days)
    assert [fault.field for fault in caught.value.faults] == ["days"]


@pytest.mark.parametrize("year", [1, 2569, 9999])
def test_a_year_of_the_buddhist_era_does_not_pass_for_one_of_the_common_era(year: int) -> None:
    with pytest.raises(InvalidDocument) as caught:
        Horizon(start=date(year, 11, 30))
    assert [fault.field for fault in caught.value.faults] == ["start.year"]


@pytest.mark.parametrize(
    ("start_s", "end_s", "fields"),
    [
        (3600, 3599, {"end_s"}),
        (-1, 10, {"start_s"}),
        (0, DAY_S + 1, {"end_s"}),
        (-5, -7, {"start_s", "end_s"}),
    ],
)
def test_a_window_lies_inside_a_day_and_runs_forwards(
    start_s: int, end_s: int, fields: set[str]
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        ClockWindow(start_s=start_s, end_s=end_s)
    assert {fault.field for fault in caught.value.faults} == fields


def test_a_window_may_be_the_whole_day_or_a_moment() -> None:
    assert ClockWindow(start_s=0, end_s=DAY_S).end_s == DAY_S
    assert ClockWindow(start_s=3600, end_s=3600).start_s == 3600
