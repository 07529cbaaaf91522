"""How two plans of the same days differ, for whoever shows it: visits, money, whom to tell."""

from dataclasses import replace

from planner.assess.changes import ChangedVisit, changed_visits
from planner.assess.compare import Change, ChangeKind, Seen, compare_plans
from planner.assess.money import plan_baht
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.usecases.replanning import announced_of

__all__ = ["Change", "ChangeKind", "ChangedVisit", "Seen", "changes_between", "cost_of", "to_tell"]


def changes_between(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every visit of a row that one plan has otherwise than the other."""
    return compare_plans(before, after)


def cost_of(request: PlanRequest, plan: Plan) -> int:
    """What a plan costs, in baht."""
    return plan_baht(request, plan)


def to_tell(request: PlanRequest, before: Plan, after: Plan) -> tuple[ChangedVisit, ...]:
    """Visits of the first plan that the second changes, as if people had been told of the first."""
    return changed_visits(replace(request, announced=announced_of(before)), after)
