"""Boards: edits become versions, undo and redo walk along them, locks hold, nobody loses."""

from datetime import timedelta

import pytest

from planner.domain.boards import BoardStepKind, DayLock
from planner.domain.edits import Edit, EditKind
from planner.domain.errors import Conflict, InvalidDocument, StaleVersion
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.runs import RunState, StoredPlan
from planner.storage.memory import MemoryStore
from planner.usecases.boards import (
    board_of,
    plan_the_rest,
    save_edits,
    set_lock,
    take_version,
    versions_of,
    walk,
)
from planner.usecases.locked import locked_trips, pack_locks, the_rest, unpack_locks
from planner.usecases.plans import recheck_plan
from planner.usecases.runs import carry_out_run, open_run
from tests.builders import MONDAY, V1, V2, V3, V4, a_plan, a_request, a_route, a_travel, a_trip
from tests.fakes import FakeClock, HandSolver
from tests.stored import a_province

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)
TUESDAY = MONDAY + timedelta(days=1)
FIRST = "58-20261130-1"
LOCK = DayLock(unit_code="U1", date=MONDAY)
CLOCK = FakeClock()


def the_trips() -> tuple[object, ...]:
    first = (V1, "short", {(V1, "id_card"): 4, (V2, "id_card"): 3})
    return (
        a_trip(a_route(REQUEST, TRAVEL, "U1", 0, (first, (V3, "short", {(V3, "id_card"): 5})))),
        a_trip(a_route(REQUEST, TRAVEL, "U2", 1, ((V4, "short", {(V4, "health"): 6}),))),
    )


def drop(unit: str, place: str, when: object = MONDAY) -> Edit:
    return Edit(kind=EditKind.DROP, unit_code=unit, on_date=when, place_code=place)  # type: ignore[arg-type]


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    with store.writing(actor="tester", at=CLOCK.now()) as writer:
        writer.put_province(a_province(road_seasons=()))
        writer.note("province_imported", "province:58")
    carry_out(store, open_run(store, CLOCK, REQUEST, SolveParams(), actor="maker").id)
    return store


def carry_out(store: MemoryStore, run_id: str, *trips: object) -> StoredPlan:
    solver = HandSolver(*(trips or the_trips()))
    return carry_out_run(store, CLOCK, solver, lambda _: None, run_id, travel=TRAVEL)  # type: ignore[arg-type, return-value]


def plan_of(store: MemoryStore, plan_id: str) -> Plan:
    with store.reading() as reader:
        return reader.plan(plan_id).plan


def test_edits_become_versions_and_undo_and_redo_walk_along_them(store: MemoryStore) -> None:
    board = save_edits(store, CLOCK, FIRST, (drop("U1", V1),), seen=0, actor="anna")
    second = board.now.plan_id
    assert (second, board.version) == ("58-20261130-2", 1)
    board = save_edits(store, CLOCK, second, (drop("U1", V3),), seen=1, actor="anna")
    third = board.now.plan_id
    board = walk(store, CLOCK, third, BoardStepKind.UNDO, seen=2, actor="anna")
    assert board.now.plan_id == second
    board = walk(store, CLOCK, FIRST, BoardStepKind.UNDO, seen=3, actor="anna")
    assert board.now.plan_id == FIRST
    assert board.undone is None
    board = walk(store, CLOCK, FIRST, BoardStepKind.REDO, seen=4, actor="anna")
    board = board_of(store, third)
    assert board.now.plan_id == second
    assert board.redone is not None
    assert board.redone.plan_id == third
    board = save_edits(store, CLOCK, second, (drop("U2", V4, TUESDAY),), seen=5, actor="anna")
    assert board.redone is None
    assert board.plan_ids == (FIRST, second, third, board.now.plan_id)
    assert [v.summary.id for v in versions_of(store, board)] == list(reversed(board.plan_ids))
    assert recheck_plan(store, board.now.plan_id).differences == ()
    with pytest.raises(Conflict):
        walk(store, CLOCK, FIRST, BoardStepKind.REDO, seen=6, actor="anna")


