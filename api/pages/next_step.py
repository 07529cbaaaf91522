"""What a plan waits for, in a sentence: which step comes next, and who may take it."""

from dataclasses import dataclass

from planner.bootstrap import App
from planner.domain.life import LifeStep, PlanStep
from planner.domain.people import Action, Member, may
from planner.domain.runs import PlanState, PlanSummary
from planner.words import Language, say

MOST_NAMED = 5
NEXT = {
    PlanState.DRAFT: (LifeStep.APPROVE, Action.APPROVE_PLAN),
    PlanState.APPROVED: (LifeStep.PUBLISH, Action.PUBLISH_PLAN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The sentence, and the step where this person may take it; else empty."""

    told: str
    title: str = ""


def next_step_of(
    planner: App, summary: PlanSummary, member: Member | None, language: Language
) -> NextStep:
    """What comes next for a plan, told to this person."""
    state = summary.state.value
    if summary.state not in NEXT:
        return NextStep(told=say(f"next_{state}", language))
    step, action = NEXT[summary.state]
    with planner.store.reading() as reader:
        before = _one_before(summary, reader.plan_steps(summary.id))
        others = [
            one.login
            for one in reader.members()
            if one.login != before and may(one, action, summary.province_code)
        ]
    facts = {"before": before, "who": _named(others, language)}
    if member is not None and member.login in others:
        title = say(f"board_do_{step.value}", language)
        return NextStep(told=say(f"next_{state}_you", language, before=before), title=title)
    if not others:
        return NextStep(told=say(f"next_{state}_nobody", language, before=before))
    is_before = member is not None and member.login == before
    return NextStep(told=say(f"next_{state}_{'self' if is_before else 'other'}", language, **facts))


def _one_before(summary: PlanSummary, steps: tuple[PlanStep, ...]) -> str:
    """Who took the step before the next one, and so may not take that."""
    approver = next((s.by for s in reversed(steps) if s.step is LifeStep.APPROVE), "")
    return summary.created_by if summary.state is PlanState.DRAFT else approver


def _named(logins: list[str], language: Language) -> str:
    told = ", ".join(sorted(logins)[:MOST_NAMED])
    more = len(logins) - MOST_NAMED
    return told if more <= 0 else say("next_and_more", language, who=told, count=more)
