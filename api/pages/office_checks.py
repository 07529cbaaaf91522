"""What the request form looks at before it sends: the telephone number, and a request like it."""

import re
import unicodedata
from dataclasses import dataclass

from planner.outputs.times import date_text
from planner.usecases.twins import Twin
from planner.words import Language, say

LEAST_DIGITS = 3
_PHONE = re.compile(r"\+?[\d\s().,/-]+((ต่อ|ext\.?|x|#)\s*\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinLine:
    """An open request like the one typed, in words, and where it can be read."""

    number: str
    address: str
    due: str


def phone_of(text: str) -> str | None:
    """A telephone number as it is dialled, Thai digits as 0-9; None when it is none.

    Empty is allowed; so are short numbers, several numbers, and an extension.
    """
    plain = "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text).strip()
    if not plain:
        return ""
    is_phone = _PHONE.fullmatch(plain) and sum(ch.isdigit() for ch in plain) >= LEAST_DIGITS
    return plain if is_phone else None


def twin_key(twins: tuple[Twin, ...]) -> str:
    """What a form says when it was shown these: other ones are shown anew."""
    return ",".join(twin.number for twin in twins)


def twin_lines(
    twins: tuple[Twin, ...], village_code: str, language: Language
) -> tuple[TwinLine, ...]:
    """Lines for the form; what came with the data is read on its village's page."""
    return tuple(
        TwinLine(
            number=twin.number,
            address=f"/requests/{twin.number}" if twin.is_filed else f"/villages/{village_code}",
            due=say("office_twin_due", language, date=date_text(twin.due_on, language)),
        )
        for twin in twins
    )
