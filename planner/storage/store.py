"""SqlStore: the store on SQLite or PostgreSQL, chosen by its address alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from planner.ports import Reader, Writer
from planner.storage import database, migrations
from planner.storage.reading import SqlReader
from planner.storage.writing import SqlWriter


class SqlStore:
    """Everything in one database; see `planner.ports.Store`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read as of one moment."""
        with database.reading(self._engine) as connection:
            yield SqlReader(connection)

    @contextmanager
    def writing(self, *, actor: str, at: datetime) -> Iterator[Writer]:
        """Change the store in one transaction."""
        with database.writing(self._engine) as connection:
            writer = SqlWriter(connection, actor=actor, at=at)
            yield writer
            writer.refuse_unrecorded()

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def open_store(url: str) -> SqlStore:
    """The store at an address, its schema brought up to date.

    Two programs that open a fresh database at once take turns: the second finds the work done.
    Raises `StoreUnavailable` for a database that cannot be opened.
    """
    engine = database.open_engine(url)
    with database.writing(engine) as connection:
        migrations.upgrade(connection)
    return SqlStore(engine)
