"""Breakers of the rules of one tour: trip, nights, shift, travel, driving, lunch, opening."""

import dataclasses
from random import Random

from geodata.matrix import UNREACHABLE, TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.plan import Leg, Route
from planner.domain.rules import Rule
from tests.breaking.case import (
    Case,
    breaks,
    moved,
    moved_trip,
    pick,
    replaced,
)
from tests.builders import a_base, baht_of, unit_named

EVERYWHERE = (Rule.TRAVEL, Rule.LUNCH)


@breaks(Rule.TRIP)
def trip_without_routes(case: Case, rng: Random) -> Case | None:
    if not case.trips:
        return None
    empty = dataclasses.replace(case.trips[0], routes=())
    return case.with_trips((*case.trips, empty))


@breaks(Rule.TRIP, Rule.MAX_VISITS, Rule.DEMAND, Rule.MIN_GAP, Rule.COMPLETE)
def two_routes_on_a_day(case: Case, rng: Random) -> Case | None:
    trip = pick(case.trips, rng)
    return case.with_trips((*case.trips, trip)) if trip else None


@breaks(Rule.TRIP, *EVERYWHERE, Rule.SHIFT)
def starts_elsewhere(case: Case, rng: Random) -> Case | None:
    """A trip that begins where its unit's base is not; the leg from there is right."""
    if not case.trips:
        return None
    t = rng.randrange(len(case.trips))
    others = [c for c in case.request.place_codes() if c != case.unit((t, 0)).base_code]
    other = pick(others, rng)
    if other is None:
        return None
    first = case.route((t, 0)).legs[0]
    legs = (dataclasses.replace(first, from_code=other), *case.route((t, 0)).legs[1:])
    return case.with_route((t, 0), start_code=other, legs=legs)


@breaks(Rule.TRIP, *EVERYWHERE)
def does_not_come_home(case: Case, rng: Random) -> Case | None:
    """The last route ends at its last stop."""
    spots = [
        (t, len(trip.routes) - 1)
        for t, trip in enumerate(case.trips)
        if trip.routes[-1].stops
        and trip.routes[-1].stops[-1].place_code != case.unit((t, 0)).base_code
    ]
    spot = pick(spots, rng)
    if spot is None:
        return None
    route = case.route(spot)
    here = route.stops[-1].place_code
    last = dataclasses.replace(
        route.legs[-1], to_code=here, duration_s=0, distance_m=0, estimated=False
    )
    return case.with_route(spot, end_code=here, legs=(*route.legs[:-1], last))


@breaks(Rule.TRIP, Rule.SHIFT, Rule.OPENING, Rule.STAFF, Rule.MIN_GAP, Rule.FORBIDDEN, Rule.TRAVEL)
def a_day_between(case: Case, rng: Random) -> Case | None:
    """A night that lasts two days."""
    last_day = case.request.horizon.days - 1
    spots = [
        t
        for t, trip in enumerate(case.trips)
        if len(trip.routes) > 1 and trip.routes[-1].day < last_day
    ]
    t = pick(spots, rng)
    if t is None:
        return None
    routes = case.trips[t].routes
    trip = dataclasses.replace(case.trips[t], routes=(*routes[:-1], moved(routes[-1], 1)))
    return case.with_trips(replaced(case.trips, t, trip))


@breaks(Rule.TRIP, Rule.NIGHTS)
def wakes_up_elsewhere(case: Case, rng: Random) -> Case | None:
    """Two trips of one day each told as one: the second starts at base, not where the first ended.

    Done by ending the first day at another base that stands at the same spot.
    """
    spots = [t for t, trip in enumerate(case.trips) if len(trip.routes) > 1]
    t = pick(spots, rng)
    if t is None:
        return None
    routes = case.trips[t].routes
    here = routes[0].end_code
    stay = dataclasses.replace(
        routes[0],
        end_code="B9",
        legs=(*routes[0].legs[:-1], dataclasses.replace(routes[0].legs[-1], to_code="B9")),
    )
    trip = dataclasses.replace(case.trips[t], routes=(stay, *routes[1:]))
    twin = _with_twin(case, here, "B9")
    return twin.with_trips(replaced(case.trips, t, trip))


