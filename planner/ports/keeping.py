"""What a store knows about blobs, kept answers and the audit log."""

from datetime import datetime
from typing import Protocol

from planner.domain.answers import Answer
from planner.domain.audit import AuditEntry, AuditFilter


class KeepingReader(Protocol):
    """Reads blobs, kept answers and the audit log."""

    def blob(self, digest: str) -> bytes:
        """The content whose SHA-256 is `digest`."""
        ...

    def answer(self, key: str) -> Answer | None:
        """The answer kept under a key, None when there is none."""
        ...

    def audit(self, *, after: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        """Audit entries with a number above `after`, in order."""
        ...

    def find_audit(
        self, wanted: AuditFilter, *, before: int | None = None, limit: int = 100
    ) -> tuple[AuditEntry, ...]:
        """Entries looked for with a number below `before` (None: all), newest first."""
        ...

    def audit_head(self) -> AuditEntry | None:
        """The newest audit entry, None when there is none."""
        ...


class KeepingWriter(KeepingReader, Protocol):
    """Changes blobs, kept answers and the audit log."""

    def put_blob(self, content: bytes) -> str:
        """Keep content under its SHA-256; the same content twice is kept once."""
        ...

    def put_answer(self, answer: Answer) -> None:
        """Keep an answer under its key, in place of what stood there; needs no audit entry."""
        ...

    def drop_answer(self, key: str) -> None:
        """Forget an answer, if it is there; needs no audit entry."""
        ...

    def drop_answers(self, *, before: datetime) -> None:
        """Forget answers kept before a moment; needs no audit entry."""
        ...
