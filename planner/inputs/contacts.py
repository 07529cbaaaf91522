"""Cells that hold contacts: `role in Thai, role in English, number`, parted by ; ; and numbers."""

import re

from geodata.numerals import dialled
from geodata.places import Contact
from planner.inputs.cells import Cell, CellFault, Note, list_of, plain_digits


def _read_contact(text: str, note: Note) -> Contact:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(parts):
        raise CellFault("not_a_contact")
    return Contact(role_th=parts[0], role_en=parts[1], phone=_read_phone(parts[2], note))


def _read_phone(text: str, note: Note) -> str:
    """A number as it is dialled; a spreadsheet that took it for a figure has lost its first 0."""
    notes: list[str] = []
    plain = plain_digits(text, notes.append)
    if re.fullmatch(r"[1-9]\d{7,8}(\.0+)?", plain):
        notes.append("phone_zero_restored")
        plain = "0" + plain.partition(".")[0]
    phone = dialled(plain)
    if phone is None:
        raise CellFault("not_a_phone", number=text[:80])
    for mended in notes:
        note(mended)
    return phone


PHONE: Cell[str] = Cell(read=_read_phone, write=str)


CONTACTS: Cell[tuple[Contact, ...]] = list_of(
    Cell(
        read=_read_contact,
        write=lambda contact: f"{contact.role_th}, {contact.role_en}, {contact.phone}",
    )
)
