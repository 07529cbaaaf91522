"""What a fractional year plan shows to be possible: a linear programme above every real year.

Visits are fractions; each takes setting up, opening, packing and the shortest drive from anywhere
else, out of all the hours of the unit's shifts. Each row is credited up to what falls due: people x
(days planned + days waited so far, at most one interval of them) / interval. Staff, nights, windows
and lunch are left out, and who drives home is too, so no plan is better (as long as no unit stops
twice at one place on one day).
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp

from geodata.matrix import TravelMatrix
from planner.domain.calendar import Horizon
from planner.domain.demand import Package, StopPlace
from planner.domain.province import ProvinceData, request_for
from planner.domain.rows import DemandRow, demand_rows
from planner.domain.units import MobileUnit
from planner.samples import sample_week

Row = tuple[str, str]


def credit(data: ProvinceData, weeks: int) -> dict[Row, float]:
    """People of each row that fall due from the sample's week on."""
    request = request_for(data, Horizon(start=sample_week(), days=7))
    return {row.key: _due(row, 7 * weeks) for row in demand_rows(request)}


def possible(data: ProvinceData, travel: Mapping[str, TravelMatrix], weeks: int) -> float:
    """People that a fractional plan credits; `travel` has a matrix for every vehicle class."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    due = credit(data, weeks)
    taken: dict[Row, list[Any]] = defaultdict(list)
    for unit in data.units:
        near = _shortest_in(travel, unit)
        visits: list[tuple[float, Any]] = []
        for place in data.stop_places:
            if place.location is not None and np.isfinite(near[place.code]):
                visits += _at(solver, data, unit, place, near[place.code], due, taken)
        solver.Add(
            solver.Sum([hours * share for hours, share in visits]) <= _hours(data, unit, weeks)
        )
    for key, people in taken.items():
        solver.Add(solver.Sum(people) <= due[key])
    solver.Maximize(solver.Sum([p for people in taken.values() for p in people]))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise RuntimeError("the fractional year has no optimum")
    return float(solver.Objective().Value())


def _due(row: DemandRow, days: int) -> float:
    return row.people * (days + min(row.elapsed_days, row.interval_days)) / row.interval_days


def _at(
    solver: Any, data: ProvinceData, unit: MobileUnit, place: StopPlace, drive_s: float,
    due: Mapping[Row, float], taken: dict[Row, list[Any]],
) -> list[tuple[float, Any]]:  # fmt: skip
    """Visits of a unit at a place: (hours of one, how many), people taken noted by row."""
    offered = [p for p in data.packages if not place.package_codes or p.code in place.package_codes]
    shares = [solver.NumVar(0, solver.infinity(), "") for _ in offered]
    visits = list(zip(offered, shares, strict=True))
    found = False
    for service in data.services:
        counters = unit.counters_of(service.code)
        if not counters or not set(service.site_needs) <= set(place.offers):
            continue
        people = {
            (code, service.code): solver.NumVar(0, solver.infinity(), "")
            for code in (place.village_code, *place.covers)
            if due.get((code, service.code))
        }
        if not people:
            continue
        found = True
        solver.Add(
            solver.Sum(list(people.values()))
            <= solver.Sum([p.capacity(counters, service.seconds_per_person) * n for p, n in visits])
        )
        for key, number in people.items():
            taken[key].append(number)
    return [(_visit_h(unit, p, drive_s), n) for p, n in visits] if found else []


def _visit_h(unit: MobileUnit, package: Package, drive_s: float) -> float:
    return (drive_s + unit.setup_s + package.open_s + unit.packing_s) / 3600


def _hours(data: ProvinceData, unit: MobileUnit, weeks: int) -> float:
    closed = {h.date for h in data.holidays if not h.units_work}
    days = (sample_week() + timedelta(days=i) for i in range(7 * weeks))
    shifts = [unit.shift_on(day) for day in days if day not in closed]
    return sum((s.window.end_s - s.window.start_s) / 3600 for s in shifts if s is not None)


def _shortest_in(travel: Mapping[str, TravelMatrix], unit: MobileUnit) -> dict[str, float]:
    """Seconds of the shortest drive to each place from anywhere else, in any season."""
    best: dict[str, float] = defaultdict(lambda: np.inf)
    for profile, matrix in travel.items():
        if profile.split("/")[0] == unit.vehicle_class.value:
            seconds = np.where(matrix.durations_s < 0, np.inf, matrix.durations_s.astype(float))
            np.fill_diagonal(seconds, np.inf)
            for code, least in zip(matrix.place_ids, seconds.min(axis=0), strict=True):
                best[code] = min(best[code], float(least))
    return best
