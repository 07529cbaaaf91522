"""The stops worth trying on each day at given prices, ready for the pricing kernel."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.optimiser.links import Prices
from planner.optimiser.problem import NEVER, Bools, Ints, Longs, Problem
from planner.optimiser.worth_kernel import needless, option_worths

Floats = npt.NDArray[np.float64]
Part = tuple[Ints, Floats, Longs, Longs]
"""Options of one day with their worth, villages served (bits) and consumables."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shop:
    """Options of N days in one array, grouped by day and place.

    place_from: (N + 1,) ranges of `places`; option_from: ranges of `options` by entry of `places`;
    worth, served, used: (2, subsets of scarce staff, options),
    for all villages in reach and for the host alone. charge, open_rows: (N, R).
    """

    place_from: Ints
    places: Ints
    option_from: Ints
    options: Ints
    worth: Floats
    served: Longs
    used: Longs
    kind_bits: Ints
    charge: Floats
    open_rows: Bools


def kinds_of(problem: Problem, unit: int) -> list[int]:
    """Kinds of scarce staff that some service of a unit needs."""
    carried = problem.capacity[unit].any(axis=0)
    kinds = {int(kind) for kind in problem.staff_of[carried].tolist() if kind != NEVER}
    return sorted(kinds)


def stops_worth(
    problem: Problem,
    unit: int,
    days: Longs,
    kinds: list[int],
    prices: Prices,
    servable: Bools,
    people: Longs,
    reach_bit: Ints,
    exact: bool,
    least: float,
) -> Shop:
    """Options worth more than `least` to a unit, alone, on each of these days."""
    charge = np.ascontiguousarray(prices.charge_for(problem, unit)[days])
    open_rows = np.ascontiguousarray(servable[days] & problem.may_serve[unit, days])
    subsets = 1 << len(kinds)
    kind_bits = np.zeros(len(problem.load), dtype=np.int32)
    for bit, kind in enumerate(kinds):
        kind_bits[problem.staff_of == kind] = 1 << bit
    parts: list[Part] = []
    for i, day in enumerate(days.tolist()):
        options = _open_options(problem, unit, day, len(days))
        shape = (2, subsets, len(options))
        worth = np.empty(shape)
        served, used = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.int64)
        option_worths(
            options, problem.option_place, problem.option_package, problem.capacity[unit],
            kind_bits, subsets, exact, problem.reach_from, problem.reach_village, reach_bit,
            problem.offers, problem.row_of, people, prices.gain, charge[i], open_rows[i],
            problem.load, worth, served, used,
        )  # fmt: skip
        good = worth[0].max(axis=0) > least
        good &= ~needless(
            options, problem.option_place, problem.option_package, problem.open_s,
            problem.package_lunch, problem.window_lo, problem.window_hi, worth, used,
        )  # fmt: skip
        parts.append((options[good], worth[..., good], served[..., good], used[..., good]))
    return _joined(problem, parts, kind_bits, charge, open_rows)


def _open_options(problem: Problem, unit: int, day: int, length: int) -> Ints:
    """Options that fit a day between home and home; all that are open if nights may be away."""
    places = problem.option_place
    fits = problem.place_open[places, day]
    if length == 1:
        drive = problem.durations[problem.matrix_of[unit, day]]
        base = int(problem.base[unit])
        there, back = drive[base, places], drive[places, base]
        opens, closes = problem.shift[unit, day].tolist()
        stay = problem.open_s[problem.option_package] + (
            problem.setup_s[unit] + problem.packing_s[unit]
        )
        fits = fits & (there >= 0) & (back >= 0)
        fits &= opens + there.astype(np.int64) + stay + back <= closes
    found: Ints = np.flatnonzero(fits).astype(np.int32)
    return found


def _joined(
    problem: Problem, parts: list[Part], kind_bits: Ints, charge: Floats, open_rows: Bools
) -> Shop:
    places: list[Ints] = []
    starts: list[Ints] = []
    place_from = [0]
    offset = 0
    for options, _, _, _ in parts:
        there = problem.option_place[options]
        first = np.flatnonzero(np.diff(there, prepend=NEVER))
        places.append(there[first])
        starts.append((first + offset).astype(np.int32))
        offset += len(there)
        place_from.append(place_from[-1] + len(first))
    return Shop(
        place_from=np.array(place_from, dtype=np.int32),
        places=np.concatenate(places),
        option_from=np.append(np.concatenate(starts), np.int32(offset)).astype(np.int32),
        options=np.concatenate([part[0] for part in parts]),
        worth=np.ascontiguousarray(np.concatenate([part[1] for part in parts], axis=2)),
        served=np.ascontiguousarray(np.concatenate([part[2] for part in parts], axis=2)),
        used=np.ascontiguousarray(np.concatenate([part[3] for part in parts], axis=2)),
        kind_bits=kind_bits,
        charge=charge,
        open_rows=open_rows,
    )
