"""Published prize-collecting VRPTW instances (with loads), stated exactly, beside PyVRP.

    python -m tests.benchmarks.collecting --folder PCVRPTW --names C1_10_1,R1_10_1 --cpu 60

A route is a unit on one day, a client a village of one person who takes so much load; distances are
cut to one decimal as the set's own rule says, one unit of time is 10 s, one tenth of distance one
point. The fleet is the best known solution's routes and five more. `--clients` takes the first of
the file only; the best known cost is then no yardstick. Costs are ten times distance + prizes not
collected, as in the set's solution files: best known ones, none proven.
"""

import argparse
import csv
import json
import sys
import time
import warnings
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from geodata.places import Location, Village
from planner.assess.check import check_plan
from planner.domain.calendar import ClockWindow, Horizon
from planner.domain.demand import Demand, Package, Service, StopPlace, VisitRecord
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.units import Base, Counters, MobileUnit, Shift, VehicleClass
from planner.optimiser.process import solve_in_child
from tests.benchmarks.weeks import PROFILE, START, Week, matrix_of

UNIT_S = 10
INTERVAL_DAYS = 100
PROVINCE = "93"
PRIZE = 1000
"""Prize of a person of need 1, in points."""
SPARE_ROUTES = 5
HEADS = ("instance", "clients", "who", "cost", "best known", "over %", "bound", "CPU s", "faults")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Depot first. xy: (n, 2); others (n,): loads, earliest and latest start, prize in units."""

    name: str
    capacity: int
    stay: int
    routes: int
    best_known: int
    xy: Any
    load: Any
    earliest: Any
    latest: Any
    prize: Any

    @property
    def tenths(self) -> Any:
        """(n, n) distances and times, cut to tenths."""
        apart = np.hypot(*(self.xy[:, None, :] - self.xy[None, :, :]).transpose(2, 0, 1))
        return np.floor(apart * 10 + 1e-9).astype(np.int64)


def read_instance(folder: Path, name: str, clients: int) -> Instance:
    """The first clients of a file of the set, with its best known cost."""
    head: dict[str, str] = {}
    tables: dict[str, list[list[int]]] = defaultdict(list)
    section = ""
    for line in (folder / f"{name}.vrp").read_text(encoding="utf-8").splitlines():
        if ":" in line:
            key, _, value = line.partition(":")
            head[key.strip()] = value.strip()
        elif line.strip().endswith("SECTION"):
            section = line.strip()
        elif line.strip() != "EOF":
            tables[section].append([int(float(cell)) for cell in line.split()])
    with (folder / "bks.csv").open(encoding="utf-8", newline="") as file:
        known = next(row for row in csv.DictReader(file) if row["instance"] == name)
    column = {key: np.array(rows[: clients + 1]) for key, rows in tables.items()}
    return Instance(
        name=name, capacity=int(head["CAPACITY"]), stay=int(head["SERVICE_TIME"]),
        routes=int(known["routes_used"]) + SPARE_ROUTES,
        best_known=round(float(known["best_known_cost_in_file"])),
        xy=column["NODE_COORD_SECTION"][:, 1:].astype(float),
        load=column["DEMAND_SECTION"][:, 1], earliest=column["TIME_WINDOW_SECTION"][:, 1],
        latest=column["TIME_WINDOW_SECTION"][:, 2], prize=column["PRIZE_SECTION"][:, 1],
    )  # fmt: skip


def week_of(made: Instance) -> Week:
    """The instance as a request."""
    points = [Location(lon=98.0 + x / 1000, lat=18.0 + y / 1000) for x, y in made.xy]
    codes = [f"{PROVINCE}{i // 2500 + 1:02d}{i // 50 % 50 + 1:02d}{i % 50 + 1:02d}"
             for i in range(len(made.xy) - 1)]  # fmt: skip
    kinds = [f"L{load}" for load in made.load[1:]]
    shift = Shift(weekday=0, window=_window(made.earliest[0], made.latest[0]))
    carried = tuple(Counters(service_code=kind, counters=1) for kind in sorted(set(kinds)))
    request = PlanRequest(
        province_code=PROVINCE,
        horizon=Horizon(start=START, days=1),
        villages=tuple(
            Village(code=code, name_th=code, name_en=code, location=point, population=1,
                    need_weight=float(10 * prize) / PRIZE)
            for code, point, prize in zip(codes, points[1:], made.prize[1:], strict=True)
        ),
        stop_places=tuple(
            StopPlace(code=code, village_code=code, name_th=code, name_en=code, location=point,
                      windows=(_window(low, high + made.stay),), package_codes=("P",))
            for code, point, low, high in zip(
                codes, points[1:], made.earliest[1:], made.latest[1:], strict=True)
        ),
        bases=(Base(code="B1", name_th="ฐาน", name_en="Base", location=points[0]),),
        units=tuple(
            MobileUnit(code=f"U{i:03d}", name_th=f"หน่วย {i}", name_en=f"Unit {i}",
                       province_code=PROVINCE, base_code="B1", vehicle_class=VehicleClass.VAN,
                       services=carried, shifts=(shift,), setup_s=0, packing_s=0,
                       max_drive_s=86_400, cost_per_km_baht=0.0, max_load=made.capacity)
            for i in range(made.routes)
        ),
        services=tuple(
            Service(code=kind, name_th=kind, name_en=kind, agency_th="-", agency_en="-",
                    seconds_per_person=1, interval_days=INTERVAL_DAYS, sla_working_days=0,
                    load_per_person=int(kind[1:]))
            for kind in sorted(set(kinds))
        ),
        packages=(Package(code="P", name_th="P", name_en="P", open_s=made.stay * UNIT_S,
                          serving_s=made.stay * UNIT_S),),
        demands=tuple(
            Demand(village_code=code, service_code=kind, people=1)
            for code, kind in zip(codes, kinds, strict=True)
        ),
        history=tuple(
            VisitRecord(village_code=code, service_code=kind,
                        date=START - timedelta(days=INTERVAL_DAYS))
            for code, kind in zip(codes, kinds, strict=True)
        ),
        policy=Policy(version="pcvrptw", prize_per_person=PRIZE, points_per_drive_hour=3600,
                      points_per_baht=0.0, required_from=100.0),
    )  # fmt: skip
    travel = matrix_of(request.place_codes(), made.tenths, made.tenths)
    return Week(name=made.name, request=request, travel={PROFILE: travel})


def _window(low: int, high: int) -> ClockWindow:
    return ClockWindow(start_s=int(low) * UNIT_S, end_s=int(high) * UNIT_S)


def ours(made: Instance, cpu_s: float) -> tuple[Plan, int, int]:
    """(plan, its cost, rules broken)."""
    week = week_of(made)
    params = SolveParams(cpu_s=cpu_s, wall_s=20 * cpu_s, max_rounds=1_000_000)
    plan = solve_in_child(week.request, week.travel, params)
    verdict = check_plan(week.request, week.travel, plan)
    return plan, 10 * int(made.prize.sum()) - verdict.value, len(verdict.violations)


def pyvrp_cost(made: Instance, cpu_s: float) -> tuple[int, int]:
    """(cost, 1 if nothing feasible was found) after `cpu_s` CPU seconds from now on."""
    import pyvrp

    from tests.benchmarks.peer_pyvrp import CpuStop

    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(x=float(x), y=float(y)) for x, y in made.xy],
        clients=[
            pyvrp.Client(location=i, delivery=[int(made.load[i])], prize=10 * int(made.prize[i]),
                         service_duration=made.stay * UNIT_S, required=False,
                         tw_early=int(made.earliest[i]) * UNIT_S,
                         tw_late=int(made.latest[i]) * UNIT_S)
            for i in range(1, len(made.xy))
        ],
        depots=[pyvrp.Depot(location=0)],
        vehicle_types=[
            pyvrp.VehicleType(num_available=made.routes, capacity=[made.capacity],
                              tw_early=int(made.earliest[0]) * UNIT_S,
                              tw_late=int(made.latest[0]) * UNIT_S)
        ],
        distance_matrices=[made.tenths], duration_matrices=[made.tenths],
    )  # fmt: skip
    stop = CpuStop(time.process_time() + cpu_s)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = pyvrp.solve(data, stop, seed=1, collect_stats=False)
    return (int(result.cost()), 0) if result.best.is_feasible() else (0, 1)


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.collecting", description=__doc__
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--names", default="C1_10_1,R1_10_1,RC1_10_1")
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--cpu", type=float, default=60.0)
    parser.add_argument("--who", default="ours,pyvrp")
    parser.add_argument("--out", type=Path, help="file of JSON lines to append to")
    asked = parser.parse_args(words)
    _tell(HEADS)
    _tell(["---"] * len(HEADS))
    for name in asked.names.split(","):
        made = read_instance(asked.folder, name, asked.clients)
        for who in asked.who.split(","):
            cells = _cells(made, who, asked.cpu)
            _tell(["" if cell is None else str(cell) for cell in cells])
            if asked.out:
                with asked.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(dict(zip(HEADS, cells, strict=True))) + "\n")


def _cells(made: Instance, who: str, cpu_s: float) -> list[Any]:
    bound = None
    if who == "ours":
        plan, cost, faults = ours(made, cpu_s)
        points = plan.bound_of(3)
        bound = None if points is None else 10 * int(made.prize.sum()) - points
    else:
        cost, faults = pyvrp_cost(made, cpu_s)
    whole = len(made.xy) > 1000
    over = round(100 * (cost - made.best_known) / made.best_known, 2) if whole else None
    known = made.best_known if whole else None
    return [made.name, len(made.xy) - 1, who, cost, known, over, bound, cpu_s, faults]


def _tell(cells: "list[str] | tuple[str, ...]") -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
