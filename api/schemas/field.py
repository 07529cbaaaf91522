"""Reports of field teams as JSON: what phones send, what became of it, what people decided."""

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.field import MOST_PEOPLE, Decision, NotReached, ReportKind
from planner.domain.field_state import Dispute, Standing
from planner.usecases.field import MOST_REPORTS, Taken
from planner.usecases.field_closures import DEFAULT_RADIUS_M, LARGEST_RADIUS_M

Code = Annotated[str, Field(min_length=1, max_length=64)]
Text = Annotated[str, Field(max_length=2000)]


class ServedIn(BaseModel):
    """People of one village and service who were served."""

    model_config = ConfigDict(extra="forbid")

    village_code: Code = Field(examples=["58010201"])
    service_code: Code = Field(examples=["id_card"])
    people: Annotated[int, Field(ge=0, le=MOST_PEOPLE)]


class PlaceIn(BaseModel):
    """A point, EPSG:4326, degrees."""

    model_config = ConfigDict(extra="forbid")

    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]


class ReportIn(BaseModel):
    """One report. `id` is made by the phone; the same report sent again is one report.

    `at` is the phone's own clock, with offset. `corrects` names an earlier report of the unit.
    """

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{8,64}$")] = Field(
        examples=["0b0c2a4e-8a0e-4a59-9d0e-0d6c0a3a7f11"]
    )
    kind: ReportKind
    plan_id: Code = Field(examples=["58-20261130-1"])
    unit_code: Code = Field(examples=["U1"])
    on_date: date
    at: AwareDatetime
    place_code: Code | None = None
    served: Annotated[list[ServedIn], Field(max_length=60)] = []
    why: NotReached | None = None
    location: PlaceIn | None = None
    text: Text = ""
    corrects: Annotated[str | None, Field(max_length=64)] = None


class ReportsIn(BaseModel):
    """Reports in the order in which the phone made them; a malformed one is refused by itself."""

    model_config = strict(
        reports=[
            {
                "id": "0b0c2a4e-8a0e-4a59-9d0e-0d6c0a3a7f11",
                "kind": "remark",
                "plan_id": "58-20261130-1",
                "unit_code": "U1",
                "on_date": "2026-11-30",
                "at": "2026-11-30T09:30:00+07:00",
                "text": "the bridge is passable",
            }
        ]
    )

    reports: Annotated[
        list[Annotated[ReportIn | dict[str, Any], Field(union_mode="left_to_right")]],
        Field(min_length=1, max_length=MOST_REPORTS),
    ]


class TakenOut(BaseModel):
    """What became of one report; `fault` is why it was refused, `message` says what to do."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    taken: Taken
    standing: Standing | None
    fault: str
    message: str = ""


class ResultsOut(BaseModel):
    """One result a report, in their order."""

    results: list[TakenOut]


class DecidedOut(BaseModel):
    """What a person decided of a report, and why."""

    model_config = ConfigDict(from_attributes=True)

    decision: Decision
    by: str
    at: Moment
    reason: str


class ReportOut(BaseModel):
    """A report as it stands; `digest` tells two bodies under one number apart."""

    id: str
    digest: str
    kind: ReportKind
    plan_id: str
    unit_code: str
    on_date: date
    at: Moment
    received_at: Moment
    by: str
    place_code: str | None
    served: list[ServedIn]
    why: NotReached | None
    location: PlaceIn | None
    text: str
    corrects: str | None
    standing: Standing
    disputes: list[Dispute]
    decisions: list[DecidedOut]


class VisitStateOut(BaseModel):
    """What a visit came to; `served` as far as it was told."""

    unit_code: str
    on_date: date
    place_code: str
    arrived_at: Moment | None
    left_at: Moment | None
    served: list[ServedIn]
    missed: NotReached | None
    disputes: list[Dispute]


class FieldOut(BaseModel):
    """Reports on visits of some days, and what they come to."""

    reports: list[ReportOut]
    visits: list[VisitStateOut]


class DecisionIn(BaseModel):
    """A report counts, or is set aside; the reason is kept."""

    model_config = strict(decision="count", reason="told by the driver too")

    decision: Decision
    reason: Text


class ClosureIn(BaseModel):
    """A proposed closure becomes one: until when, how far round the place, why."""

    model_config = strict(reason="ดินถล่ม", to_date="2026-12-31", radius_m=300)

    reason: Text = Field(examples=["ดินถล่ม"])
    to_date: date | None = None
    radius_m: Annotated[float, Field(gt=0, le=LARGEST_RADIUS_M, allow_inf_nan=False)] = (
        DEFAULT_RADIUS_M
    )


class ClosureOut(BaseModel):
    """The closure that plans know from now on."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    from_date: date | None
    to_date: date | None
    radius_m: float
    reason: str
