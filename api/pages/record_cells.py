"""What a cell of a table of records says: names instead of codes, dates and minutes as read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from api.auth.masking import mask_number
from api.pages.minutes import SECONDS, minutes_text
from planner.domain.province import ProvinceData
from planner.outputs.times import date_text
from planner.outputs.view import name_of
from planner.usecases.master_data import Record
from planner.words import Language, catalog, say

DATES = frozenset({"date", "from_date", "to_date", "due_on", "dates"})
ABOUT = {
    "base_code": "bases",
    "service_code": "services",
    "service_codes": "services",
    "staff_code": "staff",
    "unit_code": "units",
    "unit_codes": "units",
    "village_code": "villages",
    "place_code": "stop_places",
}
"""Columns that hold codes of things, and which things."""

Names = Mapping[str, Mapping[str, str]]
"""What things are called, by their kind and code."""


def names_in(data: ProvinceData, language: Language) -> Names:
    """What a reader of this language calls the things of a province."""
    return {
        kind: {thing.code: name_of(thing, language) for thing in getattr(data, kind)}
        for kind in set(ABOUT.values())
    }


def cell_text(
    column: str,
    record: Record,
    text: str,
    names: Names,
    language: Language,
    *,
    sees_numbers: bool,
) -> str:
    """One cell as a person reads it; `text` is what the record's form has in it."""
    thing = record.thing
    own = _own_text(column, thing, names, language, sees_numbers)
    if own is not None:
        return own
    if column in SECONDS and text:
        return minutes_text(text)
    called = names.get(ABOUT.get(column, ""), {})
    return ", ".join(_part(part, column, called, language) for part in _parts(text))


def _own_text(
    column: str, thing: Any, names: Names, language: Language, sees_numbers: bool
) -> str | None:
    """Cells that are made of the thing itself; None for those that its form has as they are."""
    if column == "name" and hasattr(thing, "name_th"):
        return name_of(thing, language)
    if column == "village":
        village = thing.village_code
        return f"{names['villages'].get(village, '')} {village}".strip()
    if column in ("tambon", "district"):
        thai, english = (getattr(thing, f"{column}_{tongue}") for tongue in ("th", "en"))
        return str(english or thai if language is Language.EN else thai)
    if column == "people":
        return f"{thing.people:,}"
    if column == "contacts":
        return str(len(thing.contacts))
    if column == "counters":
        return str(sum(carried.counters for carried in thing.services))
    if column == "contact":
        phone = "" if thing.contact is None else thing.contact.phone
        return str(phone if sees_numbers else mask_number(phone))
    return None


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split(";") if part.strip())


def _part(part: str, column: str, called: Mapping[str, str], language: Language) -> str:
    if part in called:
        return called[part]
    if column in DATES:
        return _date(part, language)
    for family in ("facility", "form_choice", "form_column"):
        if f"{family}_{part}" in catalog():
            return say(f"{family}_{part}", language)
    return part


def _date(text: str, language: Language) -> str:
    try:
        return date_text(date.fromisoformat(text), language)
    except ValueError:
        return text
