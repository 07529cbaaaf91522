"""Compiling ahead of the first search: what set-up runs."""

from planner.domain.plan import StopCause
from planner.optimiser.warm import warm_up


def test_a_warm_search_counts_its_rounds_and_uses_loads() -> None:
    plan = warm_up()
    assert plan.provenance.stop_cause in (StopCause.ROUNDS, StopCause.PROVEN)
    assert plan.provenance.rounds > 0, "solved whole, without a kernel"
    assert plan.provenance.cpu_s < 30
    assert {serving.service_code for _, _, serving in plan.servings()} == {"S", "L"}
