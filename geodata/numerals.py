"""Digits of other scripts as 0-9, and telephone numbers as they are dialled."""

import re
import unicodedata

LEAST_DIGITS, MOST_DIGITS = 9, 15
"""Thai numbers have 9 digits (landlines) or 10; the longest of any country 15 (ITU-T E.164)."""
_SHORT = re.compile(r"1\d{2,3}")
"""Emergency and service numbers of Thailand: three or four digits, the first a 1."""
_PHONE = re.compile(r"\+?[\d\s().,/-]+((ต่อ|ext\.?|x|#)\s*\d+)?", re.IGNORECASE)


def plain_digits_of(text: str) -> str:
    """The text with Thai, full-width and other digits as 0-9."""
    return "".join(
        str(unicodedata.decimal(ch)) if ch.isdecimal() and not ch.isascii() else ch for ch in text
    )


def dialled(text: str) -> str | None:
    """A telephone number with Thai digits as 0-9, "" for none; None for what cannot be a number.

    Several numbers parted by comma or slash, a last line ("0-5361-1234/5") and an extension are
    one text; the first number is whole. Short numbers of services (1669) are numbers too.
    """
    plain = plain_digits_of(text).strip()
    if not plain:
        return ""
    first = re.split(r"[,/]|ต่อ|e?x|#", plain.casefold(), maxsplit=1)[0]
    digits = sum(ch.isdigit() for ch in first)
    is_whole = LEAST_DIGITS <= digits <= MOST_DIGITS or _SHORT.fullmatch(first.strip())
    is_phone = _PHONE.fullmatch(plain) and is_whole
    return plain if is_phone else None
