"""A plan out of an exact optimum, so that the checker can judge what brute force claims."""

from collections.abc import Iterator, Mapping
from itertools import permutations, product

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.domain.plan import Plan, Route
from planner.domain.plan import Trip as PlannedTrip
from planner.domain.request import PlanRequest
from planner.domain.rules import TermCode
from tests.benchmarks.exact_trips import Trip
from tests.benchmarks.exact_whole import Best, Served
from tests.builders import a_plan
from tests.planned import Visit, a_route, a_trip, baht_of


def exact_plan(request: PlanRequest, travel: Mapping[str, TravelMatrix], best: Best) -> Plan | None:
    """A clean plan worth what `best` says; None if no trip could be put on the clock.

    Routes are built as early as possible, with a lunch stop where one is due: the rare trip that
    is only possible by leaving late or opening late is not found.
    """
    trips = [_trip(request, travel, trip, served) for trip, served in best.chosen]
    if any(trip is None for trip in trips):
        return None
    return a_plan(request, travel, tuple(trip for trip in trips if trip is not None))


def _trip(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], trip: Trip, served: Served
) -> PlannedTrip | None:
    """The first order of stops and choice of beds that is clean and costs what the trip costs."""
    for planned in _ways(request, travel, trip, served):
        plan = a_plan(request, travel, (planned,))
        if check_plan(request, travel, plan).violations:
            continue
        costs = -sum(
            term.points
            for term in plan.terms
            if term.tier == 3 and term.points < 0 and term.code is not TermCode.CHANGES
        )
        baht = baht_of(request, (planned,)) if request.budget_baht is not None else 0
        if costs == trip.cost and baht == trip.baht:
            return planned
    return None


def _ways(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], trip: Trip, served: Served
) -> Iterator[PlannedTrip]:
    beds = [b.code for b in request.bases] + [n.code for n in request.lodgings]
    by_day = [[(h[1], h[2], who) for h, who in served if h[0] == day] for day in trip.days]
    for nightly in product(beds, repeat=len(trip.days) - 1):
        stays = (trip.unit.base_code, *nightly, trip.unit.base_code)
        for orders in product(*(permutations(visits) for visits in by_day)):
            yield a_trip(*(
                _route(request, travel, trip, i, list(visits), stays)
                for i, visits in enumerate(orders)
            ))  # fmt: skip


def _route(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], trip: Trip, i: int,
    visits: list[Visit], stays: tuple[str, ...],
) -> Route:  # fmt: skip
    return a_route(
        request, travel, trip.unit, trip.days[i], visits, start=stays[i], end=stays[i + 1]
    )
