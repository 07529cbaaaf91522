"""Requests of offices as JSON: what is asked, the promise and its clock, the decision, feedback."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.cases import CaseState, ClockState, VoiceState
from planner.domain.runs import PlanState
from planner.usecases.promises import PromiseStatistics

Code = Annotated[str, Field(min_length=1, max_length=64)]
People = Annotated[int, Field(ge=1, le=1_000_000)]
Text = Annotated[str, Field(max_length=2000)]


class CaseIn(BaseModel):
    """What an office asks for. Contact is personal data: shown to those who serve, erasable."""

    model_config = strict(
        province_code="58",
        village_code="58010201",
        service_code="id_card",
        people=12,
        note="after the harvest",
        contact_phone="0-0000-0000",
    )

    province_code: str = Field(examples=["58"], max_length=20)
    village_code: Code = Field(examples=["58010201"])
    service_code: Code = Field(examples=["id_card"])
    people: People
    note: Text = ""
    contact_name: Annotated[str, Field(max_length=200)] = ""
    contact_phone: Annotated[str, Field(max_length=50)] = Field(
        default="", examples=["0-0000-0000"]
    )
    wished_dates: Annotated[list[date], Field(max_length=5)] = Field(
        default_factory=list, description="Days that would suit, at most 5."
    )


class AgreedIn(BaseModel):
    """The day with its unit where that is settled, or the week by its Monday."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    on_date: date | None = None
    unit_code: Code | None = None
    week_of: date | None = None


class DecisionIn(BaseModel):
    """Accepted, for a day or a week where agreed, or declined with the reason the office reads."""

    model_config = strict(accept=True, agreed={"on_date": "2026-12-08", "unit_code": "U1"})

    accept: bool
    reason: Text = ""
    agreed: AgreedIn | None = None


class PostponementIn(BaseModel):
    """Put off, with the reason and the day by which it is looked at again."""

    model_config = strict(until="2027-01-04", reason="the road is closed until then")

    until: date
    reason: Text


class ServedIn(BaseModel):
    """People of one service who were served, and how many still need it (null: nobody counted)."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    service_code: Code
    people: Annotated[int, Field(ge=0, le=1_000_000)]
    still_need: Annotated[int | None, Field(ge=0, le=1_000_000)] = None


class SaidIn(BaseModel):
    """What the office says after the visit; numbers count at once, unless a team counted."""

    model_config = strict(
        served_on="2026-12-08",
        rating=5,
        served=[{"service_code": "id_card", "people": 11, "still_need": 1}],
    )

    served_on: date
    rating: Annotated[int | None, Field(ge=1, le=5)] = None
    comment: Text = ""
    served: Annotated[list[ServedIn], Field(max_length=50)] = Field(default_factory=list)


class ModerationIn(BaseModel):
    """Whether others may read what was said; a village's numbers count from then on."""

    model_config = strict(is_shown=True)

    is_shown: bool


class VoiceOut(BaseModel):
    """What was said after the visit; `comment` null for those who may not read it (yet)."""

    model_config = ConfigDict(from_attributes=True)

    by: str
    at: Moment
    served_on: date
    rating: int | None
    comment: str | None
    served: list[ServedIn]
    state: VoiceState


class ReasonIn(BaseModel):
    """Why."""

    model_config = strict(reason="the village asked to wait")

    reason: Text = ""


class CaseStepOut(BaseModel):
    """What somebody did, and why."""

    model_config = ConfigDict(from_attributes=True)

    what: str
    by: str
    at: Moment
    reason: str


class PauseOut(BaseModel):
    """Days on which the clock stood still; `until` null: it still does."""

    model_config = ConfigDict(from_attributes=True)

    since: date
    until: date | None
    reason: str


class FeedbackOut(BaseModel):
    """What was said after the visit."""

    model_config = ConfigDict(from_attributes=True)

    served_on: date
    people: int
    rating: int | None
    comment: str


class PromiseOut(BaseModel):
    """The promise's clock: working days used and left; `left` is negative when late."""

    model_config = ConfigDict(from_attributes=True)

    state: ClockState
    used: int
    left: int


class CaseOut(BaseModel):
    """A request. `note` and `contact_*` are null for those who may not see them."""

    receipt: str = Field(examples=["58-69-00017-4"])
    province_code: str
    village_code: str
    service_code: str
    people: int
    filed_at: Moment
    filed_by: str
    counts_from: date
    promised_working_days: int
    due_on: date
    state: CaseState
    clock: PromiseOut
    pauses: list[PauseOut]
    steps: list[CaseStepOut]
    feedback: FeedbackOut | None
    note: str | None
    contact_name: str | None
    contact_phone: str | None
    version: int
    wished_dates: list[date]
    agreed: AgreedIn | None
    postponed_until: date | None
    voice: VoiceOut | None


class CasesOut(BaseModel):
    """A page of requests by receipt number; `next_cursor` is null on the last one."""

    requests: list[CaseOut]
    next_cursor: str | None


class OptionOut(BaseModel):
    """A day on which a plan already goes there with the service; `rank` 1 is the best."""

    model_config = ConfigDict(from_attributes=True)

    rank: int
    on_date: date
    unit_code: str | None
    plan_id: str
    is_published: bool
    is_in_time: bool


class OptionsOut(BaseModel):
    """Ranked options of one request."""

    options: list[OptionOut]


class ShiftOut(BaseModel):
    """People of a row who would not be served."""

    model_config = ConfigDict(from_attributes=True)

    village_code: str
    service_code: str
    people: int


class ServeOptionOut(BaseModel):
    """A unit-day that could serve it. `promises` and `points` are gains of that plan's tiers 1, 3.

    `plan_id` null: that week has no plan yet. `minutes` is how much longer the unit is out.
    """

    model_config = ConfigDict(from_attributes=True)

    rank: int
    on_date: date
    unit_code: str
    plan_id: str | None
    plan_state: PlanState | None
    is_planned: bool
    people: int
    promises: int
    points: int
    minutes: int
    displaced: list[ShiftOut]
    is_in_time: bool
    is_wished: bool


class WeekLookedOut(BaseModel):
    """A week that was looked at; `why_not` in words where it has no option."""

    start: date
    plan_id: str | None
    options: int
    why_not: str | None


class ServeOptionsOut(BaseModel):
    """Ranked options, the best first, and every week looked at."""

    options: list[ServeOptionOut]
    earliest: date | None
    weeks: list[WeekLookedOut]


class VisitIn(BaseModel):
    """What a field team says of a visit of one service."""

    model_config = strict(
        village_code="58010201", service_code="id_card", served_on="2026-12-08", people=11
    )

    village_code: Code
    service_code: Code
    unit_code: Code | None = None
    served_on: date
    people: Annotated[int, Field(ge=0, le=1_000_000)]
    rating: Annotated[int | None, Field(ge=1, le=5)] = None
    comment: Text = ""
    receipt: Annotated[str | None, Field(max_length=32)] = None


class VisitOut(BaseModel):
    """The visit is part of the history now; `receipt` names the request that it answered."""

    receipt: str | None


class StatisticsOut(BaseModel):
    """Promises kept and broken in a province."""

    promises: list[PromiseStatistics]


class GroupedOut(BaseModel):
    """Promises by group: a province's or district's code, a service's, a month as 2026-12."""

    groups: dict[str, PromiseStatistics]
