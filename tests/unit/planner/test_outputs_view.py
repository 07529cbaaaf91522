"""What a view refuses, and how the things of a plan are called."""

import dataclasses
from datetime import datetime

import pytest

from geodata.places import Village
from planner.assess.metrics import due_rows, measure
from planner.domain.calendar import NaiveTime
from planner.domain.plan import Reason, Unplanned
from planner.outputs.figures import promises
from planner.outputs.unplanned import Pressure, left_out, pressure_of
from planner.outputs.view import (
    Directory,
    PlaceKind,
    moo_text,
    name_of,
    province_text,
    whereabouts,
)
from planner.words import Language, catalog
from tests.builders import V1, V3, a_village
from tests.views import V5, a_drawn_request, a_view

TH, EN = Language.TH, Language.EN


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(NaiveTime):
        a_view(made_at=datetime(2026, 11, 27, 9, 5))  # noqa: DTZ001 - that is the point


def test_names_fall_back_to_thai() -> None:
    nameless = a_village(name_th="บ้านเดียว", name_en="")
    assert name_of(nameless, EN) == "บ้านเดียว"
    assert name_of(dataclasses.replace(nameless, name_en="Ban Diao"), EN) == "Ban Diao"


def test_provinces_have_names_and_unknown_codes_stay_codes() -> None:
    assert province_text("58", TH) == "จังหวัดแม่ฮ่องสอน"
    assert province_text("58", EN) == "Mae Hong Son Province"
    assert province_text("99", EN) == "99 Province"
    assert sum(code.startswith("province_") for code in catalog()) == 77


@pytest.mark.parametrize(
    ("code", "told"), [("58010203", "ม.3"), ("58010112", "ม.12"), ("58010199", "")]
)
def test_village_numbers_and_municipal_communities(code: str, told: str) -> None:
    assert moo_text(a_village(code), TH) == told


def test_whereabouts_leave_out_what_is_not_known() -> None:
    known = Village(code="58010203", name_th="บ้าน", name_en="", tambon_th="ห้วยโป่ง")
    assert whereabouts(known, TH) == "ม.3 ต.ห้วยโป่ง"
    assert whereabouts(known, EN) == "Moo 3, Tambon ห้วยโป่ง"


def test_places_of_every_kind_are_found_by_code() -> None:
    places = Directory(a_drawn_request()).places
    assert places["B1"].kind is PlaceKind.BASE
    assert places["L1"].kind is PlaceKind.LODGING
    assert places[V1].village is not None
    assert places[V5].location is None


def a_row(reason: Reason, *, required: bool = False, people: int = 1) -> Unplanned:
    return Unplanned(
        village_code=V1, service_code="health", people=people, reason=reason, required=required
    )


def test_pressure_is_required_then_waiting_then_calm() -> None:
    due = frozenset({(V1, "health")})
    assert pressure_of(a_row(Reason.NOT_DUE, required=True), frozenset()) is Pressure.REQUIRED
    assert pressure_of(a_row(Reason.CAPACITY), due) is Pressure.WAITING
    assert pressure_of(a_row(Reason.UNREACHABLE), frozenset()) is Pressure.CALM


def test_rows_left_out_are_gathered_by_village_with_the_most_pressing_first() -> None:
    view = a_view()
    rows = (
        dataclasses.replace(a_row(Reason.TOO_FAR, people=90), service_code="not_due_yet"),
        a_row(Reason.CAPACITY, people=5),
        a_row(Reason.TOO_FAR, required=True, people=2),
    )
    plan = dataclasses.replace(view.plan, unplanned=rows)
    (group,) = left_out(view.request, plan)
    assert [row.people for row in group.rows] == [2, 5, 90]
    assert group.pressure is Pressure.REQUIRED
    assert group.people == 7


def test_required_rows_count_as_kept_only_when_nothing_of_them_is_left() -> None:
    view = a_view()
    kept = promises(view.request, view.plan)
    required = {(u.village_code, u.service_code) for u in view.plan.unplanned if u.required}
    assert (V3, "id_card") in required
    assert kept.rows == len(required) + kept.kept
    everything = dataclasses.replace(view.plan, unplanned=())
    assert promises(view.request, everything).kept == kept.rows


def test_what_the_terminal_leaves_out_is_what_the_workbook_says_is_due_and_not_served() -> None:
    view = a_view()
    sums, due = measure(view.request, view.plan).whole, due_rows(view.request)
    left = sum(r.people for r in view.plan.unplanned if (r.village_code, r.service_code) in due)
    assert left == sums.people_due - sums.people_due_served > 0


def test_totals_say_that_people_are_counted_per_service() -> None:
    for code in ("map_tile_people", "book_sum_people", "cli_figures"):
        thai, english = catalog()[code]
        assert "รายบริการ" in thai, code
        assert "per service" in english, code
