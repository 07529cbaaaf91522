"""What SQLite is told, the schema's history, and what a killed process leaves behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from planner.domain.errors import StoreUnavailable
from planner.storage import database, migrations
from planner.storage.store import open_store
from planner.storage.tables import METADATA
from tests.fakes import FakeClock

OPEN_ONE = """
import sys
from planner.storage.store import open_store
store = open_store(sys.argv[1])
with store.reading() as reader:
    assert reader.provinces() == ()
"""

WRITE_FOR_EVER = """
import sys
from datetime import UTC, datetime
from planner.storage.store import open_store
store = open_store(sys.argv[1])
number = 0
while True:
    number += 1
    with store.writing(actor="writer", at=datetime.now(UTC)) as writer:
        writer.put_blob(str(number).encode() * 1000)
        writer.note("written", "thing", number=number)
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def test_acknowledged_writes_survive_power_cuts(tmp_path: Path) -> None:
    engine = database.open_engine(f"sqlite:///{tmp_path}/new/planner.sqlite")
    with database.reading(engine) as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/planner.sqlite"
    open_store(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == migrations.newest()
    engine.dispose()


def test_two_programs_open_a_fresh_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/planner.sqlite"
    children = [
        subprocess.Popen([sys.executable, "-c", OPEN_ONE, url], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    told = [child.communicate(timeout=120)[1].decode() for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], told


def test_kill_9_loses_nothing_acknowledged(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/planner.sqlite"
    open_store(url).close()
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, url], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(20)]
        os.kill(child.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in child.stdout.read().split()]
        child.wait()
        child.stdout.close()
        store = open_store(url)
        with store.reading() as reader:
            entries = reader.audit(limit=100_000)
        store.close()
        numbers = [entry.facts["number"] for entry in entries]
        session = numbers[len(numbers) - numbers[::-1].index(1) - 1 :]
        assert session[: len(acknowledged)] == acknowledged
        assert len(session) <= len(acknowledged) + 1


@pytest.mark.parametrize(
    "url", ["nonsense", "oracle://host/name", "sqlite:////proc/none/planner.sqlite"]
)
def test_an_address_that_cannot_be_used_is_said(url: str) -> None:
    with pytest.raises(StoreUnavailable):
        open_store(url)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "planner.sqlite"
    file.write_text("not a database " * 100)
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{file}")


def test_a_damaged_blob_is_not_handed_out(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/planner.sqlite")
    with store.writing(actor="tester", at=FakeClock().now()) as writer:
        name = writer.put_blob(b"whole")
        writer.note("blob_kept", name)
    engine = sa.create_engine(f"sqlite:///{tmp_path}/planner.sqlite")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE blobs SET content = x'00'")
    engine.dispose()
    with store.reading() as reader, pytest.raises(StoreUnavailable):
        reader.blob(name)
    store.close()
