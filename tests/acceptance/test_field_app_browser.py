"""The field's app on a phone: kept after one visit, used without a signal, each report once."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from api.auth.session import SESSION_COOKIE
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.field import KeptReport
from planner.domain.life import LifeStep
from planner.domain.people import Role
from planner.domain.runs import PlanState
from planner.usecases.field import send_reports
from planner.usecases.life import take_step
from planner.words import Language, say
from tests.acceptance.test_serve_browser import assert_readable
from tests.browser import PATIENCE_MS, follow, running_browser
from tests.builders import MONDAY
from tests.fielded import Field
from tests.machine import is_once_within
from tests.served import assert_no_wider_than_the_window, assert_quiet, visiting, web_of
from tests.views import a_drawn_request
from tests.web import HOME, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser
UNIT = f"/field/{HOME}/U1"
SLOWER = 6
MOST_S = 3.0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as started:
        yield started


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The home province on the evening of the last day of its published plan."""
    site = a_site(tmp_path, a_drawn_request())
    plan_id = site.plans[HOME].summary.id
    take_step(site.planner.store, site.clock, plan_id, LifeStep.APPROVE, by="head", reason="seen")
    take_step(site.planner.store, site.clock, plan_id, LifeStep.PUBLISH, by="other")
    midnight = datetime.combine(MONDAY, datetime.min.time(), LOCAL_ZONE)
    site.clock.moment = midnight + timedelta(days=4, hours=18)
    return site


class Service:
    """The site behind a socket that can be taken away and brought back at the same address."""

    def __init__(self, site: Site) -> None:
        self._site = site
        # Bound but never listening: nobody else can be given the port while the service is away.
        self._kept = socket.socket()
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind(("127.0.0.1", 0))
        self._port = self._kept.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._stop: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(self) -> None:
        web = web_of(self._site)
        config = uvicorn.Config(web, log_config=None, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        listener = socket.create_server(("127.0.0.1", self._port))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        self._stop.append((server, thread))

    def stop(self) -> None:
        while self._stop:
            server, thread = self._stop.pop()
            server.should_exit = True
            thread.join(timeout=PATIENCE_MS / 1000)
            assert not thread.is_alive(), "its port is still taken"

    def close(self) -> None:
        """Give the port back."""
        self._kept.close()


@contextmanager
def a_service(site: Site) -> Iterator[Service]:
    service = Service(site)
    service.start()
    try:
        yield service
    finally:
        service.stop()
        service.close()


@contextmanager
def a_phone(
    browser: Browser, site: Site, service: Service, *, dark: bool = False
) -> Iterator[BrowserContext]:
    token = sign_in(site, a_member(Role.FIELD_TEAM, login="team"))
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True, locale="th-TH",
        color_scheme="dark" if dark else "light",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE_MS)
    # The phone's day is the service's; its time goes on.
    ahead_ms = round((site.clock.now().timestamp() - time.time()) * 1000)
    context.add_init_script(
        f"{{ const real = Date.now.bind(Date); Date.now = () => real() + {ahead_ms}; }}"
    )
    context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": service.address}])
    try:
        yield context
    finally:
        with suppress(Exception):
            context.close()


def open_unit(context: BrowserContext, service: Service, query: str = "") -> Page:
    page = context.new_page()
    page.goto(service.address + UNIT + query)
    page.locator('.kept[data-kept="saved"]').wait_for()
    return page


def received(site: Site) -> tuple[KeptReport, ...]:
    with site.planner.store.reading() as reader:
        return tuple(r for r in reader.field_reports(HOME) if r.by == "team")


def statuses(page: Page) -> list[str]:
    items = page.locator(".sent-list li[data-status]")
    return list(items.evaluate_all("items => items.map((item) => item.dataset.status)"))


def wait_for_statuses(page: Page, wanted: list[str]) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while statuses(page) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert statuses(page) == wanted


