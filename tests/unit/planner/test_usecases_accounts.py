"""Accounts by page: invitations, passwords by one-time link, tokens of machines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import Conflict, InvalidDocument, LinkSpent, WrongPassword
from planner.domain.people import ALL_PROVINCES, Action, LinkKind, Member, Role, may
from planner.storage.memory import MemoryStore
from planner.usecases.accounts import (
    change_own_password,
    check_account_link,
    invite_member,
    manages,
    new_link,
    use_account_link,
)
from planner.usecases.members import change_member, log_in, member_of_session
from planner.usecases.tokens import machine_of_secret, make_token, revoke_token, scopes_of
from tests.fakes import FakeClock
from tests.web import PASSWORD

OFFICE = Member(login="office", roles=(Role.OFFICE,), provinces=("58",))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_an_invited_person_sets_a_password_once(store: MemoryStore, clock: FakeClock) -> None:
    member, link, secret = invite_member(store, clock, OFFICE, actor="head")
    assert link.kind is LinkKind.INVITATION
    assert log_in(store, clock, member.login, "") is None
    assert secret not in str(link)
    assert use_account_link(store, clock, secret, PASSWORD) == "office"
    assert log_in(store, clock, "office", PASSWORD)
    with pytest.raises(LinkSpent):
        use_account_link(store, clock, secret, PASSWORD)
    with pytest.raises(Conflict):
        invite_member(store, clock, OFFICE, actor="head")
    with pytest.raises(InvalidDocument, match="roles"):
        invite_member(store, clock, replace(OFFICE, login="x1", roles=()), actor="head")


def test_a_link_ends_by_time_by_a_newer_one_and_with_the_account(
    store: MemoryStore, clock: FakeClock
) -> None:
    _, _, first = invite_member(store, clock, OFFICE, actor="head")
    _, second = new_link(store, clock, "office", actor="head")
    with pytest.raises(LinkSpent):
        check_account_link(store, clock, first)
    clock.forward(days=8)
    with pytest.raises(LinkSpent):
        check_account_link(store, clock, second)
    _, third = new_link(store, clock, "office", actor="head")
    change_member(store, clock, "office", is_active=False, actor="head")
    with pytest.raises(LinkSpent):
        check_account_link(store, clock, third)


def test_a_reset_keeps_the_password_until_used_and_ends_sessions(
    store: MemoryStore, clock: FakeClock
) -> None:
    _, _, secret = invite_member(store, clock, OFFICE, actor="head")
    use_account_link(store, clock, secret, PASSWORD)
    session = log_in(store, clock, "office", PASSWORD)
    assert session is not None
    link, reset = new_link(store, clock, "office", actor="head")
    assert link.kind is LinkKind.RESET
    assert member_of_session(store, clock, session) == OFFICE
    use_account_link(store, clock, reset, "another long phrase")
    assert member_of_session(store, clock, session) is None
    assert log_in(store, clock, "office", PASSWORD) is None
    with pytest.raises(WrongPassword):
        change_own_password(store, clock, "office", present=PASSWORD, wanted="x" * 20)
    change_own_password(
        store, clock, "office", present="another long phrase", wanted="third long phrase"
    )
    assert log_in(store, clock, "office", "third long phrase")


def test_an_administrator_manages_only_whom_all_provinces_are_hers() -> None:
    head = Member(login="head", roles=(Role.ADMINISTRATOR,), provinces=("58",))
    assert manages(head, ("58",))
    assert not manages(head, ("58", "50"))
    assert not manages(head, (ALL_PROVINCES,))
    assert not manages(head, ())
    assert manages(replace(head, provinces=(ALL_PROVINCES,)), (ALL_PROVINCES,))
    assert not manages(OFFICE, ("58",))


def test_a_token_does_no_more_than_its_scopes_its_provinces_and_its_owner(
    store: MemoryStore, clock: FakeClock
) -> None:
    planner = Member(login="planner", roles=(Role.PLANNER,), provinces=("58", "50"))
    invite_member(store, clock, planner, actor="head")
    token, secret = make_token(
        store, clock, "planner", name="register", scopes=(Action.READ_PLAN, Action.READ_DATA),
        days=30, provinces=("58",), by="planner",
    )  # fmt: skip
    assert secret not in str(token)
    machine = machine_of_secret(store, clock, secret)
    assert may(machine, Action.READ_PLAN, "58")
    assert not may(machine, Action.READ_PLAN, "50")
    assert not may(machine, Action.WRITE_DATA, "58")
    with store.reading() as reader:
        assert reader.api_token(token.id).last_used_at == clock.now()
    change_member(store, clock, "planner", provinces=("50",), actor="head")
    assert not may(machine_of_secret(store, clock, secret), Action.READ_PLAN, "58")
    change_member(store, clock, "planner", is_active=False, actor="head")
    assert machine_of_secret(store, clock, secret) is None


def test_a_token_ends_by_time_and_by_hand(store: MemoryStore, clock: FakeClock) -> None:
    invite_member(store, clock, OFFICE, actor="head")
    wish = {"name": "desk", "scopes": (Action.READ_PLAN,), "by": "office"}
    token, secret = make_token(store, clock, "office", days=2, **wish)  # type: ignore[arg-type]
    assert machine_of_secret(store, clock, secret)
    revoke_token(store, clock, token.id, by="office")
    assert machine_of_secret(store, clock, secret) is None
    _, later = make_token(store, clock, "office", days=2, **wish)  # type: ignore[arg-type]
    clock.forward(seconds=timedelta(days=2).total_seconds())
    assert machine_of_secret(store, clock, later) is None
    assert machine_of_secret(store, clock, "msup_made-up") is None


def test_no_token_stands_for_a_persons_word(store: MemoryStore, clock: FakeClock) -> None:
    head = Member(login="head", roles=(Role.ADMINISTRATOR,), provinces=("58",))
    assert not set(scopes_of(head)) & {Action.APPROVE_PLAN, Action.MANAGE_MEMBERS}
    invite_member(store, clock, OFFICE, actor="head")
    with pytest.raises(InvalidDocument) as refused:
        make_token(
            store, clock, "office", name=" ", scopes=(Action.MAKE_PLAN,), days=0, by="office"
        )
    assert {f.field for f in refused.value.faults} == {"name", "scopes", "days"}
