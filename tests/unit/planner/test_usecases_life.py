"""A plan's life: two persons, reasons, versions; published visits count for other weeks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planner.domain.calendar import Horizon
from planner.domain.demand import VisitState
from planner.domain.errors import (
    DaysTaken,
    NotFound,
    ReasonNeeded,
    SecondPersonNeeded,
    StaleVersion,
    WrongState,
)
from planner.domain.life import LifeStep
from planner.domain.runs import PlanState, StoredPlan
from planner.storage.memory import MemoryStore
from planner.usecases.life import announced_visits, life_of, published_plans, take_step
from planner.usecases.plans import request_of_week
from tests.builders import MONDAY, a_request
from tests.fakes import FakeClock
from tests.stored import a_province, a_stored_plan, put_request

APPROVE, PUBLISH, WITHDRAW = LifeStep.APPROVE, LifeStep.PUBLISH, LifeStep.WITHDRAW


class Office:
    """A store with a province and plans made by "maker"."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = FakeClock()
        with self.store.writing(actor="maker", at=self.clock.now()) as writer:
            writer.put_province(a_province())
            writer.note("province_imported", "province:58")

    def plan(self, plan_id: str = "58-20261130-1", **overrides: Any) -> StoredPlan:
        stored = a_stored_plan(plan_id, **{"created_by": "maker", **overrides})
        with self.store.writing(actor="maker", at=self.clock.now()) as writer:
            put_request(writer)
            writer.add_plan(stored)
            writer.note("plan_stored", f"plan:{plan_id}")
        return stored

    def step(self, step: LifeStep, by: str, plan_id: str = "58-20261130-1", **more: Any) -> Any:
        return take_step(self.store, self.clock, plan_id, step, by=by, **more)

    def published(self, plan_id: str = "58-20261130-1", **more: Any) -> None:
        self.step(APPROVE, "head", plan_id)
        self.step(PUBLISH, "maker", plan_id, **more)

    def actions(self) -> list[str]:
        with self.store.reading() as reader:
            return [entry.action for entry in reader.audit()]


@pytest.fixture
def office() -> Office:
    return Office()


def test_from_draft_to_withdrawn_each_step_is_kept(office: Office) -> None:
    office.plan()
    assert life_of(office.store, "58-20261130-1").steps == ()
    office.step(APPROVE, "head", reason=" looks good ")
    office.step(PUBLISH, "maker")
    life = office.step(WITHDRAW, "head", reason="the bridge is gone")
    assert life.summary.state is PlanState.WITHDRAWN
    assert [(s.version, s.step, s.by) for s in life.steps] == [
        (2, APPROVE, "head"),
        (3, PUBLISH, "maker"),
        (4, WITHDRAW, "head"),
    ]
    assert life.steps[0].reason == "looks good"
    assert life == life_of(office.store, "58-20261130-1")
    assert office.actions()[-3:] == ["plan_approve", "plan_publish", "plan_withdraw"]


def test_nobody_approves_what_they_made_nor_publishes_what_they_approved(office: Office) -> None:
    office.plan()
    with pytest.raises(SecondPersonNeeded):
        office.step(APPROVE, "maker")
    office.step(APPROVE, "head")
    with pytest.raises(SecondPersonNeeded):
        office.step(PUBLISH, "head")
    assert office.step(PUBLISH, "third").summary.state is PlanState.PUBLISHED


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ((), PUBLISH),
        ((), WITHDRAW),
        ((APPROVE,), APPROVE),
        ((APPROVE, PUBLISH), APPROVE),
        ((APPROVE, PUBLISH), PUBLISH),
        ((APPROVE, WITHDRAW), APPROVE),
        ((APPROVE, PUBLISH, WITHDRAW), PUBLISH),
    ],
)
def test_steps_are_not_taken_out_of_turn(
    office: Office, before: tuple[LifeStep, ...], step: LifeStep
) -> None:
    office.plan()
    for number, earlier in enumerate(before):
        office.step(earlier, f"person {number}", reason="so it is")
    with pytest.raises(WrongState):
        office.step(step, "last", reason="why not")


def test_a_plan_that_breaks_rules_is_approved_only_as_an_override(office: Office) -> None:
    office.plan(is_clean=False)
    with pytest.raises(ReasonNeeded):
        office.step(APPROVE, "head", reason="  ")
    taken = office.step(APPROVE, "head", reason="the village has waited for three years")
    assert taken.steps[0].is_override
    with pytest.raises(ReasonNeeded):
        office.step(WITHDRAW, "head")


def test_a_step_on_a_version_of_yesterday_is_refused(office: Office) -> None:
    office.plan()
    office.step(APPROVE, "head", version=1)
    with pytest.raises(StaleVersion):
        office.step(PUBLISH, "maker", version=1)
    with pytest.raises(NotFound):
        office.step(APPROVE, "head", "58-20261130-9")


def test_published_visits_are_history_until_withdrawn(office: Office) -> None:
    stored = office.plan()
    visits = announced_visits(stored.plan)
    assert visits
    assert all(visit.state is VisitState.PUBLISHED for visit in visits)
    assert sum(visit.people for visit in visits) == stored.plan.people_served

    def announced() -> set[Any]:
        with office.store.reading() as reader:
            return set(reader.province("58").history) & set(visits)

    assert not announced()
    office.published()
    assert announced() == set(visits)
    office.step(WITHDRAW, "head", reason="flood")
    assert not announced()


def test_the_next_week_knows_what_is_published_and_the_same_week_does_not(office: Office) -> None:
    stored = office.plan()
    visits = set(announced_visits(stored.plan))
    office.published()
    next_week = Horizon(start=MONDAY + timedelta(days=7), days=5)
    same_week = Horizon(start=MONDAY, days=5)
    assert visits <= set(request_of_week(office.store, "58", next_week).history)
    assert visits.isdisjoint(request_of_week(office.store, "58", same_week).history)


def test_putting_a_province_back_does_not_keep_what_was_announced(office: Office) -> None:
    """Else a visit would outlive the plan that announced it."""
    stored = office.plan()
    office.published()
    with office.store.writing(actor="maker", at=office.clock.now()) as writer:
        writer.put_province(writer.province("58"))
        writer.note("province_imported", "province:58")
    office.step(WITHDRAW, "head", reason="flood")
    with office.store.reading() as reader:
        history = reader.province("58").history
    assert set(announced_visits(stored.plan)).isdisjoint(history)
    assert set(a_request().history) <= set(history)


def test_the_same_days_are_published_once(office: Office) -> None:
    office.plan()
    office.published()
    later = office.plan("58-20261130-2")
    office.step(APPROVE, "head", "58-20261130-2")
    with pytest.raises(DaysTaken) as refusal:
        office.step(PUBLISH, "maker", "58-20261130-2")
    assert refusal.value.facts["plan_id"] == "58-20261130-1"
    office.step(PUBLISH, "maker", "58-20261130-2", replaces="58-20261130-1")
    replaced = life_of(office.store, "58-20261130-1")
    assert replaced.summary.state is PlanState.WITHDRAWN
    assert replaced.steps[-1].reason == "replaced by 58-20261130-2"
    with office.store.reading() as reader:
        assert published_plans(reader, "58", MONDAY, 1) == (
            replace(later.summary, state=PlanState.PUBLISHED, version=3),
        )
        assert published_plans(reader, "58", MONDAY + timedelta(days=7), 7) == ()
        assert published_plans(reader, "50", MONDAY, 7) == ()
