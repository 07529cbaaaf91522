"""Report: gathers the findings of one file, few enough to be read."""

import re
from collections import Counter
from collections.abc import Mapping

from geodata.errors import InvalidPlace
from geodata.findings import Finding, Severity
from planner.domain.errors import InvalidDocument
from planner.inputs.cells import CellFault

Facts = Mapping[str, str | int | float]

MOST_OF_ONE_KIND = 200
"""Findings of one code told for one file; the rest are counted."""

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
}


class Report:
    """Findings of one file; equal in form wherever they come from."""

    def __init__(
        self, file: str, titles: Mapping[str, str] | None = None, sheet: str | None = None
    ) -> None:
        self.file = file
        self.sheet = sheet
        self.titles = dict(titles or {})
        self._found: list[Finding] = []
        self._count: Counter[tuple[str, Severity]] = Counter()

    def add(
        self,
        code: str,
        severity: Severity = Severity.ERROR,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        facts: Facts | None = None,
    ) -> None:
        """Note one finding; beyond `MOST_OF_ONE_KIND` of a code it is only counted."""
        self._count[code, severity] += 1
        if self._count[code, severity] > MOST_OF_ONE_KIND:
            return
        self._found.append(
            Finding(
                code=code,
                severity=severity,
                file=self.file,
                sheet=self.sheet,
                row=row,
                column=None if column is None else self.titles.get(column, column),
                value=None if value is None else value[:80],
                facts=dict(facts or {}),
            )
        )

    def cell(self, fault: CellFault, row: int, column: str, value: str) -> None:
        """Note a cell that cannot be read."""
        self.add(fault.code, row=row, column=column, value=value, facts=fault.facts)

    def refused(
        self,
        error: InvalidDocument | InvalidPlace,
        row: int | None,
        cells: Mapping[str, str] | None = None,
    ) -> None:
        """Note what the domain refuses in one row, each fault at its column where it has one."""
        for field, code, value in _faults_of(error):
            name = re.split(r"[.\[]", field, maxsplit=1)[0]
            told, facts = _told(code, field)
            shown = value if cells is None else cells.get(name, value)
            self.add(told, row=row, column=name or None, value=shown, facts=facts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, and for each code that was cut how many more there are."""
        more = [
            Finding(
                code="more_findings",
                severity=severity,
                file=self.file,
                sheet=self.sheet,
                facts={"more": count - MOST_OF_ONE_KIND, "of": code},
            )
            for (code, severity), count in self._count.items()
            if count > MOST_OF_ONE_KIND
        ]
        return (*self._found, *more)


def _faults_of(error: InvalidDocument | InvalidPlace) -> list[tuple[str, str, str]]:
    if isinstance(error, InvalidDocument):
        return [(fault.field, fault.code, fault.value) for fault in error.faults]
    field, value = next(iter(error.facts.items()), ("", ""))
    ranges = {"lon": "outside_-180_to_180", "lat": "outside_-90_to_90"}
    return [(field, ranges.get(field, "invalid_place"), str(value))]


def _told(code: str, field: str) -> tuple[str, dict[str, str | int | float]]:
    """The finding's code and facts of a domain fault."""
    if match := re.fullmatch(r"outside_(.+)_to_(.+)", code):
        return "out_of_range", {"low": match[1], "high": match[2]}
    if code in _FAULT_CODES:
        return _FAULT_CODES[code], {"field": field}
    return "value_refused", {"field": field, "fault": code}
