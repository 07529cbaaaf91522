"""What a unit's day sheets say, as plain text and numbers."""

import io
from typing import Any

import segno

from geodata.places import Location, PointQuality, Village
from planner.domain.errors import NotFound
from planner.domain.plan import Leg, Route, Stop, StopKind
from planner.outputs.closed_now import verdict_text
from planner.outputs.closed_roads import (
    ClosedToday,
    closed_today,
    known_text,
    title_text,
    way_text,
)
from planner.outputs.colours import marks_of
from planner.outputs.lunch import turns_text
from planner.outputs.times import (
    clock_text,
    distance_text,
    duration_text,
    long_date_text,
    moment_text,
)
from planner.outputs.view import (
    Directory,
    Place,
    PlanView,
    moo_text,
    name_of,
    province_text,
    role_of,
    whereabouts,
)
from planner.words import Language, say

DIGEST_SHOWN = 12
_WORDS = (
    "title", "page", "service", "expected", "counters", "served", "arrive", "open", "leave",
    "place", "opened_closed", "remarks", "signature", "leaves", "lunch", "odometer", "leader",
    "approver",
)  # fmt: skip


def sheet_data(view: PlanView, unit_code: str, language: Language) -> dict[str, Any]:
    """One unit's days in order, every text ready to be set."""
    maker = _Maker(view, unit_code, language)
    routes = sorted((r for r in view.plan.routes if r.unit_code == unit_code), key=lambda r: r.day)
    return {
        "language": language.value,
        "words": {code: say(f"sheet_{code}", language) for code in _WORDS},
        "title": f"{say('sheet_title', language)} {name_of(maker.unit, language)}",
        "province": province_text(view.plan.province_code, language),
        "unit": {
            "letter": maker.mark.letter,
            "colour": maker.mark.colour,
            "name": name_of(maker.unit, language),
        },
        "foot": maker.foot(),
        "attribution": " · ".join(view.basemap.attribution),
        "days": [maker.day(route) for route in routes],
    }


def one_unit(sheet: dict[str, Any]) -> dict[str, Any]:
    """What a document of one unit says; `sheet` is that of `sheet_data`."""
    return {**_document(sheet), "title": sheet["title"], "sheets": [sheet]}


def all_units(
    view: PlanView, language: Language, *, by_day: bool = False, day: int | None = None
) -> dict[str, Any]:
    """What a document of every unit that goes out says, or goes out on one day of the plan.

    Unit after unit, or `by_day`; raises `NotFound` when nobody goes out.
    """
    routes = [route for route in view.plan.routes if day in (None, route.day)]
    worked = {route.unit_code for route in routes}
    if not worked:
        raise NotFound("nobody goes out", kind="route", id=str(day))
    sheets = []
    for code in (unit.code for unit in view.request.units if unit.code in worked):
        whole = sheet_data(view, code, language)
        days = sorted({route.day for route in view.plan.routes if route.unit_code == code})
        told = [(k, one) for k, one in zip(days, whole["days"], strict=True) if day in (None, k)]
        sheets += [(k, {**whole, "days": [one]}) for k, one in told]
    if by_day:
        sheets.sort(key=lambda pair: pair[0])
    first = sheets[0][1]
    title = f"{say('sheet_title', language)} {first['province']}"
    return {**_document(first), "title": title, "sheets": [sheet for _, sheet in sheets]}


def _document(sheet: dict[str, Any]) -> dict[str, Any]:
    """What all pages of a document share."""
    return {name: sheet[name] for name in ("language", "words", "foot", "attribution")}


