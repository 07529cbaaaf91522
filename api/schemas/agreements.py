"""Policy, proposals, loans, provinces and points placed by hand, as JSON."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.accounts import Province
from api.schemas.documents import Policy
from api.schemas.imports import FindingOut
from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.loans import LoanState
from planner.domain.proposals import ProposalState

Reason = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(min_length=1, max_length=64)]
Name = Annotated[str, Field(max_length=80)]
Value = str | int | float


class PolicyOut(BaseModel):
    """The policy in force."""

    policy: Policy


class ProposalIn(BaseModel):
    """What should change and why: settings of the policy, or the weight of need of a village."""

    model_config = strict(policy={"notice_days": 10}, reason="villages asked for more time")

    policy: dict[str, Value] = Field(
        default={}, max_length=100, examples=[{"equity_floor": 0.2, "notice_days": 10}]
    )
    village_code: str | None = Field(default=None, max_length=20)
    need_weight: float | None = Field(default=None, gt=0, le=10)
    reason: Reason


class ProposalOut(BaseModel):
    """A proposal with old and new side by side; `version` is what `If-Match` names."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    province_code: str
    subject: str = Field(examples=["policy", "need_weight"])
    village_code: str
    before: dict[str, Value]
    after: dict[str, Value]
    reason: str
    proposed_by: str
    proposed_at: Moment
    state: ProposalState
    decided_by: str
    decided_at: Moment | None
    decision_reason: str
    version: int


class ProposalsOut(BaseModel):
    """Proposals of a province, newest first."""

    proposals: list[ProposalOut]


class DecisionReasonIn(BaseModel):
    """Why; a refusal needs it."""

    model_config = strict(reason="agreed in the meeting of 24 November")

    reason: Reason = ""


class LoanIn(BaseModel):
    """A unit offered to another province for given days, both included."""

    model_config = strict(
        unit_code="U1",
        borrower_code="50",
        first_day="2026-12-07",
        last_day="2026-12-13",
        reason="their van is being repaired",
    )

    unit_code: Code = Field(examples=["U1"])
    borrower_code: Province
    first_day: date = Field(examples=["2026-12-07"])
    last_day: date = Field(examples=["2026-12-13"])
    reason: Reason


class AcceptanceIn(BaseModel):
    """From which of the borrower's bases the unit drives; empty: from its own."""

    model_config = strict(base_code="B1")

    base_code: str = Field(default="", max_length=64)
    reason: Reason = ""


class LoanOut(BaseModel):
    """A loan; `lent_code` is the unit's code in the borrower's plans."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    unit_code: str
    owner_code: str
    borrower_code: str
    lent_code: str
    first_day: date
    last_day: date
    reason: str
    offered_by: str
    offered_at: Moment
    state: LoanState
    base_code: str
    decided_by: str
    decided_at: Moment | None
    decision_reason: str
    version: int


class LoansOut(BaseModel):
    """Loans from and to a province, latest days first."""

    loans: list[LoanOut]


class NewProvinceIn(BaseModel):
    """A province to begin with; names left empty are the country's."""

    model_config = strict(code="58", name_th="แม่ฮ่องสอน", name_en="Mae Hong Son")

    code: Province
    name_th: Name = ""
    name_en: Name = ""


class ProvinceNamesIn(BaseModel):
    """What a province is called."""

    model_config = strict(name_th="แม่ฮ่องสอน", name_en="Mae Hong Son")

    name_th: Name
    name_en: Name


class PlaceIn(BaseModel):
    """Where: degrees, a map link, UTM or MGRS; and why it is moved."""

    model_config = strict(position="97.96 19.30", reason="surveyed")

    position: str = Field(min_length=1, max_length=500, examples=["97.96 19.30"])
    reason: Reason


class HamletIn(PlaceIn):
    """A hamlet of a village that gets a stop place of its own."""

    model_config = strict(
        name="บ้านห้วยใหม่", position="97.96 19.30", reason="two hours on foot from the rest"
    )

    name: Name = Field(examples=["บ้านห้วยใหม่"])


class PlacedOut(BaseModel):
    """A point placed by hand, and what is odd about it."""

    code: str
    lon: float
    lat: float
    data_version: int
    findings: list[FindingOut]
