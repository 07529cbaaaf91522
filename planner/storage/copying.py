"""SqlCopier: a whole store saved to one file, filled from one, moved to another database.

A saved store is a SQLite file whatever the store itself lies in: SQLite writes it by VACUUM INTO
(copying a live file damages it), PostgreSQL row by row in one snapshot. So a backup of either can
be restored to either, and moving is the same copy with no file between. Digests are taken over the
values of all rows, which no database changes.
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from planner.domain.backups import Digests, TableDigest
from planner.domain.errors import StoreNotEmpty, StoreUnavailable
from planner.storage import database, migrations
from planner.storage.tables import METADATA

BATCH = 500
COPIED = tuple(
    table
    for table in METADATA.sorted_tables
    if table.name not in {"workers", "answers", "run_bests"}
)
"""In an order in which each may refer to those before. Workers are of one moment and machine, kept
answers of one day, and so are the best plans of searches under way."""


class SqlCopier:
    """Copies of the store at an address; see `planner.ports.Copier`."""

    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def kind(self) -> str:
        """What keeps the store: "sqlite" or "postgresql"."""
        return sa.make_url(self._url).get_backend_name()

    def revision(self) -> str:
        """The revision of the schema that all copies are made at."""
        return migrations.newest() or ""

    def digests(self) -> Digests:
        """The digest of every table, as of one moment."""
        with _opened(self._url) as engine, database.reading(engine) as connection:
            return _digests(connection)

    def save(self, path: Path) -> Digests:
        """Write all of the store to a new SQLite file, for its owner's eyes only."""
        path.touch(mode=0o600, exist_ok=False)
        if self.kind == "sqlite":
            _vacuum(sa.make_url(self._url).database or "", path)
        else:
            self._copy_to(f"sqlite:///{path}")
        return SqlCopier(f"sqlite:///{path}").digests()

    def load(self, path: Path) -> Digests:
        """Fill this store from a saved file; raises `Conflict` when it is not empty.

        A file of an older schema is brought up to date in a copy of it.
        """
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "saved.sqlite"
            shutil.copyfile(path, copy)
            return SqlCopier(f"sqlite:///{copy}").move(self._url)

    def move(self, url: str) -> Digests:
        """Copy all of the store into the empty one at another address, and compare.

        Raises `Conflict` when that one is not empty, and `StoreUnavailable` when what arrived is
        not what was sent; nothing is kept there then.
        """
        return self._copy_to(url)

    def _copy_to(self, url: str) -> Digests:
        with (
            _opened(self._url) as source,
            _opened(url) as target,
            database.reading(source) as giver,
            database.writing(target) as taker,
        ):
            _refuse_unless_empty(taker)
            for table in COPIED:
                for rows in _batches(giver, table):
                    taker.execute(sa.insert(table), rows)
            sent, arrived = _digests(giver), _digests(taker)
            if sent != arrived:
                wrong = sorted(name for name in sent if sent[name] != arrived.get(name))
                raise StoreUnavailable("the copy differs", tables=", ".join(wrong))
        return arrived


@contextmanager
def _opened(url: str) -> Iterator[sa.Engine]:
    """An engine on a database with the newest schema."""
    engine = database.open_engine(url)
    try:
        with database.writing(engine) as connection:
            migrations.upgrade(connection)
        yield engine
    finally:
        engine.dispose()


def _vacuum(source: str, path: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(path),))
    except sqlite3.Error as error:
        raise StoreUnavailable("the database cannot be saved", cause=str(error)) from error


def _refuse_unless_empty(connection: sa.Connection) -> None:
    filled = [
        table.name
        for table in COPIED
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
    ]
    if filled:
        raise StoreNotEmpty("the store is not empty", tables=", ".join(filled))


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """All rows in order of their key, some at a time."""
    query = sa.select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=BATCH).execute(query)
    for rows in result.mappings().partitions(BATCH):
        yield [dict(row) for row in rows]


def _digests(connection: sa.Connection) -> Digests:
    return {table.name: _digest(connection, table) for table in COPIED}


def _digest(connection: sa.Connection, table: sa.Table) -> TableDigest:
    """Rows are sorted here by their key's text: databases do not agree on the order of texts."""
    keys = [column.name for column in table.primary_key.columns]
    seals = sorted(
        (json.dumps([_plain(row[key]) for key in keys], ensure_ascii=False), _seal(row))
        for rows in _batches(connection, table)
        for row in rows
    )
    whole = hashlib.sha256()
    for _, seal in seals:
        whole.update(seal)
    return TableDigest(rows=len(seals), digest=whole.hexdigest())


def _seal(row: dict[str, Any]) -> bytes:
    text = json.dumps({name: _plain(value) for name, value in row.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
