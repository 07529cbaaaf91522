"""One contract for every store: hooks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import NotFound
from planner.ports import Store
from tests.fakes import FakeClock
from tests.stored import a_hook

NOW = FakeClock().now()
HOOK = a_hook()


def test_hooks_are_kept_listed_noted_and_dropped(store: Store) -> None:
    later = replace(HOOK, id="hook0", created_at=NOW + timedelta(hours=1))
    other = replace(HOOK, id="hook2", province_code="50")
    with store.writing(actor="tester", at=NOW) as writer:
        for hook in (later, other, HOOK):
            writer.put_hook(hook)
        writer.note("hook_made", "hook:hook1")
    told = replace(HOOK, seen=9, failures=1, last="timeout", last_at=NOW)
    with store.writing(actor="tester", at=NOW) as writer:
        writer.note_hook(told)
        writer.note_hook(replace(HOOK, id="gone"))
    with store.reading() as reader:
        assert reader.hook("hook1") == told
        assert reader.hooks("58") == (told, later)
        assert set(reader.hooks()) == {told, later, other}
    with store.writing(actor="tester", at=NOW) as writer:
        writer.drop_hook("hook1")
        writer.note("hook_dropped", "hook:hook1")
    with store.reading() as reader, pytest.raises(NotFound):
        reader.hook("hook1")
