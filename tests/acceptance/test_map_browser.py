"""The map in a real browser, from disk, network off: desktop and phone, Thai and English."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page

from planner.domain.rules import Rule
from planner.domain.verdict import Verdict, Violation
from planner.outputs.colours import marks_of
from planner.outputs.map import draw_map
from planner.outputs.view import PlanView
from planner.words import Language
from tests.browser import offline_page, running_browser
from tests.builders import V2, a_location
from tests.views import (
    ALL_HOSTILE,
    HOSTILE,
    V5,
    a_drawn_request,
    a_hostile_view,
    a_view,
    villages,
)

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844, "phone": True}
SMALL_PHONE = {"width": 360, "height": 740, "phone": True}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as started:
        yield started


def write(folder: Path, view: PlanView, language: Language = Language.TH) -> Path:
    path = folder / "map.html"
    path.write_text(draw_map(view, language), encoding="utf-8")
    return path


def touch(page: Page, lon: float, lat: float, right_px: float = 0.0) -> None:
    """Press the map at a place on the ground, or some pixels to the right of it."""
    page.evaluate(
        "([lat, lon]) => map_plan.setView([lat, lon], 12, { animate: false })", [lat, lon]
    )
    x, y = page.evaluate(
        "([lat, lon]) => { const p = map_plan.latLngToContainerPoint([lat, lon]);"
        " const box = map_plan.getContainer().getBoundingClientRect();"
        " return [box.x + p.x, box.y + p.y]; }",
        [lat, lon],
    )
    page.mouse.click(x + right_px, y)


@pytest.mark.parametrize(
    "size",
    [DESKTOP, pytest.param(PHONE, marks=pytest.mark.slow), SMALL_PHONE],
    ids=["desktop", "phone", "small"],
)
def test_opens_with_the_network_off_in_both_languages(
    browser: Browser, tmp_path: Path, size: dict[str, int]
) -> None:
    view = a_view()
    with offline_page(browser, write(tmp_path, view), **size) as watched:
        page = watched.page
        assert page.locator("html").get_attribute("lang") == "th"
        assert page.locator("#title").inner_text() == "จังหวัดแม่ฮ่องสอน"
        assert page.locator(".stop-icon").count() == 4
        assert page.locator(".home-icon").count() == 2
        assert_all_in_view(page, "#title", "#week", "#language", "#credit", ".chip.every")
        assert view.basemap.attribution[0] in page.locator("#credit").inner_text()
        assert_route_colours_are_painted(page, view)
        assert_labels_apart(page)
        page.locator("#language").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("#title").inner_text() == "Mae Hong Son Province"
        assert not re.search(r"[ก-๙]", page.locator("#details").text_content() or "")
        assert re.search(r"\d k?m$", page.locator(".leaflet-control-scale-line").inner_text())
        assert_labels_apart(page)
        watched.assert_quiet()


def assert_all_in_view(page: Page, *selectors: str) -> None:
    size = page.viewport_size
    assert size is not None
    for selector in selectors:
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert box["width"] > 0, selector
        assert box["x"] >= 0, selector
        assert box["y"] >= 0, selector
        assert box["x"] + box["width"] <= size["width"] + 1, selector
        assert box["y"] + box["height"] <= size["height"] + 1, selector


def assert_route_colours_are_painted(page: Page, view: PlanView) -> None:
    painted = page.evaluate(
        """async () => { const found = {};
        // What was put on the map is painted with the next frame, which a busy browser draws late.
        const frame = () => new Promise(requestAnimationFrame);
        await frame(); await frame();
        for (const canvas of document.querySelectorAll('.leaflet-overlay-pane canvas')) {
          const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200) {
            const key = [d[i], d[i + 1], d[i + 2]].join(); found[key] = (found[key] || 0) + 1; }
        } return found; }"""
    )
    common = [[int(c) for c in key.split(",")] for key, count in painted.items() if count > 20]
    marks = marks_of(unit.code for unit in view.request.units)
    for unit_code in {route.unit_code for route in view.plan.routes}:
        wanted = [int(marks[unit_code].colour[i : i + 2], 16) for i in (1, 3, 5)]
        near = min(sum(abs(a - b) for a, b in zip(seen, wanted, strict=True)) for seen in common)
        assert near < 60, (unit_code, common[:8])


def assert_labels_apart(page: Page) -> None:
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('.label')].map((l) => {"
        " const r = l.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert len(boxes) >= 3
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = a[2] <= b[0] + 2 or b[2] <= a[0] + 2 or a[3] <= b[1] + 4 or b[3] <= a[1] + 4
            assert apart, (a, b)


def test_days_units_and_villages_are_shown_and_hidden(browser: Browser, tmp_path: Path) -> None:
    with offline_page(browser, write(tmp_path, a_view()), **DESKTOP) as watched:
        page = watched.page
        stops = page.locator(".stop-icon")
        chips = page.locator(".chip")
        assert [chip.is_enabled() for chip in chips.all()] == [True, True, True, True, False, False]
        chips.nth(1).click()
        assert stops.all_inner_texts() == ["A1", "A2"]
        assert "2" in page.locator(".unit-row").nth(0).inner_text()
        chips.nth(2).click()
        assert stops.all_inner_texts() == ["A1", "A2", "B1"]
        page.locator(".unit-row input").nth(0).uncheck()
        assert stops.all_inner_texts() == ["B1"]
        page.locator(".chip.every").click()
        assert stops.all_inner_texts() == ["B1", "B1"]
        page.locator(".units-head input").check()
        assert stops.count() == 4
        before = page.evaluate("document.querySelector('.leaflet-overlay-pane canvas').toDataURL()")
        page.locator(".layer input").nth(1).uncheck()
        page.wait_for_function(
            "(old) => document.querySelector('.leaflet-overlay-pane canvas').toDataURL() !== old",
            arg=before,
        )
        page.locator("#fold").click()
        assert not page.locator("#panel").is_visible()
        page.locator("#unfold").click()
        assert page.locator("#panel").is_visible()
        watched.assert_quiet()


def test_stops_villages_bases_and_routes_tell_what_they_are(
    browser: Browser, tmp_path: Path
) -> None:
    view = a_view()
    with offline_page(browser, write(tmp_path, view), **DESKTOP) as watched:
        page = watched.page
        popup = page.locator(".leaflet-popup-content")
        page.locator("details.unit summary").nth(0).click()
        page.locator(".go").nth(0).click()
        told = popup.inner_text()
        for part in (
            "บ้านห้วยโป่ง",
            "ม.1 ต.ห้วยโป่ง",
            "08:",
            "บัตรประจำตัวประชาชน",
            "7 คน",
            "0-0000-0000",
        ):
            assert part in told
        assert "ตรวจสุขภาพ (บ้านแก่นฟ้า ม.2)" in told
        page.keyboard.press("Escape")
        page.locator("details.unit summary").nth(1).click()
        page.locator(".go").nth(-1).click()
        page.locator(".pop .warn").wait_for()
        assert "โดยประมาณ" in popup.inner_text()
        page.keyboard.press("Escape")
        page.locator(".chip").nth(3).click()
        touch(page, 97.97, 19.39)
        popup.wait_for()
        told = popup.inner_text()
        assert "บ้านป่าลาน" in told
        assert "2 ธ.ค. 2569" in told
        assert "15 คน" in told
        page.keyboard.press("Escape")
        page.locator(".home-icon").nth(0).click()
        assert "ศาลากลางจังหวัด" in popup.inner_text()
        page.keyboard.press("Escape")
        touch(page, 98.18, 19.30)
        assert "หน่วยเคลื่อนที่ที่ 2" in popup.inner_text()
        watched.assert_quiet()


def test_villages_that_share_a_point_stand_beside_each_other(
    browser: Browser, tmp_path: Path
) -> None:
    """Villages planned for by their tambon's point fall together: each must still be found."""
    shared = a_location(97.99, 19.22)
    request = a_drawn_request(
        villages=tuple(
            dataclasses.replace(v, location=shared) if v.code in (V2, V5) else v for v in villages()
        )
    )
    with offline_page(browser, write(tmp_path, a_view(request)), **DESKTOP) as watched:
        page = watched.page
        seen = []
        for right_px in (8.0, -8.0):
            touch(page, shared.lon, shared.lat, right_px)
            seen.append(page.locator(".pop-head strong").inner_text())
        assert sorted(seen) == ["บ้านแก่นฟ้า", "บ้านไม่รู้ที่"]
        watched.assert_quiet()


