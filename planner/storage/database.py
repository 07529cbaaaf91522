"""Opens databases: how SQLite and PostgreSQL are told to keep what they acknowledged.

SQLite runs with WAL and synchronous=FULL (a power cut loses nothing acknowledged), and every write
begins with BEGIN IMMEDIATE, since a transaction that starts by reading cannot wait for its turn.
PostgreSQL writers take one advisory lock, so that both databases order writes in the same way and
the audit chain cannot fork.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from planner.domain.errors import StoreUnavailable

BUSY_S = 30
WRITERS_LOCK = 5_801_001
"""Key of the advisory lock that PostgreSQL writers take; any number will do."""


def open_engine(url: str) -> sa.Engine:
    """An engine for a database address; raises `StoreUnavailable` for one that cannot be used."""
    try:
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite_engine(address)
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        return sa.create_engine(address, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, OSError) as error:
        raise StoreUnavailable("the database address cannot be used", cause=str(error)) from error


def _sqlite_engine(address: sa.URL) -> sa.Engine:
    if address.database:
        # Password hashes lie in there: nobody else on this machine may read it.
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = sa.create_engine(address, connect_args={"timeout": BUSY_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # None: the driver leaves BEGIN to us.
    connection.isolation_level = None
    _switch_to_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Changing the journal mode does not wait for locks by itself: two first starts may meet."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("planner_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one moment."""
    with _told(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes, one at a time; rolled back when its block raises."""
    with _told(), engine.connect() as connection:
        connection = connection.execution_options(planner_writes=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS_LOCK)))
            yield connection


@contextmanager
def _told() -> Iterator[None]:
    """Turns what databases raise into `StoreUnavailable`; a broken constraint is our own fault."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise StoreUnavailable("the database failed", cause=str(error.orig)) from error
