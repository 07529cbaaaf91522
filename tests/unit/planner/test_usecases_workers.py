"""Workers by name, which runs may be carried out now, and what is forgotten in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import Conflict, NotFound
from planner.domain.runs import RunState
from planner.domain.workers import SILENCE
from planner.storage.memory import MemoryStore
from planner.usecases.runs import dismiss_run
from planner.usecases.workers import (
    beat,
    begin_work,
    dead_workers,
    end_work,
    runs_to_hand_out,
    tidy,
)
from tests.fakes import FakeClock
from tests.stored import a_run, put_request


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_a_name_belongs_to_one_living_worker(store: MemoryStore, clock: FakeClock) -> None:
    first = begin_work(store, clock, "host-1", "host", 10, 1)
    with pytest.raises(Conflict):
        begin_work(store, clock, "host-1", "host", 11, 1)
    begin_work(store, clock, "host-2", "host", 11, 1)
    clock.forward(seconds=SILENCE.total_seconds() - 1)
    beat(store, clock, first)
    clock.forward(seconds=2)
    assert [worker.name for worker in dead_workers(store, clock)] == ["host-2"]
    clock.forward(seconds=SILENCE.total_seconds())
    second = begin_work(store, clock, "host-1", "host", 12, 1)
    assert second.pid == 12
    end_work(store, clock, second)
    with store.reading() as reader:
        assert [worker.name for worker in reader.workers()] == ["host-2"]
        assert reader.audit() == ()


def test_of_each_province_the_oldest_runs_come_first(store: MemoryStore, clock: FakeClock) -> None:
    with store.writing(actor="tester", at=clock.now()) as writer:
        put_request(writer)
        for number, province in enumerate(("58", "58", "50", "58", "50")):
            moment = clock.forward(seconds=1)
            run = a_run(f"run-{number}", province_code=province, created_at=moment)
            writer.add_run(replace(run, is_queued=number != 3))
        writer.note("runs_opened", "runs")

    def names(per_province: int) -> list[str]:
        return [run.id for run in runs_to_hand_out(store, per_province=per_province)]

    assert names(1) == ["run-0", "run-2"]
    assert names(2) == ["run-0", "run-1", "run-2", "run-4"]
    dismiss_run(store, clock, "run-0", actor="tester")
    assert names(1) == ["run-1", "run-2"]


def test_a_run_is_called_off_once(store: MemoryStore, clock: FakeClock) -> None:
    with store.writing(actor="tester", at=clock.now()) as writer:
        put_request(writer)
        writer.add_run(a_run(state=RunState.RUNNING))
        writer.note("run_opened", "run:run-1")
    assert dismiss_run(store, clock, "run-1", actor="tester").state is RunState.DISMISSED
    with pytest.raises(Conflict):
        dismiss_run(store, clock, "run-1", actor="tester")


def test_runs_that_came_to_nothing_are_forgotten(store: MemoryStore, clock: FakeClock) -> None:
    with store.writing(actor="tester", at=clock.now()) as writer:
        name = put_request(writer)
        for number, state in enumerate((RunState.FAILED, RunState.RUNNING, RunState.SUCCESSFUL)):
            done = "some plan" if state is RunState.SUCCESSFUL else None
            run = a_run(f"run-{number}", state=state, plan_id=done, updated_at=clock.now())
            writer.add_run(run)
        writer.note("runs_opened", "runs")
    keep = timedelta(days=90)
    assert tidy(store, clock, keep=keep) == 0
    clock.forward(days=91)
    assert tidy(store, clock, keep=keep) == 1
    assert tidy(store, clock, keep=keep) == 0
    with store.reading() as reader:
        assert {run.id for run in reader.runs()} == {"run-1", "run-2"}
        assert reader.blob(name)
        with pytest.raises(NotFound):
            reader.run("run-0")
