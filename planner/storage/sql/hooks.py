"""Hooks, in SQL."""

import sqlalchemy as sa

from planner.documents import from_json
from planner.domain.hooks import Hook
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlHooksReader(SqlReading):
    """Reads hooks."""

    def hook(self, hook_id: str) -> Hook:
        """The hook of an id; raises `NotFound`."""
        table = tables.hooks
        query = sa.select(table).where(table.c.id == hook_id)
        return from_json(Hook, self._one(query, "hook", hook_id)["document"])

    def hooks(self, province_code: str | None = None) -> tuple[Hook, ...]:
        """Hooks of a province, of all without one, oldest first."""
        table = tables.hooks
        query = sa.select(table)
        if province_code is not None:
            query = query.where(table.c.province_code == province_code)
        found = [from_json(Hook, row["document"]) for row in self._rows(query)]
        return tuple(sorted(found, key=lambda hook: (hook.created_at, hook.id)))


class SqlHooksWriter(SqlHooksReader, SqlWriting):
    """Changes hooks."""

    def put_hook(self, hook: Hook) -> None:
        """Add a hook, or replace the one with the same id."""
        self.drop_hook(hook.id)
        columns = {"id": hook.id, "province_code": hook.province_code}
        self._insert(tables.hooks, {**columns, "document": text_of(hook)})

    def note_hook(self, hook: Hook) -> None:
        """Keep how far a hook was told."""
        table = tables.hooks
        change = sa.update(table).where(table.c.id == hook.id)
        self._connection.execute(change.values(document=text_of(hook)))

    def drop_hook(self, hook_id: str) -> None:
        """Remove a hook."""
        self._change(sa.delete(tables.hooks).where(tables.hooks.c.id == hook_id))
