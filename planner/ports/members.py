"""What a store knows about people, passwords and sessions."""

from datetime import datetime
from typing import Protocol

from planner.domain.people import Member, Session, SetupLink


class MembersReader(Protocol):
    """Reads people, passwords and sessions."""

    def members(self) -> tuple[Member, ...]:
        """Everybody with an account, by login."""
        ...

    def member(self, login: str) -> Member | None:
        """The member with a login, None when there is none."""
        ...

    def password_hash(self, login: str) -> str | None:
        """The password hash of a login, None when there is none."""
        ...

    def session(self, token_digest: str) -> Session | None:
        """The session of a token's digest, expired or not; None when there is none."""
        ...

    def setup_link(self) -> SetupLink | None:
        """The newest link for the first administrator."""
        ...


class MembersWriter(MembersReader, Protocol):
    """Changes people, passwords and sessions."""

    def put_member(self, member: Member) -> None:
        """Add a member, or replace the one with the same login."""
        ...

    def put_password_hash(self, login: str, password_hash: str) -> None:
        """Set a member's password hash."""
        ...

    def add_session(self, session: Session) -> None:
        """Add a session, and drop those that expired before it began."""
        ...

    def drop_session(self, token_digest: str) -> None:
        """Remove a session, if it is there."""
        ...

    def drop_sessions_of(self, login: str) -> None:
        """Remove every session of a login."""
        ...

    def drop_expired_sessions(self, *, at: datetime) -> int:
        """Remove sessions that have expired by a moment; how many."""
        ...

    def put_setup_link(self, link: SetupLink) -> None:
        """Keep this link and forget every other one."""
        ...