def _with_twin(case: Case, code: str, twin: str) -> Case:
    """The case with a second base as far from everywhere as the place `code`."""
    request = dataclasses.replace(case.request, bases=(*case.request.bases, a_base(twin)))
    travel = {}
    for profile, matrix in case.travel.items():
        ids = [code if place == twin else place for place in request.place_codes()]
        rows = [matrix.place_ids.index(place) for place in ids]
        travel[profile] = TravelMatrix(
            profile=profile,
            engine=matrix.engine,
            place_ids=request.place_codes(),
            durations_s=matrix.durations_s[rows][:, rows].copy(),
            distances_m=matrix.distances_m[rows][:, rows].copy(),
            estimated=matrix.estimated[rows][:, rows].copy(),
        )
    return dataclasses.replace(case, request=request, travel=travel)


@breaks(
    Rule.TRIP, Rule.TRAVEL, Rule.SKILL, Rule.DRIVE_LIMIT, Rule.SHIFT, Rule.LUNCH, Rule.VALUE
)  # fmt: skip
def other_unit_on_the_second_day(case: Case, rng: Random) -> Case | None:
    """Half of a trip is done by another unit."""
    spots = [t for t, trip in enumerate(case.trips) if len(trip.routes) > 1]
    t = pick(spots, rng)
    if t is None or len(case.request.units) < 2:
        return None
    other = next(u for u in case.request.units if u.code != case.trips[t].unit_code)
    return case.with_route((t, 1), unit_code=other.code)


@breaks(Rule.NIGHTS)
def one_night_too_many(case: Case, rng: Random) -> Case | None:
    spots = [t for t, trip in enumerate(case.trips) if trip.nights]
    t = pick(spots, rng)
    if t is None:
        return None
    return case.with_unit(case.trips[t].unit_code, max_nights=len(case.trips[t].nights) - 1)


@breaks(Rule.NIGHT_CAP)
def more_nights_than_the_cap(case: Case, rng: Random) -> Case | None:
    t = pick([t for t, trip in enumerate(case.trips) if trip.nights], rng)
    if t is None:
        return None
    unit = case.trips[t].unit_code
    nights = sum(len(trip.nights) for trip in case.trips if trip.unit_code == unit)
    return case.with_unit(unit, night_cap=nights - 1)


@breaks(Rule.NIGHT_CAP)
def nobody_may_sleep_away(case: Case, rng: Random) -> Case | None:
    """Every trip keeps its own limit of nights; the cap of the whole plan is 0 for all units."""
    if not any(trip.nights for trip in case.trips):
        return None
    units = tuple(dataclasses.replace(unit, night_cap=0) for unit in case.request.units)
    return case.with_request(units=units)


@breaks(Rule.MONEY)
def a_baht_too_little(case: Case, rng: Random) -> Case | None:
    spent = baht_of(case.request, case.trips)
    return case.with_request(budget_baht=spent - 1) if spent else None


@breaks(Rule.MONEY)
def days_become_dearer(case: Case, rng: Random) -> Case | None:
    """The budget was enough; then one unit costs more a day than is left."""
    trip = pick(case.trips, rng)
    if trip is None:
        return None
    spent = baht_of(case.request, case.trips)
    case = case.with_request(budget_baht=spent)
    unit = unit_named(case.request, trip.unit_code)
    return case.with_unit(unit.code, cost_per_day_baht=unit.cost_per_day_baht + 1)


