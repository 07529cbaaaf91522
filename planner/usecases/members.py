"""Members: the first administrator by a one-time link, signing in and out.

Secrets (link and session tokens) are handed out once in clear; the store keeps their SHA-256 only,
which is enough for 256 random bits. Passwords are kept as argon2 hashes.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from planner.documents import digest
from planner.domain.errors import (
    Conflict,
    Fault,
    InvalidDocument,
    NotFound,
    StaleVersion,
    WeakPassword,
    WrongToken,
)
from planner.domain.people import ALL_PROVINCES, Member, Role, Session, SetupLink
from planner.ports import Clock, Reader, Store, Writer

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""
SETUP_LINK_LIFE = timedelta(hours=24)
SESSION_LIFE = timedelta(days=7)
MIN_PASSWORD_LENGTH = 12
"""Our choice between the 8 and 15 that NIST SP 800-63B-4 asks for beside another factor and alone:
argon2 makes each guess cost a good part of a second."""
MAX_PASSWORD_LENGTH = 1024
"""Longer ones would only keep the hash function busy."""


def needs_first_administrator(store: Store) -> bool:
    """Whether nobody administers this store yet."""
    with store.reading() as reader:
        return not any(Role.ADMINISTRATOR in member.roles for member in reader.members())


def new_setup_token(store: Store, clock: Clock) -> str:
    """A new secret for the first administrator's link; it makes every older one invalid.

    Raises `Conflict` when there is an administrator already.
    """
    token = secrets.token_urlsafe(32)
    now = clock.now()
    if not needs_first_administrator(store):
        raise Conflict("there is an administrator already")
    link = SetupLink(
        token_digest=token_digest_of(token), created_at=now, expires_at=now + SETUP_LINK_LIFE
    )
    with store.writing(actor="system", at=now) as writer:
        writer.put_setup_link(link)
        writer.note("setup_link_made", "setup_link", expires_at=link.expires_at.isoformat())
    return token


def create_first_administrator(
    store: Store, clock: Clock, token: str, login: str, password: str
) -> Member:
    """Make the first administrator from the one-time link, exactly once.

    Raises `WrongToken` for a link that was used, replaced or has expired, `InvalidDocument` for a
    login that cannot be one, `WeakPassword`, and `Conflict` when there is an administrator already.
    """
    member = Member(
        login=checked_login(login), roles=(Role.ADMINISTRATOR,), provinces=(ALL_PROVINCES,)
    )
    password_hash = hash_password(password)
    now = clock.now()
    with store.writing(actor=member.login, at=now) as writer:
        if any(Role.ADMINISTRATOR in other.roles for other in writer.members()):
            raise Conflict("there is an administrator already")
        link = _checked_link(writer, token, now)
        writer.put_setup_link(replace(link, used_at=now))
        writer.put_member(member)
        writer.put_password_hash(member.login, password_hash)
        writer.note("first_administrator_created", f"member:{member.login}")
    return member


def add_member(store: Store, clock: Clock, wish: Member, *, actor: str) -> tuple[Member, str]:
    """Open an account; the member and the first password, which is kept as a hash only.

    Raises `InvalidDocument` for a login or province that cannot be one, `Conflict` for one taken.
    """
    member = replace(
        wish, login=checked_login(wish.login), provinces=checked_provinces(wish.provinces)
    )
    password = new_password()
    password_hash = hash_password(password)
    with store.writing(actor=actor, at=clock.now()) as writer:
        if writer.member(member.login) is not None:
            raise Conflict("the login is taken", login=member.login)
        writer.put_member(member)
        writer.put_password_hash(member.login, password_hash)
        note_member(writer, "member_added", member)
    return member, password


def change_member(
    store: Store,
    clock: Clock,
    login: str,
    *,
    roles: tuple[Role, ...] | None = None,
    provinces: tuple[str, ...] | None = None,
    is_active: bool | None = None,
    actor: str,
    seen: str | None = None,
) -> Member:
    """Change what is given; `seen` is the tag of the account as the actor saw it.

    Raises `StaleVersion`, and `Conflict` when nobody would administer the store afterwards or
    somebody would close the own account.
    """
    with store.writing(actor=actor, at=clock.now()) as writer:
        before = need_member(writer, login)
        if seen is not None and seen != member_tag(before):
            raise StaleVersion("the account changed since", login=before.login)
        if is_active is False and actor == before.login:
            raise Conflict("nobody closes the own account", login=before.login)
        member = replace(
            before,
            roles=before.roles if roles is None else roles,
            provinces=before.provinces if provinces is None else checked_provinces(provinces),
            is_active=before.is_active if is_active is None else is_active,
        )
        writer.put_member(member)
        if _heads(before) and not any(_heads(other) for other in writer.members()):
            raise Conflict("somebody must administer the store", login=before.login)
        if not member.is_active:
            writer.drop_sessions_of(member.login)
        note_member(writer, "member_changed", member)
    return member


def member_tag(member: Member) -> str:
    """What changes when the account does."""
    return digest(member)[:16]


def reset_password(store: Store, clock: Clock, login: str, *, actor: str) -> str:
    """Give a member a new password and end their sessions; the password in clear."""
    password = new_password()
    password_hash = hash_password(password)
    with store.writing(actor=actor, at=clock.now()) as writer:
        member = need_member(writer, login)
        writer.put_password_hash(member.login, password_hash)
        writer.drop_sessions_of(member.login)
        writer.note("password_reset", f"member:{member.login}")
    return password


def new_password() -> str:
    """A password of four groups that can be read over the telephone; 79 random bits."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _heads(member: Member) -> bool:
    """Whether a member administers all of the store."""
    is_for_all = ALL_PROVINCES in member.provinces
    return member.is_active and Role.ADMINISTRATOR in member.roles and is_for_all


