"""One competitor on one instance: its own process, one thread, CPU and memory of the whole of it.

`run` writes the instance to a folder, starts `python -m tests.benchmarks.runner` there, and reads
CPU seconds and peak memory of that process and its children from the operating system; the answer
is judged afterwards, outside the budget.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from planner.documents import from_json, to_json
from planner.domain.plan import Plan
from tests.benchmarks.extract import core_of
from tests.benchmarks.judge import judge, plan_of
from tests.benchmarks.runner import OURS, OURS_TWICE
from tests.benchmarks.weeks import Week

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
DIED = "died"
LIBRARIES = ("ortools", "pyvrp", "pyvroom", "numba", "numpy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of a series: who did how well on what, with what."""

    instance: str
    who: str
    cpu_budget_s: float
    seed: int
    value: int
    violations: int
    visits: int
    routes: int
    people: int
    bound: int | None
    cpu_s: float
    wall_s: float
    rss_mb: int
    note: str
    at: str
    load: float
    code: str
    promises: int = 0
    """Points of tier 1, as the plan tells them (the checker works them out again)."""
    equity: int = 0
    """Points of tier 2, likewise."""
    versions: dict[str, str] = field(default_factory=dict)
    progress: list[tuple[float, int | None, int | None]] = field(default_factory=list)
    """(CPU seconds, value, bound) as the optimiser told it; empty for peers."""


def run(week: Week, who: str, cpu_s: float, seed: int = 1) -> Result:
    """Let a competitor solve an instance; a process that dies served nobody, and `note` says so."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(week, who, folder)
        started = time.monotonic()
        usage, words = _child(folder, who, cpu_s, seed)
        wall_s = time.monotonic() - started
        answer_file = folder / "answer.json"
        answer: dict[str, Any] = {"routes": [], "note": f"{DIED}: {words[-300:]}"}
        if answer_file.exists():
            answer = json.loads(answer_file.read_text(encoding="utf-8"))
    if "plan" in answer:
        plan = from_json(Plan, json.dumps(answer["plan"]))
    else:
        plan = plan_of(week.request, week.travel, answer["routes"])
    verdict = judge(week.request, week.travel, plan)
    return Result(
        instance=week.name, who=who, cpu_budget_s=cpu_s, seed=seed,
        value=verdict.value, violations=len(verdict.violations),
        visits=sum(len(route.visits) for route in plan.routes), routes=len(plan.routes),
        people=plan.people_served,
        promises=sum(term.points for term in plan.terms if term.tier == 1),
        equity=plan.equity, bound=plan.bound_of(3),
        cpu_s=round(usage.ru_utime + usage.ru_stime, 2), wall_s=round(wall_s, 2),
        rss_mb=round(usage.ru_maxrss / 1024), note=answer["note"],
        at=datetime.now(UTC).isoformat(timespec="seconds"), load=round(load, 2),
        code=code_version(), versions={"python": platform.python_version(), **_versions()},
        progress=answer.get("progress", []),
    )  # fmt: skip


def to_line(result: Result) -> str:
    """The JSON line of a result."""
    return json.dumps(asdict(result), ensure_ascii=False)


def from_line(line: str) -> Result:
    """The result of a JSON line."""
    return Result(**json.loads(line))


def _write(week: Week, who: str, folder: Path) -> None:
    if who in (OURS, OURS_TWICE):
        (folder / "request.json").write_bytes(to_json(week.request))
        for i, matrix in enumerate(week.travel.values()):
            np.savez(
                folder / f"travel{i}.npz",
                profile=matrix.profile, engine=matrix.engine, place_ids=np.array(matrix.place_ids),
                durations_s=matrix.durations_s, distances_m=matrix.distances_m,
                estimated=matrix.estimated,
            )  # fmt: skip
    else:
        core_of(week.request, week.travel).write(folder / "core.npz")


def _child(folder: Path, who: str, cpu_s: float, seed: int) -> tuple[resource.struct_rusage, str]:
    """Usage of the process and all it waited for, and what it said on its error stream."""
    words = folder / "stderr.txt"
    with words.open("wb") as errors:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.benchmarks.runner",
                who,
                str(folder),
                str(cpu_s),
                str(seed),
            ],
            env={**os.environ, **dict.fromkeys(THREADS, "1")},
            stdout=errors,
            stderr=errors,
            preexec_fn=lambda: _limit(cpu_s),
        )
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage, words.read_text(encoding="utf-8", errors="replace")


def _limit(cpu_s: float) -> None:
    most = int(3 * cpu_s + 60)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))


def _versions() -> dict[str, str]:
    found = {}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "absent"
    return found


def code_version() -> str:
    """The commit of the code that is measured."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"
