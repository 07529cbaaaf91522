"""`planner approve`, `publish` and `withdraw`: the steps of a plan's life.

Whoever may run commands may do everything to the store; the names given here are declared. Where
accounts exist a name must be that of an account that may take the step.
"""

from typing import Annotated

import typer

from planner.bootstrap import App
from planner.cli.desk import Desk, desk_of
from planner.cli.naming import named_plan
from planner.cli.plans import PLAN
from planner.cli.speech import help_text
from planner.documents import to_data
from planner.domain.errors import Forbidden
from planner.domain.life import LifeStep
from planner.domain.people import Action, may
from planner.usecases.closed_since import despite_closures
from planner.usecases.life import PlanLife, announced_visits, take_step
from planner.usecases.off_since import despite_leave

BY = typer.Option(help=help_text("cli_help_life_by"))
DESPITE = typer.Option("--despite-closures", help=help_text("cli_help_despite_closures"))
LEAVE = typer.Option("--despite-leave", help=help_text("cli_help_despite_leave"))
REASON = typer.Option(help=help_text("cli_help_life_reason"))

ACTION_OF = {
    LifeStep.APPROVE: Action.APPROVE_PLAN,
    LifeStep.PUBLISH: Action.PUBLISH_PLAN,
    LifeStep.WITHDRAW: Action.PUBLISH_PLAN,
}


def approve_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    by: Annotated[str, BY],
    reason: Annotated[str, REASON] = "",
    despite: Annotated[bool, DESPITE] = False,
    leave: Annotated[bool, LEAVE] = False,
) -> None:
    """Approve a plan."""
    _take(desk_of(context), plan, LifeStep.APPROVE, by, reason, confirmed=despite, leave=leave)


def publish_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    by: Annotated[str, BY],
    reason: Annotated[str, REASON] = "",
    replaces: Annotated[str | None, typer.Option(help=help_text("cli_help_replaces"))] = None,
    despite: Annotated[bool, DESPITE] = False,
    leave: Annotated[bool, LEAVE] = False,
) -> None:
    """Publish an approved plan."""
    step = LifeStep.PUBLISH
    _take(desk_of(context), plan, step, by, reason, replaces, confirmed=despite, leave=leave)


def withdraw_command(
    context: typer.Context,
    plan: Annotated[str, PLAN],
    by: Annotated[str, BY],
    reason: Annotated[str, REASON],
) -> None:
    """Withdraw an approved or published plan."""
    _take(desk_of(context), plan, LifeStep.WITHDRAW, by, reason)


def _take(
    desk: Desk,
    plan: str,
    step: LifeStep,
    by: str,
    reason: str,
    replaces: str | None = None,
    *,
    confirmed: bool = False,
    leave: bool = False,
) -> None:
    with desk.planner() as planner:
        summary = named_plan(desk, planner.store, plan)
        need_right(planner, by, ACTION_OF[step], summary.province_code)
        despite = despite_closures(
            planner.store, planner.clock, planner.engine_of, planner.basemap_of, summary.id, step,
            confirmed=confirmed, reason=reason,
        )  # fmt: skip
        off = despite_leave(
            planner.store, planner.clock, summary.id, step, confirmed=leave, reason=reason
        )
        life = take_step(
            planner.store,
            planner.clock,
            summary.id,
            step,
            by=by,
            version=summary.version,
            reason=reason,
            replaces=replaces,
            despite=despite,
            despite_leave=off,
        )
        with planner.store.reading() as reader:
            stored = reader.plan(summary.id)
    _tell(desk, life, len(announced_visits(stored.plan)), len(stored.verdict.violations))
    desk.answer({"summary": to_data(life.summary), "steps": [to_data(s) for s in life.steps]})


def need_right(planner: App, login: str, action: Action, province_code: str) -> None:
    """Raise `Forbidden` where there are accounts and none of them may do this by that name."""
    with planner.store.reading() as reader:
        members, member = reader.members(), reader.member(login)
    if members and (member is None or not may(member, action, province_code)):
        raise Forbidden("this person may not do this here", action=action.value, by=login)


def _tell(desk: Desk, life: PlanLife, visits: int, violations: int) -> None:
    last = life.steps[-1]
    state = desk.say(f"plan_state_{life.summary.state.value}")
    plan = life.summary.id
    desk.line("cli_life_done", plan=plan, state=state, version=last.version, by=last.by)
    if last.is_override:
        desk.line("cli_life_override", count=violations, reason=last.reason)
    if last.step is LifeStep.PUBLISH:
        desk.line("cli_life_announced", visits=visits)
