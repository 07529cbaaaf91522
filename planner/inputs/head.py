"""The two JSON files of a dataset: what province it is, and its policy."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from geodata.findings import Finding, FindingLog, Severity, has_errors
from geodata.tables import decode_text
from planner.documents import from_json
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.policy import Policy
from planner.inputs.report import tell_refused

PROVINCE_FILE = "province.json"
POLICY_FILE = "policy.json"
MAX_JSON_BYTES = 1_000_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceHead:
    """What `province.json` says; `sample_week` is the Monday that a sample is dated for."""

    province_code: str
    name_th: str
    name_en: str = ""
    sample_week: date | None = None

    def __post_init__(self) -> None:
        faults = []
        if not re.fullmatch(r"[1-9][0-9]", self.province_code):
            value = self.province_code[:80]
            faults.append(Fault(field="province_code", code="not_2_digits", value=value))
        if not self.name_th.strip():
            faults.append(Fault(field="name_th", code="empty"))
        if faults:
            raise InvalidDocument("province", tuple(faults))


def read_head(folder: Path) -> tuple[ProvinceHead | None, tuple[Finding, ...]]:
    """What province a dataset folder is of; None when a finding is an error."""
    return _read(ProvinceHead, folder / PROVINCE_FILE)


def read_policy(path: Path) -> tuple[Policy | None, tuple[Finding, ...]]:
    """The policy of a file; the standard one, with a warning, when there is no such file."""
    if not path.exists():
        absent = Finding(code="file_absent", severity=Severity.WARNING, file=path.name)
        return Policy(), (absent,)
    return _read(Policy, path)


def _read(kind: type[T], path: Path) -> tuple[T | None, tuple[Finding, ...]]:
    log = FindingLog(path.name)
    try:
        size = path.stat().st_size
        raw = b"" if size > MAX_JSON_BYTES else path.read_bytes()
    except OSError:
        log.add("missing_file")
        return None, log.findings
    if size > MAX_JSON_BYTES:
        log.add("file_too_big", bytes=size, limit=MAX_JSON_BYTES)
        return None, log.findings
    text, findings = decode_text(raw, path.name)
    if text is None or has_errors(findings):
        return None, findings
    try:
        return from_json(kind, text), findings
    except InvalidDocument as error:
        tell_refused(log, error, None)
        return None, (*findings, *log.findings)
