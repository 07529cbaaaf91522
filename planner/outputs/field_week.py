"""One unit's days as the field needs them: texts ready to show, places, warnings, lines to draw."""

import math
from collections.abc import Iterable
from typing import Any

from geodata.places import Contact, Location
from geodata.roads.closures import Closure, ClosureKind
from planner.domain.calendar import DAY_S
from planner.domain.errors import NotFound
from planner.domain.plan import Route, Stop, StopKind
from planner.domain.seasons import RoadState
from planner.outputs.closed_roads import closed_today, known_text, where_text
from planner.outputs.field_picture import Mark, Picture, draw_picture
from planner.outputs.lines import Part, parts_of
from planner.outputs.sheet_data import sheet_data
from planner.outputs.times import date_text, day_text, days_text, moment_text, weekday_text
from planner.outputs.view import ClosedRoad, Directory, Place, PlanView, name_of, role_of
from planner.words import Language, say

DIGEST_SHOWN = 12
NEAR_M = 3_000.0
"""A closure so near a route concerns it; spots are reported by phone, not surveyed."""

_METRES_PER_DEGREE = 111_195.0


def field_week(
    view: PlanView, unit_code: str, language: Language, day: int | None = None
) -> dict[str, Any]:
    """All of a unit's days, or one of them; raises `NotFound` for a unit without routes then."""
    routes = sorted(
        (
            route
            for route in view.plan.routes
            if route.unit_code == unit_code and day in (None, route.day)
        ),
        key=lambda route: route.day,
    )
    if not routes:
        raise NotFound("no route of this unit in the plan", kind="unit", id=unit_code)
    sheet = sheet_data(view, unit_code, language)
    all_days = sorted({r.day for r in view.plan.routes if r.unit_code == unit_code})
    told = dict(zip(all_days, sheet["days"], strict=True))
    maker = _Maker(view, unit_code, language, sheet["unit"])
    shown = view.plan_digest[:DIGEST_SHOWN]
    return {
        "language": language.value,
        "unit": {**sheet["unit"], "code": unit_code, "crew": maker.crew()},
        "province": sheet["province"],
        "dates": _dates(view, language, day),
        "made": say("field_made", language, when=moment_text(view.made_at, language)),
        "version": say("field_version", language, plan=view.plan_id or shown),
        "shown_digest": shown if view.plan_id else "",
        "roads_known": known_text(view, language),
        "digest": view.plan_digest,
        "attribution": " · ".join(view.basemap.attribution),
        "days": [maker.day(route, told[route.day]) for route in routes],
    }


def _dates(view: PlanView, language: Language, day: int | None) -> str:
    if day is None:
        return days_text(view.plan.start, view.plan.days, language)
    return date_text(view.request.horizon.date_of(day), language)


def phone_link(phone: str) -> str:
    """A `tel:` address of the digits in a text, Thai ones as well; empty when there are few."""
    digits = "".join(str(int(ch)) for ch in phone if ch.isdecimal())
    plus = "+" if phone.strip().startswith("+") else ""
    return f"tel:{plus}{digits}" if len(digits) >= 3 else ""


def geo_link(location: Location | None) -> str:
    """A `geo:` address (RFC 5870) that phones open in a navigator; empty without a location."""
    if location is None:
        return ""
    point = f"{location.lat:.5f},{location.lon:.5f}"
    return f"geo:{point}?q={point}"


