"""Whole runs through a routing server that is gone, slow, broken or lying.

A run never quietly takes other roads than those that its province was set up with: it fails, says
which server, stores nothing of a plan, and the next run through the mended server succeeds.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import EngineUnavailable
from geodata.travel.cached import CachedEngine
from geodata.travel.osrm import OsrmEngine
from planner.bootstrap import osrm_profiles
from planner.domain.params import SolveParams
from planner.domain.runs import Run, RunState
from planner.optimiser.process import solve_in_child
from planner.storage.memory import MemoryStore
from planner.usecases.audit import verify_audit
from planner.usecases.runs import carry_out_run, open_run
from tests.builders import a_request
from tests.fakes import FakeClock
from tests.osrm import Osrm

PARAMS = SolveParams(cpu_s=0.3, explain=0)
TIMEOUT_S = 0.5
PATIENCE_S = 60.0
"""For a server that is well: it answers late when the machine is busy."""


@pytest.fixture
def server() -> Iterator[Osrm]:
    server = Osrm()
    yield server
    server.shutdown()
    server.server_close()


def speeds_times(factor: float) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Answers of a server that counts in other units."""

    def twist(answer: dict[str, Any]) -> dict[str, Any]:
        if "durations" in answer:
            rows = [[s and round(s / factor, 3) for s in row] for row in answer["durations"]]
            answer = {**answer, "durations": rows}
        return answer

    return twist


def ragged(answer: dict[str, Any]) -> dict[str, Any]:
    """Tables with a row too few."""
    return {k: v[1:] if k == "durations" else v for k, v in answer.items()}


def in_the_middle(server: Osrm) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Right answers first, then only that it is too busy."""

    def twist(answer: dict[str, Any]) -> dict[str, Any]:
        return answer if len(server.asked) <= 3 else {"code": "TooBusy", "message": "later"}

    return twist


ILLS: dict[str, Callable[[Osrm], dict[str, object]]] = {
    "an error page": lambda _: {"broken": b"<html>502 Bad Gateway</html>"},
    "nothing": lambda _: {"broken": b""},
    "drop by drop": lambda _: {"pause_s": 0.05},
    "silent": lambda _: {"pause_s": 4 * TIMEOUT_S},
    "a table of another shape": lambda _: {"twist": ragged},
    "minutes for seconds": lambda _: {"twist": speeds_times(60.0)},
    "everything at once": lambda _: {"twist": speeds_times(1e9)},
    "busy after a while": lambda server: {"twist": in_the_middle(server)},
}


def planned(
    store: MemoryStore, folder: Path, server: Osrm, timeout_s: float = TIMEOUT_S
) -> tuple[Run, Exception | None]:
    """A run from its opening to its end, with what it raised."""
    clock = FakeClock()
    profiles = osrm_profiles(server.address)
    engine = CachedEngine(OsrmEngine(profiles, timeout_s=timeout_s), folder)
    run = open_run(store, clock, a_request(), PARAMS, actor="planner")
    error = None
    try:
        carry_out_run(store, clock, solve_in_child, lambda _: engine, run.id)
    except EngineUnavailable as raised:
        error = raised
    with store.reading() as reader:
        return reader.run(run.id), error


@pytest.mark.parametrize("ill", ILLS)
def test_a_run_fails_and_names_the_server_and_the_next_one_succeeds(
    ill: str, server: Osrm, tmp_path: Path
) -> None:
    store = MemoryStore()
    well = {name: getattr(server, name) for name in ("broken", "pause_s", "twist")}
    vars(server).update(ILLS[ill](server))
    run, error = planned(store, tmp_path, server)
    assert error is not None
    assert server.address in str(error)
    assert (run.state, run.error_code) == (RunState.FAILED, "engine_unavailable")
    assert run.error_facts["address"] == server.address
    assert run.error_facts["cause"]
    assert run.plan_id is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with store.reading() as reader:
        assert reader.plans() == ()
        told = [entry.action for entry in reader.audit()]
    assert told == ["run_opened", "run_started", "run_failed"]
    vars(server).update(well)
    again, error = planned(store, tmp_path, server, PATIENCE_S)
    assert (again.state, error) == (RunState.SUCCESSFUL, None)
    assert verify_audit(store).is_whole
