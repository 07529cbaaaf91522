"""A road closed after a plan was made: told on every page where the plan is led on or printed."""

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.life import take_step
from planner.words import Language, say
from tests.builders import a_request
from tests.knowingly import led_on_knowingly
from tests.printed import pages_of
from tests.web import HOME, Site, a_member, a_site

AT_THE_FIRST = {"province": HOME, "position": "19.3, 98.02", "reason": "a slide"}
TOLD = {"th": "ผ่านถนนที่ปิดหลังจากทำแผนนี้", "en": "a road closed since this plan was made"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def close(site: Site, **more: str) -> None:
    sent = site.client(a_member()).post("/roads/closures", data={**AT_THE_FIRST, **more})
    assert sent.status_code == 303, sent.text


def pages(site: Site) -> dict[str, str]:
    plan = f"/plans/{site.plans[HOME].summary.id}"
    return {"plan": plan, "board": f"{plan}/board", "print": f"{plan}/print", "home": "/"}


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_closure_recorded_since_is_told_on_every_page_of_the_plan(
    site: Site, language: str
) -> None:
    client = site.client(a_member())
    for address in pages(site).values():
        assert TOLD[language] not in client.get(f"{address}?language={language}").text
    close(site)
    for name, address in pages(site).items():
        page = client.get(f"{address}?language={language}").text
        assert TOLD[language] in page, name
    plan = site.plans[HOME]
    unit = next(u for u in a_request().units if u.code == plan.plan.routes[0].unit_code)
    board = client.get(f"/plans/{plan.summary.id}/board?language={language}").text
    life = board[board.index('id="life"') :]
    assert TOLD[language] in life
    assert f"{unit.code} {unit.name_th if language == 'th' else unit.name_en}" in life
    assert f"plan={plan.summary.id}#replan" in life
    assert "a slide" in life


def test_a_closure_recorded_since_is_drawn_on_the_map(site: Site) -> None:
    client = site.client(a_member())
    address = f"/plans/{site.plans[HOME].summary.id}/map"

    def drawn() -> list[str]:
        page = client.get(address).text
        data = re.findall(r'id="plan-data">(.*?)</script>', page, re.DOTALL)[0]
        return [one["reason"] for one in json.loads(data)["roadsToday"]["since"]]

    assert drawn() == []
    close(site)
    assert drawn() == ["a slide"]


@pytest.mark.parametrize(
    "more",
    [
        {"position": "17.9, 97.8"},
        {"from_date": "2027-03-01", "to_date": "2027-03-02"},
    ],
)
def test_a_closure_elsewhere_or_of_other_days_is_not_told(site: Site, more: dict[str, str]) -> None:
    close(site, **more)
    client = site.client(a_member())
    for address in pages(site).values():
        assert TOLD["en"] not in client.get(f"{address}?language=en").text


def test_a_closure_of_days_that_are_over_is_not_told(site: Site) -> None:
    close(site)
    site.clock.forward(minutes=60 * 24 * 20)
    address = f"/plans/{site.plans[HOME].summary.id}?language=en"
    assert TOLD["en"] not in site.client(a_member()).get(address).text


def test_a_plan_over_a_road_closed_since_is_led_on_only_knowingly(site: Site) -> None:
    close(site)
    kept = led_on_knowingly(site, "roads_closed_since", "despite_closures")
    assert all(str(e.facts["despite_closures"]).startswith("C-") for e in kept)


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_verdict_from_before_is_not_praised_where_roads_are_closed(
    site: Site, language: str
) -> None:
    client = site.client(a_member())
    addresses = [pages(site)[name] for name in ("plan", "board")]
    praise = f"✓</span> {say('page_verdict_clean', Language(language))}"
    for address in addresses:
        assert praise in client.get(f"{address}?language={language}").text
    close(site)
    plan = site.plans[HOME].plan
    bases = {base.code for base in a_request().bases}
    stops = sum(leg.to_code not in bases for route in plan.routes for leg in route.legs)
    for address in addresses:
        page = client.get(f"{address}?language={language}").text
        assert praise not in page
        head = page[page.index('class="badges"') : page.index("</header>", page.index("badges"))]
        assert 'href="#closed-since"' in head
        assert page.count('id="closed-since"') == 1
        told = re.search(r"\d+", head[head.index("⚠") :])
        assert told is not None
        assert 1 <= int(told[0]) <= stops


@pytest.mark.parametrize("language", Language)
def test_the_drivers_are_told_of_it_on_everything_they_take_along(
    site: Site, language: Language
) -> None:
    stored = site.plans[HOME]
    take_step(
        site.planner.store, site.clock, stored.summary.id, LifeStep.APPROVE, by="head", reason="x"
    )
    take_step(site.planner.store, site.clock, stored.summary.id, LifeStep.PUBLISH, by="other")
    client = site.client(a_member())
    address = f"/plans/{stored.summary.id}"
    told = say("closed_title", language)
    ways = say("closed_ways", language, ways="").strip()
    speak = f"language={language.value}"

    def pages(unit: str) -> list[str]:
        """The field file and the app, as they are read; the sheets, without the spaces."""
        web = [f"{address}/field/{unit}", f"/field/{HOME}/{unit}"]
        sheets = [f"{address}/sheets/{unit}", f"{address}/sheets"]
        printed = [client.get(f"{one}?{speak}").content for one in sheets]
        return [
            *(unescape(client.get(f"{one}?{speak}").text) for one in web),
            *(" ".join(pages_of(pdf)) for pdf in printed),
        ]

    assert not any(told.replace(" ", "") in page.replace(" ", "") for page in pages("U1"))
    close(site)
    for page in pages("U1"):
        plain = page.replace(" ", "")
        for text in (told, ways, "a slide", say("map_closure_all_vehicles", language)):
            assert text.replace(" ", "") in plain
    team = site.client(a_member(Role.FIELD_TEAM, login="team"))
    assert say("closed_ahead", language) in team.get(f"/?{speak}").text
    gpx = client.get(f"/v1{address}/gpx/U1?{speak}").text
    assert say("closed_gpx", language) in gpx
    book = load_workbook(BytesIO(client.get(f"{address}/workbook?{speak}").content))
    sheet = book[say("book_sheet_closed", language)]
    assert any("a slide" in str(cell.value) for row in sheet.iter_rows() for cell in row)
