"""The menu's groups, calendars and phones on pages, and the request form that is sent twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.places import Contact
from planner.domain.people import ALL_PROVINCES, Member, Role
from planner.domain.request import PlanRequest
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

PHONE = "0-2123-4567"


def a_request_with_phones() -> PlanRequest:
    request = a_request()
    headman = Contact(role_th="ผู้ใหญ่บ้าน", role_en="Village head", phone=PHONE)
    villages = tuple(replace(village, contacts=(headman,)) for village in request.villages)
    return replace(request, villages=villages)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request_with_phones())


def test_the_menu_is_grouped_and_marks_the_present_page(site: Site) -> None:
    everything = Member(login="all", roles=tuple(Role), provinces=(ALL_PROVINCES,))
    page = site.client(everything).get("/roads/closures?language=en").text
    menu = page[page.index('id="doors"') : page.index("</nav>")]
    first, more = menu.split("<details", 1)
    assert first.count("<li>") == 10
    assert re.findall(r'<p id="[^"]*">([^<]*)</p>', more) == [
        "Country and public",
        "Accounts and audit",
    ]
    assert re.findall(r'href="([^"]*)" aria-current="page"', menu) == ["/roads/closures"]
    assert 'class="here"' in more


def test_a_clerk_sees_no_empty_group(site: Site) -> None:
    page = site.client(a_member(Role.OFFICE)).get("/account?language=en").text
    menu = page[page.index('id="doors"') : page.index("</nav>")]
    assert "/accounts" not in menu
    assert "/audit" not in menu
    assert 'href="/account" aria-current="page"' in menu


def test_one_form_files_one_request(site: Site) -> None:
    client = site.client(a_member(Role.OFFICE))
    form = client.get("/requests/new").text
    key = re.findall(r'name="form" value="([^"]+)"', form)[0]
    village = a_request().villages[0].code
    filled = {
        "form": key, "province": HOME, "village": village, "people": "12",
        "service": a_request().services[0].code,
    }  # fmt: skip
    before = count(site)
    like = client.post("/requests/new", data=filled).text
    filled["again"] = re.findall(r'name="again" value="([^"]+)"', like)[0]
    assert count(site) == before
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda _: client.post("/requests/new", data=filled), range(2)))
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert count(site) == before + 1
    more = filled | {"people": "13"}
    like = client.post("/requests/new", data=more).text
    more["again"] = re.findall(r'name="again" value="([^"]+)"', like)[0]
    assert client.post("/requests/new", data=more).status_code == 303
    assert count(site) == before + 2
    other = client.get("/requests/new").text
    assert key not in other


def count(site: Site) -> int:
    with site.planner.store.reading() as reader:
        return len(reader.cases(province_codes=(HOME,), limit=100))


def test_phones_are_whole_for_those_who_serve(site: Site) -> None:
    village = a_request().villages[0].code
    for role in (Role.PLANNER, Role.FIELD_TEAM):
        assert f"tel:{PHONE}" in site.client(a_member(role)).get(f"/villages/{village}").text
    for role in (Role.OFFICE, Role.AUDITOR, Role.APPROVER):
        page = site.client(a_member(role)).get(f"/villages/{village}").text
        assert PHONE not in page
        assert "tel:" not in page


def test_a_calendar_address_is_made_on_the_own_page(site: Site) -> None:
    client = site.client(a_member(Role.OFFICE))
    assert "/account/calendars" in client.get("/account").text
    unit = a_request().units[0].code
    made = client.post("/account/calendars", data={"which": f"{HOME} {unit}"})
    address = re.findall(r'value="http://testserver(/calendars/[^"]+)"', made.text)[0]
    assert address.endswith(f"/{HOME}/{unit}.ics")
    assert "BEGIN:VCALENDAR" in site.client().get(address).text
    assert client.post("/account/calendars", data={"which": "50"}).status_code == 404
    assert address not in client.get("/account").text
