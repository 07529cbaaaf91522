"""PlanRequest and travel in, Problem out: every rule and every term brings its own arrays."""

from collections.abc import Mapping

import numpy as np

from geodata.matrix import TravelMatrix
from planner.optimiser.appointments import Book, book
from planner.optimiser.names import Names
from planner.optimiser.problem import NEVER, Bools, Ints, Longs, Problem
from planner.optimiser.rules import (
    capacity,
    coverage,
    demand,
    drive_limit,
    forbidden,
    load,
    lunch,
    max_visits,
    min_gap,
    money,
    night_cap,
    nights,
    opening,
    shift,
    skill,
    staff,
    trip,
)
from planner.optimiser.rules import travel as travel_rule
from planner.optimiser.values import equity, late_request, overdue, prize, unit_days


def compile_problem(names: Names, travel: Mapping[str, TravelMatrix]) -> Problem:
    """The request in numbers; raises `InvalidDocument` when travel lacks a profile or a place."""
    request = names.request
    booked = book(names)
    options = opening.options(names, booked.appointments)
    plain = _plain(names, booked)
    roads = travel_rule.arrays(names, travel)
    reach_from, reach_village = coverage.reach(names)
    prizes = np.array(prize.prizes(request, names.rows), dtype=np.int64)
    day_weight = _day_weights(names)
    weights = day_weight.max(axis=0)
    pins = _wishing_pins(names)
    staff_of, available = staff.staff_of(names), staff.available(names)
    owed = equity.districts(request, names.rows)
    may_visit = _may_visit(names, staff_of, available)
    return Problem(
        days=names.days,
        reach_from=reach_from,
        reach_village=reach_village,
        offers=skill.offers(names),
        place_open=opening.place_open(names),
        option_place=options.place,
        option_package=options.package,
        option_from=options.first,
        window_lo=options.window_lo,
        window_hi=options.window_hi,
        open_s=_ints(p.open_s for p in request.packages)[plain],
        package_lunch=np.array([p.includes_lunch for p in request.packages], dtype=np.bool_)[plain],
        plain=plain,
        package_day=_package_days(names, booked),
        booked=_booked(names, booked),
        book=booked,
        row_village=_ints(names.village[row.village_code] for row in names.rows),
        row_service=_ints(names.service[row.service_code] for row in names.rows),
        row_people=demand.people(names),
        row_prize=prizes,
        row_weight=weights,
        day_weight=day_weight,
        row_visits=max_visits.limits(names),
        row_gap=min_gap.gaps(names),
        row_of=_row_of(names),
        load=load.per_person(names),
        base=trip.bases(names),
        setup_s=_ints(u.setup_s for u in request.units),
        packing_s=_ints(u.packing_s for u in request.units),
        max_drive_s=drive_limit.limits(names),
        max_nights=nights.limits(names),
        max_load=load.limits(names),
        day_cost=np.array(
            [unit_days.route_points(u, request.policy) for u in request.units], dtype=np.int64
        ),
        lunch=lunch.lunches(names),
        capacity=_capacity(names, booked, plain),
        shift=shift.shifts(names),
        night_cost=nights.costs(names),
        may_serve=may_visit
        & _worth_serving(
            names,
            (prizes > 0) | (weights > 0) | (owed.of_row != NEVER) | _promised(names, booked),
            pins,
        ),
        may_visit=may_visit,
        staff_of=staff_of,
        staff=available,
        durations=roads.durations,
        leg_cost=roads.leg_cost,
        matrix_of=roads.matrix_of,
        cost_of=roads.cost_of,
        pins=pins,
        pin_weight=request.policy.weight_pin,
        pins_missed=sum(not pin.forbid for pin in request.pins) - len(pins),
        night_cap=night_cap.caps(names),
        budget=money.budget(names),
        leg_baht=roads.leg_baht,
        day_baht=money.days(names),
        night_baht=money.nights(names),
        row_district=owed.of_row,
        district_due=owed.due,
        district_before=owed.before,
        equity_floor=owed.floor,
        promise_tolerance=request.policy.promise_tolerance,
        equity_tolerance=equity.tolerance_points(request.policy),
    )


def _ints(values: "object") -> Ints:
    return np.fromiter(values, dtype=np.int32)  # type: ignore[call-overload,no-any-return]


