"""People, passwords and sessions, in SQL."""

from datetime import datetime

import sqlalchemy as sa

from planner.documents import from_json
from planner.domain.errors import NotFound
from planner.domain.people import Member, Session, SetupLink
from planner.storage import run_rows, tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlMembersReader(SqlReading):
    """Reads people, passwords and sessions."""

    def members(self) -> tuple[Member, ...]:
        """Everybody with an account, by login."""
        table = tables.members
        rows = self._rows(sa.select(table))
        return tuple(
            sorted(
                (from_json(Member, row["document"]) for row in rows),
                key=lambda member: member.login,
            )
        )

    def member(self, login: str) -> Member | None:
        """The member with a login, None when there is none."""
        table = tables.members
        row = self._first(sa.select(table).where(table.c.login == login))
        return None if row is None else from_json(Member, row["document"])

    def password_hash(self, login: str) -> str | None:
        """The password hash of a login, None when there is none."""
        table = tables.passwords
        row = self._first(sa.select(table).where(table.c.login == login))
        return None if row is None else str(row["hash"])

    def session(self, token_digest: str) -> Session | None:
        """The session of a token's digest, None when there is none."""
        table = tables.sessions
        row = self._first(sa.select(table).where(table.c.token_digest == token_digest))
        return None if row is None else run_rows.to_session(row)

    def setup_link(self) -> SetupLink | None:
        """The newest link for the first administrator."""
        row = self._first(sa.select(tables.setup_links))
        return None if row is None else run_rows.to_setup_link(row)


class SqlMembersWriter(SqlMembersReader, SqlWriting):
    """Changes people, passwords and sessions."""

    def put_member(self, member: Member) -> None:
        """Add a member, or replace the one with the same login."""
        table = tables.members
        if self.member(member.login) is None:
            self._insert(table, {"login": member.login, "document": text_of(member)})
        else:
            self._change(
                sa.update(table)
                .where(table.c.login == member.login)
                .values(document=text_of(member))
            )

    def put_password_hash(self, login: str, password_hash: str) -> None:
        """Set a member's password hash."""
        self._need_member(login)
        table = tables.passwords
        self._change(sa.delete(table).where(table.c.login == login))
        self._insert(table, {"login": login, "hash": password_hash, "changed_at": self._at})

    def add_session(self, session: Session) -> None:
        """Add a session, and drop those that expired before it began."""
        self._need_member(session.login)
        table = tables.sessions
        self._change(sa.delete(table).where(table.c.expires_at <= session.created_at))
        self._insert(
            table,
            {
                "token_digest": session.token_digest,
                "login": session.login,
                "created_at": session.created_at,
                "expires_at": session.expires_at,
            },
        )

    def drop_session(self, token_digest: str) -> None:
        """Remove a session, if it is there."""
        table = tables.sessions
        self._change(sa.delete(table).where(table.c.token_digest == token_digest))

    def drop_sessions_of(self, login: str) -> None:
        """Remove every session of a login."""
        table = tables.sessions
        self._change(sa.delete(table).where(table.c.login == login))

    def drop_expired_sessions(self, *, at: datetime) -> int:
        """Remove sessions that have expired by a moment; how many."""
        table = tables.sessions
        is_over = table.c.expires_at <= at
        if self._first(sa.select(table.c.login).where(is_over).limit(1)) is None:
            return 0
        return self._change(sa.delete(table).where(is_over))

    def put_setup_link(self, link: SetupLink) -> None:
        """Keep this link and forget every other one."""
        self._change(sa.delete(tables.setup_links))
        self._insert(
            tables.setup_links,
            {
                "token_digest": link.token_digest,
                "created_at": link.created_at,
                "expires_at": link.expires_at,
                "used_at": link.used_at,
            },
        )

    def _need_member(self, login: str) -> None:
        if self.member(login) is None:
            raise NotFound("no such member", kind="member", id=login)
