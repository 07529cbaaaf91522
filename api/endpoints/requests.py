"""Requests of offices: a receipt, a promise with a clock, a decision, and what came of it."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response

from api.auth.guards import Access, Needs
from api.deps import PageSize, Planner
from api.schemas.cases import (
    CaseIn,
    CaseOut,
    CasesOut,
    DecisionIn,
    OptionOut,
    OptionsOut,
    ReasonIn,
    StatisticsOut,
    VisitIn,
    VisitOut,
)
from api.versions import SeenVersion, tag_of
from planner.bootstrap import App
from planner.domain.cases import Agreed, Case, CaseState, Feedback, VoiceState
from planner.domain.people import Action, Member, may
from planner.usecases.cases import (
    VisitReport,
    Wish,
    decide_case,
    erase_contact,
    file_case,
    pause_case,
    report_visit,
    resume_case,
    withdraw_case,
)
from planner.usecases.looking import provinces_known
from planner.usecases.promises import clocked, options_of, promise_statistics

router = APIRouter(tags=["requests"])

Filer = Annotated[Access, Depends(Needs(Action.FILE_REQUEST))]
Reader = Annotated[Access, Depends(Needs(Action.READ_REQUEST))]
Decider = Annotated[Access, Depends(Needs(Action.DECIDE_REQUEST))]
Reporter = Annotated[Access, Depends(Needs(Action.REPORT_VISIT))]


@router.post("/requests", status_code=201)
def file_request(wish: CaseIn, planner: Planner, access: Filer, response: Response) -> CaseOut:
    """File a request: the receipt number and the due date come back at once."""
    access.need(wish.province_code)
    fields = wish.model_dump() | {"wished_dates": tuple(wish.wished_dates)}
    case = file_case(planner.store, planner.clock, Wish(**fields), by=access.member.login)
    response.headers["Location"] = f"/v1/requests/{case.receipt}"
    return _told(planner, case, access.member, response)


@router.get("/requests")
def requests(
    planner: Planner,
    access: Reader,
    response: Response,
    province: Annotated[str | None, Query(description="Of this province only.")] = None,
    state: Annotated[CaseState | None, Query(description="In this state only.")] = None,
    limit: PageSize = 100,
    cursor: Annotated[str, Query(description="From `next_cursor`.", max_length=32)] = "",
) -> CasesOut:
    """Requests of the provinces that you may see, by receipt number."""
    known = [p.code for p in provinces_known(planner.store) if province in (None, p.code)]
    with planner.store.reading() as reader:
        found = reader.cases(
            province_codes=access.among(known),
            states=() if state is None else (state,),
            after=cursor,
            limit=limit + 1,
        )
    page = found[:limit]
    more = page[-1].receipt if len(found) > limit else None
    if more is not None:
        kept = {"province": province, "state": state, "limit": limit, "cursor": more}
        query = urlencode({name: value for name, value in kept.items() if value is not None})
        response.headers["Link"] = f'</v1/requests?{query}>; rel="next"'
    return CasesOut(requests=told_cases(planner, page, access.member), next_cursor=more)


@router.get("/requests/{receipt}")
def request(receipt: str, planner: Planner, access: Reader, response: Response) -> CaseOut:
    """A request with its clock; the `ETag` is what the next step's `If-Match` names."""
    return _told(planner, _found(planner, access, receipt), access.member, response)


@router.get("/requests/{receipt}/options")
def options(receipt: str, planner: Planner, access: Reader) -> OptionsOut:
    """Days on which plans go there with the service already, the best first."""
    case = _found(planner, access, receipt)
    found = options_of(planner.store, planner.clock, case)
    return OptionsOut(options=[OptionOut.model_validate(option) for option in found])


