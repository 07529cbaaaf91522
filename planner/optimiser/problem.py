"""Problem: what the search reads, integers and indices only; frozen, checked once at birth."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from planner.optimiser.appointments import Book

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NEVER = -1
"""Stands for "not at all" in index and time arrays."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """One request in numbers.

    U units, D days, P places, V villages, S services, R rows, K packages, O options, Q kinds of
    scarce staff. Times are seconds after a day's midnight, values are points; everything is exact:
    no rounding to ticks.

    Places. reach_from: (P + 1,), reach_village: villages that place p reaches stand in
    reach_village[reach_from[p]:reach_from[p + 1]], its own first, then nearest first.
    offers: (P, S) whether a place has what a service needs. place_open: (P, D).
    Options are (place, package) pairs: option_place, option_package: (O,); option_from: (P + 1,)
    their range by place; window_lo, window_hi: (O, W) earliest and latest start, lo > hi for none.
    Packages. open_s, package_lunch: (K,). The first `plain_packages` are the request's, the others
    those of appointments; plain: (K,) which of the first ones each opens. package_day: (K, D) days
    on which it may be opened. booked: (U, D) whether some appointment or announced visit is the
    unit's that day.
    Rows. row_village, row_service, row_people, row_prize (points per person), row_weight (tier 1,
    points per person on the best day, 0 when not required), row_visits (most visits), row_gap
    (days): (R,). day_weight: (D, R) the same by day, which never rises from one day to the next.
    row_of: (V, S), -1 for none. load: (S,) per person.
    Units. base, setup_s, packing_s, max_drive_s, max_nights, max_load (-1: no limit), day_cost:
    (U,). lunch: (U, 3) duration, earliest, latest; duration -1 for none. capacity: (U, K, S).
    shift: (U, D, 2), -1 on days off. night_cost: (U, P), -1 where no night may be spent.
    may_serve: (U, D, R) rows worth serving that no rule forbids; may_visit: (U, D, R) the same,
    worth anything or not. staff_of: (S,) or -1. staff: (Q, D) available.
    Travel. durations: (M, P, P), -1 unreachable. leg_cost: (C, P, P) points. matrix_of, cost_of:
    (U, D) indices into them.
    Wishing pins. pins: (N, 4) village, service, unit, day, -1 for any; pin_weight: points each;
    pins_missed: how many wish for a day outside the horizon.
    Nights of the whole plan: night_cap (U,), -1 for no cap.
    Money: budget in baht, -1 for no limit (then leg_baht is empty); leg_baht (C, P, P), day_baht
    (U,), night_baht (U, P).
    Equity: E districts; row_district (R,) the district that serving a row counts for, -1 for none;
    district_due, district_before (E,) people; equity_floor in ten-thousandths, 0 for no equity.
    promise_tolerance: share of tier 1 that other tiers may give up; equity_tolerance:
    ten-thousandths of tier 2 that tier 3 may.
    """

    days: int
    reach_from: Ints
    reach_village: Ints
    offers: Bools
    place_open: Bools
    option_place: Ints
    option_package: Ints
    option_from: Ints
    window_lo: Ints
    window_hi: Ints
    open_s: Ints
    package_lunch: Bools
    plain: Ints
    package_day: Bools
    booked: Bools
    book: Book
    row_village: Ints
    row_service: Ints
    row_people: Ints
    row_prize: Longs
    row_weight: Longs
    day_weight: Longs
    row_visits: Ints
    row_gap: Ints
    row_of: Ints
    load: Longs
    base: Ints
    setup_s: Ints
    packing_s: Ints
    max_drive_s: Ints
    max_nights: Ints
    max_load: Longs
    day_cost: Longs
    lunch: Ints
    capacity: Ints
    shift: Ints
    night_cost: Longs
    may_serve: Bools
    may_visit: Bools
    staff_of: Ints
    staff: Ints
    durations: Ints
    leg_cost: Longs
    matrix_of: Ints
    cost_of: Ints
    pins: Ints
    pin_weight: int
    pins_missed: int
    night_cap: Ints
    budget: int
    leg_baht: Longs
    day_baht: Longs
    night_baht: Longs
    row_district: Ints
    district_due: Longs
    district_before: Longs
    equity_floor: int
    promise_tolerance: float
    equity_tolerance: int

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                tidy = np.ascontiguousarray(value)
                tidy.setflags(write=False)
                object.__setattr__(self, field.name, tidy)
        _check(self)

    @property
    def plain_packages(self) -> int:
        """How many packages the request has; those of appointments come after them."""
        return len(self.open_s) - len(self.book.appointments)

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.base)

    @property
    def places(self) -> int:
        """How many places there are."""
        return len(self.place_open)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.row_people)

    def reach(self, place: int) -> list[int]:
        """Villages that a stop at a place can serve, its own first."""
        villages: list[int] = self.reach_village[
            self.reach_from[place] : self.reach_from[place + 1]
        ].tolist()
        return villages

    def option(self, place: int, package: int) -> int:
        """The option of a package at a place; `NEVER` where it is not offered."""
        for option in range(int(self.option_from[place]), int(self.option_from[place + 1])):
            if self.option_package[option] == package:
                return option
        return NEVER

    def works(self, unit: int, day: int) -> bool:
        """Whether a unit has a shift on a day."""
        return bool(self.shift[unit, day, 0] != NEVER)


def _check(problem: Problem) -> None:
    """Shapes agree and sums stay far from what 64 bits hold; a fault here is ours, not the data's.

    Raises
    ------
    ValueError
        Naming what does not agree.
    """
    units, days, places = problem.units, problem.days, problem.places
    rows, packages = problem.rows, len(problem.open_s)
    services = len(problem.load)
    options = len(problem.option_place)
    expected = {
        "reach_from": (places + 1,),
        "offers": (places, services),
        "place_open": (places, days),
        "option_from": (places + 1,),
        "window_hi": problem.window_lo.shape,
        "row_prize": (rows,),
        "plain": (packages,),
        "package_day": (packages, days),
        "booked": (units, days),
        "day_weight": (days, rows),
        "capacity": (units, packages, services),
        "shift": (units, days, 2),
        "night_cost": (units, places),
        "may_serve": (units, days, rows),
        "may_visit": (units, days, rows),
        "matrix_of": (units, days),
        "cost_of": (units, days),
        "lunch": (units, 3),
        "night_cap": (units,),
        "day_baht": (units,),
        "night_baht": (units, places),
        "row_district": (rows,),
        "district_before": problem.district_due.shape,
    }
    for name, shape in expected.items():
        if getattr(problem, name).shape != shape:
            raise ValueError(f"{name} has shape {getattr(problem, name).shape}, not {shape}")
    if problem.option_from[-1] != options or len(problem.window_lo) != options:
        raise ValueError("options and windows do not agree")
    if problem.durations.shape[1:] != (places, places):
        raise ValueError("durations do not cover the places")
    worth = float(np.sum(problem.row_prize.astype(float) * problem.row_people))
    if worth > 1e15:
        raise ValueError("prizes are too large to add up")
