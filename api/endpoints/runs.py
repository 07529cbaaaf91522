"""Runs: what a person starts to get a plan; how it goes, stopping it, calling it off."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from api.cursors import Cursor, cut_page, place_of, tell_next
from api.deps import DraftReader, PageSize, PlanMaker, Planner, ReadableRun
from api.schemas.runs import RunIn, RunOut, RunsOut
from planner.bootstrap import App
from planner.domain.calendar import Horizon
from planner.domain.runs import Run, RunState
from planner.usecases.looking import provinces_known
from planner.usecases.plans import request_of_week
from planner.usecases.runs import dismiss_run, open_run, stop_run
from planner.usecases.workers import need_room

router = APIRouter(prefix="/runs", tags=["runs"])

POLL_S = 1.0
QUIET_S = 15
"""Without news a comment is sent this often, so that proxies keep the connection."""
LONGEST_S = 4 * 3600
EVENTS_TYPE = "text/event-stream"


def changeable_run(run_id: str, planner: Planner, access: PlanMaker) -> Run:
    """The run of this id, if the person may make plans of its province."""
    with planner.store.reading() as reader:
        run = reader.run(run_id)
    access.need(run.province_code)
    return run


ChangeableRun = Annotated[Run, Depends(changeable_run)]


@router.post("", status_code=202)
def start_run(wish: RunIn, planner: Planner, access: PlanMaker, response: Response) -> RunOut:
    """Ask for a plan. A worker carries the run out; `Location` is where to see how it stands."""
    access.need(wish.province_code)
    need_room(planner.store, wish.province_code)
    request = request_of_week(
        planner.store,
        wish.province_code,
        Horizon(start=wish.start, days=wish.days),
        unit_codes=tuple(wish.unit_codes),
        engine_of=planner.engine_of,
        budget_baht=wish.budget_baht,
    )
    run = open_run(
        planner.store,
        planner.clock,
        request,
        wish.params,
        actor=access.member.login,
        is_queued=True,
    )
    response.headers["Location"] = f"/v1/runs/{run.id}"
    return RunOut.model_validate(run)


@router.get("")
def runs(
    planner: Planner,
    access: DraftReader,
    response: Response,
    province: Annotated[str | None, Query(description="Of this province only.")] = None,
    state: Annotated[RunState | None, Query(description="In this state only.")] = None,
    limit: PageSize = 100,
    cursor: Cursor = "",
) -> RunsOut:
    """Runs of the provinces that you may see, newest first."""
    known = [p.code for p in provinces_known(planner.store) if province in (None, p.code)]
    states = () if state is None else (state,)
    with planner.store.reading() as reader:
        found = [
            run
            for code in access.among(known)
            for run in reader.runs(
                province_code=code, states=states, limit=limit + 1, before=place_of(cursor)
            )
        ]
    found.sort(key=lambda run: (run.created_at, run.id), reverse=True)
    page, more = cut_page(found, limit)
    tell_next(response, "/v1/runs", more, province=province, state=state, limit=limit)
    return RunsOut(runs=[RunOut.model_validate(run) for run in page], next_cursor=more)


@router.get("/{run_id}")
def run(run: ReadableRun) -> RunOut:
    """How a run stands; `plan_id` names its plan once it is successful."""
    return RunOut.model_validate(run)


@router.post("/{run_id}/stop")
def stop(run: ChangeableRun, planner: Planner, access: PlanMaker) -> RunOut:
    """Stop and keep the best plan so far; a run that waits is dismissed."""
    stopped = stop_run(planner.store, planner.clock, run.id, actor=access.member.login)
    return RunOut.model_validate(stopped)


@router.delete("/{run_id}")
def dismiss(run: ChangeableRun, planner: Planner, access: PlanMaker) -> RunOut:
    """Call a run off: nothing of what it found is kept."""
    dismissed = dismiss_run(planner.store, planner.clock, run.id, actor=access.member.login)
    return RunOut.model_validate(dismissed)


@router.get("/{run_id}/events", responses={200: {"content": {EVENTS_TYPE: {}}}})
def events(run: ReadableRun, planner: Planner) -> StreamingResponse:
    """The run each time it changed, as server-sent events `run`, until it has ended."""
    return StreamingResponse(
        _events(planner, run.id), media_type=EVENTS_TYPE, headers={"X-Accel-Buffering": "no"}
    )


async def _events(planner: App, run_id: str) -> AsyncIterator[str]:
    told, quiet_s = None, 0.0
    for number in range(round(LONGEST_S / POLL_S)):
        run = await run_in_threadpool(_read, planner, run_id)
        if run != told:
            document = RunOut.model_validate(run).model_dump_json()
            yield f"id: {number}\nevent: run\ndata: {document}\n\n"
            told, quiet_s = run, 0.0
        elif quiet_s >= QUIET_S:
            yield ": still here\n\n"
            quiet_s = 0.0
        if run.is_closed:
            return
        await asyncio.sleep(POLL_S)
        quiet_s += POLL_S


def _read(planner: App, run_id: str) -> Run:
    with planner.store.reading() as reader:
        return reader.run(run_id)
