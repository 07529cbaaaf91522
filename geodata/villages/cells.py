"""Cells of village lists: numbers, choices and contacts, with what was mended on the way."""

import math
import re
from collections.abc import Mapping

from geodata.findings import FindingLog, Severity
from geodata.numerals import dialled, plain_digits_of
from geodata.places import Contact, PointQuality, PopulationSource
from geodata.tables import TableRow

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_WITH_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_MINUS = "\u2212"

QUALITIES: Mapping[str, PointQuality] = {
    **{quality.value: quality for quality in PointQuality},
    "แม่นยำ": PointQuality.EXACT,
    "ประมาณ": PointQuality.APPROXIMATE,
    "โดยประมาณ": PointQuality.APPROXIMATE,
    "ปักหมุด": PointQuality.PLACED,
    "ปักหมุดเอง": PointQuality.PLACED,
}
SOURCES: Mapping[str, PopulationSource] = {
    **{source.value: source for source in PopulationSource},
    "ทะเบียนราษฎร": PopulationSource.REGISTERED,
    "ทะเบียน": PopulationSource.REGISTERED,
    "ประมาณ": PopulationSource.ESTIMATED,
    "ประมาณการ": PopulationSource.ESTIMATED,
}


class RowReader:
    """Reads the cells of one row and notes what is wrong or was mended."""

    def __init__(self, row: TableRow, log: FindingLog) -> None:
        self.number = row.number
        self.cells = row.cells
        self.log = log
        self.has_fault = False

    def text(self, column: str) -> str:
        """The cell's text, empty for a column that is not there."""
        return self.cells.get(column, "")

    def fault(self, code: str, column: str | None = None, /, **facts: str | int | float) -> None:
        """Note an error in a cell of this row."""
        self.has_fault = True
        value = self.text(column) if column else None
        self.log.add(code, row=self.number, column=column, value=value, **facts)

    def tell(
        self, severity: Severity, code: str, column: str | None, /, **facts: str | int | float
    ) -> None:
        """Note a warning or a repair in a cell of this row."""
        value = self.text(column) if column else None
        self.log.add(code, severity, row=self.number, column=column, value=value, **facts)

    def digits(self, column: str) -> str:
        """The cell's text with Thai, full-width and other digits as 0-9."""
        text = self.text(column)
        plain = plain_digits_of(text)
        if plain != text:
            self.tell(Severity.REPAIRED, "digits_repaired", column)
        return plain

    def real(self, column: str) -> float | None:
        """The cell's number; None for an empty cell or, with a fault noted, none at all."""
        text = self.digits(column).replace(_MINUS, "-")
        if not text:
            return None
        if _WITH_COMMAS.fullmatch(text):
            self.tell(Severity.REPAIRED, "thousands_separator_removed", column)
            text = text.replace(",", "")
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(number):
            self.fault("not_a_number", column)
            return None
        return number

    def real_between(self, column: str, low: float, high: float, default: float) -> float:
        """The cell's number from low to high; the default when empty or faulty."""
        number = self.real(column)
        if number is None:
            return default
        if not low <= number <= high:
            self.fault("out_of_range", column, low=low, high=high)
            return default
        return number

    def whole(self, column: str, low: int, high: int) -> int | None:
        """The cell's whole number from low to high; None when empty or faulty."""
        number = self.real(column)
        if number is None:
            return None
        if number != math.floor(number):
            self.fault("not_a_whole_number", column)
            return None
        if not low <= number <= high:
            self.fault("out_of_range", column, low=low, high=high)
            return None
        return int(number)

    def choice(self, column: str, choices: Mapping[str, object]) -> object | None:
        """What the cell's word stands for; None when empty or faulty."""
        text = self.text(column).casefold()
        if text and text not in choices:
            self.fault("unknown_choice", column, known=", ".join(choices))
        return choices.get(text)

    def quality(self) -> PointQuality:
        """How far the point can be trusted; exact unless said otherwise."""
        choice = self.choice("point_quality", QUALITIES)
        return choice if isinstance(choice, PointQuality) else PointQuality.EXACT

    def population_source(self) -> PopulationSource:
        """Where the population figure comes from; registered unless said otherwise."""
        choice = self.choice("population_source", SOURCES)
        return choice if isinstance(choice, PopulationSource) else PopulationSource.REGISTERED

    def contacts(self) -> tuple[Contact, ...]:
        """`role in Thai, role in English, number`, parted by ; or |."""
        found = []
        for part in re.split(r"[;|]", self.text("contacts")):
            if not part.strip():
                continue
            pieces = [piece.strip() for piece in part.split(",")]
            if len(pieces) != 3 or not all(pieces):
                self.fault("not_a_contact", "contacts")
                continue
            phone = dialled(pieces[2])
            if phone is None:
                self.fault("not_a_phone", "contacts", number=pieces[2][:80])
                continue
            if phone != pieces[2]:
                self.tell(Severity.REPAIRED, "digits_repaired", "contacts")
            found.append(Contact(role_th=pieces[0], role_en=pieces[1], phone=phone))
        return tuple(found)
