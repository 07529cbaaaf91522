"""What links tours: rows of the master by number, what each tour takes of them, and their prices.

Three kinds. *Limits*: the tours chosen take at most so much of a row (unit-days, visits, gaps,
staff, nights, money). *Credits*: what a plan may claim (people of a row visited more than once, a
wish fulfilled) is at most what its tours supply, and at most a ceiling. *Levels* (`levels`): the
tours chosen bring at least so much.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.levels import Levels, by_day, no_levels
from planner.optimiser.problem import Ints, Problem
from planner.optimiser.rules import demand, max_visits, min_gap, money, night_cap, staff, trip
from planner.optimiser.tour import Tour, pins_met
from planner.optimiser.values import broken_pin, late_request

Floats = npt.NDArray[np.float64]
Uses = tuple[tuple[int, int], ...]
"""(row of the master, how much)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """The numbering: limits stand one rule after another, then credits likewise.

    limits: (L,) right-hand sides. ceilings: (C,) of credits. The fields `*_at` say where a rule's
    rows begin; `windows` are the gap rows (row, first day, last day).
    """

    problem: Problem
    limits: Floats
    ceilings: Floats
    visits_at: int
    staff_at: int
    gaps_at: int
    nights_at: int
    money_at: int
    pins_at: int
    windows: tuple[tuple[int, int, int], ...]
    windows_of: dict[int, list[int]] = field(repr=False)
    repeated: Ints
    """(R,): number of the credit of a row visited more than once, -1 for others."""
    timely_at: int
    timely: Ints
    """(R,): which of the credits of people served in time is a row's, -1 for none: only rows
    visited more than once have one, where it matters on which day."""

    def uses(self, tour: Tour) -> Uses:
        """What a tour takes of each limit."""
        taken: dict[int, int] = {}
        for key in (
            *trip.taken(self.problem, tour),
            *(self.visits_at + row for row in max_visits.taken(tour)),
            *(self.staff_at + key for key in staff.taken(self.problem, tour)),
            *(self.gaps_at + key for key in min_gap.taken(self.windows, self.windows_of, tour)),
        ):
            taken[key] = taken.get(key, 0) + 1
        for unit, nights in night_cap.taken(self.problem, tour):
            taken[self.nights_at + unit] = nights
        if tour.baht:
            taken[self.money_at] = tour.baht
        return tuple(taken.items())

    def supplies(self, tour: Tour) -> Uses:
        """What a tour supplies to each credit."""
        people = [
            (int(self.repeated[row]), count)
            for row, count in tour.served
            if self.repeated[row] >= 0
        ]
        in_time = [
            (self.timely_at + int(self.timely[row]), count)
            for row, count, day in tour.visits()
            if self.timely[row] >= 0 and late_request.is_in_time(self.problem, row, day)
        ]
        return (*people, *((self.pins_at + pin, 1) for pin in tour.pins), *in_time)


