"""Calendars under secret addresses: made by members, followed by phones, revoked as tokens."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.auth.guards import Access, Needs, Open
from api.caching import cached
from api.deps import Planner
from api.language import language_of
from api.schemas.calendars import CalendarIn, CalendarOut
from planner.bootstrap import App
from planner.domain.errors import Forbidden, NotFound
from planner.domain.people import Action, may
from planner.outputs.followed_calendar import followed_calendar
from planner.usecases.following import follow, make_calendar_address
from planner.usecases.tokens import machine_of_secret

router = APIRouter(tags=["calendars"])
followed = APIRouter(prefix="/calendars", include_in_schema=False)

CALENDAR_TYPE = "text/calendar; charset=utf-8"
Follower = Annotated[Access, Depends(Needs(Action.FOLLOW_CALENDAR))]
Secret = Depends(Open("whoever has the secret address may follow this one calendar"))


@router.post("/calendar-addresses", status_code=201)
def make_address(
    wish: CalendarIn, request: Request, planner: Planner, access: Follower
) -> CalendarOut:
    """A secret address of a calendar. It opens nothing but calendars of that province."""
    access.need(wish.province_code)
    if access.member.scopes is not None:
        raise Forbidden("a machine's token makes no other tokens", action=access.action.value)
    token, path = make_calendar_address(
        planner.store, planner.clock, access.member.login,
        province_code=wish.province_code, unit_code=wish.unit_code, days=wish.days,
    )  # fmt: skip
    return CalendarOut(
        address=str(request.base_url).rstrip("/") + path,
        token_id=token.id,
        expires_at=token.expires_at,
    )


@followed.get("/{secret}/{province_code}.ics", dependencies=[Secret])
def of_province(request: Request, planner: Planner, secret: str, province_code: str) -> Response:
    """Every unit's visits of a province."""
    return _calendar(request, planner, secret, province_code, None)


@followed.get("/{secret}/{province_code}/{unit_code}.ics", dependencies=[Secret])
def of_unit(
    request: Request, planner: Planner, secret: str, province_code: str, unit_code: str
) -> Response:
    """One unit's visits."""
    return _calendar(request, planner, secret, province_code, unit_code)


def _calendar(
    request: Request, planner: App, secret: str, province_code: str, unit_code: str | None
) -> Response:
    member = machine_of_secret(planner.store, planner.clock, secret)
    if member is None or not may(member, Action.FOLLOW_CALENDAR, province_code):
        raise NotFound("no such calendar")
    calendar = follow(planner.store, planner.clock, province_code, unit_code)
    content = followed_calendar(calendar, language_of(request))
    return cached(request, content, media_type=CALENDAR_TYPE, is_public=False)
