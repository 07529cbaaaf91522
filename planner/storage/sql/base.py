"""One connection inside one transaction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from planner.domain.errors import NotFound
from planner.storage.audit import UnrecordedChange
from planner.storage.rows import Row


class SqlReading:
    """What every topic reads with."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def _rows(self, query: sa.Select[Any]) -> list[Row]:
        return list(self._connection.execute(query).mappings())

    def _first(self, query: sa.Select[Any]) -> Row | None:
        return self._connection.execute(query).mappings().first()

    def _one(self, query: sa.Select[Any], kind: str, name: str) -> Row:
        row = self._first(query)
        if row is None:
            raise NotFound(f"no such {kind}", kind=kind, id=name)
        return row


class SqlWriting(SqlReading):
    """What every topic changes with; refuses a change that noted no audit entry."""

    def __init__(self, connection: sa.Connection, *, actor: str, at: datetime) -> None:
        super().__init__(connection)
        self._actor = actor
        self._at = at
        self._changed = False
        self._noted = False

    def refuse_unrecorded(self) -> None:
        """Raise `UnrecordedChange` when something changed and no entry says so."""
        if self._changed and not self._noted:
            raise UnrecordedChange("a change of the store without an audit entry")

    def _insert(self, table: sa.Table, *rows: dict[str, Any]) -> None:
        self._changed = True
        self._connection.execute(sa.insert(table), list(rows))

    def _change(self, statement: sa.Delete | sa.Update) -> int:
        """Carry out a change; how many rows it met."""
        self._changed = True
        return self._connection.execute(statement).rowcount


def is_before(table: sa.Table, place: tuple[datetime, str]) -> sa.ColumnElement[bool]:
    """Whether a row made at a moment comes after a place (moment, id), newest first."""
    moment, name = place
    made = table.c.created_at
    return sa.or_(made < moment, sa.and_(made == moment, table.c.id < name))
