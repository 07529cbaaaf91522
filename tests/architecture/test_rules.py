"""One name for a rule everywhere: the list, the checker, the optimiser, breakers and words."""

import importlib
import inspect
from pathlib import Path

import pytest

import planner.assess.rules
import planner.optimiser.rules
import planner.optimiser.values
from planner.assess.check import CHECKS
from planner.assess.context import Context
from planner.domain.rules import Rule, TermCode
from planner.words import Language, say
from tests.breaking.table import BREAKERS

CHECKER_ONLY = {Rule.FORM, Rule.VALUE, Rule.COMPLETE}
"""True of every plan that is decoded from a solution; there is nothing for a search to keep."""


def modules_of(package: object) -> set[str]:
    folder = Path(str(package.__file__)).parent  # type: ignore[attr-defined]
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_the_checker_has_a_module_for_every_rule_and_no_other() -> None:
    assert modules_of(planner.assess.rules) == {rule.value for rule in Rule}


@pytest.mark.parametrize("rule", list(Rule))
def test_a_rule_is_judged_in_the_module_of_its_name(rule: Rule) -> None:
    module = importlib.import_module(f"planner.assess.rules.{rule.value}")
    check = getattr(module, f"check_{rule.value}")
    assert CHECKS[rule] is check
    assert list(inspect.signature(check).parameters) == ["context"]
    assert inspect.get_annotations(check)["context"] is Context
    assert rule.name in (module.__doc__ or "")


def test_the_optimiser_has_a_module_for_every_rule_that_it_keeps() -> None:
    wanted = {rule.value for rule in set(Rule) - CHECKER_ONLY}
    assert modules_of(planner.optimiser.rules) == wanted


def test_the_optimiser_has_a_module_for_every_term() -> None:
    assert modules_of(planner.optimiser.values) == {term.value for term in TermCode}


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_several_breakers(rule: Rule) -> None:
    breakers = BREAKERS[rule]
    assert len(breakers) >= 2
    assert len({breaker.name for breaker in breakers}) == len(breakers)


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_said_in_both_languages(rule: Rule) -> None:
    assert say(f"rule_{rule.value}", Language.TH) != say(f"rule_{rule.value}", Language.EN)


def test_every_rule_and_term_says_what_it_means() -> None:
    """The docstring below each member is the rule itself: the list is read by people."""
    source = inspect.getsource(importlib.import_module("planner.domain.rules"))
    for member in (*Rule, *TermCode):
        after = source.split(f'{member.name} = "{member.value}"\n', 1)[1]
        assert after.lstrip().startswith('"""'), member
