"""People, passwords and sessions, in memory."""

from datetime import datetime

from planner.domain.errors import NotFound
from planner.domain.people import Member, Session, SetupLink
from planner.storage.memories.base import MemoryReading, MemoryWriting


class MemoryMembersReader(MemoryReading):
    """Reads people, passwords and sessions."""

    def members(self) -> tuple[Member, ...]:
        return tuple(member for _, member in sorted(self.tables.members.items()))

    def member(self, login: str) -> Member | None:
        return self.tables.members.get(login)

    def password_hash(self, login: str) -> str | None:
        return self.tables.passwords.get(login)

    def session(self, token_digest: str) -> Session | None:
        return self.tables.sessions.get(token_digest)

    def setup_link(self) -> SetupLink | None:
        return next(iter(self.tables.setup_links.values()), None)


class MemoryMembersWriter(MemoryMembersReader, MemoryWriting):
    """Changes people, passwords and sessions."""

    def put_member(self, member: Member) -> None:
        self._changed = True
        self.tables.members[member.login] = member

    def put_password_hash(self, login: str, password_hash: str) -> None:
        self._changed = True
        self.tables.passwords[_known_login(self, login)] = password_hash

    def add_session(self, session: Session) -> None:
        self._changed = True
        _known_login(self, session.login)
        kept = self.tables.sessions.values()
        self.tables.sessions = {
            s.token_digest: s for s in kept if s.expires_at > session.created_at
        }
        self.tables.sessions[session.token_digest] = session

    def drop_session(self, token_digest: str) -> None:
        self._changed = True
        self.tables.sessions.pop(token_digest, None)

    def drop_sessions_of(self, login: str) -> None:
        self._changed = True
        kept = self.tables.sessions.items()
        self.tables.sessions = {key: held for key, held in kept if held.login != login}

    def drop_expired_sessions(self, *, at: datetime) -> int:
        expired = [k for k, s in self.tables.sessions.items() if s.expires_at <= at]
        self._changed = self._changed or bool(expired)
        for token_digest in expired:
            del self.tables.sessions[token_digest]
        return len(expired)

    def put_setup_link(self, link: SetupLink) -> None:
        self._changed = True
        self.tables.setup_links = {link.token_digest: link}


def _known_login(reader: MemoryMembersReader, login: str) -> str:
    if reader.member(login) is None:
        raise NotFound("no such member", kind="member", id=login)
    return login
