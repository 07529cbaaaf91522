"""Rows of the tables <-> objects of the domain, by hand.

What stands in typed columns is there to be searched by; where a table has a `document`, the object
is read back from it alone, so it returns exactly as it went in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from geodata.places import Location, Village
from geodata.roads.closures import Closure
from planner.documents import from_json, to_json
from planner.domain.calendar import Holiday, UnsuitableDay
from planner.domain.demand import (
    Caravan,
    Demand,
    Package,
    ScarceStaff,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
    VisitState,
)
from planner.domain.fixed_dates import FixedDate
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.seasons import RoadSeason
from planner.domain.units import Base, Lodging, MobileUnit
from planner.storage import tables

Row = sa.RowMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """How one field of `ProvinceData` lies in one table."""

    field: str
    table: sa.Table
    to_columns: Callable[[Any], dict[str, Any]]
    from_row: Callable[[Row], Any]


def text_of(document: object) -> str:
    """An object's JSON as text for a `document` column."""
    return to_json(document).decode()


def _documented(
    field: str, table: sa.Table, kind: type[Any], searched: Callable[[Any], dict[str, Any]]
) -> Noun:
    return Noun(
        field=field,
        table=table,
        to_columns=lambda thing: {**searched(thing), "document": text_of(thing)},
        from_row=lambda row: from_json(kind, row["document"]),
    )


def _code(thing: Any) -> dict[str, Any]:
    return {"code": thing.code}


def _point(location: Location | None) -> dict[str, float | None]:
    if location is None:
        return {"lon": None, "lat": None}
    return {"lon": location.lon, "lat": location.lat}


def _placed(thing: Base | Lodging) -> dict[str, Any]:
    return {"code": thing.code, **_point(thing.location)}


def _village(village: Village) -> dict[str, Any]:
    return {
        "code": village.code,
        "district_code": village.district_code,
        "name_th": village.name_th,
        "name_en": village.name_en,
        "people": village.people,
        **_point(village.location),
    }


def _stop_place(place: StopPlace) -> dict[str, Any]:
    return {
        "code": place.code,
        "village_code": place.village_code,
        **_point(place.location),
    }


def _unit(unit: MobileUnit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "base_code": unit.base_code,
        "vehicle_class": unit.vehicle_class.value,
    }


def _service(service: Service) -> dict[str, Any]:
    return {"code": service.code, "interval_days": service.interval_days}


def _demand(demand: Demand) -> dict[str, Any]:
    return {
        "village_code": demand.village_code,
        "service_code": demand.service_code,
        "people": demand.people,
    }


def _to_demand(row: Row) -> Demand:
    return Demand(
        village_code=row["village_code"], service_code=row["service_code"], people=row["people"]
    )


def _request(request: ServiceRequest) -> dict[str, Any]:
    return {
        "code": request.code,
        "village_code": request.village_code,
        "service_code": request.service_code,
        "people": request.people,
        "filed_on": request.filed_on,
        "due_on": request.due_on,
    }


def _to_request(row: Row) -> ServiceRequest:
    return ServiceRequest(
        code=row["code"],
        village_code=row["village_code"],
        service_code=row["service_code"],
        people=row["people"],
        filed_on=row["filed_on"],
        due_on=row["due_on"],
    )


def _holiday(holiday: Holiday) -> dict[str, Any]:
    return {"date": holiday.date}


def _unsuitable_day(day: UnsuitableDay) -> dict[str, Any]:
    return {"village_code": day.village_code, "date": day.date, "reason": day.reason}


def _to_unsuitable_day(row: Row) -> UnsuitableDay:
    return UnsuitableDay(village_code=row["village_code"], date=row["date"], reason=row["reason"])


def visit_columns(record: VisitRecord) -> dict[str, Any]:
    """The columns of a recorded visit, but its import and place in it."""
    return {
        "village_code": record.village_code,
        "service_code": record.service_code,
        "date": record.date,
        "people": record.people,
        "unit_code": record.unit_code,
        "state": record.state.value,
    }


def to_visit(row: Row) -> VisitRecord:
    """The recorded visit of a row."""
    return VisitRecord(
        village_code=row["village_code"],
        service_code=row["service_code"],
        date=row["date"],
        people=row["people"],
        unit_code=row["unit_code"],
        state=VisitState(row["state"]),
    )


NOUNS = (
    _documented("villages", tables.villages, Village, _village),
    _documented("bases", tables.bases, Base, _placed),
    _documented("lodgings", tables.lodgings, Lodging, _placed),
    _documented("staff", tables.staff, ScarceStaff, _code),
    _documented("services", tables.services, Service, _service),
    _documented("packages", tables.packages, Package, _code),
    _documented("holidays", tables.holidays, Holiday, _holiday),
    _documented("stop_places", tables.stop_places, StopPlace, _stop_place),
    _documented("units", tables.units, MobileUnit, _unit),
    Noun(field="demands", table=tables.demands, to_columns=_demand, from_row=_to_demand),
    Noun(
        field="requests",
        table=tables.service_requests,
        to_columns=_request,
        from_row=_to_request,
    ),
    Noun(
        field="unsuitable_days",
        table=tables.unsuitable_days,
        to_columns=_unsuitable_day,
        from_row=_to_unsuitable_day,
    ),
    _documented("caravans", tables.caravans, Caravan, _code),
    _documented("closures", tables.closures, Closure, _code),
    _documented("fixed_points", tables.fixed_points, FixedServicePoint, _code),
    _documented("fixed_dates", tables.fixed_dates, FixedDate, lambda _: {}),
    _documented("road_seasons", tables.road_seasons, RoadSeason, lambda _: {}),
)
"""Everything of a province but its visits, in an order in which each may refer to those before."""
