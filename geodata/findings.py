"""Findings: faults in data, collected and told all at once instead of raised one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does to an import."""

    ERROR = "error"
    """The import is refused until it is mended."""
    WARNING = "warning"
    """The import goes on; a person should look."""
    REPAIRED = "repaired"
    """The reader mended it (a code that Excel made a number); told, so nobody is surprised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault in one cell of one file; words for people are made from `code` and `facts`.

    `row` is the line seen in a spreadsheet (the heading is row 1), None for the whole file.
    `column` is the heading as it stands in the file. `value` is the cell's text as read.
    """

    code: str
    severity: Severity
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    sheet: str | None = None
    facts: dict[str, str | int | float] = field(default_factory=dict)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding refuses the import."""
    return any(finding.severity is Severity.ERROR for finding in findings)
