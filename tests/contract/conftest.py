"""The store that every contract is asked of: in memory, and real ones on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.ports import Store
from planner.storage.memory import MemoryStore
from planner.storage.store import open_store
from tests.postgres import a_store_url


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with a_store_url(request.param, tmp_path) as url:
        opened = open_store(url)
        yield opened
        opened.close()
