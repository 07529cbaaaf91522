"""VROOM's model of a core week: an approximation, since VROOM cannot weigh a prize against a drive.

VROOM serves the highest sum of priorities (0-100) first and drives least second. Prizes become
priorities by a power of the prize, or of prize per hour of visit and detour; after the five powers
below powers are drawn at random, with a little noise, as long as CPU time is left. Each is solved
at the highest exploration level, visits that cost more than they bring are dropped, and the best
value of all is kept.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.core import CoreWeek, Route, prune, value_of

RESERVE_S = 0.15
SKILL_OFFSET = 1
EXPLORATION = 5
LOADED_WALL_S = time.monotonic()
LOADED_CPU_S = time.process_time()
POWERS = (1.0, 0.7, 1.5, 0.5, 2.0)
"""1.0 is plain proportion."""


def solve(core: CoreWeek, cpu_s: float, seed: int) -> dict[str, Any]:
    """The best of all scalings that this process can solve in `cpu_s` CPU seconds."""
    best: tuple[int, list[Route]] = (0, [[] for _ in range(core.unit_days)])
    solved, chosen = 0, ""
    for name, priority in _scalings(core, seed):
        left = cpu_s - RESERVE_S - time.process_time()
        if left < 0.3:
            break
        routes = prune(core, _solve_once(core, priority, left))
        solved += 1
        value = value_of(core, routes)
        if value > best[0]:
            best, chosen = (value, routes), name
    return {"routes": best[1], "note": f"{solved} scalings, best {chosen}"}


def _scalings(core: CoreWeek, seed: int) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
    """(name, priorities) without end."""
    prize = core.prize.astype(np.float64)
    rate = prize / (core.visit_s + _detour_s(core))
    for power in POWERS:
        yield f"prize^{power}", _priorities(prize**power)
        yield f"rate^{power}", _priorities(rate**power)
    rng = np.random.default_rng(seed)
    while True:
        power = round(float(rng.uniform(0.4, 1.8)), 2)
        noise = np.exp(rng.normal(0.0, 0.05, core.clients))
        if rng.random() < 0.5:
            yield f"prize^{power} with noise", _priorities(prize**power * noise)
        else:
            yield f"rate^{power} with noise", _priorities(rate**power * noise)


def _priorities(worth: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    return np.clip(np.rint(100 * worth / np.percentile(worth, 98)), 1, 100).astype(np.int64)


def _detour_s(core: CoreWeek) -> npt.NDArray[np.float64]:
    """Seconds to reach a client from its third nearest neighbour: what a visit costs to add."""
    between = core.drive_s[np.ix_(core.client_place, core.client_place)]
    third: npt.NDArray[np.float64] = np.sort(between, axis=0)[min(3, core.clients - 1)] * 1.0
    return third


def _wall_per_cpu() -> float:
    """Wall seconds for one of CPU so far: VROOM's own limit counts wall time."""
    used_s = time.process_time() - LOADED_CPU_S
    return max(1.0, (time.monotonic() - LOADED_WALL_S) / max(used_s, 0.05))


def _solve_once(core: CoreWeek, priority: npt.NDArray[np.int64], left_s: float) -> list[Route]:
    import vroom

    kinds, kind_of = np.unique(core.allowed, axis=1, return_inverse=True)
    problem = vroom.Input()
    # pyvroom reads the buffer as if it were in C order, whatever its strides say.
    problem.set_durations_matrix("car", core.drive_s.astype(np.uint32, order="C"))
    problem.set_costs_matrix("car", core.drive_points.astype(np.uint32, order="C"))
    problem.add_job(
        [
            vroom.Job(
                id=c,
                location=int(core.client_place[c]),
                default_service=int(core.visit_s[c]),
                skills={int(kind_of[c]) + SKILL_OFFSET},
                priority=int(priority[c]),
                time_windows=[vroom.TimeWindow(int(core.earliest_s[c]), int(core.latest_s[c]))],
            )
            for c in range(core.clients)
        ]
    )
    problem.add_vehicle(
        [
            vroom.Vehicle(
                k,
                start=int(core.base[k]),
                end=int(core.base[k]),
                skills={int(d) + SKILL_OFFSET for d in np.flatnonzero(kinds[k])},
                time_window=vroom.TimeWindow(int(core.shift_start_s[k]), int(core.shift_end_s[k])),
            )
            for k in range(core.unit_days)
        ]
    )
    answer = problem.solve(
        exploration_level=EXPLORATION, nb_threads=1,
        timeout=timedelta(seconds=left_s * _wall_per_cpu()),
    )  # fmt: skip
    routes: list[Route] = [[] for _ in range(core.unit_days)]
    frame = answer.routes
    jobs = frame[frame["type"] == "job"]
    for k, c in zip(jobs["vehicle_id"], jobs["id"], strict=True):
        routes[int(k)].append(int(c))
    return routes