def tell_served(page: Page, language: Language, *people: int) -> None:
    stop = page.locator("li.stop").first
    stop.get_by_role("button", name=say("fieldpage_served", language)).click()
    for field, number in zip(page.locator("dialog input").all(), people, strict=True):
        field.fill(str(number))
    keep_report(page, language)


def keep_report(page: Page, language: Language) -> None:
    page.get_by_role("button", name=say("fieldpage_keep", language)).click()
    page.locator("dialog").wait_for(state="detached")


@pytest.mark.parametrize(
    "language", [Language.TH, pytest.param(Language.EN, marks=pytest.mark.slow)]
)
def test_a_day_without_a_signal(browser: Browser, site: Site, language: Language) -> None:
    """Opened in the office, used where there is nothing, sent once when the signal is back.

    Thai by day, English by night. A planner then decides the conflict, and the phone says so.
    """
    other = next(one for one in Language if one is not language)
    dark = language is Language.EN

    def word(code: str, **facts: object) -> str:
        return say(code, language, **facts)

    with a_service(site) as service, a_phone(browser, site, service, dark=dark) as context:
        page = open_unit(context, service, f"?language={language.value}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert_readable(page)
        digest = site.plans[HOME].summary.digest[:12]
        service.stop()
        context.set_offline(True)

        page.reload()
        page.locator("html[data-app=ready]").wait_for()
        assert digest in page.locator(".plan").inner_text()
        assert word("field_made", when="").strip() in page.locator(".plan").inner_text()
        assert page.locator("svg.route").first.is_visible()
        assert page.locator('a[href^="tel:"]').first.is_visible()
        assert page.locator('a[href^="geo:"]').first.is_visible()
        page.get_by_role("button", name=word("field_map")).click()
        page.locator(".map .pin").first.wait_for()
        expect(page.locator(".map .pin")).to_have_count(2)
        page.get_by_role("button", name=word("field_list")).click()
        first = page.locator("li.stop").first
        first.get_by_role("button", name=word("fieldpage_arrived")).click()
        tell_served(page, language, 5, 6)
        second = page.locator("li.stop").nth(1)
        second.get_by_role("button", name=word("fieldpage_not_reached")).click()
        page.locator("dialog select").select_option("weather")
        keep_report(page, language)
        page.get_by_role("button", name=word("fieldpage_other")).click()
        page.get_by_role("button", name=word("fieldpage_road_closed")).click()
        page.locator("dialog select").select_option("1")
        page.locator("dialog textarea").fill("ดินถล่ม")
        assert_readable(page)
        keep_report(page, language)
        wait_for_statuses(page, ["queued"] * 4)
        expect(page.locator(".signal")).to_contain_text(word("fieldpage_offline"))
        expect(page.locator(".signal")).to_contain_text(word("fieldpage_waiting_n", n=4))
        assert received(site) == ()
        page.goto(service.address + UNIT + f"?language={other.value}")
        expect(page.locator("html")).to_have_attribute("lang", other.value)
        page.goto(service.address + "/field")
        follow(page.locator(".unit-link").first)
        page.close()

        page = context.new_page()
        page.goto(service.address + UNIT + f"?language={language.value}")
        wait_for_statuses(page, ["queued"] * 4)
        service.start()
        context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        wait_for_statuses(page, ["conflict", "sent", "sent", "sent"])
        assert len(received(site)) == 4
        page.reload()
        wait_for_statuses(page, ["conflict", "sent", "sent", "sent"])
        tell_served(page, language, 7, 6)
        wait_for_statuses(page, ["sent", "conflict", "sent", "corrected", "sent"])
        assert len(received(site)) == 5
        decide_the_road(browser, site, service, language)
        page.reload()
        wait_for_statuses(page, ["sent", "sent", "sent", "corrected", "sent"])


def decide_the_road(browser: Browser, site: Site, service: Service, language: Language) -> None:
    """The planner reads what the team reported and confirms the closure where it is."""
    token = sign_in(site, a_member(Role.PLANNER, login="decider"))
    size = "desktop" if language is Language.EN else "phone"
    with visiting(browser, size, token, service.address) as watched:
        page = watched.page
        plan_id = site.plans[HOME].summary.id
        page.goto(f"{service.address}/plans/{plan_id}/reports?language={language.value}")
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        roads = page.locator("[aria-labelledby=closures] li")
        road = roads.filter(has_text=re.compile(r"(?<![.\w])team[ ,]"))
        expect(road.locator('a[href^="geo:"]')).to_have_count(1)
        follow(road.get_by_role("button", name=say("reports_confirm", language)))
        page.locator("[aria-labelledby=progress]").wait_for()
        assert_quiet(watched, service.address)


@pytest.mark.parametrize("size", ["phone", pytest.param("desktop", marks=pytest.mark.slow)])
def test_a_conflict_is_settled_by_keyboard(browser: Browser, site: Site, size: str) -> None:
    """Two phones told other numbers: beside each other, a reason, and the right one counts."""
    routes = site.plans[HOME].plan.routes
    visits = tuple((route, stop) for route in routes for stop in route.visits)
    field = Field(store=site.planner.store, clock=site.clock, visits=visits)
    for by, report in (("phone.a", field.served(4, 1)), ("phone.b", field.served(9, 2))):
        send_reports(site.planner.store, site.clock, HOME, (report,), by=by)
    token = sign_in(site, a_member(Role.PLANNER, login="decider"))
    with a_service(site) as service, visiting(browser, size, token, service.address) as watched:
        page = watched.page
        page.goto(f"{service.address}/plans/{site.plans[HOME].summary.id}/reports?language=en")
        visit = page.get_by_role("list").filter(has=page.locator(".compared")).first
        expect(visit.locator("tr.differs")).not_to_have_count(0)
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        visit.get_by_role("textbox", name="Reason").fill("the signed list")
        page.keyboard.press("Enter")  # chooses nobody's report
        page.keyboard.press("Tab")
        expect(visit.get_by_role("button", name="This one counts: phone.a")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        right = visit.get_by_role("button", name="This one counts: phone.b")
        expect(right).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".compared")).to_have_count(0)
        page.locator("#decided summary").press("Enter")
        expect(page.locator("#decided")).to_contain_text("the signed list")
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        assert_quiet(watched, service.address)
    assert {v.people for v in field.history() if v.state.value == "done"} == {9}


