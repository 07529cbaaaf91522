"""A plan's trips as tours again: where a search goes on from what was decided before."""

from planner.domain.plan import Plan, Route
from planner.optimiser.names import Names
from planner.optimiser.problem import Problem
from planner.optimiser.tour import Tour, TourDay, TourStop, make_tour


def encode(names: Names, problem: Problem, plan: Plan) -> tuple[Tour, ...]:
    """The tours of a plan of the same request; raises `KeyError` for a code it does not have."""
    rows = {row.key: i for i, row in enumerate(names.rows)}
    return tuple(
        make_tour(
            problem,
            names.unit[trip.unit_code],
            (_day(names, rows, route) for route in trip.routes),
        )
        for trip in plan.trips
    )


def _day(names: Names, rows: dict[tuple[str, str], int], route: Route) -> TourDay:
    return TourDay(
        day=route.day,
        start=names.place[route.start_code],
        end=names.place[route.end_code],
        stops=tuple(
            TourStop(
                place=names.place[stop.place_code],
                package=names.package[stop.package_code or ""],
                servings=tuple(
                    (rows[s.village_code, s.service_code], s.people) for s in stop.servings
                ),
            )
            for stop in route.visits
        ),
    )
