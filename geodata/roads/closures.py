"""Closures and slow-downs with dates: what they are, and which are in force on a day.

Pure data; `geodata.roads.stretches` finds the pieces of road they lie on. A closure names roads by
their signs, an area by its outline, a spot by a point and a radius, or several of these; a day's
closures and the season make the name of that day's road state, as "wet+3f0a91c24b7e".
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from geodata.errors import InvalidClosure
from geodata.places import Location

MARK = "+"
"""Parts the season from the closures in the name of a road state."""
DIGITS = 12

DEFAULT_RADIUS_M = 200.0
LARGEST_RADIUS_M = 50_000.0


class ClosureKind(StrEnum):
    """What a closure does to the roads it lies on."""

    CLOSED = "closed"
    SLOW = "slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Roads closed, or slower than usual, from one date to another, both included.

    `factor` is the share of the usual speed that is left while a road is `SLOW`. No date: open at
    that end. `vehicle_classes` empty: for all. `road_numbers` are signs as the network tells them;
    `polygon` is an outline, closed or not; `point` with `radius_m` a spot. Raises `InvalidClosure`.
    """

    code: str
    kind: ClosureKind = ClosureKind.CLOSED
    factor: float = 0.5
    from_date: date | None = None
    to_date: date | None = None
    vehicle_classes: tuple[str, ...] = ()
    road_numbers: tuple[str, ...] = ()
    point: Location | None = None
    radius_m: float = DEFAULT_RADIUS_M
    polygon: tuple[Location, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        self._need(bool(self.code.strip()), "code", "empty")
        self._need(math.isfinite(self.factor) and 0 < self.factor <= 1, "factor", "out_of_range")
        self._need(0 < self.radius_m <= LARGEST_RADIUS_M, "radius_m", "out_of_range")
        is_turned = self.from_date and self.to_date and self.to_date < self.from_date
        self._need(not is_turned, "to_date", "before_start")
        self._need(len(self.polygon) != 1 and len(self.polygon) != 2, "polygon", "too_few_points")
        somewhere = self.road_numbers or self.polygon or self.point
        self._need(bool(somewhere), "road_numbers", "nowhere")

    def _need(self, holds: bool, field: str, fault: str) -> None:
        if not holds:
            raise InvalidClosure(
                f"closure {self.code!r}: {field} {fault}",
                code=self.code, field=field, fault=fault, value=str(getattr(self, field))[:80],
            )  # fmt: skip

    def holds_on(self, when: date) -> bool:
        """Whether it is in force on a day."""
        begun = self.from_date is None or self.from_date <= when
        return begun and (self.to_date is None or when <= self.to_date)

    def is_for(self, vehicle_class: str) -> bool:
        """Whether it concerns a vehicle class."""
        return not self.vehicle_classes or vehicle_class in self.vehicle_classes

    def effect(self) -> str:
        """What it does and where, without its dates and words: equal effects, equal texts."""
        point = None if self.point is None else (self.point.lon, self.point.lat, self.radius_m)
        return json.dumps(
            [
                self.kind.value,
                self.factor if self.kind is ClosureKind.SLOW else 0,
                sorted(self.vehicle_classes),
                sorted(self.road_numbers),
                point,
                [(p.lon, p.lat) for p in self.polygon],
            ]
        )


def in_force(closures: Iterable[Closure], when: date) -> tuple[Closure, ...]:
    """The closures of a day, in the order given."""
    return tuple(closure for closure in closures if closure.holds_on(when))


def state_name(season: str, closures: Iterable[Closure]) -> str:
    """The road state of a season with these closures; the season alone when there are none."""
    effects = sorted({closure.effect() for closure in closures})
    if not effects:
        return season
    digest = hashlib.sha256("\n".join(effects).encode()).hexdigest()[:DIGITS]
    return f"{season}{MARK}{digest}"


def season_of(profile: str) -> str:
    """A profile or road state without its closures: van/wet+3f0a91c24b7e is van/wet."""
    return profile.partition(MARK)[0]


def closures_by_mark(closures: Iterable[Closure]) -> Mapping[str, tuple[Closure, ...]]:
    """Every set of closures that is in force on some day, by what stands after the `MARK`."""
    listed = tuple(closures)
    days = {closure.from_date or date.min for closure in listed}
    days |= {c.to_date + timedelta(days=1) for c in listed if c.to_date not in (None, date.max)}
    together = {in_force(listed, when) for when in days}
    return {state_name("", some).removeprefix(MARK): some for some in together if some}
