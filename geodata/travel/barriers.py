"""What keeps a place from being reached: causes and facts, pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Facts = Mapping[str, str | int | float]


class Cause(StrEnum):
    """The rule that keeps a place from being reached."""

    CLOSED_TODAY = "closed_today"
    """By dated closures: `closures` names them."""
    CLOSED_THIS_SEASON = "closed_this_season"
    """Open in another season: `open_in` is its profile."""
    NEEDS_OTHER_VEHICLE = "needs_other_vehicle"
    """Another vehicle class gets there: `reachable_with` names profiles."""
    ON_FOOT_ONLY = "on_foot_only"
    """Roads and paths lead there, none that any vehicle may use: `minutes` on foot."""
    NOT_CONNECTED = "not_connected"
    """A road is near, but no road joins it to the others."""
    TOO_FAR_FROM_ROAD = "too_far_from_road"
    """`away_m` from the nearest road is more than `limit_m`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """A cause with its facts."""

    cause: Cause
    facts: Facts = field(default_factory=dict)
