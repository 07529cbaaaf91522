"""Nationwide runs and weekly drafts as JSON."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.documents import SolveParams
from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.national import NationalPart
from planner.domain.runs import RunState
from planner.usecases.national import NationalSummary
from planner.usecases.weekly import WeeklyStatus


class NationalIn(BaseModel):
    """A wish for plans of many provinces for the same days; no codes: all that you may plan."""

    model_config = strict(start="2026-11-30", days=7, province_codes=["50", "58"])

    start: date = Field(examples=["2026-11-30"])
    days: int = Field(default=7, ge=1, le=92)
    province_codes: list[str] = Field(default=[], max_length=100, examples=[["50", "58"]])
    params: SolveParams = Field(default_factory=SolveParams)


class FiguresOut(BaseModel):
    """What a plan means in a few numbers; `gap` is null where no bound was proven."""

    model_config = ConfigDict(from_attributes=True)

    villages: int
    villages_visited: int
    people_due: int
    people_due_served: int
    people_served: int
    promises: int
    promises_kept: int
    gap: float | None
    cpu_s: float


class NationalPartOut(BaseModel):
    """One province: how often it was tried, its newest run, and its plan's figures.

    `state` is null when the run was forgotten since; `is_settled`: nothing more will come of it.
    """

    province_code: str
    tries: int
    is_settled: bool
    run_id: str | None
    state: RunState | None
    plan_id: str | None
    error_code: str | None
    figures: FiguresOut | None


class NationalOut(BaseModel):
    """A nationwide run; sums are over the plans of the provinces that you may see.

    `progress` is the share of the work done.
    """

    id: str
    start: date
    days: int
    state: RunState
    stop_asked: bool
    created_at: Moment
    created_by: str
    updated_at: Moment
    provinces: int
    done: int
    plans: int
    failed: list[str]
    progress: float
    people_served: int
    people_due: int
    people_due_served: int
    villages: int
    villages_visited: int
    promises: int
    promises_kept: int
    gap: float | None
    parts: list[NationalPartOut]


class NationalsOut(BaseModel):
    """Nationwide runs, newest first, without their provinces."""

    national_runs: list[NationalOut]


def national_out(summary: NationalSummary, *, whole: bool = True) -> NationalOut:
    """A summary as JSON; without its provinces unless `whole`."""
    wish = summary.wish
    sums = {
        name: summary.total(name)
        for name in FiguresOut.model_fields
        if name not in ("gap", "cpu_s")
    }
    return NationalOut(
        id=wish.id, start=wish.start, days=wish.days, state=wish.state,
        stop_asked=wish.stop_asked, created_at=wish.created_at, created_by=wish.created_by,
        updated_at=wish.updated_at, provinces=len(summary.parts), done=summary.done,
        plans=summary.plans, failed=[part.province_code for part in summary.failed],
        progress=round(summary.progress, 4), gap=summary.gap, **sums,
        parts=[_part(part, summary) for part in summary.parts] if whole else [],
    )  # fmt: skip


def _part(part: NationalPart, summary: NationalSummary) -> NationalPartOut:
    wish, run = summary.wish, part.run
    figures = None if run is None else run.figures
    return NationalPartOut(
        province_code=part.province_code,
        tries=part.tries,
        is_settled=part.is_settled(wish.most_tries, stop_asked=wish.stop_asked),
        run_id=None if run is None else run.id,
        state=None if run is None else run.state,
        plan_id=None if run is None else run.plan_id,
        error_code=None if run is None else run.error_code,
        figures=None if figures is None else FiguresOut.model_validate(figures),
    )


class WeeklyIn(BaseModel):
    """When the draft of next week is made: weekday 0 is Monday, `time` is Thai local time."""

    model_config = strict(is_on=True, weekday=3, time="22:00", cpu_s=60)

    is_on: bool
    weekday: int = Field(default=3, ge=0, le=6)
    time: str = Field(default="22:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["22:00"])
    cpu_s: float | None = Field(default=None, ge=0.1, le=3600, examples=[60.0])


class WeeklyOut(BaseModel):
    """A province's weekly draft: its setting, when it was last due and what came of it, the next.

    `last_run_id` is null when the last one was missed until its week had begun.
    """

    province_code: str
    is_on: bool
    weekday: int
    time: str
    cpu_s: float
    changed_by: str
    last_due_at: Moment | None
    last_run_id: str | None
    last_state: RunState | None
    last_plan_id: str | None
    next_due_at: Moment | None


class WeekliesOut(BaseModel):
    """The weekly drafts of the provinces that you may see."""

    weekly_drafts: list[WeeklyOut]


def weekly_out(status: WeeklyStatus) -> WeeklyOut:
    """A status as JSON."""
    setting, last, run = status.setting, status.last, status.run
    return WeeklyOut(
        province_code=setting.province_code,
        is_on=setting.is_on,
        weekday=setting.weekday,
        time=f"{setting.at_s // 3600:02d}:{setting.at_s // 60 % 60:02d}",
        cpu_s=setting.params.cpu_s,
        changed_by=setting.changed_by,
        last_due_at=None if last is None else last.due_at,
        last_run_id=None if last is None else last.run_id,
        last_state=None if run is None else run.state,
        last_plan_id=None if run is None else run.plan_id,
        next_due_at=status.next_due,
    )
