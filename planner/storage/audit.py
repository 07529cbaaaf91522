"""The chain of audit entries: each one carries the digest of the one before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from planner.documents import digest
from planner.domain.audit import AuditEntry


class UnrecordedChange(RuntimeError):
    """A transaction that changes the store and notes nothing: a fault of the program."""


def sealed_after(
    last: AuditEntry | None,
    *,
    at: datetime,
    actor: str,
    action: str,
    thing: str,
    facts: Mapping[str, str | int | float],
) -> AuditEntry:
    """The next entry of the chain; `last` is None for the first.

    The moment is turned to UTC, as it is kept, since the digest covers its text.
    """
    entry = AuditEntry(
        number=1 if last is None else last.number + 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        thing=thing,
        facts=dict(facts),
        previous="" if last is None else last.digest,
    )
    return replace(entry, digest=digest(entry))
