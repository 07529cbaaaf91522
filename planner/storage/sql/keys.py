"""One-time links of accounts and tokens of machines, in SQL."""

import sqlalchemy as sa

from planner.documents import from_json
from planner.domain.people import AccountLink, ApiToken
from planner.storage import tables
from planner.storage.rows import text_of
from planner.storage.sql.base import SqlReading, SqlWriting


class SqlKeysReader(SqlReading):
    """Reads one-time links and tokens."""

    def account_link(self, token_digest: str) -> AccountLink | None:
        """The link of a digest, used or not; None when there is none."""
        table = tables.account_links
        row = self._first(sa.select(table).where(table.c.token_digest == token_digest))
        return None if row is None else from_json(AccountLink, row["document"])

    def api_token(self, token_id: str) -> ApiToken:
        """The token of an id; raises `NotFound`."""
        table = tables.api_tokens
        query = sa.select(table).where(table.c.id == token_id)
        return from_json(ApiToken, self._one(query, "token", token_id)["document"])

    def api_token_of(self, token_digest: str) -> ApiToken | None:
        """The token of a digest, good or not; None when there is none."""
        table = tables.api_tokens
        row = self._first(sa.select(table).where(table.c.token_digest == token_digest))
        return None if row is None else from_json(ApiToken, row["document"])

    def api_tokens(self, login: str | None = None) -> tuple[ApiToken, ...]:
        """Tokens of a login, of everybody without one, newest first."""
        table = tables.api_tokens
        query = sa.select(table)
        if login is not None:
            query = query.where(table.c.login == login)
        tokens = [from_json(ApiToken, row["document"]) for row in self._rows(query)]
        return tuple(sorted(tokens, key=lambda t: (t.created_at, t.id), reverse=True))


class SqlKeysWriter(SqlKeysReader, SqlWriting):
    """Changes one-time links and tokens."""

    def put_account_link(self, link: AccountLink) -> None:
        """Keep a link; every other one of its login is forgotten."""
        table = tables.account_links
        self._change(sa.delete(table).where(table.c.login == link.login))
        columns = {"token_digest": link.token_digest, "login": link.login}
        self._insert(table, {**columns, "document": text_of(link)})

    def put_api_token(self, token: ApiToken) -> None:
        """Add a token, or replace the one with the same id."""
        table = tables.api_tokens
        self._change(sa.delete(table).where(table.c.id == token.id))
        columns = {"id": token.id, "token_digest": token.token_digest, "login": token.login}
        self._insert(table, {**columns, "document": text_of(token)})

    def note_token_use(self, token: ApiToken) -> None:
        """Keep when a token was used last."""
        table = tables.api_tokens
        change = sa.update(table).where(table.c.id == token.id)
        self._connection.execute(change.values(document=text_of(token)))
