"""Requests that came with a province's data are owed until a visit answers them."""

from dataclasses import replace
from datetime import date, timedelta

from planner.domain.demand import ServiceRequest, VisitRecord, VisitState
from planner.usecases.promises import given_requests
from tests.stored import a_province

MONDAY = date(2035, 3, 5)


def asked(code: str, due_on: date, filed_on: date = MONDAY) -> ServiceRequest:
    return ServiceRequest(
        code=code,
        village_code="58010101",
        service_code="health",
        people=3,
        filed_on=filed_on,
        due_on=due_on,
    )


def visit(when: date, state: VisitState = VisitState.DONE) -> VisitRecord:
    return VisitRecord(
        village_code="58010101", service_code="health", date=when, people=3, state=state
    )


def test_the_most_pressing_first_in_working_days() -> None:
    friday, next_friday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=11)
    data = replace(a_province(), requests=(asked("R2", next_friday), asked("R1", friday)))
    found = given_requests(data, (), MONDAY)
    assert [(one.request.code, one.left) for one in found] == [("R1", 4), ("R2", 9)]
    late = given_requests(data, (), MONDAY + timedelta(days=7))
    assert [one.left for one in late] == [-1, 4]


def test_what_was_filed_here_is_not_told_again_and_what_was_served_says_when() -> None:
    data = replace(a_province(), requests=(asked("R1", MONDAY + timedelta(days=4)),), history=())
    today = MONDAY + timedelta(days=2)
    assert given_requests(data, {"R1"}, today) == ()
    served = replace(data, history=(visit(MONDAY + timedelta(days=1)),))
    (answered,) = given_requests(served, (), today)
    assert answered.served_on == MONDAY + timedelta(days=1)
    before = replace(data, history=(visit(MONDAY - timedelta(days=1)),))
    announced = replace(data, history=(visit(MONDAY + timedelta(days=1), VisitState.PUBLISHED),))
    for data in (before, announced):
        assert [one.served_on for one in given_requests(data, (), today)] == [None]
