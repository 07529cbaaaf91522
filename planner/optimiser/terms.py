"""The terms of a plan, as integers that anybody can work out again."""

from collections import Counter
from collections.abc import Sequence

from planner.domain.plan import Term, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import demand_rows
from planner.domain.rules import TIER_OF, TermCode
from planner.optimiser.values import (
    broken_pin,
    caravan,
    changes,
    driving,
    equity,
    kilometres,
    late_request,
    nights,
    overdue,
    prize,
    unit_days,
)


def terms_of(request: PlanRequest, trips: Sequence[Trip]) -> tuple[Term, ...]:
    """Every term of the objective, in the order of `TermCode`; costs are negative."""
    points = {**_people_points(request, trips), **_road_points(request, trips)}
    points[TermCode.BROKEN_PIN] = -request.policy.weight_pin * broken_pin.broken(request, trips)
    policy = request.policy
    points[TermCode.CARAVAN] = -policy.weight_caravan * caravan.missing(request, trips)
    points[TermCode.CHANGES] = -policy.points_per_change * len(changes.changed(request, trips))
    return tuple(Term(code=code, tier=TIER_OF[code], points=points[code]) for code in TermCode)


def _people_points(request: PlanRequest, trips: Sequence[Trip]) -> dict[TermCode, int]:
    served: Counter[tuple[str, str]] = Counter()
    rows = demand_rows(request)
    last_days = {row.key: late_request.last_day_in_time(row, request) for row in rows}
    in_time: Counter[tuple[str, str]] = Counter()
    for trip in trips:
        for route in trip.routes:
            for stop in route.stops:
                for serving in stop.servings:
                    key = (serving.village_code, serving.service_code)
                    served[key] += serving.people
                    last = last_days.get(key)
                    if last is not None and route.day <= last:
                        in_time[key] += serving.people
    left = {row.key: row.people - served[row.key] for row in rows}
    late = sum(row.people - in_time[row.key] for row in rows if last_days[row.key] is not None)
    return {
        TermCode.PRIZE: sum(
            served[row.key] * worth
            for row, worth in zip(rows, prize.prizes(request, rows), strict=True)
        ),
        TermCode.LATE_REQUEST: -request.policy.weight_late_request * late,
        TermCode.OVERDUE: -sum(overdue.weight(r, request) * left[r.key] for r in rows),
        TermCode.EQUITY: equity.points(request, rows, served),
    }


def _road_points(request: PlanRequest, trips: Sequence[Trip]) -> dict[TermCode, int]:
    policy = request.policy
    units = {unit.code: unit for unit in request.units}
    lodging_baht = {lodging.code: lodging.cost_per_night_baht for lodging in request.lodgings}
    points = dict.fromkeys(
        (TermCode.DRIVING, TermCode.KILOMETRES, TermCode.UNIT_DAYS, TermCode.NIGHTS), 0
    )
    for trip in trips:
        unit = units[trip.unit_code]
        for route in trip.routes:
            points[TermCode.UNIT_DAYS] -= unit_days.route_points(unit, policy)
            for leg in route.legs:
                points[TermCode.DRIVING] -= driving.leg_points(leg, policy)
                points[TermCode.KILOMETRES] -= kilometres.leg_points(leg, unit, policy)
        for night in trip.nights:
            baht = lodging_baht.get(night, 0)
            points[TermCode.NIGHTS] -= nights.night_points(unit, baht, policy)
    return points
