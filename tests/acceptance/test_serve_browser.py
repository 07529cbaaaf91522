"""The first page in a real browser: Thai and English, desktop and phone, quiet and readable."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.auth.session import SESSION_COOKIE
from planner.domain.people import ALL_PROVINCES, Role
from planner.domain.request import PlanRequest
from planner.usecases.members import new_setup_token
from tests.browser import follow, running_browser
from tests.builders import a_request
from tests.served import (
    EACH_ONCE,
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import HOME, PASSWORD, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "${alert(2)} {{7*7}} `${alert(3)}`",
    "</script><script>alert(4)</script>\\",
    "\"'><svg onload=alert(5)>",
)
HEADINGS = {"th": "แผนออกหน่วย", "en": "Field plan"}
LEFT_EDGES = """selector => [...document.querySelectorAll(selector)].map(
    thing => Math.round(thing.getBoundingClientRect().left))"""


def a_hostile_request() -> PlanRequest:
    request = a_request()
    villages = tuple(
        replace(village, name_th=f"บ้าน {name}", name_en=f"Ban {name}")
        for village, name in zip(request.villages, HOSTILE, strict=True)
    )
    return replace(request, villages=villages)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_hostile_request())


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@EACH_ONCE
def test_the_first_page(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    token = sign_in(site, a_member(login=f"reader-{size}-{language}"))
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}/newest?language={language}")
        assert HEADINGS[language] in page.locator("h1").inner_text()
        assert page.locator("html").get_attribute("lang") == language
        for name in HOSTILE[:3]:
            assert name in page.locator(".board").inner_text()
        assert page.locator(".left-out-rows li").count() > 0
        assert_no_wider_than_the_window(page)
        if size == "desktop":
            edges = page.evaluate(LEFT_EDGES, ".board-days > span")
            assert len(edges) == 5
            assert page.evaluate(LEFT_EDGES, ".unit:nth-of-type(2) .cell") == edges
        page.locator("iframe").scroll_into_view_if_needed()
        frame = page.frame_locator("iframe")
        frame.locator(".leaflet-container").wait_for()
        assert_readable(page)
        assert_quiet(watched, address)


def test_the_map_cannot_reach_the_session(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="map-reader"))
    with visiting(browser, "desktop", token, address) as watched:
        watched.page.goto(f"{address}/plans/{site.plans[HOME].summary.id}/map")
        assert watched.page.evaluate("self.origin") == "null"
        with pytest.raises(Exception, match="sandboxed"):
            watched.page.evaluate("document.cookie")


def test_dark_and_keyboard(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="night-reader"))
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/?language=en")
    assert_readable(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    context.close()


def test_from_the_link_to_the_first_page(browser: Browser, tmp_path: Path) -> None:
    site = a_site(tmp_path)
    link = new_setup_token(site.planner.store, site.clock)
    with serving(site) as address, visiting(browser, "phone") as watched:
        page = watched.page
        page.goto(f"{address}/setup/{link}")
        assert_readable(page)
        page.fill("#login", "head.office")
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        follow(page.get_by_role("button", name="สร้างผู้ดูแลระบบ"))
        page.get_by_text("planner demo").wait_for()
        assert_readable(page)
        follow(page.get_by_role("button", name="ออกจากระบบ"))
        page.get_by_role("heading", name="เข้าสู่ระบบ").wait_for()
        assert_readable(page)
        page.fill("#login", "head.office")
        page.fill("#password", PASSWORD)
        follow(page.locator("main").get_by_role("button"))
        page.get_by_text("planner demo").wait_for()
        assert_quiet(watched, address)


def test_lists_and_problems_are_readable(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(Role.AUDITOR, ALL_PROVINCES, login="auditor"))
    with visiting(browser, "desktop", token, address) as watched:
        for path in ("/plans", f"/plans/{site.plans[HOME].summary.id}/left-out"):
            watched.page.goto(address + path)
            assert_readable(watched.page)
        assert_quiet(watched, address)
        watched.page.goto(address + "/nowhere")
        assert_readable(watched.page)
