"""The competitors by name, each a function of (core week, CPU seconds, seed) to routes.

Every peer stops by the CPU time of its whole process, importing included, and uses one thread.
`Answer.note` says what was approximated or how far it came.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.core import CoreWeek, Route, end_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Routes per unit-day, and a remark for the record."""

    routes: list[Route]
    note: str = ""


Peer = Callable[[CoreWeek, float, int], Answer]


def nearest_first(core: CoreWeek, cpu_s: float, seed: int) -> Answer:
    """What a dispatcher does by hand: always on to the nearest village that still fits today."""
    left = set(range(core.clients))
    routes: list[Route] = []
    for k in range(core.unit_days):
        route: Route = []
        here = core.base[k]
        while True:
            near = [c for c in left if end_s(core, k, [*route, c]) is not None]
            if not near:
                break
            nearest = min(near, key=lambda c: (core.drive_s[here, core.client_place[c]], c))
            route.append(nearest)
            left.discard(nearest)
            here = core.client_place[nearest]
        routes.append(route)
    return Answer(routes=routes)


def pyvrp_loads(core: CoreWeek, cpu_s: float, seed: int) -> Answer:
    """PyVRP, skills as load dimensions: exact model; see `tests.benchmarks.peer_pyvrp`."""
    from tests.benchmarks.peer_pyvrp import solve

    return Answer(**solve(core, cpu_s, seed, skills="load"))


def pyvrp_profiles(core: CoreWeek, cpu_s: float, seed: int) -> Answer:
    """PyVRP, skills as profiles: exact model; see `tests.benchmarks.peer_pyvrp`."""
    from tests.benchmarks.peer_pyvrp import solve

    return Answer(**solve(core, cpu_s, seed, skills="profile"))


def vroom(core: CoreWeek, cpu_s: float, seed: int) -> Answer:
    """VROOM: prizes become priorities; see `tests.benchmarks.peer_vroom`."""
    from tests.benchmarks.peer_vroom import solve

    return Answer(**solve(core, cpu_s, seed))


def routing_gls(core: CoreWeek, cpu_s: float, seed: int) -> Answer:
    """OR-Tools RoutingModel with guided local search: exact model."""
    from tests.benchmarks.peer_routing import solve

    return Answer(**solve(core, cpu_s, iterated=False))


def routing_ils(core: CoreWeek, cpu_s: float, seed: int) -> Answer:
    """OR-Tools RoutingModel with iterated local search (ruin and recreate): exact model."""
    from tests.benchmarks.peer_routing import solve

    return Answer(**solve(core, cpu_s, iterated=True))


PEERS: dict[str, Peer] = {
    "nearest": nearest_first,
    "pyvrp": pyvrp_loads,
    "pyvrp_p": pyvrp_profiles,
    "vroom": vroom,
    "or_gls": routing_gls,
    "or_ils": routing_ils,
}
