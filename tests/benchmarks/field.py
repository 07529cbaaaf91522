"""The field's single file on a slowed phone: the sample's busiest unit-week, network off.

    python -m tests.benchmarks.field --cpu 20

The sample's week is planned, the unit with the most stops is taken, and its file is opened from
disk by Chromium as a phone of 360 x 740 with the processor slowed 6x, a fresh browser each time.
"read" is when the page's text stands, "usable" when the next stop answers a press, "map" from the
press until the map is drawn. A second row is a week that no unit could do: three stops on each of
five days. Times hold for the machine; the browser's own start is not in them.
"""

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from geodata.basemap import read_basemap
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.assess.check import check_plan
from planner.documents import plan_digest
from planner.domain.calendar import LOCAL_ZONE, Horizon
from planner.domain.params import SolveParams
from planner.domain.plan import Plan, Trip
from planner.domain.province import request_for
from planner.domain.request import PlanRequest
from planner.inputs.dataset import read_dataset
from planner.optimiser.process import solve_in_child
from planner.outputs.field_page import draw_field_file
from planner.outputs.view import PlanView
from planner.samples import sample_folder, sample_week
from planner.usecases.plans import leg_lines
from planner.usecases.travel import road_states, travel_for
from tests.browser import running_browser
from tests.builders import a_route, a_trip

SLOWER = 6
PHONE = {"width": 360, "height": 740}
PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Opened:
    """One opening of the file on the slowed phone, seconds; `failed` requests."""

    read_s: float
    usable_s: float
    map_s: float
    failed: int


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.field", description=__doc__)
    parser.add_argument("--cpu", type=float, default=20.0, help="CPU seconds of the solve")
    parser.add_argument("--times", type=int, default=3, help="openings of each file")
    asked = parser.parse_args(words)
    view = planned(SolveParams(cpu_s=asked.cpu, wall_s=max(60.0, 10 * asked.cpu)))
    sys.stdout.write(
        "| week | stops | file kB | gzipped kB | drawn s | read s | usable s | map s | failed |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
    )
    for name, shown in (("busiest", view), ("three stops a day", full(view))):
        sys.stdout.write(row(name, shown, asked.times))


def planned(params: SolveParams) -> PlanView:
    """The sample's week, planned and ready to draw."""
    folder = sample_folder()
    data, _ = read_dataset(folder)
    assert data is not None
    horizon = Horizon(start=sample_week(), days=7)
    request = request_for(data, horizon, road_states=road_states(horizon))
    engine = RoadGraphEngine(read_network(folder / "roads"))
    travel = travel_for(engine, request)
    plan = solve_in_child(request, travel, params)
    return PlanView(
        request=request, plan=plan, verdict=check_plan(request, travel, plan),
        plan_digest=plan_digest(plan), made_at=datetime.now(LOCAL_ZONE),
        lines=leg_lines(request, plan, engine), basemap=read_basemap(folder),
    )  # fmt: skip


def full(view: PlanView) -> PlanView:
    """The same province with one unit that stops three times on each of five days."""
    request = view.request
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"))
    plan = replace(view.plan, trips=tuple(full_trips(request, engine)))
    return replace(view, plan=plan, lines=leg_lines(request, plan, engine))


def full_trips(request: PlanRequest, engine: RoadGraphEngine) -> list[Trip]:
    """The first unit's five days, three places each, whether or not a shift would hold them."""
    unit = request.units[0]
    places = iter([place for place in request.stop_places if place.location is not None])
    travel = travel_for(engine, request)
    services = [one.service_code for one in unit.services]
    return [
        a_trip(
            a_route(
                request, travel, unit, day,
                [
                    (p.code, request.packages[0].code, {(p.village_code, s): 3 for s in services})
                    for p in (next(places) for _ in range(3))
                ],
            )
        )
        for day in range(5)
    ]  # fmt: skip


def busiest(plan: Plan) -> tuple[str, int]:
    """The unit with the most stops, and how many."""
    stops: dict[str, int] = {}
    for route in plan.routes:
        stops[route.unit_code] = stops.get(route.unit_code, 0) + len(route.visits)
    return max(stops.items(), key=lambda pair: (pair[1], pair[0]))


def row(name: str, view: PlanView, times: int) -> str:
    """One line of the table; times are medians."""
    unit_code, stops = busiest(view.plan)
    start = time.perf_counter()
    page = draw_field_file(view, unit_code).encode()
    drawn_s = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "field.html"
        path.write_bytes(page)
        opened = []
        for _ in range(times):
            with running_browser() as browser:
                opened.append(open_slowed(browser, path))

    def middle(field: str) -> float:
        return statistics.median(getattr(one, field) for one in opened)

    return (
        f"| {name} | {stops} | {len(page) / 1000:.0f} | {len(gzip.compress(page)) / 1000:.0f} "
        f"| {drawn_s:.2f} | {middle('read_s'):.2f} | {middle('usable_s'):.2f} "
        f"| {middle('map_s'):.2f} | {max(one.failed for one in opened)} |\n"
    )


def open_slowed(browser: Browser, path: Path) -> Opened:
    """Open a file from disk with the network off on a slowed phone."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    context.set_offline(True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("request", lambda r: failed.append(r.url) if r.url.startswith("http") else None)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("li.stop", state="attached")
    read_s = time.perf_counter() - start
    page.wait_for_selector("html[data-ready=yes]")
    page.locator(".next button.main").click()
    usable_s = time.perf_counter() - start
    start = time.perf_counter()
    page.locator(".bar button.main").click()
    page.wait_for_selector(".map .pin")
    map_s = time.perf_counter() - start
    context.close()
    return Opened(read_s=read_s, usable_s=usable_s, map_s=map_s, failed=len(failed))


if __name__ == "__main__":
    main()
