"""The day sheets, read back out of their PDF."""

import dataclasses
import re
from datetime import date
from typing import Any

import pytest

from geodata.roads.closures import Closure, ClosureKind
from planner.domain.errors import NotFound
from planner.outputs.sheet import draw_bundle, draw_sheet, draw_sheets
from planner.outputs.sheet_data import all_units, sheet_data
from planner.outputs.view import ClosedRoad, PlanView
from planner.words import Language
from tests.builders import a_location
from tests.printed import pages_of
from tests.views import HOSTILE, a_hostile_view, a_view, over_a_closed_road

TH, EN = Language.TH, Language.EN


def test_units_that_work_have_a_page_a_day_and_others_none() -> None:
    sheets = draw_sheets(a_view())
    assert list(sheets) == ["U1", "U2"]
    assert len(pages_of(sheets["U1"])) == 1
    assert len(pages_of(sheets["U2"])) == 2


def test_thai_and_digits_read_back_right() -> None:
    (page,) = pages_of(draw_sheet(a_view(), "U1"))
    for text in (
        "หน่วยเคลื่อนที่ที่ 1",
        "วันจันทร์ที่ 30 พฤศจิกายน 2569",
        "จังหวัดแม่ฮ่องสอน",
        "บ้านห้วยโป่ง",
        "58010101",
        "บัตรประจำตัวประชาชน",
        "ผู้ใหญ่บ้าน",
        "0-0000-0000",
        "พักกลางวัน",
        "หน้า 1 / 1",
        "ผ่านการตรวจสอบทุกข้อ",
        "27 พ.ย. 2569 09:05 น.",
    ):
        assert text.replace(" ", "") in page.replace(" ", ""), text


def test_marks_above_and_below_stay_in_reading_order() -> None:
    """น้ำ and ฮู้ carry a tone mark with another vowel sign; wrong fonts swap or drop them."""
    text = "".join(pages_of(draw_sheet(a_view(), "U2")))
    assert "บ้านน้ำฮู้หายใจ" in text.replace(" ", "")
    assert "โดยประมาณ" in text.replace(" ", "")


def test_english_sheets_are_english() -> None:
    text = " ".join(pages_of(draw_sheet(a_view(), "U2", EN)))
    for part in ("Tuesday 1 December 2026", "Ban 0201", "Health check", "Night at", "Page 2 / 2"):
        assert part in text
    assert "บ้านป่าลาน" in text.replace(" ", "")  # as on the signs
    assert "Officials' lodging" in text.replace("\u2019", "'")


def test_the_same_view_gives_the_same_bytes() -> None:
    assert draw_sheet(a_view(), "U1") == draw_sheet(a_view(), "U1")


def test_only_sarabun_is_used_and_it_is_embedded() -> None:
    pdf = draw_sheet(a_view(), "U1")
    fonts = set(re.findall(rb"/FontName\s*/([A-Z]{6}\+)?([A-Za-z-]+)", pdf))
    assert fonts
    assert {name.decode().split("-")[0] for _, name in fonts} == {"Sarabun"}


def test_times_people_and_counters_are_those_of_the_plan() -> None:
    view = a_view()
    data = sheet_data(view, "U1", TH)
    (day,) = data["days"]
    route = next(r for r in view.plan.routes if r.unit_code == "U1")
    visits = [stop for stop in day["stops"] if stop["kind"] == "visit"]
    assert [v["mark"] for v in visits] == ["A1", "A2"]
    assert day["depart"] == "08:00"
    assert visits[0]["services"][0]["people"] == 7
    assert visits[0]["services"][1]["village"] == "บ้านแก่นฟ้า ม.2"
    assert sum(s["people"] for v in visits for s in v["services"]) == sum(
        one.people for stop in route.visits for one in stop.servings
    )


def test_every_stop_with_a_point_has_a_code_to_navigate_by() -> None:
    data = sheet_data(a_view(), "U2", TH)
    for day in data["days"]:
        for stop in day["stops"]:
            assert stop["qr"].startswith("<svg")
            lat, lon = map(float, stop["position"].split(", "))
            assert 19 < lat < 20 < 97 < lon < 99


