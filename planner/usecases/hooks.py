"""Hooks: other systems are told what happened, in order, signed, and again until they took it.

What happened stands in the audit log, written in the same transaction as the change itself, so no
event is lost and none is told that was not. A hook remembers the last entry that it was told of;
whoever was told twice (a worker died before it could say so) knows by the event's number.
"""

import hashlib
import hmac
import ipaddress
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from planner.domain.audit import AuditEntry
from planner.domain.errors import Fault, InvalidDocument, NotFound
from planner.domain.hooks import (
    MOST_FAILURES,
    Delivery,
    Hook,
    HookEvent,
    name_of,
    wait_after,
)
from planner.ports import Clock, Reader, Store

Send = Callable[[str, bytes, Mapping[str, str]], str]
"""Posts a body to an address with headers; "ok", or in a word why nobody took it."""

TAKEN = "ok"
BATCH = 200
LEASE = timedelta(minutes=2)
"""Meanwhile no other worker tells the same hook."""
MOST_ADDRESS_CHARS = 500
MOST_HOOKS = 20
ACTOR = "hooks"


def make_hook(
    store: Store,
    clock: Clock,
    province_code: str,
    address: str,
    events: Iterable[HookEvent],
    *,
    inside: frozenset[str],
    by: str,
) -> Hook:
    """A new hook, told of what happens from now on; its secret is in it this once.

    `inside` are hosts that may be told in plain http and at private addresses. Raises
    `InvalidDocument` with every fault, `NotFound` for an unknown province.
    """
    wanted, now = tuple(dict.fromkeys(events)), clock.now()
    with store.writing(actor=by, at=now) as writer:
        if not writer.province_versions(province_code):
            raise NotFound("no such province", kind="province", id=province_code)
        faults = [*address_faults(address, inside)]
        if not wanted:
            faults.append(Fault(field="events", code="empty"))
        if len(writer.hooks(province_code)) >= MOST_HOOKS:
            faults.append(Fault(field="address", code="too_many", value=str(MOST_HOOKS)))
        if faults:
            raise InvalidDocument("hook", tuple(faults))
        head = writer.audit_head()
        hook = Hook(
            id=secrets.token_hex(8),
            province_code=province_code,
            address=address,
            events=wanted,
            secret=secrets.token_urlsafe(32),
            created_at=now,
            created_by=by,
            seen=0 if head is None else head.number,
            next_at=now,
        )
        writer.put_hook(hook)
        host = urlsplit(address).hostname or ""
        writer.note("hook_made", f"hook:{hook.id}", province=province_code, host=host)
    return hook


def address_faults(address: str, inside: frozenset[str]) -> Iterator[Fault]:
    """What is wrong with an address, as far as it can be told without asking for its host."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or len(address) > MOST_ADDRESS_CHARS or not address.isascii():
        yield Fault(field="address", code="not_an_address", value=address[:80])
        return
    if parts.username is not None or parts.fragment or any(c <= " " for c in address):
        yield Fault(field="address", code="not_an_address", value=address[:80])
    if parts.scheme != "https" and not (parts.scheme == "http" and host in inside):
        yield Fault(field="address", code="not_https", value=parts.scheme[:20])
    if host not in inside and is_private(host):
        yield Fault(field="address", code="private_address", value=host[:80])


def is_private(host: str) -> bool:
    """Whether a host is written as an address that is not on the open internet, or is this one."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def switch_hook(
    store: Store, clock: Clock, province_code: str, hook_id: str, *, is_on: bool, by: str
) -> Hook:
    """Switch a province's hook off, or on and told at once what it missed; raises `NotFound`."""
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        hook = _hook_of(writer, province_code, hook_id)
        changed = replace(hook, is_on=is_on)
        if is_on:
            changed = replace(changed, failures=0, next_at=now)
        writer.put_hook(changed)
        action = "hook_switched_on" if is_on else "hook_switched_off"
        writer.note(action, f"hook:{hook_id}", province=province_code)
    return changed


