"""What a store knows about boards, and about the best plan of a search under way."""

from typing import Protocol

from planner.domain.boards import Board, BoardStep
from planner.domain.plan import Plan


class BoardsReader(Protocol):
    """Reads boards and plans of searches under way."""

    def board(self, plan_id: str) -> Board:
        """The board that a stored plan is a version of; one without steps when it is of none."""
        ...

    def best_so_far(self, run_id: str) -> Plan | None:
        """The best plan that a run's search has told of, unchecked; None when there is none."""
        ...


class BoardsWriter(BoardsReader, Protocol):
    """Changes boards and plans of searches under way."""

    def add_board_step(self, step: BoardStep) -> None:
        """Lead a board on; raises `StaleVersion` when its number does not follow the last."""
        ...

    def put_best_so_far(self, run_id: str, plan: Plan) -> None:
        """Keep the best plan of a search in place of the last; needs no audit entry."""
        ...
