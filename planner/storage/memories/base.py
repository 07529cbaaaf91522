"""All dictionaries of one moment, and what every topic works with."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import TypeVar

from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry
from planner.domain.boards import BoardStep
from planner.domain.cases import Case
from planner.domain.demand import VisitRecord
from planner.domain.errors import NotFound
from planner.domain.field import FieldDecision, KeptReport
from planner.domain.hooks import Hook
from planner.domain.letterheads import Letterhead
from planner.domain.life import PlanStep
from planner.domain.loans import Loan
from planner.domain.national import NationalRun
from planner.domain.people import AccountLink, ApiToken, Member, Session, SetupLink
from planner.domain.plan import Plan
from planner.domain.proposals import Proposal
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.recording import RecordedVisit
from planner.domain.runs import Run, StoredPlan
from planner.domain.telling import Telling
from planner.domain.weekly import Tick, WeeklyDraft
from planner.domain.workers import Worker
from planner.storage.audit import UnrecordedChange

T = TypeVar("T")


@dataclass
class Tables:
    """Every table; copied one level deep for a write."""

    versions: dict[tuple[str, int], ProvinceVersion] = field(default_factory=dict)
    provinces: dict[str, ProvinceData] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    plans: dict[str, StoredPlan] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    setup_links: dict[str, SetupLink] = field(default_factory=dict)
    account_links: dict[str, AccountLink] = field(default_factory=dict)
    api_tokens: dict[str, ApiToken] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    loans: dict[str, Loan] = field(default_factory=dict)
    visits: dict[str, tuple[VisitRecord, ...]] = field(default_factory=dict)
    steps: dict[str, tuple[PlanStep, ...]] = field(default_factory=dict)
    published: dict[str, tuple[VisitRecord, ...]] = field(default_factory=dict)
    boards: dict[str, tuple[BoardStep, ...]] = field(default_factory=dict)
    bests: dict[str, Plan] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    recorded: dict[tuple[str, str], tuple[RecordedVisit, ...]] = field(default_factory=dict)
    tellings: dict[tuple[str, int], Telling] = field(default_factory=dict)
    letterheads: dict[str, Letterhead] = field(default_factory=dict)
    field_reports: dict[tuple[str, str], KeptReport] = field(default_factory=dict)
    field_decisions: dict[tuple[str, str, int], FieldDecision] = field(default_factory=dict)
    missed: dict[str, frozenset[tuple[str, str, date, str]]] = field(default_factory=dict)
    answers: dict[str, tuple[datetime, Answer]] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    nationals: dict[str, NationalRun] = field(default_factory=dict)
    parts: dict[tuple[str, str, int], str] = field(default_factory=dict)
    weekly: dict[str, WeeklyDraft] = field(default_factory=dict)
    ticks: dict[tuple[str, datetime], Tick] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)
    audit: dict[int, AuditEntry] = field(default_factory=dict)

    def copy(self) -> "Tables":
        """A copy that can be changed."""
        return Tables(**{f.name: dict(getattr(self, f.name)) for f in fields(self)})


class MemoryReading:
    """What every topic reads with."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables


class MemoryWriting(MemoryReading):
    """What every topic changes with; refuses a change that noted no audit entry."""

    def __init__(self, tables: Tables, actor: str, at: datetime) -> None:
        super().__init__(tables)
        self._actor = actor
        self._at = at
        self._changed = False
        self._noted = False

    def refuse_unrecorded(self) -> None:
        """Raise `UnrecordedChange` when something changed and no entry says so."""
        if self._changed and not self._noted:
            raise UnrecordedChange("a change of the store without an audit entry")


def found(table: dict[str, T], key: str, kind: str) -> T:
    """The thing under a key; raises `NotFound`."""
    if key not in table:
        raise NotFound(f"no such {kind}", kind=kind, id=key)
    return table[key]