class _Maker:
    """Adds to the day sheets' texts what a phone can do with them."""

    def __init__(
        self, view: PlanView, unit_code: str, language: Language, mark: dict[str, str]
    ) -> None:
        self._view = view
        self._language = language
        self._directory = Directory(view.request)
        self._unit = self._directory.units[unit_code]
        self._mark = mark

    def crew(self) -> list[dict[str, str]]:
        """Whom to call in the unit."""
        return self._contacts((self._unit.contact,) if self._unit.contact else ())

    def day(self, route: Route, told: dict[str, Any]) -> dict[str, Any]:
        """One day: what the sheet says, and links, warnings, lines."""
        when = self._view.request.horizon.date_of(route.day)
        stops = self._stops(route, told["stops"])
        people = sum(one.people for stop in route.visits for one in stop.servings)
        end = self._directory.places[route.end_code]
        line = self._line(route)
        return {
            "day": route.day,
            "iso": when.isoformat(),
            "date": told["date"],
            "tab": day_text(when, self._language),
            "weekday": weekday_text(when, self._language),
            "number": str(when.day),
            "holiday": told["holiday"],
            "sums": self._say(
                "field_sums_one" if len(route.visits) == 1 else "field_sums",
                stops=len(route.visits),
                people=people,
            ),
            "hours": self._say("field_out_home", depart=told["depart"], back=told["return"]),
            "driving": told["facts"][2]["value"],
            "depart": told["depart"],
            "start": told["start"],
            "return": told["return"],
            "end": told["end"],
            "way_home": told["way_home"],
            "closed_home": told["closed_home"],
            "closed": self._closed(told["closed"], route),
            "is_night": end.code != self._unit.base_code,
            "end_geo": geo_link(end.location),
            "warnings": self._warnings(route, line, told["closed"]),
            "has_guess": any(leg.estimated for leg in route.legs),
            "stops": stops,
            "picture": self._picture(route, stops, line, told["date"]),
            "lines": line,
        }

    def _closed(self, told: dict[str, Any], route: Route) -> dict[str, Any]:
        """The sheet's closed roads, with what a phone can do with them."""
        spots = {one.code: one.at for one in closed_today(self._view, route, self._language)}
        roads = []
        for road in told["roads"]:
            at = spots[road["code"]]
            spot = {"lon": at.lon if at else None, "lat": at.lat if at else None}
            roads.append({**road, "geo": geo_link(at), **spot})
        return {**told, "roads": roads}

    def _stops(self, route: Route, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            self._visit(route, stop, one) if stop.kind is StopKind.VISIT else one
            for stop, one in zip(route.stops, told, strict=True)
        ]

    def _visit(self, route: Route, stop: Stop, told: dict[str, Any]) -> dict[str, Any]:
        place = self._directory.places[stop.place_code]
        contacts = place.village.contacts if place.village else ()
        at = place.location
        return {
            **{key: value for key, value in told.items() if key != "qr"},
            "code": stop.place_code,
            "people": sum(one.people for one in stop.servings),
            "rows": [[one.village_code, one.service_code, one.people] for one in stop.servings],
            "contacts": self._contacts(contacts),
            "geo": geo_link(at),
            "lon": at.lon if at else None,
            "lat": at.lat if at else None,
            "arrive_s": stop.arrive_s % DAY_S,
            "leave_s": stop.leave_s % DAY_S,
            "last_leg": self._last_leg(route, place),
        }

    def _contacts(self, contacts: Iterable[Contact]) -> list[dict[str, str]]:
        return [
            {"role": role_of(c, self._language), "phone": c.phone, "tel": phone_link(c.phone)}
            for c in contacts
        ]

    def _last_leg(self, route: Route, place: Place) -> str:
        profile = self._view.request.profile_of(self._unit, route.day)
        leg = self._view.last_legs.get((profile, place.code))
        if leg is None:
            return ""
        return self._say("field_last_leg", mode=self._say(f"field_mode_{leg.mode}"))

    def _line(self, route: Route) -> list[Part]:
        parts = []
        for i, leg in enumerate(route.legs):
            places = (self._directory.places[code] for code in (leg.from_code, leg.to_code))
            start, end = (place.location for place in places)
            if leg.from_code != leg.to_code and start and end:
                line = self._view.lines.get((route.unit_code, route.day, i), ())
                parts += parts_of(leg, line, (start, end))
        return parts

    def _warnings(
        self, route: Route, line: list[Part], told: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The rains, then closures in force for this vehicle that day; those near the route first.

        A closure by the road's number counts as near: nobody should drive on it unwarned. Those
        that are `told` of by themselves are left out.
        """
        request = self._view.request
        known = {road["code"] for road in told["roads"]}
        when = request.horizon.date_of(route.day)
        closures = [
            self._closure(closure, line)
            for closure in request.closures
            if closure.code not in known
            and closure.holds_on(when)
            and closure.is_for(self._unit.vehicle_class.value)
        ]
        closures.sort(key=lambda told: not told["is_near"])
        rains = request.road_states[route.day].startswith(RoadState.WET.value)
        wet = [{"text": self._say("field_wet"), "is_near": False, "geo": ""}] if rains else []
        return [*closures, *wet]

    def _closure(self, closure: Closure, line: list[Part]) -> dict[str, Any]:
        is_near = bool(closure.road_numbers) or _is_near(closure, line)
        closed = closure.kind is ClosureKind.CLOSED
        left = round(closure.factor * 100)
        parts = (
            self._say("field_closed") if closed else self._say("field_slow", left=left),
            where_text(self._lying(closure), self._language),
            closure.reason,
            self._say("field_until", date=date_text(closure.to_date, self._language))
            if closure.to_date
            else "",
            self._say("field_near") if is_near and not closure.road_numbers else "",
        )
        return {
            "text": " · ".join(part for part in parts if part),
            "is_near": is_near,
            "geo": geo_link(closure.point),
            "lon": closure.point.lon if closure.point else None,
            "lat": closure.point.lat if closure.point else None,
        }

    def _lying(self, closure: Closure) -> ClosedRoad:
        """A closure with the village nearest to its spot or its area, by straight metres."""
        spots = [closure.point] if closure.point else list(closure.polygon)
        apart = [
            (min(_apart_m(village.location, spot) for spot in spots), village)
            for village in self._view.request.villages
            if village.location is not None and spots
        ]
        near_m, near = min(apart, key=lambda pair: pair[0], default=(None, None))
        return ClosedRoad(
            closure=closure,
            legs=frozenset(),
            numbers=closure.road_numbers,
            near=near,
            near_m=None if near_m is None else round(near_m),
        )

    def _picture(
        self, route: Route, stops: list[dict[str, Any]], line: list[Part], date: str
    ) -> str:
        visits = [stop for stop in stops if stop["kind"] == "visit"]
        homes = [self._directory.places[code] for code in (route.start_code, route.end_code)]
        marks = [
            Mark(text="", label=name_of(home, self._language), at=home.location)
            for home in dict.fromkeys(homes)
            if home.location is not None
        ]
        for stop in visits:
            if stop["lon"] is not None:
                at = Location(lon=stop["lon"], lat=stop["lat"])
                marks.append(Mark(text=stop["mark"], label=stop["village"], at=at))
        closed = [c.point for c in self._view.request.closures if c.point is not None]
        said = ", ".join(f"{stop['mark']} {stop['village']}" for stop in visits)
        return draw_picture(
            Picture(
                title=self._say("field_route_of", date=date),
                said=self._say("field_route_said", stops=said),
                colour=self._mark["colour"],
                line=tuple(line),
                marks=tuple(marks),
                closed=tuple(closed),
                basemap=self._view.basemap,
            )
        )

    def _say(self, code: str, **facts: object) -> str:
        return say(code, self._language, **facts)


def _is_near(closure: Closure, line: list[Part]) -> bool:
    spots = [closure.point] if closure.point else []
    spots += list(closure.polygon)
    reach_m = NEAR_M + (closure.radius_m if closure.point else 0.0)
    points = [point for part in line for point in part.points]
    return any(_apart_m(spot, point) <= reach_m for spot in spots for point in points)


def _apart_m(one: Location, other: Location) -> float:
    shrink = math.cos(math.radians(one.lat))
    east, north = (one.lon - other.lon) * shrink, one.lat - other.lat
    return math.hypot(east, north) * _METRES_PER_DEGREE
