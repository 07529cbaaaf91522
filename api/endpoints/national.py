"""Nationwide runs: one wish for many provinces, a run for each; everybody sees their own part."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from api.deps import (
    ChangeableNational,
    DraftReader,
    PageSize,
    PlanMaker,
    Planner,
    ReadableNational,
    wanted_provinces,
)
from api.endpoints.runs import EVENTS_TYPE, LONGEST_S, POLL_S, QUIET_S
from api.schemas.national import (
    NationalIn,
    NationalOut,
    NationalsOut,
    national_out,
)
from planner.bootstrap import App
from planner.domain.calendar import Horizon
from planner.usecases.national import (
    national_summary,
    open_national,
    stop_national,
    summary_of,
)

router = APIRouter(prefix="/national-runs", tags=["national runs"])


@router.post("", status_code=202)
def start_national(
    wish: NationalIn, planner: Planner, access: PlanMaker, response: Response
) -> NationalOut:
    """Ask for plans of many provinces; the open run of the same provinces and days, if any."""
    opened = open_national(
        planner.store,
        planner.clock,
        Horizon(start=wish.start, days=wish.days),
        wish.params,
        wanted_provinces(planner, access, wish.province_codes),
        actor=access.member.login,
    )
    response.headers["Location"] = f"/v1/national-runs/{opened.id}"
    return national_out(national_summary(planner.store, opened.id))


@router.get("")
def nationals(planner: Planner, access: DraftReader, limit: PageSize = 100) -> NationalsOut:
    """Nationwide runs with a province that you may see, newest first, with its sums."""
    with planner.store.reading() as reader:
        found = [
            summary_of(reader, wish, among=frozenset(access.among(wish.province_codes)))
            for wish in reader.national_runs(limit=limit)
        ]
    return NationalsOut(
        national_runs=[national_out(one, whole=False) for one in found if one.parts]
    )


@router.get("/{national_id}")
def national(summary: ReadableNational) -> NationalOut:
    """How a nationwide run stands, province by province."""
    return national_out(summary)


@router.post("/{national_id}/stop")
def stop(summary: ChangeableNational, planner: Planner, access: PlanMaker) -> NationalOut:
    """Stop: provinces that wait are called off, those being searched keep their best plan."""
    stop_national(planner.store, planner.clock, summary.wish.id, actor=access.member.login)
    return national_out(national_summary(planner.store, summary.wish.id))


@router.get("/{national_id}/events", responses={200: {"content": {EVENTS_TYPE: {}}}})
def events(summary: ReadableNational, planner: Planner) -> StreamingResponse:
    """The nationwide run each time it changed, as events `national`, until it has ended."""
    codes = frozenset(part.province_code for part in summary.parts)
    return StreamingResponse(
        _events(planner, summary.wish.id, codes),
        media_type=EVENTS_TYPE,
        headers={"X-Accel-Buffering": "no"},
    )


async def _events(planner: App, national_id: str, codes: frozenset[str]) -> AsyncIterator[str]:
    told, quiet_s = "", 0.0
    for number in range(round(LONGEST_S / POLL_S)):
        summary = await run_in_threadpool(national_summary, planner.store, national_id, among=codes)
        document = national_out(summary, whole=False).model_dump_json()
        if document != told:
            yield f"id: {number}\nevent: national\ndata: {document}\n\n"
            told, quiet_s = document, 0.0
        elif quiet_s >= QUIET_S:
            yield ": still here\n\n"
            quiet_s = 0.0
        if summary.wish.is_closed:
            return
        await asyncio.sleep(POLL_S)
        quiet_s += POLL_S
