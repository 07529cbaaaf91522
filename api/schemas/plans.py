"""Plans as JSON; the plan and the verdict themselves are published documents."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.life import LifeStep
from planner.domain.runs import PlanState


class PlanSummaryOut(BaseModel):
    """A stored plan in a list. `gap` is the proven share that the value may be short of."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(examples=["58-20261130-1"])
    province_code: str
    start: date
    days: int
    created_at: Moment
    created_by: str
    state: PlanState
    digest: str
    value: int
    people_served: int
    gap: float | None
    is_clean: bool
    run_id: str | None
    version: int


class StepIn(BaseModel):
    """What a person adds to a step; `replaces` names a published plan of the same days.

    `despite_closures`: the person knows that roads of the plan were closed since it was made;
    `despite_leave`: that units have days of it off since.
    """

    model_config = strict(reason="agreed in the meeting of 24 November")

    reason: str = Field(default="", max_length=2000)
    replaces: str | None = Field(default=None, max_length=64)
    despite_closures: bool = False
    despite_leave: bool = False


class StepOut(BaseModel):
    """One step of a plan's life; `is_override`: approved although rules are broken."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    step: LifeStep
    by: str
    at: Moment
    reason: str
    is_override: bool


class LifeOut(BaseModel):
    """How a plan stands, and every step that led there, first to last."""

    model_config = ConfigDict(from_attributes=True)

    summary: PlanSummaryOut
    steps: list[StepOut]


class PlansOut(BaseModel):
    """A page of stored plans, newest first; `next_cursor` is null on the last one."""

    plans: list[PlanSummaryOut]
    next_cursor: str | None
