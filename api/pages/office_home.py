"""The first page of who files requests and plans nothing: the own requests, and a new one."""

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from api.auth.guards import Access
from api.language import language_of
from api.pages.render import render
from api.pages.request_facts import TONES, clock_words
from planner.bootstrap import App
from planner.domain.people import Action, may
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.outputs.times import date_text, day_text, long_date_text
from planner.outputs.view import coded_name, name_of, whereabouts
from planner.usecases.own_requests import OwnRequest, OwnRequests, own_requests
from planner.words import Language, say

MOST_CLOSED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A request in words: what was asked for where, how it stands, what comes."""

    receipt: str
    village: str
    where: str
    asked: str
    state: str
    clock: str
    tone: str
    due: str
    comes: str


def office_home(
    request: Request, planner: App, access: Access, known: list[ProvinceVersion]
) -> Response:
    """Own requests with status and clock, how many wait, and the door to a new one."""
    language = language_of(request)
    codes = [p.code for p in known if may(access.member, Action.READ_REQUEST, p.code)]
    found = own_requests(planner.store, planner.clock, codes, access.member.login)
    filing = [p.code for p in known if may(access.member, Action.FILE_REQUEST, p.code)]
    closed = [_line(one, found, language) for one in found.closed[:MOST_CLOSED]]
    return render(
        request,
        "office_home.html",
        section="home",
        today=say("home_today", language, date=long_date_text(found.today, language)),
        names=", ".join(name_of(p, language) for p in known),
        facts=_facts(found, language),
        lines=[_line(one, found, language) for one in found.open],
        closed=closed,
        more=len(found.closed) - len(closed),
        province=filing[0] if len(filing) == 1 else "",
        may_file=bool(filing),
        public=known[0].code if len(known) == 1 else "",
    )


def _facts(found: OwnRequests, language: Language) -> list[tuple[str, str]]:
    counts = {
        "unanswered": found.unanswered,
        "coming": found.coming,
        "pressing": found.pressing,
        "open": len(found.open),
    }
    return [(say(f"office_home_{name}", language), f"{n:,}") for name, n in counts.items()]


def _line(one: OwnRequest, found: OwnRequests, language: Language) -> OwnLine:
    case = one.told.case
    data = found.provinces[case.province_code]
    village = next((v for v in data.villages if v.code == case.village_code), None)
    service = next((s for s in data.services if s.code == case.service_code), None)
    return OwnLine(
        receipt=case.receipt,
        village=case.village_code if village is None else name_of(village, language),
        where="" if village is None else whereabouts(village, language),
        asked=say(
            "office_home_asked", language,
            service=case.service_code if service is None else name_of(service, language),
            people=f"{case.people:,}",
        ),
        state=say(f"case_state_{case.state.value}", language),
        clock=clock_words(case, one.told.clock, language),
        tone=TONES[one.told.clock.state],
        due=say("office_home_due", language, date=date_text(case.due_on, language)),
        comes=_comes(one, data, language),
    )  # fmt: skip


def _comes(one: OwnRequest, data: ProvinceData, language: Language) -> str:
    """The announced visit, else the day or week agreed on, else nothing."""
    if one.visit is not None:
        unit = next((u for u in data.units if u.code == one.visit.unit_code), None)
        return say(
            "office_home_visit", language,
            date=day_text(one.visit.on, language),
            unit=one.visit.unit_code if unit is None else coded_name(unit, language),
        )  # fmt: skip
    agreed = one.told.case.agreed
    if agreed is None or not one.told.case.is_open:
        return ""
    if agreed.on_date is not None:
        return say("status_agreed_day", language, date=day_text(agreed.on_date, language))
    if agreed.week_of is not None:
        return say("status_agreed_week", language, date=date_text(agreed.week_of, language))
    return ""
