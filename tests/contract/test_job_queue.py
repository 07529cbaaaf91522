"""The job port: five calls; a worker carries out each queued run once, also after kill -9."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.errors import Conflict, NotFound
from planner.domain.params import SolveParams
from planner.domain.runs import Run, RunState
from planner.domain.workers import SILENCE
from planner.jobs.queue import RunQueue
from planner.jobs.takeover import forget_finished, take_over, take_over_dead
from planner.ports import JobQueue, Store
from planner.settings import Settings
from planner.storage.memory import MemoryStore
from planner.storage.store import open_store
from planner.usecases.runs import carry_out_run, open_run
from planner.usecases.workers import dead_workers
from tests.builders import a_request, a_travel, small_trips
from tests.fakes import FakeClock, HandSolver
from tests.postgres import DATABASES, a_store_url

PATIENCE_S = 300
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

folder, pause_s, name, url, queue_url = Path(sys.argv[1]), float(sys.argv[2]), *sys.argv[3:]
store = open_store(url)

class RealClock:
    def now(self):
        return datetime.now(UTC)

def carry_out(run_id):
    with (folder / "begun").open("a") as file:
        file.write(f"{run_id}\\n")
    until = time.monotonic() + pause_s
    while time.monotonic() < until:
        time.sleep(0.1)
    now = datetime.now(UTC)
    with store.writing(actor=name, at=now) as writer:
        run = writer.run(run_id)
        writer.change_run(replace(run, state=RunState.SUCCESSFUL, plan_id=f"plan of {run_id}"))
        writer.note("run_done", f"run:{run_id}")

options = WorkerOptions(queue_url=queue_url, name=name, until_idle=True, per_province=2)
work(store, RealClock(), carry_out, options, should_stop=lambda: False)
"""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["memory", *DATABASES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with a_store_url(request.param, tmp_path) as url:
        opened = open_store(url)
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
    heard = threading.Event()

    def listen() -> None:
        for event in queue.events(run.id):
            told.append(event)
            heard.set()

    listener = threading.Thread(target=listen)
    listener.start()
    assert heard.wait(PATIENCE_S)
    carry_out(store, run)
    listener.join(timeout=PATIENCE_S)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A store and a queue on one kind of database, and workers as processes of their own."""

    folder: Path
    url: str
    queue_url: str
    store: Store

    def start(self, pause_s: float, name: str) -> "subprocess.Popen[str]":
        arguments = [str(self.folder), str(pause_s), name, self.url, self.queue_url]
        return subprocess.Popen(
            [sys.executable, "-c", WORKER, *arguments], stderr=subprocess.PIPE, text=True
        )

    def begun(self) -> list[str]:
        file = self.folder / "begun"
        return file.read_text().split() if file.exists() else []

    def wait_for_begun(self, count: int) -> list[str]:
        until = time.monotonic() + PATIENCE_S
        while len(self.begun()) < count and time.monotonic() < until:
            time.sleep(0.1)
        return self.begun()

    def plans(self) -> set[str | None]:
        with self.store.reading() as reader:
            return {run.plan_id for run in reader.runs()}


@pytest.fixture
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    with a_store_url(request.param, tmp_path) as url:
        settings = Settings(data_dir=tmp_path, database_url=url)
        opened = open_store(settings.store_url)
        yield Hall(folder=tmp_path, url=url, queue_url=settings.queue_url, store=opened)
        opened.close()


def on_first(first: str) -> pytest.MarkDecorator:
    """Halls on this kind of database, and on the others when there is time."""
    others = [kind for kind in DATABASES if kind != first]
    later = [pytest.param(kind, marks=pytest.mark.slow) for kind in others]
    return pytest.mark.parametrize("hall", [first, *later], indirect=True)


def kill(worker: "subprocess.Popen[str]") -> None:
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()


def end(worker: "subprocess.Popen[str]") -> None:
    _, complaint = worker.communicate(timeout=PATIENCE_S)
    assert worker.returncode == 0, complaint


@on_first("postgresql")
def test_a_worker_killed_in_the_middle_is_followed_by_another(hall: Hall) -> None:
    """Meanwhile nobody else can call himself by its name."""
    runs = [waiting_run(hall.store).id for _ in range(2)]
    first = hall.start(10 * PATIENCE_S, "host-1")
    (begun,) = hall.wait_for_begun(1)
    namesake = hall.start(0, "host-1")
    assert "Conflict" in namesake.communicate(timeout=PATIENCE_S)[1]
    kill(first)
    end(hall.start(0, "host-1"))
    assert sorted(hall.begun()) == sorted([begun, *runs])
    assert hall.plans() == {f"plan of {run}" for run in runs}
    with hall.store.reading() as reader:
        assert reader.workers() == ()


@on_first("sqlite")
def test_the_runs_of_a_dead_worker_are_taken_over(hall: Hall) -> None:
    """After a minute of silence, or at once when somebody says so."""
    run = waiting_run(hall.store).id
    first = hall.start(10 * PATIENCE_S, "host-1")
    hall.wait_for_begun(1)
    kill(first)
    now = datetime.now(UTC)
    assert dead_workers(hall.store, FakeClock(now)) == ()
    later = FakeClock(now + 2 * SILENCE)
    assert [worker.name for worker in dead_workers(hall.store, later)] == ["host-1"]
    assert take_over_dead(hall.store, later, hall.queue_url, but="host-1") == ()
    assert take_over_dead(hall.store, later, hall.queue_url, but="host-2") == (run,)
    assert dead_workers(hall.store, later) == ()
    assert take_over(hall.queue_url, "host-1") == ()
    end(hall.start(0, "host-2"))
    assert hall.begun() == [run, run]
    assert hall.plans() == {f"plan of {run}"}
    assert forget_finished(hall.queue_url, now - timedelta(days=1)) == 0
    assert forget_finished(hall.queue_url, now + timedelta(days=1)) == 1
    assert forget_finished(hall.queue_url, now + timedelta(days=1)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("hall", DATABASES, indirect=True)
def test_two_workers_share_the_runs(hall: Hall) -> None:
    runs = [waiting_run(hall.store).id for _ in range(4)]
    workers = [hall.start(0.2, f"host-{i}") for i in (1, 2)]
    for worker in workers:
        end(worker)
    assert sorted(hall.begun()) == sorted(runs)


@pytest.mark.slow
@pytest.mark.parametrize("hall", DATABASES, indirect=True)
def test_twenty_kills_lose_no_run_and_store_each_result_once(hall: Hall) -> None:
    runs = [waiting_run(hall.store).id for _ in range(20)]
    for number in range(20):
        before = len(hall.begun())
        worker = hall.start(0.5 if number % 2 else 60, "host-1")
        hall.wait_for_begun(before + 1)
        kill(worker)
    end(hall.start(0, "host-1"))
    assert hall.plans() == {f"plan of {run}" for run in runs}
    with hall.store.reading() as reader:
        done = [entry.thing for entry in reader.audit(limit=10_000) if entry.action == "run_done"]
    assert sorted(done) == sorted(f"run:{run}" for run in runs)
