"""PyVRP's model of a core week, exact.

Equal unit-days (same base, shift and skills) are one vehicle type; all days share one clock, since
windows repeat daily. The distance matrix holds points, so that PyVRP's own cost is exactly (all
prizes) - (value); clients are optional with their prize. Skills can be stated in two ways, neither
always better, so both run as peers: as load dimensions (a client takes 1 of its kind, of which a
unit without the skill has none), or as profiles in which the way to a forbidden client is far too
long.
"""

import time
import warnings
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.core import CoreWeek, Ints

RESERVE_S = 0.1
"""CPU seconds kept for ending the process."""

FAR = 1_000_000


class CpuStop:
    """Stops when the whole process has used so many CPU seconds."""

    def __init__(self, cpu_s: float) -> None:
        self.cpu_s = cpu_s

    def __call__(self, best_cost: float) -> bool:
        """PyVRP asks this once an iteration."""
        return time.process_time() >= self.cpu_s


def solve(core: CoreWeek, cpu_s: float, seed: int, skills: str) -> dict[str, Any]:
    """Routes per unit-day once this process has used `cpu_s` CPU seconds."""
    import pyvrp

    alike = _alike(core)
    data = _data(core, alike, skills)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = pyvrp.solve(data, CpuStop(cpu_s - RESERVE_S), seed=seed, collect_stats=False)
    routes: list[list[int]] = [[] for _ in range(core.unit_days)]
    note = f"{result.num_iterations} iterations"
    if not result.best.is_feasible():
        return {"routes": routes, "note": note + ", none feasible"}
    free = [list(unit_days) for unit_days in alike]
    for route in result.best.routes():
        k = free[route.vehicle_type()].pop(0)
        routes[k] = [activity.idx for activity in route if activity.is_client()]
    return {"routes": routes, "note": note}


def _alike(core: CoreWeek) -> list[list[int]]:
    """Unit-days that are the same vehicle to a solver: same base, shift and skills."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for k in range(core.unit_days):
        name = (core.base[k], core.shift_start_s[k], core.shift_end_s[k], core.allowed[k].tobytes())
        groups[name].append(k)
    return list(groups.values())


def _data(core: CoreWeek, alike: Sequence[Sequence[int]], skills: str) -> Any:
    import pyvrp

    depots = np.unique(core.base)
    kinds, kind_of = np.unique(core.allowed, axis=1, return_inverse=True)
    crews, crew_of = np.unique(core.allowed, axis=0, return_inverse=True)
    if skills == "load":
        takes = np.eye(kinds.shape[1], dtype=np.int64)[kind_of].tolist()
        room = (core.clients * kinds.astype(np.int64)).tolist()
        profile_of, profiles = np.zeros(core.unit_days, np.int64), [np.ones(core.clients, np.bool_)]
    else:
        takes, room = [[]] * core.clients, [[]] * core.unit_days
        profile_of, profiles = crew_of, list(crews)
    clients = [
        pyvrp.Client(
            location=int(core.client_place[c]),
            delivery=takes[c],
            service_duration=int(core.visit_s[c]),
            tw_early=int(core.earliest_s[c]),
            tw_late=int(core.latest_s[c]),
            prize=int(core.prize[c]),
            required=False,
        )
        for c in range(core.clients)
    ]
    vehicles = [
        pyvrp.VehicleType(
            num_available=len(unit_days),
            capacity=room[unit_days[0]],
            start_depot=int(np.searchsorted(depots, core.base[unit_days[0]])),
            end_depot=int(np.searchsorted(depots, core.base[unit_days[0]])),
            tw_early=int(core.shift_start_s[unit_days[0]]),
            tw_late=int(core.shift_end_s[unit_days[0]]),
            profile=int(profile_of[unit_days[0]]),
        )
        for unit_days in alike
    ]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(x=float(i), y=0.0) for i in range(len(core.drive_s))],
        clients=clients,
        depots=[pyvrp.Depot(location=int(place)) for place in depots],
        vehicle_types=vehicles,
        distance_matrices=[_barred(core, core.drive_points, may) for may in profiles],
        duration_matrices=[_barred(core, core.drive_s, may) for may in profiles],
    )


def _barred(core: CoreWeek, matrix: Ints, may: npt.NDArray[np.bool_]) -> Any:
    """The matrix, with forbidden clients far away from everywhere."""
    barred = matrix.copy()
    places = core.client_place[~may]
    barred[places, :] = FAR
    barred[:, places] = FAR
    np.fill_diagonal(barred, 0)
    return barred
