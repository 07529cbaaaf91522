"""A plan's board: edits kept as versions, undo and redo, locked days, the rest planned anew.

What the page does, a client can: it reads the board, tries edits without keeping anything, and
takes a step that names the version it saw. Somebody quicker turns a step into 412; nothing is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.auth.guards import Access
from api.deps import DraftedPlan, EditablePlan, PlanMaker, Planner, Spoken
from api.endpoints.whatif import effect_out
from api.schemas.boards import BoardOut, BoardVersionOut, LockIn, LockOut, RestIn, TakeIn
from api.schemas.plans import PlanSummaryOut
from api.schemas.runs import RunOut
from api.schemas.whatif import EditsIn, EffectOut
from api.versions import SeenVersion, tag_of
from planner.bootstrap import App
from planner.domain.boards import Board, BoardStepKind
from planner.domain.params import SolveParams
from planner.usecases.boards import (
    board_of,
    plan_the_rest,
    save_edits,
    set_lock,
    take_version,
    try_on,
    versions_of,
    walk,
)

router = APIRouter(prefix="/plans/{plan_id}/board", tags=["plans"])

SHORTEST_WALL_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whoever takes a step of a board: on which, as whom, and which version they saw."""

    planner: App
    access: Access
    plan_id: str
    seen: int
    response: Response

    def take(self, step: Callable[..., Board], *what: object, **how: object) -> BoardOut:
        """Take a step and tell what stands then."""
        store, clock = self.planner.store, self.planner.clock
        person = {"seen": self.seen, "actor": self.access.member.login}
        return _told(
            self.planner, step(store, clock, self.plan_id, *what, **how, **person), self.response
        )


def _hand(
    stored: EditablePlan,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> Hand:
    return Hand(
        planner=planner, access=access, plan_id=stored.summary.id, seen=seen, response=response
    )


Stepping = Annotated[Hand, Depends(_hand)]


@router.get("")
def board(stored: DraftedPlan, planner: Planner, response: Response) -> BoardOut:
    """The board that this plan is a version of; the `ETag` is what the next step names."""
    return _told(planner, board_of(planner.store, stored.summary.id), response)


@router.post("/what-if")
def try_edits(stored: EditablePlan, wish: EditsIn, planner: Planner, language: Spoken) -> EffectOut:
    """What edits do to what stands on the board, its locked days held; nothing is saved."""
    now = board_of(planner.store, stored.summary.id).now
    return effect_out(try_on(planner.store, now.plan_id, now.locks, wish.to_edits()), language)


@router.post("/edits")
def edit(wish: EditsIn, hand: Stepping) -> BoardOut:
    """Keep edits of what stands as the board's next version, a draft with its own verdict."""
    return hand.take(save_edits, wish.to_edits())


@router.post("/undo")
def undo(hand: Stepping) -> BoardOut:
    """Back to what stood before the last step; that step is not lost."""
    return hand.take(walk, BoardStepKind.UNDO)


@router.post("/redo")
def redo(hand: Stepping) -> BoardOut:
    """Forward to what was undone."""
    return hand.take(walk, BoardStepKind.REDO)


@router.put("/locks")
def lock(wish: LockIn, hand: Stepping) -> BoardOut:
    """Lock a unit's day against edits and planning anew, or unlock it."""
    return hand.take(set_lock, wish.to_lock(), locked=wish.is_locked)


@router.post("/versions")
def take(wish: TakeIn, hand: Stepping) -> BoardOut:
    """Make another plan of the same days what stands: an earlier version, or one planned anew."""
    with hand.planner.store.reading() as reader:
        hand.access.need(reader.plan(wish.plan_id).summary.province_code)
    return hand.take(take_version, wish.plan_id)


@router.post("/rest", status_code=202)
def plan_rest(wish: RestIn, hand: Stepping) -> RunOut:
    """Have the rest planned anew around pins and locks; the run's plan is taken by `versions`."""
    wall_s = max(SHORTEST_WALL_S, 3 * wish.cpu_s)
    run = plan_the_rest(
        hand.planner.store,
        hand.planner.clock,
        hand.planner.engine_of,
        hand.plan_id,
        replace(SolveParams(), cpu_s=wish.cpu_s, wall_s=wall_s),
        budget=wish.change_budget,
        seen=hand.seen,
        actor=hand.access.member.login,
    )
    hand.response.headers["Location"] = f"/v1/runs/{run.id}"
    return RunOut.model_validate(run)


def _told(planner: App, board: Board, response: Response) -> BoardOut:
    response.headers["ETag"] = tag_of(board.version)
    versions = [
        BoardVersionOut(
            summary=PlanSummaryOut.model_validate(version.summary),
            kind=None if version.step is None else version.step.kind,
            by=None if version.step is None else version.step.by,
            at=None if version.step is None else version.step.at,
        )
        for version in versions_of(planner.store, board)
    ]
    return BoardOut(
        id=board.id,
        version=board.version,
        plan_id=board.now.plan_id,
        locks=[LockOut.model_validate(lock) for lock in board.now.locks],
        can_undo=board.undone is not None,
        can_redo=board.redone is not None,
        versions=versions,
    )
