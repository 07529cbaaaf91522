"""The audit log looked through: every store finds what the filter says, letter for letter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.audit import AuditEntry, AuditFilter
from planner.ports import Store
from planner.storage.memory import MemoryStore
from planner.storage.store import open_store
from planner.usecases.run_ids import next_run_id
from tests.fakes import FakeClock
from tests.postgres import a_store_url

ACTORS = ("somchai", "Somchai", "som_hai", "ผู้วางแผน")
NOTED = (
    ("run_opened", "run:a1"),
    ("Run_opened", "run:A1"),
    ("runXopened", "plan:58-20261130-1"),
    ("plan_stored", "plan:58%20"),
    ("plan_stored", "village:ห้วยปูลิง"),
    ("province_imported", "province:58"),
    ("run_failed", "run:a_1"),
    ("run_failed", "run:a\\1"),
    ("run_failed", "run:it's"),
)
BEGAN = FakeClock().now()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield noted(MemoryStore())
        return
    with a_store_url(request.param, tmp_path) as url:
        opened = noted(open_store(url))
        yield opened
        opened.close()


def noted(store: Store) -> Store:
    """Each entry by each actor, an hour apart, told in two offsets by turns."""
    for number, (action, thing) in enumerate(NOTED * len(ACTORS)):
        at = BEGAN + timedelta(hours=number)
        at = at.astimezone(UTC) if number % 2 else at
        with store.writing(actor=ACTORS[number // len(NOTED)], at=at) as writer:
            writer.note(action, thing, number=number)
    return store


def hours(number: int) -> datetime:
    return BEGAN + timedelta(hours=number)


WANTED = [
    AuditFilter(),
    *(AuditFilter(actor=actor) for actor in (*ACTORS, "som", "som%", "nobody")),
    *(AuditFilter(action=text) for text in ("run", "run_", "Run", "RUN", "plan_stored", "%", "_")),
    *(AuditFilter(thing=text) for text in ("58", "run:a1", "a1", "A1", "%", "_", "\\", "'", "ปู")),
    AuditFilter(since=hours(5)),
    AuditFilter(until=hours(5)),
    AuditFilter(since=hours(5), until=hours(5)),
    AuditFilter(since=hours(6), until=hours(5)),
    AuditFilter(since=hours(9).astimezone(UTC), actor="Somchai", action="run_", thing="run:a"),
]


def test_what_is_looked_for_is_found_newest_first(store: Store) -> None:
    with store.reading() as reader:
        everything = reader.audit(limit=1000)[::-1]
        assert len(everything) == len(NOTED) * len(ACTORS)
        for wanted in WANTED:
            expected = tuple(entry for entry in everything if wanted.matches(entry))
            assert reader.find_audit(wanted, limit=1000) == expected, wanted
        assert len(reader.find_audit(AuditFilter(thing="A1"), limit=1000)) == len(ACTORS)
        assert len(reader.find_audit(AuditFilter(action="run_"), limit=1000)) == 4 * len(ACTORS)


def test_pages_join_up_to_the_whole(store: Store) -> None:
    wanted, found = AuditFilter(action="run_"), list[AuditEntry]()
    with store.reading() as reader:
        while page := reader.find_audit(
            wanted, before=found[-1].number if found else None, limit=3
        ):
            found += page
        assert tuple(found) == reader.find_audit(wanted, limit=1000)
        assert reader.find_audit(wanted, before=1) == ()


def test_names_of_runs_follow_the_log(store: Store) -> None:
    names = []
    for _ in range(20):
        with store.writing(actor="tester", at=BEGAN) as writer:
            names.append(next_run_id(writer))
            writer.note("tried", f"run:{names[-1]}")
    assert names == sorted(set(names))
