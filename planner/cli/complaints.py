"""Errors as people read them, with the exit code that scripts read."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rich.table import Table

from geodata.errors import GeodataError, InvalidClosure, InvalidPlace, UnreadableFile
from geodata.findings import Finding, Severity
from planner.cli.desk import Desk
from planner.cli.titles import column_name, sheet_name
from planner.documents import to_data
from planner.domain.calendar import NaiveTime
from planner.domain.errors import (
    BadBackup,
    Conflict,
    Forbidden,
    ImportRefused,
    InvalidDocument,
    NotFound,
    PlannerError,
    PlanRefused,
    ReasonNeeded,
    RoadsClosedSince,
    SecondPersonNeeded,
    UnitsOffSince,
    WeakPassword,
    WrongState,
)
from planner.usecases.plans import LATEST
from planner.words import catalog
from planner.words.findings import tell_finding

FAILURE, BAD_INPUT, VIOLATIONS = 1, 2, 3
INPUT_ERRORS = (
    *(BadBackup, ImportRefused, InvalidDocument, NotFound, Conflict, WeakPassword, NaiveTime),
    *(UnreadableFile, InvalidClosure, InvalidPlace),
)
TOLD_WHOLE = (
    RoadsClosedSince,
    UnitsOffSince,
    NotFound,
    WrongState,
    SecondPersonNeeded,
    ReasonNeeded,
    Forbidden,
)
"""Errors whose words say all that their facts do."""
MOST_ALIKE = 10
MOST_ROWS = 200
"""Rows of a table on a screen, warnings and repairs of one kind; `--json` tells all."""


def complain(desk: Desk, error: PlannerError | GeodataError) -> int:
    """Tell an error on stderr, or as JSON on stdout; the exit code."""
    desk.answer({"error": _document(error)})
    if not desk.as_json:
        _tell(desk, error)
    return BAD_INPUT if isinstance(error, INPUT_ERRORS) else FAILURE


def findings_table(desk: Desk, findings: tuple[Finding, ...]) -> Table:
    """Findings with errors first: file, row, column, value and what to do."""
    table = Table(show_lines=False)
    for column in ("severity", "file", "row", "column", "value", "advice"):
        table.add_column(desk.say(f"cli_column_{column}"), overflow="fold")
    order = list(Severity)
    chosen = sorted(_gathered(findings), key=lambda finding: order.index(finding.severity))
    for finding in chosen[:MOST_ROWS]:
        sheet = f" [{sheet_name(finding.sheet, desk.language)}]" if finding.sheet else ""
        cells = (
            desk.say(f"cli_severity_{finding.severity.value}"),
            f"{finding.file}{sheet}",
            "" if finding.row is None else str(finding.row),
            column_name(finding, desk.language),
            finding.value or "",
            tell_finding(finding, desk.language),
        )
        table.add_row(*(plain(cell) for cell in cells))
    return table


def _gathered(findings: tuple[Finding, ...]) -> list[Finding]:
    """All errors; of other findings of one kind in one sheet the first few, and how many more."""
    count: Counter[tuple[str, str, str | None, Severity]] = Counter()
    shown = []
    for finding in findings:
        key = (finding.code, finding.file, finding.sheet, finding.severity)
        count[key] += 1
        if finding.severity is Severity.ERROR or count[key] <= MOST_ALIKE:
            shown.append(finding)
    for (code, file, sheet, severity), times in count.items():
        if severity is not Severity.ERROR and times > MOST_ALIKE:
            facts: dict[str, str | int | float] = {"more": times - MOST_ALIKE, "of": code}
            more = Finding(
                code="more_findings", severity=severity, file=file, sheet=sheet, facts=facts
            )
            shown.append(more)
    places = {(code, file, sheet): place for place, (code, file, sheet, _) in enumerate(count)}
    return sorted(shown, key=lambda one: _place(one, places))


def _place(finding: Finding, places: Mapping[tuple[str, str, str | None], int]) -> int:
    """Errors as they come; others by kind, so that "more" stands below those that it is like."""
    if finding.severity is Severity.ERROR:
        return -1
    code = str(finding.facts.get("of", finding.code))
    return places.get((code, finding.file, finding.sheet), len(places))


def plain(text: str) -> str:
    """Text of others as it stands: no markup of the terminal, no control characters."""
    visible = "".join(ch if ch.isprintable() else "�" for ch in text)
    return visible.replace("[", "\\[")


def _tell(desk: Desk, error: PlannerError | GeodataError) -> None:
    desk.err.print(_told(desk, error), markup=False, highlight=False)
    if isinstance(error, ImportRefused):
        desk.err.print(findings_table(desk, error.findings))
        if len(error.findings) > MOST_ROWS:
            desk.remark("cli_more_findings", shown=MOST_ROWS, count=len(error.findings))
    elif isinstance(error, InvalidDocument):
        desk.err.print(_faults_table(desk, error))
    elif error.facts and not isinstance(error, TOLD_WHOLE) and not _names_file(error):
        facts = ", ".join(f"{name}={value}" for name, value in error.facts.items())
        desk.err.print(facts, markup=False, highlight=False)


def _told(desk: Desk, error: PlannerError | GeodataError) -> str:
    """What happened and what to do, as far as there are words for it."""
    known = catalog()
    if _names_file(error):
        return desk.say(str(error.facts["finding"]), **error.facts)
    if isinstance(error, NotFound) and (own := _missing(error)) in known:
        return desk.say(own, **error.facts)
    codes = [f"problem_{error.code}", f"problem_{error.code}_advice"]
    facts = dict(error.facts)
    states = [f"{kind}_state_{facts.get('state')}" for kind in ("plan", "case")]
    if told := [desk.say(state) for state in states if state in known]:
        facts["state"] = told[0]
    texts = [desk.say(code, **facts) for code in codes if code in known]
    name = error.facts.get("id") if isinstance(error, NotFound) else None
    return "\n".join(texts) + ("" if name is None else f" ({name})") if texts else str(error)


def _names_file(error: PlannerError | GeodataError) -> bool:
    """Whether there are words for what is wrong with the file that the error names."""
    is_unreadable = isinstance(error, UnreadableFile)
    return is_unreadable and str(error.facts.get("finding")) in catalog() and "file" in error.facts


def _missing(error: NotFound) -> str:
    """The text for what is not there; of a province, whether any is, or several to choose from."""
    kind, known = error.facts.get("kind"), error.facts.get("known")
    if kind == "province" and known == "":
        return "cli_no_data"
    if kind == "plan" and error.facts.get("id") == LATEST and error.facts.get("count") == 0:
        return "cli_no_plan_yet"
    if kind == "province" and known and error.facts.get("id") == "?":
        return "cli_which_province"
    return f"cli_no_{kind}"


def _faults_table(desk: Desk, error: InvalidDocument) -> Table:
    table = Table(title=plain(error.what))
    for column in ("field", "code", "value"):
        table.add_column(desk.say(f"cli_column_{column}"), overflow="fold")
    for fault in error.faults[:MOST_ROWS]:
        table.add_row(*(plain(cell) for cell in (fault.field, fault.code, fault.value)))
    return table


def _document(error: PlannerError | GeodataError) -> dict[str, Any]:
    document: dict[str, Any] = {
        "code": error.code,
        "message": str(error),
        "facts": {name: str(value) for name, value in error.facts.items()},
    }
    if isinstance(error, ImportRefused):
        document["findings"] = [to_data(finding) for finding in error.findings]
    if isinstance(error, InvalidDocument):
        document["faults"] = [to_data(fault) for fault in error.faults]
    if isinstance(error, PlanRefused):
        document["verdict"] = to_data(error.verdict)
    return document
