"""The checker itself: it never raises, never changes anything, and says what it worked out."""

import copy
import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.assess.check import CHECKER_VERSION, CHECKS, check_plan
from planner.assess.context import BIG
from planner.documents import digest, from_json, plan_digest, to_json
from planner.domain.plan import Leg, Plan, Route, Serving, Stop, StopKind, Term, Trip, Unplanned
from planner.domain.policy import Policy
from planner.domain.rules import Rule, TermCode
from planner.domain.units import Counters
from planner.domain.verdict import Verdict
from planner.words import Language
from planner.words.violations import tell_violation
from tests.breaking.table import rich_case
from tests.builders import (
    HOUR,
    MONDAY,
    V1,
    V3,
    V4,
    a_lunch,
    a_package,
    a_plan,
    a_request,
    a_route,
    a_travel,
    a_trip,
    a_unit,
    terms_of,
)

CASE = rich_case()
CODES = st.sampled_from(
    ["U1", "U2", "B1", "L1", V1, V3, V4, "short", "full_day", "id_card", "health", "", "\x00", "ก"]
)
NUMBERS = st.one_of(
    st.integers(-10, 10 * 86_400),
    st.integers(-(10**30), 10**30),
    st.sampled_from([0, -1, 2**31, 2**63, -(2**63), 10**400]),
)
SERVINGS = st.builds(Serving, village_code=CODES, service_code=CODES, people=NUMBERS)
STOPS = st.builds(
    Stop,
    place_code=CODES,
    arrive_s=NUMBERS,
    start_s=NUMBERS,
    end_s=NUMBERS,
    leave_s=NUMBERS,
    package_code=st.none() | CODES,
    servings=st.lists(SERVINGS, max_size=3).map(tuple),
)
LEGS = st.builds(
    Leg,
    from_code=CODES,
    to_code=CODES,
    depart_s=NUMBERS,
    duration_s=NUMBERS,
    distance_m=NUMBERS,
    estimated=st.booleans(),
)
ROUTES = st.builds(
    Route,
    unit_code=CODES,
    day=NUMBERS,
    start_code=CODES,
    end_code=CODES,
    depart_s=NUMBERS,
    return_s=NUMBERS,
    stops=st.lists(STOPS, max_size=3).map(tuple),
    legs=st.lists(LEGS, max_size=4).map(tuple),
)
PLANS = st.builds(
    Plan,
    schema=st.sampled_from(["plan/1", "plan/9"]),
    province_code=CODES,
    start=st.dates(),
    days=NUMBERS,
    trips=st.lists(
        st.builds(Trip, unit_code=CODES, routes=st.lists(ROUTES, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    unplanned=st.lists(
        st.builds(
            Unplanned,
            village_code=CODES,
            service_code=CODES,
            people=NUMBERS,
            due_on=st.none() | st.dates(),
        ),
        max_size=3,
    ).map(tuple),
    terms=st.lists(st.builds(Term, tier=NUMBERS, points=NUMBERS), max_size=3).map(tuple),
)


@given(PLANS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_plan_document_gets_a_verdict_that_can_be_stored_and_told(plan: Plan) -> None:
    verdict = check_plan(CASE.request, CASE.travel, plan)
    assert not verdict.is_clean
    assert abs(verdict.value) <= BIG
    assert from_json(Verdict, to_json(verdict)) == verdict
    assert all(tell_violation(found, Language.TH) for found in verdict.violations)


def test_nothing_is_changed() -> None:
    before = copy.deepcopy((CASE.request, CASE.plan))
    digests = {profile: matrix.digest() for profile, matrix in CASE.travel.items()}
    check_plan(CASE.request, CASE.travel, CASE.plan)
    assert (CASE.request, CASE.plan) == before
    assert {profile: matrix.digest() for profile, matrix in CASE.travel.items()} == digests


def test_the_verdict_names_the_plan_and_the_checker() -> None:
    verdict = check_plan(CASE.request, CASE.travel, CASE.plan)
    assert verdict.plan_digest == plan_digest(CASE.plan)
    assert verdict.checker_version == CHECKER_VERSION
    assert digest(verdict) == digest(check_plan(CASE.request, CASE.travel, CASE.plan))


def test_every_rule_has_one_check_in_the_order_of_the_list() -> None:
    assert list(CHECKS) == list(Rule)


def test_the_value_is_worked_out_again_whatever_the_plan_claims() -> None:
    claimed = (Term(code=TermCode.PRIZE, tier=3, points=10**9),)
    plan = dataclasses.replace(CASE.plan, terms=claimed)
    assert check_plan(CASE.request, CASE.travel, plan).value == CASE.plan.value


def test_a_plan_that_serves_nobody_is_clean_and_costs_what_people_were_told() -> None:
    verdict = check_plan(CASE.request, CASE.travel, a_plan(CASE.request, CASE.travel, ()))
    assert verdict.is_clean
    assert verdict.value == -CASE.request.policy.points_per_change * len(CASE.request.announced)
    quiet = CASE.with_request(announced=())
    nothing = a_plan(quiet.request, quiet.travel, ())
    assert check_plan(quiet.request, quiet.travel, nothing).value == 0


def test_a_term_of_zero_may_be_left_out() -> None:
    request = a_request()
    travel = a_travel(request)
    plan = a_plan(request, travel)
    terms = tuple(term for term in plan.terms if term.points)
    assert len(terms) < len(plan.terms)
    assert check_plan(request, travel, dataclasses.replace(plan, terms=terms)).is_clean


@pytest.mark.parametrize(
    ("prize", "need", "ago", "interval", "expected"),
    [
        (100, 1.0, 360, 360, 100),
        (100, 1.0, 179, 360, 0),
        (100, 1.0, 180, 360, 25),
        (100, 1.0, 540, 360, 225),
        (100, 1.0, 3600, 360, 800),
        (100, 1.5, 63, 60, 165),
        (1, 2.5, 360, 360, 3),
        (1, 0.5, 360, 360, 1),
        (1, 0.49, 360, 360, 0),
        (0, 1.0, 360, 360, 0),
    ],
)
def test_prizes_by_hand(prize: int, need: float, ago: int, interval: int, expected: int) -> None:
    """Points for one person: prize x need x (e / I) squared, capped at 8, halves up."""
    tiny = a_request()
    villages = (dataclasses.replace(tiny.villages[0], need_weight=need), *tiny.villages[1:])
    request = a_request(
        villages=villages,
        services=(
            dataclasses.replace(tiny.services[0], interval_days=interval),
            tiny.services[1],
        ),
        history=(
            dataclasses.replace(
                tiny.history[0],
                village_code=V1,
                service_code="id_card",
                date=MONDAY - timedelta(days=ago),
            ),
        ),
        policy=Policy(prize_per_person=prize, points_per_drive_hour=0, points_per_baht=0.0),
    )
    travel = a_travel(request)
    trip = a_trip(a_route(request, travel, "U1", 0, [(V1, "short", {(V1, "id_card"): 3})]))
    plan = a_plan(request, travel, [trip])
    assert check_plan(request, travel, plan).value == 3 * expected
    assert {t.code: t.points for t in plan.terms}[TermCode.PRIZE] == 3 * expected


def test_costs_by_hand() -> None:
    """10 km out and back at 40 km/h, 400 points an hour, 0.2 a baht, 6 baht a km, 900 a day."""
    request = a_request(
        units=(
            a_unit(
                "U1",
                cost_per_day_baht=900,
                services=(Counters(service_code="id_card", counters=1),),
            ),
        ),
        policy=Policy(prize_per_person=0),
    )
    travel = a_travel(request)
    trip = a_trip(a_route(request, travel, "U1", 0, [(V3, "short", {(V3, "id_card"): 1})]))
    out = trip.routes[0].legs[0]
    assert (out.duration_s, out.distance_m) == (901, 10008)
    # driving 100.1 -> 100, kilometres 12.0096 -> 12, each way; 180 for the day
    assert check_plan(request, travel, a_plan(request, travel, [trip])).value == -(200 + 24 + 180)


def lunch_case(earliest: float, latest: float, package: str, includes: bool) -> set[Rule]:
    """Rules broken by an honest day of one 5 h visit under a lunch between these hours."""
    request = a_request(
        units=(
            a_unit(
                "U1",
                lunch=a_lunch(earliest_s=round(earliest * HOUR), latest_s=round(latest * HOUR)),
                services=(Counters(service_code="id_card", counters=1),),
            ),
        ),
        packages=(
            a_package("full_day", open_s=5 * HOUR, serving_s=HOUR, includes_lunch=includes),
            a_package("short"),
        ),
    )
    travel = a_travel(request)
    bare = dataclasses.replace(request, units=(dataclasses.replace(request.units[0], lunch=None),))
    route = a_route(bare, travel, "U1", 0, [(V1, package, {(V1, "id_card"): 1})])
    plan = a_plan(request, travel, [a_trip(route)])
    return {found.rule for found in check_plan(request, travel, plan).violations}


@pytest.mark.parametrize(
    ("earliest", "latest", "package", "includes", "broken"),
    [
        # Open 08:38 to 13:38, back at 14:01.
        (11, 12, "full_day", False, True),
        (11, 12, "full_day", True, False),
        (7.9, 12, "full_day", False, False),  # left after the earliest hour: not due
        (12, 13.5, "full_day", False, False),  # back before the latest lunch would end: not due
        (8, 8.5, "full_day", True, True),  # open for only 52 minutes of 08:00 to 09:30
        (11, 12, "short", False, False),  # home again by 11:01
    ],
)
def test_when_lunch_is_due(
    earliest: float, latest: float, package: str, includes: bool, broken: bool
) -> None:
    found = lunch_case(earliest, latest, package, includes)
    assert found == ({Rule.LUNCH} if broken else set())


def test_a_lunch_of_no_time_need_not_be_eaten() -> None:
    request = a_request(units=(a_unit("U1", lunch=a_lunch(duration_s=0)),))
    travel = a_travel(request)
    bare = dataclasses.replace(request, units=(a_unit("U1"),))
    route = a_route(bare, travel, "U1", 0, [(V4, "full_day", {(V4, "id_card"): 1})])
    assert check_plan(request, travel, a_plan(request, travel, [a_trip(route)])).is_clean


def test_lunch_may_be_eaten_at_base_before_the_first_leg() -> None:
    """At the place where the route starts: the leg from there to there takes no time."""
    request = a_request(units=(a_unit("U1", lunch=a_lunch(earliest_s=8 * HOUR)),))
    travel = a_travel(request)
    late = a_route(
        dataclasses.replace(request, units=(a_unit("U1"),)),
        travel,
        "U1",
        0,
        [(V1, "short", {(V1, "id_card"): 1})],
        depart_s=9 * HOUR,
    )
    meal = Stop(
        kind=StopKind.LUNCH,
        place_code="B1",
        arrive_s=8 * HOUR,
        start_s=8 * HOUR,
        end_s=9 * HOUR,
        leave_s=9 * HOUR,
    )
    stay = Leg(from_code="B1", to_code="B1", depart_s=8 * HOUR, duration_s=0, distance_m=0)
    route = dataclasses.replace(
        late,
        depart_s=8 * HOUR,
        return_s=15 * HOUR,
        stops=(meal, *late.stops),
        legs=(stay, *late.legs),
    )
    assert check_plan(request, travel, a_plan(request, travel, [a_trip(route)])).is_clean
    marked = dataclasses.replace(stay, estimated=True)
    flagged = dataclasses.replace(route, legs=(marked, *late.legs))
    assert check_plan(request, travel, a_plan(request, travel, [a_trip(flagged)])).is_clean


def test_waiting_on_the_road_or_at_the_door_is_allowed() -> None:
    request = a_request()
    travel = a_travel(request)
    route = a_route(request, travel, "U2", 0, [(V4, "short", {(V4, "health"): 5})])
    slow = dataclasses.replace(
        route,
        return_s=route.return_s + 1800,
        stops=(dataclasses.replace(route.stops[0], arrive_s=route.stops[0].arrive_s + 60,
                                   start_s=route.stops[0].start_s + 600,
                                   end_s=route.stops[0].end_s + 600,
                                   leave_s=route.stops[0].leave_s + 900),),
        legs=(route.legs[0],
              dataclasses.replace(route.legs[1], depart_s=route.legs[1].depart_s + 900)),
    )  # fmt: skip
    assert check_plan(request, travel, a_plan(request, travel, [a_trip(slow)])).is_clean


def test_the_rich_case_has_something_in_every_term() -> None:
    assert terms_of(CASE.request, CASE.plan.trips) == CASE.plan.terms
    assert {term.code for term in CASE.plan.terms if term.points} == set(TermCode)


def test_a_verdict_of_a_far_date_does_not_fail() -> None:
    plan = dataclasses.replace(CASE.plan, start=date.max)
    assert {v.rule for v in check_plan(CASE.request, CASE.travel, plan).violations} == {Rule.FORM}
