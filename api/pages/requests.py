"""Requests for planners and offices: the list with its clocks, and each one with its options."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import Planner
from api.errors import problem_of, status_of
from api.language import language_of
from api.pages.given import given_lines, given_listing
from api.pages.office import seen_case
from api.pages.provinces_seen import chosen_province
from api.pages.render import render
from api.pages.request_facts import CaseWriter
from api.pages.request_list import (
    WARN_DAYS,
    Chosen,
    StatisticsRow,
    choices,
    is_near,
    is_near_given,
    request_listing,
    statistics_rows,
)
from api.pages.status import said_of
from api.pages.tables import asked_of, table_file, table_view, wants_workbook
from planner.bootstrap import App
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.cases import Agreed
from planner.domain.errors import Conflict, InvalidDocument
from planner.domain.people import Action, may
from planner.domain.province import ProvinceVersion
from planner.outputs.listing import Listing, arranged
from planner.outputs.view import name_of
from planner.usecases.case_views import CaseView
from planner.usecases.cases import (
    decide_case,
    erase_contact,
    pause_case,
    postpone_case,
    resume_case,
    withdraw_case,
)
from planner.usecases.feedback import moderate_voice, say_feedback
from planner.usecases.options import find_options
from planner.usecases.promises import (
    MOST_CASES,
    Cut,
    clocked,
    given_requests,
    promises_by,
)
from planner.usecases.village_views import today_of
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
MOST_WEEKS = 8
OPTIONS_BUDGET_S = 8.0
Reader = Annotated[Access, Depends(Needs(Action.READ_REQUEST))]
Decider = Annotated[Access, Depends(Needs(Action.DECIDE_REQUEST))]
Filer = Annotated[Access, Depends(Needs(Action.FILE_REQUEST))]
Reason = Annotated[str, Form(max_length=2000)]
Version = Annotated[int, Form(ge=0, le=1_000_000)]


@router.get("/requests")
def requests_page(
    request: Request,
    planner: Planner,
    access: Reader,
    province: str = "",
    district: str = "",
    service: str = "",
    clock: str = "",
    state: str = "",
    own: str = "",
) -> Response:
    """Every request of a province with its clock; filters, search, order, workbook."""
    language = language_of(request)
    code, known = chosen_province(planner, access, province)
    chosen = Chosen(district=district, service=service, clock=clock, state=state, own=own)
    with planner.store.reading() as reader:
        data = reader.province(code)
        cases = reader.cases(province_codes=(code,), limit=MOST_CASES)
    told = clocked(planner.store, planner.clock, cases)
    found = [one for one in told if chosen.holds(one, access.member)]
    listing = request_listing(found, data, language)
    given = given_requests(data, {case.receipt for case in cases}, today_of(planner.clock))
    held = [one for one in given if chosen.holds_given(one)]
    came = given_listing(held, data, language)
    if wants_workbook(request):
        both = Listing(headings=listing.headings, lines=(*listing.lines, *came.lines))
        return table_file(
            request, both, language, title_code="office_menu", file_name=f"requests-{code}"
        )
    matching = {line.key for line in arranged(came, asked_of(request))}
    filters = {
        "province": province, "district": district, "service": service, "clock": clock,
        "state": state, "own": own,
    }  # fmt: skip
    near = sum(map(is_near, told))
    near_given = sum(map(is_near_given, given))
    return render(
        request,
        "requests_list.html",
        section="requests",
        province=code,
        provinces=known,
        heading=_heading(known, code, language),
        table=table_view(request, listing, language, name="requests", filters=filters),
        choices=choices(data, chosen, language),
        own=own,
        near=near + near_given,
        near_at="requests" if near else "given",
        given=given_lines((o for o in held if o.request.code in matching), data, language),
        warn_days=WARN_DAYS,
        may_file=may(access.member, Action.FILE_REQUEST, code),
        statistics=_statistics(planner, code, language),
    )


@router.get("/requests/{receipt}")
def request_page(
    request: Request,
    receipt: str,
    planner: Planner,
    access: Reader,
    weeks: Annotated[int, Query(ge=0, le=MOST_WEEKS)] = 0,
    wrong: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """One request: what was asked, how its promise stands, when it could be served, decisions."""
    view = seen_case(planner, access, receipt)
    language = language_of(request)
    return _page(request, planner, access, view, language, weeks=weeks, wrong=wrong)


@router.post("/requests/{receipt}/decision")
def decide(
    request: Request,
    receipt: str,
    planner: Planner,
    access: Decider,
    step: Annotated[str, Form(max_length=20)] = "",
    reason: Reason = "",
    version: Version = 0,
    choice: Annotated[str, Form(max_length=120)] = "",
    week: Annotated[str, Form(max_length=10)] = "",
    until: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Accept for a day, for a week or at all; decline, put off, stop or start the clock, erase."""
    seen_case(planner, access, receipt)
    wish = _Wish(
        receipt=receipt, step=step, reason=reason, version=version,
        choice=choice, week=week, until=until,
    )  # fmt: skip
    try:
        _take(planner, wish, access.member.login)
    except (Conflict, InvalidDocument) as error:
        needs_day = wish.step in ("postpone", "week")
        return _refused(request, planner, access, receipt, error, needs_day=needs_day)
    return RedirectResponse(f"/requests/{receipt}", SEE_OTHER)


