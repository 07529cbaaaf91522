"""What-if: only what an edit touches changes, and the effect is what the checker says."""

from datetime import timedelta
from typing import Any

import pytest

from planner.assess.check import check_plan
from planner.domain.edits import Edit, EditKind
from planner.domain.errors import InvalidDocument
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.rules import Rule
from planner.domain.runs import PlanState
from planner.storage.memory import MemoryStore
from planner.usecases.plans import recheck_plan
from planner.usecases.runs import carry_out_run, open_run
from planner.usecases.whatif import (
    compare_stored,
    edited_plan,
    keep_edits,
    try_edits,
)
from tests.builders import (
    MONDAY,
    V1,
    V2,
    V3,
    V4,
    a_plan,
    a_request,
    a_route,
    a_travel,
    a_trip,
)
from tests.fakes import FakeClock, HandSolver

REQUEST = a_request()
TRAVEL = a_travel(REQUEST)
TUESDAY = MONDAY + timedelta(days=1)


def the_trips() -> tuple[Any, ...]:
    """U1 on Monday in the first village (and for the second), then the third; U2 in the fourth."""
    first = (V1, "short", {(V1, "id_card"): 4, (V2, "id_card"): 3})
    second = (V3, "short", {(V3, "id_card"): 5})
    return (
        a_trip(a_route(REQUEST, TRAVEL, "U1", 0, (first, second))),
        a_trip(a_route(REQUEST, TRAVEL, "U2", 1, ((V4, "short", {(V4, "health"): 6}),))),
    )


PLAN = a_plan(REQUEST, TRAVEL, the_trips())


def edit(kind: str, **fields: Any) -> Edit:
    return Edit(kind=EditKind(kind), **fields)


def edited(*edits: Edit, plan: Plan = PLAN) -> Plan:
    made, left = edited_plan(REQUEST, TRAVEL, plan, edits)
    assert left == ()
    return made


def visits(plan: Plan) -> list[tuple[str, int, str, int]]:
    """Unit, day, place and people of every visit."""
    return [
        (route.unit_code, route.day, stop.place_code, sum(s.people for s in stop.servings))
        for route in plan.routes
        for stop in route.visits
    ]


def rules(plan: Plan) -> set[Rule]:
    return {violation.rule for violation in check_plan(REQUEST, TRAVEL, plan).violations}


def test_the_plan_itself_is_clean_and_no_edit_leaves_it_as_it_is() -> None:
    assert rules(PLAN) == set()
    same = edited()
    assert same.trips == PLAN.trips
    assert same.terms == PLAN.terms


def test_a_dropped_visit_leaves_the_others_and_counts_its_people_as_left_out() -> None:
    made = edited(edit("drop", unit_code="U1", on_date=MONDAY, place_code=V1))
    assert visits(made) == [("U1", 0, V3, 5), ("U2", 1, V4, 6)]
    assert rules(made) == set()
    left = {(row.village_code, row.service_code): row.people for row in made.unplanned}
    before = {(row.village_code, row.service_code): row.people for row in PLAN.unplanned}
    assert left[V1, "id_card"] - before[V1, "id_card"] == 4
    assert left[V2, "id_card"] - before[V2, "id_card"] == 3
    assert made.trips[1] == PLAN.trips[1]


def test_a_visit_moves_to_another_day_and_place_in_the_order() -> None:
    move = {"unit_code": "U1", "on_date": MONDAY, "place_code": V1}
    later = edited(edit("move", **move, to_date=TUESDAY))
    assert visits(later) == [("U1", 0, V3, 5), ("U1", 1, V1, 7), ("U2", 1, V4, 6)]
    assert rules(later) == set()
    last = edited(edit("move", **move))
    assert [v[2] for v in visits(last)] == [V3, V1, V4]
    again = edited(edit("move", **move, to_position=0), plan=last)
    assert [v[2] for v in visits(again)] == [V1, V3, V4]
    assert visits(again) == visits(PLAN)


def test_a_visit_moved_to_a_unit_without_the_service_breaks_a_rule_that_is_named() -> None:
    move = edit("move", unit_code="U1", on_date=MONDAY, place_code=V3, to_unit_code="U2")
    assert Rule.SKILL in rules(edited(move))


