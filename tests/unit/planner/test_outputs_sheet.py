"""The day sheets, read back out of their PDF."""

import dataclasses
import re
import unicodedata

import pypdfium2 as pdfium
import pytest

from planner.domain.errors import NotFound
from planner.outputs.sheet import draw_bundle, draw_sheet, draw_sheets
from planner.outputs.sheet_data import all_units, sheet_data
from planner.outputs.view import PlanView
from planner.words import Language
from tests.views import HOSTILE, a_hostile_view, a_view

TH, EN = Language.TH, Language.EN


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without line ends and double spaces, composed."""
    document = pdfium.PdfDocument(pdf)
    try:
        told = []
        for page in document:
            text_page = page.get_textpage()
            told.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return [re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)) for text in told]
    finally:
        document.close()


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
    text = "".join(pages_of(draw_sheet(a_hostile_view(), unit_code))).replace(" ", "")
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
