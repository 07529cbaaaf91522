"""Caravans: units at one place, on one day, opening together; and what missing ones leave owed."""

import dataclasses
from datetime import date, timedelta

import numpy as np
import pytest

from planner.assess.caravans import caravans_held, debts_of, working_days_after
from planner.assess.check import check_plan
from planner.domain.calendar import Holiday
from planner.domain.demand import Caravan
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.rules import TermCode
from planner.optimiser.compile import compile_problem
from planner.optimiser.generate import empty_duals
from planner.optimiser.labels import Path, PathStop
from planner.optimiser.links import number, promises_only, to_prices
from planner.optimiser.materialise import materialise
from planner.optimiser.names import name_all
from planner.optimiser.solve import solve
from planner.optimiser.terms import terms_of
from tests.builders import (
    HOUR,
    MONDAY,
    V1,
    V2,
    V3,
    a_caravan,
    a_plan,
    a_request,
    a_route,
    a_travel,
    a_trip,
)

COUNTED = SolveParams(reproducible=True, max_rounds=12, cpu_s=20.0)
TUESDAY = MONDAY + timedelta(days=1)


def points(request: PlanRequest, plan: Plan) -> dict[TermCode, int]:
    found = {term.code: term.points for term in plan.terms}
    assert found == {term.code: term.points for term in terms_of(request, plan.trips)}
    verdict = check_plan(request, a_travel(request), plan)
    assert verdict.is_clean, verdict.violations
    return found


def opening_of(request: PlanRequest, unit: str) -> int:
    """When a unit opens at the first village if nothing holds it up."""
    travel = a_travel(request)
    route = a_route(request, travel, unit, 1, [(V1, "short", {(V1, "health"): 5})])
    return route.visits[0].start_s - 24 * HOUR


def visiting(request: PlanRequest, **units: tuple[int, tuple[str, str]]) -> Plan:
    """One stop at the first village by each unit, on a day, for a row."""
    travel = a_travel(request)
    trips = [
        a_trip(a_route(request, travel, unit, day, [(V1, "short", {row: 5})]))
        for unit, (day, row) in units.items()
    ]
    return a_plan(request, travel, trips)


def early(**overrides: object) -> tuple[PlanRequest, Caravan]:
    """A caravan at the hour at which both units can open at once."""
    opens = opening_of(a_request(), "U1")
    assert opens == opening_of(a_request(), "U2")
    caravan = a_caravan(opens_s=opens, **overrides)
    return a_request(caravans=(caravan,)), caravan


def test_who_opens_there_and_then_is_there() -> None:
    request, _ = early()
    plan = visiting(request, U1=(1, (V1, "id_card")), U2=(1, (V1, "health")))
    (held,) = caravans_held(request, plan)
    assert (held.date, held.present, held.missing) == (TUESDAY, ("U1", "U2"), ())
    assert points(request, plan)[TermCode.CARAVAN] == 0


@pytest.mark.parametrize(
    ("least", "u2_day", "missing"), [(1, 2, 1), (2, 2, 2), (1, 1, 0)], ids=["one", "none", "both"]
)
def test_missing_units_count_and_too_few_are_none(least: int, u2_day: int, missing: int) -> None:
    request, _ = early(least_units=least)
    plan = visiting(request, U1=(1, (V1, "id_card")), U2=(u2_day, (V1, "health")))
    assert points(request, plan)[TermCode.CARAVAN] == -100 * missing


def test_a_minute_late_is_not_there() -> None:
    opens = opening_of(a_request(), "U1")
    request = a_request(caravans=(a_caravan(opens_s=opens - 60, least_units=1),))
    plan = visiting(request, U1=(1, (V1, "id_card")))
    assert points(request, plan)[TermCode.CARAVAN] == -200


def test_of_several_dates_the_best_counts() -> None:
    request, _ = early(dates=(MONDAY, TUESDAY), least_units=1)
    plan = visiting(request, U1=(0, (V1, "id_card")), U2=(1, (V1, "health")))
    (held,) = caravans_held(request, plan)
    assert (held.date, held.present) == (MONDAY, ("U1",))
    assert points(request, plan)[TermCode.CARAVAN] == -100


def test_a_caravan_of_another_week_is_none_of_this_one() -> None:
    request, _ = early(dates=(MONDAY + timedelta(days=7),))
    assert points(request, visiting(request))[TermCode.CARAVAN] == 0
    assert caravans_held(request, visiting(request)) == ()


