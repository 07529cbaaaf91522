"""A request from the counter to the visit: promise, decision, pause, report, statistics."""

from datetime import date
from typing import Any

import pytest

from planner.domain.calendar import Horizon
from planner.domain.cases import Case, CaseState, ClockState, Feedback
from planner.domain.demand import VisitState
from planner.domain.errors import InvalidDocument, ReasonNeeded, StaleVersion, WrongState
from planner.domain.life import LifeStep
from planner.storage.memory import MemoryStore
from planner.usecases.cases import (
    VisitReport,
    Wish,
    decide_case,
    erase_contact,
    file_case,
    pause_case,
    report_visit,
    resume_case,
    withdraw_case,
)
from planner.usecases.life import take_step
from planner.usecases.office_days import days_off
from planner.usecases.plans import request_of_week
from planner.usecases.promises import clocked, options_of, promise_statistics
from tests.builders import MONDAY, V1, V2
from tests.fakes import FakeClock
from tests.stored import a_province, a_stored_plan, put_request


class Counter:
    """A province's office: a store, a clock (Friday, nine o'clock), and requests."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), FakeClock()
        with self.store.writing(actor="tester", at=self.clock.now()) as writer:
            writer.put_province(a_province())
            writer.note("province_imported", "province:58")

    def file(self, village: str = V1, people: int = 4, **more: Any) -> Case:
        wish = Wish(
            province_code="58", village_code=village, service_code="id_card", people=people, **more
        )
        return file_case(self.store, self.clock, wish, by="office")

    def accept(self, case: Case) -> Case:
        return decide_case(
            self.store, self.clock, case.receipt, accept=True, reason="", by="head",
            version=case.version,
        )  # fmt: skip

    def step(self, function: Any, case: Case, **more: Any) -> Case:
        changed: Case = function(
            self.store, self.clock, case.receipt, by="head", version=case.version, **more
        )
        return changed

    def report(self, village: str = V1, people: int = 4, **more: Any) -> Case | None:
        told = Feedback(
            served_on=more.pop("served_on", self.clock.now().date()),
            people=people,
            rating=more.pop("rating", 4),
        )
        report = VisitReport(
            province_code="58", village_code=village, service_code="id_card", unit_code="U1",
            feedback=told, **more,
        )  # fmt: skip
        return report_visit(self.store, self.clock, report, by="team")

    def province(self) -> Any:
        with self.store.reading() as reader:
            return reader.province("58")


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_filing_gives_a_receipt_and_a_due_date_at_once(counter: Counter) -> None:
    first, second = counter.file(), counter.file()
    assert first.receipt[:11] == "58-69-00001"
    assert second.receipt[:11] == "58-69-00002"
    service = next(s for s in counter.province().services if s.code == "id_card")
    assert first.promised_working_days == service.sla_working_days
    closed = days_off(counter.province(), MONDAY)
    assert {date(2026, 12, 7), date(2026, 12, 10), date(2027, 1, 1)} <= closed
    assert first.due_on not in closed
    assert first.due_on.weekday() < 5


@pytest.mark.parametrize("wrong", [{"village": "58999999"}, {"people": 0}])
def test_what_cannot_be_asked_for_is_refused(counter: Counter, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        counter.file(**wrong)
    with counter.store.reading() as reader:
        assert reader.cases(province_codes=("58",)) == ()


def test_only_accepted_requests_steer_plans_and_not_while_paused(counter: Counter) -> None:
    case = counter.file()

    def planned() -> set[str]:
        request = request_of_week(counter.store, "58", Horizon(start=MONDAY, days=5))
        return {asked.code for asked in request.requests}

    assert case.receipt not in planned()
    case = counter.accept(case)
    assert case.receipt in planned()
    case = counter.step(pause_case, case, reason="harvest feast")
    assert case.receipt not in planned()
    counter.clock.forward(days=7)
    resumed = counter.step(resume_case, case)
    assert resumed.due_on > case.due_on
    assert resumed.receipt in planned()
    counter.step(withdraw_case, resumed, reason="not needed")
    assert case.receipt not in planned()


def test_putting_a_province_back_does_not_turn_cases_into_lines_of_files(counter: Counter) -> None:
    case = counter.accept(counter.file())
    with counter.store.writing(actor="tester", at=counter.clock.now()) as writer:
        writer.put_province(writer.province("58"))
        writer.note("province_imported", "province:58")
    counter.step(withdraw_case, case, reason="not needed")
    assert case.receipt not in {asked.code for asked in counter.province().requests}


def test_steps_out_of_turn_without_reason_or_on_old_versions_are_refused(counter: Counter) -> None:
    case = counter.file()
    with pytest.raises(ReasonNeeded):
        counter.step(decide_case, case, accept=False, reason=" ")
    with pytest.raises(WrongState):
        counter.step(resume_case, case)
    declined = counter.step(decide_case, case, accept=False, reason="no unit goes there")
    assert declined.state is CaseState.DECLINED
    with pytest.raises(StaleVersion):
        counter.step(withdraw_case, case, reason="late")
    for step in (pause_case, withdraw_case):
        with pytest.raises(WrongState):
            counter.step(step, declined, reason="late")
    assert [step.what for step in declined.steps] == ["filed", "declined"]


def test_a_report_updates_history_demand_and_the_request(counter: Counter) -> None:
    case = counter.accept(counter.file())
    before = {d.service_code: d.people for d in counter.province().demands if d.village_code == V1}
    answered = counter.report(people=4)
    assert answered is not None
    assert (answered.receipt, answered.state) == (case.receipt, CaseState.DONE)
    data = counter.province()
    after = {d.service_code: d.people for d in data.demands if d.village_code == V1}
    assert after == {**before, "id_card": before["id_card"] - 4}
    today = counter.clock.now().date()
    (visit,) = [v for v in data.history if v.date == today]
    assert (visit.village_code, visit.people, visit.state) == (V1, 4, VisitState.DONE)
    assert counter.report(people=6) is None
    (corrected,) = [v for v in counter.province().history if v.date == today]
    assert corrected.people == 6
    again = {d.service_code: d.people for d in counter.province().demands if d.village_code == V1}
    assert again["id_card"] == before["id_card"] - 6


@pytest.mark.parametrize(
    "wrong",
    [
        {"village": "58999999"},
        {"served_on": date(2026, 11, 28)},
        {"served_on": date(2020, 1, 1)},
    ],
)
def test_a_report_of_what_cannot_be_is_refused(counter: Counter, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        counter.report(**wrong)


def test_a_receipt_of_another_village_is_not_answered(counter: Counter) -> None:
    case = counter.accept(counter.file())
    with pytest.raises(InvalidDocument):
        counter.report(village=V2, receipt=case.receipt)
    waiting = counter.file(village=V2)
    with pytest.raises(WrongState):
        counter.report(village=V2, receipt=waiting.receipt)


def test_a_done_visit_stands_in_for_the_one_announced(counter: Counter) -> None:
    with counter.store.writing(actor="maker", at=counter.clock.now()) as writer:
        put_request(writer)
        writer.add_plan(a_stored_plan(created_by="maker"))
        writer.note("plan_stored", "plan:1")
    for step, by in ((LifeStep.APPROVE, "head"), (LifeStep.PUBLISH, "maker")):
        take_step(counter.store, counter.clock, "58-20261130-1", step, by=by)
    with counter.store.reading() as reader:
        announced = [
            visit
            for visits in reader.published_visits("58").values()
            for visit in visits
            if (visit.village_code, visit.service_code) == (V1, "id_card")
        ]
    case = counter.file()
    (option,) = options_of(counter.store, counter.clock, case)
    assert (option.on_date, option.is_published, option.rank) == (announced[0].date, True, 1)
    counter.clock.forward(days=10)
    counter.report(served_on=announced[0].date, people=2)
    same = [
        visit
        for visit in counter.province().history
        if (visit.village_code, visit.service_code, visit.date)
        == (V1, "id_card", announced[0].date)
    ]
    assert [(visit.state, visit.people) for visit in same] == [(VisitState.DONE, 2)]
    assert options_of(counter.store, counter.clock, case) == ()


def test_contacts_can_be_erased(counter: Counter) -> None:
    case = counter.file(contact_name="หัวหน้า", contact_phone="0-0000-0000", note="โทรก่อน")
    erased = counter.step(erase_contact, case)
    assert (erased.contact_name, erased.contact_phone, erased.note) == ("", "", "")
    with counter.store.reading() as reader:
        assert reader.case(case.receipt) == erased
        assert all("0-0000-0000" not in str(entry.facts) for entry in reader.audit())


def test_statistics_tell_promises_kept_and_broken(counter: Counter) -> None:
    kept, broken, declined = (counter.file() for _ in range(3))
    counter.step(decide_case, declined, accept=False, reason="no")
    kept = counter.accept(kept)
    counter.report(receipt=kept.receipt, rating=5)
    broken = counter.accept(broken)
    counter.clock.forward(days=90)
    (late,) = clocked(counter.store, counter.clock, [broken])
    assert late.clock.state is ClockState.BREACHED
    assert late.clock.left < 0
    counter.report(receipt=broken.receipt, rating=2)
    counter.file()
    everything, id_cards = promise_statistics(counter.store, counter.clock, "58")
    assert everything.filed == id_cards.filed == 4
    assert (id_cards.kept, id_cards.broken, id_cards.open) == (1, 1, 1)
    assert (id_cards.kept_share, id_cards.mean_rating) == (0.5, 3.5)
    assert id_cards.declined_or_withdrawn == 1
    assert id_cards.service_code == "id_card"


def test_of_several_requests_the_most_pressing_is_answered(counter: Counter) -> None:
    first = counter.accept(counter.file())
    counter.clock.forward(days=7)
    counter.accept(counter.file())
    answered = counter.report()
    assert answered is not None
    assert answered.receipt == first.receipt