def test_the_verdict_is_shown_good_or_bad(browser: Browser, tmp_path: Path) -> None:
    view = a_view()
    broken = Verdict(
        plan_digest=view.plan_digest,
        checker_version="1",
        value=0,
        violations=(Violation(rule=Rule.SHIFT), Violation(rule=Rule.SHIFT)),
    )
    unproven = dataclasses.replace(view.plan, bounds=())
    worse = dataclasses.replace(view, verdict=broken, plan=unproven)
    with offline_page(browser, write(tmp_path, view, Language.EN), **DESKTOP) as watched:
        assert "no rule is broken" in watched.page.locator(".verdict.good").inner_text()
        assert "at most" in watched.page.locator(".gap").inner_text()
        watched.assert_quiet()
    with offline_page(browser, write(tmp_path, worse, Language.EN), **DESKTOP) as watched:
        assert "Broken rules: 2" in watched.page.locator(".verdict.bad").inner_text()
        assert "× 2" in watched.page.locator(".rules").inner_text()
        assert "not proven" in watched.page.locator(".gap").inner_text()
        watched.assert_quiet()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_hostile_names_are_shown_and_do_nothing(
    browser: Browser, tmp_path: Path, size: dict[str, int]
) -> None:
    path = write(tmp_path, a_hostile_view())
    with offline_page(browser, path, **size) as watched:
        page = watched.page
        if size is PHONE:
            page.locator("#fold").click()
        for row in page.locator("details.unit summary").all():
            row.click()
        assert ALL_HOSTILE.split(" window")[0][:30] in page.locator(".units").inner_text()
        page.locator(".go").nth(0).click()
        popup = page.locator(".leaflet-popup-content")
        assert HOSTILE[0] in popup.inner_text()
        for i, text in list(enumerate(HOSTILE, start=1))[:: 1 if size is DESKTOP else 7]:
            touch(page, 98.0 + i * 0.012, 19.25)
            shown = page.evaluate("document.querySelector('.pop-head strong').textContent")
            assert shown == text
        page.locator("#language").click()
        assert page.evaluate("window.pwned") is None
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 4
        watched.assert_quiet()


