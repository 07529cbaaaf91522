"""Compiling ahead of the first search: what set-up runs."""

from planner.domain.plan import StopCause
from planner.optimiser.warm import warm_up


def test_a_warm_search_ends_by_counts_and_uses_loads() -> None:
    plan = warm_up()
    assert plan.provenance.stop_cause is StopCause.ROUNDS
    assert plan.provenance.cpu_s < 30
    assert {serving.service_code for _, _, serving in plan.servings()} == {"S", "L"}
