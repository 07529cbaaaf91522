"""A solution's stops opened wider: rows that nobody else serves and that still fit, for nothing."""

from collections.abc import Iterable

from planner.optimiser.problem import NEVER, Bools, Problem
from planner.optimiser.state import Left, fill
from planner.optimiser.timing import day_times
from planner.optimiser.tour import Servings, Tour, TourDay, TourStop, make_tour


def complete(problem: Problem, tours: Iterable[Tour]) -> tuple[Tour, ...]:
    """The same tours, each row visited as often as it may be, and stops serving whom else they can.

    Of several tours that claim a row the one that serves most in time keeps it; stops and tours
    left with nobody go. Columns leave out rows that cost more, at some price, than they bring; in a
    finished plan they cost nothing.
    """
    chosen = sorted(tours, key=lambda tour: (tour.unit, tour.days[0].day))
    left = Left(problem)
    trimmed: list[Tour] = []
    for tour in _each_row_once(problem, chosen):
        left.take(tour)
        trimmed.append(tour)
    return tuple(_widened(problem, left, tour) for tour in trimmed)


def within_budget(problem: Problem, tours: Iterable[Tour]) -> tuple[Tour, ...]:
    """The same tours, without those that bring least for a baht when there is not enough money."""
    chosen = list(tours)
    spent = sum(tour.baht for tour in chosen)
    while problem.budget != NEVER and spent > problem.budget:
        worst = min(
            (tour for tour in chosen if tour.baht > 0),
            key=lambda tour: (_worth(problem, tour) / tour.baht, tour.unit, tour.days[0].day),
        )
        chosen.remove(worst)
        spent -= worst.baht
    return tuple(chosen)


def _worth(problem: Problem, tour: Tour) -> float:
    """Points of a tour, a promise counting many times a prize."""
    promise = 20.0 * float(problem.row_prize.max(initial=1))
    people = sum(
        count * (int(problem.row_prize[row]) + promise * int(problem.row_weight[row]))
        for row, count in tour.served
    )
    return people + promise * problem.pin_weight * len(tour.pins) - tour.cost


def _each_row_once(problem: Problem, tours: list[Tour]) -> list[Tour]:
    claims: dict[int, list[tuple[int, int, int]]] = {}
    for i, tour in enumerate(tours):
        for row, people, day in tour.visits():
            in_time = people * int(problem.day_weight[day, row])
            claims.setdefault(row, []).append((in_time, people, -i))
    allowed: dict[tuple[int, int], int] = {}
    for row, wanted in claims.items():
        left = int(problem.row_people[row])
        for rank, (_, people, i) in enumerate(sorted(wanted, reverse=True)):
            count = min(people, left) if rank < int(problem.row_visits[row]) else 0
            allowed[-i, row] = count
            left -= count
    trimmed = (_trimmed(problem, tour, i, allowed) for i, tour in enumerate(tours))
    return [tour for tour in trimmed if tour is not None]


def _trimmed(
    problem: Problem, tour: Tour, index: int, allowed: dict[tuple[int, int], int]
) -> Tour | None:
    """The tour serving no more of each row than allowed; None when nothing is left of it."""
    if all(allowed[index, row] >= people for row, people in tour.served):
        return tour
    days: list[TourDay] = []
    for day in tour.days:
        stops = []
        for stop in day.stops:
            kept = tuple(
                (row, min(people, allowed[index, row]))
                for row, people in stop.servings
                if allowed[index, row] > 0
            )
            if kept:
                stops.append(TourStop(stop.place, stop.package, kept))
        days.append(TourDay(day.day, day.start, day.end, tuple(stops)))
    shorter = make_tour(problem, tour.unit, days)
    return shorter if shorter.served and fits(problem, shorter) else None


def fits(problem: Problem, tour: Tour) -> bool:
    """Whether the clock of every day of a tour can be kept."""
    return all(
        day_times(problem, tour.unit, day.day, day.start, day.sequence(), day.end) is not None
        for day in tour.days
    )


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
