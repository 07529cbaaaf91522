"""One contract for every store: account links, tokens of machines, proposals and loans."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from planner.domain.errors import NotFound, StaleVersion
from planner.domain.loans import LoanState
from planner.domain.people import LinkKind, Member, Role
from planner.domain.proposals import ProposalState
from planner.ports import Store, Writer
from tests.fakes import FakeClock
from tests.stored import a_link, a_loan, a_proposal, a_token

Write = Callable[[], AbstractContextManager[Writer]]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def write(store: Store, clock: FakeClock) -> Write:
    return lambda: store.writing(actor="tester", at=clock.now())


def test_a_link_is_found_by_its_digest_and_replaces_the_last(store: Store, write: Write) -> None:
    first = replace(a_link(), login="office")
    second = replace(first, token_digest="b" * 64, kind=LinkKind.RESET)
    with write() as writer:
        writer.put_member(Member(login="office", roles=(Role.OFFICE,), provinces=("58",)))
        writer.put_account_link(first)
        writer.put_account_link(second)
        writer.note("tried", "member:office")
    with store.reading() as reader:
        assert reader.account_link(first.token_digest) is None
        assert reader.account_link(second.token_digest) == second


def test_tokens_are_found_by_id_digest_and_login(
    store: Store, write: Write, clock: FakeClock
) -> None:
    now = clock.now()
    token = replace(a_token(), login="office")
    with write() as writer:
        writer.put_member(Member(login="office", roles=(Role.OFFICE,), provinces=("58",)))
        writer.put_api_token(token)
        writer.put_api_token(replace(token, id="t2", token_digest="d" * 64))
        writer.note("tried", "member:office")
    used = replace(token, last_used_at=now)
    with write() as writer:
        writer.note_token_use(used)
    with store.reading() as reader:
        assert reader.api_token("t1") == reader.api_token_of("c" * 64) == used
        assert {found.id for found in reader.api_tokens("office")} == {"t1", "t2"}
        assert reader.api_tokens("nobody") == ()
        assert len(reader.api_tokens()) == 2
        assert reader.api_token_of("e" * 64) is None
        with pytest.raises(NotFound):
            reader.api_token("t3")


def test_agreements_follow_version_by_version(store: Store, write: Write) -> None:
    proposal, loan = a_proposal(), a_loan()
    with write() as writer:
        writer.put_proposal(proposal)
        writer.put_loan(loan)
        writer.note("tried", "province:58")
    for again in (proposal, replace(proposal, version=3)):
        with pytest.raises(StaleVersion), write() as writer:
            writer.put_proposal(again)
    with write() as writer:
        writer.put_proposal(replace(proposal, state=ProposalState.APPROVED, version=2))
        writer.put_loan(replace(loan, state=LoanState.ACCEPTED, version=2))
        writer.note("tried", "province:58")
    with store.reading() as reader:
        assert reader.proposal("p1").state is ProposalState.APPROVED
        assert reader.proposal("p1").after == proposal.after
        assert reader.proposals("58", states=(ProposalState.OPEN,)) == ()
        assert len(reader.proposals("58")) == 1
        assert reader.loans("58") == reader.loans("50", states=(LoanState.ACCEPTED,))
        assert reader.loans("57") == ()
        with pytest.raises(NotFound):
            reader.loan("l2")
