"""Findings: faults in data, collected and told all at once instead of raised one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping
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


MOST_OF_ONE_KIND = 200
"""Findings of one code told for one file; the rest are counted."""


class FindingLog:
    """Gathers the findings of one file, few enough to be read.

    `titles` gives the heading as it stands in the file for each column's own name.
    """

    def __init__(
        self, file: str, *, titles: Mapping[str, str] | None = None, sheet: str | None = None
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._titles = dict(titles or {})
        self._found: list[Finding] = []
        self._count: Counter[tuple[str, Severity]] = Counter()

    def add(
        self,
        code: str,
        severity: Severity = Severity.ERROR,
        /,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **facts: str | int | float,
    ) -> None:
        """Note one finding; beyond `MOST_OF_ONE_KIND` of a code it is only counted."""
        self._count[code, severity] += 1
        if self._count[code, severity] > MOST_OF_ONE_KIND:
            return
        self._found.append(
            Finding(
                code=code,
                severity=severity,
                file=self._file,
                sheet=self._sheet,
                row=row,
                column=None if column is None else self._titles.get(column, column),
                value=None if value is None else value[:80],
                facts=facts,
            )
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, and for each code that was cut how many more there are."""
        more = [
            Finding(
                code="more_findings",
                severity=severity,
                file=self._file,
                sheet=self._sheet,
                facts={"more": count - MOST_OF_ONE_KIND, "of": code},
            )
            for (code, severity), count in self._count.items()
            if count > MOST_OF_ONE_KIND
        ]
        return (*self._found, *more)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding refuses the import."""
    return any(finding.severity is Severity.ERROR for finding in findings)
