"""From files to published sheets on the sample: CPU seconds and memory of every step.

    python -m tests.benchmarks.speed --cpu 20

Each step runs once, in the order a person meets it, in one process (the solve in its child, as in
the product). Quote ratios, not seconds: two bare references run in the same process: reading the
same CSV files by `csv` alone, and scipy's shortest paths over the same roads between as many nodes
as there are places, without snapping, off-road legs or metres.
"""

import argparse
import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from geodata.basemap import read_basemap
from geodata.roads.network import RoadNetwork, read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.assess.check import check_plan
from planner.documents import plan_digest
from planner.domain.calendar import LOCAL_ZONE, Horizon
from planner.domain.params import SolveParams
from planner.domain.province import request_for
from planner.inputs.dataset import read_dataset
from planner.optimiser.process import solve_in_child
from planner.outputs.map import draw_map
from planner.outputs.sheet import draw_sheets
from planner.outputs.view import PlanView
from planner.outputs.workbook import write_workbook
from planner.ports import Progress
from planner.samples import sample_folder, sample_week
from planner.usecases.plans import leg_lines
from planner.usecases.travel import road_states, travel_for
from planner.words import Language

T = TypeVar("T")


class Watch:
    """CPU seconds (children included), wall seconds and peak memory of each step, as they end."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float, float, int]] = []

    def time(self, step: str, work: Callable[[], T]) -> T:
        """Do the work and note what it took."""
        cpu, wall = _cpu_s(), time.monotonic()
        made = work()
        self.steps.append((step, _cpu_s() - cpu, time.monotonic() - wall, _peak_mb()))
        return made

    def cpu_s(self, step: str) -> float:
        """CPU seconds of a step already done."""
        return next(cpu for name, cpu, _, _ in self.steps if name == step)


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed", description=__doc__)
    parser.add_argument("--cpu", type=float, default=20.0, help="CPU seconds of the solve")
    asked = parser.parse_args(words)
    watch = Watch()
    first = walk(watch, SolveParams(cpu_s=asked.cpu, wall_s=max(60.0, 10 * asked.cpu)))
    sys.stdout.write(drawn(watch))
    sys.stdout.write(f"\nFirst plan after {first:.1f} s of the solve's CPU time.\n")


def walk(watch: Watch, params: SolveParams) -> float:
    """Every step on the sample; returns CPU seconds of the solve until its first plan."""
    folder = sample_folder()
    network = watch.time("read roads", lambda: read_network(folder / "roads"))
    data, _ = watch.time("import", lambda: read_dataset(folder))
    assert data is not None
    horizon = Horizon(start=sample_week(), days=7)
    request = request_for(data, horizon, road_states=road_states(horizon))
    engine = RoadGraphEngine(network)
    travel = watch.time("matrix", lambda: travel_for(engine, request))
    profiles, places = len(request.profiles()), len(request.place_codes())
    watch.time("bare csv", lambda: _bare_csv(folder))
    watch.time("bare paths", lambda: _bare_paths(network, places, profiles))
    told: list[Progress] = []
    plan = watch.time(
        "plan", lambda: solve_in_child(request, travel, params, on_progress=told.append)
    )
    verdict = watch.time("check", lambda: check_plan(request, travel, plan))
    lines = watch.time("road lines", lambda: leg_lines(request, plan, engine))
    basemap = watch.time("base map", lambda: read_basemap(folder))
    view = PlanView(
        request=request, plan=plan, verdict=verdict, plan_digest=plan_digest(plan),
        made_at=datetime.now(LOCAL_ZONE), lines=lines, basemap=basemap,
    )  # fmt: skip
    watch.time("map", lambda: draw_map(view, Language.TH))
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "plan.xlsx"
        watch.time("workbook", lambda: write_workbook(view, book, Language.TH))
    watch.time("sheets", lambda: draw_sheets(view, Language.TH))
    return next((now.cpu_s for now in told if now.value is not None), float("nan"))


def drawn(watch: Watch) -> str:
    """The table in Markdown."""
    references = {"import": "bare csv", "matrix": "bare paths"}
    lines = ["| step | CPU s | wall s | peak MB | ratio |", "| --- | --- | --- | --- | --- |"]
    for step, cpu, wall, memory in watch.steps:
        bare = references.get(step)
        ratio = f"{cpu / watch.cpu_s(bare):.1f} x {bare}" if bare and watch.cpu_s(bare) else ""
        lines.append(f"| {step} | {cpu:.2f} | {wall:.2f} | {memory} | {ratio} |")
    return "\n".join(lines) + "\n"


def _bare_csv(folder: Path) -> int:
    return sum(
        len(list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())))
        for path in folder.glob("*.csv")
    )


def _bare_paths(network: RoadNetwork, count: int, times: int) -> None:
    n = len(network.node_lonlat)
    ends = (network.arc_from, network.arc_to)
    graph = coo_array((network.length_m, ends), shape=(n, n)).tocsr()
    for _ in range(times):
        dijkstra(graph, directed=False, indices=[i * n // count for i in range(count)])


def _cpu_s() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
