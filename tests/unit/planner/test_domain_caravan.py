"""Caravan: whole at birth; a province keeps those of every week, a request those of its own."""

import dataclasses
from datetime import timedelta

import pytest

from planner.domain.calendar import Horizon
from planner.domain.errors import InvalidDocument
from planner.domain.province import ProvinceData, request_for
from tests.builders import MONDAY, a_caravan, a_request


def faults_of(**overrides: object) -> set[tuple[str, str]]:
    with pytest.raises(InvalidDocument) as caught:
        a_caravan(**overrides)
    return {(fault.field, fault.code) for fault in caught.value.faults}


def test_a_caravan_has_two_units_or_more_each_once() -> None:
    assert ("unit_codes", "fewer_than_two") in faults_of(unit_codes=("U1",), least_units=1)
    assert ("unit_codes[1]", "duplicate") in faults_of(unit_codes=("U1", "U1"))


def test_no_more_units_are_needed_than_take_part() -> None:
    assert faults_of(least_units=3) == {("least_units", "outside_1_to_2")}
    assert a_caravan(least_units=2).least_units == 2


def test_it_is_made_up_for_after_it_was_to_be() -> None:
    assert faults_of(due_on=MONDAY) == {("due_on", "before_dates")}
    assert faults_of(dates=(), due_on=MONDAY) == {("dates", "empty")}


def test_a_week_holds_the_caravans_that_have_a_date_in_it() -> None:
    request = a_request()
    shared = {
        f.name: getattr(request, f.name)
        for f in dataclasses.fields(ProvinceData)
        if hasattr(request, f.name)
    }
    caravans = (
        a_caravan("C1"),
        a_caravan("C2", dates=(MONDAY + timedelta(days=7),)),
        a_caravan("C3", dates=(MONDAY - timedelta(days=1), MONDAY + timedelta(days=6))),
    )
    shared["caravans"] = caravans
    data = ProvinceData(name_th="ก", name_en="A", **shared)
    week = request_for(data, Horizon(start=MONDAY, days=7))
    assert [caravan.code for caravan in week.caravans] == ["C1", "C3"]
