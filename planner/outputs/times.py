"""Dates, clock times, durations and distances as people read them, Thai and English.

Babel knows the names of days and months; the Buddhist era (543 years ahead) it ignores, so the year
is written here.
"""

from datetime import date, datetime, timedelta

from babel.dates import format_date

from planner.domain.calendar import DAY_S, LOCAL_ZONE
from planner.words import Language, say

BUDDHIST_ERA_YEARS = 543
_LOCALE = {Language.TH: "th_TH", Language.EN: "en_GB"}


def year_text(when: date, language: Language) -> str:
    """The year: Buddhist era in Thai, common era in English."""
    years = BUDDHIST_ERA_YEARS if language is Language.TH else 0
    return str(when.year + years)


def weekday_text(when: date, language: Language) -> str:
    """The short name of the weekday: "จ.", "Mon"."""
    return _part(when, "EEE", language)


def day_text(when: date, language: Language) -> str:
    """Weekday, day and short month: "จ. 30 พ.ย.", "Mon 30 Nov"."""
    return _part(when, "EEE d MMM", language)


def date_text(when: date, language: Language) -> str:
    """Day, short month and year: "30 พ.ย. 2569", "30 Nov 2026"."""
    return f"{_part(when, 'd MMM', language)} {year_text(when, language)}"


def month_text(when: date, language: Language) -> str:
    """Short month and year of two digits: "ม.ค. 70", "Jan 27"."""
    return f"{_part(when, 'MMM', language)} {year_text(when, language)[-2:]}"


def long_date_text(when: date, language: Language) -> str:
    """All in words: "วันจันทร์ที่ 30 พฤศจิกายน 2569", "Monday 30 November 2026"."""
    weekday = _part(when, "EEEE", language)
    joint = "ที่ " if language is Language.TH else " "
    return f"{weekday}{joint}{_part(when, 'd MMMM', language)} {year_text(when, language)}"


def days_text(start: date, days: int, language: Language, *, short: bool = False) -> str:
    """The first and last of so many days: "30 พฤศจิกายน – 6 ธันวาคม 2569"."""
    last = start + timedelta(days=days - 1)
    full = "d MMM" if short else "d MMMM"
    end = f"{_part(last, full, language)} {year_text(last, language)}"
    if last == start:
        return end
    if start.year != last.year:
        return f"{_part(start, full, language)} {year_text(start, language)} – {end}"
    return f"{_part(start, 'd' if start.month == last.month else full, language)} – {end}"


def moment_text(when: datetime, language: Language) -> str:
    """A moment in local time: "22 พ.ย. 2569 08:50 น.", "22 Nov 2026 08:50"."""
    local = when.astimezone(LOCAL_ZONE)
    suffix = " น." if language is Language.TH else ""
    return f"{date_text(local.date(), language)} {local:%H:%M}{suffix}"


def clock_text(seconds: int) -> str:
    """The clock time within its day of seconds from the first midnight: "08:30"."""
    minutes = seconds % DAY_S // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def duration_text(seconds: int, language: Language) -> str:
    """Hours and minutes, rounded up to the minute: "1 ชม. 20 นาที", "1 h 20 min"."""
    hours, minutes = divmod(-(-seconds // 60), 60)
    if not hours:
        return say("output_minutes", language, minutes=minutes)
    if not minutes:
        return say("output_hours", language, hours=hours)
    return say("output_hours_minutes", language, hours=hours, minutes=minutes)


def distance_text(metres: int, language: Language) -> str:
    """Kilometres, with one decimal below 100: "12.4 กม.", "240 km"."""
    km = metres / 1000
    return say("output_km", language, km=f"{km:.1f}" if km < 100 else f"{km:,.0f}")


def _part(when: date, pattern: str, language: Language) -> str:
    text: str = format_date(when, pattern, locale=_LOCALE[language])
    return text
