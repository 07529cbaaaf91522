"""The job port: five calls; a worker carries out each queued run once, also after kill -9."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.errors import Conflict, NotFound
from planner.domain.params import SolveParams
from planner.domain.runs import Run, RunState
from planner.jobs.queue import RunQueue
from planner.ports import JobQueue, Store
from planner.storage.memory import MemoryStore
from planner.storage.store import open_store
from planner.usecases.runs import carry_out_run, open_run
from tests.builders import a_request, a_travel, small_trips
from tests.fakes import FakeClock, HandSolver

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)

WORKER = """
import sys, time
from datetime import UTC, datetime
from dataclasses import replace
from pathlib import Path
from planner.domain.runs import RunState
from planner.jobs.worker import WorkerOptions, work
from planner.storage.store import open_store

folder, pause_s, name = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
store = open_store(f"sqlite:///{folder}/planner.sqlite")

def carry_out(run_id):
    with (folder / "begun").open("a") as file:
        file.write(f"{run_id}\\n")
    time.sleep(pause_s)
    now = datetime.now(UTC)
    with store.writing(actor=name, at=now) as writer:
        run = writer.run(run_id)
        writer.change_run(replace(run, state=RunState.SUCCESSFUL, plan_id=f"plan of {run_id}"))
        writer.note("run_done", f"run:{run_id}")

options = WorkerOptions(queue_url=f"sqlite:///{folder}/jobs.sqlite", name=name, until_idle=True)
work(store, carry_out, options, should_stop=lambda: False)
"""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store
    if request.param == "memory":
        opened = MemoryStore()
    else:
        opened = open_store(f"sqlite:///{tmp_path}/planner.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def queue(store: Store, clock: FakeClock) -> JobQueue:
    return RunQueue(store, clock, poll_s=0.01)


def waiting_run(store: Store, *, is_queued: bool = True) -> Run:
    return open_run(store, FakeClock(), REQUEST, SolveParams(), actor="tester", is_queued=is_queued)


def carry_out(store: Store, run: Run) -> None:
    solver = HandSolver(*small_trips(REQUEST, TRAVEL))
    carry_out_run(store, FakeClock(), solver, lambda _: None, run.id, travel=TRAVEL)  # type: ignore[arg-type, return-value]


def test_submitting_is_told_once_and_lasts(store: Store, queue: JobQueue) -> None:
    run = waiting_run(store, is_queued=False)
    queue.submit(run.id)
    queue.submit(run.id)
    with store.reading() as reader:
        assert reader.run(run.id) == replace(run, is_queued=True)
        assert [e.action for e in reader.audit()] == ["run_opened", "run_queued"]
    assert queue.status(run.id) is RunState.ACCEPTED
    assert queue.result(run.id) is None


def test_a_run_that_has_begun_here_is_not_submitted(store: Store, queue: JobQueue) -> None:
    run = waiting_run(store, is_queued=False)
    with store.writing(actor="tester", at=FakeClock().now()) as writer:
        writer.change_run(replace(run, state=RunState.RUNNING))
        writer.note("run_started", f"run:{run.id}")
    with pytest.raises(Conflict):
        queue.submit(run.id)


def test_an_unknown_run_is_said(queue: JobQueue) -> None:
    for call in (queue.submit, queue.status, queue.cancel, queue.result):
        with pytest.raises(NotFound):
            call("none")


def test_events_end_with_the_run(store: Store, queue: JobQueue) -> None:
    run = waiting_run(store)
    told: list[Run] = []
    listener = threading.Thread(target=lambda: told.extend(queue.events(run.id)))
    listener.start()
    time.sleep(0.05)
    carry_out(store, run)
    listener.join(timeout=10)
    assert not listener.is_alive()
    assert told[0].state is RunState.ACCEPTED
    assert told[-1].state is RunState.SUCCESSFUL
    assert queue.result(run.id) == told[-1].plan_id == "58-20261130-1"


def test_cancelling_a_waiting_run_dismisses_it(store: Store, queue: JobQueue) -> None:
    run = waiting_run(store)
    queue.cancel(run.id)
    assert queue.status(run.id) is RunState.DISMISSED
    queue.cancel(run.id)
    assert [r.state for r in queue.events(run.id)] == [RunState.DISMISSED]


def start_worker(folder: Path, pause_s: float, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), str(pause_s), name],
        stderr=subprocess.PIPE,
        text=True,
    )


def lines_of(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def test_a_worker_killed_in_the_middle_is_followed_by_another(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/planner.sqlite")
    runs = [waiting_run(store).id for _ in range(2)]
    first = start_worker(tmp_path, 60, "host-1")
    until = time.monotonic() + 60
    while not lines_of(tmp_path / "begun") and time.monotonic() < until:
        time.sleep(0.1)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    (begun,) = lines_of(tmp_path / "begun")
    second = start_worker(tmp_path, 0, "host-1")
    _, complaint = second.communicate(timeout=120)
    assert second.returncode == 0, complaint
    assert sorted(lines_of(tmp_path / "begun")) == sorted([begun, *runs])
    with store.reading() as reader:
        assert {reader.run(run).plan_id for run in runs} == {f"plan of {run}" for run in runs}
    store.close()


@pytest.mark.slow
def test_two_workers_share_the_runs(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/planner.sqlite")
    runs = [waiting_run(store).id for _ in range(4)]
    workers = [start_worker(tmp_path, 0.2, f"host-{i}") for i in (1, 2)]
    told = [worker.communicate(timeout=120)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], told
    assert sorted(lines_of(tmp_path / "begun")) == sorted(runs)
    store.close()
