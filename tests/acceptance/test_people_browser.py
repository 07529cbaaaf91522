"""From a phone in an office to a promise kept, in a real browser: Thai first, English too."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page

from geodata.places import Contact
from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.usecases.life import take_step
from tests.browser import follow, running_browser
from tests.builders import a_request
from tests.served import (
    assert_no_wider_than_the_window,
    assert_quiet,
    assert_readable,
    serving,
    visiting,
)
from tests.web import HOME, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser
REMEMBER = """button => new MutationObserver((_, observer) => {
    window.said = button.textContent;
    observer.disconnect();
}).observe(button, {childList: true})"""
"""What the button says first after a click: it says so for two seconds only."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    contact = Contact(role_th="ผู้ใหญ่บ้าน", role_en="Village head", phone="0-0000-0012")
    request = a_request()
    villages = tuple(replace(village, contacts=(contact,)) for village in request.villages)
    services = tuple(
        replace(service, bring_th="บัตรประจำตัวประชาชน", bring_en="ID card")
        for service in request.services
    )
    return a_site(
        tmp_path_factory.mktemp("people"), replace(request, villages=villages, services=services)
    )


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


def look(page: Page) -> None:
    """What every page must be: readable, and no wider than its window."""
    assert_readable(page)
    assert_no_wider_than_the_window(page)


def test_from_the_phone_to_a_promise_kept(browser: Browser, site: Site, address: str) -> None:
    office = sign_in(site, a_member(Role.OFFICE))
    planner = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, "phone", office, address) as watched:
        page = watched.page
        page.goto(f"{address}/requests/new")
        look(page)
        button = page.get_by_role("button", name="ส่งคำขอ")
        box = button.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 740
        page.get_by_label("หมู่บ้าน", exact=True).fill("58010101")
        page.locator("select[name=service]").select_option("id_card")
        page.get_by_label("จำนวนคน").fill("4")
        page.get_by_label("วันที่สะดวก 1").fill("2026-12-02")
        page.get_by_label("โทรศัพท์").fill("0-0000-0099")
        follow(button)
        follow(page.get_by_role("button", name="ส่งคำขอนี้อีก"))
        page.get_by_role("heading", name="ใบรับคำขอ").wait_for()
        look(page)
        assert page.locator(".qr img").evaluate("image => image.naturalWidth") > 100
        receipt, code = page.locator(".receipt .big").all_inner_texts()
        assert_quiet(watched, address)
    with visiting(browser, "desktop", planner, address) as watched:
        page = watched.page
        page.goto(f"{address}/requests")
        look(page)
        follow(page.get_by_role("link", name=receipt))
        look(page)
        page.get_by_role("link", name="0-0000-0099").wait_for()
        follow(page.get_by_role("button", name="ค้นหาวันที่เป็นไปได้"))
        first = page.locator(".options > li").first
        assert "แผนไปอยู่แล้ว" in first.inner_text()
        look(page)
        follow(first.get_by_role("button"))
        page.get_by_text("นัดหมาย จ. 30 พ.ย.").first.wait_for()
        assert_quiet(watched, address)
    plan_id = site.plans[HOME].summary.id
    for step, by in ((LifeStep.APPROVE, "head"), (LifeStep.PUBLISH, "maker")):
        take_step(site.planner.store, site.clock, plan_id, step, by=by)
    with visiting(browser, "phone", planner, address) as watched:
        tell(watched.page, address, plan_id)
        assert_quiet(watched, address)
    with visiting(browser, "phone") as watched:
        page = watched.page
        page.goto(f"{address}/status")
        look(page)
        page.get_by_label("เลขที่รับ").fill(receipt)
        page.get_by_label("รหัสติดตาม").fill(code.lower())
        follow(page.get_by_role("button", name="ดูความคืบหน้า"))
        page.get_by_text("หน่วยออกให้บริการ").wait_for()
        look(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="เพิ่มลงปฏิทิน").click()
        assert "BEGIN:VEVENT" in Path(download.value.path()).read_text(encoding="utf-8")
        site.clock.forward(days=4)  # how it went is asked when the day has come
        page.reload()
        page.get_by_label("4 จาก 5").check()
        page.get_by_label("จำนวนผู้รับบริการ").fill("4")
        page.get_by_label("วันที่ให้บริการ").fill("2026-11-30")
        follow(page.get_by_role("button", name="ส่งความเห็น"))
        page.get_by_text("ขอบคุณ ความเห็นถูกส่ง").wait_for()
        assert_quiet(watched, address)
    planner = sign_in(site, a_member(Role.PLANNER))
    with visiting(browser, "desktop", planner, address) as watched:
        page = watched.page
        page.goto(f"{address}/requests/{receipt}")
        follow(page.get_by_role("button", name="ให้แสดงและนับจำนวน"))
        page.get_by_text("ให้บริการแล้ว").first.wait_for()
        page.goto(f"{address}/requests")
        page.get_by_text("สถิติการรักษากำหนด").click()
        assert "100%" in page.locator(".statistics").inner_text()
        look(page)
        assert_quiet(watched, address)


