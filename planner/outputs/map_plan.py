"""Routes, stops, villages and what is left out, for the map's page."""

from typing import Any

from geodata.places import Location, PointQuality, Village
from planner.domain.calendar import DAY_S
from planner.domain.plan import Leg, Route, Stop, StopKind
from planner.outputs.caravans import caravan_at
from planner.outputs.lines import parts_of, thin, to_steps
from planner.outputs.map_land import point_of
from planner.outputs.pairs import Shared, both, names_of
from planner.outputs.times import date_text
from planner.outputs.unplanned import LeftOut, Pressure, pressure_of, reason_text
from planner.outputs.view import Directory, Place, PlanView, around_text, moo_text
from planner.words import Language

ROUTE_TOLERANCE_M = 15.0
PRESSURES = tuple(Pressure)


class Villages:
    """Villages that the page speaks of, each told once, by index."""

    def __init__(self, directory: Directory, shared: Shared) -> None:
        self._directory = directory
        self._shared = shared
        self._index: dict[str, int] = {}
        self.told: list[dict[str, Any]] = []

    def index(self, code: str) -> int:
        """Where a village stands in `told`."""
        if code not in self._index:
            self._index[code] = len(self.told)
            self.told.append(_village(self._directory.villages[code], self._shared))
        return self._index[code]


def _village(village: Village, shared: Shared) -> dict[str, Any]:
    x, y = point_of(village.location)
    return {
        "code": village.code,
        "name": names_of(village),
        "where": shared.index(*both(around_text, village)),
        "moo": both(moo_text, village),
        "x": x,
        "y": y,
        "approximate": village.point_quality is PointQuality.APPROXIMATE,
        "people": village.people,
        "contacts": [
            [shared.index(contact.role_th, contact.role_en), contact.phone]
            for contact in village.contacts
        ],
    }


def routes_data(
    view: PlanView, directory: Directory, villages: Villages, services: dict[str, int]
) -> list[dict[str, Any]]:
    """Every route with its stops in order and its legs in pieces; times are of its own day."""
    units = {code: i for i, code in enumerate(directory.units)}
    told = []
    caravans = caravan_at(view.request, view.plan)
    for route in view.plan.routes:
        order = 0
        stops = []
        for stop in route.stops:
            order += stop.kind is StopKind.VISIT
            stops.append(_stop(stop, order, directory.places, villages, services))
            held = caravans.get((stop.place_code, route.day))
            if held is not None and route.unit_code in held.present:
                stops[-1]["caravan"] = names_of(held.caravan)
        told.append(
            {
                "id": f"{units[route.unit_code]}-{route.day}",
                "unit": units[route.unit_code],
                "day": route.day,
                "start": names_of(directory.places[route.start_code]),
                "end": names_of(directory.places[route.end_code]),
                "night": directory.units[route.unit_code].base_code != route.end_code,
                "depart": route.depart_s - route.day * DAY_S,
                "return": route.return_s - route.day * DAY_S,
                "distance": route.distance_m,
                "drive": route.drive_s,
                "stops": stops,
                "legs": _legs(view, route, directory.places),
            }
        )
    return told


def _stop(
    stop: Stop,
    order: int,
    places: dict[str, Place],
    villages: Villages,
    services: dict[str, int],
) -> dict[str, Any]:
    if stop.kind is not StopKind.VISIT:
        return {
            "order": 0,
            "start": stop.start_s % DAY_S,
            "end": stop.end_s % DAY_S,
            "servings": [],
        }
    place = places[stop.place_code]
    x, y = point_of(place.location)
    return {
        "order": order,
        "place": stop.place_code,
        "name": names_of(place),
        "village": villages.index(place.village.code) if place.village else None,
        "x": x,
        "y": y,
        "arrive": stop.arrive_s % DAY_S,
        "start": stop.start_s % DAY_S,
        "end": stop.end_s % DAY_S,
        "leave": stop.leave_s % DAY_S,
        "servings": [
            [villages.index(one.village_code), services[one.service_code], one.people]
            for one in stop.servings
        ],
    }


def _legs(view: PlanView, route: Route, places: dict[str, Place]) -> list[dict[str, Any]]:
    told = []
    for i, leg in enumerate(route.legs):
        origin, destination = places[leg.from_code], places[leg.to_code]
        if leg.from_code == leg.to_code or not (origin.location and destination.location):
            continue
        line = view.lines.get((route.unit_code, route.day, i), ())
        told.append(
            {
                "from": names_of(origin),
                "to": names_of(destination),
                "distance": leg.distance_m,
                "duration": leg.duration_s,
                "parts": _parts(leg, line, (origin.location, destination.location)),
            }
        )
    return told


def _parts(
    leg: Leg, line: tuple[Location, ...], ends: tuple[Location, Location]
) -> list[dict[str, Any]]:
    return [
        {"estimated": part.estimated, "steps": to_steps(thin(part.points, ROUTE_TOLERANCE_M))}
        for part in parts_of(leg, line, ends)
    ]


def left_out_data(
    group: LeftOut,
    villages: Villages,
    services: dict[str, int],
    reasons: Shared,
    dates: Shared,
    names: tuple[dict[str, str], dict[str, str]],
) -> dict[str, Any]:
    """A village's rows as [service, people, pressure, reason, due date]; names by language."""
    rows = []
    for row in group.rows:
        reason = reasons.index(
            reason_text(row, Language.TH, names[0]), reason_text(row, Language.EN, names[1])
        )
        due = dates.index(*both(date_text, row.due_on)) if row.due_on else None
        pressure = PRESSURES.index(pressure_of(row, group.due))
        rows.append([services[row.service_code], row.people, pressure, reason, due])
    return {
        "village": villages.index(group.village_code),
        "pressure": PRESSURES.index(group.pressure),
        "rows": rows,
    }
