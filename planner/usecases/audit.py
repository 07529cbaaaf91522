"""The audit log judged: every entry must still fit the one before it, and a head kept elsewhere."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from planner.documents import digest, from_json, to_data
from planner.domain.audit import AuditEntry
from planner.domain.errors import InvalidDocument
from planner.ports import Store

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditVerdict:
    """What a walk along the chain found.

    `first_bad` is the number of the first entry that was changed, taken out or put in, None when
    all fit. `missing_head`: the number of a head kept elsewhere that the log no longer has, or has
    otherwise: entries were taken off its end, or the whole log was written anew.
    """

    entries: int
    head_digest: str
    first_bad: int | None = None
    missing_head: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed as far as can be seen."""
        return self.first_bad is None and self.missing_head is None


def first_bad_entry(store: Store) -> int | None:
    """The number of the first audit entry that was changed, taken out or put in; None if none."""
    return verify_audit(store).first_bad


def verify_audit(store: Store, heads: tuple[AuditEntry, ...] = ()) -> AuditVerdict:
    """Walk along the whole chain, and look for heads that were kept somewhere else.

    Entries taken off the end cannot be seen from inside: for that, give a head kept elsewhere.
    """
    wanted = {head.number: head.digest for head in heads}
    number, previous = 0, ""
    while True:
        with store.reading() as reader:
            entries = reader.audit(after=number, limit=BATCH)
        for entry in entries:
            sealed = digest(replace(entry, digest=""))
            if (entry.number, entry.previous, entry.digest) != (number + 1, previous, sealed):
                return AuditVerdict(entries=number, head_digest=previous, first_bad=number + 1)
            number, previous = entry.number, entry.digest
            if wanted.get(number) == previous:
                del wanted[number]
        if len(entries) < BATCH:
            missing = min(wanted, default=None)
            return AuditVerdict(entries=number, head_digest=previous, missing_head=missing)


def audit_head(store: Store) -> AuditEntry | None:
    """The newest entry, None for an empty log."""
    with store.reading() as reader:
        return reader.audit_head()


def write_head(head: AuditEntry, path: Path) -> None:
    """Add a head to a file of heads, one JSON line each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(to_data(head), ensure_ascii=False) + "\n")


def read_heads(path: Path) -> tuple[AuditEntry, ...]:
    """The heads of a file; raises `InvalidDocument` for a line that is none."""
    heads = tuple(
        from_json(AuditEntry, line)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
    for head in heads:
        if head.digest != digest(replace(head, digest="")):
            raise InvalidDocument(f"audit head {head.number}", ())
    return heads
