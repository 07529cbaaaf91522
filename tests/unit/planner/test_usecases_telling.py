"""Telling villages of a published plan, of a changed one, and of one that was withdrawn."""

from dataclasses import replace

import pytest

from planner.domain.errors import NotFound, StaleVersion, WrongState
from planner.domain.letterheads import Letterhead
from planner.domain.life import LifeStep
from planner.domain.plan import Plan
from planner.domain.telling import TellKind, TellMeans, TellReason, TellState
from planner.storage.memory import MemoryStore
from planner.usecases.life import take_step
from planner.usecases.telling import (
    TellingList,
    TellShow,
    mark_told,
    masked_phone,
    put_letterhead,
    take_back,
    telling_of,
)
from tests.builders import V1
from tests.fakes import FakeClock
from tests.stored import a_province, a_stored_plan, put_request

FIRST, SECOND = "58-20261130-1", "58-20261130-2"


class Room:
    """A store with one plan, led on by the people who may, and the list of whom to tell."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), FakeClock()
        with self.store.writing(actor="tester", at=self.clock.now()) as writer:
            writer.put_province(a_province())
            put_request(writer)
            writer.add_plan(a_stored_plan(FIRST, created_by="maker"))
            writer.note("plan_stored", "plan:1")

    def publish(self, plan_id: str = FIRST, replaces: str | None = None) -> None:
        for step, by in ((LifeStep.APPROVE, "head"), (LifeStep.PUBLISH, "maker")):
            take_step(self.store, self.clock, plan_id, step, by=by, replaces=replaces)

    def add_changed(self) -> None:
        """A second plan of the same days: the first unit stays at home on its first day."""
        stored = a_stored_plan(SECOND, created_by="maker")
        plan = replace(stored.plan, trips=stored.plan.trips[1:])
        self.add(plan)

    def add(self, plan: Plan) -> None:
        with self.store.writing(actor="maker", at=self.clock.now()) as writer:
            writer.add_plan(replace(a_stored_plan(SECOND, created_by="maker"), plan=plan))
            writer.note("plan_stored", "plan:2")

    def list(self, plan_id: str = FIRST) -> TellingList:
        return telling_of(self.store, self.clock, plan_id)

    def tell(self, *keys: str, plan_id: str = FIRST) -> None:
        mark_told(
            self.store, self.clock, plan_id, keys, means=TellMeans.CHAT, by="planner",
            remarks=" ผู้ใหญ่บ้านรับทราบ ",
        )  # fmt: skip


@pytest.fixture
def room() -> Room:
    return Room()


def test_nobody_is_told_of_a_draft_but_it_says_whom_it_would_concern(room: Room) -> None:
    found = room.list()
    assert not found.is_open
    assert found.lines
    with pytest.raises(WrongState):
        room.tell(found.lines[0].notice.key)


def test_villages_are_told_all_or_none_and_the_log_says_so(room: Room) -> None:
    room.publish()
    keys = [line.notice.key for line in room.list().lines]
    with pytest.raises(NotFound):
        room.tell(keys[0], "58999999_2026-11-30_0_U1_x")
    assert room.list().shown(TellShow.TOLD) == ()
    room.tell(*keys[:2], keys[0])
    found = room.list()
    assert [line.state for line in found.lines[:3]] == [
        TellState.TOLD, TellState.TOLD, TellState.NOT_TOLD
    ]  # fmt: skip
    (record,) = found.records_of(found.lines[0])
    assert (record.means, record.by, record.remarks) == (
        TellMeans.CHAT, "planner", "ผู้ใหญ่บ้านรับทราบ",
    )  # fmt: skip
    with room.store.reading() as reader:
        entries = [e for e in reader.audit() if e.action == "village_told"]
    assert len(entries) == 2
    assert all("ผู้ใหญ่บ้าน" not in str(entry.facts) for entry in entries)


def test_late_are_those_still_to_be_told_after_the_notice_days(room: Room) -> None:
    room.publish()
    found = room.list()
    assert found.data.policy.notice_days == 7
    assert found.shown(TellShow.LATE) == found.lines
    room.tell(found.lines[0].notice.key)
    assert room.list().shown(TellShow.LATE) == room.list().lines[1:]


def test_a_mistake_is_taken_back_once(room: Room) -> None:
    room.publish()
    key = room.list().lines[0].notice.key
    room.tell(key)
    number = room.list().records[-1].number
    take_back(room.store, room.clock, FIRST, number, by="planner")
    assert room.list().line(key).state is TellState.NOT_TOLD
    with pytest.raises(StaleVersion):
        take_back(room.store, room.clock, FIRST, number, by="planner")
    with pytest.raises(NotFound):
        take_back(room.store, room.clock, FIRST, 99, by="planner")
    room.tell(key)
    assert room.list().line(key).state is TellState.TOLD


def test_a_replaced_plan_says_who_must_hear_that_nobody_comes(room: Room) -> None:
    room.publish()
    told = room.list()
    room.tell(*(line.notice.key for line in told.lines))
    room.add_changed()
    preview = room.list(SECOND)
    dropped = [li.notice.village_code for li in preview.shown(TellShow.TELL_ANEW)]
    assert dropped
    room.publish(SECOND, replaces=FIRST)
    anew = room.list(SECOND).shown(TellShow.TELL_ANEW)
    assert [line.notice.village_code for line in anew] == dropped
    assert {line.kind for line in anew} == {TellKind.CANCELLATION}
    assert {line.reasons for line in anew} == {(TellReason.DROPPED,)}
    room.tell(anew[0].notice.key, plan_id=SECOND)
    assert len(room.list(SECOND).shown(TellShow.TELL_ANEW)) == len(anew) - 1


def test_a_withdrawn_plan_s_villages_are_told_that_nobody_comes(room: Room) -> None:
    room.publish()
    key = room.list().lines[0].notice.key
    room.tell(key)
    take_step(room.store, room.clock, FIRST, LifeStep.WITHDRAW, by="head", reason="flood")
    (line,) = room.list().lines
    assert (line.notice.key, line.kind) == (key, TellKind.CANCELLATION)
    room.tell(key)
    assert room.list().lines == ()


def test_a_letterhead_is_changed_by_those_who_saw_it(room: Room) -> None:
    head = Letterhead(province_code="58", office="ที่ว่าการอำเภอ")
    kept = put_letterhead(room.store, room.clock, head, by="planner")
    assert kept.version == 2
    with pytest.raises(StaleVersion):
        put_letterhead(room.store, room.clock, head, by="other")
    room.publish()
    assert room.list().letterhead == kept


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("0-0000-0012", "x-xxxx-xx12"), ("+66 12", "+xx 12"), ("", ""), ("12", "12")],
)
def test_a_masked_phone_keeps_its_last_two_digits(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


def test_a_village_is_known_by_its_own_notice(room: Room) -> None:
    assert {line.notice.village_code for line in room.list().lines} >= {V1}
