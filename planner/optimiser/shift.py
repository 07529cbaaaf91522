"""A tour moved to other days of the same unit, where everything it does is allowed as well."""

from dataclasses import replace

from planner.optimiser.problem import Bools, Problem
from planner.optimiser.timing import day_times
from planner.optimiser.tour import Tour, TourDay, make_tour


def moved(problem: Problem, tour: Tour, first_day: int, servable: Bools) -> Tour | None:
    """The same tour from another first day on; None where some rule is against it."""
    delta = first_day - tour.days[0].day
    unit = tour.unit
    days = [_on(problem, day, day.day + delta) for day in tour.days]
    for old, day in zip(tour.days, days, strict=True):
        for stop in day.stops:
            if not problem.place_open[stop.place, day.day]:
                return None
            for row, _ in stop.servings:
                if not (servable[day.day, row] and problem.may_serve[unit, day.day, row]):
                    return None
        same = (
            problem.matrix_of[unit, old.day] == problem.matrix_of[unit, day.day]
            and (problem.shift[unit, old.day] == problem.shift[unit, day.day]).all()
        )
        if not same and not _fits(problem, unit, day.day, day.start, day.sequence(), day.end):
            return None
    return make_tour(problem, unit, days)


def _on(problem: Problem, day: TourDay, number: int) -> TourDay:
    """A day with another number; appointments of the old one become free packages."""
    stops = tuple(
        stop
        if problem.package_day[stop.package, number]
        else replace(stop, package=int(problem.plain[stop.package]))
        for stop in day.stops
    )
    return TourDay(number, day.start, day.end, stops)


def _fits(
    problem: Problem, unit: int, day: int, start: int, stops: list[tuple[int, int]], end: int
) -> bool:
    return day_times(problem, unit, day, start, stops, end) is not None
