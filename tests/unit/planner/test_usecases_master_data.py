"""Master data edited record by record: judged whole, kept as a version, told in the log."""

from dataclasses import replace
from typing import Any

import pytest

from geodata.places import Contact, Location
from planner.domain.demand import Demand, Service
from planner.domain.errors import Conflict, InUse, NotFound, RecordRefused, StaleVersion
from planner.domain.province import ProvinceData
from planner.domain.units import Counters, MobileUnit
from planner.inputs import RECORD_KINDS, read_texts, texts_of
from planner.storage.memory import MemoryStore
from planner.usecases.master_data import (
    Edited,
    Record,
    add_record,
    change_record,
    one_record,
    records_of,
)
from planner.usecases.master_data import remove_record as drop_record
from planner.usecases.master_overview import overview_of
from tests.builders import a_request, a_village
from tests.fakes import FakeClock

CLOCK = FakeClock()


@pytest.fixture
def store() -> MemoryStore:
    request = a_request()
    shared = (
        *("villages", "stop_places", "bases", "lodgings", "units", "services", "packages"),
        *("staff", "demands", "history"),
    )
    data = ProvinceData(
        province_code="58",
        name_th="แม่ฮ่องสอน",
        name_en="Mae Hong Son",
        **{name: getattr(request, name) for name in shared},
    )
    kept = MemoryStore()
    with kept.writing(actor="tester", at=CLOCK.now()) as writer:
        writer.put_province(data)
        writer.note("province_imported", "province:58")
    return kept


def change(store: MemoryStore, record: Record, thing: Any) -> Edited:
    """Put a thing in the place of a record as it was seen."""
    return change_record(
        store, CLOCK, "58", record.kind, record.key, thing, seen=record.tag, by="planner"
    )


def a_unit(store: MemoryStore) -> MobileUnit:
    unit = one_record(store, "58", "units", "U1").thing
    assert isinstance(unit, MobileUnit)
    return unit


def test_a_change_is_a_new_version_and_the_log_says_from_what_to_what(store: MemoryStore) -> None:
    record = one_record(store, "58", "units", "U1")
    wish = replace(
        record.thing,
        max_nights=2,
        contact=Contact(role_th="คนขับ", role_en="Driver", phone="0-0000-0000"),
    )
    done = change(store, record, wish)
    assert done.version.version == 2
    assert done.version.imported_by == "planner"
    assert one_record(store, "58", "units", "U1").thing == wish
    with store.reading() as reader:
        entry = reader.audit_head()
    assert entry is not None
    assert (entry.action, entry.thing) == ("record_changed", "units:58:U1")
    before = record.thing.max_nights
    assert entry.facts["field_max_nights"] == f"{before} → 2"
    assert entry.facts["field_contact"] == "***"
    assert set(entry.facts) == {"province", "data_version", "field_max_nights", "field_contact"}


def test_every_fault_of_an_edit_is_told_at_once_and_nothing_is_kept(store: MemoryStore) -> None:
    record = one_record(store, "58", "units", "U1")
    wish = replace(
        record.thing,
        base_code="NOWHERE",
        services=(*record.thing.services, Counters(service_code="magic", counters=1)),
    )
    with pytest.raises(RecordRefused) as refused:
        change(store, record, wish)
    assert {(f.field, f.value) for f in refused.value.faults} == {
        ("base_code", "NOWHERE"),
        ("service_code", "magic"),
    }
    assert a_unit(store) == record.thing


def test_who_saw_an_older_record_is_refused_but_only_for_that_record(store: MemoryStore) -> None:
    unit, service = (
        one_record(store, "58", *pair) for pair in (("units", "U1"), ("services", "id_card"))
    )
    change(store, unit, replace(unit.thing, max_nights=1))
    with pytest.raises(StaleVersion):
        change(store, unit, replace(unit.thing, max_nights=3))
    wish = replace(service.thing, sla_working_days=9)
    change(store, service, wish)
    assert one_record(store, "58", "services", "id_card").thing.sla_working_days == 9
    assert a_unit(store).max_nights == 1


def test_a_key_stays_and_a_taken_key_is_refused(store: MemoryStore) -> None:
    record = one_record(store, "58", "units", "U1")
    with pytest.raises(RecordRefused, match="key_stays"):
        change(store, record, replace(record.thing, code="U2"))
    with pytest.raises(Conflict):
        add_record(store, CLOCK, "58", "units", record.thing, by="a")
    stranger = replace(record.thing, code="U7", province_code="50")
    with pytest.raises(RecordRefused, match="of_other_province"):
        add_record(store, CLOCK, "58", "units", stranger, by="a")
    with pytest.raises(NotFound):
        one_record(store, "58", "spaceships", "U1")


