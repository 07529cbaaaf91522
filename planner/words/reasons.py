"""Why a row was left out of a plan: a short form for tables, and a sentence with its facts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.plan import Reason
from planner.words import Language, say
from planner.words.barriers import profile_text, tell_barrier
from planner.words.measures import day_text, span_text

if TYPE_CHECKING:
    from geodata.travel.barriers import Barrier

TEXTS: dict[str, tuple[str, str]] = {
    "reason_not_due": ("ยังไม่ถึงรอบ", "Not due yet"),
    "reason_no_unit": ("ไม่มีหน่วยที่ให้บริการนี้", "No unit carries it"),
    "reason_no_point": ("ไม่ทราบตำแหน่ง", "Position unknown"),
    "reason_site_needs": ("สถานที่ไม่พร้อม", "Site not equipped"),
    "reason_unreachable": ("รถเข้าไม่ถึง", "No road"),
    "reason_too_far": ("ไกลเกินเวลาทำงาน", "Too far"),
    "reason_closed": ("ไม่มีวันที่ตรงกัน", "No day suits"),
    "reason_too_soon": ("เพิ่งให้บริการไป", "Visited too recently"),
    "reason_forbidden": ("เจ้าหน้าที่กำหนดห้าม", "Ruled out"),
    "reason_capacity": ("กำลังของหน่วยไม่พอ", "No capacity left"),
    # With facts
    "reason_told_not_due": (
        "ผ่านมา {elapsed_days} วันจากรอบ {interval_days} วัน ถึงรอบตั้งแต่ {due_on}",
        "{elapsed_days} days of an interval of {interval_days} have passed; due from {due_on}",
    ),
    "reason_told_no_unit": (
        "ไม่มีหน่วยใดใน {units} หน่วยที่ให้บริการนี้ได้",
        "None of the {units} units can give this service",
    ),
    "reason_told_no_point": (
        "ไม่มีจุดให้บริการของหมู่บ้านนี้ที่ทราบตำแหน่ง",
        "No place with a known position serves this village",
    ),
    "reason_told_site_needs": (
        "สถานที่ที่มีไม่มี{facility_names} ซึ่งบริการนี้ต้องใช้",
        "The places there lack what this service needs: {facility_names}",
    ),
    "reason_told_unreachable": (
        "ไม่มีถนนถึง {place} จาก {base} สำหรับรถของหน่วยในวันเหล่านี้",
        "No road leads from {base} to {place} for these units' vehicles on these days",
    ),
    "reason_told_unreachable_otherwise": (
        "ไม่มีถนนถึง {place} จาก {base} สำหรับรถของหน่วยในวันเหล่านี้ แต่ไปได้ด้วย {other}",
        "No road leads from {base} to {place} for these units' vehicles on these days;"
        " it can be reached by {other}",
    ),
    "reason_told_unreachable_because": (
        "ไป {place} จาก {base} ไม่ได้: {why}",
        "{place} cannot be reached from {base}: {why}",
    ),
    "reason_told_too_far_shift": (
        "ใกล้ที่สุดคือ {unit} จาก {base}: เดินทางไปกลับ เตรียมงาน ให้บริการ และเก็บงานใช้ {needed}"
        " แต่เวลาทำงานมี {available}",
        "Nearest is {unit} from {base}: going, setting up, serving, packing and returning take"
        " {needed}, its working day has {available}",
    ),
    "reason_told_too_far_drive": (
        "ใกล้ที่สุดคือ {unit} จาก {base}: ขับรถไปกลับใช้ {needed} เกินที่กำหนดต่อวัน {available}",
        "Nearest is {unit} from {base}: driving there and back takes {needed},"
        " {available} are allowed in a day",
    ),
    "reason_told_too_far_window": (
        "ใกล้ที่สุดคือ {unit} จาก {base}: ต้องเปิดให้บริการ {needed} แต่ {place} เปิดให้ได้เพียง {available}"
        " ระหว่างเวลาที่ไปถึงกับเวลาที่ต้องกลับ",
        "Nearest is {unit} from {base}: it must be open for {needed}, but {place} leaves"
        " {available} between arriving and having to return",
    ),
    "reason_told_too_far_lunch": (
        "ใกล้ที่สุดคือ {unit} จาก {base}: ไปให้บริการและกลับได้ทัน แต่ไม่เหลือเวลาพักกลางวันตามที่กำหนด",
        "Nearest is {unit} from {base}: there is time to serve and return, but none for lunch"
        " at its hours",
    ),
    "reason_told_too_far_package": (
        "หนึ่งคนใช้เวลา {needed} แต่ชุดเวลาที่ {place} ให้บริการได้นานที่สุด {available}",
        "One person takes {needed}, the longest opening at {place} serves for {available}",
    ),
    "reason_told_closed": (
        "ใน {days} วันไม่มีวันใดไปได้: วันหยุด {holidays} วัน หมู่บ้านไม่สะดวก {unsuitable_days} วัน"
        " ไม่มีบุคลากร {days_without_staff} วัน หน่วยไม่ปฏิบัติงาน {days_without_shift} วัน",
        "None of {days} days: {holidays} holidays, {unsuitable_days} that do not suit the village,"
        " {days_without_staff} without the staff, {days_without_shift} without a shift",
    ),
    "reason_told_too_soon": (
        "มีการให้บริการวันที่ {visited_on} ต้องเว้นอย่างน้อย {min_gap_days} วัน ไปได้ตั้งแต่ {allowed_from}",
        "A visit on {visited_on} and at least {min_gap_days} days between visits: from"
        " {allowed_from} on",
    ),
    "reason_told_forbidden": (
        "เจ้าหน้าที่กำหนดห้ามไว้ {pins} รายการ จึงไม่เหลือวันและหน่วยที่ไปได้",
        "Ruled out by {pins} decisions of people, which leave no day and unit",
    ),
    "reason_told_capacity": (
        "หน่วยที่ไปได้มีเวลาหรือกำลังไม่พอในแผนนี้",
        "The units that could go have no time or room left in this plan",
    ),
    "reason_told_capacity_rest": (
        "ให้บริการแล้ว {people_served} คน ที่เหลือเกินกำลังของจุดบริการในครั้งนี้",
        "{people_served} are served; the rest is more than the counters manage on that visit",
    ),
    "facility_mains_power": ("ไฟฟ้า", "mains power"),
    "facility_register_line": ("สัญญาณเชื่อมต่อระบบทะเบียน", "line to the register"),
    "facility_hall": ("อาคารหรือศาลา", "hall"),
    "facility_livestock_pen": ("คอกสัตว์", "livestock pen"),
    "road_state_dry": ("ทางแห้ง", "dry roads"),
    "road_state_wet": ("ทางเปียก", "wet roads"),
    "road_state_closures": ("{road} มีการปิดหรือชะลอบางเส้นทาง", "{road}, some closed or slowed"),
}

Facts = Mapping[str, str | int | float]


def tell_reason(
    reason: Reason,
    facts: Facts,
    language: Language = Language.TH,
    names: Mapping[str, str] | None = None,
) -> str:
    """Why, in one sentence with its facts; the short form where facts are missing.

    `names` gives names for codes (units, places, bases), where there are any.
    """
    code = f"reason_told_{reason.value}"
    if reason is Reason.TOO_FAR:
        code += f"_{facts.get('limit', '')}"
    elif reason is Reason.UNREACHABLE and facts.get("reachable_with"):
        code += "_otherwise"
    elif reason is Reason.CAPACITY and facts.get("people_served"):
        code += "_rest"
    if reason is Reason.UNREACHABLE and "barrier" in facts:
        code = "reason_told_unreachable_because"
    if code not in TEXTS or (not facts and reason is not Reason.CAPACITY):
        return say(f"reason_{reason.value}", language)
    return say(code, language, **_told(facts, language, names or {}))


def _told(facts: Facts, language: Language, names: Mapping[str, str]) -> dict[str, object]:
    told: dict[str, object] = dict(facts)
    for key, value in facts.items():
        if key.endswith("_code"):
            told[key.removesuffix("_code")] = names.get(str(value), str(value))
        elif key.endswith("_s") and isinstance(value, int):
            told[key.removesuffix("_s")] = span_text(value, language)
        elif key in ("due_on", "visited_on", "allowed_from"):
            told[key] = day_text(date.fromisoformat(str(value)), language)
    if "facilities" in facts:
        codes = str(facts["facilities"]).split(", ")
        told["facility_names"] = ", ".join(say(f"facility_{c}", language) for c in codes)
    if "reachable_with" in facts:
        profiles = str(facts["reachable_with"]).split(", ")
        told["other"] = ", ".join(profile_text(p, language) for p in profiles if p)
    if "barrier" in facts:
        told["why"] = tell_barrier(_barrier(facts), language)
    return told


def _barrier(facts: Facts) -> "Barrier":
    """The barrier whose cause and facts stand among the facts of a row."""
    # Words are loaded by every command; the geodata behind this one fact is not.
    from geodata.travel.barriers import Barrier, Cause

    mine = {k.removeprefix("barrier_"): v for k, v in facts.items() if k.startswith("barrier_")}
    return Barrier(cause=Cause(str(facts["barrier"])), facts=mine)
