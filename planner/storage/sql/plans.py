"""Plans and what people did to them, in SQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.domain.demand import VisitRecord
from planner.domain.errors import Conflict, StaleVersion
from planner.domain.life import RESULT, PlanStep
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.storage import run_rows, tables
from planner.storage.rows import to_visit, visit_columns
from planner.storage.sql.base import SqlReading, SqlWriting, is_before


class SqlPlansReader(SqlReading):
    """Reads plans and what people did to them."""

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
        before: tuple[datetime, str] | None = None,
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
        if before is not None:
            query = query.where(is_before(table, before))
        rows = self._rows(query.limit(limit))
        inputs = self._inputs([row["id"] for row in rows])
        return tuple(run_rows.to_summary(row, inputs[row["id"]]) for row in rows)

    def plan_steps(self, plan_id: str) -> tuple[PlanStep, ...]:
        """What people did to a plan, in order."""
        table = tables.plan_steps
        query = sa.select(table).where(table.c.plan_id == plan_id).order_by(table.c.version)
        return tuple(run_rows.to_step(row) for row in self._rows(query))

    def published_visits(self, province_code: str) -> Mapping[str, tuple[VisitRecord, ...]]:
        """The visits that each published plan of a province announced, but missed ones."""
        table, missed = tables.published_visits, tables.missed_visits
        names = ("province_code", "village_code", "service_code", "date", "unit_code")
        same = sa.and_(*(missed.c[name] == table.c[name] for name in names))
        query = (
            sa.select(table)
            .where(table.c.province_code == province_code, ~sa.exists().where(same))
            .order_by(table.c.plan_id, table.c.position)
        )
        announced: dict[str, list[VisitRecord]] = defaultdict(list)
        for row in self._rows(query):
            announced[row["plan_id"]].append(to_visit(row))
        return {plan_id: tuple(visits) for plan_id, visits in announced.items()}

    def _inputs(self, plan_ids: list[str]) -> dict[str, dict[str, str]]:
        table = tables.plan_inputs
        inputs: dict[str, dict[str, str]] = defaultdict(dict)
        query = sa.select(table).where(table.c.plan_id.in_(plan_ids)).order_by(table.c.role)
        for row in self._rows(query):
            inputs[row["plan_id"]][row["role"]] = row["blob_digest"]
        return inputs


class SqlPlansWriter(SqlPlansReader, SqlWriting):
    """Changes plans and what people did to them."""

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
