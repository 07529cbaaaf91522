"""Ruin and recreate on a solution: better tours, in chunks that the clock can end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
import numpy.typing as npt

from planner.optimiser.links import Objective
from planner.optimiser.problem import NEVER, Ints, Longs, Problem
from planner.optimiser.ruin_clock_kernel import EARLIEST, LUNCH, OPENS
from planner.optimiser.ruin_kernel import Fixed, Routes, book
from planner.optimiser.ruin_loop_kernel import ruin_and_recreate
from planner.optimiser.solution import Solution
from planner.optimiser.tour import Tour, TourDay, TourStop, make_tour
from planner.optimiser.zones import sites_of

Floats = npt.NDArray[np.float64]

NEAR = 100
"""Neighbours of a place that strings are looked for among."""
MOST_ROWS = 48
"""Rows that one stop can serve here."""
ROUNDS = 300
"""Rounds between two looks at the clock."""
MEAN_REMOVED = 8.0
NEARBY = 10
"""Unserved places near the pivot that are tried beside those removed, a round."""
HOT, COLD = 1.0, 0.01
"""Temperatures at start and end, in mean points of a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A route's frame: one unit on one day between two places, and the trip it belongs to."""

    unit: int
    day: int
    start: int
    end: int
    trip: int
    lasting: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roads:
    """What every ruiner of a problem reads of its roads, made once.

    drives_to, costs_to: the matrices with destinations as rows. sites: places with options;
    near: (P, N) those nearest to each place, itself first, -1 where there are no more.
    """

    drives_to: Ints
    costs_to: Longs
    sites: Ints
    near: Ints

    @classmethod
    def of(cls, problem: Problem) -> "Roads":
        """The roads of a problem."""
        sites = np.flatnonzero(np.diff(problem.option_from) > 0).astype(np.int32)
        return cls(
            drives_to=_by_destination(problem.durations),
            costs_to=_by_destination(problem.leg_cost),
            sites=sites,
            near=_near(problem, sites),
        )


class Ruiner:
    """Ruins and recreates the tours of one solution; trips keep their nights.

    Only those of some `units`: the tours of others stand still, and keep what they serve.
    """

    def __init__(
        self,
        problem: Problem,
        objective: Objective,
        start: Solution,
        roads: Roads,
        units: frozenset[int],
    ) -> None:
        self.problem = problem
        self.others = tuple(tour for tour in start.tours if tour.unit not in units)
        self.frames = [frame for frame in _frames(problem, start) if frame.unit in units]
        own = replace(roads, sites=sites_of(problem, units, roads.sites))
        self.fixed = _fixed(problem, objective, self.frames, own)
        self.routes = _routes(problem, self.frames, searched=True)
        self.best = _routes(problem, self.frames)
        self._copy = _routes(problem, self.frames)
        _leave_to(self.routes, self.others)
        _write(self.fixed, self.routes, self.frames, start)
        self.value = book(self.fixed, self.routes)
        self.best_value = self.value
        self._keep_best()

    def run(
        self,
        seed: int,
        heat: float,
        cooled: Callable[[], float | None],
        elsewhere: float = 0.0,
    ) -> None:
        """Go on until `cooled` says None instead of how cool to be, 0 to 1; `heat` is up to 1.

        elsewhere: share of the rounds in which places far from those removed are tried.
        """
        mean = max(1.0, self.value / max(1, int(self.routes.length.sum())))
        for chunk in count():
            cool = cooled()
            if cool is None:
                return
            hot = heat * HOT * mean * (COLD / (heat * HOT)) ** cool
            self.value, self.best_value = ruin_and_recreate(
                self.fixed, self.routes, self.best, self._copy, self.value, self.best_value,
                ROUNDS, hot, hot, MEAN_REMOVED, NEARBY, elsewhere,
                (seed * 1_000_003 + chunk) % (1 << 31),
            )  # fmt: skip

    def tours(self, *, now: bool = False) -> tuple[Tour, ...]:
        """The best routes so far, or those of `now`, as tours, and those of other units."""
        routes = self.routes if now else self.best
        return (*self.others, *_tours(self.problem, self.frames, routes))

    def _keep_best(self) -> None:
        for name in ("stops", "length", "many", "rows", "served"):
            getattr(self.best, name)[:] = getattr(self.routes, name)


