"""A letter and a colour for each unit: the same on the map, in the workbook and on the sheets.

The letter carries the meaning; the colour helps. Each colour has at least 3:1 contrast against
white and the map's paper (WCAG 2.2, success criterion 1.4.11), and the first eight stay apart for
the common colour deficiencies (tested).
"""

from collections.abc import Iterable
from dataclasses import dataclass

PALETTE = (
    "#0b52a7",
    "#d33f43",
    "#0f9e67",
    "#5b006b",
    "#b5710d",
    "#a97ba6",
    "#6f0b34",
    "#454b0e",
    "#1f8aa3",
    "#7048c6",
    "#52606d",
    "#c2417f",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a unit is marked: "A" in a colour."""

    letter: str
    colour: str


def marks_of(unit_codes: Iterable[str]) -> dict[str, Mark]:
    """A mark for each unit, in the order given; after Z come AA, AB and so on."""
    return {
        code: Mark(letter=_letters(i), colour=PALETTE[i % len(PALETTE)])
        for i, code in enumerate(unit_codes)
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, by WCAG 2.2's relative luminance."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _letters(index: int) -> str:
    text = ""
    while index >= 0:
        text = chr(ord("A") + index % 26) + text
        index = index // 26 - 1
    return text
