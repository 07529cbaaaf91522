"""What the pages of a plan say, and that names of villages are only ever text."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from api.pages.board import draw_board
from api.pages.headline import facts_of, gap_fact, gap_percent, gap_text
from api.pages.left_out import Filter, LeftOut
from planner.domain.calendar import Holiday, Horizon
from planner.domain.plan import Reason
from planner.domain.request import PlanRequest
from planner.domain.rules import Rule
from planner.domain.verdict import Verdict, Violation
from planner.words import Language
from tests.builders import (
    MONDAY,
    V1,
    V3,
    a_lodging,
    a_plan,
    a_record,
    a_request,
    a_route,
    a_service_request,
    a_travel,
    a_trip,
)  # fmt: skip
from tests.web import HOME, Site, a_member, a_site

TH, EN = Language.TH, Language.EN
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "${7*7} {{7*7}} {% raw %} `x` \\",
    "</script><script>alert(1)</script>",
    "\"' onmouseover=alert(1) x='",
)


@pytest.fixture(scope="module")
def request_() -> PlanRequest:
    return a_request()


def test_the_board_shows_every_unit_on_every_working_day(request_: PlanRequest) -> None:
    board = draw_board(request_, a_plan(request_, a_travel(request_)), EN)
    assert board.days == ("Mon 30 Nov", "Tue 1 Dec", "Wed 2 Dec", "Thu 3 Dec", "Fri 4 Dec")
    assert [row.mark.letter for row in board.rows] == ["A", "B"]
    first, second = board.rows
    assert first.total == "3 visits · 38 people"
    monday = first.cells[0]
    visits = [card for card in monday.cards if not card.is_lunch]
    assert [card.place for card in visits] == ["Ban Test 0101", "Ban Test 0201"]
    assert visits[0].people == 17
    assert [(line.service, line.people) for line in visits[0].served] == [
        ("Service id_card", 7),
        ("Service health", 10),
    ]
    assert "Ban Test 0102" in visits[0].guests
    assert visits[1].guests == ""
    assert second.cells[0].note == "No visit"
    assert second.has_routes
    assert monday.out.startswith("Out 08:00, back ")


def test_a_weekend_nobody_works_is_left_out_and_a_holiday_named() -> None:
    request = a_request(
        horizon=Horizon(start=MONDAY, days=7),
        holidays=(
            Holiday(date=MONDAY.replace(month=12, day=4), name_th="วันหยุด", name_en="Some holiday"),
        ),
    )
    board = draw_board(request, a_plan(request, a_travel(request)), EN)
    assert len(board.days) == 5
    assert board.rows[0].cells[4].note == "Holiday: Some holiday"


def test_a_night_away_is_shown() -> None:
    request = a_request(lodgings=(a_lodging(),))
    travel = a_travel(request)
    trip = a_trip(
        a_route(request, travel, "U1", 0, [(V1, "short", {(V1, "id_card"): 3})], end="L1"),
        a_route(request, travel, "U1", 1, [(V3, "short", {(V3, "id_card"): 3})], start="L1"),
    )
    board = draw_board(request, a_plan(request, travel, [trip]), EN)
    assert board.rows[0].cells[0].night == "Night at Officials' lodging"
    assert board.rows[0].cells[1].night == ""
    assert board.rows[1].total == "No visits in these days"


def test_the_headline_counts(request_: PlanRequest) -> None:
    plan = a_plan(request_, a_travel(request_))
    served, visited, left, promised, quality = facts_of(request_, plan, EN)
    assert promised.name == "Promises due"
    assert served.value == str(plan.people_served) == "58"
    assert (visited.value, visited.note) == ("4", "of 4 villages")
    assert left.value == str(sum(row.people for row in plan.unplanned))
    assert quality.value == "Not known yet"


@pytest.mark.parametrize(
    ("gap", "text"), [(0.0, "0.0"), (0.0001, "0.1"), (0.012, "1.2"), (0.0121, "1.3"), (None, "–")]
)
def test_a_gap_never_sounds_better_than_it_is(gap: float | None, text: str) -> None:
    assert gap_percent(gap) == text


def test_the_gap_in_words() -> None:
    assert gap_fact(0.0, EN).value == "Best possible"
    assert gap_fact(0.004, TH).value == "ห่างไม่เกิน 0.4 %"
    assert [gap_text(gap, EN) for gap in (None, 0.0, 0.004)] == [
        "Not known yet",
        "Best possible",
        "0.4 %",
    ]


def test_left_out_rows_stand_by_how_they_press() -> None:
    request = a_request(requests=(a_service_request(V3, "health", people=9),))
    plan = a_plan(request, a_travel(request), [])
    groups = LeftOut(request, plan, EN).groups(most_rows=3)
    assert [group.reason for group in groups] == [Reason.CAPACITY]
    assert (groups[0].total, len(groups[0].rows)) == (len(plan.unplanned), 3)
    first = groups[0].rows[0]
    assert (first.village_code, first.required, first.clock[:4]) == (V3, True, "Due ")
    assert groups[0].why
    rows, total = LeftOut(request, plan, EN).page(
        Filter(district_code=V3[:4], service_code="health"), first=1, most_rows=10
    )
    assert total == 3
    assert [row.service for row in rows] == ["Service health"] * 2


def test_left_out_rows_are_folded_by_district_and_then_by_tambon(site: Site) -> None:
    client = site.client(a_member())
    address = f"/plans/{site.plans[HOME].summary.id}/left-out?language=en"
    whole = client.get(address).text
    district = site.plans[HOME].plan.unplanned[0].village_code[:4]
    one = client.get(f"{address}&district={district}").text
    for page in (whole, one):
        assert "<details open>" in page
        rows = page.count('class="who"')
        assert rows
        assert page.count('href="/villages/') == rows, "to what it would take"
    folds = re.findall(r"<details[^>]*>\s*<summary><span class=\"group-title\">", whole)
    assert len(folds) == len({row.village_code[:4] for row in site.plans[HOME].plan.unplanned})


def test_what_may_wait_is_shown_only_when_asked_for() -> None:
    asked = a_request(requests=())
    yesterday = asked.horizon.start - timedelta(days=1)
    visited = tuple(a_record(d.village_code, d.service_code, yesterday) for d in asked.demands)
    request = replace(asked, history=visited)
    plan = a_plan(request, a_travel(request), [])
    calm = tuple(replace(row, reason=Reason.TOO_FAR, required=False) for row in plan.unplanned)
    found = LeftOut(request, replace(plan, unplanned=calm), TH)
    assert found.page(Filter(), first=0, most_rows=10) == ((), 0)
    assert found.page(Filter(reason=Reason.NOT_DUE), first=0, most_rows=10)[1] == len(calm)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    request = a_request()
    villages = tuple(
        replace(village, name_th=name, name_en=name, tambon_th=name, district_th=name)
        for village, name in zip(request.villages, HOSTILE, strict=True)
    )
    units = (replace(request.units[0], name_th=HOSTILE[0], name_en=HOSTILE[0]), request.units[1])
    return a_site(tmp_path_factory.mktemp("site"), replace(request, villages=villages, units=units))


OWN_SCRIPT = '<script type="module" src="/static/tables.js"></script>'


@pytest.mark.parametrize("language", ["th", "en"])
def test_hostile_names_are_text(site: Site, language: str) -> None:
    client = site.client(a_member())
    plan_id = site.plans[HOME].summary.id
    for path in ("/", "/newest", "/plans", f"/plans/{plan_id}", f"/plans/{plan_id}/left-out"):
        text = client.get(f"{path}?language={language}").text.replace(OWN_SCRIPT, "")
        assert "<img" not in text
        assert "<script" not in text
        assert "49" not in text.replace("149", "")
        assert "' onmouseover" not in text
        assert '" onmouseover' not in text
    page = client.get(f"/plans/{plan_id}").text
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "{{7*7}}" in page


def test_a_hostile_query_is_text(site: Site) -> None:
    client = site.client(a_member())
    plan_id = site.plans[HOME].summary.id
    query = "?reason=%22%3E%3Cscript%3E&district=%3Cscript%3E&service='%3E&x=%22%3E%3Cscript%3E"
    for path in ("/", "/plans", f"/plans/{plan_id}/left-out", "/login"):
        response = client.get(path + query)
        assert response.status_code in (200, 303)
        assert "<script" not in response.text.replace(OWN_SCRIPT, "")


def test_the_first_page_says_it_all(site: Site) -> None:
    text = site.client(a_member()).get("/newest").text
    plan_id = site.plans[HOME].summary.id
    for piece in (
        "แผนออกหน่วย จังหวัดแม่ฮ่องสอน",
        "30 พฤศจิกายน – 4 ธันวาคม 2569",
        "ผ่านการตรวจสอบทุกข้อ",
        "จัดทำเมื่อ",
        f'src="/plans/{plan_id}/map"',
        'sandbox="allow-scripts allow-popups"',
        f'href="/plans/{plan_id}/workbook"',
        f'href="/plans/{plan_id}/sheets/U1"',
        f"/plans/{plan_id}/left-out",
    ):
        assert piece in text, piece


def test_a_broken_plan_says_so(site: Site) -> None:
    stored = site.plans[HOME]
    broken = Verdict(
        plan_digest=stored.summary.digest,
        checker_version="1",
        value=0,
        violations=(Violation(rule=Rule.LUNCH, unit_code="U1", day=0),),
    )
    summary = replace(
        stored.summary,
        id="58-20261130-9",
        is_clean=False,
        run_id=None,
        created_at=stored.summary.created_at - timedelta(days=1),
    )
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        writer.add_plan(replace(stored, summary=summary, verdict=broken))
        writer.note("plan_stored", "plan:58-20261130-9")
    client = site.client(a_member())
    page = client.get("/plans/58-20261130-9").text
    assert "ผิดเงื่อนไข 1 ข้อ" in page
    assert 'id="violations"' in page
    assert "ไม่ผ่าน" in client.get("/plans").text


def test_files_are_what_they_claim(site: Site) -> None:
    client = site.client(a_member())
    base = f"/plans/{site.plans[HOME].summary.id}"
    workbook = client.get(f"{base}/workbook")
    assert workbook.content[:2] == b"PK"
    assert workbook.headers["content-disposition"].endswith('58-20261130-1.xlsx"')
    english = client.get(f"{base}/workbook?language=en")
    assert english.headers["content-disposition"].endswith('58-20261130-1-en.xlsx"')
    client.get("/plans?language=th")
    sheet = client.get(f"{base}/sheets/U1")
    assert sheet.content[:5] == b"%PDF-"
    assert client.get(f"{base}/sheets/U9").status_code == 404
    geojson = client.get(f"{base}/geojson")
    assert geojson.headers["content-type"] == "application/geo+json"
    assert geojson.json()["type"] == "FeatureCollection"
    assert "attachment" in client.get(f"{base}/map?download=1").headers["content-disposition"]
    assert "content-disposition" not in client.get(f"{base}/map").headers
    assert "Field plan" not in client.get(f"{base}/map").text
