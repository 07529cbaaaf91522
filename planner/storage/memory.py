"""MemoryStore: the store of tests and notebooks; same contract as SqlStore, gone with the process.

A write works on a copy of all tables and takes the original's place when it is done; values are
frozen, so copying the tables one level deep is enough.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from threading import RLock
from typing import TypeVar

from planner.documents import digest
from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry
from planner.domain.cases import Case, CaseState
from planner.domain.demand import VisitRecord
from planner.domain.errors import Conflict, NotFound, StaleVersion
from planner.domain.life import RESULT, PlanStep
from planner.domain.people import Member, Session, SetupLink
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.runs import PlanState, PlanSummary, Progress, Run, RunState, StoredPlan
from planner.domain.workers import Worker
from planner.ports import Reader, Writer
from planner.storage.audit import UnrecordedChange, sealed_after
from planner.storage.history import (
    demand_left,
    merged_history,
    with_requests,
    without_announced,
    without_cases,
)

T = TypeVar("T")


@dataclass
class _Tables:
    versions: dict[tuple[str, int], ProvinceVersion] = field(default_factory=dict)
    provinces: dict[str, ProvinceData] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    plans: dict[str, StoredPlan] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    setup_links: dict[str, SetupLink] = field(default_factory=dict)
    visits: dict[str, tuple[VisitRecord, ...]] = field(default_factory=dict)
    steps: dict[str, tuple[PlanStep, ...]] = field(default_factory=dict)
    published: dict[str, tuple[VisitRecord, ...]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    answers: dict[str, tuple[datetime, Answer]] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    audit: dict[int, AuditEntry] = field(default_factory=dict)

    def copy(self) -> "_Tables":
        return _Tables(**{f.name: dict(getattr(self, f.name)) for f in fields(self)})


class MemoryStore:
    """Everything in dictionaries."""

    def __init__(self) -> None:
        self._tables = _Tables()
        self._writing = RLock()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read as of one moment."""
        yield _MemoryReader(self._tables)

    @contextmanager
    def writing(self, *, actor: str, at: datetime) -> Iterator[Writer]:
        """Change everything or nothing."""
        with self._writing:
            writer = _MemoryWriter(self._tables.copy(), actor, at)
            yield writer
            writer.refuse_unrecorded()
            self._tables = writer.tables

    def close(self) -> None:
        """Nothing to let go of."""


