"""The public's story in a browser without scripts: search, village, map kept for offline."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import follow, offline_page, running_browser
from tests.builders import a_request
from tests.published import publish
from tests.served import (
    EACH_ONCE,
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import Site, a_site

pytestmark = pytest.mark.browser
WORDS = {
    "th": ("ค้นหา", "วันออกหน่วยที่จะถึง", "แผนที่", "ตัดสินใจอย่างไร", "ข้อมูลเปิด"),
    "en": ("Search", "Coming visits", "Map", "How it is decided", "Open data"),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = a_site(tmp_path_factory.mktemp("site"), a_request())
    publish(site)
    return site


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@EACH_ONCE
def test_from_the_search_to_the_village(
    browser: Browser, address: str, size: str, language: str
) -> None:
    search, coming, map_name, how, data = WORDS[language]
    with visiting(browser, size) as watched:
        page = watched.page
        page.goto(f"{address}/public?language={language}")
        assert_readable(page)
        follow(page.locator(".public-provinces a"))
        page.get_by_role("heading", name=coming).wait_for()
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        page.get_by_role("searchbox").fill("0101")
        follow(page.get_by_role("button", name=search))
        follow(page.locator(".public-villages a").first)
        assert page.locator("html").get_attribute("lang") == language
        page.locator(".public-visits .when").first.wait_for()
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        for name in (how, data):
            follow(page.get_by_role("link", name=name, exact=True))
            assert_readable(page)
            assert_no_wider_than_the_window(page)
        follow(page.get_by_role("link", name=map_name, exact=True))
        page.locator("svg circle").first.wait_for()
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        assert page.context.cookies() == []
        assert_quiet(watched, address)


def test_without_scripts_and_the_map_without_a_network(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with visiting(browser, "phone", scripts=False) as watched:
        page = watched.page
        page.goto(f"{address}/public/58?q=0101")
        assert page.locator(".public-villages li").count() >= 1
        kept = tmp_path / "map.html"
        kept.write_bytes(page.request.get(f"{address}/public/58/map?download=1").body())
    with offline_page(browser, kept, width=360, height=740, phone=True, scripts=False) as watched:
        assert watched.page.locator("svg circle").count() >= 1
        assert watched.page.locator("h2").count() >= 1
        watched.assert_quiet()
    assert kept.stat().st_size < 100_000
