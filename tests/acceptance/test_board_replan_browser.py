"""Changes of a week on the board: the order of a day, a road that a click closes, whom to tell.

The week is the tiny province's, on roads of its own, searched for by the real search.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from geodata.basemap import RoadLine
from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S, Horizon
from planner.domain.demand import Announced
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.optimiser.solve import solve
from planner.outputs.times import clock_text, day_text
from planner.usecases.plans import request_of_week
from planner.usecases.runs import carry_out_run, open_run
from planner.usecases.villages import import_files
from planner.words import Language, say
from tests.acceptance_terminal import TINY
from tests.browser import follow, running_browser
from tests.builders import MONDAY, V1, V3, a_request
from tests.served import assert_no_wider_than_the_window, assert_readable, serving, visiting
from tests.told import changed_of
from tests.web import HOME, Site, a_member, a_site, sign_in

pytestmark = pytest.mark.browser
ONE, TWO = "58-20261130-1", "58-20261130-2"
HIGHWAY = "108"
CLOSED_FROM, CLOSED_TO = date(2026, 12, 1), date(2026, 12, 2)
ON_THE_ROAD = """places => {
  const size = map_plan.getSize();
  const bends = places.map((place) => map_plan.latLngToContainerPoint(place));
  const away = (p) => Math.hypot(p.x - size.x / 2, p.y - size.y / 2);
  const spot = bends.reduce((best, p) => (away(p) < away(best) ? p : best));
  return [spot.x, spot.y];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


def drag(page: Page, card: Locator, target: Locator) -> None:
    """Hold a card with the mouse and put it where the upper edge of another is."""
    card.scroll_into_view_if_needed()
    held, over = card.bounding_box(), target.bounding_box()
    assert held is not None
    assert over is not None
    page.mouse.move(held["x"] + held["width"] / 2, held["y"] + 14)
    page.mouse.down()
    page.mouse.move(over["x"] + over["width"] / 2, over["y"] + 20, steps=12)
    page.mouse.move(over["x"] + over["width"] / 2, over["y"] + 4, steps=4)
    page.mouse.up()


def put_first_by_keys(page: Page, card: Locator, language: Language) -> None:
    """Its menu, the order in the day, and the effect, without a mouse."""
    card.locator(".bd-menu button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("select[name=to_unit_code]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("select[name=to_position]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    see = page.get_by_role("button", name=say("board_see_effect", language))
    expect(see).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("size", "language"), [("desktop", Language.EN), ("phone", Language.TH)], ids=["mouse", "keys"]
)
def test_the_order_of_a_day_is_changed(
    browser: Browser, tmp_path: Path, size: str, language: Language
) -> None:
    site = a_site(tmp_path, a_request())
    token = sign_in(site, a_member(login="orders"))
    with serving(site) as address, visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}/plans/{ONE}/board?language={language.value}")
        cards = page.locator(f'.bd-cell[data-unit=U1][data-date="{MONDAY}"] .bd-card')
        before = [card.get_attribute("data-place") for card in cards.all()]
        assert len(before) == 2
        if size == "desktop":
            drag(page, cards.nth(1), cards.nth(0))
        else:
            put_first_by_keys(page, cards.nth(1), language)
        expect(page.locator(".bd-figures")).to_be_visible()
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        page.locator(".bd-save button").click()
        page.wait_for_url(f"**/plans/{TWO}/board")
        expect(cards).to_have_count(2)
        assert [card.get_attribute("data-place") for card in cards.all()] == before[::-1]
        assert watched.complaints == []
    with site.planner.store.reading() as reader:
        route = next(r for r in reader.plan(TWO).plan.routes if (r.unit_code, r.day) == ("U1", 0))
    assert [stop.place_code for stop in route.visits] == before[::-1] == [V3, V1]


def brief(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], params: SolveParams, **_: object
) -> Plan:
    """The same plan on any machine."""
    counted = replace(params, reproducible=True, max_rounds=5, cpu_s=20.0, explain=0)
    return solve(request, travel, counted)


def carry_out(site: Site, run_id: str) -> Plan:
    planner = site.planner
    return carry_out_run(planner.store, planner.clock, brief, planner.engine_of, run_id).plan


@pytest.fixture
def week(tmp_path: Path) -> tuple[Site, PlanRequest, Plan]:
    """The tiny province with a plan of a week, and what that plan was made from."""
    site = a_site(tmp_path)
    planner = site.planner
    import_files(planner.store, planner.clock, (TINY,), tmp_path, actor="tester")
    request = request_of_week(planner.store, HOME, Horizon(start=MONDAY, days=5))
    run = open_run(planner.store, planner.clock, request, SolveParams(), actor="tester")
    return site, request, carry_out(site, run.id)


