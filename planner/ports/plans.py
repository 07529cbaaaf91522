"""What a store knows about plans and what people did to them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from planner.domain.demand import VisitRecord
from planner.domain.life import PlanStep
from planner.domain.runs import PlanState, PlanSummary, StoredPlan


class PlansReader(Protocol):
    """Reads plans and what people did to them."""

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
        before: tuple[datetime, str] | None = None,
    ) -> tuple[PlanSummary, ...]:
        """Stored plans, of one province, first day or state where given, newest first.

        `before` is the moment and id of a plan: only those that come after it in that order.
        """
        ...

    def plan_steps(self, plan_id: str) -> tuple[PlanStep, ...]:
        """What people did to a plan, in order."""
        ...

    def published_visits(self, province_code: str) -> Mapping[str, tuple[VisitRecord, ...]]:
        """The visits that each published plan of a province announced, by the plan's id.

        Those that the field did not reach are left out.
        """
        ...


class PlansWriter(PlansReader, Protocol):
    """Changes plans and what people did to them."""

    def add_plan(self, plan: StoredPlan) -> None:
        """Add a plan; raises `Conflict` when its id or its run already has one."""
        ...

    def add_plan_step(self, step: PlanStep, visits: Sequence[VisitRecord] = ()) -> None:
        """Lead a plan on to the state of a step; `visits` are what is announced from now on.

        The plan's earlier announcements are taken back. Raises `StaleVersion` when the step's
        version does not follow the plan's own.
        """
        ...
