"""One-time links of accounts and tokens of machines, in memory."""

from planner.domain.people import AccountLink, ApiToken
from planner.storage.memories.base import MemoryReading, MemoryWriting, found


class MemoryKeysReader(MemoryReading):
    """Reads one-time links and tokens."""

    def account_link(self, token_digest: str) -> AccountLink | None:
        """The link of a digest, used or not; None when there is none."""
        return self.tables.account_links.get(token_digest)

    def api_token(self, token_id: str) -> ApiToken:
        """The token of an id; raises `NotFound`."""
        return found(self.tables.api_tokens, token_id, "token")

    def api_token_of(self, token_digest: str) -> ApiToken | None:
        """The token of a digest, good or not; None when there is none."""
        tokens = self.tables.api_tokens.values()
        return next((token for token in tokens if token.token_digest == token_digest), None)

    def api_tokens(self, login: str | None = None) -> tuple[ApiToken, ...]:
        """Tokens of a login, of everybody without one, newest first."""
        mine = [t for t in self.tables.api_tokens.values() if login in (None, t.login)]
        return tuple(sorted(mine, key=lambda t: (t.created_at, t.id), reverse=True))


class MemoryKeysWriter(MemoryKeysReader, MemoryWriting):
    """Changes one-time links and tokens."""

    def put_account_link(self, link: AccountLink) -> None:
        """Keep a link; every other one of its login is forgotten."""
        self._changed = True
        kept = self.tables.account_links.items()
        self.tables.account_links = {k: held for k, held in kept if held.login != link.login}
        self.tables.account_links[link.token_digest] = link

    def put_api_token(self, token: ApiToken) -> None:
        """Add a token, or replace the one with the same id."""
        self._changed = True
        self.tables.api_tokens[token.id] = token

    def note_token_use(self, token: ApiToken) -> None:
        """Keep when a token was used last."""
        self.tables.api_tokens[token.id] = token
