"""A planner's week in a browser, from making the plan to withdrawing it.

Thai at a desk by mouse, English on a phone by menus. The search is the real one, within this
process; it tells its plan and goes on until somebody stops it.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, expect

from geodata.matrix import TravelMatrix
from planner.domain.params import SolveParams
from planner.domain.people import Role
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import Progress
from planner.optimiser.solve import solve
from planner.usecases.runs import carry_out_run, stop_run
from planner.words import Language, say
from tests.browser import Watched, follow, running_browser
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
ONE, TWO, THREE = "58-20261130-1", "58-20261130-2", "58-20261130-3"
WORKER_PATIENCE_S = 300.0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), plans=False)


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site) as address:
        yield address


def patient(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    params: SolveParams,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The search, briefly; then it waits to be stopped as a long one would."""
    plan = solve(request, travel, replace(params, cpu_s=0.5))
    told = Progress(
        value=plan.value, bound=plan.bound_of(3), people_served=plan.people_served, rounds=1,
        cpu_s=1.0, wall_s=1.0, phase="neighbourhoods", promises=0, plan=plan,
    )  # fmt: skip
    assert on_progress is not None
    assert should_stop is not None
    for _ in range(int(WORKER_PATIENCE_S) * 20):
        on_progress(told)
        told = replace(told, plan=None, wall_s=told.wall_s + 0.05)
        if should_stop():
            break
        time.sleep(0.05)
    return plan


