"""Backups and moves: what arrives is what was sent, on SQLite and PostgreSQL and between them."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.domain.errors import BadBackup, Conflict, StoreUnavailable
from planner.storage import database
from planner.storage.copying import COPIED, SqlCopier
from planner.storage.store import SqlStore, open_store
from planner.usecases.audit import verify_audit
from planner.usecases.backups import back_up, restore, unpack
from tests.fakes import FakeClock
from tests.postgres import DATABASES, a_store_url
from tests.stored import fill

NOT_IN_THE_TINY_PROVINCE = {
    *("lodgings", "staff", "unsuitable_days", "closures", "holidays", "caravans"),
    "service_requests",
}


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with a_store_url(request.param, tmp_path) as address:
        yield address


@pytest.fixture(params=DATABASES)
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with a_store_url(request.param, tmp_path / "other") as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    opened = open_store(url)
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    roads = tmp_path / "data/provinces/58/abc/roads"
    roads.mkdir(parents=True)
    (roads / "arcs.csv").write_text("from,to\n1,2\n")
    (tmp_path / "data/provinces/58/.new-half").mkdir()
    (tmp_path / "data/provinces/58/.new-half/arcs.csv").write_text("half made")
    return tmp_path / "data"


def saved(store: SqlStore, url: str, data_dir: Path) -> Path:
    path = data_dir.parent / "backups/monday.zip"
    back_up(store, SqlCopier(url), FakeClock(), data_dir, path, actor="tester")
    return path


def test_nothing_is_left_out(store: SqlStore, url: str) -> None:
    digests = SqlCopier(url).digests()
    assert set(digests) == {table.name for table in COPIED}
    empty = {name for name, told in digests.items() if told.rows == 0}
    assert empty <= NOT_IN_THE_TINY_PROVINCE


def test_a_backup_restored_is_the_same_store(
    store: SqlStore, url: str, other_url: str, data_dir: Path, tmp_path: Path
) -> None:
    path = saved(store, url, data_dir)
    assert path.stat().st_mode & 0o077 == 0
    assert [file.name for file in path.parent.iterdir()] == ["monday.zip"]
    there = SqlCopier(other_url)
    manifest = restore(there, tmp_path / "elsewhere", path)
    assert there.digests() == manifest.tables == SqlCopier(url).digests()
    roads = tmp_path / "elsewhere/provinces/58"
    assert (roads / "abc/roads/arcs.csv").read_text() == "from,to\n1,2\n"
    assert [folder.name for folder in roads.iterdir()] == ["abc"]
    other = open_store(other_url)
    with store.reading() as reader, other.reading() as again:
        assert again.province("58") == reader.province("58")
        assert again.plan("58-20261130-1") == reader.plan("58-20261130-1")
        assert again.audit_head() == reader.audit_head()
    assert verify_audit(other).is_whole
    with other.writing(actor="tester", at=FakeClock().now()) as writer:
        writer.note("went_on", "store")
    other.close()


def test_a_store_moves_to_another_database(store: SqlStore, url: str, other_url: str) -> None:
    digests = SqlCopier(url).move(other_url)
    assert digests == SqlCopier(other_url).digests() == SqlCopier(url).digests()
    with pytest.raises(Conflict):
        SqlCopier(url).move(other_url)


def test_a_change_of_any_table_changes_its_digest(store: SqlStore, url: str) -> None:
    before = SqlCopier(url).digests()
    engine = database.open_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE plans SET value = value + 1"))
        connection.execute(sa.text("UPDATE visit_records SET people = people + 1"))
    engine.dispose()
    after = SqlCopier(url).digests()
    assert {n for n in before if before[n] != after[n]} == {"plans", "visit_records"}


def test_a_filled_store_is_not_restored_over(store: SqlStore, url: str, data_dir: Path) -> None:
    path = saved(store, url, data_dir)
    before = SqlCopier(url).digests()
    with pytest.raises(Conflict):
        restore(SqlCopier(url), data_dir, path)
    with pytest.raises(Conflict):
        saved(store, url, data_dir)
    assert SqlCopier(url).digests() == before


@pytest.fixture
def backup(tmp_path: Path, data_dir: Path) -> Path:
    url = f"sqlite:///{tmp_path}/planner.sqlite"
    opened = open_store(url)
    fill(opened)
    path = saved(opened, url, data_dir)
    opened.close()
    return path


def rewritten(backup: Path, **changes: bytes) -> Path:
    """The same backup with some files' contents changed, or added."""
    path = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes.get(name) or old.read(name))
    return path


def test_a_changed_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty/planner.sqlite"
    rows = zipfile.ZipFile(backup).read("store.sqlite")
    manifest = zipfile.ZipFile(backup).read("manifest.json")
    escaping = manifest.replace(b'"provinces/58/abc', b'"provinces/../../abc')
    for changed in (
        {"store.sqlite": rows[:-1] + b"x"},
        {"provinces/58/abc/roads/arcs.csv": b"from,to\n1,3\n"},
        {"manifest.json": b"{}"},
        {"manifest.json": manifest.replace(b"backup/1", b"backup/9")},
        {"manifest.json": escaping, "provinces/../../abc/roads/arcs.csv": b"from,to\n1,2\n"},
    ):
        with pytest.raises(BadBackup):
            restore(SqlCopier(url), tmp_path / "there", rewritten(backup, **changed))
    assert all(told.rows == 0 for told in SqlCopier(url).digests().values())


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_backup_cut_short_is_refused(backup: Path, tmp_path: Path, share: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadBackup):
        unpack(backup, tmp_path / "there")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/planner.sqlite"
    open_store(url).close()
    shutil.copyfile(tmp_path / "planner.sqlite", tmp_path / "newer.sqlite")
    engine = sa.create_engine(f"sqlite:///{tmp_path}/newer.sqlite")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'm9999'"))
    engine.dispose()
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path}/newer.sqlite")
    with pytest.raises(StoreUnavailable):
        SqlCopier(url).load(tmp_path / "newer.sqlite")
