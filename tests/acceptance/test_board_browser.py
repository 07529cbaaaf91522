"""The planning board in a real browser: by mouse, by keyboard, by two people, without scripts."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Route as PageRoute

from planner.domain.people import Role
from planner.words import Language, say
from tests.browser import PATIENCE_MS, Watched, follow, running_browser
from tests.builders import a_request
from tests.served import (
    assert_no_wider_than_the_window,
    assert_readable,
    draw_area,
    serving,
    visiting,
)
from tests.web import HOME, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser

DEVICES = pytest.mark.parametrize(
    ("size", "language"),
    [("desktop", Language.EN), ("phone", Language.TH)],
    ids=["desk", "phone"],
)


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


def assert_no_complaint(watched: Watched, address: str) -> None:
    """Nothing asked of others, no script's error; maps left behind while loading do not count."""
    assert [u for u in watched.outside if not u.startswith((address + "/", "blob:"))] == []
    assert watched.complaints == []


def board_address(site: Site, address: str, language: str) -> str:
    return f"{address}/plans/{site.plans[HOME].summary.id}/board?language={language}"


def cell(page: Page, unit: str, day: str) -> str:
    return f'.bd-cell[data-unit="{unit}"][data-date="{day}"]'


def first_card(page: Page) -> tuple[str, str, str]:
    """Unit, date and place of the first card."""
    card = page.locator(".bd-cell .bd-card").first
    where = card.locator("xpath=ancestor::div[contains(@class,'bd-cell')]")
    return (
        where.get_attribute("data-unit") or "",
        where.get_attribute("data-date") or "",
        card.get_attribute("data-place") or "",
    )


def test_drag_see_the_effect_save_undo_and_publish_by_two(
    browser: Browser, site: Site, address: str
) -> None:
    token = sign_in(site, a_member(login="planner.one"))
    with visiting(browser, "desktop", token, address) as watched:
        page = watched.page
        page.goto(board_address(site, address, "th"))
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        unit, _, place = first_card(page)
        target = cell(page, unit, "2026-12-03")
        page.locator(f'.bd-card[data-place="{place}"]').first.drag_to(page.locator(target))
        page.get_by_role("button", name="ไม่บันทึก").wait_for()
        assert_readable(page)
        page.get_by_role("button", name="ไม่บันทึก").click()
        expect(page.locator(f"{target} .bd-card")).to_have_count(0)
        page.locator(f'.bd-card[data-place="{place}"]').first.drag_to(page.locator(target))
        save = page.locator(".bd-save button")
        save.wait_for()
        assert "ผู้รับบริการ" in page.locator(".bd-figures").inner_text()
        save.click()
        page.wait_for_url("**/58-20261130-2/board")
        expect(page.locator(f"{target} .bd-card")).to_have_count(1)
        page.reload()
        page.keyboard.press("Control+z")
        page.wait_for_url("**/58-20261130-1/board")
        page.locator("#redo button").click()
        page.wait_for_url("**/58-20261130-2/board")
        page.locator(f"{target} .bd-lock").click()
        expect(page.locator(f"{target}.locked")).to_have_count(1)
        expect(page.locator(f"{target} .bd-menu")).to_have_count(0)
        page.goto(f"{address}/plans/58-20261130-2/versions")
        assert_readable(page)
        follow(page.get_by_role("button", name="เปรียบเทียบ"))
        page.get_by_role("heading", name="ต้องแจ้งใครใหม่").wait_for()
        assert_readable(page)
        page.goto(f"{address}/plans/58-20261130-2/board")
        expect(page.get_by_role("button", name="เห็นชอบแผนนี้")).to_have_count(0)
        assert_no_complaint(watched, address)
    approver = sign_in(site, a_member(Role.APPROVER, login="approver.two"))
    with visiting(browser, "phone", approver, address) as watched:
        page = watched.page
        page.goto(f"{address}/plans/58-20261130-2/board")
        assert_no_wider_than_the_window(page)
        reason = page.locator(".bd-offer textarea")
        if reason.get_attribute("required") is not None:
            reason.fill("ชุมชนขอให้เลื่อนวัน")
        follow(page.get_by_role("button", name="เห็นชอบแผนนี้"))
        page.get_by_text("เห็นชอบแล้ว").first.wait_for()
    with visiting(browser, "desktop", token, address) as watched:
        page = watched.page
        page.goto(f"{address}/plans/58-20261130-2/board?language=en")
        follow(page.get_by_role("button", name="Publish this plan"))
        page.get_by_text("Published", exact=True).first.wait_for()
        page.locator(".bd-offer textarea").fill("the road was washed away")
        follow(page.get_by_role("button", name="Withdraw this plan"))
        page.get_by_text("the road was washed away").wait_for()


