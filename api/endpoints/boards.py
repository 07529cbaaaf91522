"""A plan's board: edits kept as versions, undo and redo, locked days, the rest planned anew.

What the page does, a client can: it reads the board, tries edits without keeping anything, and
takes a step that names the version it saw. Somebody quicker turns a step into 412; nothing is lost.
"""

from dataclasses import replace

from fastapi import APIRouter, Response

from api.deps import EditablePlan, PlanMaker, Planner, ReadablePlan, Spoken
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


@router.get("")
def board(stored: ReadablePlan, planner: Planner, response: Response) -> BoardOut:
    """The board that this plan is a version of; the `ETag` is what the next step names."""
    return _told(planner, board_of(planner.store, stored.summary.id), response)


@router.post("/what-if")
def try_edits(stored: EditablePlan, wish: EditsIn, planner: Planner, language: Spoken) -> EffectOut:
    """What edits do to what stands on the board, its locked days held; nothing is saved."""
    now = board_of(planner.store, stored.summary.id).now
    return effect_out(try_on(planner.store, now.plan_id, now.locks, wish.to_edits()), language)


@router.post("/edits")
def edit(
    stored: EditablePlan,
    wish: EditsIn,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> BoardOut:
    """Keep edits of what stands as the board's next version, a draft with its own verdict."""
    after = save_edits(
        planner.store,
        planner.clock,
        stored.summary.id,
        wish.to_edits(),
        seen=seen,
        actor=access.member.login,
    )
    return _told(planner, after, response)


@router.post("/undo")
def undo(
    stored: EditablePlan,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> BoardOut:
    """Back to what stood before the last step; that step is not lost."""
    after = walk(
        planner.store,
        planner.clock,
        stored.summary.id,
        BoardStepKind.UNDO,
        seen=seen,
        actor=access.member.login,
    )
    return _told(planner, after, response)


@router.post("/redo")
def redo(
    stored: EditablePlan,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> BoardOut:
    """Forward to what was undone."""
    after = walk(
        planner.store,
        planner.clock,
        stored.summary.id,
        BoardStepKind.REDO,
        seen=seen,
        actor=access.member.login,
    )
    return _told(planner, after, response)


@router.put("/locks")
def lock(
    stored: EditablePlan,
    wish: LockIn,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> BoardOut:
    """Lock a unit's day against edits and planning anew, or unlock it."""
    after = set_lock(
        planner.store,
        planner.clock,
        stored.summary.id,
        wish.to_lock(),
        locked=wish.is_locked,
        seen=seen,
        actor=access.member.login,
    )
    return _told(planner, after, response)


@router.post("/versions")
def take(
    stored: EditablePlan,
    wish: TakeIn,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> BoardOut:
    """Make another plan of the same days what stands: an earlier version, or one planned anew."""
    with planner.store.reading() as reader:
        access.need(reader.plan(wish.plan_id).summary.province_code)
    after = take_version(
        planner.store,
        planner.clock,
        stored.summary.id,
        wish.plan_id,
        seen=seen,
        actor=access.member.login,
    )
    return _told(planner, after, response)


@router.post("/rest", status_code=202)
def plan_rest(
    stored: EditablePlan,
    wish: RestIn,
    seen: SeenVersion,
    planner: Planner,
    access: PlanMaker,
    response: Response,
) -> RunOut:
    """Have the rest planned anew around pins and locks; the run's plan is taken by `versions`."""
    wall_s = max(SHORTEST_WALL_S, 3 * wish.cpu_s)
    run = plan_the_rest(
        planner.store,
        planner.clock,
        planner.engine_of,
        stored.summary.id,
        replace(SolveParams(), cpu_s=wish.cpu_s, wall_s=wall_s),
        budget=wish.change_budget,
        seen=seen,
        actor=access.member.login,
    )
    response.headers["Location"] = f"/v1/runs/{run.id}"
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