@pytest.mark.parametrize("opens_hour", [9, 10, 13])
@pytest.mark.parametrize("days", [(1,), (0, 3)], ids=["one_date", "two_dates"])
def test_the_search_brings_the_units_together(opens_hour: int, days: tuple[int, ...]) -> None:
    dates = tuple(MONDAY + timedelta(days=day) for day in days)
    request = a_request(caravans=(a_caravan(dates=dates, opens_s=opens_hour * HOUR),))
    plan = solve(request, a_travel(request), COUNTED)
    assert points(request, plan)[TermCode.CARAVAN] == 0
    (held,) = caravans_held(request, plan)
    assert held.date in dates


@pytest.mark.parametrize(("dear", "served"), [(V1, {V2}), (V2, {V1}), ("", {V1, V2})])
def test_a_stop_at_a_caravan_leaves_dear_rows_to_others(dear: str, served: set[str]) -> None:
    """The first unit serves both villages there at the same counters; one of them may cost more."""
    request = a_request(caravans=(a_caravan(),))
    names = name_all(request)
    problem = compile_problem(names, a_travel(request))
    links, objective = number(problem), promises_only(problem)
    duals = empty_duals(links, objective)
    for row, key in enumerate(names.rows):
        duals.limits[links.visits_at + row] = 7.0 if key.village_code == dear else 1.0
    package = int(problem.book.caravans.package[0])
    place = problem.book.appointments[package - problem.plain_packages].place
    path = Path(0, 1, (), (PathStop(1, place, package, 0),), 1.0)
    open_rows = np.ones((problem.days, problem.rows), dtype=np.bool_)
    people = np.full(problem.rows, 5, dtype=np.int64)
    prices = to_prices(links, objective, duals)
    tour = materialise(problem, path, prices, open_rows, people, repeat=False)
    assert tour is not None
    assert {names.rows[row].village_code for row, _ in tour.served} == served


def test_the_search_holds_it_with_whom_there_is() -> None:
    caravan = a_caravan(unit_codes=("U1", "U2", "U9"), least_units=2)
    request = a_request(caravans=(caravan,))
    plan = solve(request, a_travel(request), COUNTED)
    assert points(request, plan)[TermCode.CARAVAN] == -100
    alone = dataclasses.replace(request, units=request.units[:1])
    assert points(alone, solve(alone, a_travel(alone), COUNTED))[TermCode.CARAVAN] == -300


def test_missing_units_owe_what_they_carry_to_all_whom_the_place_reaches() -> None:
    request, _ = early(least_units=1)
    plan = visiting(request, U1=(1, (V1, "id_card")))
    owed = debts_of(request, plan)
    assert [(d.unit_codes, d.request.village_code, d.request.people) for d in owed] == [
        (("U2",), V1, 20),
        (("U2",), V2, 20),
    ]
    assert {d.request.service_code for d in owed} == {"health"}
    assert {d.request.filed_on for d in owed} == {TUESDAY}
    assert {d.request.due_on for d in owed} == {date(2026, 12, 22)}


def test_nothing_is_owed_where_somebody_else_served() -> None:
    request, _ = early(least_units=1)
    travel = a_travel(request)
    trips = [
        a_trip(a_route(request, travel, "U1", 1, [(V1, "short", {(V1, "id_card"): 9})])),
        a_trip(a_route(request, travel, "U2", 3, [(V1, "short", {(V1, "health"): 20})])),
    ]
    owed = debts_of(request, a_plan(request, travel, trips))
    assert [debt.request.village_code for debt in owed] == [V2]


def test_a_unit_that_was_left_out_owes_too_and_the_caravans_own_date_counts() -> None:
    due = MONDAY + timedelta(days=10)
    whole, caravan = early(least_units=1, due_on=due)
    request = dataclasses.replace(whole, units=whole.units[:1])
    plan = visiting(request, U1=(1, (V1, "id_card")))
    assert debts_of(request, plan) == ()
    owed = debts_of(request, plan, absent=whole.units[1:])
    assert [debt.unit_codes for debt in owed] == [("U2",), ("U2",)]
    assert {debt.request.due_on for debt in owed} == {due}
    assert {debt.caravan_code for debt in owed} == {caravan.code}


def test_a_caravan_elsewhere_leaves_others_alone() -> None:
    request = a_request(caravans=(a_caravan(place_code=V3),))
    owed = debts_of(request, a_plan(request, a_travel(request), []))
    assert {debt.request.village_code for debt in owed} == {V3}
    assert {debt.request.service_code for debt in owed} == {"id_card", "health"}


def test_working_days_skip_weekends_and_holidays() -> None:
    friday = MONDAY + timedelta(days=4)
    off = Holiday(date=MONDAY + timedelta(days=7), name_th="วันหยุด", name_en="Holiday")
    assert working_days_after(friday, 1, ()) == MONDAY + timedelta(days=7)
    assert working_days_after(friday, 1, (off,)) == MONDAY + timedelta(days=8)
    assert working_days_after(friday, 0, ()) == friday
