"""Whatever is done to the audit log, the first entry that no longer fits is named."""

from dataclasses import replace

import pytest

from planner.storage.memory import MemoryStore
from planner.usecases import audit
from tests.fakes import FakeClock


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    monkeypatch.setattr(audit, "BATCH", 2)
    store, clock = MemoryStore(), FakeClock()
    for i in range(5):
        with store.writing(actor="tester", at=clock.forward(minutes=1)) as writer:
            writer.note("tried", f"thing:{i}", count=i)
    return store


def test_an_untouched_log_is_whole(store: MemoryStore) -> None:
    assert audit.first_bad_entry(store) is None
    assert audit.first_bad_entry(MemoryStore()) is None


def test_a_changed_entry_is_named(store: MemoryStore) -> None:
    entries = store._tables.audit
    entries[3] = replace(entries[3], actor="somebody else")
    assert audit.first_bad_entry(store) == 3


def test_an_entry_sealed_anew_breaks_the_next(store: MemoryStore) -> None:
    entries = store._tables.audit
    forged = replace(entries[3], actor="somebody else", digest="")
    entries[3] = replace(forged, digest=audit.digest(forged))
    assert audit.first_bad_entry(store) == 4


def test_an_entry_taken_out_is_named(store: MemoryStore) -> None:
    del store._tables.audit[2]
    assert audit.first_bad_entry(store) == 2
