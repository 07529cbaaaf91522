"""Cells: texts as people and spreadsheets write them, and what is said of the mending."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import ClockWindow
from planner.inputs.cells import (
    BOOLEAN,
    CODE,
    INTEGER,
    NUMBER,
    VILLAGE_CODE,
    VILLAGE_CODES,
    Cell,
    CellFault,
    whole,
)
from planner.inputs.contacts import CONTACTS, PHONE
from planner.inputs.moments import CLOCK, DATE, DATES, WEEKDAY, WINDOWS


def read(cell: Cell, text: str):
    notes: list[str] = []
    return cell.read(text, notes.append), notes


@pytest.mark.parametrize(
    ("cell", "text", "value", "notes"),
    [
        (INTEGER, "120", 120, []),
        (INTEGER, "12.0", 12, []),
        (INTEGER, "๑๒๐", 120, ["digits_repaired"]),
        (INTEGER, "１２０", 120, ["digits_repaired"]),
        (INTEGER, "1,234", 1234, ["thousands_separator_removed"]),
        (INTEGER, "-3", -3, []),
        (NUMBER, "98.0123", 98.0123, []),
        (NUMBER, "1e3", 1000.0, []),
        (CODE, "5801.0", "5801", ["code_was_number"]),
        (VILLAGE_CODE, "58010201", "58010201", []),
        (VILLAGE_CODE, "58010201.0", "58010201", ["code_was_number"]),
        (VILLAGE_CODE, "58-01-02-01", "58010201", ["code_punctuation_removed"]),
        (VILLAGE_CODE, "58 01 02 01", "58010201", ["code_punctuation_removed"]),
        (VILLAGE_CODE, "๕๘๐๑๐๒๐๑", "58010201", ["digits_repaired"]),
        (VILLAGE_CODE, "5801021", "58010201", ["code_zero_restored"]),
        (VILLAGE_CODES, "58010201; 58010202", ("58010201", "58010202"), []),
        (DATE, "2026-11-30", date(2026, 11, 30), []),
        (DATE, "2569-11-30", date(2026, 11, 30), ["buddhist_year_repaired"]),
        (DATE, "2026-11-30 00:00", date(2026, 11, 30), []),
        (DATE, "2026-11-30T00:00:00", date(2026, 11, 30), []),
        (DATE, "30/11/2026", date(2026, 11, 30), ["date_read_day_first"]),
        (DATE, "30/11/2569", date(2026, 11, 30), ["date_read_day_first", "buddhist_year_repaired"]),
        (DATE, "๓๐ พ.ย. ๒๕๖๙", date(2026, 11, 30), ["digits_repaired", "buddhist_year_repaired"]),
        (DATE, "5 ธันวาคม 2569", date(2026, 12, 5), ["buddhist_year_repaired"]),
        (DATE, "5 December 2026", date(2026, 12, 5), []),
        (DATE, "29/2/2567", date(2024, 2, 29), ["date_read_day_first", "buddhist_year_repaired"]),
        (DATES, "2026-12-01;2026-12-02", (date(2026, 12, 1), date(2026, 12, 2)), []),
        (CLOCK, "08:30", 30600, []),
        (CLOCK, "8.30 น.", 30600, []),
        (CLOCK, "24:00", 86400, []),
        (WEEKDAY, "Tue", 1, []),
        (WEEKDAY, "วันพุธ", 2, []),
        (WEEKDAY, "6", 6, []),
        (BOOLEAN, "TRUE", True, []),
        (BOOLEAN, "ไม่", False, []),
        (WINDOWS, "08:30–16:30", (ClockWindow(start_s=30600, end_s=59400),), []),
        (WINDOWS, "none", (), []),
        (PHONE, "๐๕๓-๖๑๑๒๓๔", "053-611234", ["digits_repaired"]),
        (PHONE, "0-5361-1234/5", "0-5361-1234/5", []),
        (PHONE, "053611234 ต่อ 12", "053611234 ต่อ 12", []),
        (PHONE, "+66 53 611 234", "+66 53 611 234", []),
    ],
)
def test_reads(cell, text, value, notes):
    assert read(cell, text) == (value, notes)


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        (INTEGER, "many", "not_a_number"),
        (INTEGER, "12.5", "not_a_whole_number"),
        (INTEGER, "nan", "not_a_number"),
        (INTEGER, "1" * 40, "not_a_number"),
        (INTEGER, "1,23", "not_a_number"),
        (NUMBER, "inf", "not_a_number"),
        (NUMBER, "1e999", "not_a_number"),
        (NUMBER, "19.2.1", "not_a_number"),
        (whole(0, 100), "101", "out_of_range"),
        (VILLAGE_CODE, "580102", "not_a_village_code"),
        (VILLAGE_CODE, "5801020101", "not_a_village_code"),
        (VILLAGE_CODE, "บ้าน", "not_a_village_code"),
        (DATE, "31/11/2026", "impossible_date"),
        (DATE, "2026-02-30", "impossible_date"),
        (DATE, "30/11/69", "not_a_date"),
        (DATE, "soon", "not_a_date"),
        (DATE, "0001-01-01", "year_out_of_range"),
        (DATE, "2300-01-01", "year_out_of_range"),
        (DATE, "9999-01-01", "year_out_of_range"),
        (CLOCK, "25:00", "not_a_time"),
        (CLOCK, "08:75", "not_a_time"),
        (CLOCK, "8", "not_a_time"),
        (WINDOWS, "08:30", "not_a_window"),
        (WINDOWS, "16:30-08:30", "window_turned_round"),
        (WEEKDAY, "someday", "unknown_choice"),
        (BOOLEAN, "maybe", "unknown_choice"),
        (CONTACTS, "ผู้ใหญ่บ้าน 0-0000-0000", "not_a_contact"),
        (CONTACTS, "ผู้ใหญ่บ้าน, Headman, 1234567", "not_a_phone"),
        (PHONE, "โทร 0-0000-0000", "not_a_phone"),
        (PHONE, "0-0000-000", "not_a_phone"),
        (PHONE, "12 ต่อ 3456789", "not_a_phone"),
        (PHONE, "1" * 16, "not_a_phone"),
    ],
)
def test_refuses(cell, text, code):
    with pytest.raises(CellFault) as caught:
        read(cell, text)
    assert caught.value.code == code


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_come_back(when):
    assert read(DATE, DATE.write(when)) == (when, [])


@given(st.integers(0, 86_400))
def test_clock_times_come_back(seconds):
    assert read(CLOCK, CLOCK.write(seconds)) == (seconds, [])


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_numbers_come_back(number):
    assert read(NUMBER, NUMBER.write(number))[0] == number


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_fault(text):
    for cell in (INTEGER, NUMBER, CODE, VILLAGE_CODE, DATE, CLOCK, WINDOWS, WEEKDAY, CONTACTS):
        with suppress(CellFault):
            read(cell, text)
