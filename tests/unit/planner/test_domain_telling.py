"""Whom to tell anew and why: what stands now beside what villages were told."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.domain.calendar import LOCAL_ZONE
from planner.domain.telling import (
    Notice,
    Telling,
    TellKind,
    TellMeans,
    TellReason,
    TellState,
    notices_of,
    standing,
    tell_lines,
)
from tests.builders import MONDAY, V1, V2, a_plan, a_request, a_travel

HOUR_S = 3600


def a_notice(village: str = V1, when: date = MONDAY, **more: object) -> Notice:
    fields: dict[str, object] = {
        "village_code": village,
        "date": when,
        "unit_code": "U1",
        "place_code": village,
        "opens_s": 9 * HOUR_S,
        "closes_s": 12 * HOUR_S,
        "servings": (("id_card", 10),),
    }
    return Notice(**{**fields, **more})  # type: ignore[arg-type]


def told(notice: Notice, number: int = 1, **more: object) -> Telling:
    fields: dict[str, object] = {
        "number": number,
        "province_code": "58",
        "plan_id": "58-20261130-1",
        "kind": TellKind.VISIT,
        "notice": notice,
        "means": TellMeans.PHONE,
        "by": "planner",
        "at": datetime(2026, 11, 20, 9, 0, tzinfo=LOCAL_ZONE),
    }
    return Telling(**{**fields, **more})  # type: ignore[arg-type]


def lines(now: list[Notice], *records: Telling) -> list[tuple[object, ...]]:
    found = tell_lines(now, standing(records), notice_days=7)
    return [(line.state, line.reasons) for line in found]


def test_a_plan_gives_every_village_of_a_visit_its_own_notice() -> None:
    request = a_request()
    plan = a_plan(request, a_travel(request))
    notices = notices_of(plan)
    people = sum(count for notice in notices for _, count in notice.servings)
    assert people == plan.people_served
    assert len({notice.key for notice in notices}) == len(notices)
    assert {n.village_code for n in notices} == {s.village_code for _, _, s in plan.servings()}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": MONDAY + timedelta(days=1)}, TellReason.DATE),
        ({"opens_s": 9 * HOUR_S - 3601, "closes_s": 12 * HOUR_S}, TellReason.TIME),
        ({"unit_code": "U2"}, TellReason.UNIT),
        ({"place_code": V2}, TellReason.PLACE),
        ({"servings": (("health", 3), ("id_card", 10))}, TellReason.SERVICE_ADDED),
    ],
)
def test_what_changed_since_is_named(change: dict[str, object], reason: TellReason) -> None:
    was = a_notice()
    assert lines([replace(was, **change)], told(was)) == [(TellState.TELL_ANEW, (reason,))]  # type: ignore[arg-type]


def test_small_changes_need_no_new_word() -> None:
    was = a_notice()
    later = replace(was, opens_s=10 * HOUR_S, servings=(("id_card", 25),))
    assert lines([later], told(was)) == [(TellState.TOLD, ())]


def test_a_dropped_service_is_named_and_a_visit_without_any_shared_is_another() -> None:
    was = a_notice(servings=(("health", 3), ("id_card", 10)))
    less = replace(was, servings=(("id_card", 10),))
    assert lines([less], told(was)) == [(TellState.TELL_ANEW, (TellReason.SERVICE_DROPPED,))]
    other = replace(was, servings=(("dental", 4),), date=MONDAY + timedelta(days=2))
    assert lines([other], told(was)) == [
        (TellState.TELL_ANEW, (TellReason.DROPPED,)),
        (TellState.NOT_TOLD, ()),
    ]


def test_two_visits_of_one_village_keep_their_own_records() -> None:
    monday, friday = a_notice(), a_notice(when=MONDAY + timedelta(days=4))
    moved = replace(friday, date=MONDAY + timedelta(days=3))
    assert lines([monday, moved], told(monday), told(friday, 2)) == [
        (TellState.TOLD, ()),
        (TellState.TELL_ANEW, (TellReason.DATE,)),
    ]


def test_a_visit_never_told_of_and_then_dropped_is_nobody_s_business() -> None:
    assert lines([]) == []
    assert lines([a_notice(V2)]) == [(TellState.NOT_TOLD, ())]


def test_a_change_told_replaces_what_was_told_and_a_cancellation_ends_it() -> None:
    was, now = a_notice(), a_notice(when=MONDAY + timedelta(days=1))
    change = told(now, 2, kind=TellKind.CHANGE, instead_of=was.key)
    assert set(standing([told(was), change])) == {now.key}
    cancelled = told(now, 3, kind=TellKind.CANCELLATION)
    assert standing([told(was), change, cancelled]) == {}


def test_a_record_taken_back_counts_no_more() -> None:
    was, now = a_notice(), a_notice(when=MONDAY + timedelta(days=1))
    change = told(now, 2, kind=TellKind.CHANGE, instead_of=was.key)
    mistake = told(now, 3, kind=TellKind.TAKEN_BACK, takes_back=2)
    assert set(standing([told(was), change, mistake])) == {was.key}


def test_late_is_after_the_last_day_before_the_earlier_of_both_visits() -> None:
    was, now = a_notice(), a_notice(when=MONDAY + timedelta(days=3))
    (line,) = tell_lines([now], standing([told(was)]), notice_days=7)
    assert line.tell_by == MONDAY - timedelta(days=7)
    assert not line.is_late(line.tell_by)
    assert line.is_late(line.tell_by + timedelta(days=1))
    (kept,) = tell_lines([was], standing([told(was)]), notice_days=7)
    assert not kept.is_late(MONDAY)
    late = told(was, at=datetime(2026, 11, 23, 18, 0, tzinfo=LOCAL_ZONE))
    (on_the_day,) = tell_lines([was], standing([late]), notice_days=7)
    assert not on_the_day.is_late(MONDAY)
    (after,) = tell_lines([was], standing([late]), notice_days=8)
    assert after.is_late(MONDAY)
