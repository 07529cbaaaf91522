"""The whole model as PyVRP can state it, nearly: an approximation whose routes are then made whole.

A client is a visit by one unit at one place for the people of that village who are due, with the
shortest opening hours that serve them all, else the longest; units with the same services exclude
each other there. Its prize is what serving them brings, people who must be served counting so much
more that promises come first. Roads are those of the unit on the first day, the shift is shorter by
lunch. Left out: covering, nights, scarce staff, driving limits, load, days that do not suit, gaps
between visits, and people whom two units with different services could serve.

Afterwards each route is made whole by the rules of the naive planner: it goes to the unit's next
working day, everybody whom the stop can serve (covered villages too) is served, and a stop that
breaks a rule is dropped.
"""

import time
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp

from geodata.matrix import TravelMatrix
from planner.domain.demand import Package, StopPlace
from planner.domain.plan import Plan, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from planner.domain.units import MobileUnit
from tests.benchmarks.dispatch import Dispatcher
from tests.benchmarks.peer_pyvrp import FAR, CpuStop
from tests.builders import a_plan
from tests.planned import Visit, a_trip

PROMISE = 10_000
"""Points of a person who must be served, beside the prize."""

PENALTIES = pyvrp.SolveParams(penalty=pyvrp.PenaltyParams(max_penalty=1e9))
"""With the usual limit a prize outweighs a broken skill, and nothing feasible is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Client:
    """A visit that PyVRP may choose."""

    unit: int
    place: StopPlace
    package: Package
    prize: int


def flat_plan(request: PlanRequest, travel: Mapping[str, TravelMatrix], cpu_s: float) -> Plan:
    """PyVRP's plan after `cpu_s` CPU seconds of this process from now on."""
    clients = list(_clients(request, travel))
    routes = _routes(request, travel, clients, cpu_s)
    return a_plan(request, travel, tuple(_Mender(request, travel).trips(routes)))


def _clients(request: PlanRequest, travel: Mapping[str, TravelMatrix]) -> Iterator[_Client]:
    rows: dict[str, list[DemandRow]] = defaultdict(list)
    for row in demand_rows(request):
        if row.urgency >= request.policy.due_from or is_required(row, request):
            rows[row.village_code].append(row)
    for u, unit in enumerate(request.units):
        matrix = travel[request.profile_of(unit, 0)]
        index = matrix.index()
        home = index[unit.base_code]
        for place in request.stop_places:
            if place.location is None:
                continue
            there = index[place.code]
            due = [row for row in rows[place.village_code] if unit.counters_of(row.service_code)]
            joined = min(matrix.durations_s[home, there], matrix.durations_s[there, home]) >= 0
            if due and joined:
                package = _package(request, unit, place, due)
                prize = sum(_worth(request, unit, row, package) for row in due)
                yield _Client(unit=u, place=place, package=package, prize=prize)


def _package(
    request: PlanRequest, unit: MobileUnit, place: StopPlace, due: list[DemandRow]
) -> Package:
    offered = [
        p for p in request.packages if not place.package_codes or p.code in place.package_codes
    ]
    by_length = sorted(offered, key=lambda p: p.open_s)
    return next(
        (p for p in by_length if all(_people(request, unit, r, p) == r.people for r in due)),
        by_length[-1],
    )


def _people(request: PlanRequest, unit: MobileUnit, row: DemandRow, package: Package) -> int:
    seconds = next(s.seconds_per_person for s in request.services if s.code == row.service_code)
    return min(row.people, package.capacity(unit.counters_of(row.service_code), seconds))


def _worth(request: PlanRequest, unit: MobileUnit, row: DemandRow, package: Package) -> int:
    policy = request.policy
    need = next(v.need_weight for v in request.villages if v.code == row.village_code)
    each = policy.prize_per_person * need * min(policy.urgency_cap, row.urgency * row.urgency)
    each = each if row.urgency >= policy.due_from else 0
    must = PROMISE if is_required(row, request) else 0
    return int(each + must) * _people(request, unit, row, package)


def _routes(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], clients: list[_Client], cpu_s: float
) -> dict[str, list[list[_Client]]]:
    """Unit -> routes, each a list of visits in order."""
    stop = CpuStop(time.process_time() + cpu_s)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        best = pyvrp.solve(
            _data(request, travel, clients), stop, seed=1, collect_stats=False, params=PENALTIES
        ).best
    found: dict[str, list[list[_Client]]] = defaultdict(list)
    for route in best.routes() if best.is_feasible() else ():
        visits = [clients[activity.idx] for activity in route if activity.is_client()]
        found[request.units[route.vehicle_type()].code].append(visits)
    return found


