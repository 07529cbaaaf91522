"""Cells: how a text in a file becomes a value and back, with what was mended on the way.

`read` takes the cell's text and a `note` to call with the code of a repair (Thai digits, a
Buddhist-era year, ...); it raises `CellFault` when the text cannot mean such a value.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from geodata.numerals import plain_digits_of
from planner.words import catalog

T = TypeVar("T")
Note = Callable[[str], None]

LARGEST_INTEGER = 10**12


class CellFault(Exception):
    """A cell's text that cannot be its column's value; `code` and `facts` make the finding."""

    def __init__(self, code: str, **facts: str | int | float) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Generic[T]):
    """A kind of cell: text to value and back; `is_number` as spreadsheets see it."""

    read: Callable[[str, Note], T]
    write: Callable[[T], str]
    is_number: bool = False


def plain_digits(text: str, note: Note) -> str:
    """The text with Thai, full-width and other digits as 0-9; noted when there were any."""
    plain = plain_digits_of(text)
    if plain != text:
        note("digits_repaired")
    return plain


def list_of(cell: Cell[T]) -> Cell[tuple[T, ...]]:
    """Several values in one cell, parted by ; or |; written with ; between."""

    def read(text: str, note: Note) -> tuple[T, ...]:
        parts = [part.strip() for part in re.split(r"[;|]", text)]
        return tuple(cell.read(part, note) for part in parts if part)

    return Cell(read=read, write=lambda values: ";".join(cell.write(v) for v in values))


def one_of(kind: type[StrEnum]) -> Cell[Any]:
    """A member of an enumeration by its value or its word of the workbook, Thai or English.

    Words that older workbooks used are read too.
    """
    words = {
        word.casefold(): member
        for member in kind
        for word in (
            *catalog().get(f"form_choice_{member.value}", ()),
            *catalog().get(f"form_choice_also_{member.value}", ()),
            member.value,
        )
    }

    def read(text: str, note: Note) -> StrEnum:
        if text.casefold() not in words:
            known = ", ".join(member.value for member in kind)
            raise CellFault("unknown_choice", known=known)
        return words[text.casefold()]

    return Cell(read=read, write=lambda member: str(member.value))


def _read_code(text: str, note: Note) -> str:
    """A code of our own; a spreadsheet may have made 5801 of it 5801.0."""
    plain = plain_digits(text, note)
    if re.fullmatch(r"\d+\.0+", plain):
        note("code_was_number")
        plain = plain.partition(".")[0]
    return plain


def _read_village_code(text: str, note: Note) -> str:
    """Eight digits; mended when it became a number, holds spaces or dashes, or lost moo's zero."""
    plain = _read_code(text, note)
    bare = re.sub(r"[\s\-./_]", "", plain)
    if bare != plain:
        note("code_punctuation_removed")
    if re.fullmatch(r"[1-9]\d{6}", bare):
        note("code_zero_restored")
        bare = f"{bare[:6]}0{bare[6:]}"
    if not re.fullmatch(r"[1-9]\d{7}", bare):
        raise CellFault("not_a_village_code")
    return bare


def _number_text(text: str, note: Note) -> str:
    plain = plain_digits(text, note).replace("\u2212", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        note("thousands_separator_removed")
        plain = plain.replace(",", "")
    return plain


def _read_number(text: str, note: Note) -> float:
    plain = _number_text(text, note)
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", plain):
        raise CellFault("not_a_number")
    number = float(plain)
    if not math.isfinite(number):
        raise CellFault("not_a_number")
    return number


def _read_integer(text: str, note: Note) -> int:
    plain = _number_text(text, note)
    if re.fullmatch(r"[+-]?\d{1,15}", plain):
        number = int(plain)
    else:
        decimal = _read_number(plain, note)
        if decimal != math.floor(decimal):
            raise CellFault("not_a_whole_number")
        number = int(decimal)
    if abs(number) > LARGEST_INTEGER:
        raise CellFault("not_a_number")
    return number


_WORDS = {
    "true": True, "yes": True, "1": True, "y": True, "ใช่": True,
    "false": False, "no": False, "0": False, "n": False, "ไม่": False, "ไม่ใช่": False,
}  # fmt: skip


def whole(low: int, high: int) -> Cell[int]:
    """A whole number from low to high."""

    def read(text: str, note: Note) -> int:
        number = _read_integer(text, note)
        if not low <= number <= high:
            raise CellFault("out_of_range", low=low, high=high)
        return number

    return Cell(read=read, write=str, is_number=True)


def _read_boolean(text: str, note: Note) -> bool:
    try:
        return _WORDS[plain_digits(text, note).casefold()]
    except KeyError:
        raise CellFault("unknown_choice", known="true, false") from None


TEXT: Cell[str] = Cell(read=lambda text, note: text, write=str)
CODE: Cell[str] = Cell(read=_read_code, write=str)
VILLAGE_CODE: Cell[str] = Cell(read=_read_village_code, write=str)
INTEGER: Cell[int] = Cell(read=_read_integer, write=str, is_number=True)
NUMBER: Cell[float] = Cell(read=_read_number, write=repr, is_number=True)
BOOLEAN: Cell[bool] = Cell(read=_read_boolean, write=lambda value: "true" if value else "false")
CODES = list_of(CODE)
VILLAGE_CODES = list_of(VILLAGE_CODE)
