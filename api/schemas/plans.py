"""Plans as JSON; the plan and the verdict themselves are published documents."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
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


class PlansOut(BaseModel):
    """Stored plans, newest first."""

    plans: list[PlanSummaryOut]
