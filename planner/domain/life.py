"""A plan's life: draft, approved, published, withdrawn; who may lead it on, and with what reason.

Two persons stand behind every published plan: who approves a plan did not make it, and who
publishes it did not approve it. A plan that the checker does not accept can only be approved as an
override: with a reason, which stays on the plan for everybody to see.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.errors import ReasonNeeded, SecondPersonNeeded, WrongState
from planner.domain.runs import PlanState, PlanSummary

MOST_REASON_CHARS = 2000


class LifeStep(StrEnum):
    """What a person does to a stored plan."""

    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


RESULT = {
    LifeStep.APPROVE: PlanState.APPROVED,
    LifeStep.PUBLISH: PlanState.PUBLISHED,
    LifeStep.WITHDRAW: PlanState.WITHDRAWN,
}

ALLOWED_FROM = {
    LifeStep.APPROVE: frozenset({PlanState.DRAFT}),
    LifeStep.PUBLISH: frozenset({PlanState.APPROVED}),
    LifeStep.WITHDRAW: frozenset({PlanState.APPROVED, PlanState.PUBLISHED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step of a plan's life: who, when, why. `version` is the plan's after it.

    `is_override`: approved although the checker found broken rules.
    """

    plan_id: str
    version: int
    step: LifeStep
    by: str
    at: datetime
    reason: str = ""
    is_override: bool = False


def next_step(
    summary: PlanSummary,
    earlier: tuple[PlanStep, ...],
    step: LifeStep,
    *,
    by: str,
    at: datetime,
    reason: str = "",
) -> PlanStep:
    """The step as it will be kept; `earlier` are the plan's steps so far, in order.

    Raises `WrongState`, `SecondPersonNeeded` or `ReasonNeeded` where it may not be taken.
    """
    reason = reason.strip()[:MOST_REASON_CHARS]
    facts = {"plan_id": summary.id, "step": step.value}
    if summary.state not in ALLOWED_FROM[step]:
        raise WrongState("not from this state", state=summary.state.value, **facts)
    one_before = {LifeStep.APPROVE: summary.created_by, LifeStep.PUBLISH: _approver(earlier)}
    if by == one_before.get(step):
        raise SecondPersonNeeded("another person must do this", by=by, **facts)
    is_override = step is LifeStep.APPROVE and not summary.is_clean
    if (is_override or step is LifeStep.WITHDRAW) and not reason:
        raise ReasonNeeded("a reason is needed", **facts)
    return PlanStep(
        plan_id=summary.id,
        version=summary.version + 1,
        step=step,
        by=by,
        at=at,
        reason=reason,
        is_override=is_override,
    )


def _approver(earlier: tuple[PlanStep, ...]) -> str | None:
    return next((s.by for s in reversed(earlier) if s.step is LifeStep.APPROVE), None)