def test_the_second_of_two_planners_loses_nothing(store: MemoryStore) -> None:
    save_edits(store, CLOCK, FIRST, (drop("U1", V1),), seen=0, actor="anna")
    mine = (drop("U2", V4, TUESDAY),)
    with pytest.raises(StaleVersion):
        save_edits(store, CLOCK, FIRST, mine, seen=0, actor="bert")
    with store.reading() as reader:
        assert len(reader.plans()) == 2
    board = save_edits(store, CLOCK, FIRST, mine, seen=1, actor="bert")
    both = plan_of(store, board.now.plan_id)
    assert [stop.place_code for route in both.routes for stop in route.visits] == [V3]


def test_a_locked_day_is_edited_by_nobody_until_it_is_unlocked(store: MemoryStore) -> None:
    board = set_lock(store, CLOCK, FIRST, LOCK, locked=True, seen=0, actor="anna")
    assert board.now.locks == (LOCK,)
    for edit in (
        drop("U1", V1),
        Edit(
            kind=EditKind.MOVE,
            unit_code="U2",
            on_date=TUESDAY,
            place_code=V4,
            to_unit_code="U1",
            to_date=MONDAY,
        ),
    ):
        with pytest.raises(InvalidDocument) as refused:
            save_edits(store, CLOCK, FIRST, (edit,), seen=1, actor="bert")
        assert refused.value.faults[0].code == "locked"
    board = walk(store, CLOCK, FIRST, BoardStepKind.UNDO, seen=1, actor="bert")
    assert board.now.locks == ()
    unknown = DayLock(unit_code="U9", date=MONDAY)
    with pytest.raises(InvalidDocument):
        set_lock(store, CLOCK, FIRST, unknown, locked=True, seen=2, actor="anna")


def test_the_rest_leaves_out_what_locked_days_do() -> None:
    plan = a_plan(REQUEST, TRAVEL, the_trips())  # type: ignore[arg-type]
    kept = locked_trips(plan, REQUEST, (LOCK,))
    assert [trip.unit_code for trip in kept] == ["U1"]
    rest = the_rest(REQUEST, kept, (LOCK,))
    unit = next(unit for unit in rest.units if unit.code == "U1")
    assert unit.shift_on(MONDAY) is None
    assert unit.shift_on(TUESDAY) is not None
    rows = {(demand.village_code, demand.service_code) for demand in rest.demands}
    assert not rows & {(V1, "id_card"), (V2, "id_card"), (V3, "id_card")}
    assert (V4, "health") in rows
    assert unpack_locks(pack_locks((LOCK,))) == (LOCK,)


def test_planning_anew_keeps_locked_days_and_pins_and_a_person_takes_it(
    store: MemoryStore,
) -> None:
    set_lock(store, CLOCK, FIRST, LOCK, locked=True, seen=0, actor="anna")
    pin = Edit(kind=EditKind.PIN, village_code=V4, unit_code="U2", on_date=TUESDAY)
    board = save_edits(store, CLOCK, FIRST, (pin,), seen=1, actor="anna")
    run = plan_the_rest(
        store,
        CLOCK,
        lambda _: None,  # type: ignore[arg-type, return-value]
        board.now.plan_id,
        SolveParams(),
        budget=9,
        seen=2,
        actor="anna",
    )
    assert (run.state, run.is_queued) == (RunState.ACCEPTED, True)
    elsewhere = a_trip(a_route(REQUEST, TRAVEL, "U2", 2, ((V4, "short", {(V4, "health"): 6}),)))
    made = carry_out(store, run.id, elsewhere)
    locked = plan_of(store, FIRST).trips[0]
    assert locked in made.plan.trips
    assert {route.day for route in made.plan.routes if route.unit_code == "U2"} == {2}
    with store.reading() as reader:
        asked = reader.blob(made.summary.inputs["request"])
    assert b'"on_date":"2026-12-01"' in asked
    assert b'"change_budget":9' in asked
    board = take_version(store, CLOCK, board.now.plan_id, made.summary.id, seen=2, actor="anna")
    assert board.now.plan_id == made.summary.id
    assert board.now.locks == (LOCK,)
    assert board.steps[-1].kind is BoardStepKind.REPLAN