def test_an_answer_that_was_lost_is_no_second_report(browser: Browser, site: Site) -> None:
    """The service took the report, the phone never heard so, and was switched off."""
    with a_service(site) as service, a_phone(browser, site, service) as context:
        page = open_unit(context, service)

        swallowed: list[int] = []

        def swallow(route: Route) -> None:
            with suppress(Error):  # the phone tries again, and may be gone before the answer
                swallowed.append(route.fetch().status)
                route.abort()

        context.route("**/field/reports", swallow)
        page.locator("li.stop").first.get_by_role("button", name="ถึงแล้ว").click()
        wait_for_statuses(page, ["queued"])
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while not swallowed and time.monotonic() < deadline:
            page.wait_for_timeout(50)
        assert swallowed
        page.close(run_before_unload=False)
        context.unroute("**/field/reports")
        assert len(received(site)) == 1
        page = context.new_page()
        page.goto(service.address + UNIT)
        wait_for_statuses(page, ["sent"])
        assert len(received(site)) == 1


def test_a_newer_plan_is_announced_and_loaded_on_a_tap(browser: Browser, site: Site) -> None:
    with a_service(site) as service, a_phone(browser, site, service) as context:
        page = open_unit(context, service, "?language=en")
        store, stored = site.planner.store, site.plans[HOME]
        summary = replace(
            stored.summary, id="58-20261130-2", run_id=None, state=PlanState.DRAFT, version=1,
            digest="f" * 64,
        )  # fmt: skip
        with store.writing(actor="planner", at=site.clock.now()) as writer:
            writer.add_plan(replace(stored, summary=summary))
            writer.note("plan_stored", f"plan:{summary.id}")
        take_step(store, site.clock, summary.id, LifeStep.APPROVE, by="head", reason="seen")
        take_step(
            store, site.clock, summary.id, LifeStep.PUBLISH, by="x", replaces=stored.summary.id
        )
        page.evaluate("dispatchEvent(new Event('online'))")
        page.get_by_role("button", name="A newer plan").click()
        page.locator(".plan", has_text="f" * 12).wait_for()
        assert_readable(page)


