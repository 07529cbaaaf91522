"""Cells that hold moments: dates (Buddhist era too), clock times, windows, weekdays."""

import re
from datetime import date

from planner.domain.calendar import DAY_S, ClockWindow
from planner.domain.errors import InvalidDocument
from planner.inputs.cells import Cell, CellFault, Note, list_of, plain_digits

BUDDHIST_ERA_YEARS = 543
FIRST_YEAR, LAST_YEAR = 1900, 2199
_FIRST_BUDDHIST_YEAR = FIRST_YEAR + BUDDHIST_ERA_YEARS

_MONTHS = (
    ("ม.ค.", "มกราคม", "jan"), ("ก.พ.", "กุมภาพันธ์", "feb"), ("มี.ค.", "มีนาคม", "mar"),
    ("เม.ย.", "เมษายน", "apr"), ("พ.ค.", "พฤษภาคม", "may"), ("มิ.ย.", "มิถุนายน", "jun"),
    ("ก.ค.", "กรกฎาคม", "jul"), ("ส.ค.", "สิงหาคม", "aug"), ("ก.ย.", "กันยายน", "sep"),
    ("ต.ค.", "ตุลาคม", "oct"), ("พ.ย.", "พฤศจิกายน", "nov"), ("ธ.ค.", "ธันวาคม", "dec"),
)  # fmt: skip
_MONTH_OF = {
    name.replace(".", ""): month for month, names in enumerate(_MONTHS, start=1) for name in names
}

_DAYS = (
    ("mon", "monday", "จันทร์", "จ."), ("tue", "tuesday", "อังคาร", "อ."),
    ("wed", "wednesday", "พุธ", "พ."), ("thu", "thursday", "พฤหัสบดี", "พฤ."),
    ("fri", "friday", "ศุกร์", "ศ."), ("sat", "saturday", "เสาร์", "ส."),
    ("sun", "sunday", "อาทิตย์", "อา."),
)  # fmt: skip
_DAY_OF = {name.rstrip("."): day for day, names in enumerate(_DAYS) for name in names}


def _read_date(text: str, note: Note) -> date:
    plain = plain_digits(text, note)
    plain = re.sub(r"[T ]00:00(:00)?(\.0+)?$", "", plain)
    year, month, day = _date_parts(plain, note)
    if year >= _FIRST_BUDDHIST_YEAR:
        note("buddhist_year_repaired")
        year -= BUDDHIST_ERA_YEARS
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellFault("year_out_of_range", year=year)
    try:
        return date(year, month, day)
    except ValueError:
        raise CellFault("impossible_date") from None


def _date_parts(text: str, note: Note) -> tuple[int, int, int]:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        year, month, day = map(int, match.groups())
        return year, month, day
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        note("date_read_day_first")
        day, month, year = map(int, match.groups())
        return year, month, day
    if match := re.fullmatch(r"(\d{1,2})\s*([^\d\s]+)\s*(\d{4})", text):
        named = _MONTH_OF.get(match[2].replace(".", "").casefold()) or _MONTH_OF.get(
            match[2][:3].casefold()
        )
        if named is not None:
            return int(match[3]), named, int(match[1])
    raise CellFault("not_a_date")


def _read_clock(text: str, note: Note) -> int:
    """Seconds after midnight of 08:30, 8.30, 08:30:15 or 8.30 น."""
    plain = plain_digits(text, note).removesuffix("น.").strip()
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?", plain)
    if match is None:
        raise CellFault("not_a_time")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > DAY_S:
        raise CellFault("not_a_time")
    return total


def _write_clock(seconds: int) -> str:
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return text if seconds % 60 == 0 else f"{text}:{seconds % 60:02d}"


def _read_window(text: str, note: Note) -> ClockWindow:
    start, dash, end = re.sub(r"[\u2010-\u2015]", "-", text).partition("-")
    if not dash:
        raise CellFault("not_a_window")
    try:
        return ClockWindow(
            start_s=_read_clock(start.strip(), note), end_s=_read_clock(end.strip(), note)
        )
    except InvalidDocument:
        raise CellFault("window_turned_round") from None


def _read_weekday(text: str, note: Note) -> int:
    plain = plain_digits(text, note).casefold().removeprefix("วัน").rstrip(".")
    if re.fullmatch(r"[0-6]", plain):
        return int(plain)
    if plain not in _DAY_OF:
        raise CellFault("unknown_choice", known=", ".join(names[0] for names in _DAYS))
    return _DAY_OF[plain]


DATE: Cell[date] = Cell(read=_read_date, write=date.isoformat)
DATES = list_of(DATE)
CLOCK: Cell[int] = Cell(read=_read_clock, write=_write_clock)
WINDOW: Cell[ClockWindow] = Cell(
    read=_read_window,
    write=lambda window: f"{_write_clock(window.start_s)}-{_write_clock(window.end_s)}",
)
_WINDOW_LIST = list_of(WINDOW)
WINDOWS: Cell[tuple[ClockWindow, ...]] = Cell(
    read=lambda text, note: () if text.casefold() == "none" else _WINDOW_LIST.read(text, note),
    write=lambda windows: _WINDOW_LIST.write(windows) or "none",
)
WEEKDAY: Cell[int] = Cell(read=_read_weekday, write=lambda day: _DAYS[day][0])
WEEKDAYS = list_of(WEEKDAY)
WEEKDAY_NAMES = tuple(names[0] for names in _DAYS)