@breaks(Rule.MONEY)
def lodgings_become_dearer(case: Case, rng: Random) -> Case | None:
    beds = {n.code for n in case.request.lodgings}
    trips = [trip for trip in case.trips if beds & set(trip.nights)]
    trip = pick(trips, rng)
    if trip is None:
        return None
    budget = baht_of(case.request, case.trips)
    lodgings = tuple(
        dataclasses.replace(n, cost_per_night_baht=n.cost_per_night_baht + 1)
        for n in case.request.lodgings
    )
    return case.with_request(budget_baht=budget, lodgings=lodgings)


@breaks(Rule.NIGHTS, Rule.TRAVEL, Rule.DRIVE_LIMIT, Rule.SHIFT)
def sleeps_at_a_stop(case: Case, rng: Random) -> Case | None:
    """The crew stays where it served last, which is no lodging; every leg is as the matrix says."""
    spots = [
        t
        for t, trip in enumerate(case.trips)
        if len(trip.routes) > 1
        and trip.routes[0].stops
        and case.request.profile_of(case.unit((t, 0)), trip.routes[1].day) in case.travel
    ]
    t = pick(spots, rng)
    if t is None:
        return None
    one, two, *rest = case.trips[t].routes
    here = one.stops[-1].place_code
    stay = dataclasses.replace(
        one.legs[-1], to_code=here, duration_s=0, distance_m=0, estimated=False
    )
    one = dataclasses.replace(one, end_code=here, legs=(*one.legs[:-1], stay))
    leave = _leg(case, two, here, two.legs[0].to_code, two.depart_s)
    two = dataclasses.replace(two, start_code=here, legs=(leave, *two.legs[1:]))
    trip = dataclasses.replace(case.trips[t], routes=(one, two, *rest))
    return case.with_trips(replaced(case.trips, t, trip))


def _leg(case: Case, route: Route, origin: str, destination: str, depart_s: int) -> Leg:
    unit = next(u for u in case.request.units if u.code == route.unit_code)
    matrix = case.travel[case.request.profile_of(unit, route.day)]
    i, j = matrix.place_ids.index(origin), matrix.place_ids.index(destination)
    return Leg(
        from_code=origin,
        to_code=destination,
        depart_s=depart_s,
        duration_s=int(matrix.durations_s[i, j]),
        distance_m=int(matrix.distances_m[i, j]),
        estimated=bool(matrix.estimated[i, j]),
    )


@breaks(Rule.SHIFT, Rule.LUNCH)
def leaves_too_early(case: Case, rng: Random) -> Case | None:
    spot = pick(case.route_spots(), rng)
    if spot is None:
        return None
    route = case.route(spot)
    shift = case.unit(spot).shift_on(case.request.horizon.date_of(route.day))
    if shift is None or shift.window.start_s == 0:
        return None
    early = route.day * DAY_S + shift.window.start_s - rng.choice((1, 600))
    legs = (dataclasses.replace(route.legs[0], depart_s=early), *route.legs[1:])
    return case.with_route(spot, depart_s=early, legs=legs)


@breaks(Rule.SHIFT, Rule.LUNCH)
def returns_too_late(case: Case, rng: Random) -> Case | None:
    spot = pick(case.route_spots(), rng)
    if spot is None:
        return None
    route = case.route(spot)
    shift = case.unit(spot).shift_on(case.request.horizon.date_of(route.day))
    if shift is None:
        return None
    end = route.day * DAY_S + shift.window.end_s
    return case.with_route(spot, return_s=end + rng.choice((1, 600)))


@breaks(
    Rule.SHIFT, Rule.TRIP, Rule.OPENING, Rule.MIN_GAP, Rule.STAFF, Rule.FORBIDDEN, Rule.TRAVEL
)  # fmt: skip
def works_on_a_day_off(case: Case, rng: Random) -> Case | None:
    """The whole trip on a Saturday, a holiday or the unit's day off."""
    request = case.request
    choices = [
        (t, day)
        for t, trip in enumerate(case.trips)
        for day in range(request.horizon.days - len(trip.routes) + 1)
        if case.unit((t, 0)).shift_on(request.horizon.date_of(day)) is None
        or not request.works_on(day)
    ]
    choice = pick(choices, rng)
    if choice is None:
        return None
    t, day = choice
    trip = moved_trip(case.trips[t], day - case.trips[t].routes[0].day)
    return case.with_trips(replaced(case.trips, t, trip))


