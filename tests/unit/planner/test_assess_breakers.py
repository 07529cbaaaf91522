"""Plans broken on purpose, written from the rule list: the checker names the rule every time."""

import random

import pytest

from planner.assess.check import check_plan
from planner.domain.rules import Rule
from tests.breaking.table import BREAKERS, Breaker, Case, rich_case
from tests.naive import naive_plan
from tests.strategies import random_request, random_travel

ALL = [breaker for breakers in BREAKERS.values() for breaker in breakers]
RULES = tuple(Rule)


def rules_broken(case: Case) -> set[Rule]:
    return {v.rule for v in check_plan(case.request, case.travel, case.plan).violations}


def test_the_rich_case_is_clean() -> None:
    case = rich_case()
    verdict = check_plan(case.request, case.travel, case.plan)
    assert verdict.violations == ()
    assert verdict.is_clean
    assert verdict.value == case.plan.value > 0


@pytest.mark.parametrize("breaker", ALL, ids=lambda b: f"{b.rule.value}-{b.name}")
def test_every_breaker_is_caught_by_its_rule_and_breaks_little_else(breaker: Breaker) -> None:
    for seed in range(6):
        case = breaker.run(rich_case(), random.Random(seed))
        assert case is not None, "the rich case must offer something to break"
        found = rules_broken(case)
        assert breaker.rule in found
        assert found <= {breaker.rule, *breaker.also}


def broken_at_random(seed: int) -> tuple[Breaker, Case] | None:
    """A random valid plan, broken by a breaker of the rule whose turn it is."""
    rng = random.Random(seed)
    for attempt in range(400):
        number = seed * 1000 + attempt
        request = random_request(number)
        travel = random_travel(request, number, cut=rng.choice((0.0, 0.3)))
        case = Case(request, travel, naive_plan(request, travel, number))
        breakers = BREAKERS[RULES[seed % len(RULES)]]
        for breaker in rng.sample(breakers, len(breakers)):
            wrong = breaker.run(case, rng)
            if wrong is not None:
                return breaker, wrong
    return None


def assert_caught(seeds: range) -> None:
    names: set[str] = set()
    for seed in seeds:
        broken = broken_at_random(seed)
        assert broken is not None, f"nothing to break from seed {seed}"
        breaker, case = broken
        names.add(f"{breaker.rule}-{breaker.name}")
        assert breaker.rule in rules_broken(case), f"seed {seed}: {breaker.name} was not caught"
    assert {name.split("-")[0] for name in names} == {rule.value for rule in RULES}


def test_200_random_plans_broken_on_purpose_are_all_caught() -> None:
    assert_caught(range(200))


@pytest.mark.slow
def test_1000_random_plans_broken_on_purpose_are_all_caught() -> None:
    assert_caught(range(200, 1200))
