"""Fairness of waiting: by hand on a small province, and the same as the figures of a plan."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.assess.equity import needs_of_plan
from planner.assess.fairness import fairness_after, fairness_before, fairness_on
from planner.assess.metrics import measure
from planner.domain.demand import VisitRecord
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.outputs.fairness_tables import write_fairness
from planner.words import Language
from tests.builders import a_plan, a_request, a_travel
from tests.datasets import province_of
from tests.naive import naive_plan

START = a_request().horizon.start


def visited(request: PlanRequest, days_ago: dict[tuple[str, str], int]) -> PlanRequest:
    """The request with just these visits before its first day."""
    history = tuple(
        VisitRecord(village_code=v, service_code=s, date=START - timedelta(days=days), people=1)
        for (v, s), days in days_ago.items()
    )
    return replace(request, history=history, requests=())


def test_days_overdue_by_hand() -> None:
    request = a_request()
    keys = [row.key for row in demand_rows(request)]
    interval = {s.code: s.interval_days for s in request.services}
    ago = {key: interval[key[1]] - 5 for key in keys}
    ago[keys[0]] = interval[keys[0][1]] + 40
    ago[keys[1]] = interval[keys[1][1]] + 3
    told = fairness_on(visited(request, ago), START)
    assert told.whole.rows_overdue == 2
    assert [(row.key, row.days_overdue) for row in told.overdue] == [(keys[0], 40), (keys[1], 3)]
    late = {keys[0][0]: 40} | ({keys[1][0]: 3} if keys[1][0] != keys[0][0] else {})
    assert {code: days for code, days in told.days_overdue.items() if days} == late
    assert told.worst_overdue == 40
    assert told.groups[2] == 1
    assert sum(told.groups) == len(request.villages)
    later = fairness_on(visited(request, ago), START + timedelta(days=6))
    assert later.whole.rows_overdue == len(keys)


@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_as_what_a_plan_is_measured_by(seed: int) -> None:
    request = a_request()
    travel = a_travel(request)
    for plan in (a_plan(request, travel), naive_plan(request, travel, seed)):
        told, sums = fairness_after(request, plan), measure(request, plan)
        assert told.whole.rows_overdue == sums.whole.rows_overdue
        assert told.gini == pytest.approx(sums.whole.gini_overdue)
        assert {c: s.rows_overdue for c, s in told.districts.items()} == {
            c: s.rows_overdue for c, s in sums.districts.items() if c in told.districts
        }
        assert {c: s.need for c, s in told.districts.items() if s.need} == needs_of_plan(
            request, plan
        )


def test_a_day_in_the_past_leaves_out_what_the_records_do_not_tell() -> None:
    request = a_request()
    keys = [row.key for row in demand_rows(request)]
    ago = dict.fromkeys(keys, 10) | {keys[0]: 400}
    told = fairness_before(visited(request, ago), START - timedelta(days=91))
    assert told.rows_unknown == len(keys) - 1
    assert told.whole.rows == 1
    never = fairness_before(visited(request, {}), START - timedelta(days=91))
    assert (never.rows_unknown, never.whole.rows) == (0, len(keys))


def test_cells_and_services_add_up_and_the_workbook_says_the_same(tmp_path: Path) -> None:
    request = a_request()
    told = fairness_on(request, START)
    assert sum(share.rows for share in told.cells.values()) == told.whole.rows
    assert sum(share.rows for share in told.services.values()) == told.whole.rows
    assert sum(share.people_overdue for share in told.districts.values()) == (
        told.whole.people_overdue
    )
    path = tmp_path / "fairness.xlsx"
    write_fairness({"now": told}, province_of(request), path, "=1+1", Language.EN)
    book = load_workbook(path)
    assert book.sheetnames == ["Summary", "Coverage", "Overdue"]
    last = [cell.value for cell in list(book["Coverage"].rows)[-1]]
    assert last[0] == "Province"
    assert last[2:4] == [told.whole.rows, told.whole.rows_overdue]
    assert book["Overdue"].max_row == 1 + len(told.overdue)
