"""Clean plans have no violation; spoilt plan files are refused or judged, and never a crash."""

import copy
import json
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.explain import explain_unplanned
from planner.assess.metrics import measure
from planner.documents import from_json, to_data, to_json
from planner.domain.errors import InvalidDocument
from planner.domain.plan import Plan, StopKind
from planner.domain.request import PlanRequest
from planner.domain.verdict import Verdict
from tests.breaking.table import rich_case
from tests.naive import naive_plan
from tests.strategies import problems, random_request, random_travel

CASE = rich_case()
DATA = to_data(CASE.plan)
SCALARS: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**18, -(10**40), "", "U1", "U2", "B1", "L1", "58010101", "58020101",
    "short", "full_day", "id_card", "vet", "lunch", "visit", "2026-12-01", "9999-12-31", "\u0000",
    [], {},
)  # fmt: skip


@given(problems())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_plan_that_keeps_the_rules_has_no_violation(
    problem: tuple[PlanRequest, dict[str, TravelMatrix]],
) -> None:
    request, travel = problem
    plan = naive_plan(request, travel)
    verdict = check_plan(request, travel, plan)
    assert verdict.violations == ()
    assert verdict.value == plan.value


@pytest.mark.slow
def test_2000_plans_that_keep_the_rules_have_no_violation() -> None:
    for seed in range(2000):
        request = random_request(seed)
        travel = random_travel(request, seed, cut=0.3 * (seed % 2))
        assert check_plan(request, travel, naive_plan(request, travel, seed)).is_clean


def test_the_clean_plans_are_worth_judging() -> None:
    """The naive planner meets everything that rules speak of, or its clean plans say little."""
    met: Counter[str] = Counter()
    for seed in range(150):
        request = random_request(seed)
        plan = naive_plan(request, random_travel(request, seed))
        stops = [stop for route in plan.routes for stop in route.stops]
        homes = {p.code: p.village_code for p in request.stop_places}
        dates = [(s.village_code, s.service_code) for _, _, s in plan.servings()]
        met["served"] += plan.people_served > 0
        met["nights"] += any(trip.nights for trip in plan.trips)
        met["lunch"] += any(stop.kind is StopKind.LUNCH for stop in stops)
        met["several stops"] += any(len(route.visits) > 1 for route in plan.routes)
        met["covered"] += any(
            s.village_code != homes[stop.place_code] for stop in stops for s in stop.servings
        )
        met["visited again"] += len(dates) > len(set(dates))
    assert met["served"] > 60
    assert min(met.values()) >= 3, met


def spoilt(rng: random.Random) -> dict[str, Any]:
    """The rich plan with one to three values changed, dropped or doubled anywhere in it."""
    data = copy.deepcopy(DATA)
    for _ in range(rng.randint(1, 3)):
        inner: Any = data
        while True:
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            if not keys:
                break
            key = rng.choice(keys)
            deeper = inner[key]
            if isinstance(deeper, dict | list) and deeper and rng.random() < 0.85:
                inner = deeper
                continue
            change = rng.random()
            if change < 0.1:
                del inner[key]
            elif change < 0.3 and isinstance(inner, list):
                inner.append(copy.deepcopy(deeper))
            else:
                inner[key] = rng.choice(SCALARS)
            break
    return data


def judge_spoilt(seed: int) -> str:
    """What became of one spoilt plan file; anything but a refusal or a verdict fails the test."""
    text = json.dumps(spoilt(random.Random(seed)))
    try:
        plan = from_json(Plan, text)
    except InvalidDocument as refused:
        return "refused" if refused.faults else "refused without a fault"
    verdict = check_plan(CASE.request, CASE.travel, plan)
    assert from_json(Verdict, to_json(verdict)) == verdict
    explained = explain_unplanned(CASE.request, CASE.travel, plan)
    assert len(explained.unplanned) == len(plan.unplanned)
    measure(CASE.request, plan)
    return "clean" if verdict.is_clean else "violations"


def test_400_spoilt_plan_files_are_refused_or_judged() -> None:
    became = Counter(judge_spoilt(seed) for seed in range(400))
    assert min(became["refused"], became["violations"]) > 50
    assert not became["refused without a fault"]


@pytest.mark.slow
def test_10000_spoilt_plan_files_are_refused_or_judged() -> None:
    became = Counter(judge_spoilt(seed) for seed in range(1000, 11_000))
    assert became.keys() <= {"refused", "violations", "clean"}
