"""What a plan is approved or published in spite of: known to the person, with a reason, kept."""

from planner.domain.errors import Conflict, ReasonNeeded
from planner.domain.life import ALLOWED_FROM, LifeStep
from planner.domain.runs import PlanSummary
from planner.ports import Store


def led_on(store: Store, plan_id: str, step: LifeStep) -> PlanSummary | None:
    """The plan that a step would lead on; None where it takes the plan back, or is not its turn."""
    with store.reading() as reader:
        plan = reader.plan(plan_id).summary
    return None if step is LifeStep.WITHDRAW or plan.state not in ALLOWED_FROM[step] else plan


def need_knowing(
    refusal: Conflict, plan: PlanSummary, step: LifeStep, *, confirmed: bool, reason: str
) -> None:
    """Raise `refusal` from who did not confirm, `ReasonNeeded` from who does not say why."""
    if not confirmed:
        raise refusal
    if not reason.strip():
        raise ReasonNeeded("a reason is needed", plan_id=plan.id, step=step.value)
