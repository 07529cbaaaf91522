"""One file over what a province has: rows replace those of their code, references hold."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from geodata.findings import Severity
from geodata.places import Location, PointQuality
from planner.domain.demand import Demand
from planner.domain.province import ProvinceData
from planner.inputs import PART_KINDS, read_dataset, read_part, write_dataset
from tests.datasets import TINY_PROVINCE, told


@pytest.fixture
def province() -> ProvinceData:
    data, _ = read_dataset(TINY_PROVINCE)
    assert data is not None
    return data


def a_file(folder: Path, text: str, name: str = "part.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", PART_KINDS)
def test_a_file_that_says_what_is_there_changes_nothing(kind, province, tmp_path):
    write_dataset(province, tmp_path)
    path = tmp_path / ("policy.json" if kind == "policy" else f"{kind}.csv")
    assert read_part(path, kind, province) == (province, ())


def test_demand_is_replaced_by_village_and_service_and_added(province, tmp_path):
    path = a_file(
        tmp_path, "village_code,service_code,people\n58010102,health,99\n58010102,livestock,7\n"
    )
    data, findings = read_part(path, "demand", province)
    assert findings == ()
    assert len(data.demands) == len(province.demands) + 1
    assert Demand(village_code="58010102", service_code="health", people=99) in data.demands
    assert data.demands[-1] == Demand(village_code="58010102", service_code="livestock", people=7)
    assert dataclasses.replace(data, demands=province.demands) == province


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("demand", "village_code,service_code,people\n58010102,dental,9\n",
         ("unknown_services_code", "part.csv", 2, "service_code", "dental")),
        ("demand", "village_code,service_code,people\n58019901,health,9\n",
         ("unknown_villages_code", "part.csv", 2, "village_code", "58019901")),
        ("units", "code,name_th,base_code,vehicle_class\nU3,หน่วยใหม่,B1,van\n",
         ("unit_without_services", "part.csv", 2, "code", "U3")),
        ("units", "code,name_th,base_code,vehicle_class\nU1,หน่วยบัตร,B7,van\n",
         ("unknown_bases_code", "part.csv", 2, "base_code", "B7")),
        ("unit_services", "unit_code,service_code,counters\nU1,health,0\n",
         ("out_of_range", "part.csv", 2, "counters", "0")),
        ("lodgings", "code,name_th,lon,lat\nP1,ที่พัก,98.0,19.1\n",
         ("place_code_used_twice", "stop_places.csv", None, "code", "P1")),
        ("services", "code,name_th\nid_card,บัตร\n",
         ("missing_column", "part.csv", 1, "seconds_per_person", None)),
    ],
)  # fmt: skip
def test_a_bad_part_changes_nothing_and_is_told(kind, text, found, province, tmp_path):
    data, findings = read_part(a_file(tmp_path, text), kind, province)
    assert data is None
    assert found in [*told(findings)]


def test_an_unknown_kind_or_file_is_told(province, tmp_path):
    data, findings = read_part(tmp_path / "none.csv", "demand", province)
    assert data is None
    assert told(findings) == [("missing_file", "none.csv", None, None, None)]
    data, findings = read_part(tmp_path / "none.csv", "wishes", province)
    assert data is None
    assert [f.code for f in findings] == ["unknown_kind"]


def test_the_services_of_a_unit_are_replaced_together(province, tmp_path):
    path = a_file(tmp_path, "unit_code,service_code,counters\nU1,health,4\n")
    data, findings = read_part(path, "unit_services", province)
    assert [(c.service_code, c.counters) for c in data.units[0].services] == [("health", 4)]
    assert data.units[1] == province.units[1]
    assert [(f.code, f.severity) for f in findings] == [("service_without_unit", Severity.WARNING)]


def test_the_shifts_of_a_unit_are_replaced_together(province, tmp_path):
    path = a_file(tmp_path, "unit_code,weekday,start,end\nU1,sat,09:00,15:00\n")
    data, _ = read_part(path, "shifts", province)
    assert [s.weekday for s in data.units[0].shifts] == [5]


def test_a_unit_keeps_its_services_when_its_row_changes(province, tmp_path):
    path = a_file(tmp_path, "code,name_th,base_code,vehicle_class\nU1,ชื่อใหม่,B2,truck\n")
    data, findings = read_part(path, "units", province)
    assert findings == ()
    assert data.units[0].name_th == "ชื่อใหม่"
    assert data.units[0].services == province.units[0].services


VILLAGES = "code,name_th,name_en,lon,lat,population\n"


def test_a_new_village_gets_a_place_and_a_moved_one_takes_its_place_along(province, tmp_path):
    path = a_file(
        tmp_path,
        VILLAGES + "58010104,บ้านใหม่,Ban Mai,98.03,19.25,150\n"
        "58010201,บ้านทุ่งกว้าง,Ban Thung Kwang,97.99,19.36,620\n",
    )
    data, findings = read_part(path, "villages", province)
    assert not [f for f in findings if f.severity is Severity.ERROR]
    by_code = {v.code: v for v in data.villages}
    assert len(data.villages) == len(province.villages) + 1
    assert by_code["58010201"].population == 620
    places = {p.code: p for p in data.stop_places}
    assert places["P4"].location == Location(lon=97.99, lat=19.36)
    assert places["58010104"].location == Location(lon=98.03, lat=19.25)
    assert places["58010104"].village_code == "58010104"


def test_what_people_added_by_hand_outlives_a_new_list(province, tmp_path):
    path = a_file(tmp_path, VILLAGES + "58010103,บ้านห้วยลึก,Ban Huai Luek,98.05,19.25,300\n")
    data, _ = read_part(path, "villages", province)
    village = next(v for v in data.villages if v.code == "58010103")
    assert village.point_quality is PointQuality.PLACED
    assert village.location == Location(lon=98.07, lat=19.262)
    assert (village.population, village.added_people, village.need_weight) == (300, 40, 1.5)


def test_aliases_outlive_a_list_without_them(province, tmp_path):
    path = a_file(tmp_path, VILLAGES + "58010201,บ้านทุ่งกว้าง,Ban Thung Kwang,97.99,19.36,620\n")
    data, _ = read_part(path, "villages", province)
    assert next(v for v in data.villages if v.code == "58010201").aliases == ("58010299",)


def test_a_village_of_another_province_is_refused(province, tmp_path):
    path = a_file(tmp_path, VILLAGES + "50010101,บ้านอื่น,Ban Uen,98.9,18.8,100\n")
    data, findings = read_part(path, "villages", province)
    assert data is None
    assert findings[0].row == 2


def test_a_policy_alone_can_be_read(province, tmp_path):
    path = a_file(tmp_path, '{"version": "2027-1", "urgency_cap": 5.0}', "policy.json")
    data, findings = read_part(path, "policy", province)
    assert findings == ()
    assert (data.policy.version, data.policy.urgency_cap) == ("2027-1", 5.0)


def test_history_of_another_day_is_added(province, tmp_path):
    text = "village_code,service_code,date,people,unit_code\n58010101,health,2026-11-11,30,U1\n"
    data, _ = read_part(a_file(tmp_path, text), "history", province)
    assert len(data.history) == len(province.history) + 1
    assert data.history[-1].date == date(2026, 11, 11)
