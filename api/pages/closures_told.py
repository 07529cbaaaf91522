"""What the page of closed roads tells of one: its days in words, and the plans of those days."""

from datetime import timedelta

from planner.bootstrap import App
from planner.domain.runs import PlanState, PlanSummary
from planner.outputs.times import date_text, days_text
from planner.usecases.closing import Closure
from planner.usecases.looking import newest_plans
from planner.usecases.village_views import today_of
from planner.words import Language, say

MOST_PLANS = 200
STANDING = (PlanState.PUBLISHED, PlanState.APPROVED, PlanState.DRAFT)


def closing_dates(closure: Closure, language: Language) -> str:
    """From when until when, in words where a day is left open."""
    begin, end = closure.from_date, closure.to_date
    return say(
        "closing_always",
        language,
        begin=say("closing_from_day", language, date=date_text(begin, language))
        if begin
        else say("closing_from_now", language),
        end=say("closing_until_day", language, date=date_text(end, language))
        if end
        else say("closing_until_open", language),
    )


def plans_meanwhile(planner: App, province_code: str, closure: Closure) -> tuple[PlanSummary, ...]:
    """Plans not over yet that have a day of the closure, what is announced first."""
    today = today_of(planner.clock)
    found = []
    for plan in newest_plans(planner.store, [province_code], limit=MOST_PLANS):
        days = [plan.start + timedelta(days=n) for n in range(plan.days)]
        is_meant = any(when >= today and closure.holds_on(when) for when in days)
        if is_meant and plan.state in STANDING:
            found.append(plan)
    return tuple(sorted(found, key=lambda plan: (STANDING.index(plan.state), plan.start)))


def plan_line(plan: PlanSummary, language: Language) -> tuple[str, str]:
    """A plan's number and what is said of it."""
    days = days_text(plan.start, plan.days, language)
    return plan.id, f"{say(f'plan_state_{plan.state.value}', language)} · {days}"
