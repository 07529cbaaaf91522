"""Hooks: told in order, signed, once each, again until taken; never round a corner."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import InvalidDocument, NotFound
from planner.domain.hooks import MOST_FAILURES, Hook, HookEvent, wait_after
from planner.jobs.sending import sender
from planner.ports import Store
from planner.storage.memory import MemoryStore
from planner.storage.store import open_store
from planner.usecases.hooks import drop_hook, make_hook, signature_of, tell_hooks
from tests.fakes import FakeClock
from tests.receiver import Receiver, receiving
from tests.stored import a_province

INSIDE = frozenset({"127.0.0.1"})
EVENTS = (HookEvent.PLAN_PUBLISHED, HookEvent.REQUEST_FILED)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = (
        MemoryStore() if request.param == "memory" else open_store(f"sqlite:///{tmp_path}/s.db")
    )
    with opened.writing(actor="tester", at=FakeClock().now()) as writer:
        writer.put_province(a_province())
        writer.note("plan_publish", "plan:58-20261123-1")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


def happen(store: Store, action: str, thing: str) -> None:
    """Something happens: the use cases write such an entry with every change."""
    with store.writing(actor="somebody", at=FakeClock().now()) as writer:
        writer.note(action, thing, person="not to be told")


def made(store: Store, clock: FakeClock, address: str, *events: HookEvent) -> Hook:
    return make_hook(
        store, clock, "58", address, events or EVENTS, inside=INSIDE, by="administrator"
    )


def told(receiver: Receiver) -> list[tuple[str, str]]:
    documents = [json.loads(body) for body, _ in receiver.came]
    return [(document["event"], document["id"]) for document in documents]


def test_events_are_told_in_order_once_and_signed(
    store: Store, clock: FakeClock, receiver: Receiver
) -> None:
    hook = made(store, clock, receiver.address)
    happen(store, "plan_publish", "plan:58-20261130-1")
    happen(store, "plan_publish", "plan:50-20261130-1")
    happen(store, "plan_approve", "plan:58-20261130-2")
    happen(store, "request_filed", "request:58-69-00001-7")
    happen(store, "request_accepted", "request:58-69-00001-7")
    assert tell_hooks(store, clock, sender(INSIDE)) == 2
    assert tell_hooks(store, clock, sender(INSIDE)) == 0
    assert told(receiver) == [
        ("plan_published", "58-20261130-1"),
        ("request_filed", "58-69-00001-7"),
    ]
    body, headers = receiver.came[0]
    stamp, _, signature = headers["Planner-Signature"].partition(",v1=")
    assert signature == signature_of(hook.secret, stamp.removeprefix("t="), body)
    assert b"not to be told" not in body
    assert b"somebody" not in body
    assert json.loads(body)["path"] == "/v1/plans/58-20261130-1/summary"
    with store.reading() as reader:
        assert (reader.hook(hook.id).last, reader.hook(hook.id).failures) == ("ok", 0)


def test_what_was_not_taken_is_told_again_and_nothing_overtakes_it(
    store: Store, clock: FakeClock, receiver: Receiver
) -> None:
    hook = made(store, clock, receiver.address)
    happen(store, "plan_publish", "plan:58-20261130-1")
    happen(store, "request_filed", "request:58-69-00001-7")
    receiver.answers = [500, 302]
    assert tell_hooks(store, clock, sender(INSIDE)) == 0
    assert tell_hooks(store, clock, sender(INSIDE)) == 0, "it waits for a minute"
    assert len(receiver.came) == 1
    clock.forward(minutes=1)
    assert tell_hooks(store, clock, sender(INSIDE)) == 0
    with store.reading() as reader:
        assert (reader.hook(hook.id).last, reader.hook(hook.id).failures) == ("http_302", 2)
    clock.forward(minutes=1)
    assert tell_hooks(store, clock, sender(INSIDE)) == 0, "now for two"
    clock.forward(minutes=1)
    assert tell_hooks(store, clock, sender(INSIDE)) == 2
    assert [name for name, _ in told(receiver)] == ["plan_published"] * 3 + ["request_filed"]
    numbers = [headers["Planner-Event-Number"] for _, headers in receiver.came]
    assert len(set(numbers)) == 2


def test_a_hook_that_nobody_answers_is_switched_off(store: Store, clock: FakeClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    hook = made(store, clock, address)
    happen(store, "plan_publish", "plan:58-20261130-1")
    for failures in range(1, MOST_FAILURES + 1):
        assert tell_hooks(store, clock, sender(INSIDE)) == 0
        clock.moment += wait_after(failures)
    with store.reading() as reader:
        left = reader.hook(hook.id)
        assert (left.is_on, left.last) == (False, "unreachable")
        assert reader.audit()[-1].action == "hook_given_up"


def test_two_workers_do_not_tell_the_same(store: Store, clock: FakeClock) -> None:
    made(store, clock, "https://register.example.go.th/")
    happen(store, "plan_publish", "plan:58-20261130-1")
    inner: list[int] = []

    def send(address: str, body: bytes, headers: Any) -> str:
        inner.append(tell_hooks(store, clock, lambda *_: "ok"))
        return "ok"

    assert tell_hooks(store, clock, send) == 1
    assert inner == [0]


def test_a_worker_that_died_in_the_middle_leaves_the_event_to_others(
    store: Store, clock: FakeClock
) -> None:
    made(store, clock, "https://register.example.go.th/")
    happen(store, "plan_publish", "plan:58-20261130-1")

    def dies(*_: Any) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell_hooks(store, clock, dies)
    assert tell_hooks(store, clock, lambda *_: "ok") == 0
    clock.moment += timedelta(minutes=3)
    assert tell_hooks(store, clock, lambda *_: "ok") == 1


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://register.example.go.th/", "not_https"),
        ("ftp://register.example.go.th/", "not_https"),
        ("https://", "not_an_address"),
        ("https://user:word@register.example.go.th/", "not_an_address"),
        ("https://register.example.go.th:x/", "not_an_address"),
        ("https://register.example.go.th/ x", "not_an_address"),
        ("https://localhost/", "private_address"),
        ("https://10.1.2.3/", "private_address"),
        ("https://[::1]/", "private_address"),
        ("https://169.254.169.254/latest", "private_address"),
        ("https://printer.local/", "private_address"),
    ],
)
def test_no_address_leads_inside(store: Store, clock: FakeClock, address: str, code: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        make_hook(store, clock, "58", address, EVENTS, inside=frozenset(), by="administrator")
    assert code in [fault.code for fault in refused.value.faults]


def test_a_name_that_means_a_private_address_is_not_asked(receiver: Receiver) -> None:
    outside = receiver.address.replace("http://127.0.0.1", "https://localhost")
    assert sender(frozenset())(outside, b"{}", {}) == "private_address"
    assert sender(frozenset())(receiver.address, b"{}", {}) == "not_https"
    assert sender(frozenset())("https://[::ffff:127.0.0.1]/", b"{}", {}) == "private_address"
    assert receiver.came == []


def test_a_hook_is_dropped_by_its_province_only(store: Store, clock: FakeClock) -> None:
    hook = made(store, clock, "https://register.example.go.th/")
    with pytest.raises(NotFound):
        drop_hook(store, clock, "50", hook.id, by="administrator")
    drop_hook(store, clock, "58", hook.id, by="administrator")
    happen(store, "plan_publish", "plan:58-20261130-1")
    assert tell_hooks(store, clock, lambda *_: "ok") == 0
    with pytest.raises(NotFound):
        make_hook(store, clock, "99", hook.address, EVENTS, inside=INSIDE, by="administrator")
