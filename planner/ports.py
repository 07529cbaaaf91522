"""What the use cases need from the world; adapters are chosen in `planner.bootstrap`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from geodata.matrix import TravelMatrix
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from geodata.travel.barriers import Barrier
from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry
from planner.domain.backups import Digests
from planner.domain.cases import Case, CaseState
from planner.domain.demand import VisitRecord
from planner.domain.life import PlanStep
from planner.domain.params import SolveParams
from planner.domain.people import Member, Session, SetupLink
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, Progress, Run, RunState, StoredPlan
from planner.domain.workers import Worker

__all__ = [
    "Clock",
    "Copier",
    "Forcer",
    "JobQueue",
    "Progress",
    "Reader",
    "Solver",
    "Store",
    "TravelTimes",
    "Writer",
]


class Solver(Protocol):
    """Makes a plan; raises `SolverFailed` when the child that searches dies."""

    def __call__(
        self,
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        params: SolveParams,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Plan:
        """Solve; `should_stop` asked at least once a second: stop and keep the best so far."""
        ...


class Forcer(Protocol):
    """Shows what left-out rows would take; raises `SolverFailed` when its child dies."""

    def __call__(
        self,
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        plan: Plan,
        rows: Sequence[tuple[str, str]],
        params: SolveParams,
        *,
        each_day: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Plan:
        """The plan with `forced` filled in for these rows (village, service), or a better plan.

        The most pressing come first; `each_day` prices every day on which a row could be served.
        """
        ...


class TravelTimes(Protocol):
    """Travel between places for a profile ("vehicle class/road state")."""

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places."""
        ...

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The line of one leg, for maps."""
        ...

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """The lines of many legs, in their order."""
        ...

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """Why each place that cannot be reached from `origin` cannot."""
        ...

    def last_legs(self, places: Mapping[str, Location], profile: str) -> Mapping[str, LastLeg]:
        """How the crew gets to the places that the vehicle does not."""
        ...


class Clock(Protocol):
    """What time it is; tests bring their own."""

    def now(self) -> datetime:
        """The present moment, with offset."""
        ...


class Reader(Protocol):
    """What the store knows, as of one moment; raises `NotFound` for a thing that is not there."""

    def provinces(self) -> tuple[ProvinceVersion, ...]:
        """The newest version of every province, by code."""
        ...

    def province_versions(self, province_code: str) -> tuple[ProvinceVersion, ...]:
        """Every import of a province, oldest first."""
        ...

    def province(self, province_code: str) -> ProvinceData:
        """A province's data as planned with now.

        Accepted requests are part of it, but those whose clock stands still.
        Visits of earlier imports and of published plans are part of its history as long as
        their village and service are known.
        """
        ...

    def blob(self, digest: str) -> bytes:
        """The content whose SHA-256 is `digest`."""
        ...

    def plan(self, plan_id: str) -> StoredPlan:
        """A stored plan with its verdict."""
        ...

    def plans(
        self,
        *,
        province_code: str | None = None,
        start: date | None = None,
        state: PlanState | None = None,
        limit: int = 100,
    ) -> tuple[PlanSummary, ...]:
        """Stored plans, of one province, first day or state where given, newest first."""
        ...

    def plan_steps(self, plan_id: str) -> tuple[PlanStep, ...]:
        """What people did to a plan, in order."""
        ...

    def published_visits(self, province_code: str) -> Mapping[str, tuple[VisitRecord, ...]]:
        """The visits that each published plan of a province announced, by the plan's id."""
        ...

    def case(self, receipt: str) -> Case:
        """The request of a receipt number."""
        ...

    def cases(
        self,
        *,
        province_codes: Iterable[str],
        states: Iterable[CaseState] = (),
        after: str = "",
        limit: int = 100,
    ) -> tuple[Case, ...]:
        """Requests of these provinces in these states (none given: all) by receipt number.

        `after` is the receipt number that the one before ended with.
        """
        ...

    def count_cases(self, prefix: str) -> int:
        """How many receipt numbers begin like this."""
        ...

    def run(self, run_id: str) -> Run:
        """A run as it stands."""
        ...

    def runs(
        self,
        *,
        province_code: str | None = None,
        states: Iterable[RunState] = (),
        limit: int = 100,
    ) -> tuple[Run, ...]:
        """Runs in these states (none given: all), newest first."""
        ...

    def members(self) -> tuple[Member, ...]:
        """Everybody with an account, by login."""
        ...

    def member(self, login: str) -> Member | None:
        """The member with a login, None when there is none."""
        ...

    def password_hash(self, login: str) -> str | None:
        """The password hash of a login, None when there is none."""
        ...

    def session(self, token_digest: str) -> Session | None:
        """The session of a token's digest, expired or not; None when there is none."""
        ...

    def setup_link(self) -> SetupLink | None:
        """The newest link for the first administrator."""
        ...

    def workers(self) -> tuple[Worker, ...]:
        """Workers that have spoken and not said that they stopped, by name."""
        ...

    def answer(self, key: str) -> Answer | None:
        """The answer kept under a key, None when there is none."""
        ...

    def audit(self, *, after: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        """Audit entries with a number above `after`, in order."""
        ...

    def audit_head(self) -> AuditEntry | None:
        """The newest audit entry, None when there is none."""
        ...


class Writer(Reader, Protocol):
    """One transaction that changes the store: all of it is kept, or nothing.

    Each transaction that changes something notes at least one audit entry, or it is refused.
    """

    def put_province(self, data: ProvinceData, *, geography: str = "") -> ProvinceVersion:
        """Replace all of a province's data, but keep the visits recorded before."""
        ...

    def put_blob(self, content: bytes) -> str:
        """Keep content under its SHA-256; the same content twice is kept once."""
        ...

    def add_plan(self, plan: StoredPlan) -> None:
        """Add a plan; raises `Conflict` when its id or its run already has one."""
        ...

    def add_plan_step(self, step: PlanStep, visits: Sequence[VisitRecord] = ()) -> None:
        """Lead a plan on to the state of a step; `visits` are what is announced from now on.

        The plan's earlier announcements are taken back. Raises `StaleVersion` when the step's
        version does not follow the plan's own.
        """
        ...

    def add_case(self, case: Case) -> None:
        """Add a request; raises `Conflict` when its receipt number is taken."""
        ...

    def change_case(self, case: Case) -> None:
        """Replace a request; raises `StaleVersion` when its version does not follow the last."""
        ...

    def record_visit(self, province_code: str, record: VisitRecord) -> None:
        """Add a visit to a province's history, or replace the one of that row and date.

        The people served are taken off what the village needs; a visit that is corrected gives
        back what it took before.
        """
        ...

    def add_run(self, run: Run) -> None:
        """Add a run; raises `Conflict` when its id is taken."""
        ...

    def change_run(self, run: Run) -> None:
        """Replace a run; raises `Conflict` when it is closed already."""
        ...

    def note_progress(self, run_id: str, progress: Progress) -> None:
        """Say how a running search stands; the only change that needs no audit entry."""
        ...

    def drop_fruitless_runs(self, *, before: datetime) -> int:
        """Remove runs without a plan that ended before a moment, with their requests; how many."""
        ...

    def put_worker(self, worker: Worker) -> None:
        """Say how a worker stands; needs no audit entry, as progress needs none."""
        ...

    def drop_worker(self, name: str) -> None:
        """Forget a worker, if it is there; needs no audit entry."""
        ...

    def put_answer(self, answer: Answer) -> None:
        """Keep an answer under its key, in place of what stood there; needs no audit entry."""
        ...

    def drop_answer(self, key: str) -> None:
        """Forget an answer, if it is there; needs no audit entry."""
        ...

    def drop_answers(self, *, before: datetime) -> None:
        """Forget answers kept before a moment; needs no audit entry."""
        ...

    def put_member(self, member: Member) -> None:
        """Add a member, or replace the one with the same login."""
        ...

    def put_password_hash(self, login: str, password_hash: str) -> None:
        """Set a member's password hash."""
        ...

    def add_session(self, session: Session) -> None:
        """Add a session, and drop those that expired before it began."""
        ...

    def drop_session(self, token_digest: str) -> None:
        """Remove a session, if it is there."""
        ...

    def drop_sessions_of(self, login: str) -> None:
        """Remove every session of a login."""
        ...

    def drop_expired_sessions(self, *, at: datetime) -> int:
        """Remove sessions that have expired by a moment; how many."""
        ...

    def put_setup_link(self, link: SetupLink) -> None:
        """Keep this link and forget every other one."""
        ...

    def note(self, action: str, thing: str, **facts: str | int | float) -> None:
        """Write an audit entry, chained to the one before."""
        ...


class Store(Protocol):
    """Keeps everything; every implementation passes the same contract tests."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Read as of one moment."""
        ...

    def writing(self, *, actor: str, at: datetime) -> AbstractContextManager[Writer]:
        """Change the store in one transaction, as this person at this moment."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Copier(Protocol):
    """Copies of a whole store, each compared with what was copied."""

    @property
    def kind(self) -> str:
        """What keeps the store, in a word."""
        ...

    def revision(self) -> str:
        """The revision of the schema that copies are made at."""
        ...

    def digests(self) -> Digests:
        """The digest of every table, as of one moment."""
        ...

    def save(self, path: Path) -> Digests:
        """Write all of the store to a new file."""
        ...

    def load(self, path: Path) -> Digests:
        """Fill this store from a saved file; raises `Conflict` when it is not empty."""
        ...

    def move(self, url: str) -> Digests:
        """Copy all of the store into the empty one at another address."""
        ...


class JobQueue(Protocol):
    """Carries out runs somewhere else; speaks of runs by their id only."""

    def submit(self, run_id: str) -> None:
        """Have a run carried out; submitting the same run again changes nothing."""
        ...

    def status(self, run_id: str) -> RunState:
        """How the run stands."""
        ...

    def events(self, run_id: str) -> Iterator[Run]:
        """The run each time it changed, until it is closed."""
        ...

    def cancel(self, run_id: str) -> None:
        """Ask the run to stop; one that was searching keeps its best plan."""
        ...

    def result(self, run_id: str) -> str | None:
        """The id of the plan it made, None when there is none (yet)."""
        ...
