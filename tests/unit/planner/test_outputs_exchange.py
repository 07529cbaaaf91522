"""GeoJSON, GPX and iCalendar: read back by what others would read them with."""

import json
import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from planner.outputs.calendar import unit_calendar
from planner.outputs.geojson import plan_geojson
from planner.outputs.gpx import NAMESPACE, route_gpx
from planner.words import Language
from tests.builders import V1
from tests.views import ALL_HOSTILE, V5, a_hostile_view, a_view


def features(kind: str) -> list[dict[str, object]]:
    told = json.loads(json.dumps(plan_geojson(a_view())))
    assert told["type"] == "FeatureCollection"
    return [f for f in told["features"] if f["properties"]["kind"] == kind]


def test_stops_are_points_longitude_first_with_times_that_carry_an_offset() -> None:
    stops = [f for f in features("stop") if f["properties"]["stop_kind"] == "visit"]  # type: ignore[index]
    assert len(stops) == 4
    first = stops[0]
    assert first["geometry"] == {"type": "Point", "coordinates": [98.02, 19.3]}
    told = first["properties"]
    assert told["village_code"] == V1  # type: ignore[index]
    opened = datetime.fromisoformat(told["open"])  # type: ignore[index]
    assert opened.utcoffset() is not None
    assert opened.date().isoformat() == told["date"]  # type: ignore[index]


def test_legs_are_lines_and_say_where_they_are_guesses() -> None:
    legs = features("leg")
    for leg in legs:
        coordinates = leg["geometry"]["coordinates"]  # type: ignore[index]
        assert len(coordinates) >= 2
        assert all(97 < lon < 99 and 19 < lat < 20 for lon, lat in coordinates)
    assert any(leg["properties"]["drawn_straight"] for leg in legs)  # type: ignore[index]
    assert any(leg["properties"]["estimated"] for leg in legs)  # type: ignore[index]


def test_a_village_that_nobody_can_place_has_no_geometry() -> None:
    left = {f["properties"]["village_code"]: f for f in features("left_out")}  # type: ignore[index]
    assert left[V5]["geometry"] is None
    rows = left[V5]["properties"]["rows"]  # type: ignore[index]
    assert {row["reason"] for row in rows} <= {"closed", "too_soon", "forbidden", "capacity"}


def test_gpx_has_the_stops_in_order_and_the_track() -> None:
    view = a_view()
    root = ET.fromstring(route_gpx(view, view.plan.routes[0]))
    names = [name.text for name in root.findall(f"{{{NAMESPACE}}}wpt/{{{NAMESPACE}}}name")]
    assert names == ["A1 บ้านห้วยโป่ง", "A2 บ้านป่าลาน"]
    points = root.findall(f".//{{{NAMESPACE}}}trkpt")
    assert len(points) >= 6
    assert all(19 < float(point.attrib["lat"]) < 20 for point in points)


def unfolded(calendar: bytes) -> list[str]:
    for line in calendar.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def test_a_calendar_has_an_event_a_visit_in_universal_time() -> None:
    lines = unfolded(unit_calendar(a_view(), "U1", Language.EN))
    assert lines.count("BEGIN:VEVENT") == 2
    start = next(line for line in lines if line.startswith("DTSTART:"))
    assert start == "DTSTART:20261130T" + start[-7:]
    assert int(start[-7:-5]) + 7 in range(8, 17)
    assert "SUMMARY:Ban 0101" in lines
    assert any(line.startswith("GEO:19.3") for line in lines)


@pytest.mark.parametrize("language", list(Language))
def test_hostile_names_break_no_line_and_no_tag(language: Language) -> None:
    view = a_hostile_view()
    lines = unfolded(unit_calendar(view, "U1", language))
    assert {line.split(":")[0].split(";")[0] for line in lines if line} <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "UID", "DTSTAMP",
        "DTSTART", "DTEND", "SUMMARY", "LOCATION", "GEO", "DESCRIPTION",
    }  # fmt: skip
    root = ET.fromstring(route_gpx(view, view.plan.routes[0], language))
    name = root.find(f"{{{NAMESPACE}}}wpt/{{{NAMESPACE}}}name")
    assert name is not None
    assert ALL_HOSTILE.split("\u2028")[0][:40] in (name.text or "")
    json.loads(json.dumps(plan_geojson(view)))
