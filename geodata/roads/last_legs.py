"""How a crew goes on where its vehicle stays behind. Pure data."""

from dataclasses import dataclass

LAST_LEGS = ("last_leg_walk", "last_leg_motorcycle", "last_leg_boat")
"""Ways of the crew from where the vehicle stays behind to a place off the roads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLeg:
    """One of `LAST_LEGS`: its speed along the way, and the longest way, measured straight."""

    mode: str
    speed_kmh: float
    limit_m: float
