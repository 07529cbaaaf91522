"""What links tours: rows of the master by number, what each tour takes of them, and their prices.

Three kinds. *Limits*: the tours chosen take at most so much of a row (unit-days, visits, gaps,
staff, nights, money). *Credits*: what a plan may claim (people of a row visited more than once, a
wish fulfilled, an announced visit kept, a unit at a caravan) is at most what its tours supply, and
at most a ceiling. *Levels* (`levels`): the tours chosen bring at least so much.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.levels import Levels, by_day, no_levels
from planner.optimiser.problem import Bools, Ints, Problem
from planner.optimiser.rules import changes as changes_rule
from planner.optimiser.rules import demand, max_visits, min_gap, money, night_cap, staff, trip
from planner.optimiser.tour import Tour, pins_met
from planner.optimiser.values import broken_pin, caravan, late_request

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
    told_at: int
    caravans_at: int
    slots: dict[tuple[int, int], int]
    """Number of the credit of a (caravan, day), counted from `caravans_at`."""
    strict: Bools
    """(R,): rows visited at most once that no two tours of a mix may both serve: on whom a tour
    serves it depends what it keeps."""

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
        told = [(self.told_at + n, 1) for n in changes_rule.supplied(tour)]
        there = [(self.caravans_at + self.slots[slot], 1) for slot in tour.caravans]
        wishes = [(self.pins_at + pin, 1) for pin in tour.pins]
        return (*people, *wishes, *in_time, *told, *there)

    def rivals(self, credit: int) -> tuple[int, ...]:
        """Credits of the same caravan, this one among them: it is held on one day only."""
        if credit < self.caravans_at:
            return (credit,)
        of = next(c for (c, _), i in self.slots.items() if i == credit - self.caravans_at)
        return tuple(self.caravans_at + i for (c, _), i in self.slots.items() if c == of)


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
    counts = _credit_counts(problem, repeated, timely)
    ends = np.cumsum(counts)
    slots = caravan.slots(problem)
    return Links(
        problem=problem,
        limits=np.concatenate(blocks).astype(np.float64),
        ceilings=_ceilings(problem, repeated, timely),
        visits_at=int(starts[1]),
        staff_at=int(starts[2]),
        gaps_at=int(starts[3]),
        nights_at=int(starts[4]),
        money_at=int(starts[5]),
        pins_at=int(ends[0]),
        windows=windows,
        windows_of=windows_of,
        repeated=repeated,
        timely_at=int(ends[1]),
        timely=timely,
        told_at=int(ends[2]),
        caravans_at=int(ends[3]),
        slots={slot: i for i, slot in enumerate(slots)},
        strict=_strict(problem),
    )


def _credit_counts(problem: Problem, repeated: Ints, timely: Ints) -> list[int]:
    """How many credits there are of each kind, in their order."""
    people = [int((repeated >= 0).sum()), len(problem.pins), int((timely >= 0).sum())]
    return [*people, len(problem.book.told), len(caravan.slots(problem))]


def _ceilings(problem: Problem, repeated: Ints, timely: Ints) -> Floats:
    people, size = problem.row_people, problem.book.caravans.size
    ceilings: list[npt.NDArray[np.generic]] = [
        people[repeated >= 0],
        np.ones(len(problem.pins)),
        people[timely >= 0],
        np.ones(len(problem.book.told)),
        np.array([size[c] for c, _ in caravan.slots(problem)]),
    ]
    return np.concatenate(ceilings).astype(np.float64)


def _strict(problem: Problem) -> Bools:
    """(R,): rows of announced visits, and those that a caravan's place reaches."""
    mask = np.zeros(problem.rows, dtype=np.bool_)
    told = problem.book.told.row
    mask[told[told >= 0]] = True
    for package in problem.book.caravans.package.tolist():
        if package >= 0:
            there = problem.book.appointments[package - problem.plain_packages].place
            mask |= np.isin(problem.row_village, problem.reach(there))
    strict: Bools = mask & (problem.row_visits == 1)
    return strict


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Objective:
    """What a search maximises: points per person of each row, per credit, and costs or not.

    gain: (D, R) points per person served on a day, of rows that no credit counts. credits: (C,)
    points per unit of each credit. `pin` points per wish. `levels` is what a mix must bring
    besides; their common stretch counts one point each.
    """

    gain: Floats
    credits: Floats
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


def promises_first(problem: Problem, factor: float) -> Objective:
    """Tier 1 and tier 3 in one sum, a point of tier 1 counting `factor` points of tier 3."""
    gain = (problem.row_prize + factor * problem.day_weight).astype(np.float64)
    units = _credits(problem, 1.0, factor)
    pin = factor * problem.pin_weight
    return Objective(gain=gain, credits=units, pin=pin, costs=True, levels=_none(units, gain))


def promises_only(problem: Problem) -> Objective:
    """Tier 1 alone: nothing costs anything."""
    gain, pin = problem.day_weight.astype(np.float64), float(problem.pin_weight)
    units = _credits(problem, 0.0, 1.0)
    return Objective(gain=gain, credits=units, pin=pin, costs=False, levels=_none(units, gain))


def points_only(problem: Problem) -> Objective:
    """Tier 3 alone."""
    gain = by_day(problem, problem.row_prize)
    units = _credits(problem, 1.0, 0.0)
    return Objective(gain=gain, credits=units, pin=0.0, costs=True, levels=_none(units, gain))


def _credits(problem: Problem, points: float, promises: float) -> Floats:
    """(C,): what a unit of each credit brings, a point of tier 3 and one of tier 1 counting so."""
    repeated = demand.repeated(problem)
    timely = late_request.timely(problem, repeated)
    any_day = problem.day_weight.min(axis=0)
    counts = _credit_counts(problem, repeated, timely)
    return np.concatenate(
        [
            (points * problem.row_prize + promises * any_day)[repeated >= 0],
            np.full(counts[1], promises * problem.pin_weight),
            promises * (problem.row_weight - any_day)[timely >= 0],
            np.full(counts[3], points * problem.book.told.points),
            np.full(counts[4], promises * problem.book.caravans.weight),
        ]
    )


def _none(units: Floats, gain: Floats) -> Levels:
    return no_levels(gain.shape, len(units))


def promise_credits(links: Links) -> Floats:
    """(C,): points of tier 1 per unit of each credit."""
    return _credits(links.problem, 0.0, 1.0)


def point_credits(links: Links) -> Floats:
    """(C,): points of tier 3 per unit of each credit."""
    return _credits(links.problem, 1.0, 0.0)


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
    away; baht: points a baht costs; kept: per announced visit kept; caravan: (caravans, D) per unit
    there.
    """

    gain: Floats
    charge: Floats
    staff: Floats
    unit_day: Floats
    wish: Floats
    costs: bool
    night: Floats
    baht: float
    kept: Floats
    caravan: Floats

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
        kept=supply[links.told_at : links.caravans_at],
        caravan=_by_caravan(links, supply),
    )


def _by_caravan(links: Links, supply: Floats) -> Floats:
    table = np.zeros(links.problem.book.caravans.days.shape)
    for slot, i in links.slots.items():
        table[slot] = supply[links.caravans_at + i]
    return table
