"""A run is opened, carried out and closed once; what was stored can be judged again."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from geodata.matrix import TravelMatrix
from geodata.places import Location
from planner.documents import digest, plan_digest
from planner.domain.errors import (
    Conflict,
    NotFound,
    PlanRefused,
    RunDismissed,
    SolverFailed,
)
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.rules import Rule
from planner.domain.runs import Run, RunState
from planner.ports import Progress
from planner.storage.memory import MemoryStore
from planner.usecases.beat import BEAT_S
from planner.usecases.plans import find_plan, inputs_of, leg_lines, recheck_plan
from planner.usecases.runs import (
    SPARE,
    carry_out_run,
    close_abandoned,
    dismiss_run,
    open_run,
    stop_run,
)
from planner.usecases.travel import pack_matrix, travel_for, unpack_matrix
from tests.builders import a_matrix, a_plan, a_request, a_travel, small_trips
from tests.fakes import FakeClock, HandSolver

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)


class PlaneEngine:
    """The builders' matrices behind the port."""

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        return a_matrix(REQUEST, profile)

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        return (origin, destination)

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        return tuple(pairs)


class Desk:
    """A store, a clock and a solver that follows orders."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = FakeClock()
        self.solver: Any = HandSolver(*small_trips(REQUEST, TRAVEL))

    def open(self, **options: Any) -> Run:
        return open_run(self.store, self.clock, REQUEST, SolveParams(), actor="tester", **options)

    def carry_out(self, run: Run, **options: Any) -> Any:
        return carry_out_run(
            self.store, self.clock, self.solver, lambda _: PlaneEngine(), run.id, **options
        )

    def run(self, run: Run) -> Run:
        with self.store.reading() as reader:
            return reader.run(run.id)

    def actions(self) -> list[str]:
        with self.store.reading() as reader:
            return [entry.action for entry in reader.audit()]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_run_becomes_a_checked_plan(desk: Desk) -> None:
    run = desk.open()
    told: list[Progress] = []
    stored = desk.carry_out(run, on_progress=told.append)
    assert stored.summary.id == "58-20261130-1"
    assert stored.verdict.is_clean
    assert stored.summary.people_served == stored.plan.people_served > 0
    assert stored.summary.digest == plan_digest(stored.plan)
    assert desk.run(run).state is RunState.SUCCESSFUL
    progress = desk.run(run).progress
    assert progress is not None
    assert replace(progress, trail=()) == told[-1]
    assert desk.actions() == ["run_opened", "run_started", "plan_stored"]


def test_carrying_out_again_gives_the_same_stored_plan(desk: Desk) -> None:
    run = desk.open()
    stored = desk.carry_out(run)
    assert desk.carry_out(run) == stored
    assert len(desk.solver.calls) == 1


def test_two_workers_store_one_plan(desk: Desk) -> None:
    """The second solver finds the run closed by the first when it comes to store its plan."""
    run = desk.open()
    first = HandSolver(*small_trips(REQUEST, TRAVEL))

    def second(*given: Any, **options: Any) -> Plan:
        carry_out_run(desk.store, desk.clock, first, lambda _: PlaneEngine(), run.id)
        return a_plan(REQUEST, TRAVEL, ())

    desk.solver = second
    stored = desk.carry_out(run)
    assert stored.plan.people_served > 0
    with desk.store.reading() as reader:
        assert len(reader.plans()) == 1


def test_plans_of_one_week_are_numbered(desk: Desk) -> None:
    ids = [desk.carry_out(desk.open()).summary.id for _ in range(2)]
    assert ids == ["58-20261130-1", "58-20261130-2"]


def test_a_plan_that_breaks_rules_is_refused(desk: Desk) -> None:
    trips = small_trips(REQUEST, TRAVEL)
    desk.solver = HandSolver(trips[0], trips[0])
    run = desk.open()
    with pytest.raises(PlanRefused) as refused:
        desk.carry_out(run)
    assert Rule.TRIP in {v.rule for v in refused.value.verdict.violations}
    assert desk.run(run).state is RunState.FAILED
    assert desk.run(run).error_code == "plan_refused"
    assert int(desk.run(run).error_facts["rule_trip"]) > 0
    with desk.store.reading() as reader:
        assert reader.plans() == ()
    with pytest.raises(Conflict):
        desk.carry_out(run)


@pytest.mark.parametrize(
    ("error", "code", "state"),
    [
        (SolverFailed("killed", signal=9), "solver_failed", RunState.FAILED),
        (ZeroDivisionError(), "unexpected", RunState.FAILED),
        (KeyboardInterrupt(), "interrupted", RunState.DISMISSED),
    ],
)
def test_a_failure_closes_the_run(
    desk: Desk, error: BaseException, code: str, state: RunState
) -> None:
    def fail(*given: Any, **options: Any) -> Plan:
        raise error

    desk.solver = fail
    run = desk.open()
    with pytest.raises(type(error)):
        desk.carry_out(run)
    assert (desk.run(run).state, desk.run(run).error_code) == (state, code)


def test_a_waiting_run_is_dismissed(desk: Desk) -> None:
    run = desk.open(is_queued=True)
    stop_run(desk.store, desk.clock, run.id, actor="tester")
    with pytest.raises(RunDismissed):
        desk.carry_out(run)
    assert desk.solver.calls == []


def test_a_searching_run_hears_that_it_shall_stop(desk: Desk) -> None:
    run = desk.open()
    heard: list[bool] = []

    def patient(*given: Any, should_stop: Any, **options: Any) -> Plan:
        heard.append(should_stop())
        stop_run(desk.store, desk.clock, run.id, actor="tester")
        time.sleep(BEAT_S + 0.05)
        heard.append(should_stop())
        return HandSolver(*small_trips(REQUEST, TRAVEL))(*given)

    desk.solver = patient
    stored = desk.carry_out(run)
    assert heard == [False, True]
    assert stored.plan.people_served > 0
    assert stop_run(desk.store, desk.clock, run.id, actor="tester").plan_id == stored.summary.id


def test_runs_of_dead_programs_are_closed(desk: Desk) -> None:
    dead, waiting = desk.open(), desk.open(is_queued=True)
    desk.clock.forward(seconds=SolveParams().wall_s + SPARE.total_seconds() + 1)
    alive = desk.open()
    assert close_abandoned(desk.store, desk.clock) == (dead.id,)
    states = [desk.run(run).state for run in (dead, waiting, alive)]
    assert states == [RunState.FAILED, RunState.ACCEPTED, RunState.ACCEPTED]
    assert desk.run(dead).error_code == "abandoned"


def test_a_recheck_judges_from_stored_inputs_alone(desk: Desk) -> None:
    stored = desk.carry_out(desk.open())
    again = recheck_plan(desk.store, stored.summary.id)
    assert again.is_clean
    assert again.verdict == stored.verdict
    inputs = inputs_of(desk.store, stored.summary.id)
    assert inputs.request == REQUEST
    assert digest(inputs.request) == stored.summary.request_digest


def test_a_recheck_names_what_was_changed(desk: Desk) -> None:
    stored = desk.carry_out(desk.open())
    plan_id = stored.summary.id
    changed = replace(
        stored,
        plan=replace(stored.plan, trips=stored.plan.trips[:-1]),
        summary=replace(stored.summary, value=stored.summary.value + 1),
    )
    desk.store._tables.plans[plan_id] = changed
    again = recheck_plan(desk.store, plan_id)
    assert not again.is_clean
    assert set(again.differences) == {"plan", "value", "verdict"}
    assert Rule.COMPLETE in {v.rule for v in again.verdict.violations}


def test_plans_are_found_by_id_beginning_or_latest(desk: Desk) -> None:
    for _ in range(2):
        desk.clock.forward(minutes=1)
        desk.carry_out(desk.open())
    assert find_plan(desk.store, "latest").id == "58-20261130-2"
    assert find_plan(desk.store, "58-20261130-1").id == "58-20261130-1"
    for name in ("58-2026", "none", ""):
        with pytest.raises(NotFound):
            find_plan(desk.store, name)


def test_the_latest_plan_is_one_that_a_search_made(desk: Desk) -> None:
    searched = desk.carry_out(desk.open())
    by_hand = replace(searched.summary, id="by-hand", run_id=None)
    by_hand = replace(by_hand, created_at=by_hand.created_at.replace(year=2030))
    desk.store._tables.plans["by-hand"] = replace(searched, summary=by_hand)
    assert find_plan(desk.store, "latest").id == searched.summary.id
    assert find_plan(desk.store, "by-hand").id == "by-hand"
    del desk.store._tables.plans[searched.summary.id]
    assert find_plan(desk.store, "latest").id == "by-hand"


def test_matrices_are_kept_exactly() -> None:
    matrix = TRAVEL["van/dry"]
    packed = pack_matrix(matrix)
    assert unpack_matrix(packed).digest() == matrix.digest()
    assert pack_matrix(unpack_matrix(packed)) == packed


def test_every_profile_gets_its_matrix() -> None:
    heard: list[str] = []
    travel = travel_for(PlaneEngine(), REQUEST, on_profile=heard.append)
    assert tuple(travel) == tuple(heard) == REQUEST.profiles()


def test_legs_get_lines_and_standing_still_gets_none() -> None:
    plan = a_plan(REQUEST, TRAVEL)
    lines = leg_lines(REQUEST, plan, PlaneEngine())
    moving = {
        (route.unit_code, route.day, i)
        for route in plan.routes
        for i, leg in enumerate(route.legs)
        if leg.from_code != leg.to_code
    }
    assert set(lines) == moving


def test_a_run_called_off_while_it_searches_stores_nothing(desk: Desk) -> None:
    run = desk.open()

    class CalledOff:
        def __call__(self, *args: Any, should_stop: Any, **options: Any) -> Plan:
            dismiss_run(desk.store, desk.clock, run.id, actor="tester")
            assert should_stop()
            return HandSolver(*small_trips(REQUEST, TRAVEL))(*args)

    desk.solver = CalledOff()
    with pytest.raises(RunDismissed):
        desk.carry_out(run)
    assert desk.run(run).state is RunState.DISMISSED
    with desk.store.reading() as reader:
        assert reader.plans() == ()
