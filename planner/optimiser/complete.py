"""A solution's stops opened wider: rows that nobody else serves and that still fit, for nothing."""

from collections.abc import Iterable

from planner.optimiser.problem import NEVER, Bools, Problem
from planner.optimiser.state import Left, fill
from planner.optimiser.tour import Servings, Tour, TourDay, TourStop, make_tour


def complete(problem: Problem, tours: Iterable[Tour]) -> tuple[Tour, ...]:
    """The same tours, each stop serving whom it can beside whom it serves already.

    Columns leave out rows that cost more, at some price, than they bring; in a finished plan they
    cost nothing. People of a row that several tours claim are counted once.
    """
    chosen = sorted(tours, key=lambda tour: (tour.unit, tour.days[0].day))
    left = Left(problem)
    trimmed = [_trimmed(problem, left, tour) for tour in chosen]
    return tuple(_widened(problem, left, tour) for tour in trimmed)


def _trimmed(problem: Problem, left: Left, tour: Tour) -> Tour:
    """The tour with no more people of a row than are left; counts it as chosen."""
    short = any(people > left.people[row] for row, people in tour.served)
    if short:
        days = []
        gone: dict[int, int] = {}
        for day in tour.days:
            stops = []
            for stop in day.stops:
                kept: list[tuple[int, int]] = []
                for row, people in stop.servings:
                    count = min(people, int(left.people[row]) - gone.get(row, 0))
                    if count > 0:
                        kept.append((row, count))
                        gone[row] = gone.get(row, 0) + count
                stops.append(TourStop(stop.place, stop.package, tuple(kept)))
            days.append(TourDay(day.day, day.start, day.end, tuple(s for s in stops if s.servings)))
        tour = make_tour(problem, tour.unit, days)
    left.take(tour)
    return tour


def _widened(problem: Problem, left: Left, tour: Tour) -> Tour:
    served = {row for row, _ in tour.served}
    load_left = int(problem.max_load[tour.unit])
    if load_left != NEVER:
        load_left -= sum(
            count * int(problem.load[problem.row_service[row]]) for row, count in tour.served
        )
    days: list[TourDay] = []
    changed = False
    for day in tour.days:
        staff = frozenset(kind for kind, when in tour.staff if when == day.day)
        mask = left.servable(tour.unit, day.day, staff)
        stops: list[TourStop] = []
        for stop in day.stops:
            more = _more(problem, tour.unit, stop, left, mask, served, load_left)
            for row, count in more:
                served.add(row)
                left.people[row] -= count
                left.visits[row] -= 1
                left.close(row, day.day)
                each = int(problem.load[problem.row_service[row]])
                if load_left != NEVER:
                    load_left -= each * count
                kind = int(problem.staff_of[problem.row_service[row]])
                if kind != NEVER and kind not in staff:
                    staff |= {kind}
                    left.staff[kind, day.day] -= 1
            changed = changed or bool(more)
            stops.append(TourStop(stop.place, stop.package, (*stop.servings, *more)))
        days.append(TourDay(day.day, day.start, day.end, tuple(stops)))
    return make_tour(problem, tour.unit, days) if changed else tour


def _more(
    problem: Problem,
    unit: int,
    stop: TourStop,
    left: Left,
    mask: Bools,
    served: set[int],
    load_left: int,
) -> Servings:
    """Rows that a stop could serve beside its own."""
    taken: dict[int, int] = {}
    for row, count in stop.servings:
        service = int(problem.row_service[row])
        taken[service] = taken.get(service, 0) + count

    def people_of(row: int) -> int:
        if row in served or not mask[row]:
            return 0
        return int(left.people[row])

    return fill(problem, unit, stop.place, stop.package, people_of, load_left, taken=taken)
