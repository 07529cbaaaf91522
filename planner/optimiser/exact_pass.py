"""One exact pass: the bound that any prices prove, and the paths that stand against it.

For any prices that are not negative, the prices times what there is, plus the best trips of each
unit at what is left of their worth, is more than any plan has. Exact pricing never under-values a
tour: rows may be served at several stops of one tour as far as it does not remember, fixed charges
are split, loads are rounded down.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.optimiser.generate import Ground, likeness
from planner.optimiser.labels import Path, Priced
from planner.optimiser.links import Duals, Links, Objective, Prices, to_prices

Floats = npt.NDArray[np.float64]

TOLERANCE = 1e-4
SAFETY = 1e-6
"""Share of a bound added against the rounding of its sums."""
COLUMNS_A_SEARCH = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exact:
    """One exact pass at given prices: the bound, paths worth adding, units that were searched.

    `sure`: asking again at the same prices finds nothing more above the floor.
    """

    bound: float
    searched: int
    paths: tuple[Path, ...]
    sure: bool


@dataclass(slots=True, kw_only=True, eq=False)
class KnownTrips:
    """What the last searches of each unit found, for as long as its prices stay.

    hoped: by (unit, first day), what the last search of tours of one day left possible.
    """

    best: dict[int, tuple[bytes, float, dict[int, Floats]]] = field(default_factory=dict)
    hoped: dict[tuple[int, int], float] = field(default_factory=dict)

    def of(self, unit: int, prices: bytes, floor: float) -> dict[int, Floats] | None:
        """Worth of the best trips by first day and nights, if known at these prices."""
        known = self.best.get(unit)
        if known is None or known[0] != prices or known[1] > floor:
            return None
        return known[2]


def exact_pass(
    ground: Ground,
    objective: Objective,
    duals: Duals,
    least: float,
    known: KnownTrips,
    may_go_on: Callable[[], bool],
    floor: float = TOLERANCE,
) -> Exact | None:
    """Price every unit exactly; None when told to stop before the end.

    Units whose prices are those of the pass before are not searched again. Trips worth `floor` or
    less are not looked for, and count as that much.
    """
    prices = to_prices(ground.links, objective, duals)
    total, searched, sure = _prices_times_rights(ground, objective, duals), 0, True
    paths: list[Path] = []
    for unit in range(ground.problem.units):
        told = _prices_of(ground, prices, unit)
        best = known.of(unit, told, floor)
        if best is None:
            best = {}
            searched += 1
            settled = True
            for day, found in _price_unit(ground, prices, unit, least, known, floor):
                best[day] = found.best
                paths.extend(found.paths)
                settled = settled and found.sure
                if not may_go_on():
                    return None
            known.best[unit] = told, floor if settled else math.inf, best
            sure = sure and settled
        total += _best_trips(prices, unit, ground.problem.days, best)
    safe = total + SAFETY * abs(total)
    return Exact(bound=safe, searched=searched, paths=tuple(paths), sure=sure)


def _price_unit(
    ground: Ground, prices: Prices, unit: int, least: float, known: KnownTrips, floor: float
) -> Iterator[tuple[int, Priced]]:
    """The best trips of a unit by first day; days that are alike are searched once."""
    market = ground.market(unit, prices, exact=True, least=least)
    alike: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for day, length in ground.starts(unit):
        open_packages = ground.problem.package_day[:, day : day + length].tobytes()
        key = (*likeness(ground, prices, unit, day, length), open_packages)
        alike.setdefault(key, []).append((day, length))
    charge = market.day_charge
    groups = [sorted(group, key=lambda start: charge[start[0]]) for group in alike.values()]
    others = {group[0][0]: [day for day, _ in group[1:]] for group in groups}
    searches = ground.pricer.price_exactly(
        market, sorted(group[0] for group in groups), COLUMNS_A_SEARCH, floor,
        lambda day: known.hoped.get((unit, day), math.inf),
    )  # fmt: skip
    for first, found in searches:
        known.hoped[unit, first] = float(found.best[0])
        yield first, found
        for day in others[first]:
            dearer = float(charge[day] - charge[first]) if len(found.best) == 1 else 0.0
            known.hoped[unit, day] = float(found.best[0]) - dearer
            yield day, _on(found, first, day, dearer)


def _on(found: Priced, first: int, day: int, dearer: float) -> Priced:
    """What was found for one first day on another that is alike, its unit-day so much dearer."""
    later = day - first
    paths = tuple(
        replace(
            path,
            first_day=day,
            stops=tuple(replace(stop, day=stop.day + later) for stop in path.stops),
            worth=path.worth - dearer,
        )
        for path in found.paths
        if path.worth - dearer > TOLERANCE
    )
    return replace(found, paths=paths, best=found.best - dearer)


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
