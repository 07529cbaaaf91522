"""The first administrator is made once, by the newest link only; sessions end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from planner.domain.errors import (
    Conflict,
    InvalidDocument,
    NotFound,
    WeakPassword,
    WrongToken,
)
from planner.domain.people import Member, Role
from planner.storage.memory import MemoryStore
from planner.usecases import members
from planner.usecases.members import (
    add_member,
    change_member,
    log_in,
    member_of_session,
    reset_password,
)
from tests.fakes import FakeClock

PASSWORD = "correct horse battery"


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def clock() -> Watch:
    return Watch()


def first(store: MemoryStore, clock: Watch) -> None:
    token = members.new_setup_token(store, clock)
    members.create_first_administrator(store, clock, token, "Head", PASSWORD)


def test_the_link_makes_one_administrator_of_all_provinces(
    store: MemoryStore, clock: Watch
) -> None:
    assert members.needs_first_administrator(store)
    token = members.new_setup_token(store, clock)
    member = members.create_first_administrator(store, clock, token, " Head ", PASSWORD)
    assert (member.login, member.roles, member.provinces) == ("head", (Role.ADMINISTRATOR,), ("*",))
    assert not members.needs_first_administrator(store)
    with pytest.raises(Conflict):
        members.create_first_administrator(store, clock, token, "second", PASSWORD)
    with pytest.raises(Conflict):
        members.new_setup_token(store, clock)


def test_a_newer_link_makes_the_older_invalid(store: MemoryStore, clock: Watch) -> None:
    older = members.new_setup_token(store, clock)
    newer = members.new_setup_token(store, clock)
    with pytest.raises(WrongToken):
        members.create_first_administrator(store, clock, older, "head", PASSWORD)
    members.create_first_administrator(store, clock, newer, "head", PASSWORD)


def test_a_link_expires_after_a_day(store: MemoryStore, clock: Watch) -> None:
    token = members.new_setup_token(store, clock)
    clock.moment += timedelta(hours=24)
    with pytest.raises(WrongToken):
        members.create_first_administrator(store, clock, token, "head", PASSWORD)
    assert members.needs_first_administrator(store)


def test_a_refused_password_or_login_leaves_the_link_usable(
    store: MemoryStore, clock: Watch
) -> None:
    token = members.new_setup_token(store, clock)
    with pytest.raises(WeakPassword):
        members.create_first_administrator(store, clock, token, "head", "short")
    with pytest.raises(InvalidDocument):
        members.create_first_administrator(store, clock, token, "two words", PASSWORD)
    assert members.create_first_administrator(store, clock, token, "head", PASSWORD)


def test_a_session_knows_its_member_until_log_out(store: MemoryStore, clock: Watch) -> None:
    first(store, clock)
    token = members.log_in(store, clock, "HEAD", PASSWORD)
    assert token is not None
    member = members.member_of_session(store, clock, token)
    assert member is not None
    assert member.login == "head"
    members.log_out(store, clock, token)
    assert members.member_of_session(store, clock, token) is None
    members.log_out(store, clock, token)


def test_a_session_expires(store: MemoryStore, clock: Watch) -> None:
    first(store, clock)
    token = members.log_in(store, clock, "head", PASSWORD)
    assert token is not None
    clock.moment += members.SESSION_LIFE
    assert members.member_of_session(store, clock, token) is None


@pytest.mark.parametrize(
    ("login", "password"),
    [("head", "wrong horse battery"), ("nobody", PASSWORD), ("head", "x" * 5000), ("", "")],
)
def test_wrong_credentials_open_no_session(
    store: MemoryStore, clock: Watch, login: str, password: str
) -> None:
    first(store, clock)
    assert members.log_in(store, clock, login, password) is None
    with store.reading() as reader:
        assert [entry.action for entry in reader.audit()][-1] == "first_administrator_created"


def test_no_secret_is_stored_in_clear(store: MemoryStore, clock: Watch) -> None:
    token = members.new_setup_token(store, clock)
    members.create_first_administrator(store, clock, token, "head", PASSWORD)
    session = members.log_in(store, clock, "head", PASSWORD)
    everything = repr(vars(store._tables))
    assert session is not None
    assert "argon2" in everything
    assert not any(secret in everything for secret in (token, session, PASSWORD))


def test_accounts_are_opened_changed_and_closed() -> None:
    store, clock = MemoryStore(), FakeClock()
    wish = Member(login=" Head.Office ", roles=(Role.ADMINISTRATOR,), provinces=("*",))
    head, password = add_member(store, clock, wish, actor="tester")
    assert head.login == "head.office"
    assert len(password) == 19
    with pytest.raises(Conflict):
        add_member(store, clock, wish, actor="tester")
    token = log_in(store, clock, "head.office", password)
    assert token is not None
    assert member_of_session(store, clock, token) == head
    newer = reset_password(store, clock, "head.office", actor="tester")
    assert member_of_session(store, clock, token) is None
    assert log_in(store, clock, "head.office", password) is None
    assert log_in(store, clock, "head.office", newer) is not None
    for change in ({"is_active": False}, {"roles": (Role.PLANNER,)}, {"provinces": ("58",)}):
        with pytest.raises(Conflict):
            change_member(store, clock, "head.office", actor="tester", **change)
    second = replace(wish, login="second")
    add_member(store, clock, second, actor="tester")
    closed = change_member(store, clock, "second", is_active=False, actor="tester")
    assert not closed.is_active
    with pytest.raises(NotFound):
        reset_password(store, clock, "nobody", actor="tester")
    with store.reading() as reader:
        assert all(password not in str(entry.facts) for entry in reader.audit())


@pytest.mark.parametrize("provinces", [(), ("5",), ("๕๘",), ("58", "x1")])
def test_an_account_without_provinces_is_refused(provinces: tuple[str, ...]) -> None:
    wish = Member(login="head", roles=(Role.PLANNER,), provinces=provinces)
    with pytest.raises(InvalidDocument):
        add_member(MemoryStore(), FakeClock(), wish, actor="tester")
