"""Pages of runs and of the whole country in a browser, and the menu on a phone and a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from planner.domain.people import ALL_PROVINCES, Member, Role
from tests.browser import follow, running_browser
from tests.builders import a_request
from tests.served import (
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import HOME, Site, a_site, sign_in

pytestmark = pytest.mark.browser
EVERYTHING = Member(login="everything", roles=tuple(Role), provinces=(ALL_PROVINCES,))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("size", ["phone", pytest.param("desktop", marks=pytest.mark.slow)])
def test_runs_and_the_whole_country(browser: Browser, site: Site, address: str, size: str) -> None:
    token = sign_in(site, EVERYTHING)
    run = site.plans[HOME].summary.run_id
    with visiting(browser, size, token, address, dark=size == "phone") as watched:
        page = watched.page
        for path in (f"/runs/{run}", "/national", f"/national/{site.nationals[HOME]}", "/account"):
            page.goto(f"{address}{path}?language=en")
            expect(page.locator("h1")).to_have_count(1)
            assert_no_wider_than_the_window(page)
            assert_readable(page)
        assert_quiet(watched, address)


def test_the_menu_on_a_phone(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, EVERYTHING)
    with visiting(browser, "phone", token, address) as watched:
        page = watched.page
        page.goto(f"{address}/?language=en")
        menu = page.locator("#doors")
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Main menu").click()
        expect(menu.get_by_role("link", name="Requests")).to_be_visible()
        expect(menu.get_by_role("link", name="Accounts")).to_be_hidden()
        menu.get_by_text("More", exact=True).click()
        assert_no_wider_than_the_window(page)
        assert_readable(page)
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Main menu").click()
        follow(menu.get_by_role("link", name="Closed roads"))
        expect(page.get_by_role("button", name="Main menu")).to_contain_text("Closed roads")


def test_the_menu_on_a_desk(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, EVERYTHING)
    with visiting(browser, "desktop", token, address) as watched:
        page = watched.page
        page.goto(f"{address}/audit?language=en")
        menu = page.locator("#doors")
        heights = page.evaluate(
            "[...document.querySelectorAll('#doors > ul > li')].map(li => li.offsetTop)"
        )
        assert len(set(heights)) == 1
        menu.get_by_text("More", exact=True).click()
        expect(menu.get_by_role("link", name="Audit log")).to_have_attribute("aria-current", "page")
        assert_readable(page)
        follow(menu.get_by_role("link", name="Whole country"))
        expect(page.locator("h1")).to_be_visible()
