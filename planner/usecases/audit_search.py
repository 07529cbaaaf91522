"""Looking through the audit log: who did what to which thing, page by page, by province."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.audit import AuditEntry, AuditFilter
from planner.domain.people import ALL_PROVINCES, Action, Member, may
from planner.ports import Store

BATCH = 500
_OF_PROVINCE = re.compile(r"^(?:plan|request|province|village|loan|closure|national):(\d\d)")
"""Things whose name begins with their province's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Entries newest first; `before` is where the next page begins, None on the last."""

    entries: tuple[AuditEntry, ...]
    before: int | None = None


def province_of(entry: AuditEntry) -> str | None:
    """The province that an entry is about; None where it cannot be told, or is of all."""
    named = entry.facts.get("province") or entry.facts.get("province_code")
    if isinstance(named, str) and named:
        return named
    found = _OF_PROVINCE.match(entry.thing)
    return found.group(1) if found else None


def may_see(member: Member, entry: AuditEntry) -> bool:
    """Whether somebody may read an entry; what is of no one province, only those of all."""
    code = province_of(entry)
    return may(member, Action.READ_AUDIT, ALL_PROVINCES if code is None else code)


def search_audit(
    store: Store,
    member: Member,
    wanted: AuditFilter,
    *,
    before: int | None = None,
    limit: int = 100,
) -> AuditPage:
    """A page of what is looked for, of that what this person may see."""
    page: list[AuditEntry] = []
    for entry in found_entries(store, member, wanted, before=before):
        if len(page) == limit:
            return AuditPage(entries=tuple(page), before=page[-1].number)
        page.append(entry)
    return AuditPage(entries=tuple(page))


def found_entries(
    store: Store, member: Member | None, wanted: AuditFilter, *, before: int | None = None
) -> Iterator[AuditEntry]:
    """Everything looked for, newest first; without a member, whatever it is about."""
    while True:
        with store.reading() as reader:
            found = reader.find_audit(wanted, before=before, limit=BATCH)
        yield from (entry for entry in found if member is None or may_see(member, entry))
        if len(found) < BATCH:
            return
        before = found[-1].number
