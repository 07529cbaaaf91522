"""A plan's life: approved, published, withdrawn, by two persons."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.auth.guards import Access, Needs
from api.deps import Planner, ReadablePlan
from api.schemas.plans import LifeOut, StepIn
from api.versions import SeenVersion, tag_of
from planner.domain.life import LifeStep
from planner.domain.people import Action
from planner.usecases.closed_since import despite_closures
from planner.usecases.life import PlanLife, life_of, take_step
from planner.usecases.off_since import despite_leave

router = APIRouter(prefix="/plans/{plan_id}", tags=["plans"])

Approver = Annotated[Access, Depends(Needs(Action.APPROVE_PLAN))]
Publisher = Annotated[Access, Depends(Needs(Action.PUBLISH_PLAN))]


@router.get("/life")
def life(stored: ReadablePlan, planner: Planner, response: Response) -> LifeOut:
    """How the plan stands; the `ETag` is what the next step's `If-Match` names."""
    return _told(life_of(planner.store, stored.summary.id), response)


@router.post("/approval")
def approve(
    access: Approver,
    plan_id: str,
    wish: StepIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> LifeOut:
    """Approve a draft that somebody else made; one that breaks rules needs a reason."""
    return _take(planner, access, plan_id, LifeStep.APPROVE, wish, seen, response)


@router.post("/publication")
def publish(
    access: Publisher,
    plan_id: str,
    wish: StepIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> LifeOut:
    """Publish a plan that somebody else approved; later weeks count its visits."""
    return _take(planner, access, plan_id, LifeStep.PUBLISH, wish, seen, response)


@router.post("/withdrawal")
def withdraw(
    access: Publisher,
    plan_id: str,
    wish: StepIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> LifeOut:
    """Withdraw an approved or published plan, with the reason; its visits are taken back."""
    return _take(planner, access, plan_id, LifeStep.WITHDRAW, wish, seen, response)


def _take(
    planner: Planner,
    access: Access,
    plan_id: str,
    step: LifeStep,
    wish: StepIn,
    seen: int,
    response: Response,
) -> LifeOut:
    with planner.store.reading() as reader:
        access.need(reader.plan(plan_id).summary.province_code)
    despite = despite_closures(
        planner.store, planner.clock, planner.engine_of, planner.basemap_of, plan_id, step,
        confirmed=wish.despite_closures, reason=wish.reason,
    )  # fmt: skip
    off = despite_leave(
        planner.store, planner.clock, plan_id, step,
        confirmed=wish.despite_leave, reason=wish.reason,
    )  # fmt: skip
    taken = take_step(
        planner.store,
        planner.clock,
        plan_id,
        step,
        by=access.member.login,
        version=seen,
        reason=wish.reason,
        replaces=wish.replaces,
        despite=despite,
        despite_leave=off,
    )
    return _told(taken, response)


def _told(life: PlanLife, response: Response) -> LifeOut:
    response.headers["ETag"] = tag_of(life.summary.version)
    return LifeOut.model_validate(life)