def test_a_day_that_has_not_come_is_not_reported(browser: Browser, site: Site) -> None:
    """The buttons of Wednesday stay shut on Tuesday evening, and open when it comes."""
    site.clock.moment -= timedelta(days=3)
    with a_service(site) as service, a_phone(browser, site, service) as context:
        page = context.new_page()
        page.goto(service.address + UNIT.replace("U1", "U2") + "?language=en")
        page.locator('.kept[data-kept="saved"]').wait_for()
        buttons = page.locator(".day").first.locator(".reports button")
        expect(buttons).to_have_count(4)
        for button in buttons.all():
            expect(button).to_be_disabled()
        expect(page.get_by_text(say("fieldpage_day_to_come", Language.EN)).first).to_be_visible()
        assert_readable(page)
        site.clock.moment += timedelta(hours=7)  # its day counts, whatever the phone says
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(buttons.first).to_be_enabled()
        buttons.first.click()
        wait_for_statuses(page, ["sent"])


def test_a_session_that_ended_keeps_the_day_readable(browser: Browser, site: Site) -> None:
    with a_service(site) as service, a_phone(browser, site, service) as context:
        page = open_unit(context, service, "?language=en")
        with site.planner.store.writing(actor="team", at=site.clock.now()) as writer:
            writer.drop_sessions_of("team")
            writer.note("sessions_dropped", "member:team")
        page.goto(service.address + UNIT)
        expect(page.locator("li.stop")).to_have_count(3)
        page.get_by_role("link", name="Signed out").wait_for()
        page.locator("li.stop").first.get_by_role("button", name="Arrived").click()
        wait_for_statuses(page, ["queued"])
        token = sign_in(site, a_member(Role.FIELD_TEAM, login="team"))
        context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": service.address}])
        page.reload()
        wait_for_statuses(page, ["sent"])


def test_signing_out_leaves_nothing_on_the_phone(browser: Browser, site: Site) -> None:
    with a_service(site) as service, a_phone(browser, site, service) as context:
        page = open_unit(context, service)
        page.locator("li.stop").first.get_by_role("button", name="ถึงแล้ว").click()
        wait_for_statuses(page, ["sent"])
        page.get_by_role("button", name="ออกจากระบบ").click()
        page.wait_for_url("**/login")
        left = page.evaluate(
            """async () => [(await caches.keys()).length, (await indexedDB.databases()).length,
            (await navigator.serviceWorker.getRegistrations()).length, localStorage.length]"""
        )
        assert left == [0, 0, 0, 0]
        service.stop()
        context.set_offline(True)
        with pytest.raises(Exception, match="ERR_"):
            page.goto(service.address + UNIT)


def test_usable_in_time_on_a_slow_phone_without_a_signal(browser: Browser, site: Site) -> None:
    """Once of many times: other programs share the machine."""
    with a_service(site) as service, a_phone(browser, site, service) as context:
        open_unit(context, service).close()
        service.stop()
        context.set_offline(True)
        assert is_once_within(MOST_S, lambda: usable_after_s(context, service))


def usable_after_s(context: BrowserContext, service: Service) -> float:
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    start = time.perf_counter()
    page.goto(service.address + UNIT, wait_until="commit")
    page.wait_for_selector("html[data-app=ready]")
    taken = time.perf_counter() - start
    assert [url for url in failed if not url.endswith("/version")] == []
    page.close()
    return taken
