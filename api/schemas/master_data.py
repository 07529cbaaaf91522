"""Master data as JSON: records in the form of the published documents, with key and tag."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.imports import FindingOut, PlanOffOut
from api.schemas.provinces import ProvinceOut

EXAMPLES: dict[str, dict[str, Any]] = {
    "units": {
        "code": "U9",
        "name_th": "หน่วยเคลื่อนที่ 9",
        "name_en": "Mobile unit 9",
        "province_code": "58",
        "base_code": "B1",
        "vehicle_class": "pickup_4wd",
        "services": [{"service_code": "id_card", "counters": 2}],
        "days_off": ["2026-12-10"],
    },
    "services": {
        "code": "passport",
        "name_th": "หนังสือเดินทาง",
        "name_en": "Passports",
        "agency_th": "กรมการกงสุล",
        "agency_en": "Department of Consular Affairs",
        "seconds_per_person": 900,
        "interval_days": 365,
        "sla_working_days": 30,
    },
    "staff": {
        "code": "dentist",
        "name_th": "ทันตแพทย์",
        "name_en": "Dentist",
        "available": [0, 1, 0, 0, 0, 0, 0],
    },
    "holidays": {
        "date": "2026-12-07",
        "name_th": "วันหยุดชดเชยวันพ่อแห่งชาติ",
        "name_en": "Substitute for Father's Day",
        "status": "substitute",
    },
    "bases": {
        "code": "B9",
        "name_th": "ที่ว่าการอำเภอ",
        "name_en": "District office",
        "location": {"lon": 97.96, "lat": 19.3},
    },
    "demand": {"village_code": "58010101", "service_code": "id_card", "people": 12},
}
"""One record of some kinds, as it is sent to be added."""


class RecordOut(BaseModel):
    """One thing: `tag` is its `ETag` too. Telephone numbers are masked for who does not serve."""

    kind: str = Field(examples=["units"])
    key: str = Field(examples=["U1"])
    tag: str
    record: dict[str, Any] = Field(examples=[EXAMPLES["units"]])


class RecordsOut(BaseModel):
    """A page of records in the order of their keys; `next_cursor` is null on the last one."""

    kind: str
    count: int
    records: list[RecordOut]
    next_cursor: str | None


class EditedOut(BaseModel):
    """A record as it is after a change (null: no more), and the province's new version.

    `plans_off` are plans that send units out on days which this record now gives off.
    """

    record: RecordOut | None
    data_version: int
    findings: list[FindingOut]
    plans_off: list[PlanOffOut] = []


class GapOut(BaseModel):
    """Something missing; `stops`: no plan can be made without it."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["none", "unplaced"])
    kind: str
    count: int
    stops: bool
    text: str


class OverviewOut(BaseModel):
    """What a province has of each kind, and what is missing before it can be planned."""

    province: ProvinceOut
    is_ready: bool
    counts: dict[str, int]
    gaps: list[GapOut]
    findings: list[FindingOut]