def test_what_others_name_is_not_removed(store: MemoryStore) -> None:
    base = records_of(store, "58", "bases").records[0]
    with pytest.raises(InUse) as refused:
        drop_record(store, CLOCK, "58", "bases", base.key, seen=base.tag, by="a")
    assert refused.value.facts["by"] == "units"


def test_a_service_that_nobody_carries_takes_its_demand_along(store: MemoryStore) -> None:
    service = Service(
        code="passport", name_th="หนังสือเดินทาง", name_en="Passport", agency_th="", agency_en="",
        seconds_per_person=900, interval_days=365, sla_working_days=30,
    )  # fmt: skip
    village = records_of(store, "58", "villages").records[0]
    added = add_record(store, CLOCK, "58", "services", service, by="a")
    assert "service_without_unit" in {found.code for found in added.findings}
    add_record(
        store, CLOCK, "58", "demand",
        Demand(village_code=village.key, service_code="passport", people=3), by="a",
    )  # fmt: skip
    tag = one_record(store, "58", "services", "passport").tag
    drop_record(store, CLOCK, "58", "services", "passport", seen=tag, by="a")
    keys = {record.key for record in records_of(store, "58", "demand").records}
    assert f"{village.key}~passport" not in keys


def test_a_village_moves_and_gains_weight_only_with_reason_and_two_persons(
    store: MemoryStore,
) -> None:
    record = records_of(store, "58", "villages").records[0]
    wish = replace(record.thing, need_weight=3.0, location=Location(lon=98.0, lat=19.0))
    with pytest.raises(RecordRefused) as refused:
        change(store, record, wish)
    assert {f.code for f in refused.value.faults} == {"needs_two_persons", "placed_with_reason"}


def test_a_village_comes_with_a_stop_place_and_goes_with_all_that_is_said_of_it(
    store: MemoryStore,
) -> None:
    before = {k: len(records_of(store, "58", k).records) for k in ("stop_places", "demand")}
    add_record(store, CLOCK, "58", "villages", a_village("58010199"), by="a")
    assert len(records_of(store, "58", "stop_places").records) == before["stop_places"] + 1
    for code in ("58010199", "58010101"):
        tag = one_record(store, "58", "villages", code).tag
        drop_record(store, CLOCK, "58", "villages", code, seen=tag, by="a")
    assert len(records_of(store, "58", "stop_places").records) == before["stop_places"] - 1
    assert not any(r.key.startswith("58010101") for r in records_of(store, "58", "demand").records)


def test_every_kind_goes_through_the_texts_of_its_form_and_back(store: MemoryStore) -> None:
    with store.reading() as reader:
        data = reader.province("58")
    tried = set()
    for name, kind in RECORD_KINDS.items():
        for thing in kind.things(data):
            again, findings = read_texts(kind, texts_of(kind, thing), data)
            assert again == thing, (name, findings)
            tried.add(name)
    assert {"villages", "units", "services", "stop_places", "demand"} <= tried


def test_a_form_tells_every_fault_beside_its_field(store: MemoryStore) -> None:
    with store.reading() as reader:
        data = reader.province("58")
    kind = RECORD_KINDS["units"]
    texts = texts_of(kind, data.units[0]) | {
        "max_nights": "สาม", "vehicle_class": "boat", "counters.id_card": "-1", "shift.mon": "9",
    }  # fmt: skip
    thing, findings = read_texts(kind, texts, data)
    assert thing is None
    assert {found.column for found in findings} == {
        "max_nights", "vehicle_class", "counters.id_card", "shift.mon",
    }  # fmt: skip


def test_pages_of_records_follow_one_another(store: MemoryStore) -> None:
    first = records_of(store, "58", "demand", limit=2)
    rest = records_of(store, "58", "demand", after=first.after or "")
    whole = records_of(store, "58", "demand")
    assert (*first.records, *rest.records) == whole.records
    assert whole.after is None
    assert whole.count == len(whole.records)


def test_the_overview_says_what_stops_planning(store: MemoryStore) -> None:
    assert overview_of(store, CLOCK, "58").is_ready
    with store.writing(actor="tester", at=CLOCK.now()) as writer:
        writer.put_province(
            ProvinceData(province_code="50", name_th="เชียงใหม่", name_en="Chiang Mai")
        )
        writer.note("province_added", "province:50")
    empty = overview_of(store, CLOCK, "50")
    assert not empty.is_ready
    stops = {gap.kind for gap in empty.gaps if gap.stops}
    assert stops == {"villages", "bases", "services", "packages", "units", "demand"}


def test_texts_that_no_column_can_hold_are_refused(store: MemoryStore) -> None:
    base = records_of(store, "58", "bases").records[0].thing
    for wrong in ({"code": "B" * 61}, {"name_en": "a\x00b"}, {"name_th": "ก" * 2001}):
        with pytest.raises(RecordRefused):
            add_record(
                store, CLOCK, "58", "bases", replace(base, **{"code": "B9", **wrong}), by="a"
            )
