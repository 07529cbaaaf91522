"""The plan as GeoJSON (RFC 7946): stops, legs and villages left out; longitude first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geodata.places import Location
from planner.domain.plan import Leg, Route, Serving, Stop, StopKind
from planner.outputs.colours import Mark, marks_of
from planner.outputs.unplanned import LeftOut, left_out
from planner.outputs.view import Directory, PlanView

DECIMALS = 6


def plan_geojson(view: PlanView) -> dict[str, Any]:
    """A FeatureCollection; `kind` tells "stop", "leg" and "left_out" features apart.

    Clock times are ISO 8601 with offset, durations seconds, distances metres. A village that
    nobody can place has a null geometry.
    """
    directory = Directory(view.request)
    marks = marks_of(directory.units)
    features: list[dict[str, Any]] = []
    for route in view.plan.routes:
        features += _stops(view, directory, route, marks[route.unit_code])
        features += _legs(view, directory, route, marks[route.unit_code])
    features += [_left_out(directory, group) for group in left_out(view.request, view.plan)]
    return {
        "type": "FeatureCollection",
        "plan_digest": view.plan_digest,
        "made_at": view.made_at.isoformat(),
        "attribution": list(view.basemap.attribution),
        "features": features,
    }


def _stops(
    view: PlanView, directory: Directory, route: Route, mark: Mark
) -> Iterator[dict[str, Any]]:
    order = 0
    for stop in route.stops:
        order += stop.kind is StopKind.VISIT
        place = directory.places[stop.place_code]
        yield _feature(
            _point(place.location),
            {
                "kind": "stop",
                **_whose(view, route, mark),
                "stop_kind": stop.kind.value,
                "order": order if stop.kind is StopKind.VISIT else None,
                "place_code": stop.place_code,
                "place_th": place.name_th,
                "place_en": place.name_en,
                "village_code": place.village.code if place.village else None,
                "village_th": place.village.name_th if place.village else None,
                "village_en": place.village.name_en if place.village else None,
                "point_quality": place.village.point_quality.value if place.village else None,
                **_times(view, stop),
                "people": sum(serving.people for serving in stop.servings),
                "servings": _servings(stop.servings),
            },
        )


def _times(view: PlanView, stop: Stop) -> dict[str, str]:
    clock = view.request.horizon.clock
    return {
        "arrive": clock(stop.arrive_s).isoformat(),
        "open": clock(stop.start_s).isoformat(),
        "close": clock(stop.end_s).isoformat(),
        "leave": clock(stop.leave_s).isoformat(),
    }


def _servings(servings: Iterable[Serving]) -> list[dict[str, Any]]:
    return [
        {
            "village_code": serving.village_code,
            "service_code": serving.service_code,
            "people": serving.people,
        }
        for serving in servings
    ]


def _legs(
    view: PlanView, directory: Directory, route: Route, mark: Mark
) -> Iterator[dict[str, Any]]:
    for index, leg in enumerate(route.legs):
        line = _line(view, directory, route, index, leg)
        if leg.from_code == leg.to_code or line is None:
            continue
        yield _feature(
            {"type": "LineString", "coordinates": [_pair(point) for point in line]},
            {
                "kind": "leg",
                **_whose(view, route, mark),
                "index": index,
                "from_code": leg.from_code,
                "to_code": leg.to_code,
                "depart": view.request.horizon.clock(leg.depart_s).isoformat(),
                "duration_s": leg.duration_s,
                "distance_m": leg.distance_m,
                "estimated": leg.estimated,
                "drawn_straight": (route.unit_code, route.day, index) not in view.lines,
            },
        )


def _line(
    view: PlanView, directory: Directory, route: Route, index: int, leg: Leg
) -> Sequence[Location] | None:
    line = view.lines.get((route.unit_code, route.day, index), ())
    if len(line) > 1:
        return line
    ends = (directory.places[leg.from_code].location, directory.places[leg.to_code].location)
    return None if None in ends else [end for end in ends if end is not None]


def _left_out(directory: Directory, group: LeftOut) -> dict[str, Any]:
    village = directory.villages[group.village_code]
    return _feature(
        _point(village.location),
        {
            "kind": "left_out",
            "village_code": village.code,
            "village_th": village.name_th,
            "village_en": village.name_en,
            "point_quality": village.point_quality.value,
            "pressure": group.pressure.value,
            "rows": [
                {
                    "service_code": row.service_code,
                    "people": row.people,
                    "reason": row.reason.value,
                    "required": row.required,
                    "due_on": row.due_on.isoformat() if row.due_on else None,
                }
                for row in group.rows
            ],
        },
    )


def _whose(view: PlanView, route: Route, mark: Mark) -> dict[str, Any]:
    return {
        "unit_code": route.unit_code,
        "unit_letter": mark.letter,
        "colour": mark.colour,
        "day": route.day,
        "date": view.request.horizon.date_of(route.day).isoformat(),
    }


def _feature(geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _point(location: Location | None) -> dict[str, Any] | None:
    return None if location is None else {"type": "Point", "coordinates": _pair(location)}


def _pair(location: Location) -> list[float]:
    return [round(location.lon, DECIMALS), round(location.lat, DECIMALS)]
