"""One contract for every store: what happened at visits, who was told, what stands on letters."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.errors import Conflict
from planner.domain.letterheads import Letterhead
from planner.domain.recording import Occurrence, RecordedVisit, ServedCount
from planner.ports import Store, Writer
from tests.builders import MONDAY, V1, V2, a_record
from tests.fakes import FakeClock
from tests.stored import a_province, a_telling

EARLIER = date(2026, 11, 20)


def a_visit(key: str = "phone-1", version: int = 1, **said: object) -> RecordedVisit:
    fields: dict[str, object] = {
        "key": key,
        "province_code": "58",
        "village_code": V1,
        "date": EARLIER,
        "served": (ServedCount(service_code="id_card", people=4, still_need=2),),
    }
    occurrence = Occurrence(**{**fields, **said})  # type: ignore[arg-type]
    return RecordedVisit(said=occurrence, version=version, by="team", at=FakeClock().now())


def write(store: Store, *steps: object) -> None:
    with store.writing(actor="tester", at=FakeClock().now()) as writer:
        for step in steps:
            step(writer)  # type: ignore[operator]
        writer.note("written", "store")


def test_the_newest_version_of_a_visit_counts_and_none_is_lost(store: Store) -> None:
    first, other = a_visit(), a_visit("phone-2", village_code=V2)
    second = a_visit(version=2, date=date(2026, 11, 19))

    def add(writer: Writer) -> None:
        for visit in (first, other, second):
            writer.add_recorded_visit(visit)

    write(store, add)
    with store.reading() as reader:
        assert reader.recorded_visit("58", "phone-1") == second
        assert reader.recorded_visit("50", "phone-1") is None
        assert reader.recorded_versions("58", "phone-1") == (first, second)
        assert reader.recorded_visits("58") == (second, other)
        assert reader.recorded_visits("58", since=EARLIER) == (other,)
        assert reader.recorded_visits("58", village_code=V1, until=EARLIER) == (second,)
    with pytest.raises(Conflict):
        write(store, lambda writer: writer.add_recorded_visit(second))


def test_a_visit_is_forgotten_and_a_need_is_set(store: Store) -> None:
    data = a_province(history=(a_record(V1, "id_card", EARLIER, people=7),))
    first = data.demands[0]

    def change(writer: Writer) -> None:
        writer.put_province(data)
        writer.forget_visit("58", V1, "id_card", EARLIER)
        writer.set_need("58", first.village_code, first.service_code, 99)

    write(store, change)
    with store.reading() as reader:
        now = reader.province("58")
    assert now.history == ()
    assert now.demands == (replace(first, people=99), *data.demands[1:])


def test_a_need_that_no_list_had_is_added_last(store: Store) -> None:
    whole = a_province(history=(), requests=())
    missing, demands = whole.demands[0], whole.demands[1:]
    row = ("58", missing.village_code, missing.service_code)

    def change(writer: Writer) -> None:
        writer.put_province(replace(whole, demands=demands))
        writer.set_need(*row, 0)

    write(store, change)
    with store.reading() as reader:
        assert reader.province("58").demands == demands
    write(store, lambda writer: writer.set_need(*row, 5))
    with store.reading() as reader:
        assert reader.province("58").demands == (*demands, replace(missing, people=5))


def test_tellings_keep_their_numbers(store: Store) -> None:
    first = a_telling()
    second = a_telling(2, notice=replace(first.notice, date=EARLIER))

    def add(writer: Writer) -> None:
        writer.add_telling(first)
        writer.add_telling(second)

    write(store, add)
    with store.reading() as reader:
        assert reader.tellings("58", since=EARLIER) == (first, second)
        assert reader.tellings("58", since=MONDAY) == (first,)
        assert reader.tellings("50", since=EARLIER) == ()
        assert (reader.last_telling("58"), reader.last_telling("50")) == (2, 0)
    with pytest.raises(Conflict):
        write(store, lambda writer: writer.add_telling(second))


def test_a_letterhead_is_replaced(store: Store) -> None:
    first = Letterhead(province_code="58", office="ศาลากลางจังหวัด")
    second = replace(first, phone="0-0000-0000", version=2)
    with store.reading() as reader:
        assert reader.letterhead("58") is None
    write(store, lambda writer: writer.put_letterhead(first))
    write(store, lambda writer: writer.put_letterhead(second))
    with store.reading() as reader:
        assert reader.letterhead("58") == second
