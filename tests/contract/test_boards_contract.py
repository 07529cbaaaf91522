"""Boards in every store: steps are added in turn, and a plan's board is found by any version."""

import pytest

from planner.domain.boards import BoardState, BoardStepKind, DayLock
from planner.domain.errors import StaleVersion
from planner.ports import Store
from tests.builders import MONDAY
from tests.fakes import FakeClock
from tests.stored import a_run, a_stored_plan, put_request


def test_steps_follow_each_other_and_lead_back(store: Store) -> None:
    clock = FakeClock()
    with store.writing(actor="tester", at=clock.now()) as writer:
        put_request(writer)
        run = a_run()
        writer.add_run(run)
        first = a_stored_plan(run_id=run.id)
        writer.add_plan(first)
        writer.put_best_so_far(run.id, first.plan)
        writer.put_best_so_far(run.id, first.plan)
        writer.note("plan_stored", "plan")
    name = first.summary.id
    lock = DayLock(unit_code="U1", date=MONDAY)
    with store.writing(actor="tester", at=clock.now()) as writer:
        board = writer.board(name)
        assert (board.id, board.version, board.now) == (name, 0, BoardState(plan_id=name))
        locked = BoardState(plan_id=name, locks=(lock,))
        step = board.next_step(BoardStepKind.LOCK, locked, by="tester", at=clock.now())
        writer.add_board_step(step)
        with pytest.raises(StaleVersion):
            writer.add_board_step(step)
        writer.note("board_lock", f"board:{name}")
    with store.reading() as reader:
        board = reader.board(name)
        assert board.steps == (step,)
        assert board.now == locked
        assert board.undone == BoardState(plan_id=name)
        assert board.redone is None
        assert reader.best_so_far(run.id) == first.plan
        assert reader.best_so_far("another") is None
