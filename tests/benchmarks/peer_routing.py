"""OR-Tools RoutingModel of a core week, exact: points on the arcs, penalties are the prizes.

Its time limit counts wall seconds; on a shared machine that is unfair, so a limit of its own stops
it by the CPU time of the process. Skills are allowed vehicles per client.
"""

import time
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from tests.benchmarks.core import CoreWeek, value_of

RESERVE_S = 0.15
DAY_S = 86_400
GUARD = 20
"""The wall limit is so many times the CPU seconds left: only a guard."""


def solve(core: CoreWeek, cpu_s: float, *, iterated: bool) -> dict[str, Any]:
    """Routes per unit-day once this process has used `cpu_s` CPU seconds.

    Iterated local search ends by the wall clock, so on a busy machine it starts again while a fifth
    of its CPU time is left; the best plan counts.
    """
    stop_at = cpu_s - RESERVE_S
    best: list[list[int]] = [[] for _ in range(core.unit_days)]
    status, starts = "", 0
    while starts == 0 or (iterated and time.process_time() < 0.8 * stop_at):
        routes, status = _solve_once(core, stop_at, iterated)
        starts += 1
        best = max(best, routes, key=lambda found: value_of(core, found))
    return {"routes": best, "note": f"status {status}, {starts} starts"}


def _solve_once(core: CoreWeek, stop_at: float, iterated: bool) -> tuple[list[list[int]], str]:
    nodes = _Nodes(core)
    routing = pywrapcp.RoutingModel(nodes.manager)
    _add_costs(core, nodes, routing)
    _add_time(core, nodes, routing)
    _add_choice(core, nodes, routing)
    limit = routing.solver().CustomLimit(lambda: time.process_time() >= stop_at)
    routing.AddSearchMonitor(limit)
    parameters = _parameters(stop_at - time.process_time(), iterated)
    if iterated:
        solution = routing.SolveWithIteratedLocalSearch(parameters)
    else:
        solution = routing.SolveWithParameters(parameters)
    routes: list[list[int]] = [[] for _ in range(core.unit_days)]
    for k in range(core.unit_days if solution is not None else 0):
        index = solution.Value(routing.NextVar(routing.Start(k)))
        while not routing.IsEnd(index):
            routes[k].append(nodes.client_of[nodes.manager.IndexToNode(index)])
            index = solution.Value(routing.NextVar(index))
    return routes, str(routing.status())


class _Nodes:
    """Routing nodes: first the bases, then one per client (places may hold one client only)."""

    def __init__(self, core: CoreWeek) -> None:
        bases = np.unique(core.base)
        self.places = np.concatenate([bases, core.client_place])
        starts = [int(np.searchsorted(bases, base)) for base in core.base]
        self.manager = pywrapcp.RoutingIndexManager(
            len(self.places), core.unit_days, starts, starts
        )
        self.first = len(bases)
        self.client_of = {self.first + c: c for c in range(core.clients)}


def _add_costs(core: CoreWeek, nodes: _Nodes, routing: Any) -> None:
    points = core.drive_points[np.ix_(nodes.places, nodes.places)]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(points.tolist()))


def _add_time(core: CoreWeek, nodes: _Nodes, routing: Any) -> None:
    visit_s = np.concatenate([np.zeros(nodes.first, np.int64), core.visit_s])
    seconds = core.drive_s[np.ix_(nodes.places, nodes.places)] + visit_s[:, None]
    transit = routing.RegisterTransitMatrix(seconds.tolist())
    routing.AddDimension(transit, DAY_S, DAY_S, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for c in range(core.clients):
        index = nodes.manager.NodeToIndex(nodes.first + c)
        clock.CumulVar(index).SetRange(int(core.earliest_s[c]), int(core.latest_s[c]))
    for k in range(core.unit_days):
        for index in (routing.Start(k), routing.End(k)):
            clock.CumulVar(index).SetRange(int(core.shift_start_s[k]), int(core.shift_end_s[k]))


def _add_choice(core: CoreWeek, nodes: _Nodes, routing: Any) -> None:
    for c in range(core.clients):
        index = nodes.manager.NodeToIndex(nodes.first + c)
        routing.AddDisjunction([index], int(core.prize[c]))
        if not core.allowed[:, c].all():
            able = [int(k) for k in np.flatnonzero(core.allowed[:, c])]
            routing.VehicleVar(index).SetValues([-1, *able])


def _parameters(left_s: float, iterated: bool) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first = routing_enums_pb2.FirstSolutionStrategy
    meta = routing_enums_pb2.LocalSearchMetaheuristic
    parameters.first_solution_strategy = first.LOCAL_CHEAPEST_COST_INSERTION
    parameters.local_search_metaheuristic = meta.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(max(100, int(GUARD * left_s * 1000)))
    if iterated:
        _iterate(parameters, left_s)
    return parameters


def _iterate(parameters: Any, left_s: float) -> None:
    """Ruin by strings and recreate, annealing; it cools over the time limit, so no guard here."""
    meta = routing_enums_pb2.LocalSearchMetaheuristic
    parameters.local_search_metaheuristic = meta.GREEDY_DESCENT
    parameters.use_iterated_local_search = True
    parameters.time_limit.FromMilliseconds(max(100, int(left_s * 1000)))
    search = parameters.iterated_local_search_parameters
    ruin = search.ruin_recreate_parameters.ruin_strategies.add().sisr
    ruin.max_removed_sequence_size = 10
    ruin.avg_num_removed_visits = 10
    ruin.bypass_factor = 0.01
    search.ruin_recreate_parameters.recreate_strategy.heuristic = (
        routing_enums_pb2.FirstSolutionStrategy.LOCAL_CHEAPEST_COST_INSERTION
    )
    anneal = search.reference_solution_acceptance_strategy.simulated_annealing
    anneal.automatic_temperatures = True
