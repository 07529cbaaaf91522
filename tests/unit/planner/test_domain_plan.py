"""Plan: sums over its trips, its gap, its nights."""

import pytest

from planner.domain.plan import Bound, Plan, Term
from planner.domain.rules import TIER_OF, TermCode
from tests.breaking.table import rich_case
from tests.builders import V4, a_plan, a_request, a_travel


@pytest.fixture
def plan() -> Plan:
    return rich_case().plan


def test_sums_over_routes(plan: Plan) -> None:
    assert plan.people_served == 9 + 10 + 12 + 12 + 12 + 7
    assert [(route.unit_code, route.day) for route in plan.routes] == [
        ("U1", 0), ("U1", 1), ("U2", 0), ("U2", 2),
    ]  # fmt: skip
    first = plan.routes[0]
    assert first.drive_s == sum(leg.duration_s for leg in first.legs) > 0
    assert first.distance_m == sum(leg.distance_m for leg in first.legs) > 0
    assert len(first.stops) == 3
    assert len(first.visits) == 2


def test_nights_are_where_all_days_but_the_last_end(plan: Plan) -> None:
    assert [trip.nights for trip in plan.trips] == [("L1",), (), ()]


def test_every_serving_comes_with_its_route_and_stop(plan: Plan) -> None:
    found = [(route.day, stop.place_code, s.people) for route, stop, s in plan.servings()]
    assert (1, V4, 12) in found
    assert len(found) == 6


def test_value_is_the_sum_of_tier_3() -> None:
    request = a_request()
    terms = (
        Term(code=TermCode.OVERDUE, tier=1, points=-1000),
        Term(code=TermCode.PRIZE, tier=3, points=500),
        Term(code=TermCode.DRIVING, tier=3, points=-70),
    )
    assert a_plan(request, a_travel(request), terms=terms).value == 430


@pytest.mark.parametrize(
    ("bounds", "gap"),
    [
        ((), None),
        ((Bound(tier=1, points=0),), None),
        ((Bound(tier=3, points=500),), 0.14),
        ((Bound(tier=3, points=430),), 0.0),
        ((Bound(tier=3, points=0),), 0.0),
    ],
)
def test_gap_is_the_share_of_the_bound_that_is_missing(
    bounds: tuple[Bound, ...], gap: float | None
) -> None:
    request = a_request()
    terms = (Term(code=TermCode.PRIZE, tier=3, points=430),)
    plan = a_plan(request, a_travel(request), terms=terms, bounds=bounds)
    assert plan.gap == (None if gap is None else pytest.approx(gap))


def test_every_term_has_a_tier() -> None:
    assert TIER_OF.keys() == set(TermCode)
    assert set(TIER_OF.values()) == {1, 2, 3}