def test_an_added_visit_serves_what_it_can() -> None:
    add = edit("add", unit_code="U2", on_date=MONDAY, village_code=V1, service_codes=("health",))
    made = edited(add)
    (new,) = [v for v in visits(made) if v[:3] == ("U2", 0, V1)]
    assert new[3] > 0
    assert rules(made) == set()
    exactly = edited(edit("add", unit_code="U2", on_date=MONDAY, village_code=V1,
                          service_codes=("health",), people=(2,)))  # fmt: skip
    assert ("U2", 0, V1, 2) in visits(exactly)


@pytest.mark.parametrize(
    "wrong",
    [
        edit("drop", unit_code="U1", on_date=MONDAY, place_code=V4),
        edit("drop", unit_code="U9", on_date=MONDAY, place_code=V1),
        edit("move", unit_code="U1", on_date=MONDAY, place_code=V1, to_unit_code="U9"),
        edit("move", unit_code="U1", on_date=MONDAY, place_code=V1,
             to_date=MONDAY + timedelta(days=30)),
        edit("add", unit_code="U1", on_date=MONDAY, village_code="58999999",
             service_codes=("id_card",)),
        edit("add", unit_code="U1", on_date=MONDAY, village_code=V1, service_codes=("none",)),
        edit("pin", village_code="58999999"),
    ],
)  # fmt: skip
def test_an_edit_of_what_is_not_there_is_refused(wrong: Edit) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        edited(wrong)
    assert refusal.value.faults[0].field.startswith("edits[0]")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("move", {"unit_code": "U1", "on_date": MONDAY}),
        ("drop", {"unit_code": "U1", "place_code": V1}),
        ("add", {"unit_code": "U1", "on_date": MONDAY, "village_code": V1}),
        ("pin", {}),
        ("pin", {"village_code": V1, "service_codes": ("a", "b")}),
    ],
)
def test_an_edit_without_what_it_needs_cannot_exist(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        edit(kind, **fields)


@pytest.fixture
def store() -> MemoryStore:
    store, clock = MemoryStore(), FakeClock()
    run = open_run(store, clock, REQUEST, SolveParams(), actor="maker")
    solver = HandSolver(*the_trips())
    carry_out_run(store, clock, solver, lambda _: None, run.id, travel=TRAVEL)  # type: ignore[arg-type, return-value]
    return store


PLAN_ID = "58-20261130-1"


def test_the_effect_is_told_beside_the_plan_and_nothing_is_saved(store: MemoryStore) -> None:
    with store.reading() as reader:
        entries = len(reader.audit())
    effect = try_edits(
        store, PLAN_ID, (edit("drop", unit_code="U1", on_date=MONDAY, place_code=V1),)
    )
    assert effect.people == -7
    assert {(c.village_code, c.people) for c in effect.dropped} == {(V1, -4), (V2, -3)}
    assert (
        effect.points(3)
        == effect.plan.value - PLAN.value
        == sum(points for code, points in effect.term_changes().items() if code in TIER_3)
    )
    assert effect.new_violations == ()
    with store.reading() as reader:
        assert len(reader.plans()) == 1
        assert len(reader.audit()) == entries


TIER_3 = {"prize", "driving", "kilometres", "unit_days", "nights", "changes"}


def test_a_pin_that_the_plan_does_not_keep_costs_its_promise(store: MemoryStore) -> None:
    kept = edit("pin", village_code=V3, on_date=MONDAY)
    broken = edit("pin", village_code=V3, on_date=TUESDAY)
    assert try_edits(store, PLAN_ID, (kept,)).term_changes() == {}
    effect = try_edits(store, PLAN_ID, (broken,))
    assert effect.term_changes() == {"broken_pin": -REQUEST.policy.weight_pin}
    assert effect.verdict.is_clean
    forbidden = edit("pin", village_code=V3, forbid=True)
    assert [v.rule for v in try_edits(store, PLAN_ID, (forbidden,)).new_violations] == [
        Rule.FORBIDDEN
    ]


def test_an_edited_plan_is_kept_as_a_draft_that_can_be_judged_again(store: MemoryStore) -> None:
    move = edit("move", unit_code="U1", on_date=MONDAY, place_code=V3, to_unit_code="U2")
    stored = keep_edits(store, FakeClock(), PLAN_ID, (move,), actor="planner")
    assert stored.summary.id == "58-20261130-2"
    assert stored.summary.state is PlanState.DRAFT
    assert not stored.summary.is_clean
    recheck = recheck_plan(store, stored.summary.id)
    assert recheck.differences == ()
    found = compare_stored(store, PLAN_ID, stored.summary.id)
    assert {change.village_code for change in found.changes} == {V3}
    assert found.points(3) == stored.plan.value - PLAN.value
