"""Breakers of FORM: names of nothing, times that run backwards, halts that do not join."""

import dataclasses
from datetime import timedelta
from random import Random

from planner.domain.calendar import DAY_S
from planner.domain.plan import Plan, StopKind
from planner.domain.rules import Rule
from tests.breaking.case import Case, breaks, moved, pick, replaced

NOWHERE = "99999999"
TIMES = (Rule.TRAVEL, Rule.OPENING, Rule.SHIFT, Rule.LUNCH)
"""What a senseless time may break as well."""


def _serving(case: Case, rng: Random, **changes: object) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    servings = case.stop(spot).servings
    i = rng.randrange(len(servings))
    wrong = dataclasses.replace(servings[i], **changes)
    return case.with_stop(spot, sums=False, servings=replaced(servings, i, wrong))


@breaks(Rule.FORM, Rule.DEMAND, Rule.COVERAGE, Rule.COMPLETE, Rule.VALUE)
def unknown_village(case: Case, rng: Random) -> Case | None:
    return _serving(case, rng, village_code="58999999")


@breaks(Rule.FORM, Rule.DEMAND, Rule.COMPLETE, Rule.VALUE)
def unknown_service(case: Case, rng: Random) -> Case | None:
    return _serving(case, rng, service_code="hairdresser")


@breaks(Rule.FORM, Rule.COMPLETE, Rule.VALUE)
def nobody_served(case: Case, rng: Random) -> Case | None:
    return _serving(case, rng, people=rng.choice((0, -1, -1000)))


