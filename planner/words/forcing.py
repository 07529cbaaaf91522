"""What requiring a left-out row would take, in sentences with their facts."""

from collections.abc import Mapping

from planner.domain.forced import Forced, LaterWeek
from planner.domain.plan import Unplanned
from planner.words import Language, say
from planner.words.measures import day_text

TEXTS: dict[str, tuple[str, str]] = {
    "forced_visit": (
        "หากกำหนดให้ต้องไป: {unit} ไปได้ใน {on} ให้บริการ {row_people} คน",
        "If it were required: {unit} could come on {on} and serve {row_people}",
    ),
    "forced_costs_points": ("แผนเสียไม่เกิน {points} คะแนน", "at most {points} points are lost"),
    "forced_gains_points": ("คะแนนด้านอื่นเพิ่ม {points}", "{points} points are gained elsewhere"),
    "forced_costs_nothing": ("คะแนนของแผนไม่ลด", "no points are lost"),
    "forced_costs_promises": (
        "คำมั่นกับหมู่บ้านอื่นเสียไปไม่เกินเท่ากับผู้ที่รอนานเกินกำหนด {promises} ราย (ผู้ที่ยื่นคำขอไว้นับเป็นสามราย)",
        "promises to others are broken that weigh at most as much as {promises} people long overdue"
        " (people of a request count three times)",
    ),
    "forced_costs_equity": (
        "ความเสมอภาคระหว่างอำเภอลดลง {equity} ในหมื่น",
        "equity between districts falls by {equity} in ten thousand",
    ),
    "forced_fewer_people": ("ให้บริการรวมได้น้อยลง {people} คน", "{people} fewer are served in all"),
    "forced_more_people": ("ให้บริการรวมได้มากขึ้น {people} คน", "{people} more are served in all"),
    "forced_losers": ("ผู้ที่จะเสียโอกาส: {losers}", "who would lose: {losers}"),
    "forced_loser": ("{village} ({service}) {people} คน", "{village} ({service}) {people}"),
    "forced_more_losers": ("และอีก {count} รายการ", "and {count} more"),
    "forced_earliest": (
        "วันแรกที่พบว่าไปได้โดยไม่เสียคำมั่น {on}",
        "the first day found that breaks no promise is {on}",
    ),
    "forced_no_day": (
        "ทุกวันที่ลองทำให้เสียคำมั่นกับหมู่บ้านอื่น",
        "every day tried breaks a promise to another village",
    ),
    "later_week": (
        "สัปดาห์ถัดไปที่ไม่มีสิ่งใดขัดข้องเริ่ม {start}",
        "the next week in which nothing stands in the way begins on {start}",
    ),
    "later_no_week": (
        "ใน {weeks} สัปดาห์ข้างหน้ายังมีเหตุขัดข้องทุกสัปดาห์",
        "something stands in the way in each of the next {weeks} weeks",
    ),
}

MOST_LOSERS = 3
"""Losers named in a sentence; the data has all."""


def tell_forced(
    forced: Forced, language: Language = Language.TH, names: Mapping[str, str] | None = None
) -> str:
    """What requiring a row would take: who comes when, what it costs, who would lose."""
    known = names or {}
    visit = say(
        "forced_visit", language,
        unit=known.get(forced.unit_code, forced.unit_code),
        on=day_text(forced.on, language), row_people=f"{forced.row_people:,}",
    )  # fmt: skip
    parts = [visit, *_price(forced, language)]
    if forced.losers:
        parts.append(say("forced_losers", language, losers=_losers(forced, language, known)))
    if forced.earliest_on is None:
        parts.append(say("forced_no_day", language))
    elif forced.earliest_on != forced.on:
        parts.append(say("forced_earliest", language, on=day_text(forced.earliest_on, language)))
    return _sentence(parts, language)


def _price(forced: Forced, language: Language) -> list[str]:
    parts = []
    if forced.promises > 0:
        parts.append(say("forced_costs_promises", language, promises=f"{forced.promises:,}"))
    if forced.equity > 0:
        parts.append(say("forced_costs_equity", language, equity=f"{forced.equity:,}"))
    how = "costs" if forced.points > 0 else "gains"
    code = f"forced_{how}_points" if forced.points else "forced_costs_nothing"
    parts.append(say(code, language, points=f"{abs(forced.points):,}"))
    if forced.people:
        code = "forced_fewer_people" if forced.people > 0 else "forced_more_people"
        parts.append(say(code, language, people=f"{abs(forced.people):,}"))
    return parts


def _losers(forced: Forced, language: Language, names: Mapping[str, str]) -> str:
    first = sorted(forced.losers, key=lambda shift: -shift.people)[:MOST_LOSERS]
    told = [
        say(
            "forced_loser",
            language,
            people=f"{shift.people:,}",
            village=names.get(shift.village_code, shift.village_code),
            service=names.get(shift.service_code, shift.service_code),
        )
        for shift in first
    ]
    if len(forced.losers) > MOST_LOSERS:
        more = len(forced.losers) - MOST_LOSERS
        told.append(say("forced_more_losers", language, count=more))
    return ", ".join(told)


def tell_later(later: LaterWeek, language: Language = Language.TH) -> str:
    """The first later week that could hold a row."""
    if later.start is None:
        return _sentence([say("later_no_week", language, weeks=later.weeks)], language)
    start = day_text(later.start, language)
    return _sentence([say("later_week", language, start=start)], language)


def tell_shown(
    row: Unplanned, language: Language = Language.TH, names: Mapping[str, str] | None = None
) -> str:
    """What was found out about a row beyond its reason; empty where nothing was."""
    parts = []
    if row.forced is not None:
        parts.append(tell_forced(row.forced, language, names))
    if row.later is not None:
        parts.append(tell_later(row.later, language))
    return " ".join(parts)


def _sentence(parts: list[str], language: Language) -> str:
    """Thai parts stand apart by a space, English ones by semicolons, the first letter large."""
    if language is Language.TH:
        return " ".join(parts)
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
