"""Caravans as people read them: on the plan's page, on the map and in the workbook."""

from pathlib import Path

from openpyxl import load_workbook

from planner.outputs.caravans import caravan_at, caravan_lines
from planner.outputs.view import PlanView
from planner.outputs.workbook import write_workbook
from planner.words import Language
from tests.builders import V1, a_caravan, a_plan, a_request, a_route, a_travel, a_trip, unit_named
from tests.views import a_view


def a_caravan_view(*, both: bool) -> PlanView:
    """A view of a week with a caravan on Tuesday that one unit or both come to."""
    plain = a_request()
    travel = a_travel(plain)
    route = a_route(
        plain, travel, unit_named(plain, "U1"), 1, [(V1, "short", {(V1, "id_card"): 5})]
    )
    request = a_request(
        caravans=(a_caravan(opens_s=route.visits[0].start_s % 86_400, least_units=1),)
    )
    trips = [a_trip(route)]
    if both:
        unit = unit_named(plain, "U2")
        trips.append(a_trip(a_route(plain, travel, unit, 1, [(V1, "short", {(V1, "health"): 5})])))
    view = a_view()
    return PlanView(
        request=request,
        plan=a_plan(request, travel, trips),
        verdict=view.verdict,
        plan_digest=view.plan_digest,
        made_at=view.made_at,
        lines={},
        basemap=view.basemap,
    )


def test_a_caravan_is_told_with_who_is_missing_and_what_is_owed() -> None:
    view = a_caravan_view(both=False)
    (line,) = caravan_lines(view.request, view.plan, Language.EN)
    assert "missing: Unit U2" in line.told or "missing:" in line.told
    assert not line.is_whole
    assert all(debt.startswith("Owed to ") for debt in line.debts)
    held = a_caravan_view(both=True)
    (whole,) = caravan_lines(held.request, held.plan, Language.TH)
    assert whole.is_whole
    assert "ครบทุกหน่วย" in whole.told
    assert caravan_lines(a_request(), view.plan, Language.TH) == ()


def test_the_map_knows_where_and_when(tmp_path: Path) -> None:
    view = a_caravan_view(both=True)
    ((place, day),) = caravan_at(view.request, view.plan)
    assert (place, day) == (V1, 1)


def test_the_workbook_has_a_sheet_of_them_only_when_there_are_some(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_workbook(a_caravan_view(both=False), path, Language.EN)
    sheet = load_workbook(path)["Caravans held"]
    states = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert states[0] == "held, some missing"
    assert set(states[1:]) <= {"owed"}
    write_workbook(a_view(), path, Language.EN)
    assert "Caravans held" not in load_workbook(path).sheetnames
