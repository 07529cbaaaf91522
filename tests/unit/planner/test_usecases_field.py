"""Reports from the field: once each, disputes to a person, history after the last word."""

import dataclasses
from datetime import date, timedelta

import pytest

from planner.domain.calendar import Horizon
from planner.domain.demand import VisitState
from planner.domain.errors import InvalidDocument, NotFound, ReasonNeeded, WrongState
from planner.domain.field import Decision, FieldReport, ReportKind, ServedPeople
from planner.domain.field_state import Dispute, Standing
from planner.domain.rows import demand_rows
from planner.storage.memory import MemoryStore
from planner.usecases.field import Taken, TakenReport, decide_report, field_view, send_reports
from planner.usecases.field_closures import confirm_closure
from planner.usecases.plans import request_of_week
from tests.fielded import PROVINCE, Field, a_field


@pytest.fixture
def field() -> Field:
    return a_field(MemoryStore())


def send(field: Field, *reports: FieldReport, by: str = "team") -> tuple[TakenReport, ...]:
    return send_reports(field.store, field.clock, PROVINCE, reports, by=by)


def states(field: Field) -> dict[str, set[Standing]]:
    with field.store.reading() as reader:
        state = field_view(reader, PROVINCE).state
    found: dict[str, set[Standing]] = {}
    for key, standing in state.standings.items():
        found.setdefault(key[0], set()).add(standing)
    return found


def key_of(field: Field, report: FieldReport) -> tuple[str, str]:
    with field.store.reading() as reader:
        return next(r.key for r in reader.field_reports(PROVINCE) if r.said == report)


def decide(field: Field, report: FieldReport, decision: Decision) -> None:
    key = key_of(field, report)
    decide_report(
        field.store, field.clock, PROVINCE, key, decision, by="planner", reason="asked the team"
    )


def test_served_people_become_history_and_needs(field: Field) -> None:
    announced = field.history()
    assert {v.state for v in announced} == {VisitState.PUBLISHED}
    before = field.needs()
    (told,) = send(field, field.served(3))
    assert (told.taken, told.standing) == (Taken.KEPT, Standing.COUNTED)
    stop = field.visits[0][1]
    done = {
        (v.village_code, v.service_code): v for v in field.history() if v.state is VisitState.DONE
    }
    assert set(done) == {(s.village_code, s.service_code) for s in stop.servings}
    assert {v.people for v in done.values()} == {3}
    for row in done:
        assert field.needs()[row] == before[row] - 3


def test_the_same_report_twice_is_one(field: Field) -> None:
    report = field.served(3)
    send(field, report)
    history, needs = field.history(), field.needs()
    first, second = send(field, report, report)
    assert first.taken is second.taken is Taken.REPEATED
    assert (field.history(), field.needs()) == (history, needs)
    with field.store.reading() as reader:
        assert len(reader.field_reports(PROVINCE)) == 1


def test_one_number_with_two_bodies_keeps_both_for_a_person(field: Field) -> None:
    one, other = field.served(3), field.served(5)
    send(field, one)
    (told,) = send(field, other)
    assert told.taken is Taken.KEPT
    assert states(field) == {"report-0001": {Standing.WAITING}}
    decide(field, other, Decision.COUNT)
    assert states(field) == {"report-0001": {Standing.COUNTED, Standing.SET_ASIDE}}
    assert {v.people for v in field.history() if v.state is VisitState.DONE} == {5}


def test_two_numbers_for_one_visit_wait_and_the_earliest_counts_until_then(field: Field) -> None:
    late, early = field.served(9, number=2), field.served(4, number=1)
    send(field, late)
    (told,) = send(field, early, by="another")
    assert told.standing is Standing.WAITING
    assert {v.people for v in field.history() if v.state is VisitState.DONE} == {4}
    decide(field, late, Decision.COUNT)
    assert {v.people for v in field.history() if v.state is VisitState.DONE} == {9}
    assert states(field) == {"report-0001": {Standing.SET_ASIDE}, "report-0002": {Standing.COUNTED}}


def test_a_correction_is_no_dispute(field: Field) -> None:
    send(field, field.served(4), field.served(6, number=2, corrects="report-0001"))
    assert states(field) == {"report-0001": {Standing.CORRECTED}, "report-0002": {Standing.COUNTED}}
    assert {v.people for v in field.history() if v.state is VisitState.DONE} == {6}


def test_a_visit_not_reached_is_no_visit_any_more(field: Field) -> None:
    before, needs = field.history(), field.needs()
    send(field, field.missed())
    rows = {(s.village_code, s.service_code) for s in field.visits[0][1].servings}
    gone = {(v.village_code, v.service_code) for v in before - field.history()}
    assert gone == rows
    assert field.needs() == needs
    send(field, field.served(2, number=2))
    assert states(field) == {"report-0001": {Standing.WAITING}, "report-0002": {Standing.WAITING}}
    decide(field, field.missed(), Decision.SET_ASIDE)
    assert {v.people for v in field.history() if v.state is VisitState.DONE} == {2}