def _frames(problem: Problem, solution: Solution) -> Iterator[Leg]:
    taken: set[tuple[int, int]] = set()
    trip = 0
    for tour in solution.tours:
        for day in tour.days:
            taken.add((tour.unit, day.day))
            yield Leg(
                unit=tour.unit, day=day.day, start=day.start, end=day.end, trip=trip,
                lasting=len(tour.days) > 1,
            )  # fmt: skip
        trip += 1
    for unit in range(problem.units):
        base = int(problem.base[unit])
        for free in range(problem.days):
            if problem.works(unit, free) and (unit, free) not in taken:
                yield Leg(unit=unit, day=free, start=base, end=base, trip=trip, lasting=False)
                trip += 1


def _fixed(problem: Problem, objective: Objective, frames: list[Leg], roads: Roads) -> Fixed:
    units = np.array([frame.unit for frame in frames], dtype=np.int32)
    days = np.array([frame.day for frame in frames], dtype=np.int32)
    hours = np.empty((len(frames), 8), dtype=np.int32)
    hours[:, :2] = problem.shift[units, days]
    hours[:, 2], hours[:, 3] = problem.setup_s[units], problem.packing_s[units]
    hours[:, 4:7] = problem.lunch[units]
    hours[:, 7] = problem.max_drive_s[units]
    gain = objective.gain.max(axis=0, initial=0.0)
    lone, points = _lone(problem, gain, units, days)
    return Fixed(
        unit=units,
        day=days,
        group=np.array([frame.trip for frame in frames], dtype=np.int32),
        ends=np.array([(frame.start, frame.end) for frame in frames], dtype=np.int32),
        hours=hours,
        lasting=np.array([frame.lasting for frame in frames], dtype=np.bool_),
        drives=problem.durations,
        costs=problem.leg_cost,
        drives_to=roads.drives_to,
        costs_to=roads.costs_to,
        matrix_of=problem.matrix_of[units, days],
        cost_of=problem.cost_of[units, days],
        near=roads.near,
        sites=roads.sites,
        option_from=problem.option_from,
        option_place=problem.option_place,
        option_package=problem.option_package,
        window_lo=problem.window_lo,
        window_hi=problem.window_hi,
        open_s=problem.open_s,
        package_lunch=problem.package_lunch,
        place_open=problem.place_open,
        reach_from=problem.reach_from,
        reach_village=problem.reach_village,
        offers=problem.offers,
        row_of=problem.row_of,
        row_service=problem.row_service,
        row_visits=problem.row_visits,
        row_gap=problem.row_gap,
        gain=gain,
        may_serve=problem.may_serve,
        capacity=problem.capacity,
        staff_of=problem.staff_of,
        load=problem.load,
        max_load=problem.max_load,
        day_cost=problem.day_cost,
        hungry=(hours[:, LUNCH] >= 0) & (hours[:, OPENS] <= hours[:, EARLIEST]),
        lone=lone,
        lone_points=points,
    )


def _lone(problem: Problem, gain: Floats, units: Ints, days: Ints) -> tuple[Ints, Floats]:
    """(O,), (O, K): as `Fixed.lone` and `Fixed.lone_points`."""
    lone = np.full(len(problem.option_place), NEVER, dtype=np.int32)
    points = np.zeros((len(lone), len(units)))
    for option, place in enumerate(problem.option_place.tolist()):
        table = np.where(problem.offers[place], problem.row_of[problem.reach(place)], NEVER)
        rows = table[table != NEVER]
        services = problem.row_service[rows]
        room = problem.capacity[units, problem.option_package[option]][:, services]
        may = problem.may_serve[units, days][:, rows] & problem.place_open[place, days][:, None]
        most = may * gain[rows] * np.minimum(room, problem.row_people[rows])
        points[option] = most.sum(axis=1)
        if len(rows) == 1 and problem.row_visits[rows[0]] == 1 and _is_plain(problem, services[0]):
            lone[option] = rows[0]
    return lone, points


def _is_plain(problem: Problem, service: int) -> bool:
    """Whether serving people takes neither scarce staff nor load."""
    return bool(problem.staff_of[service] == NEVER and problem.load[service] == 0)


def _by_destination(matrices: np.ndarray) -> np.ndarray:
    """The matrices with destinations as rows, as unchangeable as they are."""
    turned = np.ascontiguousarray(matrices.transpose(0, 2, 1))
    turned.setflags(write=False)
    return turned


def _near(problem: Problem, sites: np.ndarray) -> np.ndarray:
    """(P, N): as `Roads.near`."""
    width = min(NEAR, len(sites))
    near = np.full((problem.places, width), NEVER, dtype=np.int32)
    for place in range(problem.places):
        drive = problem.durations[0, place, sites].astype(np.int64)
        order = np.argsort(np.where(drive == NEVER, 1 << 40, drive), kind="stable")[:width]
        near[place] = sites[order]
    return near


