"""Boards, and the best plans of searches under way, in SQL."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from planner.documents import from_json
from planner.domain.boards import Board, BoardStep
from planner.domain.errors import StaleVersion
from planner.domain.plan import Plan
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlBoardsReader(SqlReading):
    """Reads boards and plans of searches under way."""

    def board(self, plan_id: str) -> Board:
        """The board that a stored plan is a version of; one without steps when it is of none."""
        table = tables.board_steps
        mine = sa.select(table.c.board_id).where(
            sa.or_(table.c.plan_id == plan_id, table.c.board_id == plan_id)
        )
        row = self._first(mine.limit(1))
        if row is None:
            return Board(id=plan_id)
        query = sa.select(table.c.document).where(table.c.board_id == row["board_id"])
        rows = self._rows(query.order_by(table.c.number))
        steps = tuple(from_json(BoardStep, one["document"]) for one in rows)
        return Board(id=row["board_id"], steps=steps)

    def best_so_far(self, run_id: str) -> Plan | None:
        """The best plan that a run's search has told of; None when there is none."""
        table = tables.run_bests
        row = self._first(sa.select(table.c.document).where(table.c.run_id == run_id))
        return None if row is None else from_json(Plan, row["document"])


class SqlBoardsWriter(SqlBoardsReader, SqlWriting):
    """Changes boards and plans of searches under way."""

    def add_board_step(self, step: BoardStep) -> None:
        """Lead a board on; raises `StaleVersion` when its number does not follow the last."""
        if step.number != self.board(step.board_id).version + 1:
            raise StaleVersion("the board went on since", board_id=step.board_id)
        columns = {
            "board_id": step.board_id,
            "number": step.number,
            "plan_id": step.plan_id,
            "document": text_of(step),
        }
        try:
            with self._connection.begin_nested():
                self._insert(tables.board_steps, columns)
        except IntegrityError as error:
            raise StaleVersion("the board went on since", board_id=step.board_id) from error

    def put_best_so_far(self, run_id: str, plan: Plan) -> None:
        """Keep the best plan of a search in place of the last; those of ended searches go."""
        table, runs = tables.run_bests, tables.runs
        ended = ~sa.exists().where(
            runs.c.id == table.c.run_id, runs.c.state.in_(("accepted", "running"))
        )
        mine = table.c.run_id == run_id
        self._connection.execute(sa.delete(table).where(sa.or_(mine, ended)))
        columns = {"run_id": run_id, "document": text_of(plan)}
        self._connection.execute(sa.insert(table), columns)
