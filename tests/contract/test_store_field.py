"""Reports of field teams in every store: memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import StaleVersion
from planner.ports import Store
from tests.builders import MONDAY
from tests.fakes import FakeClock
from tests.fielded import PLAN, a_field
from tests.stored import a_field_decision, a_kept_report


def test_reports_are_kept_once_and_found_by_day_and_unit(store: Store) -> None:
    report = a_kept_report()
    later = replace(
        report,
        said=replace(report.said, id="report-0002", on_date=MONDAY + timedelta(days=1)),
        received_at=report.received_at + timedelta(hours=1),
    )
    other = replace(report, digest="f" * 64)
    with store.writing(actor="team", at=FakeClock().now()) as writer:
        assert [writer.add_field_report(r) for r in (later, report, report, other)] == [
            True, True, False, True,
        ]  # fmt: skip
        writer.note("field_report_received", "field_report:report-0001")
    with store.reading() as reader:
        assert reader.field_reports("58") == (*sorted((report, other), key=lambda r: r.key), later)
        assert reader.field_reports("58", since=MONDAY + timedelta(days=1)) == (later,)
        assert later not in reader.field_reports("58", until=MONDAY)
        assert reader.field_reports("58", unit_code="U2") == reader.field_reports("50") == ()


def test_a_decision_is_numbered(store: Store) -> None:
    report = a_kept_report()
    first, second = a_field_decision(report), a_field_decision(report, number=2)
    with store.writing(actor="planner", at=FakeClock().now()) as writer:
        writer.add_field_report(report)
        writer.add_field_decision(second)
        writer.add_field_decision(first)
        with pytest.raises(StaleVersion):
            writer.add_field_decision(replace(first, reason="another"))
        writer.note("field_report_decided", "field_report:report-0001")
    with store.reading() as reader:
        assert reader.field_decisions("58", since=MONDAY, until=MONDAY) == (first, second)
        assert reader.field_decisions("58", since=MONDAY + timedelta(days=1)) == ()


def test_missed_visits_are_announced_no_more(store: Store) -> None:
    a_field(store)
    with store.reading() as reader:
        announced = reader.published_visits("58")[PLAN]
    gone = announced[0]
    assert gone.unit_code is not None
    missed = (gone.village_code, gone.service_code, gone.date, gone.unit_code)
    for is_missed, wanted in ((True, announced[1:]), (True, announced[1:]), (False, announced)):
        with store.writing(actor="team", at=FakeClock().now()) as writer:
            writer.mark_missed("58", [missed], missed=is_missed)
            writer.note("field_visit_settled", "visit:1")
        with store.reading() as reader:
            assert reader.published_visits("58")[PLAN] == wanted
            assert reader.missed_visits("58") == ({missed} if is_missed else frozenset())
