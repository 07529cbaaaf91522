"""Minutes from each village to the nearest fixed service point: who has a counter within reach."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from geodata.matrix import UNREACHABLE
from geodata.places import Location, Village
from geodata.travel.cached import TravelEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A village's way to its nearest fixed point.

    `minutes` is rounded up; None, as `point_code`, when the village has no location or no point can
    be reached. `estimated` when any part of the way is a guess.
    """

    village_code: str
    minutes: int | None = None
    point_code: str | None = None
    estimated: bool = False


def access_of(
    villages: Iterable[Village],
    points: Mapping[str, Location],
    engine: TravelEngine,
    profile: str,
) -> tuple[Access, ...]:
    """The nearest of the fixed points in minutes for each village, in the order given.

    Of points equally near the first in order of code counts. Raises what the engine raises.
    """
    listed = tuple(villages)
    homes = {v.code: v.location for v in listed if v.location is not None}
    codes = sorted(points)
    if not codes or not homes:
        return tuple(Access(village_code=village.code) for village in listed)
    places = {f"village {code}": at for code, at in homes.items()}
    places |= {f"point {code}": points[code] for code in codes}
    matrix = engine.matrix(places, profile)
    to_point_s = matrix.durations_s[: len(homes), len(homes) :].astype(np.float64)
    to_point_s[to_point_s == UNREACHABLE] = np.inf
    nearest = to_point_s.argmin(axis=1)
    found: dict[str, Access] = {}
    for row, code in enumerate(homes):
        column = int(nearest[row])
        if math.isfinite(to_point_s[row, column]):
            found[code] = Access(
                village_code=code,
                minutes=math.ceil(to_point_s[row, column] / 60),
                point_code=codes[column],
                estimated=bool(matrix.estimated[row, len(homes) + column]),
            )
    return tuple(found.get(v.code, Access(village_code=v.code)) for v in listed)
