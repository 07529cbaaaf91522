"""Boards, and the best plans of searches under way, in memory."""

from planner.domain.boards import Board, BoardStep
from planner.domain.errors import StaleVersion
from planner.domain.plan import Plan
from planner.storage.memories.base import MemoryReading, MemoryWriting


class MemoryBoardsReader(MemoryReading):
    """Reads boards and plans of searches under way."""

    def board(self, plan_id: str) -> Board:
        """The board that a stored plan is a version of; one without steps when it is of none."""
        boards = (Board(id=key, steps=steps) for key, steps in self.tables.boards.items())
        return next((b for b in boards if plan_id in b.plan_ids), Board(id=plan_id))

    def best_so_far(self, run_id: str) -> Plan | None:
        """The best plan that a run's search has told of; None when there is none."""
        return self.tables.bests.get(run_id)


class MemoryBoardsWriter(MemoryBoardsReader, MemoryWriting):
    """Changes boards and plans of searches under way."""

    def add_board_step(self, step: BoardStep) -> None:
        """Lead a board on; raises `StaleVersion` when its number does not follow the last."""
        self._changed = True
        board = self.board(step.board_id)
        if step.number != board.version + 1:
            raise StaleVersion("the board went on since", board_id=step.board_id)
        self.tables.boards[step.board_id] = (*board.steps, step)

    def put_best_so_far(self, run_id: str, plan: Plan) -> None:
        """Keep the best plan of a search in place of the last."""
        self.tables.bests[run_id] = plan
