"""The field's single file: whole without scripts, nothing from outside, nothing that runs."""

import dataclasses
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from geodata.places import Location
from geodata.roads.closures import Closure, ClosureKind
from geodata.roads.last_legs import LastLeg
from planner.domain.errors import NotFound
from planner.outputs.field_page import draw_field_file
from planner.outputs.field_picture import Box, text_width
from planner.outputs.field_week import field_week, geo_link, phone_link
from planner.usecases.handing_out import Output, make_field_days, make_outputs
from planner.words import Language
from tests.builders import V1, a_location
from tests.views import HOSTILE, a_drawn_request, a_hostile_view, a_view


def body_of(page: str) -> str:
    return page[page.index("<body") : page.index('<script type="application/json"')]


@pytest.mark.parametrize("language", Language)
def test_everything_stands_in_the_page_itself(language: Language) -> None:
    view = a_view()
    body = unescape(body_of(draw_field_file(view, "U1", language)))
    for text in (
        "A1",
        "A2",
        "08:37–10:37",
        "12:39–14:39",
        "geo:19.30000,98.02000",
        "0-0000-0000",
    ):
        assert text in body
    village = next(v for v in view.request.villages if v.code == V1)
    assert village.name_th in body  # the English file has the name on the signs as well
    assert (village.name_en in body) is (language is Language.EN)
    assert view.plan_digest[:12] in body
    assert ("27 พ.ย. 2569 09:05 น." if language is Language.TH else "27 Nov 2026 09:05") in body
    assert body.count("<svg") == 1


def test_a_trip_tells_where_the_night_is() -> None:
    view = a_view()
    week = field_week(view, "U2", Language.EN)
    assert [day["is_night"] for day in week["days"]] == [True, False]
    assert week["days"][0]["end_geo"].startswith("geo:")
    one = field_week(view, "U2", Language.EN, day=2)
    assert [day["day"] for day in one["days"]] == [2]


def test_a_unit_that_stays_at_home_has_no_file() -> None:
    with pytest.raises(NotFound):
        draw_field_file(a_view(), "U3")
    with pytest.raises(NotFound):
        draw_field_file(a_view(), "U1", day=3)


def test_warnings_of_the_day_and_the_vehicle_near_ones_first() -> None:
    request = a_drawn_request()
    far = Closure(code="far", point=a_location(99.5, 18.0), reason="ไกล")
    near = Closure(code="near", point=a_location(98.0, 19.33), reason="ดินถล่ม")
    slow = Closure(code="slow", kind=ClosureKind.SLOW, factor=0.5, road_numbers=("108",))
    over = Closure(code="over", point=a_location(98.0, 19.3), to_date=date(2026, 11, 1))
    request = dataclasses.replace(request, closures=(far, near, slow, over))
    told = field_week(a_view(request), "U1", Language.TH)["days"][0]["warnings"]
    assert [warning["is_near"] for warning in told] == [True, True, False]
    assert "ดินถล่ม" in told[0]["text"]
    assert "ใกล้บ้านแก่นฟ้า" in told[0]["text"]  # the village nearest to the spot
    assert "50%" in told[1]["text"]
    assert "ทางหลวงหมายเลข 108 ทั้งสาย" in told[1]["text"]
    assert told[0]["geo"].startswith("geo:19.33000,98.00000")
    page = draw_field_file(a_view(request), "U1")
    assert 'class="shut"' in page


def test_last_legs_are_told() -> None:
    view = a_view()
    unit = view.request.units[0]
    profile = view.request.profile_of(unit, 0)
    place = next(s.place_code for r in view.plan.routes for s in r.visits)
    leg = LastLeg(mode="last_leg_boat", speed_kmh=10.0, limit_m=900.0)
    view = dataclasses.replace(view, last_legs={(profile, place): leg})
    assert "เรือ" in field_week(view, "U1", Language.TH)["days"][0]["stops"][0]["last_leg"]


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    page = draw_field_file(a_hostile_view(), "U1")
    for text in HOSTILE:
        if "<" in text:
            assert text not in page
    assert page.count("<script>") == 1
    assert page.count("<script") == 3
    assert 'href="javascript:' not in page
    assert set(re.findall(r'href="([a-z]+):', body_of(page))) <= {"geo", "tel"}


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("0-0000-0012", "tel:000000012"),
        ("๐๐ ๐๐๐๑", "tel:000001"),
        ("+66 (0) 00", "tel:+66000"),
        ("๐-๐๐๐๐-๐๐๐๐", "tel:000000000"),
        ("javascript:alert(1)", ""),
        ("ไม่มี", ""),
    ],
)
def test_phones_become_digits(written: str, link: str) -> None:
    assert phone_link(written) == link


def test_geo_links_say_latitude_first() -> None:
    assert geo_link(Location(lon=98.5, lat=19.25)) == "geo:19.25000,98.50000?q=19.25000,98.50000"
    assert geo_link(None) == ""


def test_boxes_and_widths() -> None:
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 20, 20))
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))
    assert text_width("กิ่") == text_width("ก")
    assert text_width("กก") > text_width("ก")


def test_files_of_a_day_are_those_of_who_goes_out(tmp_path: Path) -> None:
    made = make_field_days(a_view(), tmp_path, Language.TH, 1, name="plan-x")
    assert [path.name for path in made] == ["plan-x-field-U2-2026-12-01.html"]
    outputs = make_outputs(a_view(), tmp_path, Language.TH, wanted=(Output.FIELD,))
    assert [path.name for path in outputs[Output.FIELD]] == [
        "plan-field-U1.html", "plan-field-U2.html",
    ]  # fmt: skip


def test_the_plan_is_called_by_its_number() -> None:
    view = dataclasses.replace(a_view(), plan_id="58-20261130-2")
    told = field_week(view, "U1", Language.EN)
    assert told["version"] == "Plan 58-20261130-2"
    assert told["shown_digest"] == view.plan_digest[:12]
