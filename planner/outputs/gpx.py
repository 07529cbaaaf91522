"""GPX 1.1 for navigators: one file a unit and day, the stops in order and the road between."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import date

from geodata.places import Location
from planner.domain.plan import Route, StopKind
from planner.outputs.closed_roads import closed_today
from planner.outputs.colours import marks_of
from planner.outputs.times import clock_text, date_text
from planner.outputs.view import Directory, PlanView, name_of
from planner.words import Language, say

NAMESPACE = "http://www.topografix.com/GPX/1/1"


def route_gpx(view: PlanView, route: Route, language: Language = Language.TH) -> bytes:
    """One route as a GPX document: waypoints for its stops, one track for its line."""
    return _document(view, (route,), language)


def unit_gpx(
    view: PlanView, unit_code: str, language: Language = Language.TH, *, on: date | None = None
) -> bytes:
    """A unit's routes as one GPX document, a track a day; those of one date when it is given."""
    horizon = view.request.horizon
    routes = [r for r in view.plan.routes if r.unit_code == unit_code]
    return _document(
        view, [r for r in routes if on is None or horizon.date_of(r.day) == on], language
    )


def _document(view: PlanView, routes: Sequence[Route], language: Language) -> bytes:
    directory = Directory(view.request)
    root = ET.Element("gpx", {"version": "1.1", "creator": "planner", "xmlns": NAMESPACE})
    head = ET.SubElement(root, "metadata")
    titles = [_title(view, directory, route, language) for route in routes]
    ET.SubElement(head, "name").text = _printable(titles[0] if titles else "")
    ET.SubElement(head, "time").text = view.made_at.isoformat()
    for route in routes:
        for told in _waypoints(directory, route, language):
            _waypoint(root, *told)
    spots = (spot for route in routes for spot in _shut(view, route, language))
    for spot in dict.fromkeys(spots):
        _waypoint(root, *spot)
    for route, title in zip(routes, titles, strict=True):
        _track(root, view, directory, route, title)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _waypoint(root: ET.Element, location: Location, name: str, note: str) -> None:
    point = ET.SubElement(root, "wpt", _position(location))
    ET.SubElement(point, "name").text = _printable(name)
    ET.SubElement(point, "desc").text = _printable(note)


def _track(
    root: ET.Element, view: PlanView, directory: Directory, route: Route, title: str
) -> None:
    track = ET.SubElement(root, "trk")
    ET.SubElement(track, "name").text = _printable(title)
    for index, leg in enumerate(route.legs):
        ends = (directory.places[leg.from_code].location, directory.places[leg.to_code].location)
        line = view.lines.get((route.unit_code, route.day, index)) or ends
        if leg.from_code == leg.to_code or None in line:
            continue
        segment = ET.SubElement(track, "trkseg")
        for point_on_line in line:
            if point_on_line is not None:
                ET.SubElement(segment, "trkpt", _position(point_on_line))


def _title(view: PlanView, directory: Directory, route: Route, language: Language) -> str:
    when = view.request.horizon.date_of(route.day)
    name = name_of(directory.units[route.unit_code], language)
    return f"{name} {date_text(when, language)}"


def _waypoints(
    directory: Directory, route: Route, language: Language
) -> Iterator[tuple[Location, str, str]]:
    letter = marks_of(directory.units)[route.unit_code].letter
    order = 0
    for stop in route.stops:
        place = directory.places[stop.place_code]
        if stop.kind is not StopKind.VISIT or place.location is None:
            continue
        order += 1
        name = f"{letter}{order} {name_of(place.village or place, language)}"
        opening = f"{clock_text(stop.start_s)}–{clock_text(stop.end_s)}"
        people = sum(serving.people for serving in stop.servings)
        note = f"{name_of(place, language)} {opening} {say('map_people', language, n=people)}"
        yield place.location, name, note


def _shut(view: PlanView, route: Route, language: Language) -> Iterator[tuple[Location, str, str]]:
    """Spots on the day's way that were closed after the plan was made."""
    for one in closed_today(view, route, language):
        if one.at is not None:
            note = " · ".join(filter(None, (one.where, one.dates, one.vehicles, one.reason)))
            yield one.at, say("closed_gpx", language), note


def _position(location: Location) -> dict[str, str]:
    return {"lat": f"{location.lat:.6f}", "lon": f"{location.lon:.6f}"}


def _printable(text: str) -> str:
    """XML 1.0 has no place for control characters."""
    return "".join(ch if ch.isprintable() else " " for ch in text)
