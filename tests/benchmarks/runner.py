"""The process of one competitor: reads an instance from a folder, writes its answer there.

Nothing is imported before it is known who runs, so that nobody pays CPU time for another's
libraries.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

OURS = "ours"
OURS_TWICE = "ours x 2"
"""Two workers side by side, each with the whole budget; progress is told in wall seconds."""
RESERVE_S = 0.2
"""CPU seconds kept for writing the plan."""


def _solve_ours(folder: Path, cpu_s: float, seed: int) -> dict[str, Any]:
    from planner.documents import from_json, to_json
    from planner.domain.params import SolveParams
    from planner.domain.request import PlanRequest
    from planner.optimiser.solve import solve
    from planner.optimiser.stop import Budget

    request = from_json(PlanRequest, (folder / "request.json").read_bytes())
    travel = {m.profile: m for m in map(_matrix, sorted(folder.glob("travel*.npz")))}
    progress: list[tuple[float, int | None, int | None]] = []
    params = SolveParams(
        seed=seed, cpu_s=max(0.1, cpu_s - RESERVE_S), wall_s=max(60.0, 20 * cpu_s),
        memory_mb=16_384, max_rounds=1_000_000,
    )  # fmt: skip
    plan = solve(
        request,
        travel,
        params,
        on_progress=lambda now: progress.append(_told(now)),
        budget=Budget(params=params, cpu_start_s=0.0),
    )
    made = plan.provenance
    said = f"{made.status}, {made.stop_cause}, {made.rounds} rounds" if made else ""
    return {"plan": json.loads(to_json(plan)), "note": said, "progress": progress}


def _solve_twice(folder: Path, cpu_s: float, seed: int) -> dict[str, Any]:
    from planner.documents import from_json, to_json
    from planner.domain.params import SolveParams
    from planner.domain.request import PlanRequest
    from planner.optimiser.process import solve_in_child

    request = from_json(PlanRequest, (folder / "request.json").read_bytes())
    travel = {m.profile: m for m in map(_matrix, sorted(folder.glob("travel*.npz")))}
    progress: list[tuple[float, int | None, int | None]] = []
    params = SolveParams(
        seed=seed, cpu_s=cpu_s, wall_s=max(60.0, 20 * cpu_s), memory_mb=16_384,
        max_rounds=1_000_000, workers=2,
    )  # fmt: skip
    plan = solve_in_child(
        request,
        travel,
        params,
        on_progress=lambda now: progress.append((round(now.wall_s, 2), now.value, now.bound)),
    )
    return {"plan": json.loads(to_json(plan)), "note": "two workers", "progress": progress}


def _told(now: Any) -> tuple[float, int | None, int | None]:
    value, bound = (None if number is None else int(number) for number in (now.value, now.bound))
    return round(time.process_time(), 2), value, bound


def _matrix(path: Path) -> Any:
    import numpy as np

    from geodata.matrix import TravelMatrix

    with np.load(path) as stored:
        return TravelMatrix(
            profile=str(stored["profile"]),
            engine=str(stored["engine"]),
            place_ids=tuple(str(code) for code in stored["place_ids"]),
            durations_s=stored["durations_s"],
            distances_m=stored["distances_m"],
            estimated=stored["estimated"],
        )


def _solve_peer(folder: Path, who: str, cpu_s: float, seed: int) -> dict[str, Any]:
    from tests.benchmarks.core import CoreWeek
    from tests.benchmarks.peers import PEERS

    made = PEERS[who](CoreWeek.read(folder / "core.npz"), cpu_s, seed)
    return {"routes": [[int(c) for c in route] for route in made.routes], "note": made.note}


def main(who: str, folder: Path, cpu_s: float, seed: int) -> None:
    """Solve and write `answer.json`."""
    if who == OURS:
        answer = _solve_ours(folder, cpu_s, seed)
    elif who == OURS_TWICE:
        answer = _solve_twice(folder, cpu_s, seed)
    else:
        answer = _solve_peer(folder, who, cpu_s, seed)
    (folder / "answer.json").write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
