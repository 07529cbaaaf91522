"""Real programs on real databases: the schema's history, first starts that meet, kill -9."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from planner.storage import database, migrations
from planner.storage.store import open_store
from planner.storage.tables import METADATA
from tests.postgres import DATABASES, a_store_url

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


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with a_store_url(request.param, tmp_path) as address:
        yield address


def test_the_migrations_make_exactly_the_tables(url: str) -> None:
    open_store(url).close()
    engine = database.open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == migrations.newest()
    engine.dispose()


def test_two_programs_open_a_fresh_database_at_once(url: str) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", OPEN_ONE, url], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    told = [child.communicate(timeout=120)[1].decode() for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], told


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_kill_9_loses_nothing_acknowledged(url: str, kills: int) -> None:
    open_store(url).close()
    for _ in range(kills):
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
