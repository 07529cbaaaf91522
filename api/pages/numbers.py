"""Whole numbers that people type into forms, in Western or Thai digits."""

MOST_DIGITS = 9


class NotANumber(ValueError):
    """What stands in a field of numbers and is none."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(f"{field}: {text!r} is no whole number")
        self.field = field
        self.text = text


def number_of(field: str, text: str) -> int | None:
    """The number, thousands parted by commas or not; None where nothing was typed.

    Raises `NotANumber` for words, fractions, signs and more than nine digits.
    """
    plain = text.strip().replace(",", "")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > MOST_DIGITS:
        raise NotANumber(field, text.strip())
    return int(plain)
