"""SqlWriter: one transaction that changes the store."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import digest
from planner.domain.answers import Answer
from planner.domain.cases import Case
from planner.domain.demand import VisitRecord
from planner.domain.errors import Conflict, NotFound, StaleVersion
from planner.domain.life import RESULT, PlanStep
from planner.domain.people import Member, Session, SetupLink
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.domain.runs import CLOSED_STATES, Progress, Run, StoredPlan
from planner.domain.workers import Worker
from planner.storage import run_rows, tables
from planner.storage.audit import UnrecordedChange, sealed_after
from planner.storage.history import demand_left, without_announced, without_cases
from planner.storage.reading import SqlReader
from planner.storage.rows import NOUNS, text_of, to_visit, visit_columns


class SqlWriter(SqlReader):
    """Changes over one connection; see `planner.ports.Writer`."""

    def __init__(self, connection: sa.Connection, *, actor: str, at: datetime) -> None:
        super().__init__(connection)
        self._actor = actor
        self._at = at
        self._changed = False
        self._noted = False

    def refuse_unrecorded(self) -> None:
        """Raise `UnrecordedChange` when something changed and no entry says so."""
        if self._changed and not self._noted:
            raise UnrecordedChange("a change of the store without an audit entry")

    def put_province(self, data: ProvinceData, *, geography: str = "") -> ProvinceVersion:
        """Replace all of a province's data, but keep the visits recorded before."""
        data = without_announced(data, self.published_visits(data.province_code).values())
        data = without_cases(data, self._receipts(data.province_code))
        versions = self.province_versions(data.province_code)
        version = ProvinceVersion(
            code=data.province_code,
            name_th=data.name_th,
            name_en=data.name_en,
            version=len(versions) + 1,
            imported_at=self._at,
            imported_by=self._actor,
            data_digest=digest(data),
            geography=geography,
        )
        self._insert(
            tables.province_versions,
            {
                "code": version.code,
                "version": version.version,
                "name_th": version.name_th,
                "name_en": version.name_en,
                "imported_at": version.imported_at,
                "imported_by": version.imported_by,
                "data_digest": version.data_digest,
                "geography": version.geography,
                "policy": text_of(data.policy),
            },
        )
        self._replace_nouns(data)
        self._add_visits(data, version.version)
        return version

    def _replace_nouns(self, data: ProvinceData) -> None:
        for noun in reversed(NOUNS):
            table = noun.table
            self._change(sa.delete(table).where(table.c.province_code == data.province_code))
        for noun in NOUNS:
            rows = [
                {"province_code": data.province_code, "position": i, **noun.to_columns(thing)}
                for i, thing in enumerate(getattr(data, noun.field))
            ]
            if rows:
                self._insert(noun.table, *rows)

    def _add_visits(self, data: ProvinceData, version: int) -> None:
        """A visit that an earlier import told of is told by this one from now on."""
        table = tables.visit_records
        rows = [
            {
                "province_code": data.province_code,
                "version": version,
                "position": i,
                **visit_columns(record),
            }
            for i, record in enumerate(data.history)
        ]
        if not rows:
            return
        self._insert(table, *rows)
        again = table.alias("again")
        self._change(
            sa.delete(table).where(
                table.c.province_code == data.province_code,
                table.c.version < version,
                sa.exists().where(
                    again.c.province_code == table.c.province_code,
                    again.c.village_code == table.c.village_code,
                    again.c.service_code == table.c.service_code,
                    again.c.date == table.c.date,
                    again.c.version == version,
                ),
            )
        )

    def put_blob(self, content: bytes) -> str:
        """Keep content under its SHA-256, packed."""
        name = hashlib.sha256(content).hexdigest()
        table = tables.blobs
        if self._first(sa.select(table.c.digest).where(table.c.digest == name)) is None:
            self._insert(
                table,
                {
                    "digest": name,
                    "size": len(content),
                    "content": zlib.compress(content, 6),
                    "created_at": self._at,
                },
            )
        return name

    def add_plan(self, plan: StoredPlan) -> None:
        """Add a plan; raises `Conflict` when its id or its run already has one."""
        try:
            with self._connection.begin_nested():
                self._insert(tables.plans, run_rows.plan_columns(plan))
        except IntegrityError as error:
            raise Conflict("the plan is stored already", plan_id=plan.summary.id) from error
        inputs = [
            {"plan_id": plan.summary.id, "role": role, "blob_digest": name}
            for role, name in plan.summary.inputs.items()
        ]
        if inputs:
            self._insert(tables.plan_inputs, *inputs)

    def add_plan_step(self, step: PlanStep, visits: Sequence[VisitRecord] = ()) -> None:
        """Lead a plan on to the state of a step; `visits` are what is announced from now on."""
        plans, announced = tables.plans, tables.published_visits
        province_code = self.plan(step.plan_id).summary.province_code
        changed = self._change(
            sa.update(plans)
            .where(plans.c.id == step.plan_id, plans.c.version == step.version - 1)
            .values(state=RESULT[step.step].value, version=step.version)
        )
        if changed != 1:
            raise StaleVersion("the plan went on since", plan_id=step.plan_id)
        self._insert(tables.plan_steps, run_rows.step_columns(step))
        self._change(sa.delete(announced).where(announced.c.plan_id == step.plan_id))
        own = {"plan_id": step.plan_id, "province_code": province_code}
        rows = [{**own, "position": i, **visit_columns(v)} for i, v in enumerate(visits)]
        if rows:
            self._insert(announced, *rows)

    def add_case(self, case: Case) -> None:
        """Add a request; raises `Conflict` when its receipt number is taken."""
        try:
            with self._connection.begin_nested():
                self._insert(tables.cases, run_rows.case_columns(case))
        except IntegrityError as error:
            raise Conflict("the receipt number is taken", receipt=case.receipt) from error

    def change_case(self, case: Case) -> None:
        """Replace a request; raises `StaleVersion` when its version does not follow the last."""
        table = tables.cases
        changed = self._change(
            sa.update(table)
            .where(table.c.receipt == case.receipt, table.c.version == case.version - 1)
            .values(**run_rows.case_columns(case))
        )
        if changed != 1:
            raise StaleVersion("the request went on since", receipt=case.receipt)

    def record_visit(self, province_code: str, record: VisitRecord) -> None:
        """Add a visit to a province's history, or replace the one of that row and date."""
        visits, demands = tables.visit_records, tables.demands
        version = self.province_versions(province_code)[-1].version
        own = sa.and_(visits.c.province_code == province_code, visits.c.version == version)
        same = sa.and_(
            own,
            visits.c.village_code == record.village_code,
            visits.c.service_code == record.service_code,
            visits.c.date == record.date,
        )
        before = self._first(sa.select(visits).where(same))
        self._change(sa.delete(visits).where(same))
        newest = self._first(sa.select(sa.func.max(visits.c.position).label("last")).where(own))
        last = -1 if newest is None or newest["last"] is None else int(newest["last"])
        key = {"province_code": province_code, "version": version, "position": last + 1}
        self._insert(visits, {**key, **visit_columns(record)})
        row = sa.and_(
            demands.c.province_code == province_code,
            demands.c.village_code == record.village_code,
            demands.c.service_code == record.service_code,
        )
        needed = self._first(sa.select(demands.c.people).where(row))
        if needed is not None:
            earlier = None if before is None else to_visit(before)
            left = demand_left(needed["people"], earlier, record)
            self._change(sa.update(demands).where(row).values(people=left))

    def _receipts(self, province_code: str) -> frozenset[str]:
        table = tables.cases
        query = sa.select(table.c.receipt).where(table.c.province_code == province_code)
        return frozenset(row["receipt"] for row in self._rows(query))

    def add_run(self, run: Run) -> None:
        """Add a run; raises `Conflict` when its id is taken."""
        try:
            with self._connection.begin_nested():
                self._insert(tables.runs, run_rows.run_columns(run))
        except IntegrityError as error:
            raise Conflict("the run is stored already", run_id=run.id) from error

    def change_run(self, run: Run) -> None:
        """Replace a run; raises `Conflict` when it is closed already."""
        if self.run(run.id).is_closed:
            raise Conflict("the run is closed", run_id=run.id)
        table = tables.runs
        self._change(
            sa.update(table).where(table.c.id == run.id).values(**run_rows.run_columns(run))
        )

    def note_progress(self, run_id: str, progress: Progress) -> None:
        """Say how a running search stands."""
        run = self.run(run_id)
        if not run.is_closed:
            columns = run_rows.run_columns(replace(run, progress=progress, updated_at=self._at))
            table = tables.runs
            self._connection.execute(sa.update(table).where(table.c.id == run_id).values(**columns))

    def drop_fruitless_runs(self, *, before: datetime) -> int:
        """Remove runs without a plan that ended before a moment, with their requests; how many."""
        runs, blobs, inputs = tables.runs, tables.blobs, tables.plan_inputs
        is_old = sa.and_(
            runs.c.state.in_([state.value for state in CLOSED_STATES]),
            runs.c.plan_id.is_(None),
            runs.c.updated_at < before,
        )
        named = {row["request_digest"] for row in self._rows(sa.select(runs).where(is_old))}
        if not named:
            return 0
        count = self._change(sa.delete(runs).where(is_old))
        self._change(
            sa.delete(blobs).where(
                blobs.c.digest.in_(named),
                ~sa.exists().where(runs.c.request_digest == blobs.c.digest),
                ~sa.exists().where(inputs.c.blob_digest == blobs.c.digest),
            )
        )
        return count

    def put_worker(self, worker: Worker) -> None:
        """Say how a worker stands."""
        self.drop_worker(worker.name)
        self._connection.execute(sa.insert(tables.workers), run_rows.worker_columns(worker))

    def drop_worker(self, name: str) -> None:
        """Forget a worker, if it is there."""
        table = tables.workers
        self._connection.execute(sa.delete(table).where(table.c.name == name))

    def put_answer(self, answer: Answer) -> None:
        """Keep an answer under its key, in place of what stood there."""
        self.drop_answer(answer.key)
        columns = run_rows.answer_columns(answer) | {"kept_at": self._at}
        self._connection.execute(sa.insert(tables.answers), columns)

    def drop_answer(self, key: str) -> None:
        """Forget an answer, if it is there."""
        self._connection.execute(sa.delete(tables.answers).where(tables.answers.c.key == key))

    def drop_answers(self, *, before: datetime) -> None:
        """Forget answers kept before a moment."""
        table = tables.answers
        self._connection.execute(sa.delete(table).where(table.c.kept_at < before))

    def put_member(self, member: Member) -> None:
        """Add a member, or replace the one with the same login."""
        table = tables.members
        if self.member(member.login) is None:
            self._insert(table, {"login": member.login, "document": text_of(member)})
        else:
            self._change(
                sa.update(table)
                .where(table.c.login == member.login)
                .values(document=text_of(member))
            )

    def put_password_hash(self, login: str, password_hash: str) -> None:
        """Set a member's password hash."""
        self._need_member(login)
        table = tables.passwords
        self._change(sa.delete(table).where(table.c.login == login))
        self._insert(table, {"login": login, "hash": password_hash, "changed_at": self._at})

    def add_session(self, session: Session) -> None:
        """Add a session, and drop those that expired before it began."""
        self._need_member(session.login)
        table = tables.sessions
        self._change(sa.delete(table).where(table.c.expires_at <= session.created_at))
        self._insert(
            table,
            {
                "token_digest": session.token_digest,
                "login": session.login,
                "created_at": session.created_at,
                "expires_at": session.expires_at,
            },
        )

    def drop_session(self, token_digest: str) -> None:
        """Remove a session, if it is there."""
        table = tables.sessions
        self._change(sa.delete(table).where(table.c.token_digest == token_digest))

    def drop_sessions_of(self, login: str) -> None:
        """Remove every session of a login."""
        table = tables.sessions
        self._change(sa.delete(table).where(table.c.login == login))

    def drop_expired_sessions(self, *, at: datetime) -> int:
        """Remove sessions that have expired by a moment; how many."""
        table = tables.sessions
        is_over = table.c.expires_at <= at
        if self._first(sa.select(table.c.login).where(is_over).limit(1)) is None:
            return 0
        return self._change(sa.delete(table).where(is_over))

    def put_setup_link(self, link: SetupLink) -> None:
        """Keep this link and forget every other one."""
        self._change(sa.delete(tables.setup_links))
        self._insert(
            tables.setup_links,
            {
                "token_digest": link.token_digest,
                "created_at": link.created_at,
                "expires_at": link.expires_at,
                "used_at": link.used_at,
            },
        )

    def note(self, action: str, thing: str, **facts: str | int | float) -> None:
        """Write an audit entry, chained to the one before."""
        entry = sealed_after(
            self.audit_head(),
            at=self._at,
            actor=self._actor,
            action=action,
            thing=thing,
            facts=facts,
        )
        self._insert(tables.audit_entries, run_rows.audit_columns(entry))
        self._noted = True

    def _need_member(self, login: str) -> None:
        if self.member(login) is None:
            raise NotFound("no such member", kind="member", id=login)

    def _insert(self, table: sa.Table, *rows: dict[str, Any]) -> None:
        self._changed = True
        self._connection.execute(sa.insert(table), list(rows))

    def _change(self, statement: sa.Delete | sa.Update) -> int:
        """Carry out a change; how many rows it met."""
        self._changed = True
        return self._connection.execute(statement).rowcount
