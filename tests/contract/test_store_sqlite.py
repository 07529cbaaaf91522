"""What SQLite is told, the schema's history, and what a killed process leaves behind."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.domain.errors import StoreUnavailable
from planner.storage import database
from planner.storage.store import open_store
from tests.fakes import FakeClock


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
