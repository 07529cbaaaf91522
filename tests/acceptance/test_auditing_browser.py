"""The auditor's story: the log verified and searched, a dossier read and taken along."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from planner.domain.people import ALL_PROVINCES, Role
from tests.browser import running_browser
from tests.builders import a_request
from tests.published import publish
from tests.served import (
    SIZES,
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import HOME, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser
WORDS = {
    "th": ("ตรวจลำดับบันทึก", "ไม่พบการแก้ไขย้อนหลัง", "สิ่งที่ถูกกระทำ", "ค้นหา"),
    "en": ("Verify the chain", "none changed", "To which thing", "Search"),
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


@pytest.mark.parametrize(("size", "language"), list(zip(SIZES, WORDS, strict=True)))
def test_from_the_log_to_the_dossier(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    verify, whole, thing, find = WORDS[language]
    token = sign_in(site, a_member(Role.AUDITOR, ALL_PROVINCES, login=f"auditor.{size}"))
    plan_id = site.plans[HOME].summary.id
    with visiting(browser, size, token, address, dark=language == "en") as watched:
        page = watched.page
        page.goto(f"{address}/audit?language={language}")
        assert_readable(page)
        page.get_by_role("link", name=verify).click()
        page.get_by_text(whole).wait_for()
        page.get_by_label(thing).fill(plan_id)
        page.get_by_role("button", name=find).click()
        assert page.locator("tbody tr").count() >= 3
        assert_no_wider_than_the_window(page)
        page.get_by_role("link", name=f"plan:{plan_id}").first.click()
        page.get_by_text("approver.one").first.wait_for()
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        with page.expect_download() as download:
            page.locator("a[href$='dossier.zip']").click()
        assert download.value.suggested_filename == f"dossier-{plan_id}.zip"
        complaints = [text for text in watched.failed if not text.endswith("dossier.zip")]
        watched.failed[:] = complaints
        assert_quiet(watched, address)
