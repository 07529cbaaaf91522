"""SqlReader: what a transaction can see."""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from planner.documents import from_json
from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry
from planner.domain.cases import Case, CaseState
from planner.domain.demand import VisitRecord
from planner.domain.errors import NotFound, StoreUnavailable
from planner.domain.life import PlanStep
from planner.domain.people import Member, Session, SetupLink
from planner.domain.policy import Policy
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.runs import PlanState, PlanSummary, Run, RunState, StoredPlan
from planner.domain.workers import Worker
from planner.storage import run_rows, tables
from planner.storage.history import merged_history, with_requests
from planner.storage.rows import NOUNS, Row, to_visit

MOST_CASES = 1_000_000


class SqlReader:
    """Reads over one connection, inside one transaction; see `planner.ports.Reader`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def provinces(self) -> tuple[ProvinceVersion, ...]:
        """The newest version of every province, by code."""
        newest: dict[str, ProvinceVersion] = {}
        table = tables.province_versions
        for row in self._rows(sa.select(table).order_by(table.c.code, table.c.version)):
            newest[row["code"]] = run_rows.to_province_version(row)
        return tuple(newest.values())

    def province_versions(self, province_code: str) -> tuple[ProvinceVersion, ...]:
        """Every import of a province, oldest first."""
        table = tables.province_versions
        query = sa.select(table).where(table.c.code == province_code).order_by(table.c.version)
        return tuple(run_rows.to_province_version(row) for row in self._rows(query))

    def province(self, province_code: str) -> ProvinceData:
        """A province's data as planned with now."""
        table = tables.province_versions
        query = (
            sa.select(table)
            .where(table.c.code == province_code)
            .order_by(table.c.version.desc())
            .limit(1)
        )
        newest = self._one(query, "province", province_code)
        fields: dict[str, Any] = {}
        for noun in NOUNS:
            columns = noun.table.c
            rows = self._rows(
                sa.select(noun.table)
                .where(columns.province_code == province_code)
                .order_by(columns.position)
            )
            fields[noun.field] = tuple(noun.from_row(row) for row in rows)
        visits = self._visits(province_code)
        data = ProvinceData(
            province_code=province_code,
            name_th=newest["name_th"],
            name_en=newest["name_en"],
            policy=from_json(Policy, newest["policy"]),
            history=tuple(visit for version, visit in visits if version == newest["version"]),
            **fields,
        )
        announced = [v for group in self.published_visits(province_code).values() for v in group]
        recorded = (*announced, *(visit for _, visit in visits))
        accepted = self.cases(
            province_codes=(province_code,), states=(CaseState.ACCEPTED,), limit=MOST_CASES
        )
        return with_requests(replace(data, history=merged_history(data, recorded)), accepted)

    def _visits(self, province_code: str) -> list[tuple[int, VisitRecord]]:
        table = tables.visit_records
        query = (
            sa.select(table)
            .where(table.c.province_code == province_code)
            .order_by(table.c.version, table.c.position)
        )
        return [(row["version"], to_visit(row)) for row in self._rows(query)]

    def blob(self, digest: str) -> bytes:
        """The content whose SHA-256 is `digest`; one that has another now is not handed out."""
        query = sa.select(tables.blobs.c.content).where(tables.blobs.c.digest == digest)
        packed = self._one(query, "blob", digest)["content"]
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            content = b""
        if hashlib.sha256(content).hexdigest() != digest:
            raise StoreUnavailable("a stored blob is damaged", digest=digest)
        return content

    def plan(self, plan_id: str) -> StoredPlan:
        """A stored plan with its verdict."""
        row = self._one(
            sa.select(tables.plans).where(tables.plans.c.id == plan_id), "plan", plan_id
        )
        return run_rows.to_stored_plan(row, self._inputs([plan_id])[plan_id])

    def plans(
        self,
        *,
        province_code: str | None = None,
        start: date | None = None,
        state: PlanState | None = None,
        limit: int = 100,
    ) -> tuple[PlanSummary, ...]:
        """Stored plans, newest first."""
        table = tables.plans
        columns = [c for c in table.c if c.name not in ("document", "verdict")]
        query = sa.select(*columns).order_by(table.c.created_at.desc(), table.c.id.desc())
        if province_code is not None:
            query = query.where(table.c.province_code == province_code)
        if start is not None:
            query = query.where(table.c.start == start)
        if state is not None:
            query = query.where(table.c.state == state.value)
        rows = self._rows(query.limit(limit))
        inputs = self._inputs([row["id"] for row in rows])
        return tuple(run_rows.to_summary(row, inputs[row["id"]]) for row in rows)

    def plan_steps(self, plan_id: str) -> tuple[PlanStep, ...]:
        """What people did to a plan, in order."""
        table = tables.plan_steps
        query = sa.select(table).where(table.c.plan_id == plan_id).order_by(table.c.version)
        return tuple(run_rows.to_step(row) for row in self._rows(query))

    def published_visits(self, province_code: str) -> Mapping[str, tuple[VisitRecord, ...]]:
        """The visits that each published plan of a province announced, by the plan's id."""
        table = tables.published_visits
        query = (
            sa.select(table)
            .where(table.c.province_code == province_code)
            .order_by(table.c.plan_id, table.c.position)
        )
        announced: dict[str, list[VisitRecord]] = defaultdict(list)
        for row in self._rows(query):
            announced[row["plan_id"]].append(to_visit(row))
        return {plan_id: tuple(visits) for plan_id, visits in announced.items()}

    def case(self, receipt: str) -> Case:
        """The request of a receipt number."""
        query = sa.select(tables.cases).where(tables.cases.c.receipt == receipt)
        return from_json(Case, self._one(query, "request", receipt)["document"])

    def cases(
        self,
        *,
        province_codes: Iterable[str],
        states: Iterable[CaseState] = (),
        after: str = "",
        limit: int = 100,
    ) -> tuple[Case, ...]:
        """Requests of these provinces in these states (none given: all) by receipt number."""
        table = tables.cases
        # Receipt numbers are digits and hyphens: bytes order them alike on every database.
        name = sa.collate(table.c.receipt, self._plain_order)
        query = sa.select(table).where(table.c.province_code.in_(list(province_codes)))
        wanted = [state.value for state in states]
        if wanted:
            query = query.where(table.c.state.in_(wanted))
        query = query.where(name > after).order_by(name).limit(limit)
        return tuple(from_json(Case, row["document"]) for row in self._rows(query))

    def count_cases(self, prefix: str) -> int:
        """How many receipt numbers begin like this."""
        table = tables.cases
        like = table.c.receipt.startswith(prefix, autoescape=True)
        query = sa.select(sa.func.count()).select_from(table).where(like)
        return int(self._connection.execute(query).scalar_one())

    @property
    def _plain_order(self) -> str:
        return "C" if self._connection.dialect.name == "postgresql" else "BINARY"

    def run(self, run_id: str) -> Run:
        """A run as it stands."""
        query = sa.select(tables.runs).where(tables.runs.c.id == run_id)
        return run_rows.to_run(self._one(query, "run", run_id))

    def runs(
        self,
        *,
        province_code: str | None = None,
        states: Iterable[RunState] = (),
        limit: int = 100,
    ) -> tuple[Run, ...]:
        """Runs in these states (none given: all), newest first."""
        table = tables.runs
        query = sa.select(table).order_by(table.c.created_at.desc(), table.c.id.desc())
        wanted = [state.value for state in states]
        if wanted:
            query = query.where(table.c.state.in_(wanted))
        if province_code is not None:
            query = query.where(table.c.province_code == province_code)
        return tuple(run_rows.to_run(row) for row in self._rows(query.limit(limit)))

    def members(self) -> tuple[Member, ...]:
        """Everybody with an account, by login."""
        table = tables.members
        rows = self._rows(sa.select(table))
        return tuple(
            sorted(
                (from_json(Member, row["document"]) for row in rows),
                key=lambda member: member.login,
            )
        )

    def member(self, login: str) -> Member | None:
        """The member with a login, None when there is none."""
        table = tables.members
        row = self._first(sa.select(table).where(table.c.login == login))
        return None if row is None else from_json(Member, row["document"])

    def password_hash(self, login: str) -> str | None:
        """The password hash of a login, None when there is none."""
        table = tables.passwords
        row = self._first(sa.select(table).where(table.c.login == login))
        return None if row is None else str(row["hash"])

    def session(self, token_digest: str) -> Session | None:
        """The session of a token's digest, None when there is none."""
        table = tables.sessions
        row = self._first(sa.select(table).where(table.c.token_digest == token_digest))
        return None if row is None else run_rows.to_session(row)

    def setup_link(self) -> SetupLink | None:
        """The newest link for the first administrator."""
        row = self._first(sa.select(tables.setup_links))
        return None if row is None else run_rows.to_setup_link(row)

    def workers(self) -> tuple[Worker, ...]:
        """Workers that have spoken and not said that they stopped, by name."""
        rows = self._rows(sa.select(tables.workers))
        return tuple(sorted((run_rows.to_worker(row) for row in rows), key=lambda w: w.name))

    def answer(self, key: str) -> Answer | None:
        """The answer kept under a key, None when there is none."""
        row = self._first(sa.select(tables.answers).where(tables.answers.c.key == key))
        return None if row is None else run_rows.to_answer(row)

    def audit(self, *, after: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        """Audit entries with a number above `after`, in order."""
        table = tables.audit_entries
        query = sa.select(table).where(table.c.number > after).order_by(table.c.number).limit(limit)
        return tuple(run_rows.to_audit_entry(row) for row in self._rows(query))

    def audit_head(self) -> AuditEntry | None:
        """The newest audit entry, None when there is none."""
        table = tables.audit_entries
        row = self._first(sa.select(table).order_by(table.c.number.desc()).limit(1))
        return None if row is None else run_rows.to_audit_entry(row)

    def _inputs(self, plan_ids: list[str]) -> dict[str, dict[str, str]]:
        table = tables.plan_inputs
        inputs: dict[str, dict[str, str]] = defaultdict(dict)
        query = sa.select(table).where(table.c.plan_id.in_(plan_ids)).order_by(table.c.role)
        for row in self._rows(query):
            inputs[row["plan_id"]][row["role"]] = row["blob_digest"]
        return inputs

    def _rows(self, query: sa.Select[Any]) -> list[Row]:
        return list(self._connection.execute(query).mappings())

    def _first(self, query: sa.Select[Any]) -> Row | None:
        return self._connection.execute(query).mappings().first()

    def _one(self, query: sa.Select[Any], kind: str, name: str) -> Row:
        row = self._first(query)
        if row is None:
            raise NotFound(f"no such {kind}", kind=kind, id=name)
        return row
