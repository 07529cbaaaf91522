"""Lengths of time and dates inside sentences, to the second and the day."""

from datetime import date

from planner.words import Language, say

TEXTS: dict[str, tuple[str, str]] = {
    "measure_hours": ("{n} ชั่วโมง", "{n} h"),
    "measure_minutes": ("{n} นาที", "{n} min"),
    "measure_seconds": ("{n} วินาที", "{n} s"),
}

BUDDHIST_ERA_YEARS = 543
_MONTHS_TH = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
]
_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def span_text(seconds: int, language: Language) -> str:
    """Exact hours, minutes and seconds, what is zero left out: "1 ชั่วโมง 20 นาที"."""
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        say(f"measure_{name}", language, n=f"{count:,}")
        for name, count in (("hours", hours), ("minutes", minutes), ("seconds", rest))
        if count
    ]
    return sign + (" ".join(parts) or say("measure_seconds", language, n=0))


def day_text(when: date, language: Language) -> str:
    """A date inside a sentence: "30 พ.ย. 2569", "30 Nov 2026"."""
    if language is Language.TH:
        return f"{when.day} {_MONTHS_TH[when.month - 1]} {when.year + BUDDHIST_ERA_YEARS}"
    return f"{when.day} {_MONTHS_EN[when.month - 1]} {when.year}"
