"""Writes the golden documents beside this file: `python -m tests.golden.write_documents`.

A request with every rule in it, a clean plan and a broken one, each with the checker's verdict.
Run by hand when a document's form or the checker changes on purpose; look at the difference.
"""

import dataclasses
import json
import random
from pathlib import Path

from planner.assess.check import check_plan
from planner.assess.explain import explain_unplanned
from planner.documents import to_data
from planner.domain.plan import Plan
from planner.domain.rules import Rule
from tests.breaking.table import BREAKERS, Case, rich_case
from tests.builders import a_provenance

FOLDER = Path(__file__).parent / "documents"
BREAK = (Rule.LUNCH, Rule.TRAVEL, Rule.VALUE, Rule.COMPLETE)
"""Rules that the broken plan breaks, one after the other."""


def documents() -> dict[str, object]:
    """Every golden document by its name."""
    case = rich_case()
    plan = explain_unplanned(case.request, case.travel, case.plan)
    plan = dataclasses.replace(plan, provenance=a_provenance())
    broken = broken_plan(Case(case.request, case.travel, plan))
    return {
        "request": case.request,
        "plan": plan,
        "verdict": check_plan(case.request, case.travel, plan),
        "broken_plan": broken,
        "broken_verdict": check_plan(case.request, case.travel, broken),
    }


def broken_plan(case: Case) -> Plan:
    """The plan after one breaker of each rule to break; sums that were claimed stay claimed."""
    for rule in BREAK:
        found = BREAKERS[rule][0].run(case, random.Random(1))
        assert found is not None
        case = found
    return case.plan


def text_of(document: object) -> str:
    """A document as it stands in its file: indented, Thai readable."""
    return json.dumps(to_data(document), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, document in documents().items():
        (FOLDER / f"{name}.json").write_text(text_of(document), encoding="utf-8")
