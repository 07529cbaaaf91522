"""KML 2.2 for Google Earth and phone maps: a folder a unit, its visits with times, its lines."""

import xml.etree.ElementTree as ET

from geodata.places import Location
from planner.domain.plan import Route
from planner.outputs.colours import Mark, marks_of
from planner.outputs.records import Record, route_records, visit_records
from planner.outputs.times import date_text, days_text
from planner.outputs.view import Directory, PlanView, name_of, province_text
from planner.words import Language, say

NAMESPACE = "http://www.opengis.net/kml/2.2"
MEDIA_TYPE = "application/vnd.google-earth.kml+xml"
LINE_WIDTH = "4"


def plan_kml(view: PlanView, language: Language = Language.TH) -> bytes:
    """The whole plan as one KML document; longitude before latitude, as KML has it."""
    directory = Directory(view.request)
    marks = marks_of(directory.units)
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    document = ET.SubElement(root, "Document")
    _text(document, "name", _title(view, language))
    for unit_code, mark in marks.items():
        style = ET.SubElement(document, "Style", {"id": f"unit-{mark.letter}"})
        line = ET.SubElement(style, "LineStyle")
        _text(line, "color", _colour(mark))
        _text(line, "width", LINE_WIDTH)
        routes = [route for route in view.plan.routes if route.unit_code == unit_code]
        if routes:
            folder = ET.SubElement(document, "Folder")
            _text(folder, "name", f"{mark.letter} {name_of(directory.units[unit_code], language)}")
            _unit(folder, view, mark, unit_code, language)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _unit(
    folder: ET.Element, view: PlanView, mark: Mark, unit_code: str, language: Language
) -> None:
    style = f"#unit-{mark.letter}"
    for record in visit_records(view.request, view.plan):
        if record.facts["unit_code"] == unit_code and record.points:
            _visit(folder, record, style, mark, language)
    days = {r.day: r for r in view.plan.routes if r.unit_code == unit_code}
    lines = [
        record
        for record in route_records(view.request, view.plan, view.lines)
        if record.facts["unit_code"] == unit_code
    ]
    for route, record in zip(days.values(), lines, strict=True):
        _line(folder, view, route, record, style, language)


def _visit(folder: ET.Element, record: Record, style: str, mark: Mark, language: Language) -> None:
    facts = record.facts
    named = facts[f"village_{language.value}"] or facts[f"place_{language.value}"]
    mark_element = ET.SubElement(folder, "Placemark")
    _text(mark_element, "name", f"{mark.letter}{facts['visit_order']} {named}")
    people = say("map_people", language, n=facts["people"])
    _text(mark_element, "description", f"{facts[f'services_{language.value}']} · {people}")
    span = ET.SubElement(mark_element, "TimeSpan")
    _text(span, "begin", str(facts["opens_at"]))
    _text(span, "end", str(facts["closes_at"]))
    _text(mark_element, "styleUrl", style)
    data = ET.SubElement(mark_element, "ExtendedData")
    for name, value in facts.items():
        entry = ET.SubElement(data, "Data", {"name": name})
        _text(entry, "value", "" if value is None else str(value))
    point = ET.SubElement(mark_element, "Point")
    _text(point, "coordinates", _pair(record.points[0]))


def _line(
    folder: ET.Element,
    view: PlanView,
    route: Route,
    record: Record,
    style: str,
    language: Language,
) -> None:
    if len(record.points) < 2:
        return
    mark_element = ET.SubElement(folder, "Placemark")
    _text(mark_element, "name", date_text(view.request.horizon.date_of(route.day), language))
    _text(mark_element, "styleUrl", style)
    line = ET.SubElement(mark_element, "LineString")
    _text(line, "tessellate", "1")
    _text(line, "coordinates", " ".join(map(_pair, record.points)))


def _title(view: PlanView, language: Language) -> str:
    return " · ".join(
        (
            say("output_title", language),
            province_text(view.plan.province_code, language),
            days_text(view.plan.start, view.plan.days, language),
        )
    )


def _colour(mark: Mark) -> str:
    """KML writes a colour as opacity, blue, green, red."""
    red, green, blue = (mark.colour.lstrip("#")[i : i + 2] for i in (0, 2, 4))
    return f"ff{blue}{green}{red}".lower()


def _pair(location: Location) -> str:
    return f"{location.lon:.6f},{location.lat:.6f}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    """A child element; XML 1.0 has no place for control characters."""
    child = ET.SubElement(parent, name)
    child.text = "".join(ch if ch.isprintable() else " " for ch in text)
