"""Cells that hold contacts: `role in Thai, role in English, number`, parted by ; ."""

from geodata.places import Contact
from planner.inputs.cells import Cell, CellFault, Note, list_of


def _read_contact(text: str, note: Note) -> Contact:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(parts):
        raise CellFault("not_a_contact")
    return Contact(role_th=parts[0], role_en=parts[1], phone=parts[2])


CONTACTS: Cell[tuple[Contact, ...]] = list_of(
    Cell(
        read=_read_contact,
        write=lambda contact: f"{contact.role_th}, {contact.role_en}, {contact.phone}",
    )
)