def tell(page: Page, address: str, plan_id: str) -> None:
    """A village told on a phone: its letter read, its text copied, the telling recorded."""
    page.goto(f"{address}/plans/{plan_id}/telling")
    look(page)
    row = page.locator(".tell-row").first
    assert row.get_by_role("button", name="0-0000-0012").get_attribute("href") == "tel:000000012"
    with page.expect_download() as download:
        row.get_by_role("button", name="หนังสือ").click()
    document = pdfium.PdfDocument(Path(download.value.path()).read_bytes())
    text = re.sub(r"\s+", "", document[0].get_textpage().get_text_bounded())
    document.close()
    for part in ("วันจันทร์ที่๓๐พฤศจิกายน๒๕๖๙", "ผู้ใหญ่บ้าน", "บัตรประจำตัวประชาชน", "ขอแสดงความนับถือ"):
        assert part in text
    row.get_by_text("ข้อความสำหรับแชต").click()
    assert "วันจันทร์ที่ 30 พฤศจิกายน 2569" in row.locator("textarea").input_value()
    copy = row.get_by_role("button", name="คัดลอกข้อความ")
    copy.evaluate(REMEMBER)
    copy.click()
    page.wait_for_function("window.said === 'คัดลอกแล้ว'")
    follow(row.get_by_role("button", name="บันทึกว่าแจ้งแล้ว"))
    page.get_by_text("บันทึกแล้ว 1 รายการ").wait_for()
    page.get_by_label("เลือกทุกรายการที่แสดง").check()
    page.get_by_label("แจ้งโดย").select_option("letter")
    follow(page.get_by_role("button", name="บันทึกรายการที่เลือกว่าแจ้งแล้ว"))
    page.get_by_text(re.compile("บันทึกแล้ว [2-9] รายการ")).wait_for()
    follow(page.get_by_role("link", name=re.compile("ยังไม่แจ้ง 0")))
    page.get_by_text("ไม่มีรายการตามที่เลือก").wait_for()
    look(page)


@pytest.mark.parametrize(
    ("size", "dark"), [("desktop", True), pytest.param("phone", False, marks=pytest.mark.slow)]
)
def test_the_same_pages_in_english(
    browser: Browser, site: Site, address: str, size: str, dark: bool
) -> None:
    token = sign_in(site, a_member(Role.PLANNER, login=f"reader-{size}"))
    receipt, plan_id = site.receipts[HOME], site.plans[HOME].summary.id
    with visiting(browser, size, token, address, dark=dark) as watched:
        page = watched.page
        page.goto(f"{address}/requests?language=en")
        for path, heading in (
            ("/requests", "Requests, "),
            (f"/requests/{receipt}?weeks=2", f"Request {receipt}"),
            (f"/requests/{receipt}/receipt", "Receipt"),
            ("/requests/new", "Ask for the mobile unit"),
            ("/requests/bulk", "Many requests by workbook"),
            (f"/plans/{plan_id}/telling", "Telling villages"),
            (f"/provinces/{HOME}/letterhead", "Letterhead of"),
            ("/status", "Follow a request"),
        ):
            page.goto(address + path)
            assert heading in page.locator("h1").inner_text()
            look(page)
        assert_quiet(watched, address)


def test_the_form_works_without_scripts(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(Role.OFFICE, login="plain"))
    with visiting(browser, "phone", token, address, scripts=False) as watched:
        page = watched.page
        page.goto(f"{address}/requests/new")
        page.get_by_label("หมู่บ้าน", exact=True).fill("บ้านทดสอบ")
        page.locator("select[name=service]").select_option("id_card")
        page.get_by_label("จำนวนคน").fill("2")
        follow(page.get_by_role("button", name="ส่งคำขอ"))
        page.get_by_role("radio").first.check()
        follow(page.get_by_role("button", name="ส่งคำขอ"))
        follow(page.get_by_role("button", name="ส่งคำขอนี้อีก"))
        page.get_by_role("heading", name="ใบรับคำขอ").wait_for()
