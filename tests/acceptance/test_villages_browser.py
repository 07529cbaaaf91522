"""Villages in a browser: found by name or code, sorted, taken away; the story of one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from planner.domain.runs import RunKind
from planner.usecases.errands import newest_errand
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
from tests.web import HOME, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@EACH_ONCE
def test_from_the_list_to_a_village(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    token = sign_in(site, a_member(login=f"looker-{size}-{language}"))
    village = a_request().villages[1]
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}/villages?language={language}")
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        rows = page.locator("#villages tbody tr")
        expect(rows).to_have_count(len(a_request().villages))
        page.locator("#villages-q").press_sequentially(village.code)
        page.wait_for_url(f"**q={village.code}*")
        expect(rows).to_have_count(1)
        follow(rows.locator("th a"))
        name = village.name_th if language == "th" else village.name_en
        expect(page.locator("h1")).to_have_text(name)
        assert page.locator(".service-lines li").count() > 0
        assert page.locator(".strip svg[role=img]").count() > 0
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        assert_quiet(watched, address)


def test_the_table_sorts_with_the_keyboard_and_keeps_the_focus(
    browser: Browser, site: Site, address: str
) -> None:
    token = sign_in(site, a_member(login="keys"))
    with visiting(browser, "desktop", token, address, dark=True) as watched:
        page = watched.page
        page.goto(f"{address}/villages?language=th")
        heading = page.locator("#villages thead a").first
        heading.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#villages thead th").first).to_have_attribute("aria-sort", "ascending")
        assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')")
        page.keyboard.press("Enter")
        expect(page.locator("#villages thead th").first).to_have_attribute(
            "aria-sort", "descending"
        )
        assert_readable(page)
        with page.expect_download() as kept:
            page.locator(".table-export").click()
        assert kept.value.suggested_filename == f"villages-{HOME}.xlsx"


def test_without_scripts_and_why_not_sooner(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="no-scripts"))
    left = site.plans[HOME].plan.unplanned[0].village_code
    with visiting(browser, "phone", token, address, scripts=False) as watched:
        page = watched.page
        page.goto(f"{address}/villages?language=en")
        page.fill("#villages-q", left)
        follow(page.locator(".table-search button"))
        expect(page.locator("#villages tbody tr")).to_have_count(1)
        follow(page.locator("#villages tbody th a"))
        follow(page.locator("#why button"))
        assert page.url.endswith(f"/villages/{left}#why")
        assert "No worker is running" in page.locator("#errand").inner_text()
        run = newest_errand(site.planner.store, HOME, RunKind.EXPLAIN, village_code=left)
        assert run is not None
        assert run.is_queued
