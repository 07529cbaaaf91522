"""What cells and the domain refuse, as findings at the right row and column of a file."""

import re
from collections.abc import Mapping

from geodata.errors import InvalidPlace
from geodata.findings import FindingLog
from planner.domain.errors import InvalidDocument
from planner.inputs.cells import CellFault

_FAULT_CODES = {
    "empty": "empty_cell",
    "control_character": "control_character",
    "before_filed_on": "due_before_filed",
    "window_turned_round": "window_turned_round",
    "before_start": "window_turned_round",
    "outside_the_day": "not_a_time",
    "half_a_point": "half_a_point",
    "lat_lon_swapped": "lat_lon_swapped",
    "point_outside_thailand": "point_outside_thailand",
    "more_than_one": "more_than_one_contact",
    "not_one_for_each_service": "people_do_not_match",
}


def tell_cell(log: FindingLog, fault: CellFault, row: int, column: str, value: str) -> None:
    """Note a cell that cannot be read."""
    log.add(fault.code, row=row, column=column, value=value, **fault.facts)


def tell_refused(
    log: FindingLog,
    error: InvalidDocument | InvalidPlace,
    row: int | None,
    cells: Mapping[str, str] | None = None,
) -> None:
    """Note what the domain refuses, each fault at its column, with the cell's text if known."""
    for field, code, value in _faults_of(error):
        name = re.split(r"[.\[]", field, maxsplit=1)[0]
        told, facts = _told(code, field)
        shown = value if cells is None else cells.get(name, value)
        log.add(told, row=row, column=name or None, value=shown, **facts)


def _faults_of(error: InvalidDocument | InvalidPlace) -> list[tuple[str, str, str]]:
    """(field, fault code, value) of an error of the domain or of geodata."""
    if isinstance(error, InvalidDocument):
        return [(fault.field, fault.code, fault.value) for fault in error.faults]
    field, value = next(iter(error.facts.items()), ("", ""))
    return [(field, str(error), str(value))]


def _told(code: str, field: str) -> tuple[str, dict[str, str | int | float]]:
    """The finding's code and facts of a domain fault."""
    if match := re.fullmatch(r"outside_(.+)_to_(.+)", code):
        return "out_of_range", {"low": match[1], "high": match[2]}
    if code in _FAULT_CODES:
        return _FAULT_CODES[code], {"field": field}
    return "value_refused", {"field": field, "fault": code}
