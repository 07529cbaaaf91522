"""Following a request without an account: receipt number and code open it, nothing personal shows.

Tries are counted by address and by receipt; a wrong number and a wrong code sound the same.
"""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Open
from api.auth.throttle import throttle_of
from api.errors import TooManyTries, problem_of
from api.language import language_of
from api.pages.office import calendar_response
from api.pages.render import render
from api.pages.request_facts import CaseWriter
from api.state import planner_of
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Case
from planner.domain.errors import InvalidDocument, NotFound, WrongState
from planner.domain.recording import ServedCount
from planner.usecases.case_views import view_case
from planner.usecases.feedback import Said, case_by_code, say_feedback
from planner.words import say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
WITH_CODE = "the receipt's code is the right to see how it stands"
Receipt = Annotated[str, Query(max_length=32)]
Code = Annotated[str, Query(max_length=32)]


@router.get("/status", dependencies=[Depends(Open(WITH_CODE))])
def status_page(
    request: Request, receipt: Receipt = "", code: Code = "", thanks: bool = False
) -> Response:
    """How a request stands, or the form that asks for number and code."""
    if not receipt and not code:
        return _ask(request)
    try:
        case = _opened(request, receipt.strip(), code)
    except NotFound:
        return _ask(request, receipt=receipt, fault="status_wrong", status=404)
    except TooManyTries as error:
        problem = problem_of(error)
        return _ask(request, receipt=receipt, told=problem.advice(language_of(request)), status=429)
    return _show(request, case, code, note="feedback_thanks" if thanks else "")


@router.get("/status/visit.ics", dependencies=[Depends(Open(WITH_CODE))])
def status_calendar(request: Request, receipt: Receipt = "", code: Code = "") -> Response:
    """The agreed visit as a calendar file."""
    planner = planner_of(request)
    case = _opened(request, receipt.strip(), code)
    return calendar_response(view_case(planner.store, planner.clock, case), language_of(request))


@router.post("/status", dependencies=[Depends(Open(WITH_CODE))])
def give_feedback(
    request: Request,
    receipt: Annotated[str, Form(max_length=32)] = "",
    code: Annotated[str, Form(max_length=32)] = "",
    served_on: Annotated[str, Form(max_length=10)] = "",
    rating: Annotated[str, Form(max_length=2)] = "",
    people: Annotated[str, Form(max_length=8)] = "",
    still_need: Annotated[str, Form(max_length=8)] = "",
    comment: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """What the village says after the visit; its numbers count once a planner has seen them."""
    planner = planner_of(request)
    case = _opened(request, receipt.strip(), code)
    try:
        said = said_of(case.service_code, served_on, rating, people, still_need, comment)
        say_feedback(planner.store, planner.clock, case.receipt, said, by="", code=code)
    except (InvalidDocument, WrongState, ValueError):
        return _show(request, case, code, note="feedback_wrong", status=422)
    query = urlencode({"receipt": case.receipt, "code": case.code, "thanks": "true"})
    return RedirectResponse(f"/status?{query}", SEE_OTHER)


def said_of(
    service_code: str, served_on: str, rating: str, people: str, still_need: str, comment: str
) -> Said:
    """What a feedback form says; raises `ValueError` for what is no number or day."""
    served: tuple[ServedCount, ...] = ()
    if people.strip():
        still = int(still_need) if still_need.strip() else None
        served = (ServedCount(service_code=service_code, people=int(people), still_need=still),)
    return Said(
        served_on=date.fromisoformat(served_on),
        rating=int(rating) if rating.strip() else None,
        comment=comment.strip(),
        served=served,
    )


def _opened(request: Request, receipt: str, code: str) -> Case:
    """The request of a number and its code; tries are counted, success forgets them."""
    throttle, planner = throttle_of(request), planner_of(request)
    host = request.client.host if request.client else "?"
    keys = (f"status {host}", f"status {receipt[:32]}")
    for key in keys:
        throttle.begin(key)
    with planner.store.reading() as reader:
        case = case_by_code(reader, receipt, code)
    for key in keys:
        throttle.succeeded(key)
    return case


def _ask(
    request: Request, *, receipt: str = "", fault: str = "", told: str = "", status: int = 200
) -> Response:
    return render(
        request,
        "status_ask.html",
        status=status,
        narrow=True,
        receipt=receipt[:32],
        fault=say(fault, language_of(request)) if fault else told,
    )


def _show(
    request: Request, case: Case, code: str, *, note: str = "", status: int = 200
) -> Response:
    planner = planner_of(request)
    with planner.store.reading() as reader:
        case = reader.case(case.receipt)
    view = view_case(planner.store, planner.clock, case)
    has_day = view.visit is not None or (case.agreed is not None and case.agreed.on_date)
    return render(
        request,
        "status.html",
        status=status,
        narrow=True,
        case=case,
        code=code.strip().upper(),
        writer=CaseWriter(view, language_of(request)),
        has_day=bool(has_day),
        may_say=view.may_be_told_of,
        first_day=case.filed_at.astimezone(LOCAL_ZONE).date().isoformat(),
        today=view.today.isoformat(),
        note=note,
    )
