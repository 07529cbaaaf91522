"""Weekly drafts: the draft of next week that a province may have made by itself."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import DraftReader, PlanMaker, Planner
from api.schemas.national import WeekliesOut, WeeklyIn, WeeklyOut, weekly_out
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.usecases.looking import provinces_known
from planner.usecases.weekly import seconds_params, set_weekly, weekly_status

router = APIRouter(prefix="/weekly-drafts", tags=["weekly drafts"])


@router.get("")
def weekly_drafts(
    planner: Planner,
    access: DraftReader,
    province: Annotated[str | None, Query(description="Of this province only.")] = None,
) -> WeekliesOut:
    """When drafts are made, when each was last made and with what run, when the next is due."""
    known = [p.code for p in provinces_known(planner.store) if province in (None, p.code)]
    now = planner.clock.now()
    with planner.store.reading() as reader:
        told = [weekly_status(reader, code, now) for code in access.among(known)]
    return WeekliesOut(weekly_drafts=[weekly_out(status) for status in told])


@router.get("/{province_code}")
def weekly_draft(province_code: str, planner: Planner, access: DraftReader) -> WeeklyOut:
    """One province's weekly draft."""
    access.need(province_code)
    return _told(planner, province_code)


@router.put("/{province_code}")
def change_weekly_draft(
    province_code: str, wish: WeeklyIn, planner: Planner, access: PlanMaker
) -> WeeklyOut:
    """Switch a province's weekly draft on or off, or move it."""
    access.need(province_code)
    hours, minutes = map(int, wish.time.split(":"))
    set_weekly(
        planner.store,
        planner.clock,
        province_code,
        by=access.member.login,
        is_on=wish.is_on,
        weekday=wish.weekday,
        at_s=hours * 3600 + minutes * 60,
        params=None if wish.cpu_s is None else seconds_params(wish.cpu_s),
    )
    return _told(planner, province_code)


def _told(planner: App, province_code: str) -> WeeklyOut:
    with planner.store.reading() as reader:
        if not reader.province_versions(province_code):
            raise NotFound("no such province", kind="province", id=province_code)
        return weekly_out(weekly_status(reader, province_code, planner.clock.now()))
