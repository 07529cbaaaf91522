"""What the checker and the explainer say: every fault and every reason has a real sentence."""

import ast
import random
import re
from pathlib import Path

import pytest

import planner.assess.rules
from planner.assess.check import check_plan
from planner.domain.demand import Facility
from planner.domain.plan import Reason
from planner.domain.rules import Rule, TermCode
from planner.domain.verdict import Violation
from planner.words import Language, say
from planner.words import violations as catalog
from planner.words.measures import span_text
from planner.words.reasons import tell_reason
from planner.words.violations import tell_violation
from tests.breaking.table import BREAKERS, rich_case

RULES_FOLDER = Path(planner.assess.rules.__file__).parent


def faults() -> set[tuple[str, str]]:
    """Every (rule, fault) that the rules can tell, read from their source."""
    found = set()
    for path in RULES_FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "broken":
                rule, fault = node.args[0], node.args[1]
                assert isinstance(rule, ast.Attribute)
                assert isinstance(fault, ast.Constant)
                found.add((Rule[rule.attr].value, str(fault.value)))
    return found


def test_every_fault_has_a_sentence_and_every_sentence_a_fault() -> None:
    told = {f"violation_{rule}_{fault}" for rule, fault in faults()}
    assert len(told) > 60
    assert told == {code for code in catalog.TEXTS if code.startswith("violation_")}


def test_every_rule_term_and_facility_has_a_name() -> None:
    for code in (
        *(f"rule_{rule.value}" for rule in Rule),
        *(f"term_{term.value}" for term in TermCode),
        *(f"facility_{facility.value}" for facility in Facility),
        *(f"reason_{reason.value}" for reason in Reason),
    ):
        assert say(code, Language.TH) != say(code, Language.EN)


def test_violations_of_broken_plans_are_told_whole() -> None:
    """No sentence about a real violation has a hole in it."""
    told = set()
    for breakers in BREAKERS.values():
        for breaker in breakers:
            case = breaker.run(rich_case(), random.Random(5))
            assert case is not None
            for found in check_plan(case.request, case.travel, case.plan).violations:
                for language in Language:
                    text = tell_violation(found, language)
                    assert "–" not in text, (found, text)
                    assert "{" not in text
                    told.add((found.rule, found.facts["fault"]))
    assert {rule for rule, _ in told} == set(Rule)


def test_a_violation_is_told_with_names_and_spans() -> None:
    late = Violation(
        rule=Rule.SHIFT, unit_code="U1", day=0, facts={"fault": "after_shift", "over_s": 3725}
    )
    assert tell_violation(late, Language.EN) == "Returns 1 h 2 min 5 s after its working hours"
    lacking = Violation(
        rule=Rule.SKILL,
        unit_code="U1",
        place_code="P1",
        service_code="vet",
        facts={"fault": "place_lacks", "facility": "livestock_pen"},
    )
    names = {"P1": "Wat Chong Klang", "vet": "Vaccination"}
    told = tell_violation(lacking, Language.EN, names)
    assert told == "Wat Chong Klang has no livestock pen, which Vaccination needs"


def test_a_violation_of_another_checker_is_told_by_its_rule() -> None:
    unknown = Violation(rule=Rule.LOAD, facts={"fault": "something_new"})
    assert tell_violation(unknown, Language.EN) == "Load of consumables"
    assert tell_violation(Violation(rule=Rule.LOAD), Language.TH) == "วัสดุที่บรรทุก"


@pytest.mark.parametrize(
    ("seconds", "thai", "english"),
    [
        (0, "0 วินาที", "0 s"),
        (59, "59 วินาที", "59 s"),
        (3600, "1 ชั่วโมง", "1 h"),
        (-90, "-1 นาที 30 วินาที", "-1 min 30 s"),
        (90061, "25 ชั่วโมง 1 นาที 1 วินาที", "25 h 1 min 1 s"),
    ],
)
def test_spans_are_exact(seconds: int, thai: str, english: str) -> None:
    assert span_text(seconds, Language.TH) == thai
    assert span_text(seconds, Language.EN) == english


def test_reasons_are_told_with_their_facts() -> None:
    facts = {
        "limit": "shift",
        "needed_s": 10 * 3600,
        "available_s": 9 * 3600 + 1800,
        "drive_s": 7 * 3600,
        "unit_code": "U1",
        "place_code": "P1",
        "base_code": "B1",
    }
    text = tell_reason(Reason.TOO_FAR, facts, Language.EN, {"U1": "Unit 1", "B1": "Province Hall"})
    assert text.startswith("Nearest is Unit 1 from Province Hall")
    assert "10 h" in text
    assert "9 h 30 min" in text
    soon = {"visited_on": "2026-11-20", "min_gap_days": 30, "allowed_from": "2026-12-20"}
    assert "20 ธ.ค. 2569" in tell_reason(Reason.TOO_SOON, soon, Language.TH)
    cut = {"base_code": "B1", "place_code": "P", "reachable_with": "pickup_4wd/wet"}
    assert "4WD pickup (wet roads)" in tell_reason(Reason.UNREACHABLE, cut, Language.EN)
    assert "reached by" not in tell_reason(
        Reason.UNREACHABLE, {**cut, "reachable_with": ""}, Language.EN
    )
    site = tell_reason(Reason.SITE_NEEDS, {"facilities": "hall, mains_power"}, Language.TH)
    assert "อาคารหรือศาลา, ไฟฟ้า" in site


@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_without_facts_still_has_words(reason: Reason) -> None:
    for language in Language:
        text = tell_reason(reason, {}, language)
        assert text
        assert not re.search(r"[{}–]", text)