def _row_of(names: Names) -> Ints:
    table = np.full((len(names.village), len(names.service)), NEVER, dtype=np.int32)
    for r, row in enumerate(names.rows):
        table[names.village[row.village_code], names.service[row.service_code]] = r
    return table


def _plain(names: Names, booked: Book) -> Ints:
    """(K,): the package of the request that each package opens."""
    own = range(len(names.package))
    return _ints((*own, *(appointment.package for appointment in booked.appointments)))


def _package_days(names: Names, booked: Book) -> Bools:
    """(K, D): free packages open on any day, those of appointments on their own."""
    own = np.ones((len(names.package), names.days), dtype=np.bool_)
    return np.concatenate([own, booked.days])


def _capacity(names: Names, booked: Book, plain: Ints) -> Ints:
    """(U, K, S): an appointment holds as many people as its package, for its own units."""
    table = capacity.capacity(names)[:, plain].copy()
    for k, units in enumerate(booked.units, start=len(names.package)):
        table[~units, k] = 0
    return table


def _booked(names: Names, booked: Book) -> Bools:
    """(U, D): whether a unit has something announced or an appointment on a day."""
    table = np.zeros((len(names.unit), names.days), dtype=np.bool_)
    for units, days in zip(booked.units, booked.days, strict=True):
        table |= units[:, None] & days[None, :]
    known = (booked.told.row != NEVER) & (booked.told.unit != NEVER)
    table[booked.told.unit[known], booked.told.day[known]] = True
    return table


def _promised(names: Names, booked: Book) -> Bools:
    """(R,): rows that people were told of, or that a caravan could serve."""
    mask = np.zeros(len(names.rows), dtype=np.bool_)
    mask[booked.told.row[booked.told.row != NEVER]] = True
    reached = {
        village
        for caravan in names.request.caravans
        for place in names.request.stop_places
        if place.code == caravan.place_code
        for village in (place.village_code, *place.covers)
    }
    mask |= np.array([row.village_code in reached for row in names.rows], dtype=np.bool_)
    return mask


def _day_weights(names: Names) -> Longs:
    """(D, R): points of tier 1 for each person of a row served on a day."""
    request = names.request
    table = np.zeros((names.days, len(names.rows)), dtype=np.int64)
    for r, row in enumerate(names.rows):
        table[:, r] = late_request.weights(row, request)
        table[:, r] += overdue.weight(row, request)
    return table


def _wishing_pins(names: Names) -> Ints:
    """(N, 4) village, service, unit, day; wishes for other weeks are left out: nothing helps."""
    horizon = names.request.horizon
    pins = [
        (
            names.village[pin.village_code],
            NEVER if pin.service_code is None else names.service[pin.service_code],
            NEVER if pin.unit_code is None else names.unit[pin.unit_code],
            NEVER if pin.on_date is None else horizon.day_of(pin.on_date),
        )
        for pin in names.request.pins
        if not pin.forbid and (pin.on_date is None or horizon.holds(pin.on_date))
    ]
    return np.array(pins, dtype=np.int32).reshape(len(pins), 4)


def _worth_serving(names: Names, gains: Bools, pins: Ints) -> Bools:
    """(R,): rows that bring something to some tier; `gains` those that do, wishes apart."""
    villages = np.array([names.village[r.village_code] for r in names.rows], dtype=np.intp)
    services = np.array([names.service[r.service_code] for r in names.rows], dtype=np.intp)
    worth = gains.copy()
    for village, service, _, _ in pins.tolist():
        worth |= (villages == village) & ((services == service) | (service == NEVER))
    return worth


def _may_visit(names: Names, staff_of: Ints, available: Ints) -> Bools:
    """(U, D, R): rows that a unit carries, on days that no rule forbids."""
    services = np.array([names.service[r.service_code] for r in names.rows], dtype=np.intp)
    there = np.ones((names.days, len(names.rows)), dtype=np.bool_)
    for q, by_day in enumerate(available):
        there[:, staff_of[services] == q] = (by_day > 0)[:, None]
    carried = skill.carried(names)[:, services]
    days = min_gap.day_mask(names) & there
    mask: Bools = forbidden.mask(names) & days[None, :, :] & carried[:, None, :]
    return mask
