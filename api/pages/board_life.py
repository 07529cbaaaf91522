"""A plan's life on its board: how it stands, who did what, and what this person may do next."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import Planner
from api.errors import problem_of
from api.language import language_of
from api.pages.closed_strip import since_text
from api.pages.fragments import render_part
from planner.bootstrap import App
from planner.domain.errors import PlannerError
from planner.domain.life import ALLOWED_FROM, LifeStep, PlanStep
from planner.domain.people import Action, Member, may
from planner.domain.runs import StoredPlan
from planner.outputs.times import moment_text
from planner.usecases.closed_since import despite_closures
from planner.usecases.life import published_plans, take_step
from planner.usecases.off_since import despite_leave, off_since
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
ACTION_OF = {
    LifeStep.APPROVE: Action.APPROVE_PLAN,
    LifeStep.PUBLISH: Action.PUBLISH_PLAN,
    LifeStep.WITHDRAW: Action.PUBLISH_PLAN,
}
Approver = Annotated[Access, Depends(Needs(Action.APPROVE_PLAN))]
Publisher = Annotated[Access, Depends(Needs(Action.PUBLISH_PLAN))]
Reason = Annotated[str, Form(max_length=2000)]
Despite = Annotated[bool, Form()]
Version = Annotated[int, Form(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step taken: what, who, when and why."""

    what: str
    by: str
    at: str
    reason: str
    is_override: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A step that this person may take; `why_not` where another person must.

    `closed` and `is_off` are what the person must confirm knowing: roads closed since the plan was
    made, and units that have days of it off since.
    """

    step: str
    title: str
    note: str
    needs_reason: bool
    why_not: str
    replaces: str
    closed: str
    is_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeView:
    """How a plan stands and what can be done next."""

    state: str
    version: int
    steps: tuple[StepView, ...]
    offers: tuple[Offer, ...]
    overrides: str


def life_view(planner: App, stored: StoredPlan, member: Member, language: Language) -> LifeView:
    """A plan's life as this person sees it."""
    summary = stored.summary
    with planner.store.reading() as reader:
        steps = reader.plan_steps(summary.id)
        others = published_plans(reader, summary.province_code, summary.start, summary.days)
    approver = next((s.by for s in reversed(steps) if s.step is LifeStep.APPROVE), None)
    before = {LifeStep.APPROVE: summary.created_by, LifeStep.PUBLISH: approver}
    replaced = next((other.id for other in others if other.id != summary.id), "")
    closed = since_text(planner, summary, language)
    is_off = bool(off_since(planner.store, planner.clock, summary))
    offers = []
    for step, action in ACTION_OF.items():
        is_possible = summary.state in ALLOWED_FROM[step]
        if not is_possible or not may(member, action, summary.province_code):
            continue
        is_same = before.get(step) == member.login
        is_withdrawn = step is LifeStep.WITHDRAW
        is_override = step is LifeStep.APPROVE and not summary.is_clean
        offers.append(
            Offer(
                step=step.value,
                title=say(f"board_do_{step.value}", language),
                note=_note(step, is_override, replaced, language),
                needs_reason=is_override or is_withdrawn or bool(closed) or is_off,
                why_not=say(f"board_second_{step.value}", language) if is_same else "",
                replaces=replaced if step is LifeStep.PUBLISH else "",
                closed="" if is_withdrawn else closed,
                is_off=is_off and not is_withdrawn,
            )
        )
    return LifeView(
        state=summary.state.value,
        version=summary.version,
        steps=tuple(
            StepView(
                what=say(f"life_step_{step.step.value}", language),
                by=step.by,
                at=moment_text(step.at, language),
                reason=step.reason,
                is_override=step.is_override,
            )
            for step in steps
        ),
        offers=tuple(offers),
        overrides=_overrides(stored, steps, language),
    )


def _overrides(stored: StoredPlan, steps: tuple[PlanStep, ...], language: Language) -> str:
    """Which broken rules were let pass, and by whom; or that approving would let them pass."""
    count = len(stored.verdict.violations)
    by = next((step.by for step in reversed(steps) if step.is_override), "")
    if by:
        return say("board_signed_overridden", language, count=count, who=by)
    if count:
        return say("board_signed_override", language, count=count)
    return say("board_signed_no_override", language)


def _note(step: LifeStep, is_override: bool, replaced: str, language: Language) -> str:
    if is_override:
        return say("board_note_override", language)
    if step is LifeStep.PUBLISH and replaced:
        return say("board_note_replaces", language, plan=replaced)
    return say(f"board_note_{step.value}", language)


@router.post("/plans/{plan_id}/board/approve")
def approve(
    request: Request,
    plan_id: str,
    planner: Planner,
    access: Approver,
    version: Version,
    reason: Reason = "",
    despite_closures: Despite = False,
    despite_leave: Despite = False,
) -> Response:
    """Approve a draft that somebody else made."""
    return _take(
        request,
        planner,
        access,
        plan_id,
        LifeStep.APPROVE,
        version,
        reason,
        confirmed=despite_closures,
        leave=despite_leave,
    )


@router.post("/plans/{plan_id}/board/publish")
def publish(
    request: Request,
    plan_id: str,
    planner: Planner,
    access: Publisher,
    version: Version,
    reason: Reason = "",
    replaces: Annotated[str, Form(max_length=64)] = "",
    despite_closures: Despite = False,
    despite_leave: Despite = False,
) -> Response:
    """Publish a plan that somebody else approved."""
    step = LifeStep.PUBLISH
    return _take(
        request,
        planner,
        access,
        plan_id,
        step,
        version,
        reason,
        replaces or None,
        confirmed=despite_closures,
        leave=despite_leave,
    )


@router.post("/plans/{plan_id}/board/withdraw")
def withdraw(
    request: Request,
    plan_id: str,
    planner: Planner,
    access: Publisher,
    version: Version,
    reason: Reason = "",
) -> Response:
    """Withdraw an approved or published plan, with the reason."""
    return _take(request, planner, access, plan_id, LifeStep.WITHDRAW, version, reason)


def _take(
    request: Request,
    planner: App,
    access: Access,
    plan_id: str,
    step: LifeStep,
    version: int,
    reason: str,
    replaces: str | None = None,
    *,
    confirmed: bool = False,
    leave: bool = False,
) -> Response:
    with planner.store.reading() as reader:
        access.need(reader.plan(plan_id).summary.province_code)
    try:
        despite = despite_closures(
            planner.store, planner.clock, planner.engine_of, planner.basemap_of, plan_id, step,
            confirmed=confirmed, reason=reason,
        )  # fmt: skip
        off = despite_leave(
            planner.store, planner.clock, plan_id, step, confirmed=leave, reason=reason
        )
        take_step(
            planner.store,
            planner.clock,
            plan_id,
            step,
            by=access.member.login,
            version=version,
            reason=reason,
            replaces=replaces,
            despite=despite,
            despite_leave=off,
        )
    except PlannerError as error:
        problem = problem_of(error)
        if problem.status >= 500:
            raise
        language = language_of(request)
        return render_part(
            request,
            "board_refused.html",
            status=problem.status,
            plan_id=plan_id,
            why=problem.title(language),
            details=[problem.advice(language)],
        )
    return RedirectResponse(f"/plans/{plan_id}/board#life", SEE_OTHER)
