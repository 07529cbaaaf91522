"""Fairness and the quarter in a browser: looked at, asked for, and made by a worker."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from geodata.matrix import TravelMatrix
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import RunKind, RunState
from planner.usecases.errands import carry_out, newest_errand
from planner.words import Language, say
from tests.browser import follow, running_browser
from tests.builders import a_request
from tests.naive import naive_plan
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


def solver(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **_: object
) -> Plan:
    return naive_plan(request, travel)


def carry_out_newest(site: Site, kind: RunKind) -> None:
    """What a worker does."""
    run = newest_errand(site.planner.store, HOME, kind)
    assert run is not None
    assert (run.state, run.is_queued) == (RunState.ACCEPTED, True)
    carry_out(
        site.planner.store, site.clock, solver, site.planner.forcer, site.planner.engine_of, run.id
    )


@EACH_ONCE
def test_both_pages_are_readable(
    browser: Browser, site: Site, address: str, size: str, language: str
) -> None:
    token = sign_in(site, a_member(login=f"views-{size}-{language}"))
    headings = {
        "/fairness": {"th": "ความเป็นธรรม", "en": "Fairness"},
        "/quarter": {"th": "ภาพรวมไตรมาส", "en": "Quarter"},
    }
    with visiting(browser, size, token, address, dark=size == "phone") as watched:
        page = watched.page
        for path, told in headings.items():
            page.goto(f"{address}{path}?language={language}")
            assert told[language] in page.locator("h1").inner_text()
            assert_readable(page)
            assert_no_wider_than_the_window(page)
        assert_quiet(watched, address)


def test_the_price_of_equity_is_worked_out(browser: Browser, site: Site, address: str) -> None:
    token = sign_in(site, a_member(login="pricer"))
    with visiting(browser, "desktop", token, address) as watched:
        page = watched.page
        page.goto(f"{address}/fairness?language=en")
        assert page.locator(".bars li").count() == 6
        held: list[Route] = []
        page.route("**/events", lambda route: held.append(route))
        with page.expect_request("**/events"):
            follow(page.locator("#price button"))
        assert "No worker is running" in page.locator("#errand").inner_text()
        carry_out_newest(site, RunKind.WORTH)
        for route in held:  # the first word of the run that the page hears is its end
            route.continue_()
        page.locator(".prices").wait_for()
        page.wait_for_load_state()
        assert page.locator(".prices dt").first.inner_text() == "Floor 0 %"
        assert page.locator(".prices > div").count() >= 2
        with page.expect_download() as kept:
            page.get_by_role("link", name="All of it (Excel)").click()
        assert kept.value.suggested_filename == f"fairness-{HOME}-20261127.xlsx"


@pytest.mark.parametrize(
    ("size", "language"), [pytest.param("desktop", "en", marks=pytest.mark.slow), ("phone", "th")]
)
def test_a_quarter_is_made_and_read(
    browser: Browser, tmp_path: Path, size: str, language: str
) -> None:
    site = a_site(tmp_path, a_request())
    token = sign_in(site, a_member(login="quarterly"))

    def told(code: str, **facts: object) -> str:
        return say(code, Language(language), **facts)

    with serving(site) as address, visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}/quarter?language={language}")
        one = told("quarter_fact_weeks_value", planned=1, total=13)
        assert page.locator(".fact .value").first.inner_text() == one
        make = page.locator("#make").get_by_role("button", name=told("quarter_make"), exact=True)
        follow(make)
        page.get_by_role("button", name=told("quarter_stop")).wait_for()
        carry_out_newest(site, RunKind.QUARTER)
        # The last week is there before the run has ended: the page is loaded once more then, and
        # what was typed before that, or before the page's script has come, is lost.
        page.locator("#errand:not([data-errand])").wait_for()
        page.wait_for_load_state()
        every = told("quarter_fact_weeks_value", planned=13, total=13)
        expect(page.locator(".fact .value").first).to_have_text(every)
        expect(page.locator("tr.week.draft")).to_have_count(13)
        expect(page.locator("#visits tbody tr")).not_to_have_count(0)
        # The fiscal year runs from October to September and is told by the year of its end.
        year = 2027 if language == "en" else 2570
        assert str(year) in page.locator("#money-title").inner_text()
        assert page.locator(".money dd").count() >= 3
        assert page.locator("#forecast-title").inner_text() == told("quarter_forecast_title")
        page.locator("#visits-q").fill(a_request().villages[0].code)
        page.locator(
            "#visits .table-count", has_text=told("table_matched", total="")[1:5]
        ).wait_for()
        page.wait_for_url("**from=2026-11-30*")
        with page.expect_download() as kept:
            page.get_by_role("link", name=told("quarter_workbook")).click()
        assert kept.value.suggested_filename == f"quarter-{HOME}-20261130.xlsx"
        assert_no_wider_than_the_window(page)
        follow(page.get_by_role("link", name=told("quarter_later")))
        assert "from=2027-03-01" in page.url
        assert page.locator("tr.week.none").count() >= 12
        assert_readable(page)