@breaks(Rule.FORM)
def no_serving(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    return case.with_stop(spot, servings=()) if spot else None


@breaks(Rule.FORM, Rule.DEMAND, Rule.CAPACITY, Rule.COMPLETE, Rule.VALUE, Rule.LOAD)
def row_twice_at_stop(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    servings = case.stop(spot).servings
    return case.with_stop(spot, sums=False, servings=(*servings, servings[0]))


@breaks(Rule.FORM, Rule.LUNCH)
def no_package(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    return case.with_stop(spot, package_code=None) if spot else None


@breaks(Rule.FORM, Rule.LUNCH, Rule.OPENING)
def unknown_package(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    return case.with_stop(spot, package_code="all_night") if spot else None


@breaks(Rule.FORM, Rule.TRAVEL, Rule.LUNCH)
def unknown_place(case: Case, rng: Random) -> Case | None:
    """A stop at a place that does not exist, with legs that lead there."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    route, s = case.route(spot), spot[2]
    legs = replaced(route.legs, s, dataclasses.replace(route.legs[s], to_code=NOWHERE))
    legs = replaced(legs, s + 1, dataclasses.replace(legs[s + 1], from_code=NOWHERE))
    stop = dataclasses.replace(route.stops[s], place_code=NOWHERE)
    return case.with_route(spot, stops=replaced(route.stops, s, stop), legs=legs)


@breaks(Rule.FORM, Rule.TRAVEL, Rule.LUNCH)
def visit_at_base(case: Case, rng: Random) -> Case | None:
    """A base is a place, but no stop place."""
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    return case.with_stop(spot, place_code=case.unit(spot).base_code)


@breaks(Rule.FORM, Rule.COMPLETE, Rule.VALUE)
def unknown_unit(case: Case, rng: Random) -> Case | None:
    if not case.trips:
        return None
    t = rng.randrange(len(case.trips))
    routes = tuple(dataclasses.replace(r, unit_code="U99") for r in case.trips[t].routes)
    ghost = dataclasses.replace(case.trips[t], unit_code="U99", routes=routes)
    return case.with_plan(trips=replaced(case.trips, t, ghost))


@breaks(Rule.FORM, Rule.TRIP, Rule.VALUE, *TIMES)
def outside_horizon(case: Case, rng: Random) -> Case | None:
    if not case.trips:
        return None
    t = rng.randrange(len(case.trips))
    far = rng.choice((-1000, case.request.horizon.days, 10**9))
    routes = tuple(moved(route, far) for route in case.trips[t].routes)
    trip = dataclasses.replace(case.trips[t], routes=routes)
    return case.with_plan(trips=replaced(case.trips, t, trip))


@breaks(Rule.FORM, *TIMES)
def other_day_than_its_times(case: Case, rng: Random) -> Case | None:
    """Everything happens one day later than the day that the route names."""
    spot = pick(case.route_spots(), rng)
    if spot is None:
        return None
    late = moved(case.route(spot), seconds=DAY_S)
    return case.with_route(
        spot, depart_s=late.depart_s, return_s=late.return_s, stops=late.stops, legs=late.legs
    )


@breaks(Rule.FORM, *TIMES)
def opens_after_it_closes(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    stop = case.stop(spot)
    return case.with_stop(spot, start_s=stop.end_s, end_s=stop.start_s)


@breaks(Rule.FORM, *TIMES)
def leaves_before_it_arrives(case: Case, rng: Random) -> Case | None:
    spot = pick(case.spots(), rng)
    if spot is None:
        return None
    return case.with_stop(spot, leave_s=case.stop(spot).arrive_s - 1)


@breaks(Rule.FORM, *TIMES)
def returns_before_it_departs(case: Case, rng: Random) -> Case | None:
    spot = pick(case.route_spots(), rng)
    return case.with_route(spot, return_s=case.route(spot).depart_s - 1) if spot else None


@breaks(Rule.FORM, Rule.TRAVEL)
def a_leg_too_few(case: Case, rng: Random) -> Case | None:
    spot = pick(case.route_spots(), rng)
    return case.with_route(spot, legs=case.route(spot).legs[:-1]) if spot else None


@breaks(Rule.FORM, Rule.TRAVEL, Rule.DRIVE_LIMIT)
def a_leg_too_many(case: Case, rng: Random) -> Case | None:
    spot = pick(case.route_spots(), rng)
    if spot is None:
        return None
    legs = case.route(spot).legs
    return case.with_route(spot, legs=(*legs, legs[-1]))


@breaks(Rule.FORM, Rule.TRAVEL)
def legs_turned_round(case: Case, rng: Random) -> Case | None:
    """The way back stands where the way out should."""
    spot = pick(case.leg_spots(), rng)
    if spot is None:
        return None
    leg = case.route(spot).legs[spot[2]]
    return case.with_leg(spot, spot[2], from_code=leg.to_code, to_code=leg.from_code)


def _head(case: Case, **changes: object) -> Case:
    plan: Plan = dataclasses.replace(case.plan, **changes)
    return dataclasses.replace(case, plan=plan)


@breaks(Rule.FORM)
def other_province(case: Case, rng: Random) -> Case | None:
    return _head(case, province_code="50")


@breaks(Rule.FORM)
def other_start(case: Case, rng: Random) -> Case | None:
    return _head(case, start=case.plan.start + timedelta(days=7))


@breaks(Rule.FORM)
def other_number_of_days(case: Case, rng: Random) -> Case | None:
    return _head(case, days=case.plan.days + 1)


@breaks(Rule.FORM)
def other_schema(case: Case, rng: Random) -> Case | None:
    return _head(case, schema="plan/0")


@breaks(Rule.FORM, Rule.LUNCH, Rule.TRAVEL)
def lunch_in_nowhere(case: Case, rng: Random) -> Case | None:
    """A lunch where no place is known."""
    spots = [s for s in case.route_spots() if case.route(s).stops]
    spot = pick(spots, rng)
    if spot is None:
        return None
    route = case.route(spot)
    first = route.stops[0]
    lunch = dataclasses.replace(
        first,
        kind=StopKind.LUNCH,
        place_code="",
        start_s=first.arrive_s,
        end_s=first.arrive_s,
        leave_s=first.arrive_s,
        package_code=None,
        servings=(),
    )
    into, out = route.legs[0], route.legs[0]
    legs = (
        dataclasses.replace(into, to_code=""),
        dataclasses.replace(out, from_code="", depart_s=first.arrive_s),
        *route.legs[1:],
    )
    return case.with_route(spot, stops=(lunch, *route.stops), legs=legs)
