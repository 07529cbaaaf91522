"""Roads and the clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from geodata.matrix import TravelMatrix
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from geodata.travel.barriers import Barrier


class TravelTimes(Protocol):
    """Travel between places for a profile ("vehicle class/road state")."""

    def matrix(self, places: Mapping[str, Location], profile: str) -> TravelMatrix:
        """Seconds and metres between all places."""
        ...

    def geometry(self, origin: Location, destination: Location, profile: str) -> Sequence[Location]:
        """The line of one leg, for maps."""
        ...

    def geometries(
        self, pairs: Sequence[tuple[Location, Location]], profile: str
    ) -> tuple[tuple[Location, ...], ...]:
        """The lines of many legs, in their order."""
        ...

    def barriers(
        self, origin: str, places: Mapping[str, Location], profile: str
    ) -> Mapping[str, Barrier]:
        """Why each place that cannot be reached from `origin` cannot."""
        ...

    def last_legs(self, places: Mapping[str, Location], profile: str) -> Mapping[str, LastLeg]:
        """How the crew gets to the places that the vehicle does not."""
        ...


class Clock(Protocol):
    """What time it is; tests bring their own."""

    def now(self) -> datetime:
        """The present moment, with offset."""
        ...
