"""A case to break: a request, its travel and a valid plan, with the edits that breakers share.

A breaker takes a case and dice and gives the broken case, or None where the plan has nothing that
it could break. What follows from the trips (unplanned rows, terms) is worked out again after an
edit, so that a breaker breaks one rule and not the sums as well, unless it says so in `also`.
"""

import dataclasses
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.plan import Leg, Plan, Route, Serving, Stop, StopKind, Trip
from planner.domain.request import PlanRequest
from planner.domain.rules import Rule
from planner.domain.units import MobileUnit
from tests.builders import a_plan, unit_named

T = TypeVar("T")

Spot = tuple[int, int, int]
"""(trip, route in it, stop in it)."""


@dataclass(frozen=True)
class Case:
    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    plan: Plan

    @property
    def trips(self) -> tuple[Trip, ...]:
        return self.plan.trips

    def with_trips(self, trips: Iterable[Trip]) -> "Case":
        """Other trips, sums worked out again."""
        return dataclasses.replace(self, plan=a_plan(self.request, self.travel, tuple(trips)))

    def with_plan(self, **changes: object) -> "Case":
        """The plan with these fields changed, sums left as they are."""
        return dataclasses.replace(self, plan=dataclasses.replace(self.plan, **changes))

    def with_request(self, **changes: object) -> "Case":
        """Another request for the same trips, sums worked out again."""
        request = dataclasses.replace(self.request, **changes)
        return Case(request, self.travel, a_plan(request, self.travel, self.trips))

    def with_unit(self, code: str, **changes: object) -> "Case":
        """One unit changed."""
        return self.with_request(
            units=tuple(
                dataclasses.replace(u, **changes) if u.code == code else u
                for u in self.request.units
            )
        )

    def with_route(self, spot: tuple[int, ...], *, sums: bool = True, **changes: object) -> "Case":
        """One route changed."""
        trip = self.trips[spot[0]]
        route = dataclasses.replace(trip.routes[spot[1]], **changes)
        routes = replaced(trip.routes, spot[1], route)
        trips = replaced(self.trips, spot[0], dataclasses.replace(trip, routes=routes))
        return self.with_trips(trips) if sums else self.with_plan(trips=trips)

    def with_stop(self, spot: Spot, *, sums: bool = True, **changes: object) -> "Case":
        """One stop changed."""
        route = self.route(spot)
        stop = dataclasses.replace(route.stops[spot[2]], **changes)
        return self.with_route(spot, sums=sums, stops=replaced(route.stops, spot[2], stop))

    def with_leg(self, spot: tuple[int, ...], i: int, **changes: object) -> "Case":
        """One leg changed."""
        route = self.route(spot)
        leg = dataclasses.replace(route.legs[i], **changes)
        return self.with_route(spot, legs=replaced(route.legs, i, leg))

    def route(self, spot: tuple[int, ...]) -> Route:
        return self.trips[spot[0]].routes[spot[1]]

    def stop(self, spot: Spot) -> Stop:
        return self.route(spot).stops[spot[2]]

    def unit(self, spot: tuple[int, ...]) -> MobileUnit:
        return unit_named(self.request, self.trips[spot[0]].unit_code)

    def route_spots(self) -> list[tuple[int, int]]:
        return [(t, r) for t, trip in enumerate(self.trips) for r in range(len(trip.routes))]

    def spots(self, kind: StopKind = StopKind.VISIT) -> list[Spot]:
        return [
            (t, r, s)
            for t, r in self.route_spots()
            for s, stop in enumerate(self.trips[t].routes[r].stops)
            if stop.kind is kind
        ]

    def leg_spots(self) -> list[tuple[int, int, int]]:
        """(trip, route, leg) of legs between two places."""
        return [
            (t, r, i)
            for t, r in self.route_spots()
            for i, leg in enumerate(self.trips[t].routes[r].legs)
            if leg.from_code != leg.to_code
        ]


Break = Callable[[Case, random.Random], Case | None]


@dataclass(frozen=True)
class Breaker:
    """Breaks one rule; `also` are rules that cannot but be broken with it."""

    rule: Rule
    name: str
    run: Break
    also: frozenset[Rule]


BREAKERS: dict[Rule, list[Breaker]] = {}
"""Several breakers for each rule; `tests.breaking.table` fills it."""


def breaks(rule: Rule, *also: Rule) -> Callable[[Break], Break]:
    """Enters a function in the table."""

    def enter(run: Break) -> Break:
        entry = Breaker(rule=rule, name=run.__name__, run=run, also=frozenset(also))
        BREAKERS.setdefault(rule, []).append(entry)
        return run

    return enter


def replaced(things: Sequence[T], i: int, thing: T) -> tuple[T, ...]:
    return (*things[:i], thing, *things[i + 1 :])


def pick(things: Sequence[T], rng: random.Random) -> T | None:
    return rng.choice(things) if things else None


def moved(route: Route, days: int = 0, seconds: int = 0) -> Route:
    """The same route some days or seconds later."""
    by = days * DAY_S + seconds
    return dataclasses.replace(
        route,
        day=route.day + days,
        depart_s=route.depart_s + by,
        return_s=route.return_s + by,
        stops=tuple(moved_stop(stop, by) for stop in route.stops),
        legs=tuple(dataclasses.replace(leg, depart_s=leg.depart_s + by) for leg in route.legs),
    )


def moved_stop(stop: Stop, by: int) -> Stop:
    return dataclasses.replace(
        stop,
        arrive_s=stop.arrive_s + by,
        start_s=stop.start_s + by,
        end_s=stop.end_s + by,
        leave_s=stop.leave_s + by,
    )


def moved_trip(trip: Trip, days: int) -> Trip:
    return dataclasses.replace(trip, routes=tuple(moved(route, days) for route in trip.routes))


def without_stop(case: Case, spot: Spot) -> Case:
    """The route without a stop: the way in and the way out become one leg."""
    route = case.route(spot)
    s = spot[2]
    before, after = route.legs[s], route.legs[s + 1]
    matrix = case.travel[case.request.profile_of(case.unit(spot), route.day)]
    i = matrix.place_ids.index(before.from_code)
    j = matrix.place_ids.index(after.to_code)
    same = before.from_code == after.to_code
    leg = Leg(
        from_code=before.from_code,
        to_code=after.to_code,
        depart_s=before.depart_s,
        duration_s=0 if same else int(matrix.durations_s[i, j]),
        distance_m=0 if same else int(matrix.distances_m[i, j]),
        estimated=False if same else bool(matrix.estimated[i, j]),
    )
    return case.with_route(
        spot,
        stops=(*route.stops[:s], *route.stops[s + 1 :]),
        legs=(*route.legs[:s], leg, *route.legs[s + 2 :]),
    )


def with_people(case: Case, spot: Spot, i: int, people: int) -> Case:
    """Another number of people in one serving."""
    servings = case.stop(spot).servings
    return case.with_stop(
        spot, servings=replaced(servings, i, dataclasses.replace(servings[i], people=people))
    )


def with_serving(case: Case, spot: Spot, village: str, service: str, people: int = 1) -> Case:
    """One more serving at a stop."""
    more = Serving(village_code=village, service_code=service, people=people)
    return case.with_stop(spot, servings=(*case.stop(spot).servings, more))


def serves(stop: Stop, village: str, service: str) -> bool:
    return any((s.village_code, s.service_code) == (village, service) for s in stop.servings)