def need_member(reader: Reader, login: str) -> Member:
    """The member of a login; raises `NotFound`."""
    member = reader.member(login.strip().lower())
    if member is None:
        raise NotFound("no such member", kind="member", id=login)
    return member


def checked_provinces(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, each of 2 digits or `*`, at least one; raises `InvalidDocument`."""
    faults = tuple(
        Fault(field="provinces", code="not_a_province", value=code[:80])
        for code in codes
        if code != ALL_PROVINCES and not (len(code) == 2 and code.isascii() and code.isdigit())
    )
    if faults or not codes:
        raise InvalidDocument("member", faults or (Fault(field="provinces", code="empty"),))
    return codes


def note_member(writer: Writer, action: str, member: Member) -> None:
    """Write down how an account stands after a change."""
    writer.note(
        action,
        f"member:{member.login}",
        roles=",".join(member.roles),
        provinces=",".join(member.provinces),
        active=int(member.is_active),
    )


def check_setup_token(store: Store, clock: Clock, token: str) -> None:
    """Raise `WrongToken` for a link that `create_first_administrator` would refuse."""
    with store.reading() as reader:
        _checked_link(reader, token, clock.now())


def _checked_link(reader: Reader, token: str, now: datetime) -> SetupLink:
    link = reader.setup_link()
    if (
        link is None
        or link.used_at is not None
        or link.expires_at <= now
        or not secrets.compare_digest(link.token_digest, token_digest_of(token))
    ):
        raise WrongToken("the link was used, was replaced, has expired or never was")
    return link


def log_in(store: Store, clock: Clock, login: str, password: str) -> str | None:
    """A new session's token, or None when login or password is wrong or the member inactive."""
    now = clock.now()
    login = login.strip().lower()
    with store.reading() as reader:
        member = reader.member(login)
        known_hash = reader.password_hash(login)
    # An unknown login costs a hash as well, so that time does not tell which logins exist.
    is_right = len(password) <= MAX_PASSWORD_LENGTH and _hasher().verify(
        password, known_hash or _hash_of_nobody()
    )
    if member is None or known_hash is None or not member.is_active or not is_right:
        return None
    token = secrets.token_urlsafe(32)
    session = Session(
        token_digest=token_digest_of(token),
        login=login,
        created_at=now,
        expires_at=now + SESSION_LIFE,
    )
    with store.writing(actor=login, at=now) as writer:
        writer.add_session(session)
        writer.note("logged_in", f"member:{login}")
    return token


def member_of_session(store: Store, clock: Clock, token: str) -> Member | None:
    """Whose session a token is; None when it has expired, was ended or never was."""
    with store.reading() as reader:
        session = reader.session(token_digest_of(token))
        if session is None or session.expires_at <= clock.now():
            return None
        member = reader.member(session.login)
    return member if member is not None and member.is_active else None


def log_out(store: Store, clock: Clock, token: str) -> None:
    """End a session; nothing happens when there is none."""
    with store.reading() as reader:
        session = reader.session(token_digest_of(token))
    if session is None:
        return
    with store.writing(actor=session.login, at=clock.now()) as writer:
        writer.drop_session(session.token_digest)
        writer.note("logged_out", f"member:{session.login}")


def checked_login(login: str) -> str:
    """A login in its one form: lower case, 2 to 64 letters, digits or `._-@+`, no spaces."""
    form = login.strip().lower()
    is_good = 2 <= len(form) <= 64 and all(ch.isalnum() or ch in "._-@+" for ch in form)
    if not is_good:
        fault = Fault(field="login", code="not_a_login", value=login[:80])
        raise InvalidDocument("member", (fault,))
    return form


def hash_password(password: str) -> str:
    """The argon2 hash of a password of acceptable length; raises `WeakPassword` for another."""
    if not MIN_PASSWORD_LENGTH <= len(password) <= MAX_PASSWORD_LENGTH:
        raise WeakPassword(
            "the password is too short or too long",
            at_least=MIN_PASSWORD_LENGTH,
            at_most=MAX_PASSWORD_LENGTH,
        )
    return _hasher().hash(password)


def is_password(password: str, password_hash: str) -> bool:
    """Whether a password is the one of a hash."""
    return len(password) <= MAX_PASSWORD_LENGTH and _hasher().verify(password, password_hash)


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _hash_of_nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def token_digest_of(token: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
