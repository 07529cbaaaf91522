"""Plan: all routes plus what stayed unplanned, and how it came to be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.domain.forced import Forced, LaterWeek
from planner.domain.params import SolveParams
from planner.domain.rules import TermCode

PLAN_SCHEMA = "plan/1"


class StopKind(StrEnum):
    """What a halt on a route is for."""

    VISIT = "visit"
    LUNCH = "lunch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """So many people of one row, served at a stop."""

    village_code: str
    service_code: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Any halt on a route; a visit serves a village. Seconds from the horizon's first midnight.

    A visit is open from `start_s` to `end_s`; setting up lies between `arrive_s` and `start_s`,
    packing between `end_s` and `leave_s`. A lunch lasts from `start_s` to `end_s`, at the place of
    the stop before or after it.
    """

    kind: StopKind = StopKind.VISIT
    place_code: str
    arrive_s: int
    start_s: int
    end_s: int
    leave_s: int
    package_code: str | None = None
    servings: tuple[Serving, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Travel between two places of one route; `duration_s` is driving, the rest is slack."""

    from_code: str
    to_code: str
    depart_s: int
    duration_s: int
    distance_m: int
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One unit on one shift: `legs` has one more entry than `stops`."""

    unit_code: str
    day: int
    start_code: str
    end_code: str
    depart_s: int
    return_s: int
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]

    @property
    def visits(self) -> tuple[Stop, ...]:
        """Stops that serve."""
        return tuple(stop for stop in self.stops if stop.kind is StopKind.VISIT)

    @property
    def drive_s(self) -> int:
        """Seconds of driving."""
        return sum(leg.duration_s for leg in self.legs)

    @property
    def distance_m(self) -> int:
        """Metres driven."""
        return sum(leg.distance_m for leg in self.legs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A unit's routes between leaving and regaining its base; nights away lie between them."""

    unit_code: str
    routes: tuple[Route, ...]

    @property
    def nights(self) -> tuple[str, ...]:
        """Place codes of the nights, in order; empty for a one-day trip."""
        return tuple(route.end_code for route in self.routes[:-1])


class Reason(StrEnum):
    """Why a row was left out, or not fully served."""

    NOT_DUE = "not_due"
    NO_UNIT = "no_unit"
    NO_POINT = "no_point"
    SITE_NEEDS = "site_needs"
    UNREACHABLE = "unreachable"
    TOO_FAR = "too_far"
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    FORBIDDEN = "forbidden"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """A row, or the rest of one, that this plan leaves out: why, with the facts.

    `forced` is what requiring it would take, `later` the first later week that could hold it; None
    where nobody worked that out.
    """

    village_code: str
    service_code: str
    people: int
    reason: Reason
    required: bool = False
    due_on: date | None = None
    facts: dict[str, str | int | float] = field(default_factory=dict)
    forced: Forced | None = None
    later: LaterWeek | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the objective: costs are negative. `tier` 1 is promises, 2 equity, 3 the sum."""

    code: TermCode
    tier: int
    points: int


class SolveStatus(StrEnum):
    """What the search can say of the plan."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    EMPTY = "empty"
    """Nothing could be served at all; every row carries a structural reason."""


class StopCause(StrEnum):
    """What ended the search."""

    PROVEN = "proven"
    CPU_TIME = "cpu_time"
    WALL_TIME = "wall_time"
    ROUNDS = "rounds"
    ASKED = "asked"
    BROKEN_OFF = "broken_off"
    """The search's process died; this was the best plan that it had told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """No plan of these inputs has more than `points` in the given tier."""

    tier: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the plan was made from and by, enough to make it again.

    `workers_lost` children died while others made the plan; times are those of all that lived.
    `gained_by_forcing` are points of tier 3 (of tier 1 or 2 where those rose) that the plan gained
    when requiring a left-out row turned out to be better.
    """

    request_digest: str
    travel_digests: dict[str, str]
    policy_version: str
    params: SolveParams
    versions: dict[str, str]
    status: SolveStatus
    stop_cause: StopCause
    rounds: int
    cpu_s: float
    wall_s: float
    workers_lost: int = 0
    gained_by_forcing: int = 0

    @property
    def is_repeatable(self) -> bool:
        """Whether counts alone ended the search, so that it gives the same plan again."""
        return self.params.reproducible and self.stop_cause is not StopCause.BROKEN_OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All trips of a horizon, what stayed unplanned, and the value with its bound.

    `value` is the sum of the terms of tier 3; `bounds` is empty while nothing is proven.
    """

    schema: str = PLAN_SCHEMA
    province_code: str
    start: date
    days: int
    trips: tuple[Trip, ...]
    unplanned: tuple[Unplanned, ...]
    terms: tuple[Term, ...]
    bounds: tuple[Bound, ...] = ()
    provenance: Provenance | None = None

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every route, trip by trip."""
        return tuple(route for trip in self.trips for route in trip.routes)

    @property
    def value(self) -> int:
        """Points of tier 3."""
        return sum(term.points for term in self.terms if term.tier == 3)

    @property
    def equity(self) -> int:
        """Points of tier 2: the lowest share of need met in a district, in ten-thousandths."""
        return sum(term.points for term in self.terms if term.tier == 2)

    def bound_of(self, tier: int) -> int | None:
        """The proven bound of a tier's points; None while nothing is proven."""
        return next((bound.points for bound in self.bounds if bound.tier == tier), None)

    @property
    def gap(self) -> float | None:
        """How far the value is from the proven bound, as a share of the bound; None if unproven."""
        bound = self.bound_of(3)
        if bound is None:
            return None
        return (bound - self.value) / bound if bound > 0 else 0.0

    @property
    def people_served(self) -> int:
        """People served, all rows."""
        return sum(serving.people for _, _, serving in self.servings())

    def servings(self) -> Iterator[tuple[Route, Stop, Serving]]:
        """Every serving with its route and stop."""
        for route in self.routes:
            for stop in route.stops:
                for serving in stop.servings:
                    yield route, stop, serving