class _MemoryReader:
    def __init__(self, tables: _Tables) -> None:
        self.tables = tables

    def provinces(self) -> tuple[ProvinceVersion, ...]:
        return tuple(
            self.province_versions(code)[-1]
            for code in sorted({c for c, _ in self.tables.versions})
        )

    def province_versions(self, province_code: str) -> tuple[ProvinceVersion, ...]:
        return tuple(
            version
            for (code, _), version in sorted(self.tables.versions.items())
            if code == province_code
        )

    def province(self, province_code: str) -> ProvinceData:
        data = _found(self.tables.provinces, province_code, "province")
        announced = [v for visits in self.published_visits(province_code).values() for v in visits]
        recorded = (*announced, *self.tables.visits[province_code])
        accepted = self.cases(
            province_codes=(province_code,),
            states=(CaseState.ACCEPTED,),
            limit=len(self.tables.cases),
        )
        return with_requests(replace(data, history=merged_history(data, recorded)), accepted)

    def case(self, receipt: str) -> Case:
        return _found(self.tables.cases, receipt, "request")

    def cases(
        self,
        *,
        province_codes: Iterable[str],
        states: Iterable[CaseState] = (),
        after: str = "",
        limit: int = 100,
    ) -> tuple[Case, ...]:
        provinces, wanted = set(province_codes), frozenset(states) or frozenset(CaseState)
        chosen = [
            case
            for _, case in sorted(self.tables.cases.items())
            if case.province_code in provinces and case.state in wanted and case.receipt > after
        ]
        return tuple(chosen[:limit])

    def count_cases(self, prefix: str) -> int:
        return sum(receipt.startswith(prefix) for receipt in self.tables.cases)

    def blob(self, digest: str) -> bytes:
        return _found(self.tables.blobs, digest, "blob")

    def plan(self, plan_id: str) -> StoredPlan:
        return _found(self.tables.plans, plan_id, "plan")

    def plans(
        self,
        *,
        province_code: str | None = None,
        start: date | None = None,
        state: PlanState | None = None,
        limit: int = 100,
    ) -> tuple[PlanSummary, ...]:
        chosen = [
            plan.summary
            for plan in reversed(self.tables.plans.values())
            if province_code in (None, plan.summary.province_code)
            and start in (None, plan.summary.start)
            and state in (None, plan.summary.state)
        ]
        chosen.sort(key=lambda summary: summary.created_at, reverse=True)
        return tuple(chosen[:limit])

    def plan_steps(self, plan_id: str) -> tuple[PlanStep, ...]:
        return self.tables.steps.get(plan_id, ())

    def published_visits(self, province_code: str) -> Mapping[str, tuple[VisitRecord, ...]]:
        return {
            plan_id: visits
            for plan_id, visits in sorted(self.tables.published.items())
            if self.plan(plan_id).summary.province_code == province_code
        }

    def run(self, run_id: str) -> Run:
        return _found(self.tables.runs, run_id, "run")

    def runs(
        self,
        *,
        province_code: str | None = None,
        states: Iterable[RunState] = (),
        limit: int = 100,
    ) -> tuple[Run, ...]:
        wanted = frozenset(states) or frozenset(RunState)
        chosen = [
            run
            for run in self.tables.runs.values()
            if run.state in wanted and province_code in (None, run.province_code)
        ]
        chosen.sort(key=lambda run: (run.created_at, run.id), reverse=True)
        return tuple(chosen[:limit])

    def members(self) -> tuple[Member, ...]:
        return tuple(member for _, member in sorted(self.tables.members.items()))

    def member(self, login: str) -> Member | None:
        return self.tables.members.get(login)

    def password_hash(self, login: str) -> str | None:
        return self.tables.passwords.get(login)

    def session(self, token_digest: str) -> Session | None:
        return self.tables.sessions.get(token_digest)

    def setup_link(self) -> SetupLink | None:
        return next(iter(self.tables.setup_links.values()), None)

    def workers(self) -> tuple[Worker, ...]:
        return tuple(worker for _, worker in sorted(self.tables.workers.items()))

    def answer(self, key: str) -> Answer | None:
        kept = self.tables.answers.get(key)
        return None if kept is None else kept[1]

    def audit(self, *, after: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        return tuple(e for n, e in self.tables.audit.items() if n > after)[:limit]

    def audit_head(self) -> AuditEntry | None:
        return next(reversed(self.tables.audit.values()), None)


class _MemoryWriter(_MemoryReader):
    def __init__(self, tables: _Tables, actor: str, at: datetime) -> None:
        super().__init__(tables)
        self._actor = actor
        self._at = at
        self._changed = False
        self._noted = False

    def refuse_unrecorded(self) -> None:
        if self._changed and not self._noted:
            raise UnrecordedChange("a change of the store without an audit entry")

    def put_province(self, data: ProvinceData, *, geography: str = "") -> ProvinceVersion:
        self._changed = True
        code = data.province_code
        data = without_announced(data, self.published_visits(code).values())
        data = without_cases(data, frozenset(self.tables.cases))
        version = ProvinceVersion(
            code=code,
            name_th=data.name_th,
            name_en=data.name_en,
            version=len(self.province_versions(code)) + 1,
            imported_at=self._at,
            imported_by=self._actor,
            data_digest=digest(data),
            geography=geography,
        )
        self.tables.versions[code, version.version] = version
        self.tables.provinces[code] = data
        self.tables.visits[code] = (*self.tables.visits.get(code, ()), *data.history)
        return version

    def put_blob(self, content: bytes) -> str:
        self._changed = True
        name = hashlib.sha256(content).hexdigest()
        self.tables.blobs[name] = content
        return name

    def add_plan(self, plan: StoredPlan) -> None:
        self._changed = True
        summary = plan.summary
        run_ids = {p.summary.run_id for p in self.tables.plans.values()} - {None}
        if summary.id in self.tables.plans or summary.run_id in run_ids:
            raise Conflict("the plan is stored already", plan_id=summary.id)
        self.tables.plans[summary.id] = plan

    def add_plan_step(self, step: PlanStep, visits: Sequence[VisitRecord] = ()) -> None:
        self._changed = True
        stored = self.plan(step.plan_id)
        if stored.summary.version != step.version - 1:
            raise StaleVersion("the plan went on since", plan_id=step.plan_id)
        summary = replace(stored.summary, state=RESULT[step.step], version=step.version)
        self.tables.plans[step.plan_id] = replace(stored, summary=summary)
        self.tables.steps[step.plan_id] = (*self.plan_steps(step.plan_id), step)
        self.tables.published.pop(step.plan_id, None)
        if visits:
            self.tables.published[step.plan_id] = tuple(visits)

    def add_case(self, case: Case) -> None:
        self._changed = True
        if case.receipt in self.tables.cases:
            raise Conflict("the receipt number is taken", receipt=case.receipt)
        self.tables.cases[case.receipt] = case

    def change_case(self, case: Case) -> None:
        self._changed = True
        if self.case(case.receipt).version != case.version - 1:
            raise StaleVersion("the request went on since", receipt=case.receipt)
        self.tables.cases[case.receipt] = case

    def record_visit(self, province_code: str, record: VisitRecord) -> None:
        self._changed = True
        data = _found(self.tables.provinces, province_code, "province")
        row = (record.village_code, record.service_code)
        same = [v for v in data.history if (v.village_code, v.service_code) == row]
        before = next((v for v in same if v.date == record.date), None)
        demands = tuple(
            replace(d, people=demand_left(d.people, before, record))
            if (d.village_code, d.service_code) == row
            else d
            for d in data.demands
        )
        history = (*(v for v in data.history if v is not before), record)
        self.tables.provinces[province_code] = replace(data, history=history, demands=demands)
        self.tables.visits[province_code] = (*self.tables.visits[province_code], record)

    def add_run(self, run: Run) -> None:
        self._changed = True
        if run.id in self.tables.runs:
            raise Conflict("the run is stored already", run_id=run.id)
        self.tables.runs[run.id] = run

    def change_run(self, run: Run) -> None:
        self._changed = True
        if self.run(run.id).is_closed:
            raise Conflict("the run is closed", run_id=run.id)
        self.tables.runs[run.id] = run

    def note_progress(self, run_id: str, progress: Progress) -> None:
        run = self.run(run_id)
        if not run.is_closed:
            self.tables.runs[run_id] = replace(run, progress=progress, updated_at=self._at)

    def drop_fruitless_runs(self, *, before: datetime) -> int:
        old = {
            run.id: run
            for run in self.tables.runs.values()
            if run.is_closed and run.plan_id is None and run.updated_at < before
        }
        self._changed = self._changed or bool(old)
        for run_id in old:
            del self.tables.runs[run_id]
        needed = {run.request_digest for run in self.tables.runs.values()}
        for plan in self.tables.plans.values():
            needed.update(plan.summary.inputs.values())
        for name in {run.request_digest for run in old.values()} - needed:
            self.tables.blobs.pop(name, None)
        return len(old)

    def put_worker(self, worker: Worker) -> None:
        self.tables.workers[worker.name] = worker

    def drop_worker(self, name: str) -> None:
        self.tables.workers.pop(name, None)

    def put_answer(self, answer: Answer) -> None:
        self.tables.answers[answer.key] = (self._at, answer)

    def drop_answer(self, key: str) -> None:
        self.tables.answers.pop(key, None)

    def drop_answers(self, *, before: datetime) -> None:
        kept = self.tables.answers.items()
        self.tables.answers = {key: held for key, held in kept if held[0] >= before}

    def put_member(self, member: Member) -> None:
        self._changed = True
        self.tables.members[member.login] = member

    def put_password_hash(self, login: str, password_hash: str) -> None:
        self._changed = True
        self.tables.passwords[_known_login(self, login)] = password_hash

    def add_session(self, session: Session) -> None:
        self._changed = True
        _known_login(self, session.login)
        kept = self.tables.sessions.values()
        self.tables.sessions = {
            s.token_digest: s for s in kept if s.expires_at > session.created_at
        }
        self.tables.sessions[session.token_digest] = session

    def drop_session(self, token_digest: str) -> None:
        self._changed = True
        self.tables.sessions.pop(token_digest, None)

    def drop_sessions_of(self, login: str) -> None:
        self._changed = True
        kept = self.tables.sessions.items()
        self.tables.sessions = {key: held for key, held in kept if held.login != login}

    def drop_expired_sessions(self, *, at: datetime) -> int:
        expired = [k for k, s in self.tables.sessions.items() if s.expires_at <= at]
        self._changed = self._changed or bool(expired)
        for token_digest in expired:
            del self.tables.sessions[token_digest]
        return len(expired)

    def put_setup_link(self, link: SetupLink) -> None:
        self._changed = True
        self.tables.setup_links = {link.token_digest: link}

    def note(self, action: str, thing: str, **facts: str | int | float) -> None:
        self._noted = True
        entry = sealed_after(
            self.audit_head(),
            at=self._at,
            actor=self._actor,
            action=action,
            thing=thing,
            facts=facts,
        )
        self.tables.audit[entry.number] = entry


def _found(table: dict[str, T], key: str, kind: str) -> T:
    if key not in table:
        raise NotFound(f"no such {kind}", kind=kind, id=key)
    return table[key]


def _known_login(reader: _MemoryReader, login: str) -> str:
    if reader.member(login) is None:
        raise NotFound("no such member", kind="member", id=login)
    return login
