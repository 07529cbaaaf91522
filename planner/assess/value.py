"""The objective worked out again from the trips and the request, term by term.

Written from `planner.domain.rules.TermCode`; every number that the optimiser claims must come out.
"""

import math
from collections import Counter

from planner.assess.caravans import caravans_held
from planner.assess.changes import changed_visits
from planner.assess.context import Context, RowKey, key_of, within
from planner.assess.equity import district_needs, equity_points
from planner.domain.demand import Pin
from planner.domain.plan import Leg, Route, Serving, Trip
from planner.domain.request import PlanRequest
from planner.domain.rows import DemandRow, is_required
from planner.domain.rules import TIER_OF, TermCode
from planner.domain.units import MobileUnit


def terms_of(context: Context) -> dict[TermCode, int]:
    """Points of every term, costs negative."""
    points = dict.fromkeys(TermCode, 0)
    _add_people(context, points)
    needs = district_needs(context.request, context.rows.values(), people_served(context))
    points[TermCode.EQUITY] = equity_points(context.request, needs)
    for pin in context.request.pins:
        if not pin.forbid and not _is_fulfilled(pin, context):
            points[TermCode.BROKEN_PIN] -= context.request.policy.weight_pin
    policy = context.request.policy
    for held in caravans_held(context.request, context.plan):
        points[TermCode.CARAVAN] -= policy.weight_caravan * len(held.missing)
    changed = changed_visits(context.request, context.plan)
    points[TermCode.CHANGES] -= policy.points_per_change * len(changed)
    for trip in context.plan.trips:
        _add_trip(context, trip, points)
    return {code: within(number) for code, number in points.items()}


def value_of(context: Context) -> int:
    """Points of tier 3."""
    return within(sum(n for code, n in terms_of(context).items() if TIER_OF[code] == 3))


def people_served(context: Context) -> Counter[RowKey]:
    """People served in the whole plan, by row."""
    served: Counter[RowKey] = Counter()
    for _, _, serving in context.plan.servings():
        served[key_of(serving)] += serving.people
    return served


def prize_per_person(request: PlanRequest, row: DemandRow, need_weight: float) -> int:
    """Points for one person of a row: the policy's prize x need x urgency squared, capped."""
    policy = request.policy
    urgency = row.urgency
    if urgency < policy.due_from:
        return 0
    worth = policy.prize_per_person * need_weight * min(policy.urgency_cap, urgency * urgency)
    return math.floor(worth + 0.5)


def is_promised(row: DemandRow, request: PlanRequest) -> bool:
    """Whether a request for this row is due in the horizon or before."""
    last_day = request.horizon.date_of(request.horizon.days - 1)
    return row.due_on is not None and row.due_on <= last_day


def _add_people(context: Context, points: dict[TermCode, int]) -> None:
    request = context.request
    needs = {village.code: village.need_weight for village in request.villages}
    served = people_served(context)
    for key, row in context.rows.items():
        prize = prize_per_person(request, row, needs[row.village_code])
        points[TermCode.PRIZE] += prize * served[key]
        if is_required(row, request):
            missed = max(0, row.people - served[key])
            points[TermCode.OVERDUE] -= request.policy.weight_overdue * missed
    for key, missed in _missed_dates(context).items():
        if is_promised(context.rows[key], request):
            points[TermCode.LATE_REQUEST] -= request.policy.weight_late_request * missed


def _missed_dates(context: Context) -> dict[RowKey, int]:
    """People of rows with a date to keep who are not served by then; one long gone is any day."""
    horizon = context.request.horizon
    missed = {key: row.people for key, row in context.rows.items() if row.due_on is not None}
    for route, _, serving in context.plan.servings():
        key = key_of(serving)
        due = context.rows[key].due_on if key in missed else None
        if due is None:
            continue
        if due < horizon.start or route.day <= (due - horizon.start).days:
            missed[key] -= serving.people
    return {key: max(0, people) for key, people in missed.items()}


def _is_fulfilled(pin: Pin, context: Context) -> bool:
    return any(_fulfils(pin, context, r, serving) for r, _, serving in context.plan.servings())


def _fulfils(pin: Pin, context: Context, route: Route, serving: Serving) -> bool:
    if serving.village_code != pin.village_code:
        return False
    if pin.service_code is not None and serving.service_code != pin.service_code:
        return False
    if pin.unit_code is not None and route.unit_code != pin.unit_code:
        return False
    return pin.on_date is None or route.day == context.request.horizon.day_of(pin.on_date)


def _add_trip(context: Context, trip: Trip, points: dict[TermCode, int]) -> None:
    per_baht = context.request.policy.points_per_baht
    for route in trip.routes:
        unit = context.units.get(route.unit_code)
        if unit is not None:
            points[TermCode.UNIT_DAYS] -= _half_up(per_baht * unit.cost_per_day_baht)
            points[TermCode.DRIVING] -= sum(_driving(context, leg) for leg in route.legs)
            points[TermCode.KILOMETRES] -= sum(
                _kilometres(per_baht, unit, leg) for leg in route.legs
            )
    sleeper = context.units.get(trip.unit_code)
    if sleeper is not None:
        for place in trip.nights:
            lodging = context.lodgings.get(place)
            baht = sleeper.cost_per_night_baht + (lodging.cost_per_night_baht if lodging else 0)
            points[TermCode.NIGHTS] -= _half_up(per_baht * baht)


def _driving(context: Context, leg: Leg) -> int:
    """In whole numbers, so that it is exact: floor(n / 3600 + 1/2)."""
    return (2 * context.request.policy.points_per_drive_hour * leg.duration_s + 3600) // 7200


def _kilometres(per_baht: float, unit: MobileUnit, leg: Leg) -> int:
    return _half_up(per_baht * unit.cost_per_km_baht * within(leg.distance_m) / 1000)


def _half_up(number: float) -> int:
    return math.floor(number + 0.5)
