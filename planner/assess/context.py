"""What the rules look at: the request, the travel and the plan, with everything by its code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geodata.matrix import TravelMatrix
from planner.domain.calendar import DAY_S
from planner.domain.demand import Package, ScarceStaff, Service, StopPlace
from planner.domain.plan import Plan, Route, Serving, Stop, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, demand_rows
from planner.domain.rules import Rule
from planner.domain.units import Lodging, MobileUnit
from planner.domain.verdict import Violation

BIG = 10**15
"""Facts and values are kept within -BIG..BIG: a plan may hold any integer, JSON readers may not."""

RowKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A plan beside what it is judged by. Nothing in it is ever changed.

    `rows` are the demand rows by (village, service). `index` gives the row of each place in the
    matrix of a profile. A plan may name anything: look codes up with `get`, and leave what is
    unknown to the rule FORM.
    """

    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    plan: Plan
    villages: frozenset[str]
    units: Mapping[str, MobileUnit]
    services: Mapping[str, Service]
    packages: Mapping[str, Package]
    places: Mapping[str, StopPlace]
    bases: frozenset[str]
    lodgings: Mapping[str, Lodging]
    staff: Mapping[str, ScarceStaff]
    rows: Mapping[RowKey, DemandRow]
    index: Mapping[str, Mapping[str, int]]

    def has_day(self, day: int) -> bool:
        """Whether the day is one of the request's horizon."""
        return 0 <= day < self.request.horizon.days

    def routes(self) -> Iterator[tuple[MobileUnit, Route]]:
        """Routes of known units on days of the horizon, each with its unit."""
        for route in self.plan.routes:
            unit = self.units.get(route.unit_code)
            if unit is not None and self.has_day(route.day):
                yield unit, route

    def visits(self) -> Iterator[tuple[MobileUnit, Route, Stop]]:
        """Visits on these routes."""
        for unit, route in self.routes():
            for stop in route.visits:
                yield unit, route, stop


def look_at(request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan) -> Context:
    """The context of a plan."""
    return Context(
        request=request,
        travel=travel,
        plan=plan,
        villages=frozenset(v.code for v in request.villages),
        units={u.code: u for u in request.units},
        services={s.code: s for s in request.services},
        packages={p.code: p for p in request.packages},
        places={p.code: p for p in request.stop_places},
        bases=frozenset(b.code for b in request.bases),
        lodgings={n.code: n for n in request.lodgings},
        staff={s.code: s for s in request.staff},
        rows={row.key: row for row in demand_rows(request)},
        index={profile: matrix.index() for profile, matrix in travel.items()},
    )


def key_of(serving: Serving) -> RowKey:
    """(village, service) of a serving: its row."""
    return (serving.village_code, serving.service_code)


def rows_at(stop: Stop) -> tuple[RowKey, ...]:
    """The rows that a stop serves, each once, in order."""
    return tuple(dict.fromkeys(key_of(serving) for serving in stop.servings))


def midnight_s(route: Route) -> int:
    """Seconds from the horizon's first midnight to that of the route's day."""
    return route.day * DAY_S


def within(number: int) -> int:
    """The number, or the end of -BIG..BIG that it is beyond."""
    return max(-BIG, min(BIG, number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where in a plan a rule is broken."""

    unit_code: str | None = None
    day: int | None = None
    place_code: str | None = None
    row: RowKey | None = None


NOWHERE = Where()
"""The plan as a whole."""


def at(
    *,
    trip: Trip | None = None,
    route: Route | None = None,
    stop: Stop | None = None,
    serving: Serving | None = None,
    row: RowKey | None = None,
    day: int | None = None,
    place_code: str | None = None,
) -> Where:
    """Where: a route tells unit and day, a stop its place, a serving its row."""
    unit = route.unit_code if route is not None else trip.unit_code if trip is not None else None
    return Where(
        unit_code=unit,
        day=route.day if route is not None else day,
        place_code=stop.place_code if stop is not None else place_code,
        row=key_of(serving) if serving is not None else row,
    )


def broken(rule: Rule, fault: str, where: Where = NOWHERE, /, **facts: str | int) -> Violation:
    """A violation; `fault` names which part of the rule, and with it the text people read."""
    told = {k: v if isinstance(v, str) else within(v) for k, v in facts.items()}
    return Violation(
        rule=rule,
        unit_code=where.unit_code,
        day=None if where.day is None else within(where.day),
        place_code=where.place_code,
        village_code=where.row[0] if where.row else None,
        service_code=where.row[1] if where.row else None,
        facts={"fault": fault, **told},
    )
