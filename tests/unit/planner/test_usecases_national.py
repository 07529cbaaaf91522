"""Nationwide runs: one open at a time, provinces that fail apart, tried again, summed up."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from geodata.matrix import TravelMatrix
from geodata.travel.straight_line import StraightLineEngine
from planner.documents import from_json, to_json
from planner.domain.calendar import Horizon
from planner.domain.errors import Conflict, InvalidDocument, PlannerError, SolverFailed
from planner.domain.national import NationalRun
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.province import ProvinceData
from planner.domain.request import PlanRequest
from planner.domain.runs import NO_REQUEST, Run, RunState
from planner.storage.memory import MemoryStore
from planner.usecases.national import lead_on, national_summary, open_national, stop_national
from planner.usecases.runs import carry_out_run
from planner.usecases.workers import runs_to_hand_out, tidy
from tests.builders import MONDAY
from tests.fakes import FakeClock, HandSolver
from tests.stored import a_province

WEEK = Horizon(start=MONDAY, days=7)
ROADS = StraightLineEngine()


def moved(data: ProvinceData, code: str) -> ProvinceData:
    """The builders' province with every code of its own moved to another."""
    return from_json(ProvinceData, to_json(data).replace(b'"58', f'"{code}'.encode()))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> MemoryStore:
    """Two provinces that can be planned, and one that has no units."""
    opened = MemoryStore()
    with opened.writing(actor="tester", at=clock.now()) as writer:
        for code in ("57", "58"):
            writer.put_province(moved(a_province(requests=()), code))
        writer.put_province(moved(a_province(requests=(), units=()), "50"))
        writer.note("provinces_imported", "store")
    return opened


def opened(store: MemoryStore, clock: FakeClock, *codes: str) -> NationalRun:
    return open_national(store, clock, WEEK, SolveParams(), codes, actor="tester")


class Flaky(HandSolver):
    """Dies so many times, then serves nobody at all."""

    def __init__(self, deaths: int) -> None:
        super().__init__()
        self.deaths = deaths

    def __call__(
        self,
        request: PlanRequest,
        travel: Mapping[str, TravelMatrix],
        params: SolveParams,
        **more: object,
    ) -> Plan:
        if self.deaths:
            self.deaths -= 1
            raise SolverFailed("the child died", how="killed")
        return super().__call__(request, travel, params, **more)  # type: ignore[arg-type]


def carry_out(store: MemoryStore, clock: FakeClock, solver: HandSolver) -> list[Run]:
    """What a worker does: every run that waits, once."""
    waiting = [r for r in runs_to_hand_out(store, per_province=1) if not r.is_closed]
    for run in waiting:
        try:
            carry_out_run(store, clock, solver, lambda _: ROADS, run.id)
        except PlannerError:
            continue
    return waiting


def test_every_province_has_a_run_and_one_open_at_a_time(
    store: MemoryStore, clock: FakeClock
) -> None:
    wish = opened(store, clock, "58", "57", "58")
    assert wish.province_codes == ("57", "58")
    summary = national_summary(store, wish.id)
    assert [(p.province_code, p.tries) for p in summary.parts] == [("57", 1), ("58", 1)]
    assert all(p.run is not None and p.run.request_digest == NO_REQUEST for p in summary.parts)
    assert (summary.done, summary.plans, summary.progress) == (0, 0, 0.0)
    assert opened(store, clock, "57", "58").id == wish.id
    wider = opened(store, clock, "50", "57", "58")
    assert wider.id != wish.id
    shared = {p.province_code: p.run for p in national_summary(store, wider.id).parts}
    assert [shared[p.province_code] for p in summary.parts] == [p.run for p in summary.parts]
    with store.reading() as reader:
        assert len(reader.runs()) == 3


def test_without_provinces_there_is_nothing_to_plan(store: MemoryStore, clock: FakeClock) -> None:
    with pytest.raises(InvalidDocument):
        opened(store, clock)


def test_one_fails_first_and_is_tried_again_one_cannot_be_planned(
    store: MemoryStore, clock: FakeClock
) -> None:
    wish = opened(store, clock, "50", "57", "58")
    solver = Flaky(1)
    assert len(carry_out(store, clock, solver)) == 3
    assert lead_on(store, clock) == 0, "the next try waits a little"
    summary = national_summary(store, wish.id)
    assert (summary.done, summary.plans) == (2, 1)
    assert [p.province_code for p in summary.failed] == ["50"]
    run = summary.parts[0].run
    assert run is not None
    assert (run.error_code, run.error_facts["units"]) == ("nothing_to_plan_with", 0)
    clock.forward(seconds=6)
    assert lead_on(store, clock) == 1
    assert len(carry_out(store, clock, solver)) == 1
    assert lead_on(store, clock) == 1, "closed"
    summary = national_summary(store, wish.id)
    assert summary.wish.state is RunState.SUCCESSFUL
    assert [(p.province_code, p.tries, p.has_plan) for p in summary.parts] == [
        ("50", 1, False),
        ("57", 2, True),
        ("58", 1, True),
    ]
    assert (summary.done, summary.progress) == (3, 1.0)
    assert summary.total("villages") == 2 * len(a_province().villages)
    assert summary.total("people_served") == 0
    assert lead_on(store, clock) == 0
    with store.reading() as reader:
        entry = next(e for e in reader.audit() if e.action == "national_closed")
    assert (entry.facts["plans"], entry.facts["failed"]) == (2, 1)


def test_tries_are_bounded_and_fruitless_nationals_are_forgotten(
    store: MemoryStore, clock: FakeClock
) -> None:
    wish = opened(store, clock, "58")
    for _ in range(10):
        carry_out(store, clock, Flaky(1))
        clock.forward(minutes=1)
        lead_on(store, clock)
    summary = national_summary(store, wish.id)
    assert summary.wish.state is RunState.FAILED
    assert [part.tries for part in summary.parts] == [3]
    assert tidy(store, clock, keep=timedelta(days=90)) == 0
    clock.forward(days=91)
    assert tidy(store, clock, keep=timedelta(days=90)) == 3
    with store.reading() as reader:
        assert reader.national_runs() == ()


def test_stopping_dismisses_what_waits(store: MemoryStore, clock: FakeClock) -> None:
    wish = opened(store, clock, "57", "58")
    stop_national(store, clock, wish.id, actor="tester")
    assert lead_on(store, clock) == 1
    summary = national_summary(store, wish.id)
    assert summary.wish.state is RunState.DISMISSED
    assert {p.run.state for p in summary.parts if p.run} == {RunState.DISMISSED}
    with pytest.raises(Conflict):
        stop_national(store, clock, wish.id, actor="tester")


def test_only_what_somebody_may_see_is_shown(store: MemoryStore, clock: FakeClock) -> None:
    wish = opened(store, clock, "57", "58")
    summary = national_summary(store, wish.id, among=frozenset({"58"}))
    assert [part.province_code for part in summary.parts] == ["58"]
