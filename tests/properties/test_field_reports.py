"""Whatever the order and however often reports come, the same state, and each exactly once."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.field import FieldReport, ReportKind
from planner.domain.field_state import settle
from planner.storage.memory import MemoryStore
from planner.usecases.field import Taken, field_view, send_reports
from tests.fielded import PROVINCE, Field, a_field, batches


def the_reports(field: Field) -> list[FieldReport]:
    """A week with everything: corrections, disputes, two bodies, a miss, a closure, strangers."""
    return [
        field.report(ReportKind.ARRIVED, 1),
        field.served(7, 2),
        field.served(9, 2),
        field.served(5, 3),
        field.served(6, 4, corrects="report-0003"),
        field.report(ReportKind.LEFT, 5),
        field.missed(6, visit=1),
        field.served(30, 7, visit=1),
        field.served(12, 8, visit=1, corrects="report-0007"),
        field.closed(9),
        field.report(ReportKind.REMARK, 10, text="ฝนตกหนัก"),
        field.served(2, 11, unit_code="U2"),
        field.served(3, 12, unit_code="U9"),
    ]


def what_is_known(field: Field) -> dict[str, Any]:
    with field.store.reading() as reader:
        view = field_view(reader, PROVINCE)
        return {
            "reports": frozenset((r.key, r.is_planned) for r in view.reports),
            "state": view.state,
            "history": field.history(),
            "needs": field.needs(),
            "missed": reader.missed_visits(PROVINCE),
            "noted": sum(e.action == "field_report_received" for e in reader.audit()),
        }


@given(data=st.data())
@settings(max_examples=50)
def test_fifty_orders_with_repeats_give_one_state(data: st.DataObject) -> None:
    field = a_field(MemoryStore())
    reports = the_reports(field)
    for batch in batches(reports, 4):
        send_reports(field.store, field.clock, PROVINCE, batch, by="team")
    wanted = what_is_known(field)
    assert wanted["noted"] == len(reports) - 1

    again = a_field(MemoryStore())
    repeats = data.draw(st.lists(st.sampled_from(reports), max_size=8))
    order = data.draw(st.permutations([*reports, *repeats]))
    kept = 0
    for batch in batches(order, data.draw(st.integers(1, 6))):
        told = send_reports(again.store, again.clock, PROVINCE, batch, by="team")
        assert [one.id for one in told] == [report.id for report in batch]
        kept += sum(one.taken is Taken.KEPT for one in told)
    assert kept == len(reports) - 1
    assert what_is_known(again) == wanted


@given(data=st.data())
@settings(max_examples=50)
def test_settling_knows_no_order(data: st.DataObject) -> None:
    field = a_field(MemoryStore())
    send_reports(field.store, field.clock, PROVINCE, the_reports(field), by="team")
    with field.store.reading() as reader:
        view = field_view(reader, PROVINCE)
    order = data.draw(st.permutations([*view.reports, *view.reports[:4]]))
    assert settle(order, view.decisions) == view.state