def _change_leg(case: Case, rng: Random, **changes: object) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    return case.with_leg(spot, spot[2], **changes) if spot else None


@breaks(Rule.TRAVEL)
def drives_faster(case: Case, rng: Random) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    seconds = case.route(spot).legs[spot[2]].duration_s
    return case.with_leg(spot, spot[2], duration_s=rng.choice((seconds - 1, 0, seconds // 2)))


@breaks(Rule.TRAVEL, Rule.DRIVE_LIMIT)
def drives_slower(case: Case, rng: Random) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    seconds = case.route(spot).legs[spot[2]].duration_s
    return case.with_leg(spot, spot[2], duration_s=seconds + rng.choice((1, 3600)))


@breaks(Rule.TRAVEL)
def fewer_kilometres(case: Case, rng: Random) -> Case | None:
    return _change_leg(case, rng, distance_m=rng.choice((-1, 1, 10**12)))


@breaks(Rule.TRAVEL)
def hides_a_guess(case: Case, rng: Random) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    flag = case.route(spot).legs[spot[2]].estimated
    return case.with_leg(spot, spot[2], estimated=not flag)


@breaks(Rule.TRAVEL)
def departs_before_it_leaves(case: Case, rng: Random) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    leaves = case.route(spot).legs[spot[2]].depart_s
    return case.with_leg(spot, spot[2], depart_s=leaves - rng.choice((1, 1800)))


@breaks(Rule.TRAVEL)
def arrives_before_it_can(case: Case, rng: Random) -> Case | None:
    """Back at base a second sooner than the drive takes."""
    spots = [s for s in case.route_spots() if case.route(s).legs[-1].duration_s > 0]
    spot = pick(spots, rng)
    if spot is None:
        return None
    last = case.route(spot).legs[-1]
    return case.with_route(spot, return_s=last.depart_s + last.duration_s - 1)


@breaks(Rule.TRAVEL)
def road_is_cut(case: Case, rng: Random) -> Case | None:
    """The matrix says that no road leads where the plan drives."""
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    route = case.route(spot)
    leg = route.legs[spot[2]]
    profile = case.request.profile_of(case.unit(spot), route.day)
    matrix = case.travel[profile]
    durations, distances = matrix.durations_s.copy(), matrix.distances_m.copy()
    i, j = matrix.place_ids.index(leg.from_code), matrix.place_ids.index(leg.to_code)
    durations[i, j] = distances[i, j] = UNREACHABLE
    cut = dataclasses.replace(matrix, durations_s=durations, distances_m=distances)
    return dataclasses.replace(case, travel={**case.travel, profile: cut})


@breaks(Rule.TRAVEL)
def no_matrix_for_the_road(case: Case, rng: Random) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    profile = case.request.profile_of(case.unit(spot), case.route(spot).day)
    return dataclasses.replace(
        case, travel={name: m for name, m in case.travel.items() if name != profile}
    )


@breaks(Rule.DRIVE_LIMIT)
def drives_past_the_limit(case: Case, rng: Random) -> Case | None:
    spots = [s for s in case.route_spots() if case.route(s).drive_s > 0]
    spot = pick(spots, rng)
    if spot is None:
        return None
    drive_s = max(case.route(s).drive_s for s in spots if case.unit(s) == case.unit(spot))
    return case.with_unit(case.unit(spot).code, max_drive_s=drive_s - 1)


@breaks(Rule.DRIVE_LIMIT, Rule.TRAVEL)
def drives_all_day(case: Case, rng: Random) -> Case | None:
    spot = pick(case.leg_spots(), rng)
    return case.with_leg(spot, spot[2], duration_s=DAY_S + 1) if spot else None
