"""The auditor's story: the log verified and searched, a dossier read and taken along."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from planner.domain.people import ALL_PROVINCES, Role
from tests.browser import follow, running_browser
from tests.builders import a_request
from tests.published import publish_override
from tests.served import (
    EACH_ONCE,
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser
WORDS = {
    "th": ("ตรวจลำดับบันทึก", "ไม่พบการแก้ไขย้อนหลัง", "การกระทำ", "ค้นหา", "ทั้งที่ผิดกติกา"),
    "en": ("Verify the chain", "none changed", "What", "Search", "as an override"),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = a_site(tmp_path_factory.mktemp("site"), a_request())
    publish_override(site)
    return site


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@EACH_ONCE
def test_from_the_log_to_the_dossier(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    verify, whole, action, find, override = WORDS[language]
    token = sign_in(site, a_member(Role.AUDITOR, ALL_PROVINCES, login=f"auditor.{size}.{language}"))
    plan_id = "58-20261130-8"
    with visiting(browser, size, token, address, dark=language == "en") as watched:
        page = watched.page
        page.goto(f"{address}/audit?language={language}")
        assert_readable(page)
        follow(page.get_by_role("link", name=verify))
        page.get_by_text(whole).wait_for()
        page.get_by_label(action, exact=True).fill("plan_approve")
        follow(page.get_by_role("button", name=find))
        row = page.locator("tbody tr", has_text=override)
        expect(row).to_have_count(1)
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        follow(row.get_by_role("link", name=plan_id))
        page.locator(".audit-state.bad").wait_for()
        page.get_by_text("approver.one").first.wait_for()
        assert page.get_by_text("ถนนเปิดแล้ว").count() >= 2
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        with page.expect_download() as download:
            page.locator("a[href$='dossier.zip']").click()
        assert download.value.suggested_filename == f"dossier-{plan_id}.zip"
        assert_quiet(watched, address)