@contextmanager
def at_work(site: Site, run_id: str) -> Iterator[None]:
    """A worker that carries out one run meanwhile."""
    planner = site.planner
    work = threading.Thread(
        target=carry_out_run,
        args=(planner.store, planner.clock, patient, planner.engine_of, run_id),
    )
    work.start()
    try:
        yield
    except BaseException:
        stop_run(planner.store, planner.clock, run_id, actor="tester")
        raise
    finally:
        work.join(timeout=WORKER_PATIENCE_S)
    assert not work.is_alive()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads one language on one device."""

    browser: Browser
    site: Site
    address: str
    size: str
    language: Language

    def t(self, code: str, **facts: object) -> str:
        """What the pages say."""
        return say(code, self.language, **facts)

    @contextmanager
    def signed_in(self, login: str, role: Role = Role.PLANNER) -> Iterator[Page]:
        """A page of somebody; it must stay quiet and as wide as its window."""
        token = sign_in(self.site, a_member(role, login=login))
        dark = self.size == "phone"
        with visiting(self.browser, self.size, token, self.address, dark=dark) as watched:
            watched.page.goto(f"{self.address}/plans?language={self.language.value}")
            yield watched.page
            self.look(watched)

    def look(self, watched: Watched) -> None:
        """The page as it stands."""
        assert_readable(watched.page)
        assert_no_wider_than_the_window(watched.page)
        outside = [u for u in watched.outside if not u.startswith((self.address + "/", "blob:"))]
        assert outside == []
        assert watched.complaints == []

    def press(self, page: Page, code: str, **facts: object) -> None:
        """The button of these words."""
        page.get_by_role("button", name=self.t(code, **facts), exact=True).first.click()


@pytest.mark.parametrize(
    ("size", "language"),
    [
        pytest.param("desktop", Language.TH, id="desk"),
        pytest.param("phone", Language.EN, id="phone", marks=pytest.mark.slow),
    ],
)
def test_a_week_from_the_form_to_its_withdrawal(
    browser: Browser, site: Site, address: str, size: str, language: Language
) -> None:
    reader = Reader(browser, site, address, size, language)
    t = reader.t
    with reader.signed_in("maker") as page:
        make_and_stop(reader, page)
        page.goto(f"{address}/plans/{ONE}")
        expect(page.locator(".next-step")).to_contain_text(t("next_draft_nobody", before="maker"))
        change_pin_and_lock(reader, page)
    with reader.signed_in("head", Role.APPROVER) as page:
        page.goto(f"{address}/plans/{TWO}")
        follow(page.locator(".next-step").get_by_role("link", name=t("board_do_approve")))
        reason = page.locator(".bd-offer textarea")
        if reason.get_attribute("required") is not None:
            reason.fill("-")
        reader.press(page, "board_do_approve")
        told = t("next_approved_self", before="head", who="maker")
        expect(page.locator(".bd-next")).to_have_text(told)
    with reader.signed_in("maker") as page:
        page.goto(f"{address}/plans/{TWO}/board")
        reader.press(page, "board_do_publish")
        expect(page.locator(".badge.state-published")).to_be_visible()
        close_a_road_and_plan_anew(reader, page)
    with reader.signed_in("maker") as page:
        page.goto(f"{address}/plans/{TWO}/board")
        page.locator(".bd-offer textarea").fill(t("closing_closed"))
        reader.press(page, "board_do_withdraw")
        expect(page.locator(".bd-next")).to_have_text(t("next_withdrawn"))
        page.goto(f"{address}/plans?q={TWO}")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.locator("tbody tr")).to_contain_text(t("plan_state_withdrawn"))


def make_and_stop(reader: Reader, page: Page) -> None:
    """The form, the search under way, and its best plan kept."""
    t = reader.t
    page.goto(f"{reader.address}/plans/new?province={HOME}&week=2026-11-30")
    assert_readable(page)
    assert_no_wider_than_the_window(page)
    reader.press(page, "make_start")
    page.wait_for_url("**/runs/*")
    expect(page.locator("#run")).to_contain_text(t("run_no_worker"))
    with at_work(reader.site, page.url.rpartition("/")[2]):
        expect(page.locator(".rn-big")).to_be_visible()
        expect(page.locator("#run")).to_contain_text(t("run_people"))
        expect(page.get_by_role("button", name=t("run_see_best"))).to_be_visible()
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        reader.press(page, "run_stop")
    expect(page.locator(".rn-status.successful")).to_be_visible()
    expect(page.locator("#run")).to_contain_text(t("run_people_done"))
    page.get_by_role("button", name=t("run_to_board")).click()
    page.wait_for_url(f"**/plans/{ONE}/board")


def change_pin_and_lock(reader: Reader, page: Page) -> None:
    """By the menu: a pin and an exclusion, undone and redone, a day locked, versions compared."""
    t = reader.t
    page.goto(f"{reader.address}/plans/{ONE}/board")
    page.locator(".bd-cell .bd-menu button").first.click()
    reader.press(page, "board_pin")
    expect(page.locator(".bd-form .bd-verdict.good")).to_contain_text(t("board_breaks_none"))
    expect(page.locator(".bd-form")).to_contain_text(t("board_nothing_changes"))
    page.locator(".bd-save button").click()
    page.wait_for_url(f"**/plans/{TWO}/board")
    expect(page.locator(".bd-card.pinned")).to_have_count(1)
    reader.press(page, "board_undo")
    page.wait_for_url(f"**/plans/{ONE}/board")
    reader.press(page, "board_redo")
    page.wait_for_url(f"**/plans/{TWO}/board")
    page.locator(".bd-cell .bd-lock").first.click()
    expect(page.locator(".bd-cell.locked")).to_have_count(1)
    follow(page.get_by_role("link", name=t("board_versions", count=2)))
    assert_readable(page)
    assert_no_wider_than_the_window(page)
    reader.press(page, "board_compare")
    expect(page.get_by_role("heading", name=t("board_tell"))).to_be_visible()
    page.wait_for_load_state()
    assert_no_wider_than_the_window(page)
    page.goto(f"{reader.address}/plans/{TWO}/board")
    page.locator(".bd-cell.locked .bd-lock").click()
    expect(page.locator(".bd-cell.locked")).to_have_count(0)


def close_a_road_and_plan_anew(reader: Reader, page: Page) -> None:
    """A closure drawn, the rest planned around it within a change budget, whom to tell, taken."""
    t = reader.t
    page.goto(f"{reader.address}/roads/closures?province={HOME}&plan={TWO}")
    draw_area(page, reader.language)
    page.get_by_label(t("closing_reason")).fill("-")
    reader.press(page, "closing_add")
    expect(page.locator(".cl-one")).to_have_count(1)
    page.wait_for_load_state()
    assert_readable(page)
    assert_no_wider_than_the_window(page)
    page.locator(".cl-replan input[name=budget]").fill("6")
    reader.press(page, "closing_replan")
    page.wait_for_url("**/runs/*")
    with at_work(reader.site, page.url.rpartition("/")[2]):
        expect(page.locator(".rn-big")).to_be_visible()
        reader.press(page, "run_stop")
    page.get_by_role("button", name=t("run_see_changes")).click()
    page.wait_for_url(f"**/plans/{TWO}/beside/{THREE}")
    expect(page.get_by_role("heading", name=t("board_tell"))).to_be_visible()
    assert_readable(page)
    assert_no_wider_than_the_window(page)
    reader.press(page, "board_take_new")
    page.wait_for_url(f"**/plans/{THREE}/board")
