"""Accounts without the command line: invitations, one-time links, passwords, who manages whom.

The secret of a link is handed out once; whoever opens it sets a password and the link is spent.
"""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from planner.domain.errors import Conflict, Fault, InvalidDocument, LinkSpent, WrongPassword
from planner.domain.people import (
    ALL_PROVINCES,
    AccountLink,
    Action,
    LinkKind,
    Member,
    Role,
    may,
)
from planner.ports import Clock, Reader, Store, Writer
from planner.usecases.members import (
    checked_login,
    checked_provinces,
    hash_password,
    is_password,
    need_member,
    note_member,
    token_digest_of,
)

LINK_LIFE = {LinkKind.INVITATION: timedelta(days=7), LinkKind.RESET: timedelta(hours=24)}


def manages(manager: Member, provinces: tuple[str, ...]) -> bool:
    """Whether somebody administers every one of these provinces; `*` is for who has all."""
    if ALL_PROVINCES in provinces and ALL_PROVINCES not in manager.provinces:
        return False
    return bool(provinces) and all(may(manager, Action.MANAGE_MEMBERS, code) for code in provinces)


def members_managed_by(store: Store, manager: Member) -> tuple[Member, ...]:
    """The accounts that somebody may change, by login."""
    with store.reading() as reader:
        return tuple(m for m in reader.members() if manages(manager, m.provinces))


def invite_member(
    store: Store, clock: Clock, wish: Member, *, actor: str
) -> tuple[Member, AccountLink, str]:
    """Open an account without a password; the link with which its owner sets one, and its secret.

    Raises `InvalidDocument` for a login or province that cannot be one or no role at all,
    `Conflict` for a login that is taken.
    """
    member = replace(
        wish, login=checked_login(wish.login), provinces=checked_provinces(wish.provinces)
    )
    checked_roles(member.roles)
    with store.writing(actor=actor, at=clock.now()) as writer:
        if writer.member(member.login) is not None:
            raise Conflict("the login is taken", login=member.login)
        writer.put_member(member)
        note_member(writer, "member_invited", member)
        link, secret = _new_link(writer, member.login, LinkKind.INVITATION, actor, clock.now())
    return member, link, secret


def checked_roles(roles: tuple[Role, ...]) -> None:
    """Raise `InvalidDocument` for an account without any role."""
    if not roles:
        raise InvalidDocument("member", (Fault(field="roles", code="empty"),))


def new_link(store: Store, clock: Clock, login: str, *, actor: str) -> tuple[AccountLink, str]:
    """A new one-time link of an account and its secret; earlier ones no longer work.

    It invites who never had a password; others keep theirs until the link is used.
    """
    with store.writing(actor=actor, at=clock.now()) as writer:
        member = need_member(writer, login)
        is_new = writer.password_hash(member.login) is None
        kind = LinkKind.INVITATION if is_new else LinkKind.RESET
        return _new_link(writer, member.login, kind, actor, clock.now())


def _new_link(
    writer: Writer, login: str, kind: LinkKind, actor: str, at: datetime
) -> tuple[AccountLink, str]:
    secret = secrets.token_urlsafe(32)
    link = AccountLink(
        token_digest=token_digest_of(secret), login=login, kind=kind, created_at=at,
        created_by=actor, expires_at=at + LINK_LIFE[kind],
    )  # fmt: skip
    writer.put_account_link(link)
    expires = link.expires_at.isoformat()
    writer.note("account_link_made", f"member:{login}", kind=kind.value, expires_at=expires)
    return link, secret


def check_account_link(store: Store, clock: Clock, secret: str) -> AccountLink:
    """The link of a secret; raises `LinkSpent` when it was used, replaced or has expired."""
    with store.reading() as reader:
        return _good_link(reader, secret, clock.now())


def _good_link(reader: Reader, secret: str, now: datetime) -> AccountLink:
    link = reader.account_link(token_digest_of(secret))
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise LinkSpent("the link was used, was replaced, has expired or never was")
    member = reader.member(link.login)
    if member is None or not member.is_active:
        raise LinkSpent("the account is closed")
    return link


def use_account_link(store: Store, clock: Clock, secret: str, password: str) -> str:
    """Set an account's password by its link, exactly once; the login.

    Every session of the account ends. Raises `LinkSpent` or `WeakPassword`.
    """
    check_account_link(store, clock, secret)
    password_hash = hash_password(password)
    now = clock.now()
    login = check_account_link(store, clock, secret).login
    with store.writing(actor=login, at=now) as writer:
        link = _good_link(writer, secret, now)
        writer.put_account_link(replace(link, used_at=now))
        writer.put_password_hash(login, password_hash)
        writer.drop_sessions_of(login)
        writer.note("password_set_by_link", f"member:{login}", kind=link.kind.value)
    return login


def change_own_password(
    store: Store, clock: Clock, login: str, *, present: str, wanted: str
) -> None:
    """Change a password that one knows; every session ends.

    Raises `WrongPassword` or `WeakPassword`.
    """
    with store.reading() as reader:
        known = reader.password_hash(login)
    if known is None or not is_password(present, known):
        raise WrongPassword("the present password is another")
    password_hash = hash_password(wanted)
    with store.writing(actor=login, at=clock.now()) as writer:
        writer.put_password_hash(login, password_hash)
        writer.drop_sessions_of(login)
        writer.note("password_changed", f"member:{login}")
