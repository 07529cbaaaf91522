"""Which appointments a day's stops keep, and what keeping them is worth at given prices."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.problem import NEVER, Problem
from planner.optimiser.timing import day_times

Floats = npt.NDArray[np.float64]
Sequence2 = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A day's packages, as appointments where a stop keeps one, and when its stops open."""

    packages: tuple[int, ...]
    starts_s: tuple[int, ...]


def settle(
    problem: Problem, unit: int, day: int, start: int, stops: Sequence2, end: int
) -> Kept | None:
    """The appointments that a route over (place, package) stops keeps by opening when it does.

    None on days that have none. A stop that keeps one is given its package, so that it still does
    when stops before it go. Times stay as they are: a narrower window around them changes nothing.
    """
    if not problem.booked[unit, day] or not stops:
        return None
    times = day_times(problem, unit, day, start, stops, end)
    if times is None:
        return None
    starts = {halt.stop: halt.start_s for halt in times.halts if halt.stop != NEVER}
    packages = tuple(
        appointed(problem, unit, day, place, package, starts[i])
        for i, (place, package) in enumerate(stops)
    )
    return Kept(packages, tuple(starts[i] for i in range(len(stops))))


def appointed(problem: Problem, unit: int, day: int, place: int, package: int, start_s: int) -> int:
    """The narrowest appointment that opens the same package then and there, or the package."""
    plain = int(problem.plain[package])
    fitting = [
        (appointment.latest_s - appointment.earliest_s, k)
        for k, appointment in enumerate(problem.book.appointments, start=problem.plain_packages)
        if appointment.place == place
        and appointment.package == plain
        and appointment.earliest_s <= start_s <= appointment.latest_s
        and problem.book.units[k - problem.plain_packages, unit]
        and problem.book.days[k - problem.plain_packages, day]
    ]
    return min(fitting)[1] if fitting else plain


def is_kept(problem: Problem, told: int, place: int, start_s: int) -> bool:
    """Whether an announced visit is kept by a stop of its unit and day that serves its row."""
    visits = problem.book.told
    wanted = int(visits.place[told])
    return wanted in (NEVER, place) and visits.earliest[told] <= start_s <= visits.latest[told]


def row_bonus(
    problem: Problem, kept: Floats, unit: int, day: int, place: int, package: int
) -> dict[int, float]:
    """What serving rows by opening a package earns for announced visits, at these prices.

    kept: (N,) per announced visit. A free package earns nothing for a visit with an hour: its
    appointment does.
    """
    if not kept.any() or not problem.booked[unit, day]:
        return {}
    visits = problem.book.told
    earned: dict[int, float] = {}
    for n in visits.of(unit, day):
        if kept[n] <= 0.0 or visits.place[n] not in (NEVER, place):
            continue
        if _may_keep(problem, n, package):
            row = int(visits.row[n])
            earned[row] = earned.get(row, 0.0) + float(kept[n])
    return earned


def _may_keep(problem: Problem, told: int, package: int) -> bool:
    visits = problem.book.told
    if visits.earliest[told] <= 0 and visits.latest[told] >= _ANY_HOUR_S:
        return True
    if package < problem.plain_packages:
        return False
    appointment = problem.book.appointments[package - problem.plain_packages]
    apart = (
        appointment.latest_s < visits.earliest[told] or visits.latest[told] < appointment.earliest_s
    )
    return not apart


_ANY_HOUR_S = 86_400


def caravan_bonus(problem: Problem, caravan: Floats, unit: int, day: int, package: int) -> float:
    """What opening a package earns for caravans; caravan: (C, D) per unit there."""
    if package < problem.plain_packages or not len(caravan):
        return 0.0
    there = problem.book.caravans.there(unit, day, package)
    return float(sum(caravan[c, day] for c in there))
