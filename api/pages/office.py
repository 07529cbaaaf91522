"""The office's pages: a request on one screen, its receipt, its calendar file."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import Planner
from api.language import language_of
from api.pages.office_checks import Doubts, doubts_of, twin_lines
from api.pages.once import done_once, form_key
from api.pages.provinces_seen import chosen_province
from api.pages.render import render
from api.pages.request_facts import CaseWriter, services_of
from geodata.numerals import dialled
from geodata.places import Village
from planner.bootstrap import App
from planner.domain.cases import Case
from planner.domain.errors import InvalidDocument, WrongState
from planner.domain.people import Action, may
from planner.outputs.qr import qr_image
from planner.outputs.view import name_of, whereabouts
from planner.outputs.visit_calendar import visit_calendar
from planner.usecases.case_views import MOST_FOUND, CaseView, find_villages, view_case
from planner.usecases.cases import DAYS_AHEAD, Wish, file_case
from planner.usecases.village_views import today_of
from planner.words import Language, say

router = APIRouter(include_in_schema=False)

SEE_OTHER, UNPROCESSABLE = 303, 422
CALENDAR_TYPE = "text/calendar; charset=utf-8"
Filer = Annotated[Access, Depends(Needs(Action.FILE_REQUEST))]
Reader = Annotated[Access, Depends(Needs(Action.READ_REQUEST))]
Text = Annotated[str, Form(max_length=200)]


@router.get("/requests/new")
def request_form(
    request: Request, planner: Planner, access: Filer, province: str = "", village: str = ""
) -> Response:
    """The form: village, service, people, days that suit, whom to call."""
    code, _ = chosen_province(planner, access, province)
    return _form(request, planner, access, code, {"village": village[:200]}, {})


@router.post("/requests/new")
def file_request(
    request: Request,
    planner: Planner,
    access: Filer,
    province: Text = "",
    asked: Annotated[str, Query(alias="province", max_length=20)] = "",
    village: Text = "",
    village_code: Text = "",
    service: Text = "",
    people: Text = "",
    day: Annotated[list[Text] | None, Form(max_length=5)] = None,
    contact_name: Text = "",
    contact_phone: Annotated[str, Form(max_length=50)] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
    form: Annotated[str, Form(max_length=40)] = "",
    again: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """File it and show the receipt; what is wrong is marked in the form, nothing typed is lost.

    A request like an open one, or for more people than live there, is told of first; `again` names
    what was told of.
    """
    code, _ = chosen_province(planner, access, province or asked)
    with planner.store.reading() as reader:
        data = reader.province(code)
    found = find_villages(data, village_code or village)
    typed = {
        "village": village, "service": service, "people": people, "contact_name": contact_name,
        "contact_phone": contact_phone, "note": note,
    }  # fmt: skip
    days = tuple(_date(text) for text in day or () if text.strip())
    wrong = {
        "village": _village_fault(found),
        "service": "" if service in {s.code for s in data.services} else "office_wrong_service",
        "people": "" if _count(people) else "office_wrong_people",
        "day": "" if all(_is_ahead(planner, when) for when in days) else "office_wrong_dates",
        "contact_phone": "office_wrong_phone" if dialled(contact_phone) is None else "",
    }
    doubts = Doubts()
    if not any(wrong.values()):
        wish = Wish(
            province_code=code,
            village_code=found[0].code,
            service_code=service,
            people=_count(people) or 1,
            note=note.strip(),
            contact_name=contact_name.strip(),
            contact_phone=dialled(contact_phone) or "",
            wished_dates=tuple(when for when in days if when is not None),
        )
        try:
            address = done_once(
                planner, access.member.login, form, (wish, again),
                lambda: _filed(planner, wish, access.member.login, again),
            )  # fmt: skip
        except _Doubtful as doubtful:
            doubts = doubtful.doubts
            typed["village"] = _suggestion(found[0], language_of(request))
        except InvalidDocument as error:
            wrong |= {_field(fault.field): _fault(fault.field) for fault in error.faults}
        else:
            return RedirectResponse(address or "/requests", SEE_OTHER)
    return _form(
        request, planner, access, code, typed, wrong,
        found=found if len(found) > 1 else (), days=day or (),
        status=200 if doubts.key else UNPROCESSABLE, doubts=doubts,
    )  # fmt: skip


@router.get("/requests/{receipt}/receipt")
def receipt_page(request: Request, receipt: str, planner: Planner, access: Reader) -> Response:
    """The receipt, to print or keep on the phone; the code is for who filed and who decides."""
    view = seen_case(planner, access, receipt)
    language = language_of(request)
    case = view.case
    sees_code = case.filed_by == access.member.login or may(
        access.member, Action.DECIDE_REQUEST, case.province_code
    )
    address = status_address(request, case) if sees_code else ""
    qr = qr_image(address) if address else ""
    plain = str(request.base_url).rstrip("/") + "/status"
    body = say("receipt_mail_body", language, receipt=case.receipt, code=case.code, address=address)
    subject = say("receipt_mail_subject", language, receipt=case.receipt)
    return render(
        request,
        "office_receipt.html",
        section="requests",
        writer=CaseWriter(view, language),
        case=case,
        code=case.code if sees_code else "",
        qr=qr,
        plain=plain,
        mail=f"mailto:?subject={quote(subject)}&body={quote(body)}" if address else "",
    )


@router.get("/requests/{receipt}/visit.ics")
def calendar_file(request: Request, receipt: str, planner: Planner, access: Reader) -> Response:
    """The agreed or announced visit as a calendar file."""
    return calendar_response(seen_case(planner, access, receipt), language_of(request))


def seen_case(planner: App, access: Access, receipt: str) -> CaseView:
    """A request, if this person may read those of its province."""
    with planner.store.reading() as reader:
        case = reader.case(receipt)
    access.need(case.province_code)
    return view_case(planner.store, planner.clock, case)


def status_address(request: Request, case: Case) -> str:
    """Where the request can be followed without an account."""
    query = urlencode({"receipt": case.receipt, "code": case.code})
    return f"{str(request.base_url).rstrip('/')}/status?{query}"


def calendar_response(view: CaseView, language: Language) -> Response:
    """The visit as a file; `WrongState` while neither a day is agreed nor a visit announced."""
    writer = CaseWriter(view, language)
    case, notice = view.case, view.visit
    on = notice.date if notice is not None else case.agreed.on_date if case.agreed else None
    if on is None:
        raise WrongState("no day yet", state=case.state.value, receipt=case.receipt)
    content = visit_calendar(
        uid=f"request-{case.receipt}",
        made_at=case.steps[-1].at if case.steps else case.filed_at,
        on=on,
        opens_s=None if notice is None else notice.opens_s,
        closes_s=None if notice is None else notice.closes_s,
        summary=f"{say('office_form_title', language)}: {writer.village}",
        location=f"{writer.village} {writer.where}".strip(),
        description=f"{writer.asked()} ({case.receipt})",
    )
    name = f"visit-{case.receipt}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=CALENDAR_TYPE, headers=headers)


def _form(
    request: Request,
    planner: App,
    access: Access,
    province_code: str,
    typed: dict[str, str],
    wrong: dict[str, str],
    *,
    found: tuple[Village, ...] = (),
    days: Iterable[str] = (),
    status: int = 200,
    doubts: Doubts | None = None,
) -> Response:
    language, doubts = language_of(request), doubts or Doubts()
    with planner.store.reading() as reader:
        data = reader.province(province_code)
    _, known = chosen_province(planner, access, province_code)
    given = [*days, "", "", ""][:3]
    fields = ("village", "service", "people", "contact_name", "contact_phone", "note")
    return render(
        request,
        "office_form.html",
        status=status,
        section="requests",
        narrow=True,
        form=form_key(),
        again=doubts.key,
        twins=twin_lines(doubts.twins, doubts.village_code, language),
        lived=doubts.lived,
        asked=doubts.people,
        province=province_code,
        provinces=known,
        villages=[_suggestion(v, language) for v in data.villages],
        services=services_of(data, language),
        typed={name: typed.get(name, "") for name in fields},
        days=list(enumerate(given, start=1)),
        wrong={name: wrong.get(name, "") for name in (*fields, "day")},
        found=[
            (v.code, name_of(v, language), whereabouts(v, language)) for v in found[:MOST_FOUND]
        ],
        found_count=len(found),
        today=planner.clock.now().date().isoformat(),
    )


class _Doubtful(Exception):
    """Something speaks against a request, and whoever sends it was not told of it."""

    def __init__(self, doubts: Doubts) -> None:
        super().__init__(doubts.key)
        self.doubts = doubts


def _filed(planner: App, wish: Wish, login: str, again: str) -> str:
    """File a request; the address of its receipt. Looked at here so that a second click waits."""
    doubts = doubts_of(planner, wish)
    if doubts.key and doubts.key != again:
        raise _Doubtful(doubts)
    case = file_case(planner.store, planner.clock, wish, by=login)
    return f"/requests/{case.receipt}/receipt"


def _suggestion(village: Village, language: Language) -> str:
    other = village.name_en if language is Language.TH else village.name_th
    where = whereabouts(village, language)
    return f"{village.code} {name_of(village, language)} {where} {other}".strip()


def _village_fault(found: tuple[Village, ...]) -> str:
    if len(found) == 1:
        return ""
    return "office_which_village" if found else "office_no_village"


def _field(path: str) -> str:
    return {"wished_dates": "day", "village_code": "village", "service_code": "service"}.get(
        path, "people" if path == "people" else "note"
    )


def _fault(path: str) -> str:
    codes = {"wished_dates": "office_wrong_dates", "people": "office_wrong_people"}
    return codes.get(path, "office_wrong")


def _count(text: str) -> int | None:
    """A number of people; Thai digits too."""
    plain = text.strip()
    if not plain.isdecimal() or len(plain) > 7:
        return None
    return int(plain) or None


def _is_ahead(planner: App, when: date | None) -> bool:
    today = today_of(planner.clock)
    return when is not None and today <= when <= today + timedelta(days=DAYS_AHEAD)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
