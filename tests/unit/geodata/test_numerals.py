"""Telephone numbers as they are dialled."""

import pytest

from geodata.numerals import dialled


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("๐-๐๐๐๐-๐๐๐๐ ๐", "0-0000-0000 0"),
        ("0-5300-0000 ต่อ ๑๒", "0-5300-0000 ต่อ 12"),
        ("0-5300-0000/5", "0-5300-0000/5"),
        ("+66 5300 0000", "+66 5300 0000"),
        ("๑๖๖๙", "1669"),
        ("191", "191"),
        ("", ""),
    ],
)
def test_what_can_be_dialled_is_kept_in_plain_digits(text: str, number: str) -> None:
    assert dialled(text) == number


@pytest.mark.parametrize(
    "text", ["053", "12345678", "2669", "ask at the office", "0-53x0-0000", "1" * 16]
)
def test_what_cannot_be_dialled_is_none(text: str) -> None:
    assert dialled(text) is None
