"""Hooks: other systems that want to be told when something of a province happens."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from planner.domain.audit import AuditEntry

MOST_FAILURES = 12
"""So often in a row nobody took an event: the hook is switched off."""
LONGEST_WAIT = timedelta(hours=6)
DELIVERIES_KEPT = 20


class HookEvent(StrEnum):
    """What a hook can be told of."""

    PLAN_DRAFTED = "plan_drafted"
    PLAN_APPROVED = "plan_approved"
    PLAN_PUBLISHED = "plan_published"
    PLAN_WITHDRAWN = "plan_withdrawn"
    REQUEST_FILED = "request_filed"
    REQUEST_CHANGED = "request_changed"


EVENTS = {
    "plan_stored": HookEvent.PLAN_DRAFTED,
    "plan_edited": HookEvent.PLAN_DRAFTED,
    "plan_approve": HookEvent.PLAN_APPROVED,
    "plan_publish": HookEvent.PLAN_PUBLISHED,
    "plan_withdraw": HookEvent.PLAN_WITHDRAWN,
    "request_filed": HookEvent.REQUEST_FILED,
}
"""By the action of the audit entry that is written in the same transaction as the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One try to tell an event: its number and thing, when, and in a word how it went."""

    number: int
    event: HookEvent
    name: str
    at: datetime
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """An address that is told of events of one province, one after another.

    `seen` is the number of the last audit entry that it was told of, or that is none of its events.
    After `failures` in a row the next try is at `next_at`; `last` says in a word how the last one
    went, `deliveries` the last tries, newest first. `secret` signs what is sent, and is shown once.
    """

    id: str
    province_code: str
    address: str
    events: tuple[HookEvent, ...]
    secret: str = field(repr=False)
    created_at: datetime
    created_by: str
    seen: int
    next_at: datetime
    is_on: bool = True
    failures: int = 0
    last: str = ""
    last_at: datetime | None = None
    deliveries: tuple[Delivery, ...] = ()

    def tried(self, delivery: Delivery) -> "Hook":
        """The hook after one more try."""
        return replace(
            self,
            last=delivery.outcome,
            last_at=delivery.at,
            deliveries=(delivery, *self.deliveries)[:DELIVERIES_KEPT],
        )

    def wants(self, entry: AuditEntry) -> HookEvent | None:
        """The event that an entry is to this hook; None for what it is not told of."""
        event = event_of(entry)
        mine = province_of(entry) == self.province_code
        return event if mine and event in self.events else None


def event_of(entry: AuditEntry) -> HookEvent | None:
    """The event that an audit entry stands for, None for most."""
    if entry.action in EVENTS:
        return EVENTS[entry.action]
    return HookEvent.REQUEST_CHANGED if entry.action.startswith("request_") else None


def province_of(entry: AuditEntry) -> str:
    """The province of a plan or a request: both have names that begin with it."""
    return name_of(entry).partition("-")[0]


def name_of(entry: AuditEntry) -> str:
    """The plan's id, or the request's receipt number."""
    return entry.thing.partition(":")[2]


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: a minute, then twice as long each time."""
    return min(LONGEST_WAIT, timedelta(minutes=2 ** (failures - 1)))
