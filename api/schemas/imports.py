"""Uploads as JSON: what was found, and what would change."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from geodata.findings import Finding
from planner.words import Language
from planner.words.findings import tell_finding

MOST_KEYS = 100


def _some(keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys[:MOST_KEYS]


SomeKeys = Annotated[tuple[str, ...], AfterValidator(_some)]


class FindingOut(BaseModel):
    """One fault in one cell; `advice` says in words what is wrong and what to do."""

    code: str
    severity: str
    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    advice: str


def told_finding(found: Finding, language: Language) -> FindingOut:
    """A finding with its advice in words."""
    return FindingOut(
        code=found.code,
        severity=found.severity.value,
        file=found.file,
        sheet=found.sheet,
        row=found.row,
        column=found.column,
        value=found.value,
        advice=tell_finding(found, language),
    )


class PartOut(BaseModel):
    """One table: rows in all, and keys that are new, changed or gone, the first of each."""

    model_config = ConfigDict(from_attributes=True)

    kind: str
    rows: int
    new: SomeKeys
    changed: SomeKeys
    gone: SomeKeys
    gone_stay: bool


class ImportOut(BaseModel):
    """What files do; `version` is the province's new one, null when nothing was kept."""

    is_refused: bool
    version: int | None
    findings: list[FindingOut]
    findings_count: int
    parts: list[PartOut]
