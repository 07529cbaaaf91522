"""Policy and weights by two persons, and units lent: the plans of both provinces know."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.calendar import Horizon
from planner.domain.errors import (
    Conflict,
    InvalidDocument,
    NotFound,
    ReasonNeeded,
    SecondPersonNeeded,
    StaleVersion,
    WrongState,
)
from planner.domain.loans import Loan, LoanState
from planner.domain.policy import Policy
from planner.domain.proposals import ProposalState
from planner.storage.memory import MemoryStore
from planner.usecases.loans import loans_of, offer_loan, settle_loan
from planner.usecases.plans import request_of_week
from planner.usecases.proposals import (
    decide_proposal,
    proposals_of,
    propose_policy,
    propose_weight,
)
from planner.usecases.provinces import add_province, rename_province
from tests.builders import MONDAY
from tests.fakes import FakeClock
from tests.stored import a_province
from tests.web import a_foreign_request

CLOCK = FakeClock()
WEEK = Horizon(start=MONDAY)
LAST = date.fromordinal(MONDAY.toordinal() + 6)


@pytest.fixture
def store() -> MemoryStore:
    kept = MemoryStore()
    foreign = a_foreign_request()
    shared = ("villages", "stop_places", "bases", "units", "services", "packages", "demands")
    with kept.writing(actor="tester", at=CLOCK.now()) as writer:
        writer.put_province(a_province(caravans=(), fixed_dates=()))
        writer.put_province(
            replace(
                a_province(caravans=(), fixed_dates=(), history=(), requests=()),
                province_code="50",
                lodgings=(), unsuitable_days=(), fixed_points=(), closures=(),
                **{name: getattr(foreign, name) for name in shared},
            )
        )  # fmt: skip
        writer.note("province_imported", "province:58")
    return kept


def policy_of(store: MemoryStore) -> Policy:
    with store.reading() as reader:
        return reader.province("58").policy


def test_a_policy_changes_when_another_person_approves(store: MemoryStore) -> None:
    old = policy_of(store)
    wish = replace(old, equity_floor=0.2)
    made = propose_policy(store, CLOCK, "58", wish, reason="every district", by="planner")
    assert made.before == {"version": old.version, "equity_floor": 0.0}
    assert policy_of(store) == old
    approve = ProposalState.APPROVED
    with pytest.raises(SecondPersonNeeded):
        decide_proposal(store, CLOCK, made.id, approve, by="planner", seen=1)
    with pytest.raises(StaleVersion):
        decide_proposal(store, CLOCK, made.id, approve, by="approver", seen=2)
    decide_proposal(store, CLOCK, made.id, approve, by="approver", seen=1)
    assert policy_of(store).equity_floor == 0.2
    assert policy_of(store).version not in ("", old.version)
    with store.reading() as reader:
        head = reader.audit_head()
    assert head is not None
    assert (head.actor, head.facts["proposed_by"]) == ("approver", "planner")
    assert head.facts["field_equity_floor"] == "0.0 → 0.2"
    with pytest.raises(WrongState):
        decide_proposal(store, CLOCK, made.id, approve, by="approver", seen=2)


def test_a_proposal_needs_a_reason_and_something_to_change(store: MemoryStore) -> None:
    old = policy_of(store)
    with pytest.raises(ReasonNeeded):
        propose_policy(store, CLOCK, "58", replace(old, notice_days=9), reason=" ", by="a")
    with pytest.raises(InvalidDocument, match="nothing_changes"):
        propose_policy(store, CLOCK, "58", old, reason="why", by="a")
    made = propose_policy(store, CLOCK, "58", replace(old, notice_days=9), reason="why", by="a")
    with pytest.raises(Conflict):
        propose_policy(store, CLOCK, "58", replace(old, notice_days=8), reason="why", by="b")
    with pytest.raises(ReasonNeeded):
        decide_proposal(store, CLOCK, made.id, ProposalState.REFUSED, by="b", seen=1)
    decide_proposal(store, CLOCK, made.id, ProposalState.REFUSED, by="b", seen=1, reason="no")
    assert policy_of(store) == old
    assert proposals_of(store, "58", states=(ProposalState.OPEN,)) == ()


def test_who_proposed_takes_it_back_and_nobody_else(store: MemoryStore) -> None:
    wish = replace(policy_of(store), notice_days=9)
    made = propose_policy(store, CLOCK, "58", wish, reason="why", by="a")
    with pytest.raises(SecondPersonNeeded):
        decide_proposal(store, CLOCK, made.id, ProposalState.WITHDRAWN, by="b", seen=1)
    decide_proposal(store, CLOCK, made.id, ProposalState.WITHDRAWN, by="a", seen=1)


def test_what_changed_meanwhile_is_not_overwritten(store: MemoryStore) -> None:
    old = policy_of(store)
    made = propose_policy(store, CLOCK, "58", replace(old, notice_days=9), reason="why", by="a")
    with store.writing(actor="tester", at=CLOCK.now()) as writer:
        data = writer.province("58")
        writer.put_province(replace(data, policy=replace(old, notice_days=3)))
        writer.note("province_imported", "province:58")
    with pytest.raises(StaleVersion):
        decide_proposal(store, CLOCK, made.id, ProposalState.APPROVED, by="b", seen=1)
    assert policy_of(store).notice_days == 3


def test_a_village_gains_weight_by_two_persons(store: MemoryStore) -> None:
    with store.reading() as reader:
        code = reader.province("58").villages[0].code
    made = propose_weight(store, CLOCK, "58", code, 2.5, reason="landslide", by="planner")
    decide_proposal(store, CLOCK, made.id, ProposalState.APPROVED, by="approver", seen=1)
    with store.reading() as reader:
        weights = {v.code: v.need_weight for v in reader.province("58").villages}
    assert weights[code] == 2.5
    with pytest.raises(NotFound):
        propose_weight(store, CLOCK, "58", "58999999", 2.5, reason="x", by="a")


def offered(store: MemoryStore, **overrides: object) -> Loan:
    wish: dict[str, object] = {
        "unit_code": "U1", "owner_code": "58", "borrower_code": "50",
        "first_day": MONDAY, "last_day": LAST, "reason": "flood", "by": "planner",
    }  # fmt: skip
    return offer_loan(store, CLOCK, **{**wish, **overrides})  # type: ignore[arg-type]


def units_of(store: MemoryStore, province_code: str) -> set[str]:
    return {unit.code for unit in request_of_week(store, province_code, WEEK).units}


def test_an_accepted_loan_moves_a_unit_for_its_days_only(store: MemoryStore) -> None:
    home, away = units_of(store, "58"), units_of(store, "50")
    loan = offered(store)
    assert (units_of(store, "58"), units_of(store, "50")) == (home, away)
    settle_loan(store, CLOCK, loan.id, LoanState.ACCEPTED, by="other", seen=1, base_code="B1")
    assert units_of(store, "58") == home - {"U1"}
    assert units_of(store, "50") == away | {"58-U1"}
    borrowed = request_of_week(store, "50", WEEK)
    unit = next(u for u in borrowed.units if u.code == "58-U1")
    assert (unit.province_code, unit.base_code) == ("50", "B1")
    later = Horizon(start=date.fromordinal(LAST.toordinal() + 1))
    assert {u.code for u in request_of_week(store, "58", later).units} == home
    assert {u.code for u in request_of_week(store, "50", later).units} == away


def test_a_loan_of_some_days_leaves_the_others(store: MemoryStore) -> None:
    loan = offered(store, last_day=MONDAY)
    settle_loan(store, CLOCK, loan.id, LoanState.ACCEPTED, by="other", seen=1)
    mine = next(u for u in request_of_week(store, "58", WEEK).units if u.code == "U1")
    assert MONDAY in mine.days_off
    assert mine.shift_on(date.fromordinal(MONDAY.toordinal() + 1)) is not None
    theirs = request_of_week(store, "50", WEEK)
    lent = next(u for u in theirs.units if u.code == "58-U1")
    assert lent.shift_on(MONDAY) is not None
    assert lent.shift_on(LAST) is None
    assert lent.base_code == f"58-{mine.base_code}"
    assert lent.base_code in {base.code for base in theirs.bases}


def test_a_unit_is_not_lent_twice_nor_to_nobody(store: MemoryStore) -> None:
    loan = offered(store)
    with pytest.raises(Conflict):
        offered(store, first_day=LAST, last_day=LAST)
    with pytest.raises(NotFound):
        offered(store, borrower_code="57")
    with pytest.raises(NotFound):
        offered(store, unit_code="U99")
    with pytest.raises(InvalidDocument):
        offered(store, borrower_code="58")
    settle_loan(store, CLOCK, loan.id, LoanState.DECLINED, by="other", seen=1, reason="no crew")
    offered(store, first_day=LAST, last_day=LAST)
    assert {found.state for found in loans_of(store, "50")} == {
        LoanState.DECLINED, LoanState.OFFERED,
    }  # fmt: skip


def test_both_provinces_find_the_loan_in_the_log(store: MemoryStore) -> None:
    offered(store)
    with store.reading() as reader:
        entries = [e for e in reader.audit() if e.action == "loan_offered"]
    assert [e.facts["province"] for e in entries] == ["58", "50"]


def test_a_province_begins_empty_and_is_called_otherwise(store: MemoryStore) -> None:
    version = add_province(store, CLOCK, "57", by="head")
    assert (version.name_th, version.name_en) == ("เชียงราย", "Chiang Rai")
    with pytest.raises(Conflict):
        add_province(store, CLOCK, "57", by="head")
    with pytest.raises(InvalidDocument, match="not_a_province"):
        add_province(store, CLOCK, "99", by="head")
    renamed = rename_province(
        store, CLOCK, "57", name_th="เชียงราย (นำร่อง)", name_en="Pilot", by="a"
    )
    assert renamed.version == 2
