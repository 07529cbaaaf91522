"""Equity between districts by hand, and what a rule is worth."""

import dataclasses
from datetime import timedelta

import pytest

from planner.assess.equity import (
    DistrictNeed,
    district_needs,
    equity_points,
    lowest_district,
)
from planner.domain.errors import InvalidDocument
from planner.domain.params import SolveParams
from planner.domain.plan import Term
from planner.domain.policy import Policy
from planner.domain.rows import demand_rows
from planner.domain.rules import TermCode
from planner.optimiser.solve import solve
from planner.usecases.worth import CaseCode, Question, cases_of, worth_of
from tests.builders import (
    MONDAY,
    V1,
    V2,
    V4,
    a_demand,
    a_lodging,
    a_plan,
    a_record,
    a_request,
    a_service,
    a_travel,
    a_unit,
    small_trips,
)

QUICK = SolveParams(reproducible=True, max_rounds=40, cpu_s=10.0)


def a_year(**overrides):
    """Two districts: 5801 with a yearly and a monthly row, 5802 with one that waits."""
    fields = {
        "services": (
            a_service("id_card", interval_days=365),
            a_service("health", interval_days=30, seconds_per_person=600),
        ),
        "demands": (
            a_demand(V1, "id_card", 20),
            a_demand(V2, "health", 3),
            a_demand(V4, "id_card", 10),
        ),
        "history": (
            a_record(V1, "id_card", MONDAY - timedelta(days=100), people=18),
            a_record(V2, "health", MONDAY - timedelta(days=20), people=3),
            a_record(V2, "health", MONDAY - timedelta(days=365), people=3),
            a_record(V2, "health", MONDAY - timedelta(days=366), people=3),
            a_record(V4, "id_card", MONDAY - timedelta(days=200), people=4),
        ),
        "policy": Policy(equity_floor=0.5),
    }
    return a_request(**{**fields, **overrides})


def needs(request, served):
    return district_needs(request, demand_rows(request), served)


def test_a_district_is_due_a_years_rounds_or_what_came_and_what_waits():
    request = a_year()
    found = needs(request, {(V1, "id_card"): 5, (V2, "health"): 2, (V4, "id_card"): 7})
    # 5801: 20 a year and not due now; 3 x 365 // 30 = 36 rounds, due now, 6 met within 365 days.
    assert found["5801"] == DistrictNeed(due=20 + 36, met_before=18 + 6, met_now=2)
    # 5802: 4 came and 10 wait, which is more than the 10 of a year.
    assert found["5802"] == DistrictNeed(due=14, met_before=4, met_now=7)
    assert equity_points(request, found) == min(5000, 10_000 * 26 // 56, 10_000 * 11 // 14) == 4642


def test_the_floor_is_met_where_nothing_is_due_and_off_where_there_is_none():
    request = a_year(demands=(), requests=())
    assert equity_points(request, needs(request, {})) == 5000
    assert equity_points(a_year(policy=Policy()), needs(a_year(), {})) == 0


def test_an_unlocated_village_counts_in_what_is_due():
    request = a_year()
    villages = tuple(
        dataclasses.replace(v, location=None) if v.code == V4 else v for v in request.villages
    )
    places = tuple(
        dataclasses.replace(p, location=None) if p.village_code == V4 else p
        for p in request.stop_places
    )
    lost = dataclasses.replace(request, villages=villages, stop_places=places)
    assert needs(lost, {}) == needs(request, {})
    plan = solve(lost, a_travel(lost), QUICK)
    assert lowest_district(lost, plan)[0] == "5802"
    assert plan.equity == 10_000 * 4 // 14


def test_the_tier_of_equity_comes_before_points():
    """Village 4 is far and little; only a floor sends somebody there."""
    far = a_year(
        units=(a_unit("U1", cost_per_day_baht=9000),),
        policy=Policy(points_per_baht=1.0, weight_overdue=0),
    )
    travel = a_travel(far)
    plain = solve(far, travel, QUICK)
    fair = solve(dataclasses.replace(far, policy=dataclasses.replace(far.policy, equity_floor=0.8)),
                 travel, QUICK)  # fmt: skip
    assert not plain.trips
    assert fair.equity > plain.equity == 0
    assert fair.bound_of(2) == fair.equity
    assert fair.value < plain.value
    (equity,) = [term for term in fair.terms if term.code is TermCode.EQUITY]
    assert equity == Term(code=TermCode.EQUITY, tier=2, points=fair.equity)


def test_cases_of_equity_are_no_floor_the_policys_and_a_step_above():
    request = a_year()
    assert [case.floor for case in cases_of(request, Question.EQUITY, 0.1)] == [0.0, 0.5, 0.6]
    off = a_year(policy=Policy())
    assert [case.floor for case in cases_of(off, Question.EQUITY, 0.1)] == [0.0, 0.1]
    with pytest.raises(InvalidDocument):
        cases_of(request, Question.EQUITY, 0.0)


def test_nights_and_covering_are_worth_what_a_plan_without_them_lacks():
    """The far village takes a night; the second village is only reached from the first's place."""
    request = a_request(
        lodgings=(a_lodging("L1"),), units=(a_unit("U1", max_nights=1), a_unit("U2"))
    )
    places = tuple(p for p in request.stop_places if p.village_code != V2)
    request = dataclasses.replace(request, stop_places=places)
    travel = a_travel(request)
    for question, code in (
        (Question.NIGHTS, CaseCode.WITHOUT_NIGHTS),
        (Question.COVERING, CaseCode.WITHOUT_COVERING),
    ):
        with_it, without = worth_of(solve, travel, cases_of(request, question), QUICK)
        assert (with_it.code, without.code) == (CaseCode.AS_IT_IS, code)
        assert without.value <= with_it.value
        assert without.people <= with_it.people
    assert without.people < with_it.people
    assert without.nights >= 0


def test_a_plan_made_by_hand_tells_its_lowest_district():
    request = a_year()
    travel = a_travel(request)
    plan = a_plan(request, travel, small_trips(request, travel)[2:])
    assert lowest_district(request, plan) == ("5802", DistrictNeed(due=14, met_before=4, met_now=0))
