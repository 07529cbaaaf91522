"""The board's pages: where the keyboard lands, what an effect says, and what is signed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from api.pages.board import draw_board
from api.pages.broken import tell_broken
from api.pages.effects import figures_of
from planner.domain.calendar import Holiday
from planner.domain.demand import Pin
from planner.domain.people import Role
from planner.domain.plan import Plan, Stop, Term
from planner.domain.request import PlanRequest
from planner.domain.rules import Rule, TermCode
from planner.domain.verdict import Violation
from planner.words import Language, say
from tests.builders import MONDAY, a_plan, a_request, a_travel
from tests.web import HOME, Site, a_member, a_site

TH, EN = Language.TH, Language.EN
HOST, GUEST = "58010101", "58010102"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    friday = Holiday(date=MONDAY.replace(month=12, day=4), name_th="วันหยุด", name_en="Holiday")
    return a_site(tmp_path, a_request(holidays=(friday,)))


@pytest.fixture(scope="module")
def request_() -> PlanRequest:
    return a_request()


def effect(site: Site, **wish: str) -> str:
    """What a wish about the first visit of U1 on Monday would do."""
    plan_id = site.plans[HOME].summary.id
    stop = next(r for r in site.plans[HOME].plan.routes if r.unit_code == "U1").visits[0]
    fields = {
        "unit_code": "U1",
        "on_date": "2026-11-30",
        "place_code": stop.place_code,
        "village_code": stop.servings[0].village_code,
        "seen": "0",
        **wish,
    }
    answer = site.client(a_member()).post(f"/plans/{plan_id}/board/effect?language=en", data=fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_keyboard_lands_on_saving_only_where_nothing_breaks(site: Site) -> None:
    good = effect(site, action="pin")
    assert '<button type="submit" data-first>Save as a new version' in good
    assert "Nothing else in the plan changes" in good
    assert "<table" not in good
    assert "±0" not in good
    bad = effect(site, action="move", to_unit_code="U2", to_date="2026-12-04")
    assert "rules would be broken" in bad
    assert 'class="bd-figures"' in bad
    assert bad.count("data-first") == 1
    assert "data-close data-first>Do not save" in bad
    assert bad.index("Do not save") < bad.index("Save although rules are broken")


def test_a_day_too_long_names_unit_day_and_clock(request_: PlanRequest) -> None:
    plan = a_plan(request_, a_travel(request_))
    route = next(r for r in plan.routes if r.unit_code == "U1")
    trips = tuple(
        replace(trip, routes=tuple(
            replace(r, return_s=22 * 3600 + 7 * 60 + 50) if r == route else r for r in trip.routes
        ))
        for trip in plan.trips
    )  # fmt: skip
    late = replace(plan, trips=trips)
    found = Violation(
        rule=Rule.SHIFT,
        unit_code="U1",
        day=route.day,
        facts={"fault": "after_shift", "over_s": 5 * 3600 + 37 * 60 + 50},
    )
    told = tell_broken(found, request_, late, EN)
    assert told.startswith("U1 Mobile unit U1, Mon 30 Nov: ")
    assert "5 h 38 min after" in told
    assert "back at 22:08; hours end at " in told
    assert "กลับถึง 22:08 น." in tell_broken(found, request_, late, TH)
    bare = Violation(rule=Rule.COMPLETE)
    assert ":" not in tell_broken(bare, request_, late, EN)


def test_a_stop_that_serves_only_a_neighbour_is_pinned_for_the_neighbour() -> None:
    plain = a_request()
    asked = replace(plain, pins=(Pin(village_code=GUEST, on_date=MONDAY, unit_code="U1"),))
    plan = only_guests(a_plan(plain, a_travel(plain)))
    row = next(row for row in draw_board(asked, plan, TH).rows if row.unit_code == "U1")
    card = row.cells[0].cards[0]
    assert (card.place_code, card.village_code, card.is_pinned) == (HOST, GUEST, True)
    both = draw_board(asked, a_plan(plain, a_travel(plain)), TH).rows[0].cells[0].cards[0]
    assert both.village_code == HOST


def only_guests(plan: Plan) -> Plan:
    """The same plan, but nobody of the host's own village is served there."""

    def without(stop: Stop) -> Stop:
        guests = tuple(s for s in stop.servings if s.village_code != HOST)
        return replace(stop, servings=guests) if stop.place_code == HOST else stop

    trips = tuple(
        replace(trip, routes=tuple(
            replace(route, stops=tuple(map(without, route.stops))) for route in trip.routes
        ))
        for trip in plan.trips
    )  # fmt: skip
    return replace(plan, trips=trips)


def test_the_lowest_district_is_told_in_per_cent(request_: PlanRequest) -> None:
    plan = a_plan(request_, a_travel(request_))
    rest = tuple(term for term in plan.terms if term.tier != 2)
    before, after = (
        replace(plan, terms=(*rest, Term(code=TermCode.EQUITY, tier=2, points=points)))
        for points in (3741, 3729)
    )
    figures = {one.name: one for one in figures_of(request_, before, after, EN)}
    share = figures["Lowest district (share of a year's need)"]
    assert (share.before, share.after, share.change) == ("37.41 %", "37.29 %", "−0.12")
    assert share.trend == "bad"


def test_what_is_signed_stands_beside_the_button(site: Site) -> None:
    plan_id = site.plans[HOME].summary.id
    head = site.client(a_member(Role.APPROVER, login="head"))
    text = head.get(f"/plans/{plan_id}/board?language=en").text
    signed = text[text.index('class="bd-signed"') : text.index('class="bd-offer"')]
    for words in ("People served", "Due but left out", "Independent checker", "Overrides"):
        assert words in signed, words
    assert '<a href="#life">Approve this plan</a>' in text
    assert "<b>U1</b> · " in text


@pytest.mark.parametrize("language", list(Language))
def test_a_village_left_out_leads_to_what_it_would_take(site: Site, language: Language) -> None:
    client = site.client(a_member())
    board = f"/plans/{site.plans[HOME].summary.id}/board"
    page = client.get(f"{board}?language={language}&most=1000").text
    waiting = re.findall(r'data-village="(\d+)" data-key="v\|', page)
    assert waiting
    told = say("board_what_it_takes", language)
    for code in waiting:
        assert re.search(rf'<a href="/villages/{code}#why"[^>]*>{told}</a>', page), code
    form = client.get(f"{board}/card?village_code={waiting[0]}&language={language}").text
    assert f'<a href="/villages/{waiting[0]}#why">{told}</a>' in form
    assert 'id="why"' in client.get(f"/villages/{waiting[0]}").text
