"""A solving child can die in any way: the parent tells why, in time, and lives."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from planner.documents import plan_digest
from planner.domain.errors import InvalidDocument, SolverFailed
from planner.domain.params import SolveParams
from planner.optimiser import process
from planner.optimiser.process import START_S, explain_in_child, limits_of, solve_in_child
from planner.ports import Progress
from tests.builders import a_request, a_travel
from tests.strategies import Shape, random_request, random_travel

LONG = SolveParams(cpu_s=60, wall_s=120)
COUNTED = SolveParams(reproducible=True, max_rounds=4, cpu_s=60, wall_s=60)
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="children are found by /proc, which is Linux only"
)


def a_long_problem() -> Any:
    """A problem that keeps a search busy for longer than any of these tests."""
    request = random_request(5, Shape(villages=8, units=3, services=3, days=7))
    return request, random_travel(request, 5)


def children() -> set[int]:
    """Processes that this one has started."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found


@needs_proc
def test_a_killed_child_is_a_failure_with_its_cause() -> None:
    request, travel = a_long_problem()
    before = children()

    def kill(progress: Progress) -> None:
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)

    began_s = time.monotonic()
    with pytest.raises(SolverFailed) as failure:
        solve_in_child(request, travel, LONG, on_progress=kill)
    assert failure.value.facts["cause"] == "killed"
    assert failure.value.facts["returncode"] == -signal.SIGKILL
    assert time.monotonic() - began_s < LONG.wall_s
    assert children() == before


def test_too_little_memory_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "START_MB", 200)
    with pytest.raises(SolverFailed) as failure:
        solve_in_child(*a_long_problem(), SolveParams(memory_mb=64))
    assert failure.value.facts["cause"] in ("out_of_memory", "ended", "killed")
    assert failure.value.facts["returncode"] != 0


def test_too_little_cpu_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search means to take a minute; its process may have a second, on any machine."""
    monkeypatch.setattr(process, "START_S", 1.0 - LONG.cpu_s)
    with pytest.raises(SolverFailed) as failure:
        solve_in_child(*a_long_problem(), LONG)
    assert failure.value.facts["cause"] == "timed_out"


def test_too_little_wall_time_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "START_S", 0.0)
    monkeypatch.setattr(process, "PATIENCE_S", 0.0)
    with pytest.raises(SolverFailed) as failure:
        solve_in_child(*a_long_problem(), SolveParams(cpu_s=60, wall_s=0.1))
    assert failure.value.facts["cause"] in ("timed_out", "stopped")


def test_what_only_guards_does_not_kill_a_counted_search() -> None:
    timed, counted = limits_of(SolveParams()), limits_of(SolveParams(reproducible=True))
    assert counted.cpu_s - START_S > 10 * (timed.cpu_s - START_S)
    assert counted.wall_s > 5 * timed.wall_s
    assert timed.wall_s > SolveParams().wall_s


def test_bad_travel_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_given: object, **_options: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(process, "run_child", started)
    request = a_request()
    with pytest.raises(InvalidDocument):
        solve_in_child(request, {}, LONG)
    plan_less = a_travel(request)
    plan_less.popitem()
    with pytest.raises(InvalidDocument):
        solve_in_child(request, plan_less, LONG)


def test_an_error_of_the_caller_ends_the_child() -> None:
    def complain(progress: Progress) -> None:
        raise RuntimeError("not today")

    with pytest.raises(RuntimeError, match="not today"):
        solve_in_child(*a_long_problem(), LONG, on_progress=complain)


def test_stop_and_keep_best_gives_a_plan() -> None:
    heard: list[Progress] = []
    plan = solve_in_child(
        *a_long_problem(), LONG, on_progress=heard.append, should_stop=lambda: bool(heard)
    )
    assert plan.trips
    assert plan.provenance is not None
    assert plan.provenance.cpu_s < LONG.cpu_s


def digests(runs: int) -> set[str]:
    """Digests of the same problem solved in so many processes."""
    request, travel = a_long_problem()
    return {plan_digest(solve_in_child(request, travel, COUNTED)) for _ in range(runs)}


def test_separate_processes_make_the_same_plan() -> None:
    assert len(digests(2)) == 1


@pytest.mark.slow
def test_20_of_20_processes_make_the_same_plan() -> None:
    assert len(digests(20)) == 1


def test_two_workers_make_one_plan_and_tell_the_time_of_both() -> None:
    params = SolveParams(cpu_s=1.0, wall_s=60, workers=2)
    request, travel = a_long_problem()
    plan = solve_in_child(request, travel, params)
    assert plan.provenance is not None
    assert plan.provenance.params == params
    assert plan.provenance.workers_lost == 0
    assert plan.trips


def test_rows_are_forced_in_a_child() -> None:
    request = a_request()
    travel = a_travel(request)
    plan = solve_in_child(request, travel, COUNTED)
    keys = [(entry.village_code, entry.service_code) for entry in plan.unplanned]
    found = explain_in_child(request, travel, plan, keys, COUNTED, each_day=True)
    assert {entry.village_code for entry in found.unplanned} <= {key[0] for key in keys}
    assert found.value >= plan.value
