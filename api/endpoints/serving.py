"""Requests to the end: when they could be served, put off, spoken of; promises near breach."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth.guards import Access, Needs
from api.deps import Planner, Spoken
from api.endpoints.requests import told_cases
from api.schemas.cases import (
    CaseOut,
    CasesOut,
    GroupedOut,
    ModerationIn,
    PostponementIn,
    SaidIn,
    ServeOptionOut,
    ServeOptionsOut,
    WeekLookedOut,
)
from api.versions import SeenVersion, tag_of
from planner.bootstrap import App
from planner.domain.cases import Case
from planner.domain.options import WeekLooked
from planner.domain.people import Action, Member
from planner.domain.recording import ServedCount
from planner.outputs.unplanned import reason_text
from planner.outputs.view import name_of
from planner.usecases.cases import postpone_case
from planner.usecases.feedback import Said, moderate_voice, say_feedback
from planner.usecases.options import find_options
from planner.usecases.promises import Cut, near_breach, promises_by
from planner.words import Language, say

router = APIRouter(tags=["requests"])

MOST_WEEKS = 8
Filer = Annotated[Access, Depends(Needs(Action.FILE_REQUEST))]
Reader = Annotated[Access, Depends(Needs(Action.READ_REQUEST))]
Decider = Annotated[Access, Depends(Needs(Action.DECIDE_REQUEST))]
Weeks = Annotated[int, Query(ge=1, le=MOST_WEEKS, description="How many weeks from this one on.")]
Days = Annotated[int, Query(ge=0, le=60, description="Working days left, or fewer.")]


@router.get("/requests/{receipt}/serving")
def serving(
    receipt: str, planner: Planner, access: Reader, language: Spoken, weeks: Weeks = 3
) -> ServeOptionsOut:
    """Unit-days that could serve a request, each with what it takes and who would give way.

    Nothing is searched anew: each option is one change of the plan that counts for its week,
    judged by the checker. Takes a second or two a week.
    """
    case = _found(planner, access, receipt)
    found = find_options(planner.store, planner.clock, case, weeks=weeks)
    return ServeOptionsOut(
        options=[ServeOptionOut.model_validate(option) for option in found.options],
        earliest=found.earliest,
        weeks=[
            WeekLookedOut(
                start=week.start,
                plan_id=week.plan_id,
                options=week.options,
                why_not=None if week.options else _why_not(planner, case, week, language),
            )
            for week in found.weeks
        ],
    )


@router.post("/requests/{receipt}/postponement")
def postpone(
    access: Decider,
    receipt: str,
    wish: PostponementIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> CaseOut:
    """Put a request off; its clock runs on."""
    _found(planner, access, receipt)
    case = postpone_case(
        planner.store, planner.clock, receipt,
        until=wish.until, reason=wish.reason, by=access.member.login, version=seen,
    )  # fmt: skip
    return _told(planner, case, access.member, response)


@router.post("/requests/{receipt}/feedback")
def give_feedback(
    access: Filer, receipt: str, said: SaidIn, planner: Planner, response: Response
) -> CaseOut:
    """Say how the visit was; numbers change history and needs, unless a field team counted."""
    _found(planner, access, receipt)
    told = Said(
        served_on=said.served_on,
        rating=said.rating,
        comment=said.comment,
        served=tuple(ServedCount(**one.model_dump()) for one in said.served),
    )
    case = say_feedback(planner.store, planner.clock, receipt, told, by=access.member.login)
    return _told(planner, case, access.member, response)


@router.post("/requests/{receipt}/moderation")
def moderate(
    access: Decider,
    receipt: str,
    wish: ModerationIn,
    seen: SeenVersion,
    planner: Planner,
    response: Response,
) -> CaseOut:
    """Let what was said through, or keep it back."""
    _found(planner, access, receipt)
    by = access.member.login
    case = moderate_voice(
        planner.store, planner.clock, receipt, is_shown=wish.is_shown, by=by, version=seen
    )
    return _told(planner, case, access.member, response)


@router.get("/provinces/{province_code}/near-breach")
def breaches(
    province_code: str, planner: Planner, access: Reader, working_days: Days = 5
) -> CasesOut:
    """Open promises that break within so many working days or are broken, the worst first."""
    access.need(province_code)
    near = near_breach(planner.store, planner.clock, (province_code,), working_days=working_days)
    cases = [one.case for one in near]
    return CasesOut(requests=told_cases(planner, cases, access.member), next_cursor=None)


@router.get("/provinces/{province_code}/promises/{cut}")
def promises_in_groups(
    province_code: str, cut: Cut, planner: Planner, access: Reader
) -> GroupedOut:
    """Promises kept and broken by province, district, service, or month in which they fall due."""
    access.need(province_code)
    found = promises_by(planner.store, planner.clock, (province_code,), cut)
    return GroupedOut(groups=dict(found))


def _found(planner: App, access: Access, receipt: str) -> Case:
    with planner.store.reading() as reader:
        case = reader.case(receipt)
    access.need(case.province_code)
    return case


def _told(planner: App, case: Case, member: Member, response: Response) -> CaseOut:
    response.headers["ETag"] = tag_of(case.version)
    return told_cases(planner, (case,), member)[0]


def _why_not(planner: App, case: Case, week: WeekLooked, language: Language) -> str:
    if week.is_over:
        return say("case_week_over", language)
    if week.is_unknown:
        return say("case_week_unknown", language)
    if week.reason is None:
        return say("case_week_full", language)
    with planner.store.reading() as reader:
        data = reader.province(case.province_code)
    names = {unit.code: name_of(unit, language) for unit in data.units}
    names |= {village.code: name_of(village, language) for village in data.villages}
    names |= {service.code: name_of(service, language) for service in data.services}
    return reason_text(week.reason, language, names)
