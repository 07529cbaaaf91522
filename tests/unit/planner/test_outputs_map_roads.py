"""What the map's page is given about roads: states, closures, villages cut off, access."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from geodata.access import Access
from geodata.roads.closures import Closure, ClosureKind
from planner.domain.plan import Reason
from planner.outputs.map import draw_map
from planner.outputs.map_data import map_data
from planner.outputs.view import ClosedRoad
from planner.words import Language, say
from tests.browser import offline_page, running_browser
from tests.builders import V1, V2, V3, V4, a_fixed_point, a_location
from tests.views import a_drawn_plan, a_drawn_request, a_view

CLOSURES = (
    Closure(
        code="slide", from_date=date(2026, 12, 1), to_date=date(2026, 12, 2),
        point=a_location(98.0, 19.3), radius_m=900.0, reason="ดินถล่ม <b>${x}</b>",
    ),
    Closure(code="works", kind=ClosureKind.SLOW, factor=0.4, road_numbers=("108",)),
    Closure(
        code="flood", vehicle_classes=("van",),
        polygon=tuple(a_location(98.0 + x, 19.3) for x in (0, 0.02, 0.04)),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def view():
    request = a_drawn_request()
    states = ("wet",) + ("dry+0123456789ab",) * (request.horizon.days - 1)
    request = replace(request, closures=CLOSURES, road_states=states)
    plan = a_drawn_plan(a_drawn_request())
    rows = (replace(plan.unplanned[0], reason=Reason.UNREACHABLE), *plan.unplanned[1:])
    access = {
        ("id_card", f"van/{season}"): tuple(
            Access(village_code=code, minutes=minutes, point_code=minutes and "F1")
            for code, minutes in zip((V1, V2, V3, V4), times, strict=True)
        )
        for season, times in (("dry", (5, 40, 100, 200)), ("wet", (9, 70, 150, None)))
    }
    return a_view(
        request, replace(plan, unplanned=rows), access=access, fixed_points=(a_fixed_point(),)
    )


def test_the_page_knows_states_and_closures(view):
    told = map_data(view, Language.TH)["roadsToday"]
    assert told["states"][0] == ["ทางเปียก", "wet roads"]
    assert told["states"][1][1].endswith("some closed or slowed")
    slide, works, flood = told["closures"]
    assert (slide["kind"], slide["spot"], slide["days"]) == (
        "closed",
        [9800000, 1930000, 900],
        [1, 2],
    )
    assert (works["kind"], works["left"], works["roads"]) == ("slow", 40, "108")
    assert len(works["lines"]) == 1
    assert works["from"] is None
    assert flood["vehicles"][0][1]
    assert len(flood["ring"]) == 6


def test_roads_closed_since_stand_apart_with_where_they_lie(view):
    legs = frozenset({("U1", 0, 0)})
    since = tuple(ClosedRoad(closure=one, legs=legs, numbers=("108",)) for one in CLOSURES[:2])
    told = map_data(replace(view, closed_since=since), Language.TH)["roadsToday"]
    assert [one["reason"] for one in told["since"]] == [one.reason for one in CLOSURES[:2]]
    assert told["since"][0]["days"] == [1, 2]
    assert "108" in told["since"][0]["where"][0]
    assert "108" in told["since"][0]["where"][1]
    assert len(told["closures"]) == len(CLOSURES)
    assert map_data(view, Language.TH)["roadsToday"]["since"] == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "language", [Language.TH, pytest.param(Language.EN, marks=pytest.mark.slow)]
)
def test_the_page_draws_roads_closed_since_over_the_routes(view, tmp_path, language):
    since = (ClosedRoad(closure=CLOSURES[0], legs=frozenset({("U1", 1, 0)}), numbers=("108",)),)
    path = tmp_path / "map.html"
    path.write_text(draw_map(replace(view, closed_since=since), language), encoding="utf-8")
    with running_browser() as browser, offline_page(browser, path) as seen:
        page = seen.page
        told = say("map_layer_since", language)
        assert page.locator(".legend").get_by_text(told).count() == 1
        assert page.locator(".since-mark.closed").count() == 1
        page.locator(".since-icon").focus()
        page.keyboard.press("Enter")
        popup = page.locator(".leaflet-popup-content")
        expect(popup).to_contain_text(say("map_since_note", language))
        expect(popup).to_contain_text("108")
        page.locator(".roads").get_by_label(told).uncheck()
        expect(page.locator(".since-mark")).to_have_count(0)


def test_villages_that_no_vehicle_reaches_are_marked(view):
    data = map_data(view, Language.TH)
    cut = {left["village"] for left in data["leftOut"] if left["cut"]}
    unreachable = {r.village_code for r in view.plan.unplanned if r.reason is Reason.UNREACHABLE}
    assert len(cut) == data["roadsToday"]["cutOff"] == len(unreachable) >= 1


def test_access_is_told_by_service_and_season(view):
    data = map_data(view, Language.EN)
    access = data["access"]
    assert len(access["layers"]) == 2
    minutes = {data["villages"][row[0]]["name"][0]: row[1:] for row in access["rows"]}
    assert sorted(minutes.values(), key=lambda m: m[0]) == [
        [5, 9],
        [40, 70],
        [100, 150],
        [200, None],
    ]
    assert len(access["points"]) == 1
    assert map_data(a_view(), Language.EN)["access"] == {"layers": [], "points": [], "rows": []}


@pytest.mark.browser
def test_the_page_shows_them(view, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(draw_map(view, Language.EN), encoding="utf-8")
    with running_browser() as browser, offline_page(browser, path) as seen:
        page = seen.page
        roads = page.locator(".roads").inner_text()
        assert "wet roads" in roads
        assert "ดินถล่ม <b>${x}</b>" in roads
        page.locator("select.choose").select_option("1")
        told = page.locator(".access").inner_text()
        assert "Up to 30 min\n1" in told
        assert "No way by vehicle\n1" in told
