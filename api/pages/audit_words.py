"""An audit entry's thing and facts in words; what has none stands in the entry as it is kept."""

import re
from datetime import date, datetime, timedelta

from planner.domain.audit import AuditEntry
from planner.domain.people import ALL_PROVINCES
from planner.outputs.times import clock_text, date_text, moment_text, weekday_text
from planner.words import Language, catalog, say

FIELD = "field_"
SILENT = ("override",)
"""Told by a sign of its own."""
WORDED = {
    "kind": ("tell_kind", "reports_kind", "audit_kind"),
    "means": ("tell_means",),
    "roles": ("role",),
    "decision": ("reports",),
    "missed": ("fieldpage_why",),
}
"""Facts whose values are choices: the beginnings of their words."""
WHETHER = ("active", "is_on")
COUNTS = ("visits", "rating", "late_min", "violations", "failures")
"""Facts that say nothing when they are zero."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
MONDAY = date(2024, 1, 1)


def thing_text(thing: str, language: Language) -> str:
    """What an entry is about: "plan:58-1" is "Plan 58-1"; of no known kind it stands as it is."""
    kind, _, name = thing.partition(":")
    if name and f"audit_thing_{kind}" in catalog():
        return say(f"audit_thing_{kind}", language, name=name)
    sheet, (province, _, key) = f"form_sheet_{kind}", name.partition(":")
    if key and sheet in catalog():
        return say(
            "audit_thing_of_province", language,
            kind=say(sheet, language), name=key, province=province,
        )  # fmt: skip
    return thing


def fact_lines(entry: AuditEntry, language: Language) -> list[tuple[str, str]]:
    """Facts with their names, (name, value), those that have words; changed fields last."""
    told = []
    for name, value in sorted(entry.facts.items(), key=lambda fact: fact[0].startswith(FIELD)):
        if value == "" or name in SILENT or (name in COUNTS and not value):
            continue
        label = _label(name, entry.thing.partition(":")[0], language)
        text = _value(name, value, language) if label else ""
        if text:
            told.append((label, text))
    return told


def _label(name: str, kind: str, language: Language) -> str:
    codes: tuple[str, ...] = (f"audit_fact_{name}",)
    if name.startswith(FIELD):
        column = name.removeprefix(FIELD)
        codes = (f"form_column_{kind}.{column}", f"form_column_{column}", f"form_policy_{column}")
    return next((say(code, language) for code in codes if code in catalog()), "")


def _value(name: str, value: str | int | float, language: Language) -> str:
    """A value in words; empty for a choice that has none."""
    if name in WHETHER:
        return say("dossier_yes" if value else "dossier_no", language)
    if name == "weekday" and isinstance(value, int):
        return weekday_text(MONDAY + timedelta(days=value), language)
    if name == "at_s" and isinstance(value, int):
        return clock_text(value)
    if isinstance(value, int | float):
        return str(value) if name in ("lon", "lat") else f"{value:,}"
    if name in WORDED:
        return ", ".join(filter(None, (_choice(name, one, language) for one in value.split(","))))
    if name == "provinces":
        everywhere = say("accounts_all_provinces", language)
        return ", ".join(everywhere if c == ALL_PROVINCES else c for c in value.split(","))
    return " → ".join(_moment(part, language) for part in value.split(" → "))


def _choice(name: str, value: str, language: Language) -> str:
    codes = (f"{start}_{value.strip()}" for start in WORDED[name])
    return next((say(code, language) for code in codes if code in catalog()), "")


def _moment(text: str, language: Language) -> str:
    try:
        if _DAY.fullmatch(text):
            return date_text(date.fromisoformat(text), language)
        if _MOMENT.fullmatch(text):
            return moment_text(datetime.fromisoformat(text), language)
    except ValueError:
        return text
    return text
