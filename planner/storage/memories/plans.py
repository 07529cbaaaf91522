"""Plans and what people did to them, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from planner.domain.demand import VisitRecord
from planner.domain.errors import Conflict, StaleVersion
from planner.domain.life import RESULT, PlanStep
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryPlansReader(MemoryReading):
    """Reads plans and what people did to them."""

    def plan(self, plan_id: str) -> StoredPlan:
        return found(self.tables.plans, plan_id, "plan")

    def plans(
        self,
        *,
        province_code: str | None = None,
        start: date | None = None,
        state: PlanState | None = None,
        limit: int = 100,
        before: tuple[datetime, str] | None = None,
    ) -> tuple[PlanSummary, ...]:
        chosen = [
            plan.summary
            for plan in reversed(self.tables.plans.values())
            if province_code in (None, plan.summary.province_code)
            and start in (None, plan.summary.start)
            and state in (None, plan.summary.state)
            and (before is None or (plan.summary.created_at, plan.summary.id) < before)
        ]
        chosen.sort(key=lambda summary: (summary.created_at, summary.id), reverse=True)
        return tuple(chosen[:limit])

    def plan_steps(self, plan_id: str) -> tuple[PlanStep, ...]:
        return self.tables.steps.get(plan_id, ())

    def published_visits(self, province_code: str) -> Mapping[str, tuple[VisitRecord, ...]]:
        missed = self.tables.missed.get(province_code, frozenset())
        return {
            plan_id: tuple(
                v
                for v in visits
                if (v.village_code, v.service_code, v.date, v.unit_code) not in missed
            )
            for plan_id, visits in sorted(self.tables.published.items())
            if self.plan(plan_id).summary.province_code == province_code
        }


class MemoryPlansWriter(MemoryPlansReader, MemoryWriting):
    """Changes plans and what people did to them."""

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
