"""Real programs on real databases: the schema's history, first starts that meet."""

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
    told = [child.communicate(timeout=600)[1].decode() for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], told
