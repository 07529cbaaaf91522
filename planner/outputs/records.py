"""A plan as flat records with plain names: what tables, layers and features for programs hold.

Codes stand beside names in both languages; clock times are ISO 8601 with offset, dates ISO 8601,
distances metres, durations seconds. One place decides the names of columns, so that the same
thing is called the same in CSV, GeoPackage, open data and features.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geodata.places import Location, Village
from planner.domain.plan import Plan, Route, Stop
from planner.domain.request import PlanRequest
from planner.outputs.unplanned import left_out
from planner.outputs.view import Directory, LegKey

Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing with its place: a point for a visit, a line for a route, rings for an area.

    Nothing of them where nobody knows.
    """

    facts: Mapping[str, Fact]
    points: tuple[Location, ...] = ()
    rings: tuple[tuple[Location, ...], ...] = ()


def visit_records(request: PlanRequest, plan: Plan) -> Iterator[Record]:
    """One record a visit, route by route in the order of the day."""
    directory = Directory(request)
    for route in plan.routes:
        for order, stop in enumerate(route.visits, start=1):
            yield _at(directory, stop, _visit(request, directory, route, stop, order))


def serving_records(request: PlanRequest, plan: Plan) -> Iterator[Record]:
    """One record for each service that a village gets at a visit; its own village, not the host."""
    directory = Directory(request)
    for route in plan.routes:
        for order, stop in enumerate(route.visits, start=1):
            head = _when_and_where(request, directory, route, stop, order)
            for serving in stop.servings:
                service = directory.services[serving.service_code]
                village = directory.villages[serving.village_code]
                facts: dict[str, Fact] = {
                    **head,
                    **village_facts(village),
                    "service_code": service.code,
                    "service_th": service.name_th,
                    "service_en": service.name_en or service.name_th,
                    "people": serving.people,
                }
                yield _at(directory, stop, facts)


def route_records(
    request: PlanRequest, plan: Plan, lines: Mapping[LegKey, tuple[Location, ...]]
) -> Iterator[Record]:
    """One record a unit and day, with its line from start to end; gaps are drawn straight."""
    directory = Directory(request)
    for route in plan.routes:
        clock = request.horizon.clock
        facts: dict[str, Fact] = {
            **_whose(request, directory, route),
            "leaves_at": clock(route.depart_s).isoformat(),
            "returns_at": clock(route.return_s).isoformat(),
            "start_code": route.start_code,
            "end_code": route.end_code,
            "visits": len(route.visits),
            "people": sum(s.people for stop in route.visits for s in stop.servings),
            "drive_s": route.drive_s,
            "distance_m": route.distance_m,
            "estimated": any(leg.estimated for leg in route.legs),
        }
        yield Record(facts=facts, points=tuple(_line(directory, route, lines)))


def unserved_records(request: PlanRequest, plan: Plan) -> Iterator[Record]:
    """One record for each row left out, with its reason, at the village's own point."""
    directory = Directory(request)
    for group in left_out(request, plan):
        village = directory.villages[group.village_code]
        for row in group.rows:
            service = directory.services[row.service_code]
            facts: dict[str, Fact] = {
                **village_facts(village),
                "service_code": service.code,
                "service_th": service.name_th,
                "service_en": service.name_en or service.name_th,
                "people": row.people,
                "reason": row.reason.value,
                "required": row.required,
                "due_on": row.due_on.isoformat() if row.due_on else None,
            }
            point = () if village.location is None else (village.location,)
            yield Record(facts=facts, points=point)


def village_facts(village: Village) -> dict[str, Fact]:
    """Who a village is: codes, names, where; nothing of its people."""
    return {
        "village_code": village.code,
        "village_th": village.name_th,
        "village_en": village.name_en or village.name_th,
        "tambon_th": village.tambon_th,
        "tambon_en": village.tambon_en,
        "district_code": village.district_code,
        "district_th": village.district_th,
        "district_en": village.district_en,
        "point_quality": village.point_quality.value if village.location else "unknown",
    }


def _visit(
    request: PlanRequest, directory: Directory, route: Route, stop: Stop, order: int
) -> dict[str, Fact]:
    codes = list(dict.fromkeys(s.service_code for s in stop.servings))
    services = [directory.services[code] for code in codes]
    village = directory.places[stop.place_code].village
    return {
        **_when_and_where(request, directory, route, stop, order),
        **(village_facts(village) if village else {}),
        "services": ",".join(codes),
        "services_th": ", ".join(s.name_th for s in services),
        "services_en": ", ".join(s.name_en or s.name_th for s in services),
        "people": sum(s.people for s in stop.servings),
    }


def _when_and_where(
    request: PlanRequest, directory: Directory, route: Route, stop: Stop, order: int
) -> dict[str, Fact]:
    clock = request.horizon.clock
    place = directory.places[stop.place_code]
    return {
        **_whose(request, directory, route),
        "visit_order": order,
        "opens_at": clock(stop.start_s).isoformat(),
        "closes_at": clock(stop.end_s).isoformat(),
        "arrives_at": clock(stop.arrive_s).isoformat(),
        "leaves_at": clock(stop.leave_s).isoformat(),
        "place_code": place.code,
        "place_th": place.name_th,
        "place_en": place.name_en or place.name_th,
    }


def _whose(request: PlanRequest, directory: Directory, route: Route) -> dict[str, Fact]:
    unit = directory.units[route.unit_code]
    return {
        "province_code": request.province_code,
        "date": request.horizon.date_of(route.day).isoformat(),
        "unit_code": unit.code,
        "unit_th": unit.name_th,
        "unit_en": unit.name_en or unit.name_th,
    }


def _at(directory: Directory, stop: Stop, facts: Mapping[str, Fact]) -> Record:
    location = directory.places[stop.place_code].location
    return Record(facts=facts, points=() if location is None else (location,))


def _line(
    directory: Directory, route: Route, lines: Mapping[LegKey, tuple[Location, ...]]
) -> Iterator[Location]:
    """The points of a whole day, each once where one leg ends and the next begins."""
    before: Location | None = None
    for index, leg in enumerate(route.legs):
        ends = (directory.places[leg.from_code].location, directory.places[leg.to_code].location)
        for point in lines.get((route.unit_code, route.day, index)) or ends:
            if point is not None and point != before:
                yield point
                before = point
