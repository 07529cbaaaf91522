"""The audit log's entry: who did what to which thing, chained to the entry before."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One state change. `digest` covers all other fields, `previous` among them.

    So an entry that is changed, taken out or put in later no longer fits the one after it.
    """

    number: int
    at: datetime
    actor: str
    action: str
    thing: str
    facts: dict[str, str | int | float] = field(default_factory=dict)
    previous: str = ""
    digest: str = ""