def test_by_keyboard_alone_in_english_on_a_phone(
    browser: Browser, site: Site, address: str
) -> None:
    token = sign_in(site, a_member(login="keys"))
    with visiting(browser, "phone", token, address, dark=True) as watched:
        page = watched.page
        page.goto(board_address(site, address, "en"))
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        page.locator(".bd-cell .bd-menu button").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="See the effect").wait_for()
        assert_readable(page)
        expect(page.locator("select[name=to_unit_code]")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="See the effect").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Save although rules are broken")).to_be_visible()
        expect(page.locator(".bd-save [data-close]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#bd-dialog")).to_be_hidden()
        page.locator(".bd-tabs a[data-tab=waiting]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#bd-waiting")).to_be_visible()
        expect(page.locator("#bd-board")).to_be_hidden()
        page.locator(".bd-list .bd-menu button").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Exclude from this plan").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".bd-save [data-close]")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator(".bd-save button")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/58-20261130-2/board")
        page.locator(".bd-tabs a[data-tab=waiting]").click()
        page.get_by_text("Excluded from this plan by a person").first.wait_for()
        assert_no_complaint(watched, address)


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ("phone", Language.TH),
        pytest.param("desktop", Language.EN, marks=pytest.mark.slow),
    ],
    ids=["phone", "desk"],
)
def test_two_planners_at_once_see_both_changes_and_nothing_is_lost(
    browser: Browser, site: Site, address: str, size: str, language: Language
) -> None:
    one, two = (sign_in(site, a_member(login=name)) for name in ("planner.one", "planner.two"))
    with (
        visiting(browser, "desktop", one, address) as first,
        visiting(browser, size, two, address) as second,
    ):
        for watched, number in ((first, 0), (second, 1)):
            watched.page.goto(board_address(site, address, language.value))
            watched.page.locator(".bd-cell .bd-menu button").nth(number).click()
            remove = say("board_remove", language)
            watched.page.get_by_role("button", name=remove).click()
            watched.page.locator(".bd-save button").wait_for()
        first.page.locator(".bd-save button").click()
        first.page.wait_for_url("**/58-20261130-2/board")
        second.page.locator(".bd-save button").click()
        expect(second.page.get_by_role("alert")).to_have_text(say("board_conflict", language))
        expect(second.page.locator(".bd-conflict")).to_contain_text("planner.one")
        assert_readable(second.page)
        assert_no_wider_than_the_window(second.page)
        again = say("board_conflict_apply", language)
        second.page.get_by_role("button", name=again).click()
        second.page.wait_for_url("**/58-20261130-3/board")
        cards = second.page.locator(".bd-cell .bd-card").count()
    with site.planner.store.reading() as reader:
        before = reader.plan("58-20261130-1").plan
    assert cards == sum(len(route.visits) for route in before.routes) - 2


