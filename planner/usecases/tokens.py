"""Tokens of machines: made once, shown once, kept as a digest; they end by date or by hand."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from planner.domain.errors import Fault, InvalidDocument
from planner.domain.people import GRANTS, PART_OF, Action, ApiToken, Member, machine_of
from planner.ports import Clock, Reader, Store
from planner.usecases.members import checked_provinces, need_member, token_digest_of

PREFIX = "msup_"
"""So that a token found in a file or a log is known for what it is."""
MOST_DAYS = 366
MOST_NAME_CHARS = 80
USE_KEPT_EVERY = timedelta(minutes=1)
PERSONS_ONLY = frozenset(
    {
        Action.APPROVE_PLAN,
        Action.PUBLISH_PLAN,
        Action.APPROVE_POLICY,
        Action.MANAGE_MEMBERS,
        Action.MANAGE_PROVINCES,
    }
)
"""What stands for a person's word is never a machine's to do."""


def scopes_of(member: Member) -> tuple[Action, ...]:
    """What a token of somebody may be allowed, in the order of the actions."""
    granted = {action for role in member.roles for action in GRANTS[role]}
    return tuple(a for a in Action if a in granted and a not in PERSONS_ONLY | PART_OF.keys())


def make_token(
    store: Store,
    clock: Clock,
    login: str,
    *,
    name: str,
    scopes: Iterable[Action],
    days: int,
    provinces: tuple[str, ...] = (),
    by: str,
) -> tuple[ApiToken, str]:
    """A new token of a member and its secret; raises `InvalidDocument` with every fault."""
    with store.reading() as reader:
        owner = need_member(reader, login)
    wanted = tuple(dict.fromkeys(scopes))
    faults = tuple(_faults(owner, name, wanted, days))
    if faults:
        raise InvalidDocument("token", faults)
    now = clock.now()
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        id=secrets.token_hex(6),
        token_digest=token_digest_of(secret),
        login=owner.login,
        name=name.strip(),
        scopes=wanted,
        provinces=checked_provinces(provinces) if provinces else (),
        created_at=now,
        created_by=by,
        expires_at=now + timedelta(days=days),
    )
    with store.writing(actor=by, at=now) as writer:
        writer.put_api_token(token)
        writer.note(
            "token_made", f"token:{token.id}", login=owner.login, name=token.name,
            scopes=",".join(wanted), provinces=",".join(token.provinces),
            expires_at=token.expires_at.isoformat(),
        )  # fmt: skip
    return token, secret


def _faults(owner: Member, name: str, scopes: tuple[Action, ...], days: int) -> Iterable[Fault]:
    told = name.strip()
    if not told or len(told) > MOST_NAME_CHARS or not told.isprintable():
        yield Fault(field="name", code="empty" if not told else "not_a_name", value=told[:80])
    if not scopes:
        yield Fault(field="scopes", code="empty")
    for scope in scopes:
        if scope not in scopes_of(owner):
            yield Fault(field="scopes", code="not_of_the_owner", value=scope.value)
    if not 1 <= days <= MOST_DAYS:
        yield Fault(field="days", code=f"outside_1_to_{MOST_DAYS}", value=str(days))


def revoke_token(store: Store, clock: Clock, token_id: str, *, by: str) -> ApiToken:
    """End a token now; one that has ended stays as it is. Raises `NotFound`."""
    now = clock.now()
    with store.writing(actor=by, at=now) as writer:
        token = writer.api_token(token_id)
        if token.revoked_at is None:
            token = replace(token, revoked_at=now)
            writer.put_api_token(token)
        writer.note("token_revoked", f"token:{token.id}", login=token.login, name=token.name)
    return token


def tokens_of(store: Store, login: str | None = None) -> tuple[ApiToken, ...]:
    """Tokens of a login, of everybody without one, newest first."""
    with store.reading() as reader:
        return reader.api_tokens(login)


def token_of_id(store: Store, token_id: str) -> tuple[ApiToken, Member]:
    """A token and its owner; raises `NotFound`."""
    with store.reading() as reader:
        token = reader.api_token(token_id)
        return token, need_member(reader, token.login)


def machine_of_secret(store: Store, clock: Clock, secret: str) -> Member | None:
    """Who comes with a secret: the owner within the token's bounds; None for a bad one."""
    now = clock.now()
    with store.reading() as reader:
        found = _good(reader, secret)
    if found is None or not found[0].is_good(now):
        return None
    token, owner = found
    if token.last_used_at is None or now - token.last_used_at >= USE_KEPT_EVERY:
        with store.writing(actor=owner.login, at=now) as writer:
            newest = writer.api_token(token.id)
            writer.note_token_use(replace(newest, last_used_at=now))
    return machine_of(token, owner)


def _good(reader: Reader, secret: str) -> tuple[ApiToken, Member] | None:
    token = reader.api_token_of(token_digest_of(secret)) if secret.startswith(PREFIX) else None
    owner = None if token is None else reader.member(token.login)
    if token is None or owner is None or not owner.is_active:
        return None
    return token, owner
