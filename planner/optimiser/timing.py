"""When a route's stops happen: the earliest way through a day, lunch where it is due.

The same reckoning as the pricing kernel's, for one route whose stops are known. A state is "the
crew has eaten" or "it has not"; for each the earliest time is kept, which is exact since waiting is
always allowed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.optimiser.problem import NEVER, Problem


@dataclass(frozen=True, slots=True)
class Halt:
    """One halt of a day, seconds after midnight; `stop` is -1 for a lunch."""

    stop: int
    place: int
    arrive_s: int
    start_s: int
    end_s: int
    leave_s: int


@dataclass(frozen=True, slots=True)
class DayTimes:
    """The halts of one day, lunches among them, from leaving the start to reaching the end."""

    depart_s: int
    halts: tuple[Halt, ...]
    return_s: int


@dataclass(frozen=True, slots=True)
class _State:
    """How a day stands after its last halt; `place` is where the unit is."""

    time_s: int
    place: int
    depart_s: int
    drive_s: int
    halts: tuple[Halt, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """What one unit's day is ruled by."""

    problem: Problem
    unit: int
    day: int

    def drive(self, origin: int, destination: int) -> int:
        p = self.problem
        return int(p.durations[p.matrix_of[self.unit, self.day], origin, destination])

    @property
    def lunch(self) -> tuple[int, int, int]:
        duration, earliest, latest = self.problem.lunch[self.unit].tolist()
        return duration, earliest, latest


def day_times(
    problem: Problem,
    unit: int,
    day: int,
    start: int,
    stops: Sequence[tuple[int, int]],
    end: int,
) -> DayTimes | None:
    """Times of a route over (place, package) stops, as early as it can be; None if it cannot be."""
    if not problem.works(unit, day):
        return None
    here = _Day(problem, unit, day)
    states = _first_states(here, start)
    for index, (place, package) in enumerate(stops):
        arrivals = _arrive(here, states, place)
        states = {}
        for eaten, state in arrivals:
            for then_eaten, then in _visit(here, state, eaten, index, package):
                _keep(states, then_eaten, then)
    return _finish(here, states, end)


def _first_states(here: _Day, start: int) -> dict[bool, _State]:
    duration, earliest, _ = here.lunch
    opens = int(here.problem.shift[here.unit, here.day, 0])
    if duration == NEVER or opens > earliest:
        return {True: _State(opens, start, opens, 0, ())}
    later = earliest + 1
    return {
        False: _State(opens, start, opens, 0, ()),
        True: _State(later, start, later, 0, ()),
    }


def _keep(states: dict[bool, _State], eaten: bool, state: _State) -> None:
    if eaten not in states or state.time_s < states[eaten].time_s:
        states[eaten] = state


def _arrive(here: _Day, states: dict[bool, _State], place: int) -> list[tuple[bool, _State]]:
    """Ways to be at a place: straight on, and with lunch there or, if too late for it, before."""
    duration, earliest, latest = here.lunch
    arrivals: list[tuple[bool, _State]] = []
    for eaten, state in states.items():
        drive = here.drive(state.place, place)
        if drive == NEVER:
            continue
        straight = _moved(state, drive, place)
        arrivals.append((eaten, straight))
        if eaten:
            continue
        if straight.time_s <= latest:
            arrivals.append((True, _ate(straight, max(straight.time_s, earliest), duration)))
        elif state.time_s <= latest:
            ate = _ate(state, max(state.time_s, earliest), duration)
            arrivals.append((True, _moved(ate, drive, place)))
    return arrivals


def _moved(state: _State, drive: int, place: int) -> _State:
    return _State(state.time_s + drive, place, state.depart_s, state.drive_s + drive, state.halts)


def _ate(state: _State, begin: int, duration: int) -> _State:
    halt = Halt(NEVER, state.place, state.time_s, begin, begin + duration, begin + duration)
    return _State(halt.leave_s, state.place, state.depart_s, state.drive_s, (*state.halts, halt))


def _visit(
    here: _Day, state: _State, eaten: bool, index: int, package: int
) -> list[tuple[bool, _State]]:
    problem, unit = here.problem, here.unit
    duration, earliest, latest = here.lunch
    option = problem.option(state.place, package)
    open_s = int(problem.open_s[package])
    ready = state.time_s + int(problem.setup_s[unit])
    begins = [(eaten, _begin(problem, option, ready))]
    meal = bool(problem.package_lunch[package]) and not eaten
    if meal and open_s >= duration:
        begins.append((True, _begin(problem, option, max(ready, earliest + duration - open_s))))
    ways = []
    for then_eaten, begin in begins:
        if begin is None:
            continue
        end = begin + open_s
        overlap = min(end, latest + duration) - max(begin, earliest)
        if then_eaten and not eaten and overlap < duration:
            continue
        halt = Halt(
            index, state.place, state.time_s, begin, end, end + int(problem.packing_s[unit])
        )
        ways.append(
            (
                then_eaten,
                _State(
                    halt.leave_s, state.place, state.depart_s, state.drive_s, (*state.halts, halt)
                ),
            )
        )
    return ways


def _begin(problem: Problem, option: int, ready: int) -> int | None:
    if option == NEVER:
        return None
    for lo, hi in zip(
        problem.window_lo[option].tolist(), problem.window_hi[option].tolist(), strict=True
    ):
        if lo <= hi and max(ready, lo) <= hi:
            return int(max(ready, lo))
    return None


def _finish(here: _Day, states: dict[bool, _State], end: int) -> DayTimes | None:
    problem, unit = here.problem, here.unit
    duration, _, latest = here.lunch
    closes = int(problem.shift[unit, here.day, 1])
    best: _State | None = None
    for eaten, state in _arrive(here, states, end):
        hungry = not eaten and state.time_s >= latest + duration
        if hungry or state.time_s > closes or state.drive_s > int(problem.max_drive_s[unit]):
            continue
        if best is None or state.time_s < best.time_s:
            best = state
    return None if best is None else _leave_late(here, best)


def _leave_late(here: _Day, state: _State) -> DayTimes:
    """Leave just in time for the first halt, instead of waiting there."""
    if not state.halts:
        return DayTimes(state.depart_s, (), state.time_s)
    first = state.halts[0]
    setup = 0 if first.stop == NEVER else int(here.problem.setup_s[here.unit])
    spare = first.start_s - setup - first.arrive_s
    moved = Halt(
        first.stop, first.place, first.arrive_s + spare, first.start_s, first.end_s, first.leave_s
    )
    return DayTimes(state.depart_s + spare, (moved, *state.halts[1:]), state.time_s)