class _Maker:
    """Puts the days of one unit into words."""

    def __init__(self, view: PlanView, unit_code: str, language: Language) -> None:
        self._view = view
        self._language = language
        self._directory = Directory(view.request)
        self.unit = self._directory.units[unit_code]
        self.mark = marks_of(self._directory.units)[unit_code]

    def foot(self) -> str:
        """Which plan this is, when it was made, what the checker said, how new its roads are."""
        view = self._view
        parts = (
            self._say("sheet_plan", digest=self._view.plan_digest[:DIGEST_SHOWN]),
            self._say("sheet_made", when=moment_text(self._view.made_at, self._language)),
            verdict_text(view.verdict, view.made_at, view.closed, self._language),
            known_text(self._view, self._language),
        )
        return " · ".join(filter(None, parts))

    def day(self, route: Route) -> dict[str, Any]:
        """One day: its sums, its stops, the way home."""
        when = self._view.request.horizon.date_of(route.day)
        home = route.end_code == self.unit.base_code
        holiday = next((h for h in self._view.request.holidays if h.date == when), None)
        closed = closed_today(self._view, route, self._language)
        return {
            "date": long_date_text(when, self._language),
            "holiday": name_of(holiday, self._language) if holiday else "",
            "facts": self._facts(route),
            "depart": clock_text(route.depart_s),
            "start": self._place_name(route.start_code),
            "return": clock_text(route.return_s),
            "end": self._place_name(route.end_code),
            "comes_home": self._say("sheet_returns" if home else "sheet_sleeps"),
            "way_home": self._way(route.legs[-1]) if route.legs else "",
            "closed_home": way_text(closed, len(route.stops), self._language),
            "closed": self._closed(closed),
            "stops": self._stops(route, closed),
        }

    def _closed(self, found: tuple[ClosedToday, ...]) -> dict[str, Any]:
        """The roads closed since that the day leads over: a heading, advice, a line each."""
        return {
            "title": title_text(found, self._language),
            "ask": self._say("closed_ask"),
            "roads": [
                {
                    "number": one.number,
                    "code": one.code,
                    "where": one.where,
                    "facts": " · ".join(filter(None, (one.dates, one.vehicles, one.reason))),
                    "ways": self._say("closed_ways", ways=one.ways),
                    "position": _position(one.at),
                }
                for one in found
            ],
        }

    def _facts(self, route: Route) -> list[dict[str, str]]:
        people = sum(one.people for stop in route.visits for one in stop.servings)
        contact = self.unit.contact
        leader = f"{role_of(contact, self._language)} {contact.phone}" if contact else "–"
        out = f"{clock_text(route.depart_s)}–{clock_text(route.return_s)}"
        drive = duration_text(route.drive_s, self._language)
        values = (
            ("stops_people", self._say("sheet_n_stops", stops=len(route.visits), people=people)),
            ("hours", out),
            ("driving", f"{distance_text(route.distance_m, self._language)} · {drive}"),
            ("crew", leader),
        )
        return [{"label": self._say(f"sheet_{code}"), "value": value} for code, value in values]

    def _stops(self, route: Route, closed: tuple[ClosedToday, ...]) -> list[dict[str, Any]]:
        told = []
        order = 0
        for i, (stop, leg) in enumerate(zip(route.stops, route.legs, strict=False)):
            way = {"way": self._way(leg), "way_closed": way_text(closed, i, self._language)}
            if stop.kind is StopKind.VISIT:
                order += 1
                told.append({"kind": "visit", **way, **self._visit(route, stop, order)})
            else:
                start, end = clock_text(stop.start_s), clock_text(stop.end_s)
                told.append({"kind": "lunch", **way, "start": start, "end": end})
        return told

    def _visit(self, route: Route, stop: Stop, order: int) -> dict[str, Any]:
        place = self._directory.places[stop.place_code]
        village = place.village
        package = self._directory.packages.get(stop.package_code or "")
        return {
            "mark": f"{self.mark.letter}{order}",
            "village": name_of(village or place, self._language),
            "whereabouts": self._whereabouts(village) if village else "",
            "place": name_of(place, self._language),
            "on_signs": self._on_signs(place),
            "arrive": clock_text(stop.arrive_s),
            "start": clock_text(stop.start_s),
            "end": clock_text(stop.end_s),
            "leave": clock_text(stop.leave_s),
            "lunch": turns_text(self.unit, package, route, stop, self._language),
            "services": self._services(stop, village),
            "contacts": [
                {"role": role_of(contact, self._language), "phone": contact.phone}
                for contact in (village.contacts if village else ())
            ],
            "note": self._note(village),
            "qr": _qr(place.location),
            "position": _position(place.location),
        }

    def _on_signs(self, place: Place) -> str:
        """The Thai names of village and place on an English sheet: roads have Thai signs."""
        if self._language is Language.TH:
            return ""
        names = (place.village.name_th if place.village else "", place.name_th)
        return " · ".join(dict.fromkeys(filter(None, names)))

    def _services(self, stop: Stop, village: Village | None) -> list[dict[str, Any]]:
        """Services and people, with the village where it is not the stop's own."""
        host = village.code if village else ""
        return [
            {
                "name": name_of(self._directory.services[one.service_code], self._language),
                "people": one.people,
                "counters": self.unit.counters_of(one.service_code),
                "village": "" if one.village_code == host else self._guest(one.village_code),
            }
            for one in stop.servings
        ]

    def _whereabouts(self, village: Village) -> str:
        return f"{whereabouts(village, self._language)} {village.code}".strip()

    def _guest(self, village_code: str) -> str:
        village = self._directory.villages[village_code]
        return f"{name_of(village, self._language)} {moo_text(village, self._language)}".strip()

    def _note(self, village: Village | None) -> str:
        rough = village is not None and village.point_quality is PointQuality.APPROXIMATE
        return self._say("map_approximate") if rough else ""

    def _way(self, leg: Leg) -> str:
        if leg.from_code == leg.to_code:
            return ""
        return self._say(
            "sheet_way_estimated" if leg.estimated else "sheet_way",
            duration=duration_text(leg.duration_s, self._language),
            distance=distance_text(leg.distance_m, self._language),
        )

    def _place_name(self, code: str) -> str:
        return name_of(self._directory.places[code], self._language)

    def _say(self, code: str, **facts: object) -> str:
        return say(code, self._language, **facts)


def _position(location: Location | None) -> str:
    return f"{location.lat:.5f}, {location.lon:.5f}" if location else ""


def _qr(location: Location | None) -> str:
    """A QR code that opens a navigator, as SVG: `geo:latitude,longitude` (RFC 5870)."""
    if location is None:
        return ""
    drawn = io.BytesIO()
    code = segno.make_qr(f"geo:{location.lat:.5f},{location.lon:.5f}", error="m")
    code.save(drawn, kind="svg", border=1, xmldecl=False, nl=False)
    return drawn.getvalue().decode()
