"""One exact pass: the bound that any prices prove, and the paths that stand against it.

For any prices that are not negative, the prices times what there is, plus the best trips of each
unit at what is left of their worth, is more than any plan has. Exact pricing never under-values a
tour: rows may be served at several stops of one tour as far as it does not remember, fixed charges
are split, loads are rounded down.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.generate import Ground
from planner.optimiser.links import Duals, Links, Objective, Prices, to_prices
from planner.optimiser.pricing import Path

Floats = npt.NDArray[np.float64]

TOLERANCE = 1e-4
SAFETY = 1e-6
"""Share of a bound added against the rounding of its sums."""
COLUMNS_A_SEARCH = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exact:
    """One exact pass at given prices: the bound, paths worth adding, units that were searched."""

    bound: float
    searched: int
    paths: tuple[Path, ...]


@dataclass(slots=True, kw_only=True, eq=False)
class KnownTrips:
    """What the last searches of each unit found, for as long as its prices stay."""

    best: dict[int, tuple[bytes, dict[int, Floats]]] = field(default_factory=dict)

    def of(self, unit: int, prices: bytes) -> dict[int, Floats] | None:
        """Worth of the best trips by first day and nights, if known at these prices."""
        known = self.best.get(unit)
        return known[1] if known is not None and known[0] == prices else None


def exact_pass(
    ground: Ground,
    objective: Objective,
    duals: Duals,
    least: float,
    known: KnownTrips,
    may_go_on: Callable[[], bool],
) -> Exact | None:
    """Price every unit exactly; None when told to stop before the end.

    Units whose prices are those of the pass before are not searched again.
    """
    prices = to_prices(ground.links, objective, duals)
    total, searched = _prices_times_rights(ground, objective, duals), 0
    paths: list[Path] = []
    for unit in range(ground.problem.units):
        told = _prices_of(ground, prices, unit)
        best = known.of(unit, told)
        if best is None:
            best = {}
            searched += 1
            market = ground.market(unit, prices, exact=True, least=least)
            for day, found in ground.pricer.price_exactly(
                market, ground.starts(unit), COLUMNS_A_SEARCH, TOLERANCE
            ):
                best[day] = found.best
                paths.extend(found.paths)
                if not may_go_on():
                    return None
            known.best[unit] = told, best
        total += _best_trips(prices, unit, ground.problem.days, best)
    return Exact(bound=total + SAFETY * abs(total), searched=searched, paths=tuple(paths))


def _prices_of(ground: Ground, prices: Prices, unit: int) -> bytes:
    """All prices that a unit's trips know of."""
    problem = ground.problem
    rows = np.flatnonzero(problem.may_visit[unit].any(axis=0))
    seen = (
        prices.gain[:, rows],
        prices.charge_for(problem, unit)[:, rows],
        prices.staff,
        prices.unit_day[unit],
        prices.night[unit],
        prices.baht,
        prices.kept,
        prices.caravan,
    )
    return b"".join(np.ascontiguousarray(part).tobytes() for part in seen)


def _prices_times_rights(ground: Ground, objective: Objective, duals: Duals) -> float:
    """What all rights are worth at these prices; unit-days apart, which units' trips pay."""
    links, levels = ground.links, objective.levels
    total = float(np.dot(duals.limits[links.visits_at :], links.limits[links.visits_at :]))
    gains = objective.credits + duals.levels @ levels.credits
    total += _claims(links, np.maximum(0.0, gains - duals.credits))
    left = 1.0 - float(np.dot(duals.levels, levels.stretch))
    return total + levels.most * max(0.0, left) - float(np.dot(duals.levels, levels.floor))


def _claims(links: Links, left: Floats) -> float:
    """Most that claiming credits brings beyond their prices; left: (C,) of a unit of each."""
    worth = left * links.ceilings
    for credit in range(links.caravans_at, len(worth)):
        rivals = list(links.rivals(credit))
        if worth[credit] < worth[rivals].max() or credit > rivals[int(np.argmax(worth[rivals]))]:
            worth[credit] = 0.0
    return float(worth.sum())


def _best_trips(prices: Prices, unit: int, days: int, best: dict[int, Floats]) -> float:
    """Most that one unit's trips can bring: each day idle, or in one trip."""
    worth = np.zeros(days + 1)
    for day in range(days - 1, -1, -1):
        worth[day] = worth[day + 1]
        for nights, value in enumerate(best.get(day, np.empty(0)).tolist()):
            end = day + nights + 1
            paid = float(prices.unit_day[unit, day:end].sum())
            worth[day] = max(worth[day], value + paid + worth[end])
    return float(worth[0])
