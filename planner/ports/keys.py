"""What a store knows about one-time links of accounts and tokens of machines."""

from typing import Protocol

from planner.domain.people import AccountLink, ApiToken


class KeysReader(Protocol):
    """Reads one-time links and tokens; both are found by the digest of their secret."""

    def account_link(self, token_digest: str) -> AccountLink | None:
        """The link of a digest, used or not; None when there is none."""
        ...

    def api_token(self, token_id: str) -> ApiToken:
        """The token of an id; raises `NotFound`."""
        ...

    def api_token_of(self, token_digest: str) -> ApiToken | None:
        """The token of a digest, good or not; None when there is none."""
        ...

    def api_tokens(self, login: str | None = None) -> tuple[ApiToken, ...]:
        """Tokens of a login, of everybody without one, newest first."""
        ...


class KeysWriter(KeysReader, Protocol):
    """Changes one-time links and tokens."""

    def put_account_link(self, link: AccountLink) -> None:
        """Keep a link; every other one of its login is forgotten."""
        ...

    def put_api_token(self, token: ApiToken) -> None:
        """Add a token, or replace the one with the same id."""
        ...

    def note_token_use(self, token: ApiToken) -> None:
        """Keep when a token was used last; needs no audit entry."""
        ...
