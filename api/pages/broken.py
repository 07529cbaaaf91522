"""A broken rule for a planner: which unit, on which day, at what clock time."""

from dataclasses import replace

from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rules import Rule
from planner.domain.verdict import Violation
from planner.outputs.times import clock_text, day_text
from planner.outputs.view import Directory, coded_name
from planner.words import Language, say
from planner.words.violations import tell_violation

MINUTE_S = 60


def tell_broken(violation: Violation, request: PlanRequest, plan: Plan, language: Language) -> str:
    """The checker's sentence with unit, day and, where working hours are broken, the clock.

    How far a day reaches beyond its hours is rounded up to whole minutes.
    """
    names = Directory(request).names(language)
    told = tell_violation(_to_minutes(violation), language, names)
    clock = _clock(violation, request, plan, language)
    told = f"{told} {clock}".strip()
    where = _where(violation, request, language)
    return say("board_broken_at", language, where=where, told=told) if where else told


def _to_minutes(violation: Violation) -> Violation:
    over = violation.facts.get("over_s")
    if violation.rule is not Rule.SHIFT or not isinstance(over, int):
        return violation
    minutes = -(-over // MINUTE_S)
    return replace(violation, facts={**violation.facts, "over_s": minutes * MINUTE_S})


def _where(violation: Violation, request: PlanRequest, language: Language) -> str:
    parts = []
    if violation.unit_code is not None:
        unit = next((u for u in request.units if u.code == violation.unit_code), None)
        parts.append(coded_name(unit, language) if unit else violation.unit_code)
    if violation.day is not None:
        parts.append(day_text(request.horizon.date_of(violation.day), language))
    return " ".join(parts) if language is Language.TH else ", ".join(parts)


def _clock(violation: Violation, request: PlanRequest, plan: Plan, language: Language) -> str:
    """When the unit leaves or is back, beside its hours; empty for other rules."""
    fault = violation.facts.get("fault")
    if violation.rule is not Rule.SHIFT or fault not in ("before_shift", "after_shift"):
        return ""
    here = (violation.unit_code, violation.day)
    route = next((r for r in plan.routes if (r.unit_code, r.day) == here), None)
    unit = next((u for u in request.units if u.code == violation.unit_code), None)
    if route is None or unit is None:
        return ""
    shift = unit.shift_on(request.horizon.date_of(route.day))
    if shift is None:
        return ""
    is_late = fault == "after_shift"
    at = -(-route.return_s // MINUTE_S) * MINUTE_S if is_late else route.depart_s
    return say(
        f"board_clock_{fault}",
        language,
        at=clock_text(at),
        limit=clock_text(shift.window.end_s if is_late else shift.window.start_s),
    )
