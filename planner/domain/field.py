"""What field teams report: each word once by its own number, nothing overwritten, nothing lost.

A report is known by the number that the phone gave it and by the digest of what it says. What the
reports of a visit come to (`planner.domain.field_state`) follows from which reports there are and
what people decided, never from the order in which they came.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from geodata.places import Location
from planner.domain._checks import Faults
from planner.domain.calendar import NaiveTime

REPORT_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
MOST_TEXT_CHARS = 2000
MOST_SERVED = 60
MOST_PEOPLE = 100_000


class ReportKind(StrEnum):
    """What a report tells."""

    ARRIVED = "arrived"
    LEFT = "left"
    SERVED = "served"
    NOT_REACHED = "not_reached"
    ROAD_CLOSED = "road_closed"
    REMARK = "remark"


OF_A_VISIT = frozenset(
    {ReportKind.ARRIVED, ReportKind.LEFT, ReportKind.SERVED, ReportKind.NOT_REACHED}
)
"""Kinds that speak of one visit of the plan."""


class NotReached(StrEnum):
    """Why a visit did not happen."""

    ROAD = "road"
    WEATHER = "weather"
    VEHICLE = "vehicle"
    CREW = "crew"
    VILLAGE_ASKED = "village_asked"
    NOBODY_THERE = "nobody_there"
    NO_TIME = "no_time"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPeople:
    """So many people of one row, served at a visit."""

    village_code: str
    service_code: str
    people: int

    @property
    def row(self) -> tuple[str, str]:
        """The demand row."""
        return (self.village_code, self.service_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReport:
    """One thing that a field team tells, as their phone wrote it down at `at` (its own clock).

    `on_date` and `place_code` name the visit, `plan_id` the plan that the phone showed. `served`
    names each row once. `corrects` is the number of an earlier report that this one replaces.
    Raises `InvalidDocument`.
    """

    id: str
    kind: ReportKind
    plan_id: str
    unit_code: str
    on_date: date
    at: datetime
    place_code: str | None = None
    served: tuple[ServedPeople, ...] = ()
    why: NotReached | None = None
    location: Location | None = None
    text: str = ""
    corrects: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise NaiveTime("a clock time needs an offset", value=self.at.isoformat())
        faults = Faults("field report")
        faults.need(REPORT_ID.fullmatch(self.id) is not None, "id", "not_a_report_id", self.id)
        for name in ("plan_id", "unit_code"):
            faults.text(name, getattr(self, name))
        plain = self.text.replace("\r", "").replace("\n", " ")
        faults.need(len(self.text) <= MOST_TEXT_CHARS, "text", "too_long", len(self.text))
        faults.need(all(ch.isprintable() for ch in plain), "text", "control_character")
        if self.kind in OF_A_VISIT:
            faults.need(bool(self.place_code), "place_code", "empty")
        if self.kind is ReportKind.SERVED:
            faults.between("served", len(self.served), 1, MOST_SERVED)
        if self.kind is ReportKind.NOT_REACHED:
            faults.need(self.why is not None, "why", "empty")
        if self.kind is ReportKind.ROAD_CLOSED:
            faults.need(self.location is not None, "location", "empty")
        if self.kind is ReportKind.REMARK:
            faults.text("text", plain)
        faults.unique("served", (one.row for one in self.served))
        for i, one in enumerate(self.served):
            faults.between(f"served[{i}].people", one.people, 0, MOST_PEOPLE)
        faults.raise_any()

    @property
    def visit(self) -> "VisitKey | None":
        """The visit it speaks of, None for one of the way or the day."""
        if self.kind not in OF_A_VISIT or self.place_code is None:
            return None
        return VisitKey(unit_code=self.unit_code, on_date=self.on_date, place_code=self.place_code)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class VisitKey:
    """A visit as field and plan both know it."""

    on_date: date
    unit_code: str
    place_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A report as the store keeps it: its digest, who sent it, when it came.

    `is_planned`: the plan published when it came had the visit (always true off visits).
    """

    said: FieldReport
    digest: str
    province_code: str
    by: str
    received_at: datetime
    is_planned: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """The phone's number and the digest: the same twice is the same report."""
        return (self.said.id, self.digest)


class Decision(StrEnum):
    """What a person decided of a report: it counts, or it is set aside."""

    COUNT = "count"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDecision:
    """A person's decision on one report; `number` rises with each one on that report."""

    report_id: str
    digest: str
    province_code: str
    number: int
    decision: Decision
    by: str
    at: datetime
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The report that it is about."""
        return (self.report_id, self.digest)
