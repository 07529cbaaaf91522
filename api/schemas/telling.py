"""Telling villages as JSON: what each is told, how it stands, and what was recorded."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from api.schemas.strict import strict
from planner.domain.telling import TellKind, TellMeans, TellReason, TellState


class NoticeOut(BaseModel):
    """A visit as a village is told of it; seconds count from that date's midnight."""

    model_config = ConfigDict(from_attributes=True)

    village_code: str
    date: date
    unit_code: str
    place_code: str
    opens_s: int
    closes_s: int
    servings: list[tuple[str, int]]


class TellingOut(BaseModel):
    """One record of telling; `takes_back` names a record that was a mistake."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    plan_id: str
    kind: TellKind
    means: TellMeans
    by: str
    at: Moment
    remarks: str
    takes_back: int | None


class ContactOut(BaseModel):
    """Whom to call; `phone` is masked for those who do not tell villages."""

    role_th: str
    role_en: str
    phone: str


class TellLineOut(BaseModel):
    """One village's visit: `now` null when it is no more, `told` null when nobody was told.

    `key` names it when it is marked; `text` is the short text for a chat, in Thai.
    """

    key: str = Field(examples=["58010201_2026-11-30_540_U1_58010201"])
    state: TellState
    kind: TellKind
    is_late: bool
    tell_by: date
    reasons: list[TellReason]
    now: NoticeOut | None
    told: NoticeOut | None
    contacts: list[ContactOut]
    text: str
    records: list[TellingOut]


class TellListOut(BaseModel):
    """Whom a plan concerns; `is_open` false: it is not published, and nobody can be marked."""

    plan_id: str
    is_open: bool
    notice_days: int
    lines: list[TellLineOut]


class TellIn(BaseModel):
    """Villages told: the keys of their visits, by what means."""

    model_config = strict(keys=["58010201_2026-11-30_540_U1_58010201"], means="phone")

    keys: Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=2000)]
    means: TellMeans
    remarks: Annotated[str, Field(max_length=500)] = ""


class ToldOut(BaseModel):
    """What was recorded."""

    records: list[TellingOut]


Line = Annotated[str, Field(max_length=300)]


class LetterheadIn(BaseModel):
    """What stands on a province's letters, in Thai."""

    model_config = strict(
        number_prefix="มส 0017/ว", office="ศาลากลางจังหวัดแม่ฮ่องสอน", phone="0-0000-0000"
    )

    number_prefix: Line = Field(default="", examples=["มส 0017/ว"])
    office: Line = Field(default="", examples=["ศาลากลางจังหวัดแม่ฮ่องสอน"])
    address: Line = ""
    signer: Line = Field(default="", examples=["ผู้ว่าราชการจังหวัดแม่ฮ่องสอน"])
    section: Line = ""
    phone: Line = Field(default="", examples=["0-0000-0000"])
    email: Line = ""


class LetterheadOut(LetterheadIn):
    """The same with its version; the `ETag` is what `If-Match` names."""

    model_config = ConfigDict(from_attributes=True, extra="ignore")

    province_code: str
    version: int