@pytest.mark.parametrize("unit_code", ["U1", "U2"])
def test_hostile_names_are_set_as_they_are(unit_code: str) -> None:
    view = over_a_closed_road(a_hostile_view(), unit_code, "".join(HOSTILE))
    text = "".join(pages_of(draw_sheet(view, unit_code))).replace(" ", "")
    for form in HOSTILE:
        wanted = "".join(ch for ch in form if ch.isprintable()).replace(" ", "")
        assert wanted in text, form


def test_a_day_of_many_stops_goes_over_several_pages() -> None:
    view = a_view()
    trip = view.plan.trips[0]
    route = trip.routes[0]
    stops = (route.stops[0],) * 6
    long_route = dataclasses.replace(route, stops=stops, legs=route.legs[:1] * 7)
    plan = dataclasses.replace(
        view.plan, trips=(dataclasses.replace(trip, routes=(long_route,)), *view.plan.trips[1:])
    )
    longer: PlanView = dataclasses.replace(view, plan=plan)
    pages = pages_of(draw_sheet(longer, "U1"))
    assert len(pages) >= 2
    assert "A6" in pages[-1]


def test_all_units_in_one_document_unit_by_unit_or_day_by_day() -> None:
    view = a_view()
    pages = pages_of(draw_bundle(view))
    assert [re.search(r"Page|หน้า (\d) / (\d)", page).groups() for page in pages] == [  # type: ignore[union-attr]
        ("1", "3"), ("2", "3"), ("3", "3"),
    ]  # fmt: skip
    assert ["หน่วยเคลื่อนที่ที่ 1" in page for page in pages] == [True, False, False]
    names = [sheet["unit"]["letter"] for sheet in all_units(view, TH, by_day=True)["sheets"]]
    assert names == ["A", "B", "B"]
    one_day = all_units(view, EN, day=1)["sheets"]
    assert [day["date"] for sheet in one_day for day in sheet["days"]] == [
        "Tuesday 1 December 2026"
    ]
    with pytest.raises(NotFound):
        draw_bundle(view, day=4)


def over(*legs: tuple[str, int, int], **facts: Any) -> ClosedRoad:
    """A closed road that these legs (unit, day, leg) lead over."""
    closure = Closure(code="C-1", point=a_location(98.0, 19.33), reason="ดินถล่ม", **facts)
    return ClosedRoad(closure=closure, legs=frozenset(legs), numbers=("108",), road_m=200)


def test_a_road_closed_since_is_told_on_its_day_beside_its_ways() -> None:
    view = a_view()
    on_monday = next(route for route in view.plan.routes if route.unit_code == "U1")
    home = len(on_monday.legs) - 1
    first = over(("U1", on_monday.day, 0), ("U1", on_monday.day, home), vehicle_classes=("van",))
    second = over(("U2", 99, 0))
    third = over(("U1", on_monday.day, 0), kind=ClosureKind.SLOW, to_date=date(2026, 12, 5))
    view = dataclasses.replace(view, closed_since=(first, second, third), roads_at=view.made_at)
    (day,) = sheet_data(view, "U1", EN)["days"]
    one, other = day["closed"]["roads"]
    assert (one["number"], other["number"]) == (1, 2)
    assert one["where"] == "Highway 108: Closed"
    assert one["facts"] == "from now on, until reopened · Van · ดินถล่ม"
    assert one["ways"].endswith("to A1 Ban 0101, the way home")
    assert other["where"].endswith("50% of the usual speed")
    assert "to 5 Dec 2026 · all vehicles" in other["facts"]
    assert day["stops"][0]["way_closed"] == "Over a closed road (no. 1, 2)"
    assert [stop["way_closed"] for stop in day["stops"][1:]] == ["", ""]
    assert day["closed_home"] == "Over a closed road (no. 1)"
    assert all(not d["closed"]["roads"] for d in sheet_data(view, "U2", EN)["days"])
    (page,) = pages_of(draw_sheet(view, "U1", EN))
    for text in (one["where"], one["ways"], day["closed"]["ask"], "19.33000, 98.00000"):
        assert text in page
    assert "Closed roads as known on 27 Nov 2026 09:05" in page
