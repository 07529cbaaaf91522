"""Runs as JSON: the wish for a plan, and how it stands."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.documents import SolveParams
from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.runs import RunKind, RunState


class RunIn(BaseModel):
    """A wish for a plan: so many days of a province from a day on; `unit_codes` empty means all.

    `budget_baht` is what all days may cost together, null for no limit.
    """

    model_config = strict(province_code="58", start="2026-11-30", days=7)

    province_code: str = Field(examples=["58"], max_length=20)
    start: date = Field(examples=["2026-11-30"])
    days: int = Field(default=7, ge=1, le=92)
    unit_codes: list[str] = Field(default=[], max_length=500)
    budget_baht: int | None = Field(default=None, ge=0, le=10**12)
    params: SolveParams = Field(default_factory=SolveParams)


class BoundOut(BaseModel):
    """No plan of these inputs has more points in this tier."""

    model_config = ConfigDict(from_attributes=True)

    tier: int
    points: int


class MilestoneOut(BaseModel):
    """How a search stood at a moment."""

    model_config = ConfigDict(from_attributes=True)

    wall_s: float
    value: int | None
    bound: int | None
    people_served: int


class ProgressOut(BaseModel):
    """How a search stands; `value` and `bound` in points of tier 3, null while unknown.

    `promises` and `equity` are the points of tiers 1 and 2; `trail` is how the search came here.
    """

    model_config = ConfigDict(from_attributes=True)

    value: int | None
    bound: int | None
    gap: float | None
    people_served: int
    rounds: int
    cpu_s: float
    wall_s: float
    phase: str
    promises: int | None
    equity: int | None
    bounds: list[BoundOut]
    trail: list[MilestoneOut]


class RunOut(BaseModel):
    """A run, its states in the words of OGC API Processes."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    province_code: str
    start: date
    days: int
    state: RunState
    created_at: Moment
    created_by: str
    updated_at: Moment
    stop_asked: bool
    progress: ProgressOut | None
    error_code: str | None
    plan_id: str | None
    kind: RunKind = RunKind.PLAN


class RunsOut(BaseModel):
    """A page of runs, newest first; `next_cursor` is null on the last one."""

    runs: list[RunOut]
    next_cursor: str | None
