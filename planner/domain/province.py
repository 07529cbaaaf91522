"""ProvinceData: what a province keeps from week to week, and the request of one week made of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from geodata.places import Village
from geodata.roads.closures import Closure
from planner.domain.calendar import Holiday, Horizon, UnsuitableDay
from planner.domain.demand import (
    Caravan,
    Demand,
    Package,
    Pin,
    ScarceStaff,
    Service,
    ServiceRequest,
    StopPlace,
    VisitRecord,
)
from planner.domain.fixed_dates import FixedDate, pins_of
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.policy import Policy
from planner.domain.request import PlanRequest
from planner.domain.seasons import RoadSeason
from planner.domain.units import Base, Lodging, MobileUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceData:
    """One province's master data, demand, history and open requests."""

    province_code: str
    name_th: str
    name_en: str
    villages: tuple[Village, ...] = ()
    stop_places: tuple[StopPlace, ...] = ()
    bases: tuple[Base, ...] = ()
    lodgings: tuple[Lodging, ...] = ()
    units: tuple[MobileUnit, ...] = ()
    services: tuple[Service, ...] = ()
    packages: tuple[Package, ...] = ()
    staff: tuple[ScarceStaff, ...] = ()
    demands: tuple[Demand, ...] = ()
    history: tuple[VisitRecord, ...] = ()
    requests: tuple[ServiceRequest, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    unsuitable_days: tuple[UnsuitableDay, ...] = ()
    caravans: tuple[Caravan, ...] = ()
    closures: tuple[Closure, ...] = ()
    fixed_points: tuple[FixedServicePoint, ...] = ()
    fixed_dates: tuple[FixedDate, ...] = ()
    road_seasons: tuple[RoadSeason, ...] = ()
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceVersion:
    """One import of a province: the newest is what is planned with, the older ones are its past.

    `data_digest` is the digest of the province's data, `geography` names the folder of its roads
    and boundaries (empty: none were given).
    """

    code: str
    name_th: str
    name_en: str
    version: int
    imported_at: datetime
    imported_by: str
    data_digest: str
    geography: str = ""


def request_for(
    data: ProvinceData,
    horizon: Horizon,
    *,
    road_states: tuple[str, ...] = (),
    pins: tuple[Pin, ...] = (),
    budget_baht: int | None = None,
) -> PlanRequest:
    """The planning problem of a horizon; what is dated, and only outside it, is left out.

    Fixed dates inside it are pins, beside those given.
    """
    fixed = pins_of(data.fixed_dates, horizon, {unit.code for unit in data.units})
    last = horizon.start + timedelta(days=horizon.days - 1)
    return PlanRequest(
        province_code=data.province_code,
        horizon=horizon,
        villages=data.villages,
        stop_places=data.stop_places,
        bases=data.bases,
        units=data.units,
        services=data.services,
        packages=data.packages,
        demands=data.demands,
        history=data.history,
        requests=tuple(r for r in data.requests if r.filed_on <= last),
        lodgings=data.lodgings,
        staff=data.staff,
        pins=tuple(dict.fromkeys((*pins, *fixed))),
        caravans=tuple(c for c in data.caravans if any(map(horizon.holds, c.dates))),
        holidays=tuple(h for h in data.holidays if horizon.holds(h.date)),
        unsuitable_days=tuple(d for d in data.unsuitable_days if horizon.holds(d.date)),
        road_states=road_states,
        policy=data.policy,
        budget_baht=budget_baht,
        closures=tuple(
            c
            for c in data.closures
            if any(c.holds_on(horizon.date_of(d)) for d in range(horizon.days))
        ),
    )