def test_without_scripts_every_form_is_a_page(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="no.scripts"))
    with visiting(browser, "desktop", token, address, scripts=False) as watched:
        page = watched.page
        page.goto(board_address(site, address, "en"))
        follow(page.locator(".bd-cell .bd-menu button").first)
        follow(page.get_by_role("button", name="Pin to this day and unit"))
        page.get_by_role("heading", name="Pin ").wait_for()
        follow(page.get_by_role("button", name="Save as a new version"))
        page.wait_for_url("**/58-20261130-2/board")
        expect(page.locator(".bd-cell .bd-card.pinned")).to_have_count(1)
        follow(page.get_by_role("button", name="Undo"))
        page.wait_for_url("**/58-20261130-1/board")


def wait_for_one(page: Page, held: list[PageRoute]) -> PageRoute:
    """The request that is being held, once the page has made it."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not held and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    return held[0]


@DEVICES
def test_map_and_board_show_each_other_what_is_looked_at(
    browser: Browser, site: Site, address: str, size: str, language: Language
) -> None:
    token = sign_in(site, a_member(login="map.reader"))
    with visiting(browser, size, token, address) as watched:
        page = watched.page
        late: list[PageRoute] = []
        if size == "phone":  # the map comes only after it was asked to show something
            page.route("**/map?board=1*", lambda route: late.append(route))
        page.goto(board_address(site, address, language.value), wait_until="domcontentloaded")
        frame = page.frame_locator(".bd-map iframe")
        if size == "desktop":
            frame.locator(".stop-icon").first.wait_for()
        page.locator(".bd-cell .bd-show").first.click()
        if size == "phone":
            expect(page.locator(".bd-map iframe")).to_be_visible()
            wait_for_one(page, late).continue_()
        expect(frame.locator(".leaflet-popup")).to_be_visible()
        expect(frame.locator(".leaflet-popup")).to_contain_text(say("map_arrive_leave", language))
        page.evaluate("window.postMessage({planner: 'map', what: 'hover', key: 'x'}, '*')")
        frame.locator(".stop-icon").last.dispatch_event("click")
        expect(page.locator(".bd-card.lit")).to_have_count(1)
        expect(page.locator(".bd-card.lit")).to_be_in_viewport()
        assert_no_wider_than_the_window(page)
        assert watched.complaints == []


def test_a_corner_put_before_the_page_hears_is_told_later(
    browser: Browser, site: Site, address: str
) -> None:
    token = sign_in(site, a_member(login="early"))
    with visiting(browser, "desktop", token, address) as watched:
        page = watched.page
        held: list[PageRoute] = []
        page.route("**/closures.js*", lambda route: held.append(route))
        page.goto(f"{address}/roads/closures?province={HOME}&language=en", wait_until="commit")
        frame = page.frame_locator(".cl-map")
        mode = frame.get_by_role("button", name=say("closing_map_area", Language.EN))
        mode.click()
        expect(mode).to_have_attribute("aria-pressed", "true")
        frame.locator("#map_plan").click()
        expect(frame.locator("#hint")).to_contain_text("1")
        expect(page.locator("#where")).to_have_text(say("closing_nowhere", Language.EN))
        wait_for_one(page, held).continue_()
        expect(page.locator("#where")).to_have_text(say("closing_area", Language.EN, count=1))


def test_closures_are_drawn_and_lifted(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="roads"))
    with visiting(browser, "desktop", token, address) as watched:
        page = watched.page
        plan = site.plans[HOME].summary.id
        page.goto(f"{address}/roads/closures?province={HOME}&plan={plan}&language=th")
        draw_area(page, Language.TH)
        page.get_by_label("เหตุผล (ต้องระบุ)").fill("ดินถล่ม")
        assert_readable(page)
        follow(page.get_by_role("button", name="บันทึกถนนปิด"))
        expect(page.locator(".cl-one")).to_contain_text("ดินถล่ม")
        page.get_by_placeholder("เหตุผลที่ยกเลิก").fill("ซ่อมแล้ว")
        follow(page.get_by_role("button", name="ยกเลิกการปิด"))
        page.get_by_text("ไม่มีถนนปิด").wait_for()
        assert_no_complaint(watched, address)
