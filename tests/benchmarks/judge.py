"""One plan builder and one judge for every competitor.

A peer answers with clients in order, per unit-day. `plan_of` gives them the earliest feasible times
and legs of the matrix; the product's own checker then judges and values that plan, and the
optimiser's plan, alike.
"""

from collections.abc import Mapping, Sequence

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.domain.calendar import DAY_S
from planner.domain.plan import Leg, Plan, Reason, Route, Serving, Stop, Term, Trip, Unplanned
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.domain.rules import TIER_OF, TermCode
from planner.domain.verdict import Verdict
from tests.benchmarks.core import CoreWeek
from tests.benchmarks.extract import core_of, prize_of, row_keys


def judge(request: PlanRequest, travel: Mapping[str, TravelMatrix], plan: Plan) -> Verdict:
    """The checker's verdict: its own value, and every rule broken."""
    return check_plan(request, travel, plan)


def plan_of(
    request: PlanRequest, travel: Mapping[str, TravelMatrix], routes: Sequence[Sequence[int]]
) -> Plan:
    """The plan that visits these clients of `core_of`, one sequence per unit-day, at once."""
    core = core_of(request, travel)
    (matrix,) = travel.values()
    keys = row_keys(request)
    people = {row.key: row.people for row in demand_rows(request)}
    packages = {p.village_code: p.package_codes[0] for p in request.stop_places}
    built = [
        _route(request, core, matrix, k, clients, keys, people, packages)
        for k, clients in enumerate(routes)
        if len(clients)
    ]
    served = {keys[c] for clients in routes for c in clients}
    return Plan(
        province_code=request.province_code,
        start=request.horizon.start,
        days=request.horizon.days,
        trips=tuple(Trip(unit_code=route.unit_code, routes=(route,)) for route in built),
        unplanned=_unplanned(request, served),
        terms=_terms(request, built, served),
    )


def _route(
    request: PlanRequest, core: CoreWeek, matrix: TravelMatrix, k: int, clients: Sequence[int],
    keys: list[tuple[str, str]], people: dict[tuple[str, str], int], packages: dict[str, str],
) -> Route:  # fmt: skip
    midnight = int(core.day[k]) * DAY_S
    unit = request.units[int(core.unit[k])]
    here = int(core.base[k])
    left = midnight + int(core.shift_start_s[k])
    stops: list[Stop] = []
    legs: list[Leg] = []
    for c in clients:
        there = int(core.client_place[c])
        legs.append(_leg(matrix, here, there, left))
        arrive = left + legs[-1].duration_s
        start = max(arrive, midnight + int(core.earliest_s[c]))
        left, here = start + int(core.visit_s[c]), there
        village, service = keys[c]
        stops.append(
            Stop(
                place_code=matrix.place_ids[there],
                arrive_s=arrive, start_s=start, end_s=left, leave_s=left,
                package_code=packages[village],
                servings=(
                    Serving(village_code=village, service_code=service, people=people[keys[c]]),
                ),
            )
        )  # fmt: skip
    legs.append(_leg(matrix, here, int(core.base[k]), left))
    return Route(
        unit_code=unit.code, day=int(core.day[k]),
        start_code=unit.base_code, end_code=unit.base_code,
        depart_s=legs[0].depart_s, return_s=left + legs[-1].duration_s,
        stops=tuple(stops), legs=tuple(legs),
    )  # fmt: skip


def _leg(matrix: TravelMatrix, origin: int, destination: int, depart_s: int) -> Leg:
    return Leg(
        from_code=matrix.place_ids[origin],
        to_code=matrix.place_ids[destination],
        depart_s=depart_s,
        duration_s=int(matrix.durations_s[origin, destination]),
        distance_m=int(matrix.distances_m[origin, destination]),
        estimated=bool(matrix.estimated[origin, destination]),
    )


def _unplanned(request: PlanRequest, served: set[tuple[str, str]]) -> tuple[Unplanned, ...]:
    needs = {v.code: v.need_weight for v in request.villages}
    return tuple(
        Unplanned(
            village_code=row.village_code,
            service_code=row.service_code,
            people=row.people,
            reason=Reason.CAPACITY if prize_of(row, request, needs) else Reason.NOT_DUE,
        )
        for row in demand_rows(request)
        if row.key not in served
    )


def _terms(
    request: PlanRequest, routes: list[Route], served: set[tuple[str, str]]
) -> tuple[Term, ...]:
    """Prize and driving; in the core model every other term is 0."""
    needs = {v.code: v.need_weight for v in request.villages}
    prize = sum(prize_of(row, request, needs) for row in demand_rows(request) if row.key in served)
    per_hour = request.policy.points_per_drive_hour
    driving = sum(
        int(per_hour * leg.duration_s / 3600 + 0.5) for route in routes for leg in route.legs
    )
    points = {TermCode.PRIZE: prize, TermCode.DRIVING: -driving}
    return tuple(
        Term(code=code, tier=TIER_OF[code], points=points.get(code, 0)) for code in TermCode
    )
