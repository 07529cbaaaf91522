"""What a caller asks of a collection of features, and what they may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from geodata.places import Location
from planner.outputs.records import Fact


class Collection(StrEnum):
    """What features there are."""

    VILLAGES = "villages"
    UNITS = "units"
    PLAN_VISITS = "plan-visits"
    PLAN_ROUTES = "plan-routes"
    REQUESTS = "requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The provinces whose data, plans, drafts and requests somebody may read; the public: none.

    The public sees villages, units and visits of provinces with a published plan, and of these
    only what is published; never how many people, whom to call, or a request.
    """

    data: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundingBox:
    """A rectangle in degrees, edges included; one whose west is east of its east spans 180°."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Location) -> bool:
        """Whether a point lies inside or on the edge."""
        if not self.south <= point.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= point.lon <= self.east
        return point.lon >= self.west or point.lon <= self.east


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time, ends included; None: open on that side."""

    start: datetime | None = None
    end: datetime | None = None

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether it has a moment in common with another stretch."""
        return (self.end is None or start <= self.end) and (self.start is None or end >= self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page of features: inside a box, at a time, with these properties, after a place in order.

    `plan_id` asks for the visits or routes of one plan, whatever its state; without it they are
    those of published plans. `wanted` are properties with the value they must have, as text.
    """

    box: BoundingBox | None = None
    time: Interval = Interval()
    wanted: Mapping[str, str] = field(default_factory=dict)
    plan_id: str | None = None
    after: str = ""
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A thing on the map: its id within the collection, and what is said of it.

    One point is a point, several are a line, none: nobody knows where. `when` is the stretch of
    time that it belongs to, None for lasting things.
    """

    id: str
    facts: Mapping[str, Fact]
    points: tuple[Location, ...] = ()
    when: tuple[datetime, datetime] | None = None

    def answers(self, asked: Asked) -> bool:
        """Whether it is among what was asked for."""
        if asked.box is not None and not any(map(asked.box.holds, self.points)):
            return False
        if self.when is not None and not asked.time.meets(*self.when):
            return False
        return all(as_text(self.facts.get(name)) == value for name, value in asked.wanted.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturePage:
    """Features in order; `after` is where the next page begins, None on the last."""

    features: tuple[Feature, ...]
    after: str | None = None


def as_text(value: Fact) -> str:
    """A property's value as it stands in an address."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