def test_the_next_week_knows_who_was_not_reached(field: Field) -> None:
    """The row counts its days from the visit before, as if nobody had been announced."""
    next_week = Horizon(start=field.day_of(0) + timedelta(days=7), days=5)

    def elapsed() -> dict[tuple[str, str], int]:
        rows = demand_rows(request_of_week(field.store, PROVINCE, next_week))
        return {row.key: row.elapsed_days for row in rows}

    announced = elapsed()
    send(field, field.missed())
    missed = elapsed()
    rows = {(s.village_code, s.service_code) for s in field.visits[0][1].servings}
    assert {row for row in missed if missed[row] != announced.get(row)} == rows
    assert all(missed[row] > announced.get(row, 0) for row in rows)


def test_a_service_of_nobody_is_no_visit(field: Field) -> None:
    stop = field.visits[0][1]
    first = stop.servings[0]
    rows = (
        ServedPeople(village_code=first.village_code, service_code=first.service_code, people=0),
    )
    before = len(field.history())
    send(field, field.report(ReportKind.SERVED, served=rows))
    assert len(field.history()) == before - 1


def test_a_visit_that_is_not_in_the_plan_waits(field: Field) -> None:
    before = field.history()
    other = field.served(3, unit_code="U2", on_date=field.day_of(0))
    in_plan = {(r.unit_code, r.day, s.place_code) for r, s in field.visits}
    assert ("U2", field.visits[0][0].day, other.place_code) not in in_plan
    (told,) = send(field, other)
    assert told.standing is Standing.WAITING
    assert field.history() == before
    with field.store.reading() as reader:
        state = field_view(reader, PROVINCE).state
    assert set(state.disputes.values()) == {(Dispute.NOT_IN_PLAN,)}
    decide(field, other, Decision.COUNT)
    assert field.history() != before
    decide(field, other, Decision.SET_ASIDE)
    assert field.history() == before


def test_a_road_closed_is_proposed_and_confirmed(field: Field) -> None:
    report = field.closed()
    (told,) = send(field, report)
    assert told.standing is Standing.WAITING
    key = key_of(field, report)
    with pytest.raises(WrongState):
        decide(field, report, Decision.COUNT)
    closure = confirm_closure(
        field.store, field.clock, PROVINCE, key, by="planner", reason="ดินถล่ม",
        to_date=field.day_of(0) + timedelta(days=9),
    )  # fmt: skip
    with field.store.reading() as reader:
        assert closure in reader.province(PROVINCE).closures
    assert states(field) == {"report-0001": {Standing.COUNTED}}
    with pytest.raises(WrongState):
        confirm_closure(field.store, field.clock, PROVINCE, key, by="planner", reason="again")


def test_what_cannot_be_kept_is_refused_alone(field: Field) -> None:
    good = field.served(3)
    bad = [
        field.served(3, number=2, unit_code="U9"),
        field.served(3, number=3, plan_id="nowhere"),
        field.served(3, number=4, on_date=field.clock.now().date() + timedelta(days=1)),
        field.report(
            ReportKind.SERVED, 5,
            served=(ServedPeople(village_code="99999999", service_code="x", people=1),),
        ),
    ]  # fmt: skip
    told = send(field, bad[0], good, *bad[1:])
    assert [one.taken for one in told] == [Taken.REFUSED, Taken.KEPT, *[Taken.REFUSED] * 3]
    assert {one.fault for one in told} == {
        "unknown_unit", "", "unknown_plan", "day_not_come", "unknown_row",
    }  # fmt: skip


def test_decisions_need_a_reason_and_a_report(field: Field) -> None:
    report = field.served(3)
    send(field, report)
    key = key_of(field, report)
    with pytest.raises(ReasonNeeded):
        decide_report(field.store, field.clock, PROVINCE, key, Decision.COUNT, by="p", reason=" ")
    with pytest.raises(NotFound):
        decide_report(
            field.store, field.clock, PROVINCE, ("none", "x"), Decision.COUNT, by="p", reason="y"
        )


def test_reports_check_themselves(field: Field) -> None:
    good = field.served(3)
    for wrong in (
        {"id": "short"},
        {"served": ()},
        {"place_code": None},
        {"text": "a\x00b"},
        {"served": (good.served[0], good.served[0])},
        {"kind": ReportKind.NOT_REACHED},
        {"kind": ReportKind.ROAD_CLOSED},
        {"kind": ReportKind.REMARK},
    ):
        with pytest.raises(InvalidDocument):
            dataclasses.replace(good, **wrong)
    assert good.on_date > date(2026, 1, 1)
