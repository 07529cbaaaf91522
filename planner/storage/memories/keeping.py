"""Blobs, kept answers and the audit log, in memory."""

import hashlib
from datetime import datetime
from itertools import islice

from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry, AuditFilter
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryKeepingReader(MemoryReading):
    """Reads blobs, kept answers and the audit log."""

    def blob(self, digest: str) -> bytes:
        return found(self.tables.blobs, digest, "blob")

    def answer(self, key: str) -> Answer | None:
        kept = self.tables.answers.get(key)
        return None if kept is None else kept[1]

    def audit(self, *, after: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        return tuple(e for n, e in self.tables.audit.items() if n > after)[:limit]

    def find_audit(
        self, wanted: AuditFilter, *, before: int | None = None, limit: int = 100
    ) -> tuple[AuditEntry, ...]:
        newest_first = reversed(self.tables.audit.items())
        found = (e for n, e in newest_first if before is None or n < before)
        return tuple(islice(filter(wanted.matches, found), limit))

    def audit_head(self) -> AuditEntry | None:
        return next(reversed(self.tables.audit.values()), None)


class MemoryKeepingWriter(MemoryKeepingReader, MemoryWriting):
    """Changes blobs, kept answers and the audit log."""

    def put_blob(self, content: bytes) -> str:
        self._changed = True
        name = hashlib.sha256(content).hexdigest()
        self.tables.blobs[name] = content
        return name

    def put_answer(self, answer: Answer) -> None:
        self.tables.answers[answer.key] = (self._at, answer)

    def drop_answer(self, key: str) -> None:
        self.tables.answers.pop(key, None)

    def drop_answers(self, *, before: datetime) -> None:
        kept = self.tables.answers.items()
        self.tables.answers = {key: held for key, held in kept if held[0] >= before}
