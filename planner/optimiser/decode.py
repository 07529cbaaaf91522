"""Solution to Plan: codes, clock, legs from the matrices, terms, and who stays unplanned."""

from collections.abc import Mapping
from dataclasses import replace

from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.plan import (
    Bound,
    Leg,
    Plan,
    Provenance,
    Reason,
    Route,
    Serving,
    Stop,
    StopKind,
    Trip,
    Unplanned,
)
from planner.domain.rows import is_required
from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.solution import Solution
from planner.optimiser.terms import terms_of
from planner.optimiser.timing import DayTimes, Halt, day_times
from planner.optimiser.tour import TourDay


def decode(
    names: Names,
    problem: Problem,
    travel: Mapping[str, TravelMatrix],
    solution: Solution,
    *,
    bounds: tuple[Bound, ...] = (),
    provenance: Provenance | None = None,
) -> Plan:
    """The plan of a solution.

    Rows that are not fully served are unplanned with the reason CAPACITY: whether something else
    keeps them out is said by whoever explains the plan.
    """
    request = names.request
    trips = tuple(
        Trip(
            unit_code=request.units[tour.unit].code,
            routes=tuple(_route(names, problem, travel, tour.unit, day) for day in tour.days),
        )
        for tour in solution.tours
    )
    return Plan(
        province_code=request.province_code,
        start=request.horizon.start,
        days=request.horizon.days,
        trips=trips,
        unplanned=_unplanned(names, solution),
        terms=terms_of(request, trips),
        bounds=bounds,
        provenance=provenance,
    )


def _route(
    names: Names,
    problem: Problem,
    travel: Mapping[str, TravelMatrix],
    unit: int,
    day: TourDay,
) -> Route:
    times = day_times(problem, unit, day.day, day.start, day.sequence(), day.end)
    if times is None:
        raise AssertionError(f"tour of unit {unit} on day {day.day} does not fit its day")
    midnight = day.day * DAY_S
    profile = names.request.profile_of(names.request.units[unit], day.day)
    return Route(
        unit_code=names.request.units[unit].code,
        day=day.day,
        start_code=names.place_codes[day.start],
        end_code=names.place_codes[day.end],
        depart_s=midnight + times.depart_s,
        return_s=midnight + times.return_s,
        stops=tuple(_stop(names, problem, day, halt, midnight) for halt in times.halts),
        legs=_legs(names, travel[profile], day, times, midnight),
    )


def _stop(names: Names, problem: Problem, day: TourDay, halt: Halt, midnight: int) -> Stop:
    bare = Stop(
        kind=StopKind.LUNCH,
        place_code=names.place_codes[halt.place],
        arrive_s=midnight + halt.arrive_s,
        start_s=midnight + halt.start_s,
        end_s=midnight + halt.end_s,
        leave_s=midnight + halt.leave_s,
    )
    if halt.stop == NEVER:
        return bare
    stop = day.stops[halt.stop]
    package = int(problem.plain[stop.package])
    return replace(
        bare,
        kind=StopKind.VISIT,
        package_code=names.request.packages[package].code,
        servings=tuple(
            Serving(
                village_code=names.rows[row].village_code,
                service_code=names.rows[row].service_code,
                people=people,
            )
            for row, people in stop.servings
        ),
    )


def _legs(
    names: Names, matrix: TravelMatrix, day: TourDay, times: DayTimes, midnight: int
) -> tuple[Leg, ...]:
    index = matrix.index()
    here, depart_s = day.start, times.depart_s
    legs = []
    for place, leave_s in (
        *((halt.place, halt.leave_s) for halt in times.halts),
        (day.end, times.return_s),
    ):
        codes = names.place_codes[here], names.place_codes[place]
        i, j = index[codes[0]], index[codes[1]]
        legs.append(
            Leg(
                from_code=codes[0],
                to_code=codes[1],
                depart_s=midnight + depart_s,
                duration_s=int(matrix.durations_s[i, j]),
                distance_m=int(matrix.distances_m[i, j]),
                estimated=bool(matrix.estimated[i, j]),
            )
        )
        here, depart_s = place, leave_s
    return tuple(legs)


def _unplanned(names: Names, solution: Solution) -> tuple[Unplanned, ...]:
    left = [row.people for row in names.rows]
    for tour in solution.tours:
        for row, people in tour.served:
            left[row] -= people
    return tuple(
        Unplanned(
            village_code=row.village_code,
            service_code=row.service_code,
            people=people,
            reason=Reason.CAPACITY,
            required=is_required(row, names.request),
            due_on=row.due_on,
        )
        for row, people in zip(names.rows, left, strict=True)
        if people > 0
    )
