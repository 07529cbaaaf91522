"""Many requests of an office in one workbook or CSV: a form to fill in, every fault by its cell."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geodata.findings import Finding, FindingLog, Severity, has_errors
from planner.domain._checks import Faults
from planner.domain.province import ProvinceData
from planner.inputs.cells import CODE, INTEGER, TEXT, VILLAGE_CODE
from planner.inputs.contacts import PHONE
from planner.inputs.forms import Column, Form, attributes
from planner.inputs.kinds.columns import required
from planner.inputs.moments import DATE
from planner.inputs.references import unknown_codes
from planner.inputs.rows import read_form

KIND = "office_requests"
MOST_ROWS = 1000
DAYS_AHEAD = 366
MORE_THAN_LIVE = "more_than_live"
"""The warning on a row that asks for more people than live in its village."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request of a file; contact is personal data."""

    village_code: str
    service_code: str
    people: int
    wished_date: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        faults = Faults("request")
        faults.between("people", self.people, 1, 1_000_000)
        for name, most in (("contact_name", 200), ("contact_phone", 50), ("note", 2000)):
            text = getattr(self, name)
            faults.need(len(text) <= most, name, "too_long", len(text))
            plain = text.replace("\n", " ")
            faults.need(all(ch.isprintable() for ch in plain), name, "control_character", text)
        faults.raise_any()


FORM = Form(
    kind=KIND,
    file="requests.csv",
    columns=(
        required("village_code", VILLAGE_CODE, refers="villages"),
        required("service_code", CODE, refers="services"),
        required("people", INTEGER),
        Column(name="wished_date", cell=DATE),
        Column(name="contact_name", cell=TEXT, default=""),
        Column(name="contact_phone", cell=PHONE, default=""),
        Column(name="note", cell=TEXT, default=""),
    ),
    make=RequestRow,
    key=("village_code", "service_code"),
    values_of=attributes(*RequestRow.__dataclass_fields__),
    twice=Severity.WARNING,
)


def read_requests(
    path: Path, data: ProvinceData, today: date
) -> tuple[tuple[RequestRow, ...], tuple[Finding, ...]]:
    """The requests of a file and every finding; no requests when any of them is an error."""
    entries, findings = read_form(FORM, path)
    if entries is None:
        return (), findings
    log = FindingLog(path.name, titles=entries[0].titles if entries else {})
    if len(entries) > MOST_ROWS:
        log.add("too_many_rows", limit=MOST_ROWS)
    for entry in entries:
        wished = entry.values["wished_date"]
        if wished is not None and not today <= wished <= today + timedelta(days=DAYS_AHEAD):
            value = wished.isoformat()
            log.add("wished_not_within_a_year", row=entry.row, column="wished_date", value=value)
    aliases = {alias: v.code for v in data.villages for alias in v.aliases}
    villages = {village.code: village for village in data.villages}
    for entry in entries:
        code: str = entry.values["village_code"]
        people: int = entry.values["people"]
        village = villages.get(aliases.get(code, code))
        if village is not None and village.is_outnumbered_by(people):
            log.add(
                MORE_THAN_LIVE, Severity.WARNING, row=entry.row, column="people",
                value=f"{people:,}", people=f"{village.people:,}", code=village.code,
            )  # fmt: skip
    known = {
        "village_code": {village.code for village in data.villages},
        "service_code": {service.code for service in data.services},
    }
    unknown = [
        finding
        for column in FORM.columns
        if column.name in known
        for finding in unknown_codes(column, entries, known[column.name], aliases)
    ]
    findings = (*findings, *log.findings, *unknown)
    if has_errors(findings):
        return (), findings
    return tuple(entry.thing for entry in entries), findings
