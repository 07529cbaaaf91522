"""What happened at a visit: told once, corrected openly; history, needs and requests follow."""

import itertools
from datetime import date
from typing import Any

import pytest

from planner.domain.cases import Case, CaseState
from planner.domain.demand import VisitState
from planner.domain.errors import InvalidDocument, StaleVersion
from planner.domain.recording import Occurrence, RecordedVisit, ServedCount
from planner.storage.memory import MemoryStore
from planner.usecases.cases import Wish, decide_case, file_case
from planner.usecases.recording import record_visit
from tests.builders import V1, V2
from tests.fakes import FakeClock
from tests.stored import a_province

TODAY = date(2026, 11, 27)
NEED = 50


class Field:
    """A store with one province whose first village needs fifty ID cards, and a team's reports."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), FakeClock()
        with self.store.writing(actor="tester", at=self.clock.now()) as writer:
            writer.put_province(a_province(history=()))
            writer.set_need("58", V1, "id_card", NEED)
            writer.note("province_imported", "province:58")

    def tell(
        self, key: str = "a", people: int = 10, corrects: int | None = None, **more: Any
    ) -> RecordedVisit:
        self.clock.forward(seconds=1)
        still = more.pop("still_need", None)
        count = ServedCount(service_code="id_card", people=people, still_need=still)
        fields = {
            "key": key,
            "province_code": "58",
            "village_code": V1,
            "date": TODAY,
            "served": (count,),
        }
        said = Occurrence(**{**fields, **more})
        return record_visit(self.store, self.clock, said, by="team", corrects=corrects)

    def need(self, village: str = V1) -> int:
        with self.store.reading() as reader:
            data = reader.province("58")
        return next(
            d.people
            for d in data.demands
            if (d.village_code, d.service_code) == (village, "id_card")
        )

    def history(self) -> list[tuple[str, date, int]]:
        with self.store.reading() as reader:
            visits = reader.province("58").history
        assert all(visit.state is VisitState.DONE for visit in visits)
        return [(visit.village_code, visit.date, visit.people) for visit in visits]

    def accepted(self, people: int = 4, village: str = V1) -> Case:
        wish = Wish(province_code="58", village_code=village, service_code="id_card", people=people)
        case = file_case(self.store, self.clock, wish, by="office")
        return decide_case(
            self.store, self.clock, case.receipt, accept=True, reason="", by="head", version=1
        )

    def case(self, receipt: str) -> Case:
        with self.store.reading() as reader:
            return reader.case(receipt)


@pytest.fixture
def field() -> Field:
    return Field()


def test_a_visit_told_twice_counts_once(field: Field) -> None:
    first = field.tell()
    assert field.tell() == first
    assert (field.need(), field.history()) == (NEED - 10, [(V1, TODAY, 10)])
    with field.store.reading() as reader:
        assert [e.action for e in reader.audit()].count("visit_recorded") == 1


def test_another_word_under_a_known_key_must_name_what_it_corrects(field: Field) -> None:
    field.tell()
    for wrong in (None, 2):
        with pytest.raises(StaleVersion):
            field.tell(people=12, corrects=wrong)
    with pytest.raises(StaleVersion):
        field.tell("b", corrects=1)
    corrected = field.tell(people=12, corrects=1)
    assert (corrected.version, field.need()) == (2, NEED - 12)
    with field.store.reading() as reader:
        assert [v.version for v in reader.recorded_versions("58", "a")] == [1, 2]
    assert field.history() == [(V1, TODAY, 12)]


def test_people_counted_as_waiting_are_what_is_needed(field: Field) -> None:
    field.tell(people=10, still_need=7)
    assert field.need() == 7
    field.tell(people=10, still_need=None, corrects=1)
    assert field.need() == NEED - 10
    field.tell(people=90, corrects=2)
    assert field.need() == 0
    field.tell(people=1, corrects=3)
    assert field.need() == NEED - 1


def test_a_visit_corrected_to_another_village_gives_back_what_it_took(field: Field) -> None:
    other = field.need(V2)
    field.tell(people=10)
    field.tell(people=3, village_code=V2, corrects=1)
    assert (field.need(), field.need(V2)) == (NEED, max(0, other - 3))
    assert field.history() == [(V2, TODAY, 3)]


@pytest.mark.parametrize("order", list(itertools.permutations(["a", "b", "c"])))
def test_the_last_word_on_a_day_counts_whoever_tells_it(field: Field, order: list[str]) -> None:
    people = {"a": 5, "b": 20, "c": 11}
    for key in order:
        field.tell(key, people=people[key])
    last = people[order[-1]]
    assert (field.need(), field.history()) == (NEED - last, [(V1, TODAY, last)])
    field.tell(order[0], people=30, corrects=1)
    assert (field.need(), field.history()) == (NEED - 30, [(V1, TODAY, 30)])


def test_requests_are_answered_as_far_as_the_people_go(field: Field) -> None:
    first, second, third = (field.accepted(people=4) for _ in range(3))
    kept = field.tell(people=9)
    assert kept.receipts == (first.receipt, second.receipt)
    assert field.case(first.receipt).state is CaseState.DONE
    assert field.case(third.receipt).state is CaseState.ACCEPTED
    field.tell(people=2, corrects=1)
    feedback = field.case(first.receipt).feedback
    assert feedback is not None
    assert feedback.people == 2


def test_a_correction_that_served_nobody_opens_the_request_again(field: Field) -> None:
    case = field.accepted()
    field.tell()
    field.tell(people=0, corrects=1)
    opened = field.case(case.receipt)
    assert (opened.state, opened.feedback) == (CaseState.ACCEPTED, None)
    assert [step.what for step in opened.steps] == ["filed", "accepted", "served", "reopened"]
    assert field.need() == NEED


def test_a_request_filed_after_the_visit_is_not_answered_by_it(field: Field) -> None:
    case = field.accepted()
    assert field.tell(date=date(2026, 11, 26)).receipts == ()
    assert field.case(case.receipt).state is CaseState.ACCEPTED


@pytest.mark.parametrize(
    "wrong",
    [
        {"village_code": "58999999"},
        {"unit_code": "none"},
        {"date": date(2026, 11, 28)},
        {"served": (ServedCount(service_code="none", people=1),)},
    ],
)
def test_what_cannot_have_happened_is_refused(field: Field, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        field.tell(**wrong)
    assert field.history() == []


def test_a_visit_needs_a_service_and_names_each_once() -> None:
    count = ServedCount(service_code="id_card", people=1)
    for served in ((), (count, count)):
        with pytest.raises(InvalidDocument):
            Occurrence(key="a", province_code="58", village_code=V1, date=TODAY, served=served)
