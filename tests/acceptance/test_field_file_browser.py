"""The field's single file from disk, network off: scripts off, scripts on, on a slowed phone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.outputs.field_page import draw_field_file
from planner.words import Language, say
from tests.browser import offline_page, running_browser
from tests.machine import is_once_within
from tests.views import ALL_HOSTILE, a_hostile_view, a_view, over_a_closed_road

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740, "phone": True}
AXE = Path(__file__).parents[1] / "vendor/axe/axe.min.js"
MOST_BYTES = 1_500_000
MOST_S = 3.0
SLOWER = 6


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as started:
        yield started


def write(folder: Path, text: str) -> Path:
    path = folder / "field.html"
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size < MOST_BYTES
    return path


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def assert_labels_apart(page: Page) -> None:
    """As drawn with the real font: no name and no mark covers another one."""
    for boxes in page.evaluate(
        """() => [...document.querySelectorAll('svg.route')].map((svg) =>
        [...svg.querySelectorAll('.label, .stop rect, .home')].map((thing) => {
        const b = thing.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; }))"""
    ):
        assert len(boxes) >= 4
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                wide = min(a[2], b[2]) - max(a[0], b[0])
                high = min(a[3], b[3]) - max(a[1], b[1])
                # A line of type is higher than its letters: touching boxes are letters apart.
                assert wide <= 0 or high <= 4, (a, b)


@pytest.mark.parametrize("language", Language)
def test_read_with_scripts_off(browser: Browser, tmp_path: Path, language: Language) -> None:
    view = over_a_closed_road(a_view(), "U1")
    path = write(tmp_path, draw_field_file(view, "U1", language))
    with offline_page(browser, path, scripts=False, **PHONE) as watched:
        page = watched.page
        expect(page.get_by_role("region", name=say("closed_title", language))).to_be_visible()
        expect(page.locator(".way .over")).to_have_count(2)
        assert page.locator("li.stop").count() == 2
        assert page.locator("svg.route").bounding_box()["height"] > 200  # type: ignore[index]
        assert page.locator('a[href^="tel:"]').count() == 3
        assert page.locator('a[href^="geo:"]').count() == 3 + 1
        text = page.locator("body").inner_text()
        for wanted in ("08:37–10:37", "12:39–14:39", "0-0000-0000", "19.30000, 98.02000"):
            assert wanted in text
        assert_fits(page)
        page.evaluate("scrollTo(0, 4000)")
        plan = page.locator(".plan")
        assert "901dd050750c" in plan.inner_text() or a_view().plan_digest[:12] in plan.inner_text()
        box = plan.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 100
        watched.assert_quiet()


def test_with_scripts_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    view = over_a_closed_road(a_view(), "U2")
    path = write(tmp_path, draw_field_file(view, "U2", Language.TH))
    with offline_page(browser, path, **PHONE) as watched:
        page = watched.page
        expect(page.locator(".day:visible")).to_have_count(1)
        expect(page.locator(".next .over")).to_contain_text("ผ่านถนนที่ปิด (ข้อ 1)")
        expect(page.locator(".next")).to_contain_text("B1")
        page.locator(".tabs a").nth(1).click()
        expect(page.locator(".next .over")).to_have_count(0)
        expect(page.locator(".day:visible h2")).to_contain_text("พุธ")
        page.get_by_role("button", name="ถัดไป").click()
        expect(page.locator(".next")).to_contain_text("ครบทุกจุด")
        page.get_by_role("button", name="แผนที่").click()
        page.locator(".map .pin").first.wait_for()
        expect(page.locator(".map .pin")).to_have_count(1)
        expect(page.locator(".map canvas")).to_have_count(1)
        page.get_by_role("button", name="รายการ").click()
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="มืด/สว่าง").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
        for name in page.locator(".bar button, .next .actions > *").all():
            box = name.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        assert_fits(page)
        assert_labels_apart(page)
        page.locator(".tabs a").nth(0).click()
        assert_readable(page)
        page.get_by_role("button", name="มืด/สว่าง").click()
        assert_readable(page)
        watched.assert_quiet()


def assert_readable(page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    serious = [
        (v["id"], [node["html"][:120] for node in v["nodes"]][:3])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_usable_in_time_on_a_slow_phone(browser: Browser, tmp_path: Path) -> None:
    """Once of many times: other programs share the machine."""
    path = write(tmp_path, draw_field_file(a_view(), "U1"))
    assert is_once_within(MOST_S, lambda: usable_after_s(browser, path))


def usable_after_s(browser: Browser, path: Path) -> float:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    context.set_offline(True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-ready=yes]")
    page.get_by_role("button", name="ถัดไป").click()
    taken = time.perf_counter() - start
    context.close()
    return taken


def test_hostile_names_never_run(browser: Browser, tmp_path: Path) -> None:
    view = over_a_closed_road(a_hostile_view(), "U1", ALL_HOSTILE)
    path = write(tmp_path, draw_field_file(view, "U1"))
    with offline_page(browser, path, **PHONE) as watched:
        watched.page.get_by_role("button", name="แผนที่").click()
        watched.page.locator(".map .pin").first.wait_for()
        assert watched.page.evaluate("window.pwned") is None
        assert_fits(watched.page)
        watched.assert_quiet()