def _data(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], clients: list[_Client]
) -> pyvrp.ProblemData:
    matrices = [travel[request.profile_of(unit, 0)] for unit in request.units]
    index = matrices[0].index()
    depots = sorted({index[unit.base_code] for unit in request.units})
    together: dict[tuple[str, Any], list[int]] = defaultdict(list)
    for c, client in enumerate(clients):
        together[client.place.code, _crew(request.units[client.unit])].append(c)
    groups = [members for members in together.values() if len(members) > 1]
    group_of = {c: g for g, members in enumerate(groups) for c in members}
    eye = np.eye(len(request.units), dtype=np.int64).tolist()
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(x=float(i), y=0.0) for i in range(len(index))],
        clients=[
            _stated(request.units[c.unit], c, index[c.place.code], eye[c.unit], group_of.get(i))
            for i, c in enumerate(clients)
        ],
        depots=[pyvrp.Depot(location=place) for place in depots],
        vehicle_types=[
            _vehicles(request, u, depots.index(index[unit.base_code]), len(clients))
            for u, unit in enumerate(request.units)
        ],
        distance_matrices=[
            _points(request, unit, matrix)
            for unit, matrix in zip(request.units, matrices, strict=True)
        ],
        duration_matrices=[
            np.where(m.durations_s < 0, FAR, m.durations_s).astype(np.int64, order="C")
            for m in matrices
        ],
        groups=[pyvrp.ClientGroup(members, required=False) for members in groups],
    )


def _crew(unit: MobileUnit) -> tuple[str, ...]:
    return tuple(sorted(carried.service_code for carried in unit.services))


def _stated(
    unit: MobileUnit, client: _Client, location: int, kind: list[int], group: int | None
) -> pyvrp.Client:
    first = min(w.start_s for w in client.place.windows) - unit.setup_s
    last = max(w.end_s for w in client.place.windows) - client.package.open_s - unit.setup_s
    return pyvrp.Client(
        location=location, delivery=kind, group=group, prize=client.prize, required=False,
        service_duration=unit.setup_s + client.package.open_s + unit.packing_s,
        tw_early=max(0, first), tw_late=max(0, first, last),
    )  # fmt: skip


def _vehicles(request: PlanRequest, u: int, depot: int, most: int) -> pyvrp.VehicleType:
    unit, horizon = request.units[u], request.horizon
    days = [d for d in range(horizon.days) if request.works_on(d)]
    shifts = [s for d in days if (s := unit.shift_on(horizon.date_of(d))) is not None]
    window = max((s.window for s in shifts), key=lambda w: w.end_s - w.start_s)
    lunch_s = unit.lunch.duration_s if unit.lunch else 0
    return pyvrp.VehicleType(
        num_available=max(1, len(shifts)), start_depot=depot, end_depot=depot, profile=u,
        capacity=[most if k == u else 0 for k in range(len(request.units))],
        fixed_cost=int(request.policy.points_per_baht * unit.cost_per_day_baht + 0.5),
        tw_early=window.start_s, tw_late=window.end_s - lunch_s,
    )  # fmt: skip


def _points(request: PlanRequest, unit: MobileUnit, matrix: TravelMatrix) -> Any:
    policy = request.policy
    points = np.floor(policy.points_per_drive_hour * matrix.durations_s / 3600 + 0.5)
    per_km = policy.points_per_baht * unit.cost_per_km_baht
    points += np.floor(per_km * matrix.distances_m / 1000 + 0.5)
    return np.where(matrix.durations_s < 0, FAR, points).astype(np.int64, order="C")


class _Mender(Dispatcher):
    """Makes routes whole: people, days, lunch; what breaks a rule is dropped."""

    def __init__(self, request: PlanRequest, travel: Mapping[str, TravelMatrix]) -> None:
        super().__init__(request, travel, due_from=request.policy.due_from)

    def trips(self, routes: Mapping[str, list[list[_Client]]]) -> Iterator[Trip]:
        """The trips of one day each, as far as every unit has working days."""
        for unit in self.request.units:
            days = [d for d in range(self.request.horizon.days) if self.works(unit, d)]
            for day, clients in zip(days, routes.get(unit.code, []), strict=False):
                visits: list[Visit] = []
                for client in clients:
                    visits += self.mended(unit, day, visits, client)
                if visits:
                    self.book(unit, [(day, visit) for visit in visits])
                    route = self.fits(unit, day, unit.base_code, unit.base_code, visits)
                    assert route is not None
                    yield a_trip(route)

    def works(self, unit: MobileUnit, day: int) -> bool:
        """Whether the unit works on a day at all."""
        when = self.request.horizon.date_of(day)
        return self.request.works_on(day) and unit.shift_on(when) is not None

    def mended(
        self, unit: MobileUnit, day: int, visits: list[Visit], client: _Client
    ) -> list[Visit]:
        """The visit, with the longest possible of its opening hours; none where no hours fit."""
        gone = {key for _, _, served in visits for key in served}
        load = self.load_left(unit, [(day, visit) for visit in visits])
        self.rows = self.rows_near(client.place)
        for package in self.packages_for(unit, day, client.place, gone, load):
            served = self.servings(unit, day, client.place, package, gone, load)
            visit = (client.place.code, package.code, served)
            longer = [*visits, visit]
            if served and self.fits(unit, day, unit.base_code, unit.base_code, longer):
                return [visit]
        return []
