"""Compile the kernels ahead of their first use, by searching provinces of twelve villages.

Cold, compiling costs as much as a short search; set-up pays it once, and the compiled code is kept
on disk (see `planner.optimiser.jit`).
"""

from dataclasses import replace
from datetime import date

import numpy as np

from geodata.matrix import TravelMatrix
from geodata.places import Location, Village
from planner.domain.calendar import Horizon
from planner.domain.demand import Demand, Package, Service, StopPlace
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.units import Base, Counters, MobileUnit, VehicleClass
from planner.optimiser.process import solve_in_child

_CODES = tuple(f"990101{number:02d}" for number in range(1, 13))
"""So many that the province is no longer solved whole, which takes no kernel."""
_SERVICES = {"S": 0, "L": 1}
"""Services and what each person takes of the load, which has kernels of its own."""
DRIVE_S, DRIVE_M = 300, 4_000
"""From each place to the next, as if all stood along one road."""
_SPOT = Location(lon=98.0, lat=19.0)


def warm_up() -> Plan:
    """Search the smallest provinces in a child, which leaves every kernel compiled.

    Rounds are counted: a limit of time would be used up whole, since compiling does not count.
    """
    plan = _solved(_request())
    _solved(_short_days(_request()))
    return plan


def _solved(request: PlanRequest) -> Plan:
    places = request.place_codes()
    away = np.abs(np.subtract.outer(np.arange(len(places)), np.arange(len(places))))
    travel = {
        profile: TravelMatrix(
            profile=profile,
            engine="warm_up/1",
            place_ids=places,
            durations_s=(away * DRIVE_S).astype(np.int32),
            distances_m=(away * DRIVE_M).astype(np.int32),
            estimated=np.zeros_like(away, dtype=np.bool_),
        )
        for profile in request.profiles()
    }
    counted = SolveParams(cpu_s=120, wall_s=600, reproducible=True, max_rounds=30)
    return solve_in_child(request, travel, counted)


def _short_days(request: PlanRequest) -> PlanRequest:
    """The same with many short stops a day and no rules but hours: they are proven otherwise."""
    return replace(
        request,
        units=tuple(
            replace(unit, max_nights=0, max_load=None, setup_s=0, packing_s=0, max_drive_s=86_400)
            for unit in request.units
        ),
        services=tuple(replace(service, load_per_person=0) for service in request.services),
        packages=(Package(code="P", name_th="ก", name_en="A", open_s=600, serving_s=600),),
        demands=tuple(
            replace(demand, people=1 + i % 3) for i, demand in enumerate(request.demands)
        ),
    )


def _request() -> PlanRequest:
    return PlanRequest(
        province_code="99",
        horizon=Horizon(start=date(2026, 11, 30), days=3),
        villages=tuple(Village(code=c, name_th="ก", name_en="A", location=_SPOT) for c in _CODES),
        stop_places=tuple(
            StopPlace(code=c, village_code=c, name_th="ก", name_en="A", location=_SPOT)
            for c in _CODES
        ),
        bases=(Base(code="B", name_th="ก", name_en="A", location=_SPOT),),
        units=tuple(
            MobileUnit(
                code=f"U{nights}",
                name_th="ก",
                name_en="A",
                province_code="99",
                base_code="B",
                vehicle_class=VehicleClass.VAN,
                services=tuple(Counters(service_code=s, counters=1) for s in _SERVICES),
                max_nights=nights,
                max_load=100,
            )
            for nights in (0, 1)
        ),
        services=tuple(
            Service(
                code=code,
                name_th="ก",
                name_en="A",
                agency_th="ก",
                agency_en="A",
                seconds_per_person=600,
                interval_days=60,
                sla_working_days=30,
                load_per_person=load,
            )
            for code, load in _SERVICES.items()
        ),
        packages=(Package(code="P", name_th="ก", name_en="A", open_s=7200, serving_s=7200),),
        demands=tuple(
            Demand(village_code=c, service_code=s, people=20) for c in _CODES for s in _SERVICES
        ),
    )
