"""The few sums that every output shows: by unit, and of the whole plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.plan import Plan, Route
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows, is_required


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What some routes come to."""

    days: int
    visits: int
    villages: int
    people: int
    distance_m: int
    drive_s: int
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Rows that had to be served: how many there are, and how many are served in full."""

    rows: int
    kept: int


def totals_of(routes: Iterable[Route], nights: int = 0) -> Totals:
    """The sums over routes; nights are a trip's and are given."""
    routes = tuple(routes)
    stops = [stop for route in routes for stop in route.visits]
    servings = [serving for stop in stops for serving in stop.servings]
    return Totals(
        days=len(routes),
        visits=len(stops),
        villages=len({serving.village_code for serving in servings}),
        people=sum(serving.people for serving in servings),
        distance_m=sum(route.distance_m for route in routes),
        drive_s=sum(route.drive_s for route in routes),
        nights=nights,
    )


def totals_by_unit(plan: Plan, unit_codes: Iterable[str]) -> dict[str, Totals]:
    """The sums of each unit, also of those that stay at home."""
    return {
        code: totals_of(
            (route for route in plan.routes if route.unit_code == code),
            sum(len(trip.nights) for trip in plan.trips if trip.unit_code == code),
        )
        for code in unit_codes
    }


def totals(plan: Plan) -> Totals:
    """The sums of the whole plan."""
    return totals_of(plan.routes, sum(len(trip.nights) for trip in plan.trips))


def promises(request: PlanRequest, plan: Plan) -> Promises:
    """How many required rows there are, and how many of them are served in full."""
    required = {row.key for row in demand_rows(request) if is_required(row, request)}
    missed = {(row.village_code, row.service_code) for row in plan.unplanned}
    return Promises(rows=len(required), kept=len(required - missed))