def test_without_scripts_the_plan_is_a_plain_list(browser: Browser, tmp_path: Path) -> None:
    path = write(tmp_path, a_hostile_view())
    with offline_page(browser, path, **PHONE, scripts=False) as watched:
        plain = watched.page.locator(".plain")
        assert plain.is_visible()
        assert HOSTILE[0] in plain.inner_text()
        assert watched.page.locator("img").count() == 0
        watched.assert_quiet()
    with offline_page(browser, write(tmp_path, a_view()), **PHONE, scripts=False) as watched:
        told = watched.page.locator(".plain").inner_text()
        for part in ("A1", "บ้านห้วยโป่ง", "บัตรประจำตัวประชาชน (7)", "0-0000-0000", "GeoNames"):
            assert part in told
        watched.assert_quiet()


def test_prints_on_one_sheet_and_goes_back_to_what_it_was(browser: Browser, tmp_path: Path) -> None:
    with offline_page(browser, write(tmp_path, a_view()), **DESKTOP) as watched:
        page = watched.page
        before = page.evaluate("[map_plan.getZoom(), map_plan.getSize().x]")
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        document = pdfium.PdfDocument(pdf)
        assert len(document) == 1
        width, height = document[0].get_size()
        document.close()
        assert width > height
        assert page.evaluate("[map_plan.getZoom(), map_plan.getSize().x]") == before
        assert page.locator("#fold").is_visible()
        watched.assert_quiet()
