"""Contacts, fixed dates and road states: from their tables into requests and road states."""

import dataclasses
from datetime import date

import pytest

from geodata.places import Contact
from planner.domain.calendar import Horizon
from planner.domain.demand import Pin
from planner.domain.province import ProvinceData, request_for
from planner.inputs import read_dataset, read_part
from planner.usecases.travel import road_states
from tests.datasets import TINY_PROVINCE, told

WEEK = Horizon(start=date(2026, 11, 30))


@pytest.fixture(scope="module")
def province() -> ProvinceData:
    data, _ = read_dataset(TINY_PROVINCE)
    assert data is not None
    return data


def read(province, tmp_path, kind: str, text: str):
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    data, findings = read_part(path, kind, province)
    told(findings)
    return data, findings


def test_contacts_of_a_village_are_replaced_together_and_others_stay(province, tmp_path):
    before = {village.code: village.contacts for village in province.villages}
    data, findings = read(
        province,
        tmp_path,
        "contacts",
        "รหัสหมู่บ้าน,บทบาท,หมายเลขโทรศัพท์\n58010102,ผู้ใหญ่บ้าน,0-0000-0000\n58010102,อสม.,0-0000-0001\n",
    )
    assert findings == ()
    after = {village.code: village.contacts for village in data.villages}
    assert after.pop("58010102") == (
        Contact(role_th="ผู้ใหญ่บ้าน", role_en="ผู้ใหญ่บ้าน", phone="0-0000-0000"),
        Contact(role_th="อสม.", role_en="อสม.", phone="0-0000-0001"),
    )
    assert before["58010101"]
    assert after == {code: known for code, known in before.items() if code in after}


def test_a_number_that_lost_its_zero_has_it_again(province, tmp_path):
    data, findings = read(
        province, tmp_path, "contacts", "village_code,role_th,phone\n58010102,ครูใหญ่,53000000.0\n"
    )
    assert data.villages[1].contacts[0].phone == "053000000"
    assert [f.code for f in findings] == ["phone_zero_restored"]


def test_contacts_of_a_village_nobody_knows_are_told(province, tmp_path):
    data, findings = read(
        province, tmp_path, "contacts", "village_code,role_th,phone\n58999999,ครูใหญ่,0-0000-0000\n"
    )
    assert data is None
    assert [f.code for f in findings] == ["unknown_villages_code"]


def test_a_fixed_date_is_a_pin_of_its_week_only(province, tmp_path):
    data, findings = read(
        province,
        tmp_path,
        "fixed_dates",
        "village_code,date,service_code,unit_code,name\n"
        "58010101,2/12/2569,health,,วันจังหวัดเคลื่อนที่\n58010102,2026-12-09,,,\n58010102,2026-12-03,,U2,\n",
    )
    assert data is not None, findings
    fixed = Pin(village_code="58010101", service_code="health", on_date=date(2026, 12, 2))
    by_unit = Pin(village_code="58010102", on_date=date(2026, 12, 3), unit_code="U2")
    assert request_for(data, WEEK).pins == (fixed, by_unit)
    mine = Pin(village_code="58010103", forbid=True)
    assert request_for(data, WEEK, pins=(mine, fixed)).pins == (mine, fixed, by_unit)
    without = dataclasses.replace(data, units=tuple(u for u in data.units if u.code != "U2"))
    assert request_for(without, WEEK).pins == (fixed,)


def test_road_states_follow_the_table_before_the_month(province, tmp_path):
    data, findings = read(
        province,
        tmp_path,
        "road_seasons",
        "วันแรก,วันสุดท้าย,สภาพถนน,เหตุผล\n2026-12-01,2026-12-04,ถนนเปียก (ฤดูฝน),ฝนหลงฤดู\n"
        "2026-12-03,2026-12-03,dry,\n",
    )
    assert data is not None, findings
    states = road_states(WEEK, seasons=data.road_seasons)
    assert states == ("dry", "wet", "wet", "dry", "wet", "dry", "dry")
    turned = "from_date,to_date,state\n2026-12-02,2026-12-01,wet\n"
    assert read(province, tmp_path, "road_seasons", turned)[0] is None
