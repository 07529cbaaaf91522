"""Nationwide runs: one wish for many provinces, a run for each; everybody sees their own part."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from api.auth.guards import Access
from api.deps import PageSize, PlanMaker, Planner, PlanReader
from api.endpoints.runs import EVENTS_TYPE, LONGEST_S, POLL_S, QUIET_S
from api.schemas.national import (
    NationalIn,
    NationalOut,
    NationalsOut,
    national_out,
)
from planner.bootstrap import App
from planner.domain.calendar import Horizon
from planner.domain.errors import NotFound
from planner.usecases.looking import provinces_known
from planner.usecases.national import (
    NationalSummary,
    national_summary,
    open_national,
    stop_national,
    summary_of,
)

router = APIRouter(prefix="/national-runs", tags=["national runs"])


def seen_part(planner: App, access: Access, national_id: str) -> NationalSummary:
    """The provinces of a nationwide run that the person may see; `NotFound` without any."""
    summary = national_summary(planner.store, national_id)
    codes = frozenset(access.among(summary.wish.province_codes))
    if not codes:
        raise NotFound("no such run", kind="run", id=national_id)
    return national_summary(planner.store, national_id, among=codes)


def readable_national(national_id: str, planner: Planner, access: PlanReader) -> NationalSummary:
    """What the person may see of this nationwide run."""
    return seen_part(planner, access, national_id)


def changeable_national(national_id: str, planner: Planner, access: PlanMaker) -> NationalSummary:
    """A nationwide run whose every province the person may plan."""
    summary = national_summary(planner.store, national_id)
    for code in summary.wish.province_codes:
        access.need(code)
    return summary


ReadableNational = Annotated[NationalSummary, Depends(readable_national)]
ChangeableNational = Annotated[NationalSummary, Depends(changeable_national)]


def wanted_provinces(planner: App, access: Access, asked: list[str]) -> list[str]:
    """The provinces asked for, each of which the person may plan; all they may when none is."""
    known = [version.code for version in provinces_known(planner.store)]
    for code in asked:
        access.need(code)
        if code not in known:
            raise NotFound("no such province", kind="province", id=code)
    codes = asked or list(access.among(known))
    if not codes:
        raise NotFound("no province to plan", kind="province", id="")
    return codes


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
def nationals(planner: Planner, access: PlanReader, limit: PageSize = 100) -> NationalsOut:
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
