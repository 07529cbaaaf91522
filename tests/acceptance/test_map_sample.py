"""A full week of the sample province on the map: small, whole, and open with the network off."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geodata.basemap import read_basemap
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.documents import plan_digest
from planner.domain.calendar import Horizon
from planner.domain.plan import Route, Trip
from planner.domain.province import request_for
from planner.domain.request import PlanRequest
from planner.domain.verdict import Verdict
from planner.inputs import read_dataset
from planner.outputs.map import draw_map
from planner.outputs.view import LegKey, PlanView
from planner.samples import sample_folder, sample_week
from tests.browser import offline_page, running_browser
from tests.builders import a_plan, a_route, a_travel, a_trip, places_of

STOPS_A_DAY = 3


@pytest.fixture(scope="module")
def view() -> PlanView:
    """Eight units, five days, three stops a day on real roads: more than any unit could do."""
    data, _ = read_dataset(sample_folder())
    assert data is not None
    request = request_for(data, Horizon(start=sample_week()))
    plan = a_plan(request, a_travel(request), tuple(busy_trips(request)))
    return PlanView(
        request=request,
        plan=plan,
        verdict=Verdict(plan_digest=plan_digest(plan), checker_version="1", value=plan.value),
        plan_digest=plan_digest(plan),
        made_at=datetime(2026, 11, 27, 2, 5, tzinfo=UTC),
        lines=real_lines(request, plan.routes),
        basemap=read_basemap(sample_folder()),
    )


def busy_trips(request: PlanRequest) -> Iterator[Trip]:
    """Each unit goes out each weekday; every place is visited once."""
    travel = a_travel(request)
    places = iter([place for place in request.stop_places if place.location is not None])
    rows = {(d.village_code, d.service_code): d.people for d in request.demands}
    for unit in request.units:
        for day in range(5):
            visits = []
            for place in (next(places) for _ in range(STOPS_A_DAY)):
                people = {
                    (place.village_code, one.service_code): 3
                    for one in unit.services
                    if rows.get((place.village_code, one.service_code), 0) >= 3
                }
                visits.append((place.code, "short", people))
            yield a_trip(a_route(request, travel, unit, day, visits))


def real_lines(request: PlanRequest, routes: tuple[Route, ...]) -> dict[LegKey, tuple]:  # type: ignore[type-arg]
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    places = places_of(request)
    return {
        (route.unit_code, route.day, i): tuple(
            engine.geometry(places[leg.from_code], places[leg.to_code], "pickup_4wd/dry")
        )
        for route in routes
        for i, leg in enumerate(route.legs)
        if leg.from_code != leg.to_code
    }


def test_a_full_week_of_a_province_stays_small(view: PlanView) -> None:
    page = draw_map(view).encode()
    assert len(page) < 1_200_000
    assert len(gzip.compress(page)) < 330_000


@pytest.mark.browser
def test_a_full_week_opens_on_a_phone_with_the_network_off(view: PlanView, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text(draw_map(view), encoding="utf-8")
    with (
        running_browser() as browser,
        offline_page(browser, path, width=360, height=740, phone=True) as watched,
    ):
        page = watched.page
        assert page.locator(".stop-icon").count() == 8 * 5 * STOPS_A_DAY
        page.locator(".chip").nth(1).click()
        assert page.locator(".stop-icon").count() == 8 * STOPS_A_DAY
        assert page.locator(".label").count() > 5
        page.locator("#fold").click()
        assert page.locator(".unit-row").count() == 8
        watched.assert_quiet()
