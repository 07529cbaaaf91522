"""The head of the audit log goes to a file outside the database, once a day, and is believed."""

from pathlib import Path

from planner.storage.memory import MemoryStore
from planner.usecases.audit import read_heads, verify_audit
from planner.usecases.operations import export_audit_head
from tests.fakes import FakeClock
from tests.stored import a_province


def test_the_head_is_exported_once_a_day(tmp_path: Path) -> None:
    store, clock, path = MemoryStore(), FakeClock(), tmp_path / "outside" / "heads.jsonl"
    assert not export_audit_head(store, clock, path), "an empty log has no head"
    with store.writing(actor="tester", at=clock.now()) as writer:
        writer.put_province(a_province())
        writer.note("province_imported", "province:58")
    assert not export_audit_head(store, clock, None), "nobody named a file"
    assert export_audit_head(store, clock, path)
    clock.forward(hours=5)
    assert not export_audit_head(store, clock, path)
    clock.forward(hours=19)
    assert export_audit_head(store, clock, path)
    heads = read_heads(path)
    assert [head.action for head in heads] == ["province_imported", "audit_head_exported"]
    assert verify_audit(store, heads).is_whole
    fresh = MemoryStore()
    with fresh.writing(actor="forger", at=clock.now()) as writer:
        writer.put_province(a_province())
        writer.note("province_imported", "province:58")
    assert verify_audit(fresh, heads).missing_head == 1
