"""Pages of telling villages: the list with letters, texts and phones, and the letterhead."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import DataReader, Planner, PlanReader, ReadablePlan
from api.files import letters_file
from api.language import language_of
from api.pages.render import render
from api.pages.telling_left import urgent_counts
from api.pages.telling_rows import tell_days
from planner.domain.errors import StaleVersion
from planner.domain.letterheads import Letterhead
from planner.domain.people import Action, may
from planner.domain.telling import TellMeans
from planner.outputs.times import days_text
from planner.outputs.view import province_text
from planner.usecases.telling import (
    TellShow,
    letterhead_of,
    mark_told,
    put_letterhead,
    take_back,
    telling_of,
)
from planner.words import say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
Teller = Annotated[Access, Depends(Needs(Action.TELL_VILLAGES))]
HeadWriter = Annotated[Access, Depends(Needs(Action.WRITE_DATA))]
Line = Annotated[str, Form(max_length=300)]
SHOWS = (
    (TellShow.ALL, "telling_all"),
    (TellShow.NOT_TOLD, "tell_state_not_told"),
    (TellShow.TELL_ANEW, "tell_state_tell_anew"),
    (TellShow.LATE, "telling_late"),
    (TellShow.TOLD, "tell_state_told"),
)
HEAD_LINES = ("number_prefix", "office", "address", "signer", "section", "phone", "email")


@router.get("/plans/{plan_id}/telling")
def telling_page(
    request: Request,
    stored: ReadablePlan,
    planner: Planner,
    access: PlanReader,
    show: TellShow = TellShow.ALL,
    done: Annotated[int | None, Query(ge=0)] = None,
    on: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Whom to tell, with what to say and how to reach them; the day `on` stands open."""
    language = language_of(request)
    summary = stored.summary
    found = telling_of(planner.store, planner.clock, summary.id)
    tells = may(access.member, Action.TELL_VILLAGES, summary.province_code)
    return render(
        request,
        "telling.html",
        section="plans",
        summary=summary,
        title=say(
            "telling_of_plan", language, days=days_text(summary.start, summary.days, language)
        ),
        province=province_text(summary.province_code, language),
        is_open=found.is_open,
        may_mark=found.is_open and tells,
        may_change_head=may(access.member, Action.WRITE_DATA, summary.province_code),
        notice_days=found.data.policy.notice_days,
        shows=[
            (one.value, say(code, language), len(found.shown(one)), one is show)
            for one, code in SHOWS
        ],
        show=show.value,
        urgent=urgent_counts(found, language),
        tell_days=tell_days(found, found.shown(show), language, sees=tells, on=on),
        means=[(one.value, say(f"tell_means_{one.value}", language)) for one in TellMeans],
        done=done,
    )


@router.post("/plans/{plan_id}/telling")
def mark(
    plan_id: str,
    planner: Planner,
    access: Teller,
    key: Annotated[list[Line] | None, Form()] = None,
    only: Line = "",
    means: Annotated[TellMeans, Form()] = TellMeans.PHONE,
    remarks: Annotated[str, Form(max_length=500)] = "",
    show: Annotated[TellShow, Form()] = TellShow.ALL,
) -> Response:
    """Record the chosen visits, or the one whose own button was pressed."""
    _need(planner, access, plan_id)
    keys = [only] if only else key or []
    records = mark_told(
        planner.store,
        planner.clock,
        plan_id,
        keys,
        means=means,
        by=access.member.login,
        remarks=remarks,
    )
    on = records[0].notice.date.isoformat() if records else ""
    return _back_to_list(plan_id, show, done=len(records), on=on)


@router.post("/plans/{plan_id}/telling/back")
def unmark(
    plan_id: str,
    planner: Planner,
    access: Teller,
    number: Annotated[int, Form()] = 0,
    show: Annotated[TellShow, Form()] = TellShow.ALL,
) -> Response:
    """Take back a record made by mistake."""
    _need(planner, access, plan_id)
    take_back(planner.store, planner.clock, plan_id, number, by=access.member.login)
    return _back_to_list(plan_id, show)


@router.get("/plans/{plan_id}/letters.{ending}")
def letters(
    stored: ReadablePlan,
    planner: Planner,
    ending: str,
    show: TellShow = TellShow.ALL,
    key: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Letters of the visits shown, or of one: a PDF, or a ZIP with one PDF each."""
    found = telling_of(planner.store, planner.clock, stored.summary.id)
    lines = (found.line(key),) if key else found.shown(show)
    return letters_file(found, lines, is_zip=ending == "zip")


@router.get("/provinces/{province_code}/letterhead")
def letterhead_form(
    request: Request, province_code: str, planner: Planner, access: DataReader, saved: bool = False
) -> Response:
    """What stands on a province's letters."""
    access.need(province_code)
    with planner.store.reading() as reader:
        head = letterhead_of(reader, province_code)
    return _head_page(request, head, access, note="letterhead_saved" if saved else "")


@router.post("/provinces/{province_code}/letterhead")
def change_letterhead(
    request: Request,
    province_code: str,
    planner: Planner,
    access: HeadWriter,
    version: Annotated[int, Form(ge=0, le=1_000_000)] = 0,
    number_prefix: Line = "",
    office: Line = "",
    address: Line = "",
    signer: Line = "",
    section: Line = "",
    phone: Line = "",
    email: Line = "",
) -> Response:
    """Set it; what somebody else changed meanwhile is shown, not lost."""
    access.need(province_code)
    head = Letterhead(
        province_code=province_code,
        version=version,
        number_prefix=number_prefix.strip(),
        office=office.strip(),
        address=address.strip(),
        signer=signer.strip(),
        section=section.strip(),
        phone=phone.strip(),
        email=email.strip(),
    )
    try:
        put_letterhead(planner.store, planner.clock, head, by=access.member.login)
    except StaleVersion:
        with planner.store.reading() as reader:
            newest = letterhead_of(reader, province_code)
        return _head_page(request, newest, access, note="letterhead_stale", status=409)
    return RedirectResponse(f"/provinces/{province_code}/letterhead?saved=true", SEE_OTHER)


def _head_page(
    request: Request, head: Letterhead, access: Access, *, note: str = "", status: int = 200
) -> Response:
    return render(
        request,
        "telling_letterhead.html",
        status=status,
        section="plans",
        head=head,
        lines=[(name, getattr(head, name)) for name in HEAD_LINES],
        province=province_text(head.province_code, language_of(request)),
        may_change=may(access.member, Action.WRITE_DATA, head.province_code),
        note=note,
    )


def _need(planner: Planner, access: Access, plan_id: str) -> None:
    with planner.store.reading() as reader:
        access.need(reader.plan(plan_id).summary.province_code)


def _back_to_list(
    plan_id: str, show: TellShow, *, done: int | None = None, on: str = ""
) -> Response:
    query = {"show": show.value} | ({} if done is None else {"done": str(done)})
    query |= {"on": on} if on else {}
    return RedirectResponse(f"/plans/{plan_id}/telling?{urlencode(query)}", SEE_OTHER)
