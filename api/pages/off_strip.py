"""What pages say of units that have days of a plan off since it was made."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.auth.guards import Access
from planner.bootstrap import App
from planner.domain.people import Action, may
from planner.domain.runs import PlanSummary
from planner.outputs.off_days import off_day_lines
from planner.outputs.times import days_text
from planner.usecases.off_since import OffSince, off_since, plans_off
from planner.usecases.remembered import remembered_inputs
from planner.words import Language, say


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOffLine:
    """A plan that days off break: what is said of it, a line for each unit, and where to mend it.

    `board` is empty for who makes no plans.
    """

    plan_id: str
    told: str
    units: tuple[str, ...]
    board: str


def off_lines(planner: App, plan: PlanSummary, language: Language) -> tuple[str, ...]:
    """A line for each unit with the days that it has off by now; none where none has."""
    return _lines(planner, plan, off_since(planner.store, planner.clock, plan), language)


def plans_off_told(
    planner: App,
    access: Access,
    province_code: str,
    language: Language,
    *,
    kind: str = "",
    key: str = "",
) -> tuple[PlanOffLine, ...]:
    """The plans that a record breaks by its days off, or all those of a province."""
    may_plan = may(access.member, Action.MAKE_PLAN, province_code)
    found = plans_off(planner.store, planner.clock, province_code, kind=kind, key=key)
    return tuple(
        PlanOffLine(
            plan_id=one.plan.id,
            told=f"{say(f'plan_state_{one.plan.state.value}', language)} · "
            f"{days_text(one.plan.start, one.plan.days, language)}",
            units=_lines(planner, one.plan, one.days, language),
            board=f"/plans/{one.plan.id}/board" if may_plan else "",
        )
        for one in found
    )


def _lines(
    planner: App, plan: PlanSummary, found: Iterable[OffSince], language: Language
) -> tuple[str, ...]:
    days = [(one.unit_code, one.on_date) for one in found]
    if not days:
        return ()
    return off_day_lines(days, remembered_inputs(planner.store, plan).request.units, language)