def number(problem: Problem) -> Links:
    """Number the master's rows of a problem."""
    blocks: list[npt.NDArray[np.integer]] = [
        trip.limits(problem),
        max_visits.rights(problem),
        staff.rights(problem),
    ]
    windows = min_gap.windows(problem)
    blocks += [np.ones(len(windows), dtype=np.int64), night_cap.rights(problem)]
    blocks.append(money.rights(problem))
    starts = np.cumsum([0, *(block.size for block in blocks)])
    windows_of: dict[int, list[int]] = {}
    for i, (row, _, _) in enumerate(windows):
        windows_of.setdefault(row, []).append(i)
    repeated = demand.repeated(problem)
    timely = late_request.timely(problem, repeated)
    people = problem.row_people
    return Links(
        problem=problem,
        limits=np.concatenate(blocks).astype(np.float64),
        ceilings=np.concatenate(
            [people[repeated >= 0], np.ones(len(problem.pins)), people[timely >= 0]]
        ).astype(np.float64),
        visits_at=int(starts[1]),
        staff_at=int(starts[2]),
        gaps_at=int(starts[3]),
        nights_at=int(starts[4]),
        money_at=int(starts[5]),
        pins_at=int((repeated >= 0).sum()),
        windows=windows,
        windows_of=windows_of,
        repeated=repeated,
        timely_at=int((repeated >= 0).sum()) + len(problem.pins),
        timely=timely,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Objective:
    """What a search maximises: points per person of each row, per wish kept, and costs or not.

    gain: (D, R) points per person served on a day. `pin` points per wish. `levels` is what a mix
    must bring besides; their common stretch counts one point each.
    """

    gain: Floats
    pin: float
    costs: bool
    levels: Levels

    def of(self, tour: Tour, links: Links) -> float:
        """What choosing a tour brings, credits apart."""
        worth = -float(tour.cost) if self.costs else 0.0
        for row, people, day in tour.visits():
            if links.repeated[row] < 0:
                worth += self.gain[day, row] * people
        return worth

    def credit_gains(self, links: Links) -> Floats:
        """(C,): points per unit of each credit."""
        rows, in_time = links.repeated >= 0, links.timely >= 0
        any_day = self.gain.min(axis=0)
        return np.concatenate(
            [
                any_day[rows],
                np.full(len(links.problem.pins), self.pin),
                (self.gain.max(axis=0) - any_day)[in_time],
            ]
        )


def promises_first(problem: Problem, factor: float) -> Objective:
    """Tier 1 and tier 3 in one sum, a point of tier 1 counting `factor` points of tier 3."""
    gain = (problem.row_prize + factor * problem.day_weight).astype(np.float64)
    pin = factor * problem.pin_weight
    return Objective(gain=gain, pin=pin, costs=True, levels=_none(problem))


def promises_only(problem: Problem) -> Objective:
    """Tier 1 alone: nothing costs anything."""
    gain, pin = problem.day_weight.astype(np.float64), float(problem.pin_weight)
    return Objective(gain=gain, pin=pin, costs=False, levels=_none(problem))


def points_only(problem: Problem) -> Objective:
    """Tier 3 alone."""
    gain = by_day(problem, problem.row_prize)
    return Objective(gain=gain, pin=0.0, costs=True, levels=_none(problem))


def _none(problem: Problem) -> Levels:
    repeated = demand.repeated(problem)
    timely = late_request.timely(problem, repeated)
    counted = int((repeated >= 0).sum()) + len(problem.pins) + int((timely >= 0).sum())
    return no_levels(problem, counted)


def promise_credits(links: Links) -> Floats:
    """(C,): points of tier 1 per unit of each credit."""
    return promises_only(links.problem).credit_gains(links)


def point_credits(links: Links) -> Floats:
    """(C,): points of tier 3 per unit of each credit."""
    return points_only(links.problem).credit_gains(links)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Duals:
    """Prices of the master's rows, none negative. limits: (L,), credits: (C,), levels: (K,)."""

    limits: Floats
    credits: Floats
    levels: Floats

    def toward(self, other: "Duals", share: float) -> "Duals":
        """`share` of these and the rest of the other."""
        return Duals(
            limits=share * self.limits + (1.0 - share) * other.limits,
            credits=share * self.credits + (1.0 - share) * other.credits,
            levels=share * self.levels + (1.0 - share) * other.levels,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """Duals as pricing reads them.

    gain: (D, R) per person; charge: (D, R) per visit; staff: (Q, D);
    unit_day: (U, D); wish: (N,) per pin kept; costs of legs count or not; night: (U,) per night
    away; baht: points a baht costs.
    """

    gain: Floats
    charge: Floats
    staff: Floats
    unit_day: Floats
    wish: Floats
    costs: bool
    night: Floats
    baht: float

    def charge_for(self, problem: Problem, unit: int) -> Floats:
        """(D, R): the charge of a visit by this unit, wishes that it would keep taken off."""
        if not len(problem.pins):
            return self.charge
        return self.charge - broken_pin.bonus(problem, unit, self.wish)

    def wish_of(self, problem: Problem, unit: int, day: int, row: int) -> float:
        """What serving a row earns for wishes."""
        return float(sum(self.wish[pin] for pin in pins_met(problem, unit, day, row)))


def to_prices(links: Links, objective: Objective, duals: Duals) -> Prices:
    """What the duals mean for a tour."""
    problem = links.problem
    limits = np.maximum(duals.limits, 0.0)
    supply = np.maximum(duals.credits, 0.0)
    again = links.repeated >= 0
    gain = objective.gain + np.tensordot(duals.levels, objective.levels.gain, axes=1)
    gain[:, again] = supply[links.repeated[again]]
    for row in np.flatnonzero(links.timely >= 0).tolist():
        in_time = problem.day_weight[:, row] == problem.row_weight[row]
        gain[in_time, row] += supply[links.timely_at + links.timely[row]]
    visits = limits[links.visits_at : links.staff_at]
    charge = np.tile(visits, (problem.days, 1))
    for i, (row, first, last) in enumerate(links.windows):
        charge[first : last + 1, row] += limits[links.gaps_at + i]
    return Prices(
        gain=gain,
        charge=charge,
        staff=limits[links.staff_at : links.gaps_at].reshape(-1, problem.days),
        night=limits[links.nights_at : links.money_at],
        baht=float(limits[links.money_at :].sum()),
        unit_day=limits[: links.visits_at].reshape(-1, problem.days),
        wish=supply[links.pins_at : links.timely_at],
        costs=objective.costs,
    )