def _hook_of(reader: Reader, province_code: str, hook_id: str) -> Hook:
    hook = reader.hook(hook_id)
    if hook.province_code != province_code:
        raise NotFound("no such hook", kind="hook", id=hook_id[:40])
    return hook


def drop_hook(store: Store, clock: Clock, province_code: str, hook_id: str, *, by: str) -> None:
    """Remove a province's hook; raises `NotFound`."""
    with store.writing(actor=by, at=clock.now()) as writer:
        _hook_of(writer, province_code, hook_id)
        writer.drop_hook(hook_id)
        writer.note("hook_dropped", f"hook:{hook_id}", province=province_code)


def tell_hooks(store: Store, clock: Clock, send: Send) -> int:
    """Tell every hook what it has not been told yet; how many events were taken."""
    now = clock.now()
    with store.reading() as reader:
        head = reader.audit_head()
        last = 0 if head is None else head.number
        due = [h.id for h in reader.hooks() if h.is_on and h.seen < last and h.next_at <= now]
    return sum(_tell(store, clock, hook_id, send) for hook_id in due)


def _tell(store: Store, clock: Clock, hook_id: str, send: Send) -> int:
    hook = _claimed(store, clock, hook_id)
    if hook is None:
        return 0
    with store.reading() as reader:
        entries = reader.audit(after=hook.seen, limit=BATCH)
    taken = 0
    for entry in entries:
        event = hook.wants(entry)
        if event is not None:
            outcome = send(hook.address, *_message(hook, event, entry, clock))
            hook = hook.tried(
                Delivery(
                    number=entry.number,
                    event=event,
                    name=name_of(entry),
                    at=clock.now(),
                    outcome=outcome[:40],
                )
            )
            if outcome != TAKEN:
                hook = replace(hook, failures=hook.failures + 1)
                break
            taken += 1
            hook = replace(hook, failures=0)
        hook = replace(hook, seen=entry.number)
    _settled(store, clock, hook)
    return taken


def _claimed(store: Store, clock: Clock, hook_id: str) -> Hook | None:
    """The hook, kept from other workers for a while; None when one of them has it."""
    now = clock.now()
    with store.writing(actor=ACTOR, at=now) as writer:
        hook = next((h for h in writer.hooks() if h.id == hook_id), None)
        if hook is None or not hook.is_on or hook.next_at > now:
            return None
        writer.note_hook(replace(hook, next_at=now + LEASE))
    return hook


def _settled(store: Store, clock: Clock, hook: Hook) -> None:
    now = clock.now()
    wait = wait_after(hook.failures) if hook.failures else timedelta()
    gives_up = hook.failures >= MOST_FAILURES
    with store.writing(actor=ACTOR, at=now) as writer:
        writer.note_hook(replace(hook, next_at=now + wait, is_on=not gives_up))
        if gives_up:
            writer.note(
                "hook_given_up", f"hook:{hook.id}",
                province=hook.province_code, failures=hook.failures,
            )  # fmt: skip


def _message(
    hook: Hook, event: HookEvent, entry: AuditEntry, clock: Clock
) -> tuple[bytes, dict[str, str]]:
    """What is sent: names only, no person's data; whoever is told asks for the rest."""
    noun = "plans" if event.value.startswith("plan_") else "requests"
    name = name_of(entry)
    body = json.dumps(
        {
            "event": event.value,
            "number": entry.number,
            "at": entry.at.isoformat(),
            "province_code": hook.province_code,
            "id": name,
            "path": f"/v1/{noun}/{name}" + ("/summary" if noun == "plans" else ""),
        }
    ).encode()
    stamp = str(int(clock.now().timestamp()))
    return body, {
        "Content-Type": "application/json",
        "Planner-Event": event.value,
        "Planner-Event-Number": str(entry.number),
        "Planner-Signature": f"t={stamp},v1={signature_of(hook.secret, stamp, body)}",
    }


def signature_of(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 of the stamp (seconds since 1970), a point and the body, in hex."""
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
