"""Blobs, kept answers and the audit log, in SQL."""

import hashlib
import zlib
from datetime import datetime

import sqlalchemy as sa

from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry, AuditFilter
from planner.domain.errors import StoreUnavailable
from planner.storage import run_rows, tables
from planner.storage.sql.base import SqlReading, SqlWriting


def _begins(column: sa.Column[str], text: str) -> sa.ColumnElement[bool]:
    """Whether a column begins so; LIKE would take capitals for small letters on SQLite."""
    return sa.func.substr(column, 1, len(text)) == text


def _holds(column: sa.Column[str], text: str) -> sa.ColumnElement[bool]:
    """Whether a column holds a text that is not empty, letter for letter."""
    return sa.func.replace(column, text, "") != column


class SqlKeepingReader(SqlReading):
    """Reads blobs, kept answers and the audit log."""

    def blob(self, digest: str) -> bytes:
        """The content whose SHA-256 is `digest`; one that has another now is not handed out."""
        query = sa.select(tables.blobs.c.content).where(tables.blobs.c.digest == digest)
        packed = self._one(query, "blob", digest)["content"]
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            content = b""
        if hashlib.sha256(content).hexdigest() != digest:
            raise StoreUnavailable("a stored blob is damaged", digest=digest)
        return content

    def answer(self, key: str) -> Answer | None:
        """The answer kept under a key, None when there is none."""
        row = self._first(sa.select(tables.answers).where(tables.answers.c.key == key))
        return None if row is None else run_rows.to_answer(row)

    def audit(self, *, after: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        """Audit entries with a number above `after`, in order."""
        table = tables.audit_entries
        query = sa.select(table).where(table.c.number > after).order_by(table.c.number).limit(limit)
        return tuple(run_rows.to_audit_entry(row) for row in self._rows(query))

    def find_audit(
        self, wanted: AuditFilter, *, before: int | None = None, limit: int = 100
    ) -> tuple[AuditEntry, ...]:
        """Entries looked for with a number below `before` (None: all), newest first."""
        table = tables.audit_entries
        query = sa.select(table).order_by(table.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(table.c.number < before)
        if wanted.actor:
            query = query.where(table.c.actor == wanted.actor)
        if wanted.action:
            query = query.where(_begins(table.c.action, wanted.action))
        if wanted.thing:
            query = query.where(_holds(table.c.thing, wanted.thing))
        if wanted.since is not None:
            query = query.where(table.c.at >= wanted.since)
        if wanted.until is not None:
            query = query.where(table.c.at <= wanted.until)
        return tuple(run_rows.to_audit_entry(row) for row in self._rows(query))

    def audit_head(self) -> AuditEntry | None:
        """The newest audit entry, None when there is none."""
        table = tables.audit_entries
        row = self._first(sa.select(table).order_by(table.c.number.desc()).limit(1))
        return None if row is None else run_rows.to_audit_entry(row)


class SqlKeepingWriter(SqlKeepingReader, SqlWriting):
    """Changes blobs, kept answers and the audit log."""

    def put_blob(self, content: bytes) -> str:
        """Keep content under its SHA-256, packed."""
        name = hashlib.sha256(content).hexdigest()
        table = tables.blobs
        if self._first(sa.select(table.c.digest).where(table.c.digest == name)) is None:
            self._insert(
                table,
                {
                    "digest": name,
                    "size": len(content),
                    "content": zlib.compress(content, 6),
                    "created_at": self._at,
                },
            )
        return name

    def put_answer(self, answer: Answer) -> None:
        """Keep an answer under its key, in place of what stood there."""
        self.drop_answer(answer.key)
        columns = run_rows.answer_columns(answer) | {"kept_at": self._at}
        self._connection.execute(sa.insert(tables.answers), columns)

    def drop_answer(self, key: str) -> None:
        """Forget an answer, if it is there."""
        self._connection.execute(sa.delete(tables.answers).where(tables.answers.c.key == key))

    def drop_answers(self, *, before: datetime) -> None:
        """Forget answers kept before a moment."""
        table = tables.answers
        self._connection.execute(sa.delete(table).where(table.c.kept_at < before))
