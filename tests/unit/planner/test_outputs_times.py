"""Dates and measures as people read them."""

from datetime import UTC, date, datetime

import pytest

from planner.outputs.times import (
    clock_text,
    date_text,
    days_text,
    distance_text,
    duration_text,
    long_date_text,
    moment_text,
    weekday_text,
)
from planner.words import Language

TH, EN = Language.TH, Language.EN
MONDAY = date(2026, 11, 30)


def test_thai_dates_are_in_the_buddhist_era() -> None:
    assert date_text(MONDAY, TH) == "30 พ.ย. 2569"
    assert long_date_text(MONDAY, TH) == "วันจันทร์ที่ 30 พฤศจิกายน 2569"
    assert weekday_text(MONDAY, TH) == "จ."


def test_english_dates_are_in_the_common_era() -> None:
    assert date_text(MONDAY, EN) == "30 Nov 2026"
    assert long_date_text(MONDAY, EN) == "Monday 30 November 2026"
    assert weekday_text(MONDAY, EN) == "Mon"


def test_a_leap_day_exists_in_both_eras() -> None:
    assert date_text(date(2028, 2, 29), TH) == "29 ก.พ. 2571"


@pytest.mark.parametrize(
    ("start", "days", "thai", "english"),
    [
        (MONDAY, 7, "30 พฤศจิกายน – 6 ธันวาคม 2569", "30 November – 6 December 2026"),
        (date(2026, 12, 7), 5, "7 – 11 ธันวาคม 2569", "7 – 11 December 2026"),
        (
            date(2026, 12, 28),
            7,
            "28 ธันวาคม 2569 – 3 มกราคม 2570",
            "28 December 2026 – 3 January 2027",
        ),
        (MONDAY, 1, "30 พฤศจิกายน 2569", "30 November 2026"),
    ],
)
def test_spans_of_days(start: date, days: int, thai: str, english: str) -> None:
    assert days_text(start, days, TH) == thai
    assert days_text(start, days, EN) == english


def test_short_spans_have_short_months() -> None:
    assert days_text(MONDAY, 7, TH, short=True) == "30 พ.ย. – 6 ธ.ค. 2569"


def test_moments_are_told_in_local_time() -> None:
    late = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
    assert moment_text(late, TH) == "1 ม.ค. 2570 01:30 น."
    assert moment_text(late, EN) == "1 Jan 2027 01:30"


def test_clock_times_are_of_their_own_day() -> None:
    assert clock_text(8 * 3600 + 59) == "08:00"
    assert clock_text(3 * 86_400 + 17 * 3600 + 1800) == "17:30"


def test_durations_round_up_to_the_minute() -> None:
    assert duration_text(61, TH) == "2 นาที"
    assert duration_text(3600, EN) == "1 h"
    assert duration_text(4801, TH) == "1 ชม. 21 นาที"


def test_distances() -> None:
    assert distance_text(12_440, TH) == "12.4 กม."
    assert distance_text(1_240_400, EN) == "1,240 km"
