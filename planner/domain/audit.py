"""The audit log's entry: who did what to which thing, chained to the entry before."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries are looked for; what is empty or None asks for nothing.

    `actor` is a whole login, `action` begins so, `thing` holds it somewhere; `since` and `until`
    are moments with offset, both included.
    """

    actor: str = ""
    action: str = ""
    thing: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def matches(self, entry: "AuditEntry") -> bool:
        """Whether an entry is among those looked for."""
        return (
            self.actor in ("", entry.actor)
            and entry.action.startswith(self.action)
            and self.thing in entry.thing
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at <= self.until)
        )


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