@pytest.mark.parametrize(
    ("size", "language"),
    [("phone", Language.TH), pytest.param("desktop", Language.EN, marks=pytest.mark.slow)],
    ids=["th", "en"],
)
def test_a_click_closes_a_road_and_whoever_the_new_plan_changes_is_told(
    browser: Browser, week: tuple[Site, PlanRequest, Plan], size: str, language: Language
) -> None:
    site, request, plan = week
    token = sign_in(site, a_member(login="roads"))
    with serving(site) as address, visiting(browser, size, token, address) as watched:
        page = watched.page
        page.goto(f"{address}/roads/closures?province={HOME}&plan={ONE}&language={language.value}")
        roads = site.planner.basemap_of(HOME).roads
        close_by_click(page, [road for road in roads if road.number == HIGHWAY], language)
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        with site.planner.store.reading() as reader:
            (closure,) = reader.province(HOME).closures
        assert closure.road_numbers == (HIGHWAY,)
        assert (closure.from_date, closure.to_date) == (CLOSED_FROM, CLOSED_TO)
        assert closure.vehicle_classes == ("van",)
        days = [r.day for r in plan.routes if r.unit_code == "U1" and r.day in (1, 2)]
        assert days, "the van is on the road then"
        expect(page.locator("#saved .cl-plans details li")).to_have_count(len(days))
        follow(page.get_by_role("button", name=say("closing_replan", language)))
        page.wait_for_url("**/runs/*")
        anew = carry_out(site, page.url.rpartition("/")[2])
        follow(page.get_by_role("button", name=say("run_see_changes", language)))
        page.wait_for_url(f"**/plans/{ONE}/beside/{TWO}")
        assert_readable(page)
        assert_no_wider_than_the_window(page)
        assert_whom_to_tell(page, request, plan, anew, language)
        follow(page.get_by_role("button", name=say("board_take_new", language)))
        page.wait_for_url(f"**/plans/{TWO}/board")
        assert watched.complaints == []
    assert not any(r.unit_code == "U1" and r.day in (1, 2) for r in anew.routes)


def close_by_click(page: Page, pieces: list[RoadLine], language: Language) -> None:
    """The whole highway, for vans, from Tuesday to Wednesday."""
    frame = page.frame_locator(".cl-map")
    unit = r"\d ก?ม\.$" if language is Language.TH else r"\d k?m$"
    expect(frame.locator(".leaflet-control-scale-line")).to_have_text(re.compile(unit))
    frame.get_by_role("button", name=say("closing_map_road", language)).click()
    bends = [[place.lat, place.lon] for piece in pieces for place in piece.points]
    x, y = frame_of(page).evaluate(ON_THE_ROAD, bends)
    frame.locator("#map_plan").click(position={"x": x, "y": y})
    told = say("closing_road", language, number=HIGHWAY)
    expect(page.locator("#where")).to_have_text(told)
    page.locator("input[name=from_date]").fill(CLOSED_FROM.isoformat())
    page.locator("input[name=to_date]").fill(CLOSED_TO.isoformat())
    page.locator("input[name=vehicles][value=van]").check()
    page.get_by_label(say("closing_reason", language)).fill("ดินถล่ม")
    follow(page.get_by_role("button", name=say("closing_add", language)))
    expect(page.locator(".cl-one h3")).to_contain_text(HIGHWAY)


def frame_of(page: Page) -> Frame:
    return next(frame for frame in page.frames if "/closures/map" in frame.url)


def assert_whom_to_tell(
    page: Page, request: PlanRequest, before: Plan, after: Plan, language: Language
) -> None:
    """A row for each village that a visit is taken from, with what it was told and what now."""
    promised = tuple(told_of(before))
    changed = changed_of(replace(request, announced=promised), after.trips)
    assert changed, "a closed highway changes something"
    names = {v.code: v.name_th if language is Language.TH else v.name_en for v in request.villages}
    rows = page.locator(
        "table", has=page.get_by_role("columnheader", name=say("board_told", language))
    )
    lines = rows.locator("tbody tr")
    expect(lines).to_have_count(len({told.village_code for told in changed}))
    for told in changed:
        line = lines.filter(has_text=names[told.village_code])
        was, now = line.locator("td").nth(0), line.locator("td").nth(1)
        expect(was).to_contain_text(day_text(told.date, language))
        expect(was).to_contain_text(clock_text(told.start_s or 0))
        rows_changed = {
            (one.village_code, one.service_code)
            for one in changed
            if one.village_code == told.village_code
        }
        instead = [one for one in told_of(after) if row_of(one) in rows_changed]
        if not instead:
            expect(now).to_have_text(say("board_not_visited", language))
        for one in instead:
            expect(now).to_contain_text(day_text(one.date, language))
            expect(now).to_contain_text(clock_text(one.start_s or 0))


def row_of(told: Announced) -> tuple[str, str]:
    return told.village_code, told.service_code


def told_of(plan: Plan) -> Iterator[Announced]:
    """What people are told of a plan, row by row."""
    for trip in plan.trips:
        for route in trip.routes:
            for stop in route.visits:
                for done in stop.servings:
                    yield Announced(
                        village_code=done.village_code,
                        service_code=done.service_code,
                        date=MONDAY + timedelta(days=route.day),
                        unit_code=route.unit_code,
                        start_s=stop.start_s - route.day * DAY_S,
                        place_code=stop.place_code,
                    )
