"""Routing problems in VROOM's words: what its clients post, and what they get back."""

import json
import threading
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from api.auth.guards import Access, Needs
from api.deps import Planner
from planner.bootstrap import App
from planner.domain.errors import Forbidden, NotFound, SolverFailed
from planner.domain.people import Action, may
from planner.usecases.looking import provinces_known
from planner.usecases.vroom.problem import UnsupportedProblem
from planner.usecases.vroom.solving import solve_vroom

INTERNAL, BAD_INPUT = 1, 2
"""VROOM's own codes of what went wrong."""
WAIT_S = 15
MOST_BYTES = 4_000_000

router = APIRouter(prefix="/vroom")
_ONE_AT_A_TIME = threading.Semaphore(1)

Solver = Annotated[Access, Depends(Needs(Action.MAKE_PLAN))]


@router.post("")
@router.post("/optimization")
async def solve(request: Request, planner: Planner, access: Solver) -> Response:
    """Solve a routing problem; for those who make plans of some province.

    One problem at a time, each in a child with limits of its own; a second caller is asked to wait.
    """
    await run_in_threadpool(_need_some_province, planner, access)
    body = await request.body()
    if len(body) > MOST_BYTES:
        return _refused(413, BAD_INPUT, "the problem is too large", "(document)")
    try:
        document = json.loads(body, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        return _refused(400, BAD_INPUT, "not a JSON document, or a key twice", "(document)")
    return await run_in_threadpool(_solve, planner, document)


def _solve(planner: App, document: object) -> Response:
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        busy = _refused(503, INTERNAL, "another problem is being solved", "")
        busy.headers["Retry-After"] = str(WAIT_S)
        return busy
    try:
        return JSONResponse(solve_vroom(planner.solver, document))
    except UnsupportedProblem as error:
        return _refused(400, BAD_INPUT, str(error), str(error.facts.get("field", "")))
    except SolverFailed:
        return _refused(503, INTERNAL, "the search ended without an answer", "")
    finally:
        _ONE_AT_A_TIME.release()


def _refused(status: int, code: int, why: str, field: str) -> JSONResponse:
    told = {"code": code, "error": f"{field}: {why}" if field else why, "field": field}
    return JSONResponse(told, status_code=status)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _need_some_province(planner: App, access: Access) -> None:
    codes = [province.code for province in provinces_known(planner.store)]
    if access.among(codes):
        return
    looks = (Action.READ_PLAN, Action.READ_DATA)
    if any(may(access.member, action, code) for action in looks for code in codes):
        raise Forbidden("only who makes plans may solve", action=access.action.value)
    raise NotFound("nothing here for this person")
