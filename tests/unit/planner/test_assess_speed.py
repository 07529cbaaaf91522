"""Judging and explaining stay quick as a province grows; measured in CPU, with room to spare."""

import random
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.explain import explain_unplanned
from planner.assess.metrics import measure
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.units import Counters, VehicleClass
from tests.builders import (
    HOUR,
    MONDAY,
    a_location,
    a_lodging,
    a_lunch,
    a_plan,
    a_record,
    a_request,
    a_route,
    a_service,
    a_stop_place,
    a_travel,
    a_trip,
    a_unit,
    a_village,
)
from tests.machine import slowness

Week = tuple[PlanRequest, dict[str, TravelMatrix], Plan]


def a_province(villages: int) -> Week:
    """A week with 7 services, 8 units of 3 vehicle classes, 40 routes with 2 visits each."""
    rng = random.Random(1)
    places = tuple(
        a_village(
            f"58{i // 8100 + 1:02d}{i // 90 % 90 + 1:02d}{i % 90 + 1:02d}",
            location=a_location(97.9 + rng.random() / 2, 18.9 + rng.random()),
        )
        for i in range(villages)
    )
    services = tuple(
        a_service(f"s{k}", interval_days=(360, 90, 30)[k % 3], min_gap_days=7) for k in range(7)
    )
    units = tuple(
        a_unit(
            f"U{k}",
            services=tuple(Counters(service_code=f"s{(k + j) % 7}", counters=2) for j in range(4)),
            vehicle_class=tuple(VehicleClass)[k % 3],
            lunch=a_lunch(latest_s=15 * HOUR),
            max_nights=k % 2,
        )
        for k in range(8)
    )
    request = a_request(
        villages=places,
        stop_places=tuple(
            a_stop_place(v, covers=(places[i - 1].code,)) for i, v in enumerate(places)
        ),
        services=services,
        units=units,
        lodgings=(a_lodging("L1"),),
        history=tuple(
            a_record(v.code, s.code, MONDAY - timedelta(days=rng.randint(8, 2 * s.interval_days)))
            for v in places
            for s in services
        ),
    )
    travel = a_travel(request, speed_kmh=300.0)
    trips = []
    for k, unit in enumerate(units):
        for day in range(5):
            codes = [places[(day * 8 + k) * 2 + i].code for i in (0, 1)]
            service = unit.services[0].service_code
            visits = [(code, "short", {(code, service): 5}) for code in codes]
            trips.append(a_trip(a_route(request, travel, unit, day, visits)))
    return request, travel, a_plan(request, travel, trips)


def cpu_s(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_week_of_415_villages_is_judged_in_well_under_a_second() -> None:
    request, travel, plan = a_province(415)
    assert check_plan(request, travel, plan).is_clean
    slow = slowness()
    assert cpu_s(lambda: check_plan(request, travel, plan)) < 1.0 * slow
    assert cpu_s(lambda: explain_unplanned(request, travel, plan)) < 3.0 * slow
    assert cpu_s(lambda: measure(request, plan)) < 1.0 * slow


@pytest.mark.slow
def test_a_week_of_5000_villages_is_judged_in_seconds() -> None:
    request, travel, plan = a_province(5000)
    assert check_plan(request, travel, plan).is_clean
    slow = slowness()
    assert cpu_s(lambda: check_plan(request, travel, plan)) < 8.0 * slow
    assert cpu_s(lambda: explain_unplanned(request, travel, plan)) < 40.0 * slow
    assert cpu_s(lambda: measure(request, plan)) < 8.0 * slow
