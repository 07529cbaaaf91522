"""What a backup says of itself, so that a restored store can be compared with the one saved."""

from dataclasses import dataclass, field

BACKUP_SCHEMA = "backup/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDigest:
    """One table's content: how many rows, and the SHA-256 over all of them in order of their key.

    The same on SQLite and PostgreSQL for the same content.
    """

    rows: int
    digest: str


Digests = dict[str, TableDigest]
"""The digest of every table, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What lies in a backup: tables by digest, files by SHA-256, and the audit log's head.

    `revision` is the schema's; an older one is brought up to date on the way back, a newer one is
    refused. `tables` are of the schema at that revision.
    """

    schema: str = BACKUP_SCHEMA
    made_at: str
    made_by: str
    revision: str
    tables: Digests
    files: dict[str, str] = field(default_factory=dict)
    audit_number: int = 0
    audit_digest: str = ""
