"""What the terminal says of a plan's proof."""

from dataclasses import replace

import pytest

from planner.cli.desk import new_desk
from planner.cli.screens import show_proof
from planner.domain.params import SolveParams
from planner.domain.plan import Bound, Plan, StopCause, Term, TermCode
from planner.settings import Settings
from planner.words import Language
from tests.builders import a_plan, a_provenance, a_request, a_travel


def _plan(bound: int | None, stop_cause: StopCause, cpu_s: float) -> Plan:
    made = a_provenance(stop_cause=stop_cause, cpu_s=cpu_s, params=SolveParams(cpu_s=20))
    bounds = () if bound is None else (Bound(tier=3, points=bound),)
    prize = (Term(code=TermCode.PRIZE, tier=3, points=900),)
    request = a_request()
    plan = a_plan(request, a_travel(request))
    return replace(plan, terms=prize, bounds=bounds, provenance=made)


@pytest.mark.parametrize(
    ("bound", "stop_cause", "cpu_s", "said", "unsaid"),
    [
        (1000, StopCause.CPU_TIME, 20.0, "10.00%", "busy"),
        (9000, StopCause.CPU_TIME, 20.0, "is loose", "busy"),
        (None, StopCause.CPU_TIME, 20.0, "not proven", "busy"),
        (
            1000,
            StopCause.WALL_TIME,
            4.0,
            "after 4 of 20 CPU seconds: the machine was busy",
            "loose",
        ),
        (1000, StopCause.WALL_TIME, 19.0, "10.00%", "busy"),
        (1000, StopCause.ASKED, 4.0, "10.00%", "busy"),
    ],
)
def test_a_proof_is_told_for_what_it_is(
    capsys: pytest.CaptureFixture[str],
    bound: int | None,
    stop_cause: StopCause,
    cpu_s: float,
    said: str,
    unsaid: str,
) -> None:
    desk = new_desk(Settings(language=Language.EN), as_json=False)
    show_proof(desk, _plan(bound, stop_cause, cpu_s))
    told = capsys.readouterr().out
    assert said in told
    assert unsaid not in told
