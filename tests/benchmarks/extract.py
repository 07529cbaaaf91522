"""From a request and its matrix to the arrays of the core model.

A core week has one profile, one package a place, no lunch, setting up or packing, and one-day
trips; `core_of` refuses anything else, so that no peer is ever given an easier or a harder problem
than the optimiser.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from geodata.matrix import TravelMatrix
from planner.domain.demand import Package
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows, is_required
from planner.domain.units import MobileUnit
from tests.benchmarks.core import CoreWeek, Ints


class NotCore(ValueError):
    """The request uses something that the core model does not have."""


def core_of(request: PlanRequest, travel: Mapping[str, TravelMatrix]) -> CoreWeek:
    """The arrays of a core request; raises `NotCore` for any other."""
    _refuse_extras(request)
    (profile,) = request.profiles()
    matrix = travel[profile]
    index = matrix.index()
    if (matrix.durations_s < 0).any():
        raise NotCore("some place is unreachable")
    drive_s = matrix.durations_s.astype(np.int64, order="C")
    per_hour = request.policy.points_per_drive_hour
    place_of = {place.village_code: place for place in request.stop_places}
    packages = {package.code: package for package in request.packages}
    needs = {v.code: v.need_weight for v in request.villages}
    rows = [row for row in demand_rows(request) if prize_of(row, request, needs) > 0]
    stops = [
        (place_of[r.village_code], packages[place_of[r.village_code].package_codes[0]])
        for r in rows
    ]
    days = _unit_days(request)
    return CoreWeek(
        drive_s=drive_s,
        drive_points=np.floor(per_hour * drive_s / 3600 + 0.5).astype(np.int64, order="C"),
        drive_m=matrix.distances_m.astype(np.int64, order="C"),
        client_place=_ints(index[place.code] for place, _ in stops),
        prize=_ints(prize_of(row, request, needs) for row in rows),
        visit_s=_ints(package.open_s for _, package in stops),
        earliest_s=_ints(place.windows[0].start_s for place, _ in stops),
        latest_s=_ints(place.windows[0].end_s - package.open_s for place, package in stops),
        base=_ints(index[request.units[u].base_code] for u, _ in days),
        shift_start_s=_ints(_shift(request, u, d)[0] for u, d in days),
        shift_end_s=_ints(_shift(request, u, d)[1] for u, d in days),
        unit=_ints(u for u, _ in days),
        day=_ints(d for _, d in days),
        allowed=np.array(
            [
                [
                    _can_serve(request, request.units[u], row, package)
                    for row, (_, package) in zip(rows, stops, strict=True)
                ]
                for u, _ in days
            ],
            dtype=np.bool_,
        ).reshape(len(days), len(rows)),
    )


def prize_of(row: DemandRow, request: PlanRequest, needs: Mapping[str, float]) -> int:
    """Points for serving a whole row, after the formula of `Policy`."""
    policy = request.policy
    if row.urgency < policy.due_from:
        return 0
    worth = policy.prize_per_person * needs[row.village_code]
    return int(worth * min(policy.urgency_cap, row.urgency * row.urgency) + 0.5) * row.people


def row_keys(request: PlanRequest) -> list[tuple[str, str]]:
    """(village, service) of each client of `core_of`, in its order."""
    needs = {v.code: v.need_weight for v in request.villages}
    return [row.key for row in demand_rows(request) if prize_of(row, request, needs) > 0]


def _refuse_extras(request: PlanRequest) -> None:
    extras = {
        "requests": bool(request.requests),
        "scarce staff": bool(request.staff),
        "pins": bool(request.pins),
        "holidays": bool(request.holidays),
        "unsuitable days": bool(request.unsuitable_days),
        "several profiles": len(request.profiles()) != 1,
        "required rows": any(is_required(row, request) for row in demand_rows(request)),
        "several visits": any(s.max_visits != 1 or s.staff_code for s in request.services),
        "several rows a village": len({d.village_code for d in request.demands})
        != len(request.demands),
        "several places a village": len({p.village_code for p in request.stop_places})
        != len(request.stop_places),
        "covering, windows or packages": any(
            p.covers or len(p.windows) != 1 or len(p.package_codes) != 1 or p.location is None
            for p in request.stop_places
        ),
        "lunch, setup, nights, load or costs": any(map(_has_extras, request.units)),
    }
    found = [name for name, there in extras.items() if there]
    if found:
        raise NotCore(", ".join(found))


def _has_extras(unit: MobileUnit) -> bool:
    shifts = [s.window.end_s - s.window.start_s for s in unit.shifts]
    return bool(
        unit.lunch or unit.setup_s or unit.packing_s or unit.max_nights or unit.max_load is not None
        or unit.cost_per_km_baht or unit.cost_per_day_baht or unit.days_off
        or any(unit.max_drive_s < length for length in shifts)
    )  # fmt: skip


def _can_serve(request: PlanRequest, unit: MobileUnit, row: DemandRow, package: Package) -> bool:
    counters = unit.counters_of(row.service_code)
    if not counters:
        return False
    seconds = next(s.seconds_per_person for s in request.services if s.code == row.service_code)
    if package.capacity(counters, seconds) < row.people:
        raise NotCore(f"{row.key} does not fit one visit")
    return True


def _unit_days(request: PlanRequest) -> list[tuple[int, int]]:
    horizon = request.horizon
    return [
        (u, d)
        for u, unit in enumerate(request.units)
        for d in range(horizon.days)
        if unit.shift_on(horizon.date_of(d)) is not None
    ]


def _shift(request: PlanRequest, u: int, d: int) -> tuple[int, int]:
    shift = request.units[u].shift_on(request.horizon.date_of(d))
    assert shift is not None
    return shift.window.start_s, shift.window.end_s


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
