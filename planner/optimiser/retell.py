"""Trips that people were told of, made again as far as they still can be: where a search starts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from planner.domain.calendar import DAY_S
from planner.domain.plan import Route, Stop, Trip
from planner.optimiser.complete import fits
from planner.optimiser.keeping import appointed
from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.state import Left
from planner.optimiser.tour import Servings, Tour, TourDay, TourStop, make_tour


def retell(names: Names, problem: Problem, trips: Sequence[Trip]) -> tuple[Tour, ...]:
    """The tours of these trips, without what cannot be any more; they may stand together.

    A stop opens at its appointment where it has one. Stops go from the end of a trip until its
    clock can be kept.
    """
    left = Left(problem)
    nights: Counter[int] = Counter()
    taken: set[tuple[int, int]] = set()
    tours: list[Tour] = []
    for trip in trips:
        unit = names.unit.get(trip.unit_code, NEVER)
        if unit == NEVER or not _can_go(names, problem, unit, trip, nights[unit], taken):
            continue
        tour = _tour(names, problem, left, unit, trip)
        if tour is not None:
            left.take(tour)
            nights[unit] += len(tour.days) - 1
            taken.update((unit, day.day) for day in tour.days)
            tours.append(tour)
    return tuple(tours)


def _can_go(
    names: Names,
    problem: Problem,
    unit: int,
    trip: Trip,
    nights: int,
    taken: set[tuple[int, int]],
) -> bool:
    """Whether a unit works on a trip's days and may sleep where it slept."""
    days = [route.day for route in trip.routes]
    beds = [names.place.get(code, NEVER) for code in trip.nights]
    cap = int(problem.night_cap[unit])
    return (
        all(0 <= day < problem.days and problem.works(unit, day) for day in days)
        and not any((unit, day) in taken for day in days)
        and len(beds) <= int(problem.max_nights[unit])
        and (cap == NEVER or nights + len(beds) <= cap)
        and all(bed != NEVER and problem.night_cost[unit, bed] != NEVER for bed in beds)
    )


def _tour(names: Names, problem: Problem, left: Left, unit: int, trip: Trip) -> Tour | None:
    served: set[int] = set()
    load_left = int(problem.max_load[unit])
    base = int(problem.base[unit])
    stays = [base, *(names.place[code] for code in trip.nights), base]
    days: list[TourDay] = []
    for i, route in enumerate(trip.routes):
        stops: list[TourStop] = []
        staff: frozenset[int] = frozenset()
        for stop in route.visits:
            at = _place(names, problem, unit, route, stop)
            if at is None:
                continue
            servings = _servings(
                names, problem, left, unit, route.day, stop, at, served, load_left, staff
            )
            if not servings:
                continue
            stops.append(TourStop(*at, servings))
            served.update(row for row, _ in servings)
            services = [int(problem.row_service[row]) for row, _ in servings]
            staff |= {int(problem.staff_of[s]) for s in services} - {NEVER}
            if load_left != NEVER:
                load_left -= sum(
                    count * int(problem.load[s])
                    for s, (_, count) in zip(services, servings, strict=True)
                )
        days.append(TourDay(route.day, stays[i], stays[i + 1], tuple(stops)))
    return _shortened(problem, unit, days)


def _place(
    names: Names, problem: Problem, unit: int, route: Route, stop: Stop
) -> tuple[int, int] | None:
    """The place and package of a stop, as its appointment if it has one; None when closed."""
    place = names.place.get(stop.place_code, NEVER)
    package = names.package.get(stop.package_code or "", NEVER)
    if place == NEVER or package == NEVER or not problem.place_open[place, route.day]:
        return None
    start_s = stop.start_s - route.day * DAY_S
    chosen = appointed(problem, unit, route.day, place, package, start_s)
    options = slice(int(problem.option_from[place]), int(problem.option_from[place + 1]))
    return (place, chosen) if chosen in problem.option_package[options].tolist() else None


def _servings(
    names: Names,
    problem: Problem,
    left: Left,
    unit: int,
    day: int,
    stop: Stop,
    at: tuple[int, int],
    served: set[int],
    load_left: int,
    staff: frozenset[int],
) -> Servings:
    """Whom the stop served, as far as they are there to be served now."""
    place, package = at
    rooms: list[int] = problem.capacity[unit, package].tolist()
    reach = set(problem.reach(place))
    mask = left.servable(unit, day, staff)
    servings: list[tuple[int, int]] = []
    for serving in stop.servings:
        village = names.village.get(serving.village_code, NEVER)
        service = names.service.get(serving.service_code, NEVER)
        row = NEVER if NEVER in (village, service) else int(problem.row_of[village, service])
        known = row != NEVER and village in reach and problem.offers[place, service]
        if not known or not mask[row] or row in served:
            continue
        people = min(serving.people, int(left.people[row]), rooms[service])
        each = int(problem.load[service])
        if load_left != NEVER and each > 0:
            people = min(people, load_left // each)
            load_left -= each * max(0, people)
        if people > 0:
            rooms[service] -= people
            servings.append((row, people))
    return tuple(servings)


def _shortened(problem: Problem, unit: int, days: list[TourDay]) -> Tour | None:
    """The tour with as many of its first stops as its clock allows; None when none are left."""
    while any(day.stops for day in days):
        tour = make_tour(problem, unit, days)
        if fits(problem, tour):
            return tour
        last = max(i for i, day in enumerate(days) if day.stops)
        days[last] = replace(days[last], stops=days[last].stops[:-1])
    return None
