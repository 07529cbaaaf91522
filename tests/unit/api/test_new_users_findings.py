"""What people who see the pages for the first time stumbled over."""

from dataclasses import replace
from pathlib import Path

from api.pages.closures import ClosureForm, closure_of
from api.pages.headline import facts_of
from planner.assess.metrics import due_rows
from planner.domain.plan import Reason, Unplanned
from planner.usecases.case_views import find_villages
from planner.words import Language
from tests.builders import a_request
from tests.web import HOME, a_site


def test_villages_whose_names_begin_so_come_before_those_of_a_tambon(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request(), plans=False)
    with site.planner.store.reading() as reader:
        data = reader.province(HOME)
    first = data.villages[0]
    villages = tuple(
        replace(first, code=f"5801010{n}", name_th=name, tambon_th=tambon, aliases=())
        for n, (name, tambon) in enumerate(
            [("ป่าไผ่", "ห้วยโป่ง"), ("ดงห้วย", "ปางหมู"), ("บ้านห้วยเดื่อ", "ผาบ่อง")], start=1
        )
    )
    found = find_villages(replace(data, villages=villages), "ห้วย")
    assert [v.code[-1] for v in found] == ["3", "2", "1"]


def test_a_corner_drawn_twice_counts_once() -> None:
    area = "97.9,19.3;97.9,19.3;98.0,19.3;98.0,19.4;98.0,19.4"
    assert len(closure_of(ClosureForm(area=area, reason="flood")).polygon) == 3


def test_villages_left_out_are_told_with_those_visited(tmp_path: Path) -> None:
    """A village that is visited may still have somebody due; both are told."""
    site = a_site(tmp_path, a_request())
    request, plan = a_request(), site.plans[HOME].plan
    visited = next(serving for _, _, serving in plan.servings())
    rows = tuple(
        Unplanned(village_code=village, service_code=service, people=1, reason=Reason.CAPACITY)
        for village, service in sorted(due_rows(request))
        if village == visited.village_code
    )
    fact = facts_of(request, replace(plan, unplanned=rows), Language.EN)[2]
    assert fact.note.startswith("in 1 village (1 visited in this plan, 0 not at all)")
    bare = facts_of(request, replace(plan, unplanned=rows, trips=()), Language.EN)[2]
    assert bare.note.startswith("in 1 village (0 visited in this plan, 1 not at all)")
