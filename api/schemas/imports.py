"""Uploads as JSON: what was found, and what would change."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from geodata.findings import Finding
from planner.domain.runs import PlanState
from planner.usecases.off_since import PlanOff
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


class OffDayOut(BaseModel):
    """A day on which a plan sends a unit out that has it off now."""

    model_config = ConfigDict(from_attributes=True)

    unit_code: str
    on_date: date


class PlanOffOut(BaseModel):
    """A plan, published, approved or a draft, with its days that units have off by now.

    It is approved or published only with `despite_leave` and a reason.
    """

    plan_id: str
    state: PlanState
    start: date
    days: list[OffDayOut]


def told_plans_off(found: Iterable[PlanOff]) -> list[PlanOffOut]:
    """Plans that days off break."""
    return [
        PlanOffOut(
            plan_id=one.plan.id,
            state=one.plan.state,
            start=one.plan.start,
            days=[OffDayOut.model_validate(day) for day in one.days],
        )
        for one in found
    ]


class ImportOut(BaseModel):
    """What files do; `version` is the province's new one, null when nothing was kept.

    `plans_off` are plans that send units out on days off, once the files are kept.
    """

    is_refused: bool
    version: int | None
    findings: list[FindingOut]
    findings_count: int
    parts: list[PartOut]
    plans_off: list[PlanOffOut] = []
