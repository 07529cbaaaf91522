"""Documents kept in files: still read, still judged the same, still written the same."""

import pytest

from planner.assess.check import check_plan
from planner.documents import from_json, plan_digest
from planner.domain.plan import Plan, Reason
from planner.domain.request import PlanRequest
from planner.domain.rules import Rule
from planner.domain.verdict import Verdict
from tests.builders import a_travel
from tests.golden.write_documents import BREAK, FOLDER, documents, text_of

AGAIN = "run `python -m tests.golden.write_documents` and look at what changed"


def text(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(documents()))
def test_documents_are_written_as_they_were(name: str) -> None:
    assert text(name) == text_of(documents()[name]), AGAIN


def test_every_golden_document_is_tested() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(documents())


@pytest.mark.parametrize("kind", ["", "broken_"])
def test_a_stored_plan_gets_its_stored_verdict_again(kind: str) -> None:
    """What an auditor does years later: nothing but the files and the checker."""
    request = from_json(PlanRequest, text("request"))
    plan = from_json(Plan, text(f"{kind}plan"))
    stored = from_json(Verdict, text(f"{kind}verdict"))
    estimated = [("B1", "58010201"), ("58010201", "B1")]
    again = check_plan(request, a_travel(request, estimated=estimated), plan)
    assert again == stored
    assert stored.plan_digest == plan_digest(plan)


def test_the_broken_plan_breaks_what_it_should() -> None:
    broken = {found.rule for found in from_json(Verdict, text("broken_verdict")).violations}
    assert set(BREAK) <= broken
    assert from_json(Verdict, text("verdict")).is_clean
    assert Rule.FORM not in broken


def test_the_golden_plan_tells_different_reasons() -> None:
    reasons = {entry.reason for entry in from_json(Plan, text("plan")).unplanned}
    assert {Reason.CAPACITY, Reason.TOO_SOON, Reason.FORBIDDEN, Reason.NOT_DUE} == reasons