def _routes(problem: Problem, frames: list[Leg], *, searched: bool = False) -> Routes:
    """Routes without a stop; those that are searched know the ways that were worked out."""
    shift = problem.shift[..., 1] - problem.shift[..., 0]
    stay = problem.open_s.min(initial=1 << 20) + (problem.setup_s + problem.packing_s).min()
    longest = int(max(1, shift.max(initial=0)) // max(60, int(stay))) + 1
    routes, trips = len(frames), 1 + max(frame.trip for frame in frames)
    widest = int(np.diff(problem.reach_from).max(initial=1)) * len(problem.load)
    shape = (routes, longest, max(1, min(MOST_ROWS, widest)))
    ways = (len(problem.option_place), routes) if searched else (1, 1)
    return Routes(
        stops=np.zeros(shape[:2], dtype=np.int32),
        length=np.zeros(routes, dtype=np.int32),
        many=np.zeros(shape[:2], dtype=np.int32),
        rows=np.zeros(shape, dtype=np.int32),
        served=np.zeros(shape, dtype=np.int32),
        visits=problem.row_visits.copy(),
        people=problem.row_people.copy(),
        by_day=np.zeros((problem.rows, problem.days), dtype=np.int32),
        staff=problem.staff.copy(),
        riding=np.zeros((routes, len(problem.staff)), dtype=np.int32),
        used=np.zeros(trips, dtype=np.int64),
        where=np.zeros((routes, problem.places), dtype=np.bool_),
        leave=np.zeros((routes, longest + 2, 2), dtype=np.int32),
        due=np.zeros((routes, longest + 2, 2), dtype=np.int32),
        drive=np.zeros(routes, dtype=np.int64),
        halts=np.zeros((routes, longest + 2), dtype=np.int32),
        leg_s=np.zeros((routes, longest + 1), dtype=np.int32),
        leg_points=np.zeros((routes, longest + 1), dtype=np.int64),
        state=np.zeros(routes, dtype=np.int64),
        last_state=np.zeros(1, dtype=np.int64),
        known=np.zeros(ways, dtype=np.int64),
        detour=np.zeros(ways),
        position=np.zeros(ways, dtype=np.int32),
    )


def _leave_to(routes: Routes, tours: Sequence[Tour]) -> None:
    """Take away what tours have that stand still."""
    for tour in tours:
        for row, people, day in tour.visits():
            routes.visits[row] -= 1
            routes.people[row] -= people
            routes.by_day[row, day] += 1
        for kind, day in tour.staff:
            routes.staff[kind, day] -= 1


def _write(fixed: Fixed, routes: Routes, frames: list[Leg], solution: Solution) -> None:
    """Write the stops of a solution into the routes; rows beyond the room of a stop are left."""
    days = {(tour.unit, day.day): day for tour in solution.tours for day in tour.days}
    for k, frame in enumerate(frames):
        day = days.get((frame.unit, frame.day))
        if day is None:
            continue
        for i, stop in enumerate(day.stops):
            first, last = int(fixed.option_from[stop.place]), int(fixed.option_from[stop.place + 1])
            option = first + fixed.option_package[first:last].tolist().index(stop.package)
            routes.stops[k, i] = option
            servings = stop.servings[: routes.rows.shape[2]]
            routes.many[k, i] = len(servings)
            for s, (row, people) in enumerate(servings):
                routes.rows[k, i, s], routes.served[k, i, s] = row, people
        routes.length[k] = len(day.stops)


def _tours(problem: Problem, frames: list[Leg], routes: Routes) -> Iterator[Tour]:
    trips: dict[int, list[int]] = {}
    for k, frame in enumerate(frames):
        trips.setdefault(frame.trip, []).append(k)
    for members in trips.values():
        days = [
            TourDay(frames[k].day, frames[k].start, frames[k].end, _stops(problem, routes, k))
            for k in members
        ]
        if any(day.stops for day in days):
            yield make_tour(problem, frames[members[0]].unit, days)


def _stops(problem: Problem, routes: Routes, k: int) -> tuple[TourStop, ...]:
    stops = []
    for i in range(int(routes.length[k])):
        option, many = int(routes.stops[k, i]), int(routes.many[k, i])
        rows, served = routes.rows[k, i, :many].tolist(), routes.served[k, i, :many].tolist()
        stops.append(
            TourStop(
                int(problem.option_place[option]),
                int(problem.option_package[option]),
                tuple(zip(rows, served, strict=True)),
            )
        )
    return tuple(stops)
