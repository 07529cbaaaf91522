"""After the visit: what offices and villages say, who lets it through, and what it changes."""

from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain.calendar import Horizon
from planner.domain.cases import Agreed, Case, CaseState, ClockState, VoiceState
from planner.domain.errors import InvalidDocument, NotFound, ReasonNeeded, WrongState
from planner.domain.recording import Occurrence, ServedCount
from planner.storage.memory import MemoryStore
from planner.usecases.cases import Wish, decide_case, erase_contact, file_cases, postpone_case
from planner.usecases.feedback import Said, case_by_code, moderate_voice, say_feedback
from planner.usecases.plans import request_of_week
from planner.usecases.promises import Cut, near_breach, promises_by
from planner.usecases.recording import record_visit
from tests.builders import MONDAY, V1, V2
from tests.fakes import FakeClock
from tests.stored import a_province

TODAY = date(2026, 11, 27)


class Desk:
    """An office's desk: requests filed, decided, and spoken of after the visit."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), FakeClock()
        with self.store.writing(actor="tester", at=self.clock.now()) as writer:
            writer.put_province(a_province(history=()))
            writer.set_need("58", V1, "id_card", 50)
            writer.note("province_imported", "province:58")

    def file(self, village: str = V1, **more: Any) -> Case:
        wish = Wish(
            province_code="58", village_code=village, service_code="id_card", people=4, **more
        )
        return file_cases(self.store, self.clock, [wish], by="office")[0]

    def accepted(self, agreed: Agreed | None = None, **more: Any) -> Case:
        case = self.file(**more)
        return decide_case(
            self.store, self.clock, case.receipt, accept=True, reason="", by="head", version=1,
            agreed=agreed,
        )  # fmt: skip

    def say(self, case: Case, people: int | None = None, **more: Any) -> Case:
        counts = () if people is None else (ServedCount(service_code="id_card", people=people),)
        code = more.pop("code", None)
        said = Said(served_on=TODAY, served=counts, **{"rating": 4, **more})
        return say_feedback(self.store, self.clock, case.receipt, said, by="office", code=code)

    def need(self) -> int:
        with self.store.reading() as reader:
            data = reader.province("58")
        return next(
            d.people for d in data.demands if (d.village_code, d.service_code) == (V1, "id_card")
        )

    def request(self, start: date = MONDAY) -> Any:
        return request_of_week(self.store, "58", Horizon(start=start, days=7))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_office_s_numbers_close_the_request_and_change_what_is_planned(desk: Desk) -> None:
    case = desk.say(desk.accepted(), people=30, comment="ดีมาก")
    assert (case.state, case.feedback is not None) == (CaseState.DONE, True)
    assert desk.need() == 20
    row = next(
        d for d in desk.request().demands if (d.village_code, d.service_code) == (V1, "id_card")
    )
    assert row.people == 20
    assert [(v.date, v.people) for v in desk.request().history] == [(TODAY, 30)]
    desk.say(case, people=35)
    assert desk.need() == 15


def test_a_village_s_numbers_wait_until_they_are_let_through(desk: Desk) -> None:
    case = desk.accepted()
    said = desk.say(case, people=30, code=case.code.lower())
    assert (said.voice is not None and said.voice.state, desk.need()) == (VoiceState.WAITING, 50)
    shown = moderate_voice(
        desk.store, desk.clock, case.receipt, is_shown=True, by="head", version=said.version
    )
    assert (shown.state, desk.need()) == (CaseState.DONE, 20)
    hidden = moderate_voice(
        desk.store, desk.clock, case.receipt, is_shown=False, by="head", version=shown.version
    )
    assert hidden.voice is not None
    assert (hidden.voice.state, desk.need()) == (VoiceState.HIDDEN, 20)


def test_a_field_team_s_count_stands(desk: Desk) -> None:
    case = desk.accepted()
    said = Occurrence(
        key="phone",
        province_code="58",
        village_code=V1,
        date=TODAY,
        served=(ServedCount(service_code="id_card", people=12),),
    )
    record_visit(desk.store, desk.clock, said, by="team")
    case = desk.say(case, people=44)
    assert (desk.need(), case.voice is not None and case.voice.served[0].people) == (38, 44)


def test_only_the_code_opens_a_receipt(desk: Desk) -> None:
    case = desk.accepted()
    with desk.store.reading() as reader:
        assert case_by_code(reader, case.receipt, f" {case.code.lower()} ") == case
        for receipt, code in (
            (case.receipt, "22222222"), (case.receipt, ""), ("58-69-99999-9", case.code),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                case_by_code(reader, receipt, code)
    with pytest.raises(NotFound):
        desk.say(case, code="22222222")


def test_what_cannot_be_said_is_refused(desk: Desk) -> None:
    with pytest.raises(WrongState):
        desk.say(desk.file())
    case = desk.accepted()
    desk.clock.forward(days=1)
    for when in (TODAY - timedelta(days=1), TODAY + timedelta(days=2)):
        said = Said(served_on=when, rating=3)
        with pytest.raises(InvalidDocument):
            say_feedback(desk.store, desk.clock, case.receipt, said, by="office")
    with pytest.raises(InvalidDocument):
        desk.say(case, rating=None)
    with pytest.raises(WrongState):
        moderate_voice(
            desk.store, desk.clock, case.receipt, is_shown=True, by="head", version=case.version
        )


def test_words_can_be_erased_and_stay_out_of_the_log(desk: Desk) -> None:
    case = desk.say(desk.accepted(), comment="โทรหาผู้ใหญ่ 0-0000-0000")
    erased = erase_contact(desk.store, desk.clock, case.receipt, by="head", version=case.version)
    assert erased.voice is not None
    assert (erased.voice.comment, erased.voice.rating) == ("", 4)
    with desk.store.reading() as reader:
        assert all("0-0000-0000" not in str(entry.facts) for entry in reader.audit())


def test_an_agreed_day_is_a_fixed_date_of_the_plan_and_an_agreed_week_its_due_date(
    desk: Desk,
) -> None:
    tuesday = MONDAY + timedelta(days=1)
    day = desk.accepted(Agreed(on_date=tuesday, unit_code="U1"))
    week = desk.accepted(Agreed(week_of=MONDAY))
    request = desk.request()
    pins = [(p.village_code, p.on_date, p.unit_code) for p in request.pins]
    assert (V1, tuesday, "U1") in pins
    due = {asked.code: asked.due_on for asked in request.requests}
    assert due[day.receipt] == tuesday
    assert due[week.receipt] == MONDAY + timedelta(days=6)
    with desk.store.writing(actor="tester", at=desk.clock.now()) as writer:
        writer.put_province(writer.province("58"))
        writer.note("province_imported", "province:58")
    again = decide_case(
        desk.store, desk.clock, day.receipt, accept=True, reason="ขอเลื่อน", by="head",
        version=day.version, agreed=Agreed(on_date=tuesday + timedelta(days=1)),
    )  # fmt: skip
    moved = [p.on_date for p in desk.request().pins if p.village_code == V1]
    assert tuesday not in moved or again.agreed is None
    assert tuesday + timedelta(days=1) in moved


@pytest.mark.parametrize(
    "agreed",
    [Agreed(on_date=TODAY - timedelta(days=1)), Agreed(on_date=MONDAY, unit_code="none")],
)
def test_a_day_that_cannot_be_agreed_is_refused(desk: Desk, agreed: Agreed) -> None:
    with pytest.raises(InvalidDocument):
        desk.accepted(agreed)


def test_postponing_needs_a_reason_and_stops_no_clock(desk: Desk) -> None:
    case, until = desk.file(), TODAY + timedelta(days=30)

    def postpone(reason: str, when: date = until) -> Case:
        return postpone_case(
            desk.store, desk.clock, case.receipt, until=when, reason=reason, by="head", version=1
        )

    with pytest.raises(ReasonNeeded):
        postpone(" ")
    with pytest.raises(InvalidDocument):
        postpone("rain", TODAY)
    later = postpone("rain")
    assert (later.state, later.postponed_until, later.due_on) == (
        CaseState.POSTPONED, until, case.due_on,
    )  # fmt: skip
    assert later.is_open
    desk.clock.forward(days=90)
    (near,) = near_breach(desk.store, desk.clock, ["58"], working_days=5)
    assert near.clock.state is ClockState.BREACHED


def test_warnings_come_before_the_promise_breaks(desk: Desk) -> None:
    first = desk.file()
    assert near_breach(desk.store, desk.clock, ["58"], working_days=3) == ()
    desk.clock.moment = desk.clock.moment.replace(
        year=first.due_on.year, month=first.due_on.month, day=first.due_on.day
    )
    desk.file(village=V2)
    (near,) = near_breach(desk.store, desk.clock, ["58"], working_days=3)
    assert (near.case.receipt, near.clock.left) == (first.receipt, 0)


def test_promises_are_counted_by_place_service_and_month(desk: Desk) -> None:
    desk.say(desk.accepted(), people=3, rating=2)
    desk.file(village="58020101")
    by = {cut: promises_by(desk.store, desk.clock, ["58"], cut) for cut in Cut}
    assert set(by[Cut.PROVINCE]) == {"58"}
    assert {k: (s.filed, s.kept) for k, s in by[Cut.DISTRICT].items()} == {
        "5801": (1, 1), "5802": (1, 0),
    }  # fmt: skip
    assert set(by[Cut.SERVICE]) == {"id_card"}
    assert all(len(month) == 7 for month in by[Cut.MONTH])
    assert by[Cut.PROVINCE]["58"].mean_rating == 2


def test_many_are_filed_all_or_none(desk: Desk) -> None:
    good = Wish(province_code="58", village_code=V1, service_code="id_card", people=1)
    bad = Wish(province_code="58", village_code="58999999", service_code="id_card", people=1)
    with pytest.raises(InvalidDocument):
        file_cases(desk.store, desk.clock, [good, bad], by="office")
    with desk.store.reading() as reader:
        assert reader.cases(province_codes=("58",)) == ()
    made = file_cases(desk.store, desk.clock, [good, good], by="office")
    assert len({case.receipt for case in made}) == len({case.code for case in made}) == 2
