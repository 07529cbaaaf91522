"""A plan's board as JSON: what stands, how it came to that, and what a client may ask for."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.plans import PlanSummaryOut
from api.schemas.strict import strict
from planner.domain.boards import BoardStepKind, DayLock


class LockOut(BaseModel):
    """A unit's day that nobody changes until it is unlocked."""

    model_config = ConfigDict(from_attributes=True)

    unit_code: str
    date: date


class LockIn(BaseModel):
    """A unit's day to lock, or to unlock."""

    model_config = strict(unit_code="U1", on_date="2026-11-30", is_locked=True)

    unit_code: str = Field(min_length=1, max_length=64)
    on_date: date
    is_locked: bool = True

    def to_lock(self) -> DayLock:
        """The lock of the domain."""
        return DayLock(unit_code=self.unit_code, date=self.on_date)


class TakeIn(BaseModel):
    """The plan of the same days that shall stand: an earlier version, or one planned anew."""

    model_config = strict(plan_id="58-20261130-1")

    plan_id: str = Field(min_length=1, max_length=64)


class RestIn(BaseModel):
    """How the rest is planned anew around pins and locks.

    At most `change_budget` visits of what stands may be changed; null for as many as it takes.
    """

    model_config = strict(cpu_s=20, change_budget=5)

    cpu_s: float = Field(default=20.0, ge=1, le=3600)
    change_budget: int | None = Field(default=None, ge=0, le=1_000_000)


class BoardVersionOut(BaseModel):
    """One version of a board's plan; `kind`, `by` and `at` tell the step that first brought it."""

    summary: PlanSummaryOut
    kind: BoardStepKind | None
    by: str | None
    at: Moment | None


class BoardOut(BaseModel):
    """What stands on a board (`plan_id`) and every version there was, newest first.

    `version` rises with each step; the `ETag` of the answer names it, and the next step's
    `If-Match` says which one its maker saw. `id` is the plan that the board began with.
    """

    id: str
    version: int
    plan_id: str
    locks: list[LockOut]
    can_undo: bool
    can_redo: bool
    versions: list[BoardVersionOut]
