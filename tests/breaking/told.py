"""Breakers of CHANGES: what people were told is changed more often than is allowed."""

import dataclasses
from random import Random

from planner.domain.calendar import DAY_S
from planner.domain.demand import Announced
from planner.domain.rules import MOVED_S, Rule
from tests.breaking.case import Case, breaks, pick
from tests.told import changed_of


def announced(case: Case, rng: Random, count: int) -> tuple[Announced, ...] | None:
    """Some visits of the plan, as people would have been told of them."""
    told = {
        (s.village_code, s.service_code, route.day, route.unit_code): Announced(
            village_code=s.village_code,
            service_code=s.service_code,
            date=case.request.horizon.date_of(route.day),
            unit_code=route.unit_code,
            start_s=stop.start_s - route.day * DAY_S,
            place_code=stop.place_code,
        )
        for route, stop, s in case.plan.servings()
        if 0 <= route.day < case.request.policy.notice_days
    }
    if len(told) < count:
        return None
    return tuple(rng.sample(list(told.values()), count))


def _with_changes(case: Case, told: tuple[Announced, ...]) -> Case | None:
    """The request allows one change fewer than the plan makes of these."""
    both = (*case.request.announced, *told)
    others = {(t.village_code, t.service_code, t.date, t.unit_code): t for t in both}
    request = dataclasses.replace(
        case.request, announced=tuple(others.values()), planned_on=None, change_budget=None
    )
    near = request.policy.notice_days
    count = sum(request.horizon.day_of(t.date) < near for t in changed_of(request, case.plan.trips))
    if count == 0:
        return None
    return case.with_request(announced=request.announced, planned_on=None, change_budget=count - 1)


@breaks(Rule.CHANGES)
def comes_an_hour_and_a_second_later(case: Case, rng: Random) -> Case | None:
    told = announced(case, rng, 1)
    if told is None or told[0].start_s is None or told[0].start_s < MOVED_S + 1:
        return None
    sooner = told[0].start_s - MOVED_S - 1
    return _with_changes(case, (dataclasses.replace(told[0], start_s=sooner),))


@breaks(Rule.CHANGES)
def sends_another_unit(case: Case, rng: Random) -> Case | None:
    told = announced(case, rng, 1)
    other = pick([u.code for u in case.request.units if told and u.code != told[0].unit_code], rng)
    if told is None or other is None:
        return None
    return _with_changes(case, (dataclasses.replace(told[0], unit_code=other),))


@breaks(Rule.CHANGES)
def comes_on_another_day(case: Case, rng: Random) -> Case | None:
    told = announced(case, rng, 1)
    if told is None or case.request.horizon.days < 2:
        return None
    days = min(case.request.horizon.days, case.request.policy.notice_days)
    day = case.request.horizon.day_of(told[0].date)
    other = pick([d for d in range(days) if d != day], rng)
    if other is None:
        return None
    when = case.request.horizon.date_of(other)
    return _with_changes(case, (dataclasses.replace(told[0], date=when),))


@breaks(Rule.CHANGES)
def comes_to_another_place(case: Case, rng: Random) -> Case | None:
    told = announced(case, rng, 1)
    if told is None:
        return None
    return _with_changes(case, (dataclasses.replace(told[0], place_code="elsewhere"),))


@breaks(Rule.CHANGES)
def does_not_come_at_all(case: Case, rng: Random) -> Case | None:
    """A visit for a row that nothing in the plan serves."""
    served = {(s.village_code, s.service_code) for _, _, s in case.plan.servings()}
    rows = [
        (v.code, s.code)
        for v in case.request.villages
        for s in case.request.services
        if (v.code, s.code) not in served
    ]
    row = pick(rows, rng)
    if row is None or not case.request.units or case.request.policy.notice_days < 1:
        return None
    told = Announced(
        village_code=row[0],
        service_code=row[1],
        date=case.request.horizon.start,
        unit_code=case.request.units[0].code,
    )
    return _with_changes(case, (told,))