@router.post("/requests/{receipt}/withdrawal")
def withdraw(
    request: Request,
    receipt: str,
    planner: Planner,
    access: Filer,
    reason: Reason = "",
    version: Version = 0,
) -> Response:
    """Take a request back."""
    seen_case(planner, access, receipt)
    try:
        withdraw_case(
            planner.store, planner.clock, receipt,
            reason=reason, by=access.member.login, version=version,
        )  # fmt: skip
    except Conflict as error:
        return _refused(request, planner, access, receipt, error)
    return RedirectResponse(f"/requests/{receipt}", SEE_OTHER)


@router.post("/requests/{receipt}/feedback")
def feedback(
    request: Request,
    receipt: str,
    planner: Planner,
    access: Filer,
    served_on: Annotated[str, Form(max_length=10)] = "",
    rating: Annotated[str, Form(max_length=2)] = "",
    people: Annotated[str, Form(max_length=8)] = "",
    still_need: Annotated[str, Form(max_length=8)] = "",
    comment: Reason = "",
) -> Response:
    """What the office says after the visit; its numbers count at once."""
    view = seen_case(planner, access, receipt)
    try:
        said = said_of(view.case.service_code, served_on, rating, people, still_need, comment)
        say_feedback(planner.store, planner.clock, receipt, said, by=access.member.login)
    except (Conflict, InvalidDocument) as error:
        return _refused(request, planner, access, receipt, error)
    except ValueError:
        return RedirectResponse(f"/requests/{receipt}?wrong=feedback_wrong", SEE_OTHER)
    return RedirectResponse(f"/requests/{receipt}", SEE_OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What a decision form asks for."""

    receipt: str
    step: str
    reason: str
    version: int
    choice: str
    week: str
    until: str


def _take(planner: App, wish: _Wish, by: str) -> None:
    store, clock, receipt = planner.store, planner.clock, wish.receipt
    reason, version = wish.reason, wish.version
    if wish.step == "decline":
        decide_case(store, clock, receipt, accept=False, reason=reason, by=by, version=version)
    elif wish.step == "postpone":
        until = _day(wish.until)
        postpone_case(store, clock, receipt, until=until, reason=reason, by=by, version=version)
    elif wish.step == "pause":
        pause_case(store, clock, receipt, reason=reason, by=by, version=version)
    elif wish.step == "resume":
        resume_case(store, clock, receipt, by=by, version=version)
    elif wish.step == "erase":
        erase_contact(store, clock, receipt, by=by, version=version)
    elif wish.step in ("show", "hide"):
        is_shown = wish.step == "show"
        moderate_voice(store, clock, receipt, is_shown=is_shown, by=by, version=version)
    else:
        agreed = _agreed(wish.choice, wish.week if wish.step == "week" else None)
        decide_case(
            store, clock, receipt,
            accept=True, reason=reason, by=by, version=version, agreed=agreed,
        )  # fmt: skip


def _page(
    request: Request,
    planner: App,
    access: Access,
    view: CaseView,
    language: Language,
    *,
    weeks: int = 0,
    wrong: str = "",
    why: str = "",
    status: int = 200,
) -> Response:
    case, member = view.case, access.member
    decides = may(member, Action.DECIDE_REQUEST, case.province_code)
    sees = decides or case.filed_by == member.login
    sees = sees or may(member, Action.REPORT_VISIT, case.province_code)
    writer = CaseWriter(view, language)
    options = None
    if weeks and case.is_open:
        options = find_options(
            planner.store, planner.clock, case, weeks=weeks, budget_s=OPTIONS_BUDGET_S
        )
    has_day = view.visit is not None or (case.agreed is not None and case.agreed.on_date)
    may_say = view.may_be_told_of
    return render(
        request,
        "requests_one.html",
        status=status,
        section="requests",
        case=case,
        writer=writer,
        decides=decides,
        sees=sees,
        comment=writer.comment(serves=sees),
        options=None if options is None else writer.options(options),
        why_not=() if options is None else writer.weeks(options),
        nothing_known=options is not None and all(week.is_unknown for week in options.weeks),
        more_weeks=min(MOST_WEEKS, (weeks or 2) * 2),
        weeks=weeks,
        has_day=bool(has_day),
        may_withdraw=case.is_open and may(member, Action.FILE_REQUEST, case.province_code),
        may_say=may_say and may(member, Action.FILE_REQUEST, case.province_code),
        first_day=case.filed_at.astimezone(LOCAL_ZONE).date().isoformat(),
        today=view.today.isoformat(),
        wrong=say(wrong, language) if wrong in ("feedback_wrong",) else why,
    )


def _refused(
    request: Request,
    planner: App,
    access: Access,
    receipt: str,
    error: Conflict | InvalidDocument,
    *,
    needs_day: bool = False,
) -> Response:
    """The page as it stands now, with why the step was not taken."""
    language = language_of(request)
    view = seen_case(planner, access, receipt)
    told = problem_of(error)
    why = say("case_refused", language, why=f"{told.title(language)}. {told.advice(language)}")
    if needs_day and isinstance(error, InvalidDocument):
        why = say("case_refused_day", language)
    return _page(request, planner, access, view, language, why=why, status=status_of(error))


def _agreed(choice: str, week: str | None) -> Agreed | None:
    """A day with its unit ("2026-12-01 U1"), a week by any of its days, or nothing."""
    if choice:
        day, _, unit = choice.partition(" ")
        return Agreed(on_date=_day(day), unit_code=unit or None)
    if week is not None:
        when = _day(week)
        return Agreed(week_of=when - timedelta(days=when.weekday()))
    return None


def _day(text: str) -> date:
    """A day; one that cannot be read is refused as long past."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return date(1900, 1, 1)


def _heading(known: list[ProvinceVersion], code: str, language: Language) -> str:
    name = next((name_of(p, language) for p in known if p.code == code), code)
    return say("requests_title", language, province=name)


def _statistics(
    planner: App, code: str, language: Language
) -> list[tuple[str, list[StatisticsRow]]]:
    """Promises kept by district, service and month."""
    with planner.store.reading() as reader:
        data = reader.province(code)
    english = language is Language.EN
    names = {
        Cut.DISTRICT: {
            v.district_code: (english and v.district_en) or v.district_th or v.district_code
            for v in data.villages
        },
        Cut.SERVICE: {s.code: name_of(s, language) for s in data.services},
        Cut.MONTH: {},
    }
    return [
        (
            say(f"requests_by_{cut.value}", language),
            statistics_rows(promises_by(planner.store, planner.clock, (code,), cut), known),
        )
        for cut, known in names.items()
    ]
