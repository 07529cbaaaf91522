"""Minutes from each village to the nearest fixed service point: who has a counter within reach."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from geodata.errors import InvalidPlace
from geodata.matrix import UNREACHABLE, TravelMatrix
from geodata.places import Location, Village


class Matrices(Protocol):
    """What is asked of a travel engine here."""

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPoint:
    """A place where people are always served: an office, a hospital, with the services it has."""

    code: str
    location: Location
    service_codes: tuple[str, ...]
    name_th: str = ""
    name_en: str = ""

    def __post_init__(self) -> None:
        if not self.code.strip() or not self.service_codes:
            raise InvalidPlace("a fixed point has a code and a service", code=self.code)


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

    def is_beyond(self, minutes: int) -> bool:
        """Whether the nearest point is more than so many minutes away, or none can be reached."""
        return self.minutes is None or self.minutes > minutes


AccessMap = Mapping[tuple[str, str], tuple[Access, ...]]
"""(service code, profile) -> the access of every village, in the order given."""


def access_of(
    villages: Iterable[Village],
    points: Mapping[str, Location],
    engine: Matrices,
    profile: str,
) -> tuple[Access, ...]:
    """The nearest of the fixed points in minutes for each village, in the order given.

    Of points equally near the first in order of code counts. Raises what the engine raises.
    """
    fixed = [FixedPoint(code=c, location=at, service_codes=("any",)) for c, at in points.items()]
    listed = tuple(villages)
    if not fixed:
        return tuple(Access(village_code=village.code) for village in listed)
    return access_map(listed, fixed, engine, (profile,))["any", profile]


def access_map(
    villages: Iterable[Village],
    points: Iterable[FixedPoint],
    engine: Matrices,
    profiles: Iterable[str],
) -> AccessMap:
    """Access by service and profile; raises what the engine raises."""
    listed = tuple(villages)
    homes = {v.code: v.location for v in listed if v.location is not None}
    fixed = sorted(points, key=lambda point: point.code)
    services = sorted({code for point in fixed for code in point.service_codes})
    places = {f"village {code}": at for code, at in homes.items()}
    places |= {f"point {point.code}": point.location for point in fixed}
    found: dict[tuple[str, str], tuple[Access, ...]] = {}
    for profile in profiles:
        matrix = engine.matrix(places, profile)
        to_point_s = matrix.durations_s[: len(homes), len(homes) :].astype(np.float64)
        to_point_s[to_point_s == UNREACHABLE] = np.inf
        guessed = matrix.estimated[: len(homes), len(homes) :]
        for service in services:
            has = np.array([service in point.service_codes for point in fixed])
            only_s = np.where(has[None, :], to_point_s, np.inf)
            near = _nearest(tuple(homes), fixed, only_s, guessed)
            found[service, profile] = tuple(
                near.get(v.code, Access(village_code=v.code)) for v in listed
            )
    return found


def _nearest(
    homes: tuple[str, ...], fixed: list[FixedPoint], to_point_s: np.ndarray, guessed: np.ndarray
) -> dict[str, Access]:
    """The access of every village that reaches a point."""
    found: dict[str, Access] = {}
    if not homes:
        return found
    for row, column in enumerate(map(int, to_point_s.argmin(axis=1))):
        seconds = float(to_point_s[row, column])
        if math.isfinite(seconds):
            found[homes[row]] = Access(
                village_code=homes[row],
                minutes=math.ceil(seconds / 60),
                point_code=fixed[column].code,
                estimated=bool(guessed[row, column]),
            )
    return found
