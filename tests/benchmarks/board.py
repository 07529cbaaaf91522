"""How quick the planning board is: 8 units, 5 days, some 400 villages, idle and while searching.

    python -m tests.benchmarks.board [--calls 40] [--cpu 20]

Imports the sample province into a folder of its own, plans its week by counts, serves it as
`planner serve` does (one process, no worker) and asks for the board over a socket, signed in, once
by itself and once while a search runs in a child process beside it. Prints the 50th and 95th
percentile of both, the what-if behind a drag, and the sizes of the board's and the map's pages.
"""

import argparse
import http.client
import statistics
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from api.auth.session import SESSION_COOKIE
from planner.bootstrap import App, bootstrap
from planner.domain.calendar import Horizon
from planner.domain.errors import SolverFailed
from planner.domain.params import SolveParams
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.samples import sample_folder, sample_week
from planner.settings import Settings
from planner.usecases.plans import request_of_week
from planner.usecases.remembered import remembered_inputs
from planner.usecases.runs import carry_out_run, open_run
from planner.usecases.villages import import_files
from tests.served import serving
from tests.web import Site, a_member, sign_in

AIM_S, AIM_TIMES, AIM_MAP_MB = 0.8, 2.0, 1.5


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=40)
    parser.add_argument("--cpu", type=float, default=20.0)
    parser.add_argument("--data", type=Path, help="a data folder with a stored plan")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        planner = bootstrap(Settings(data_dir=wish.data or Path(folder)))
        stored = _newest(planner) if wish.data else _planned(planner)
        measure(planner, stored, calls=wish.calls, cpu_s=wish.cpu)
        planner.close()


def _planned(planner: App) -> StoredPlan:
    """The sample's week, planned within ten CPU seconds."""
    imported = import_files(
        planner.store,
        planner.clock,
        (sample_folder(),),
        planner.settings.data_dir,
        actor="benchmark",
    )
    request = request_of_week(
        planner.store,
        imported.versions[0].code,
        Horizon(start=sample_week()),
        engine_of=planner.engine_of,
    )
    params = SolveParams(cpu_s=10.0, wall_s=120.0)
    run = open_run(planner.store, planner.clock, request, params, actor="benchmark")
    return carry_out_run(planner.store, planner.clock, planner.solver, planner.engine_of, run.id)


def _newest(planner: App) -> StoredPlan:
    with planner.store.reading() as reader:
        return reader.plan(reader.plans(limit=1)[0].id)


def measure(planner: App, stored: StoredPlan, *, calls: int, cpu_s: float) -> None:
    """Ask for the pages, idle and while a search runs; print what came."""
    site = Site(planner=planner, clock=planner.clock, plans={})  # type: ignore[arg-type]
    token = sign_in(site, a_member(login="benchmark.planner"))
    inputs = remembered_inputs(planner.store, stored.summary)
    name = stored.summary.id
    with serving(site) as address:
        ask = _Asker(address, token)
        board, what_if = f"/plans/{name}/board", f"/plans/{name}/board/effect"
        form = urlencode(_a_move(stored, inputs.request))
        ask(board)
        idle = [ask(board)[0] for _ in range(calls)]
        ask("POST " + what_if, form)
        drag = [ask("POST " + what_if, form)[0] for _ in range(max(5, calls // 4))]
        body, page = ask(f"/plans/{name}/map")[1], ask(board)[1]
        done = threading.Event()
        params = SolveParams(cpu_s=cpu_s, wall_s=10 * cpu_s)

        def search() -> None:
            # How the search ends does not matter here, only that it works beside the pages.
            with suppress(SolverFailed):
                planner.solver(inputs.request, inputs.travel, params, should_stop=done.is_set)

        thread = threading.Thread(target=search)
        thread.start()
        time.sleep(5.0)
        busy = [ask(board)[0] for _ in range(calls)]
        done.set()
        thread.join()
    units, villages = len(inputs.request.units), len(inputs.request.villages)
    _print(units, villages, {"idle": idle, "while searching": busy, "what-if, idle": drag})
    times = _p(busy, 95) / _p(idle, 95)
    print(f"p95 while searching: {times:.2f} times the idle one (aim: at most {AIM_TIMES:g})")
    print(f"board page: {len(page) / 1e6:.2f} MB")
    print(f"map page: {len(body) / 1e6:.2f} MB (aim {AIM_MAP_MB} MB)")


class _Asker:
    """Asks for pages as a browser does, on one connection; seconds and bytes of each answer."""

    def __init__(self, address: str, token: str) -> None:
        self._host = urlsplit(address).netloc
        self._headers = {
            "Cookie": f"{SESSION_COOKIE}={token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": address,
        }

    def __call__(self, path: str, body: str | None = None) -> tuple[float, bytes]:
        method, _, path = path.rpartition(" ")
        connection = http.client.HTTPConnection(self._host, timeout=300)
        began_s = time.perf_counter()
        connection.request(method or "GET", path, body=body, headers=self._headers)
        answer = connection.getresponse()
        content = answer.read()
        took_s = time.perf_counter() - began_s
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {content[:300]!r}")
        return took_s, content


def _a_move(stored: StoredPlan, request: PlanRequest) -> dict[str, str]:
    """The first visit of the plan, moved to another day of its unit."""
    route = next(route for route in stored.plan.routes if route.visits)
    days = [request.horizon.date_of(day).isoformat() for day in range(request.horizon.days)]
    return {
        "action": "move",
        "unit_code": route.unit_code,
        "on_date": days[route.day],
        "place_code": route.visits[0].place_code,
        "to_unit_code": route.unit_code,
        "to_date": days[(route.day + 1) % 5],
    }


def _p(seconds: list[float], share: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[share - 1]


def _print(units: int, villages: int, rows: dict[str, list[float]]) -> None:
    print(f"{units} units, {villages} villages")
    print(f"{'board page':<18}{'calls':>7}{'p50 ms':>9}{'p95 ms':>9}   aim {AIM_S * 1000:.0f} ms")
    for name, seconds in rows.items():
        p50, p95 = 1000 * _p(seconds, 50), 1000 * _p(seconds, 95)
        print(f"{name:<18}{len(seconds):>7}{p50:>9.0f}{p95:>9.0f}")


if __name__ == "__main__":
    main()