@router.post("/requests/{receipt}/decision")
def decide(
    access: Decider,
    receipt: str,
    wish: DecisionIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> CaseOut:
    """Accept a request, or decline it with the reason that the office reads."""
    _found(planner, access, receipt)
    case = decide_case(
        planner.store,
        planner.clock,
        receipt,
        accept=wish.accept,
        reason=wish.reason,
        by=access.member.login,
        version=seen,
        agreed=None if wish.agreed is None else Agreed(**wish.agreed.model_dump()),
    )
    return _told(planner, case, access.member, response)


@router.post("/requests/{receipt}/pause")
def pause(
    access: Decider,
    receipt: str,
    wish: ReasonIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> CaseOut:
    """Stop the clock, with the reason; plans leave the request out while it stands still."""
    _found(planner, access, receipt)
    by = access.member.login
    case = pause_case(
        planner.store, planner.clock, receipt, reason=wish.reason, by=by, version=seen
    )
    return _told(planner, case, access.member, response)


@router.post("/requests/{receipt}/resumption")
def resume(
    access: Decider, receipt: str, seen: SeenVersion, planner: Planner, response: Response
) -> CaseOut:
    """Let the clock run again; the due date moves by the working days it stood still."""
    _found(planner, access, receipt)
    by = access.member.login
    case = resume_case(planner.store, planner.clock, receipt, by=by, version=seen)
    return _told(planner, case, access.member, response)


@router.post("/requests/{receipt}/withdrawal")
def withdraw(
    access: Filer,
    receipt: str,
    wish: ReasonIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> CaseOut:
    """Take a request back."""
    _found(planner, access, receipt)
    by = access.member.login
    case = withdraw_case(
        planner.store, planner.clock, receipt, reason=wish.reason, by=by, version=seen
    )
    return _told(planner, case, access.member, response)


@router.delete("/requests/{receipt}/contact")
def erase(
    access: Decider, receipt: str, seen: SeenVersion, planner: Planner, response: Response
) -> CaseOut:
    """Remove a request's personal data."""
    _found(planner, access, receipt)
    by = access.member.login
    case = erase_contact(planner.store, planner.clock, receipt, by=by, version=seen)
    return _told(planner, case, access.member, response)


@router.post("/provinces/{province_code}/visits", status_code=201)
def report(province_code: str, told: VisitIn, planner: Planner, access: Reporter) -> VisitOut:
    """Report a visit done: history, what is still needed and the answered request follow."""
    access.need(province_code)
    fields = told.model_dump()
    said = {name: fields.pop(name) for name in ("served_on", "people", "rating", "comment")}
    wish = VisitReport(province_code=province_code, feedback=Feedback(**said), **fields)
    case = report_visit(planner.store, planner.clock, wish, by=access.member.login)
    return VisitOut(receipt=None if case is None else case.receipt)


@router.get("/provinces/{province_code}/promises")
def promises(province_code: str, planner: Planner, access: Reader) -> StatisticsOut:
    """Promises kept and broken: all services together first, then each."""
    access.need(province_code)
    found = promise_statistics(planner.store, planner.clock, province_code)
    return StatisticsOut(promises=list(found))


def _found(planner: App, access: Access, receipt: str) -> Case:
    with planner.store.reading() as reader:
        case = reader.case(receipt)
    access.need(case.province_code)
    return case


def _told(planner: App, case: Case, member: Member, response: Response) -> CaseOut:
    response.headers["ETag"] = tag_of(case.version)
    return told_cases(planner, (case,), member)[0]


def told_cases(planner: App, cases: Iterable[Case], member: Member) -> list[CaseOut]:
    """Personal data goes to those who decide and serve, and to whoever filed the request."""
    told = []
    for one in clocked(planner.store, planner.clock, cases):
        fields = {name: getattr(one.case, name, None) for name in CaseOut.model_fields}
        if not _sees_contact(one.case, member):
            fields |= MASKED
            fields["voice"] = _read_voice(one.case)
        fields["clock"] = one.clock
        told.append(CaseOut.model_validate(fields, from_attributes=True))
    return told


def _read_voice(case: Case) -> dict[str, object] | None:
    """What was said, its comment only once somebody let it through."""
    if case.voice is None:
        return None
    voice = case.voice
    is_open = voice.state is VoiceState.SHOWN
    return {
        "by": voice.by,
        "at": voice.at,
        "served_on": voice.served_on,
        "rating": voice.rating,
        "comment": voice.comment if is_open else None,
        "served": voice.served,
        "state": voice.state,
    }


MASKED = {"note": None, "contact_name": None, "contact_phone": None}


def _sees_contact(case: Case, member: Member) -> bool:
    serves = (Action.DECIDE_REQUEST, Action.REPORT_VISIT)
    is_own = case.filed_by == member.login
    return is_own or any(may(member, action, case.province_code) for action in serves)
